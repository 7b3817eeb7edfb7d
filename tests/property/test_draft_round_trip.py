"""The law of drafts: what is saved is what is opened, whatever was typed."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from designdoc_tui.document import Document
from designdoc_tui.document.values import Values, put
from designdoc_tui.draft.load import load_draft, parse_draft
from designdoc_tui.draft.new import new_draft
from designdoc_tui.draft.save import save_draft, values_to_yaml
from designdoc_tui.source.errors import SourceError, visible
from designdoc_tui.template.field import Field
from designdoc_tui.template.kinds import Shape
from designdoc_tui.template.kinds.records import Records
from designdoc_tui.template.load import load_template
from tests.strategies import NASTY, any_text

DESIGN = load_template("design")
A_DAY = date(2026, 11, 23)

texts = st.one_of(st.sampled_from(["", *NASTY]), any_text)


def anything_typed(field: Field) -> st.SearchStrategy[Any]:
    """Whatever the forms let into a field, sensible or not."""
    if isinstance(field.kind, Records):
        optional = {inner.key: anything_typed(inner) for inner in field.kind.fields}
        return st.lists(st.fixed_dictionaries({}, optional=optional), max_size=3)
    if field.kind.shape is Shape.FLAG:
        return st.booleans()
    if field.kind.shape is Shape.TEXTS:
        return st.lists(texts, max_size=4)
    return texts


review_values = st.recursive(
    st.one_of(texts, st.booleans()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(texts, inner, max_size=3)),
    max_leaves=6,
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Documents with a few fields filled with anything at all."""
    values: Values = {}
    for path, field in draw(st.lists(st.sampled_from(DESIGN.placed_fields), max_size=6)):
        put(values, path, draw(anything_typed(field)))
    if draw(st.booleans()):
        values["review"] = {
            "not_applicable": draw(st.dictionaries(texts, texts, max_size=2)),
            "unknown": draw(review_values),
        }
    return Document(DESIGN, values)


class TestWhatIsSavedIsWhatIsOpened:
    @given(documents())
    def test_for_any_document(self, document: Document) -> None:
        text = values_to_yaml(document)
        assert parse_draft(text.encode("utf-8"), "design.yaml") == document

    @given(documents())
    def test_in_its_files_too(self, document: Document) -> None:
        with tempfile.TemporaryDirectory() as folder:
            draft = new_draft(Path(folder), document)
            save_draft(draft, A_DAY)
            reopened = load_draft(draft.path)
            assert reopened.document == document
            assert not save_draft(reopened, A_DAY).changed

    @given(documents())
    def test_writing_it_again_changes_no_byte(self, document: Document) -> None:
        text = values_to_yaml(document)
        assert values_to_yaml(parse_draft(text.encode("utf-8"), "design.yaml")) == text

    @given(texts, texts)
    def test_for_every_text_on_its_own(self, title: str, problem: str) -> None:
        document = Document(DESIGN, {"title": title, "overview": {"problem": problem}})
        assert parse_draft(values_to_yaml(document).encode(), "x") == document


def attempt(content: bytes) -> tuple[Document | None, str]:
    """The document in a text, or what a person is told instead."""
    try:
        return parse_draft(content, "design.yaml"), ""
    except SourceError as error:
        return None, str(error)


class TestWhateverIsOpened:
    @given(st.one_of(st.binary(max_size=60), any_text.map(lambda text: text.encode())))
    def test_is_a_draft_or_a_single_line_that_says_why_not(self, content: bytes) -> None:
        read, complaint = attempt(b"designdoc: 1\ntemplate: design\n" + content)
        if read is None:
            assert complaint == visible(complaint) != ""
        else:
            assert parse_draft(values_to_yaml(read).encode(), "x") == read
