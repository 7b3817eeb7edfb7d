"""The laws of every kind of field, on every field of the built-in template."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designdoc_tui.template.field import Field
from designdoc_tui.template.fragments import text_of
from designdoc_tui.template.kinds import InlineKind, Kind, Value
from designdoc_tui.template.kinds.choice import Choice
from designdoc_tui.template.kinds.date import Date
from designdoc_tui.template.kinds.fence import Fence
from designdoc_tui.template.kinds.flag import Flag
from designdoc_tui.template.kinds.items import Items
from designdoc_tui.template.kinds.people import People
from designdoc_tui.template.kinds.prose import Prose
from designdoc_tui.template.kinds.records import Records
from designdoc_tui.template.kinds.text import Text, code_span, text_in_ticks
from designdoc_tui.template.load import load_template
from designdoc_tui.template.path import Path, format_path
from tests.strategies import filled, lines, values

PLACED = load_template("design").placed_fields
BEHIND_A_LABEL = [
    Text(), Text(code=True), Date(), Choice(("Low", "High")), Choice(("Low", "High"), code=True),
    Flag(), People(),
]  # fmt: skip
LEAVES = [placed for placed in PLACED if not isinstance(placed[1].kind, Records)]
RECORDS = [placed for placed in PLACED if isinstance(placed[1].kind, Records)]


def _name(placed: tuple[Path, Field]) -> str:
    return format_path(placed[0])


class TestWhatIsWrittenReadsBack:
    @pytest.mark.parametrize("placed", [p for p in LEAVES if p[1].kind.has_text], ids=_name)
    @given(data=st.data())
    def test_for_every_field_of_the_template(
        self, placed: tuple[Path, Field], data: st.DataObject
    ) -> None:
        _, field = placed
        value = data.draw(filled(field))
        assert field.kind.read(text_of(field.kind.write(value))) == value

    @pytest.mark.parametrize("placed", RECORDS, ids=_name)
    @given(data=st.data())
    def test_for_records_that_nothing_in_them_could_be_taken_for(
        self, placed: tuple[Path, Field], data: st.DataObject
    ) -> None:
        kind = placed[1].kind
        value = data.draw(filled(placed[1]))
        written = text_of(kind.write(value))
        read = kind.read(written)
        # A record whose text looks like a label of its own is told so, and only then.
        if read != value:
            assert list(kind.problems(value)), written

    @pytest.mark.parametrize("kind", [Items(), Items(numbered=True), People()], ids=repr)
    @given(data=st.data())
    def test_without_the_entries_that_nobody_filled(self, kind: Kind, data: st.DataObject) -> None:
        value = data.draw(values(kind))
        with_gaps = [each for entry in value for each in ("", entry, " ")]
        assert kind.read(text_of(kind.write(with_gaps))) == value
        assert kind.shown(with_gaps) == kind.shown(value) == value

    @given(text=lines)
    def test_in_code_ticks_whatever_ticks_are_in_it(self, text: str) -> None:
        assert text_in_ticks(code_span(text)) == text


class TestBehindALabel:
    @pytest.mark.parametrize("kind", [*BEHIND_A_LABEL, Items(), Items(label="Goal {#}")], ids=repr)
    @given(data=st.data())
    def test_what_is_written_reads_back(self, kind: Kind, data: st.DataObject) -> None:
        value = data.draw(values(kind))
        first, *later = text_of(kind.write_after_label(value)).split("\n")
        assert kind.take_after_label(first, later) == value

    @pytest.mark.parametrize("kind", BEHIND_A_LABEL, ids=repr)
    @given(data=st.data())
    def test_a_patient_reader_reads_it_back_too(
        self, kind: InlineKind, data: st.DataObject
    ) -> None:
        value = data.draw(values(kind))
        if isinstance(kind, People):
            value = [name.replace(",", "").strip() or "-" for name in value]
        assert kind.decode_loosely(kind.encode(value)) == kind.shown(value)

    @pytest.mark.parametrize("kind", BEHIND_A_LABEL, ids=repr)
    def test_a_kind_says_whether_it_refuses_anything(self, kind: Kind) -> None:
        is_taken = kind.decode_loosely("no such thing") is not None
        assert is_taken is kind.takes_any_text

    @pytest.mark.parametrize(
        ("kind", "came", "said", "value", "written"),
        [
            (Text(), "old", "old", "new", "new"),
            (Text(code=True), "`old`", "old", "new", "`new`"),
            (Text(code=True), "old", "old", "new\n", "new"),
            (Text(code=True), "[of the template]", None, "new", "`new`"),
            (Choice(("Low", "High"), code=True), "low", "Low", "High", "High"),
            (Choice(("Low", "High"), code=True), "`Low`", "Low", "High", "`High`"),
            (Flag(), "no", False, True, "yes"),
            (Flag(), "No", False, True, "Yes"),
            (Date(), "2026-01-02", "2026-01-02", "2026-03-04", "2026-03-04"),
            (People(), "Ada", ["Ada"], ["Ada", "Grace"], "Ada, Grace"),
            (Items(label="Goal {#}"), "fast", ["fast"], ["", "safe"], "safe"),
            (Items(), "fast", ["fast"], ["fast", "safe\nsound"], "\n- fast\n- safe\n  sound"),
        ],
    )  # fmt: skip
    def test_a_new_value_is_written_in_the_manner_of_the_old_one(
        self, kind: Kind, came: str, said: Value, value: Value, written: str
    ) -> None:
        assert text_of(kind.write_like(value, came, said)) == written


class TestForeignText:
    @pytest.mark.parametrize(
        "kind",
        [Text(), Text(code=True), Prose(), Fence("sql"), People(), Items(label="Goal {#}"),
         Items(numbered=True)],
        ids=repr,
    )  # fmt: skip
    @given(data=st.data())
    def test_is_read_exactly_or_not_at_all(self, kind: Kind, data: st.DataObject) -> None:
        text = data.draw(almost_written_by(kind))
        value = kind.read(text)
        assert value is None or text_of(kind.write(value)) == text

    @pytest.mark.parametrize("placed", RECORDS, ids=_name)
    @given(data=st.data())
    def test_is_read_exactly_or_not_at_all_as_records(
        self, placed: tuple[Path, Field], data: st.DataObject
    ) -> None:
        kind = placed[1].kind
        text = data.draw(almost_written_by(kind))
        value = kind.read(text)
        assert value is None or text_of(kind.write(value)) == text

    @pytest.mark.parametrize("placed", PLACED, ids=_name)
    def test_that_the_template_itself_has_is_not_taken_for_an_authors(
        self, placed: tuple[Path, Field]
    ) -> None:
        field = placed[1]
        sample = field.placeholder or getattr(field.kind, "samples", None)
        assert not field.is_filled(list(sample) if isinstance(sample, tuple) else sample)


@st.composite
def almost_written_by(draw: st.DrawFn, kind: Kind) -> str:
    """Text that a kind wrote, with a few characters changed; so near that it may be read."""
    text = text_of(kind.write(draw(values(kind))))
    for _ in range(draw(st.integers(0, 2))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 3)))
        text = (
            text[:start] + draw(st.sampled_from(["", " ", "\n", "`", "- ", "2", "**"])) + text[end:]
        )
    return text
