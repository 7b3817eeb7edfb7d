"""The laws of the import: nothing is lost, and an edit changes its own lines only."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from designdoc_tui.checks import Checker
from designdoc_tui.document import Document
from designdoc_tui.document.values import Values, put
from designdoc_tui.draft.canonical import values_to_yaml
from designdoc_tui.draft.load import parse_draft
from designdoc_tui.markdown.imported.importing import Imported, import_markdown
from designdoc_tui.markdown.imported.outline import verbatim_pieces
from designdoc_tui.markdown.render import render
from designdoc_tui.template.field import Role
from designdoc_tui.template.kinds import Value
from designdoc_tui.template.load import load_template
from designdoc_tui.template.path import Path as FieldPath
from designdoc_tui.template.path import format_path
from tests.documents import corpus_paths, spec_examples, template_markdown
from tests.fuzz.imports import BITS, damaged, failure
from tests.strategies import any_text, filled

DESIGN = load_template("design")
WORD = re.compile(r"\w+")
MUTATIONS = 100
RUNNING_ON = {"unclosed-fence", "unclosed-comment", "heading-in-field"}
TODAY = date(2026, 11, 22)
EDITED = ("text", "prose", "list")


def texts_in(value: Value, path: FieldPath = ()) -> Iterator[tuple[FieldPath, str]]:
    """Every text in a value, with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts_in(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from texts_in(inner, (*path, index))


@pytest.fixture(scope="module")
def imports(corpus: Path) -> list[tuple[Path, str, Imported]]:
    """Every document of the corpus, its text, and what it came in as."""
    texts = [(path, path.read_bytes().decode()) for path in corpus_paths()]
    assert len(texts) > 100
    return [(path, text, import_markdown(text, DESIGN)) for path, text in texts]


class TestTheCorpus:
    def test_goes_out_byte_for_byte_with_every_word_in_its_draft(
        self, imports: list[tuple[Path, str, Imported]]
    ) -> None:
        # The template's own headings and labels stand in the template.
        known = template_markdown().decode()
        for path, text, imported in imports:
            source = values_to_yaml(imported.document)
            opened = parse_draft(source.encode(), str(path))
            assert render(opened).encode() == path.read_bytes(), path
            lost = [word for word in set(WORD.findall(text)) if word not in source]
            assert all(word in known for word in lost), path

    def test_comes_in_again_as_the_same_draft(
        self, imports: list[tuple[Path, str, Imported]]
    ) -> None:
        for path, _, imported in imports:
            again = import_markdown(render(imported.document), DESIGN)
            assert again == imported, path

    def test_has_no_document_that_had_to_be_kept_as_one_piece(
        self, imports: list[tuple[Path, str, Imported]]
    ) -> None:
        for path, _, imported in imports:
            sections = imported.report.sections
            assert all("come out" not in section.why for section in sections), path

    def test_changes_the_lines_of_the_field_that_is_edited_and_no_others(
        self, imports: list[tuple[Path, str, Imported]]
    ) -> None:
        numbers = random.Random(5)
        edits = 0
        for path, text, imported in imports:
            values = {k: v for k, v in imported.document.values.items() if k != "layout"}
            places = [
                (place, said)
                for place, said in texts_in(values)
                if (field := DESIGN.field_at(place)) and field.kind.name in EDITED
            ]
            for place, said in numbers.sample(places, min(3, len(places))):
                copy = Document(DESIGN, imported.document.values)
                copy.set(place, f"Zebra {said}")
                before, after = text.splitlines(), render(copy).splitlines()
                matcher = SequenceMatcher(None, before, after, autojunk=False)
                changes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
                where = f"{path}: {format_path(place)}"
                assert len(changes) == 1, where
                _, first, last, start, end = changes[0]
                assert last - first == end - start <= said.count("\n") + 1, where
                assert "Zebra" in "".join(after[start:end]), where
                edits += 1
        assert edits > 100

    def test_goes_out_as_it_came_however_its_bytes_are_damaged(self, corpus: Path) -> None:
        numbers = random.Random(7)
        sources = [path.read_bytes() for path in corpus_paths() if path.stat().st_size < 8_000]
        sources += [template_markdown()] * 10
        for _ in range(MUTATIONS):
            content = damaged(numbers.choice(sources), numbers)
            assert failure(content.decode(errors="ignore")) is None


class TestTheExamplesOfTheSpecifications:
    def test_go_out_byte_for_byte(self, corpus: Path) -> None:
        examples = spec_examples(corpus)
        assert len(examples) > 1_000
        for text in examples:
            assert render(import_markdown(text, DESIGN).document) == text


HEADINGS = [section.heading for section in DESIGN.walk()]
LABELS = [field.label for _, field in DESIGN.placed_fields]
blocks = st.one_of(
    st.tuples(st.integers(1, 6), st.sampled_from(HEADINGS)).map(lambda h: f"{'#' * h[0]} {h[1]}\n"),
    st.tuples(st.sampled_from(["- ", "* ", "1. ", "- [ ] ", ""]), st.sampled_from(LABELS), any_text)
    .map(lambda line: f"{line[0]}**{line[1]}:** {line[2]}\n"),
    st.sampled_from([bit.decode(errors="ignore") for bit in BITS]),
    any_text,
)  # fmt: skip


class TestAnyMarkdown:
    @given(text=st.lists(blocks, max_size=12).map("".join))
    def test_goes_out_as_it_came(self, text: str) -> None:
        assert failure(text) is None

    @given(text=st.lists(blocks, max_size=8).map("".join), words=any_text)
    def test_keeps_everything_else_when_a_piece_is_edited(self, text: str, words: str) -> None:
        document = import_markdown(text, DESIGN).document
        pieces = verbatim_pieces(document)
        if not pieces:
            return
        kept = [document.get(piece.path) for piece in pieces[1:]]
        document.set(pieces[0].path, words)
        after = render(document)
        assert all(str(markdown) in after for markdown in kept)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Documents with nothing wrong in them: no field runs on into the next."""
    values: Values = {}
    for path, field in draw(st.lists(st.sampled_from(DESIGN.placed_fields), max_size=5)):
        value = draw(filled(field))
        if field.role is Role.TITLE:
            value = value.replace("\n", " ").strip()  # a heading is one line
        if not list(field.kind.problems(value)):
            put(values, path, value)
    found = Checker(DESIGN).check(values, today=TODAY).findings
    assume(RUNNING_ON.isdisjoint(finding.rule for finding in found))
    return Document(DESIGN, values)


class TestADocumentThatTheToolWrote:
    @settings(max_examples=60)
    @given(document=documents())
    def test_comes_in_as_the_very_same_draft(self, document: Document) -> None:
        assert import_markdown(render(document), DESIGN).document == document


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_of_another_kind_stay(ends: str) -> None:
    text = template_markdown().decode().replace("\n", ends)
    assert failure(text) is None
