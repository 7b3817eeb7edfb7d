"""Values for hypothesis: what somebody might type into each kind of field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from hypothesis import strategies as st

from designdoc_tui.template.field import Field
from designdoc_tui.template.kinds import Kind
from designdoc_tui.template.kinds.choice import Choice
from designdoc_tui.template.kinds.date import Date
from designdoc_tui.template.kinds.fence import Fence
from designdoc_tui.template.kinds.flag import Flag
from designdoc_tui.template.kinds.items import Items
from designdoc_tui.template.kinds.mark import Mark
from designdoc_tui.template.kinds.people import People
from designdoc_tui.template.kinds.prose import Prose
from designdoc_tui.template.kinds.records import Records
from designdoc_tui.template.kinds.text import Text

NASTY = [
    "---", "...", "#", "# not a heading", "- ", "- item", ": ", "key: value", "```", "~~~",
    "````\ncode\n````", "no", "yes", "null", "~", "true", "1e3", "0o17", "2026-11-22", "12:30:00",
    "=", "<<", "*anchor", "&anchor", "!tag", "'", '"', "`", "``", "` ` `", "\\", "\t", "\ttab",
    "  leading", "trailing  ", "a\rb", "a\u0085b", "a\u2028b", "a\u2029b", "\ufeffbom", "🙂",
    "e\u0301", "漢字", "\x1b[31mred", "| a | b |", "<!-- comment -->", "[link](x)", "- [ ] box",
    "1. one", "**Bold**: x", "Goal 1: x", "a: b - c", "(Chosen)",
]  # fmt: skip
"""What YAML, Markdown or a terminal might take for something other than text."""

characters = st.characters(exclude_categories=["Cs"])
nasty = st.sampled_from(NASTY)


def _pieces(separator: str) -> st.SearchStrategy[str]:
    piece = st.one_of(nasty, st.text(characters, max_size=12))
    return st.lists(piece, min_size=1, max_size=5).map(separator.join)


any_text = st.one_of(_pieces(" "), _pieces("\n"), _pieces(""))
"""Any text at all, of any number of lines."""


def _is_text(text: str) -> bool:
    return text.strip() != "" and text == text.strip("\n")


texts = any_text.filter(_is_text)
"""Texts a field may hold: something is in them, and no line break stands around it."""

lines = any_text.map(lambda text: text.replace("\n", " ")).filter(_is_text)
"""The same, on one line."""

days = st.dates().map(lambda day: day.isoformat())


def _items(kind: Items) -> st.SearchStrategy[Any]:
    own = texts.filter(lambda item: item not in kind.samples)
    return st.lists(own, min_size=1, max_size=4, unique=True)


VALUES: Mapping[type[Kind], Callable[[Any], st.SearchStrategy[Any]]] = {
    Text: lambda kind: lines if kind.code else texts,
    Prose: lambda _: texts,
    Date: lambda _: days,
    Choice: lambda kind: st.sampled_from(kind.options),
    People: lambda _: st.lists(lines.filter(lambda name: ", " not in name), min_size=1, max_size=4),
    Flag: lambda _: st.booleans(),
    Mark: lambda _: st.just(True),
    Items: _items,
    Fence: lambda _: any_text.filter(lambda text: text.strip() and not text.endswith("\n")),
    Records: lambda kind: st.lists(records(kind), min_size=1, max_size=3),
}
"""For each kind, what makes filled values of one of that kind."""


def values(kind: Kind) -> st.SearchStrategy[Any]:
    """Filled values of a kind."""
    return VALUES[type(kind)](kind)


def filled(field: Field) -> st.SearchStrategy[Any]:
    """Values of a field that are not the template's own."""
    return values(field.kind).filter(field.is_filled)


@st.composite
def records(draw: st.DrawFn, kind: Records) -> dict[str, Any]:
    """Records of a kind, some fields of which are not filled."""
    record: dict[str, Any] = {}
    for field in kind.fields:
        if draw(st.booleans()):
            record[field.key] = draw(filled(field))
    if not kind.is_record_filled(record):
        key = next(field for field in kind.fields if field.kind.name in ("text", "date"))
        record[key.key] = draw(filled(key))
    return record
