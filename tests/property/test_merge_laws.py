"""The laws of merging, for any three documents."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from designdoc_tui.document import Document
from designdoc_tui.document.values import Values, copied, put, value_at, without_blanks
from designdoc_tui.draft.load import parse_draft
from designdoc_tui.draft.save import values_to_yaml
from designdoc_tui.draft.yaml_text import write_yaml
from designdoc_tui.merge import (
    Choice,
    Conflict,
    Mark,
    Merged,
    conflicts_of,
    differences,
    dismiss,
    resolve,
    take_in,
    three_way,
    words,
)
from designdoc_tui.source.yaml_nodes import Scalar
from designdoc_tui.template.field import Field
from designdoc_tui.template.kinds import Shape
from designdoc_tui.template.kinds.records import Records
from designdoc_tui.template.load import load_template
from tests.strategies import any_text

DESIGN = load_template("design")
FIELDS = [
    (path, field)
    for path, field in DESIGN.placed_fields
    if path[0] in ("title", "metadata", "overview", "trade_offs", "future_work")
    or path[:2] == ("design", "components")
]

# Few different words, so that sides often agree, repeat themselves and touch.
few = st.sampled_from(["red", "green", "blue", "red green", "green blue red", "2026-11-22", ""])
passages = st.lists(few, max_size=6).map("\n".join)


def typed(field: Field) -> st.SearchStrategy[Any]:
    """What stands in a field, sensible or not."""
    if isinstance(field.kind, Records):
        optional = {inner.key: typed(inner) for inner in field.kind.fields}
        return st.lists(st.fixed_dictionaries({}, optional=optional), max_size=4)
    if field.kind.shape is Shape.FLAG:
        return st.booleans()
    if field.kind.shape is Shape.TEXTS:
        return st.lists(few, max_size=6)
    return passages


anything = st.recursive(
    st.one_of(few, st.booleans()),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(few, inner, max_size=3)),
    max_leaves=8,
)


@st.composite
def documents(draw: st.DrawFn) -> Values:
    """Any document, with or without a review."""
    values: Values = {}
    for path, field in draw(st.lists(st.sampled_from(FIELDS), max_size=5)):
        put(values, path, draw(typed(field)))
    if draw(st.booleans()):
        notes = [{"id": number, "text": draw(few)} for number in draw(st.sets(few, max_size=3))]
        values["review"] = {"comments": notes, "more": draw(anything)}
    return Document(DESIGN, values).values


@st.composite
def edited(draw: st.DrawFn, values: Values) -> Values:
    """A document after some edits."""
    document = Document(DESIGN, values)
    for _ in range(draw(st.integers(0, 4))):
        path, field = draw(st.sampled_from(FIELDS))
        items = document.items(path)
        what = draw(st.sampled_from(["set", "insert", "remove", "move", "item"]))
        if not items or what == "set":
            document.set(path, draw(typed(field)))
            continue
        place = draw(st.integers(0, len(items) - 1))
        fresh = draw(typed(field).filter(bool))[0]
        if what == "insert":
            document.insert(path, place, fresh)
        elif what == "remove":
            document.remove((*path, place))
        elif what == "move":
            document.move((*path, place), draw(st.integers(0, len(items) - 1)))
        else:
            document.set((*path, place), fresh)
    return document.values


@st.composite
def unknown_keys(draw: st.DrawFn) -> Values:
    """A document with a key that nobody knows, as it is read from a file."""
    text = write_yaml({"designdoc": Scalar("1"), "template": "design", "key": draw(anything)})
    return Document(DESIGN, parse_draft(text.encode(), "-").values).values


@st.composite
def histories(draw: st.DrawFn) -> tuple[Values, Values, Values]:
    """A document and what two sides made of it; sometimes three that have nothing in common."""
    base = draw(documents())
    if draw(st.integers(0, 4)) == 0:
        return base, draw(documents()), draw(documents())
    return base, draw(edited(base)), draw(edited(base))


def decided(merged: Merged) -> Values:
    """The merged document with every conflict decided in favour of the other side."""
    values = copied(merged.values)
    assert isinstance(values, dict)
    for conflict in merged.conflicts:
        if not conflict.is_about_entry:
            put(values, conflict.path, copied(conflict.theirs))
    return values


def told(conflict: Conflict) -> str:
    return repr((conflict.path, conflict.base, conflict.ours, conflict.theirs))


def passages_in(value: object) -> set[str]:
    """Every line of every text in a value."""
    if isinstance(value, dict):
        return {text for inner in value.values() for text in passages_in(inner)}
    if isinstance(value, list):
        return {text for inner in value for text in passages_in(inner)}
    return set(value.split("\n")) if isinstance(value, str) else set()


class TestLaws:
    @given(documents(), documents())
    def test_no_change_on_one_side_gives_the_other(self, base: Values, changed: Values) -> None:
        assert three_way(DESIGN, base, base, changed) == Merged(changed)
        assert three_way(DESIGN, base, changed, base) == Merged(changed)

    @given(documents(), documents())
    def test_equal_changes_agree(self, base: Values, changed: Values) -> None:
        assert three_way(DESIGN, base, changed, changed) == Merged(changed)

    @given(histories())
    def test_the_order_of_the_sides_does_not_count(
        self, history: tuple[Values, Values, Values]
    ) -> None:
        base, ours, theirs = history
        one = three_way(DESIGN, base, ours, theirs)
        other = three_way(DESIGN, base, theirs, ours)
        turned = [conflict.turned() for conflict in one.conflicts]
        assert sorted(map(told, turned)) == sorted(map(told, other.conflicts))
        assert without_blanks(decided(one)) == without_blanks(other.values)
        assert set(one.notes) == set(other.notes)

    @given(histories())
    def test_versions_are_left_as_they_were(self, history: tuple[Values, Values, Values]) -> None:
        before = copied(list(history))
        three_way(DESIGN, *history)
        assert list(history) == before

    @given(histories())
    def test_nothing_that_a_side_wrote_is_lost(
        self, history: tuple[Values, Values, Values]
    ) -> None:
        base, ours, theirs = history
        merged = three_way(DESIGN, base, ours, theirs)
        kept = passages_in(merged.with_conflicts())
        dates = {
            ours_or_theirs.get("metadata", {}).get("last_updated")  # type: ignore[attr-defined]
            for ours_or_theirs in (ours, theirs)
        }
        written = (passages_in(ours) | passages_in(theirs)) - passages_in(base)
        assert written <= kept | {""} | dates

    @given(histories())
    def test_what_is_merged_can_be_saved_and_keeps_its_conflicts(
        self, history: tuple[Values, Values, Values]
    ) -> None:
        merged = three_way(DESIGN, *history)
        document = Document(DESIGN, merged.with_conflicts())
        opened = parse_draft(values_to_yaml(document).encode(), "design.yaml")
        assert opened == document
        noted = conflicts_of(merged.values)
        assert conflicts_of(opened.values) == noted + merged.conflicts


class TestKeysThatNobodyKnows:
    @given(unknown_keys(), unknown_keys(), unknown_keys())
    def test_keep_the_laws_too(self, base: Values, ours: Values, theirs: Values) -> None:
        assert three_way(DESIGN, base, base, ours) == Merged(ours)
        assert three_way(DESIGN, base, ours, ours) == Merged(ours)
        one, other = three_way(DESIGN, base, ours, theirs), three_way(DESIGN, base, theirs, ours)
        assert len(one.conflicts) == len(other.conflicts)
        if not one.conflicts:
            assert one.values == other.values

    @given(unknown_keys(), unknown_keys(), unknown_keys())
    def test_can_be_saved_and_decided(self, base: Values, ours: Values, theirs: Values) -> None:
        merged = three_way(DESIGN, base, ours, theirs)
        text = values_to_yaml(Document(DESIGN, merged.with_conflicts()))
        document = parse_draft(text.encode(), "-")
        noted = conflicts_of(document.values)
        assert len(noted) == len(merged.conflicts)
        for conflict in reversed(noted):
            if not resolve(document, conflict, Choice.THEIRS):
                dismiss(document, conflict)
        assert conflicts_of(document.values) == ()


class TestTextsMergeByLines:
    @given(passages, st.lists(few, max_size=3), st.lists(few, max_size=3))
    def test_what_is_put_at_either_end_does_not_conflict(
        self, text: str, above: list[str], below: list[str]
    ) -> None:
        base = f"first\n{text}\nlast"
        ours, theirs = "\n".join([*above, base]), "\n".join([base, *below])
        merged = three_way(DESIGN, *({"future_work": [each]} for each in (base, ours, theirs)))
        merged_text = three_way(
            DESIGN, *({"overview": {"problem": each}} for each in (base, ours, theirs))
        )
        assert not merged_text.conflicts
        assert value_at(merged_text.values, ("overview", "problem")) == "\n".join(
            [*above, base, *below]
        )
        assert merged.values


class TestTakingIn:
    @given(documents(), documents())
    def test_an_open_document_holds_it_and_one_undo_takes_it_back(
        self, before: Values, after: Values
    ) -> None:
        document = Document(DESIGN, before)
        assert take_in(document, after) == (before != after)
        assert document.values == after
        document.undo()
        assert document.values == before


class TestDifferences:
    @given(documents(), documents())
    def test_there_are_none_exactly_when_both_say_the_same(self, old: Values, new: Values) -> None:
        assert (differences(DESIGN, old, new) == ()) == (old == new)
        assert differences(DESIGN, new, new) == ()

    @given(documents(), documents())
    def test_each_is_found_where_it_says(self, old: Values, new: Values) -> None:
        for each in differences(DESIGN, old, new):
            if each.old is not None and each.new is None:
                assert value_at(old, each.path) == each.old
            else:
                assert value_at(new, each.path) == each.new

    @given(any_text, any_text)
    def test_words_give_back_both_texts(self, old: str, new: str) -> None:
        spans = words(old, new)
        assert "".join(each.text for each in spans if each.mark is not Mark.ADDED) == old
        assert "".join(each.text for each in spans if each.mark is not Mark.REMOVED) == new
        assert all(one.mark is not two.mark for one, two in pairwise(spans))
