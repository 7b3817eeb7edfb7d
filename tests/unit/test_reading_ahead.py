"""Long lists of a large draft are read without the parser, and say what it reads in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designdoc_tui.document import Document
from designdoc_tui.document.values import Values
from designdoc_tui.draft.canonical import values_to_yaml
from designdoc_tui.draft.load import parse_draft, parse_tree
from designdoc_tui.draft.read_ahead import read_ahead
from designdoc_tui.source.errors import SourceError
from designdoc_tui.source.yaml_nodes import Node, Scalar
from designdoc_tui.template.field import Field
from designdoc_tui.template.kinds import Shape
from designdoc_tui.template.kinds.records import Records
from designdoc_tui.template.load import load_template
from tests.benchmarks.drafts import component
from tests.strategies import NASTY, any_text

DESIGN = load_template("design")
LISTS = {path: field for path, field in DESIGN.placed_fields if isinstance(field.kind, Records)}
COMPONENTS = ("design", "components")

HOW_MANY = 60
"""Components that are more than long enough together: each has two kilobytes."""


def draft(*components: Any, count: int = HOW_MANY, **more: Any) -> str:
    """A draft with many components, as the tool writes it; some of them, in the middle, given."""
    half = [component(number) for number in range(1, count // 2 + 1)]
    values: Values = {"design": {"components": [*half, *components, *half]}, **more}
    return values_to_yaml(Document(DESIGN, values))


def ahead(text: str) -> int:
    """How many records of a draft are read ahead."""
    return sum(len(stretch.entries) for stretch in read_ahead(text.encode()))


def attempt(read: Callable[[bytes, str], Any], text: str) -> tuple[Values | None, str]:
    try:
        return read(text.encode(), "design.yaml").values, ""
    except SourceError as error:
        return None, str(error)


def as_parsed(text: str) -> Values:
    """What a draft says, however it is read."""
    one, complaint = attempt(parse_draft, text)
    other, the_same = attempt(parse_tree, text)
    assert complaint == the_same
    assert other is not None
    assert one == Document(DESIGN, other).values
    return other


def complaint_about(text: str) -> str:
    """What is wrong with a draft, however it is read."""
    (one, complaint), (_, the_same) = attempt(parse_draft, text), attempt(parse_tree, text)
    assert one is None
    assert complaint == the_same
    return complaint


class TestALongList:
    def test_is_read_ahead_to_its_last_record(self) -> None:
        text = draft(title="Two-factor sign-in", approval=[{"role": "Lead"}])
        assert ahead(text) == HOW_MANY
        assert as_parsed(text)["design"] == {"components": [*map(component, range(1, 31))] * 2}

    @pytest.mark.parametrize("path", LISTS, ids=lambda path: path[-1])
    def test_may_be_any_list_of_records_there_is(self, path: tuple[str, ...]) -> None:
        fields = LISTS[path].kind.fields  # type: ignore[attr-defined]
        record = {field.key: every_value(field) for field in fields}
        document = Document(DESIGN)
        document.set(path, [record] * 300)
        document.set("references.tasks", "later")  # nothing follows a list at the end of the file
        text = values_to_yaml(document)
        assert ahead(text) == (300 if path != ("approval",) else 299)
        assert as_parsed(text) == document.values

    @pytest.mark.parametrize(
        "name",
        [
            "plain", "a:b#c", "Ada's", "it's: 'so'",
            '"both" \'of them\': here', "no", "5", "**bold**",
            "one\ntwo", "one\n\n  two\n\nthree", "with an end\n", "a tab\tin it\nand a line",
            "é 漢字", "🙂",
        ],
    )  # fmt: skip
    def test_holds_texts_of_every_kind(self, name: str) -> None:
        text = draft({"name": name, "purpose": name, "implementation_details": [name, "x", name]})
        assert ahead(text) >= HOW_MANY
        assert as_parsed(text)["design"]["components"][HOW_MANY // 2]["name"] == name  # type: ignore[index, call-overload]

    def test_that_is_short_is_left_to_the_parser(self) -> None:
        assert ahead(draft(count=20)) == 0

    def test_in_windows_lines_is_left_to_the_parser(self) -> None:
        text = draft().replace("\n", "\r\n")
        assert ahead(text) == 0
        as_parsed(text)


class TestARecordThatStandsOtherwise:
    @pytest.mark.parametrize(
        "lines",
        [
            "# a comment\n    - name: x",
            "- name: x # a comment",
            "- name: x\n\n      purpose: behind a blank line",
            "- name: x\n        which goes on",
            "- purpose: not in order\n      name: x",
            "- name: x\n      colour: red",
            "- {name: x, purpose: in braces}",
            '- name: "x\\ty"',
            "- name: >-\n        folded\n        lines",
            "- name: |2-\n          further in",
            "- name: |+\n        with its line ends\n\n",
            "- name: ''",
            "- name:",
            "-   name: further in\n        purpose: x",
            "-\n      name: on a line of its own",
            "- implementation_details: []",
            "- implementation_details:\n      - at the key",
        ],
    )
    def test_is_read_with_those_around_it(self, lines: str) -> None:
        text = draft({"name": "here"}).replace("    - name: here", f"    {lines}")
        as_parsed(text)
        assert ahead(text) >= HOW_MANY - 1

    @pytest.mark.parametrize("lines", ["- &it\n      name: x", "- name: x\n      name: again"])
    def test_may_cost_the_others_their_advantage(self, lines: str) -> None:
        text = draft({"name": "here"}).replace("    - name: here", f"    {lines}")
        assert attempt(parse_draft, text)[1] == attempt(parse_tree, text)[1]


class TestWhatOnlyLooksLikeALongList:
    @pytest.mark.parametrize("sign", ["|", ">", '"', "'"])
    def test_is_text_where_it_stands_in_one(self, sign: str) -> None:
        _, _, lines = draft().partition("design:\n")
        closed = sign if sign in "\"'" else ""
        inside = lines.replace("'", '"') if sign == "'" else lines
        text = f"designdoc: 1\ntemplate: design\nzzz: {sign}\n\n{inside}  x{closed}\n"
        assert ahead(text) > 0
        assert isinstance(as_parsed(text)["zzz"], Scalar)

    def test_is_what_it_is_under_another_key(self) -> None:
        text = draft().replace("design:\n", "background:\n")
        assert ahead(text) > 0
        assert isinstance(as_parsed(text)["background"]["components"], Node)  # type: ignore[index, call-overload]


class TestWhatIsWrong:
    @pytest.mark.parametrize(
        "line",
        [
            "title: twice\ntitle: twice",
            "design: twice",
            "overview: [",
            "overview: no mapping",
            "open_questions:\n  - answered: perhaps",
            "zzz: *nothing",
            "\ttab: x",
            "zzz: \x07",
            "%TAG ! x",
        ],
    )
    def test_behind_a_long_list_is_told_at_its_place(self, line: str) -> None:
        text = draft()
        complaint = complaint_about(f"{text}{line}\n")
        told = int(complaint.split(":")[1])
        assert told >= text.count("\n")

    @pytest.mark.parametrize(
        "line",
        ["    - name: [x]", "    - name: x\n     purpose: x", "   - name: x", "    - name: a: b"],
    )
    def test_among_the_records_is_told_at_its_place(self, line: str) -> None:
        text = draft({"name": "here"})
        before, _, _ = text.partition("    - name: here")
        complaint = complaint_about(text.replace("    - name: here", line))
        assert int(complaint.split(":")[1]) > before.count("\n")

    @pytest.mark.parametrize("where", ["    - name: here", "title: x"])
    def test_may_be_a_byte_that_is_not_utf_8(self, where: str) -> None:
        text = draft({"name": "here"}, title="x").replace(where, f"{where}\udcff")
        before, _, _ = text.partition("\udcff")
        with pytest.raises(SourceError, match="0xff is not UTF-8") as caught:
            parse_draft(text.encode("utf-8", "surrogateescape"), "design.yaml")
        assert caught.value.line == before.count("\n") + 1

    def test_may_be_that_there_are_too_many_values(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for module in ("yaml_builder", "yaml_stretches"):
            monkeypatch.setattr(f"designdoc_tui.source.{module}.MAX_NODES", 1_000)
        assert "more than 1,000 values" in complaint_about(draft())


class TestWhatTheTemplateDoesNotKnow:
    def test_behind_a_long_list_knows_its_place(self) -> None:
        text = draft(zzz=Scalar("5"), title="Längen in Zeichen 🙂") + "yyy: {a: [b]}\n"
        tree, read = parse_tree(text.encode(), "x").values, parse_draft(text.encode(), "x").values
        for key in ("zzz", "yyy"):
            one, other = tree[key], read[key]
            assert isinstance(one, Node)
            assert isinstance(other, Node)
            assert one.mark == other.mark
            assert ahead(text) == HOW_MANY


def every_value(field: Field) -> Any:
    if isinstance(field.kind, Records):
        record = {inner.key: every_value(inner) for inner in field.kind.fields}
        return [record, record]
    if field.kind.shape is Shape.FLAG:
        return True
    text = "a text that is long enough, for it's the same again and " + "again and " * 20
    return [text, text] if field.kind.shape is Shape.TEXTS else text


texts = st.one_of(st.sampled_from(["", *NASTY]), any_text)
records = st.fixed_dictionaries(
    {}, optional={"name": texts, "purpose": texts, "implementation_details": st.lists(texts)}
)


class TestTheLaw:
    @settings(max_examples=25)
    @given(st.lists(records, max_size=4))
    def test_what_is_saved_is_what_is_opened(self, given_: list[dict[str, Any]]) -> None:
        text = draft(*given_)
        assert as_parsed(text) == parse_draft(text.encode(), "x").values

    @settings(max_examples=60)
    @given(st.data())
    def test_of_damaged_lines_it_reads_what_the_parser_reads(self, data: st.DataObject) -> None:
        text = draft({"name": "here"})
        at = text.index("here") + data.draw(st.integers(-200, 200))
        cut = data.draw(st.integers(0, 40))
        text = text[:at] + data.draw(st.one_of(st.sampled_from(NASTY), any_text)) + text[at + cut :]
        one, complaint = attempt(parse_draft, text)
        other, the_same = attempt(parse_tree, text)
        assert complaint == the_same
        assert one is None or one == Document(DESIGN, other).values
