"""Reading the lines of a section's own fields, near ways of writing them included.

The rule is that nothing is guessed: every line belongs to a field, is blank or holds nothing but
a comment or a divider, or the section is not read at all. Each reader goes once through its lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from designdoc_tui.markdown.imported.body import Body
from designdoc_tui.markdown.imported.cut import DIVIDER
from designdoc_tui.markdown.imported.entries import Entry, entries_at
from designdoc_tui.markdown.imported.known import Known, KnownRecord
from designdoc_tui.markdown.imported.lists import ListedRecords
from designdoc_tui.markdown.imported.nodes import Captioned, Found, Line, Node
from designdoc_tui.markdown.imported.plain_blocks import fence_at, items_at, paragraphs_in
from designdoc_tui.markdown.imported.record_lines import (
    RecordLines,
    cut_at_headings,
    in_entry,
    under_heading,
)
from designdoc_tui.markdown.imported.records import heading_record, list_record
from designdoc_tui.markdown.imported.values import NotAValueError, value_in
from designdoc_tui.template.field import Field, Look
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
from designdoc_tui.template.lines import take_continuation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from designdoc_tui.markdown.imported.labels import Label
    from designdoc_tui.template.kinds.base import Kind, Lines, Value


def read_body(fields: Sequence[Field], lines: Lines) -> Body | None:
    """Reads the lines of several fields.

    Args:
        fields: The fields that may stand in them.
        lines: The lines, neither the first nor the last one blank.

    Returns:
        The lines taken apart: written again they are the same. `None` when some line belongs to
        no field for certain.
    """
    return Reader(Known(fields), lines).body()


def filler_at(lines: Lines, position: int) -> int:
    """The line after what says nothing: blank lines, comments on lines of their own, dividers."""
    line = lines[position].strip()
    if not line or DIVIDER.fullmatch(lines[position]):
        return position + 1
    if not line.startswith("<!--"):
        return position
    for end in range(position, len(lines)):
        if "-->" in lines[end]:
            return end + 1 if lines[end].rstrip().endswith("-->") else position
    return position


class Reader:
    """Reads fields from lines.

    What is found is a node and the line after it. Which fields are left to be found is up to
    whoever asks, who also decides what to do with lines that are no field's.
    """

    def __init__(self, known: Known, lines: Lines) -> None:
        """Takes what is to be read.

        Args:
            known: What is known of the fields.
            lines: Lines without their line breaks, neither the first nor the last one blank.
        """
        self._known = known
        self._lines = lines

    def body(self) -> Body | None:
        """All lines; `None` when some line belongs to no field for certain."""
        return paragraphs_in(self._known.fields, self._lines) or self._fields_in_turn()

    def _fields_in_turn(self) -> Body | None:
        left = {field.key: field for field in self._known.fields}
        rows: list[Node | str] = []
        position = 0
        while position < len(self._lines):
            end = filler_at(self._lines, position)
            if end > position:
                rows.append("\n".join(self._lines[position:end]) + "\n")
                position = end
                continue
            found = self.field_at(position, left)
            if found is None:
                return None
            rows.append(found.node)
            del left[found.node.field.key]
            position = found.end
        return Body(self._known.fields, rows)

    def field_at(self, position: int, left: Mapping[str, Field]) -> Found | None:
        """Reads the field that begins on a line.

        Args:
            position: The line.
            left: The fields that it may be, by key.

        Returns:
            A value behind its label, or a block with or without one; `None` for none of them.
        """
        return self._labelled_at(position, left) or self._unlabelled_at(position, left)

    def _labelled_at(self, position: int, left: Mapping[str, Field]) -> Found | None:
        line = self._lines[position]
        named = self._known.labelled_in(line)
        if named is None or named[1].key not in left:
            return None
        label, field = named
        if field.look is not Look.BLOCK:
            return self._value_behind(label, field, position)
        return None if line[label.end :].strip() else self._block_under(field, position)

    def _value_behind(self, label: Label, field: Field, position: int) -> Found | None:
        """A value that begins behind its label, and its later lines below a marker."""
        line = self._lines[position]
        start = label.end + 1 if line.startswith(" ", label.end) else label.end
        indent = " " * (len(label.marker) or 2)
        later, end = self._later_lines(position + 1, indent) if label.marker else ([], position + 1)
        try:
            value = self._value_of(field, line[start:], later)
        except NotAValueError:
            return None
        whole = "\n".join([line[start:], *(indent + each if each else each for each in later)])
        raw = whole.rstrip(" \t")
        closing = whole[len(raw) :] + "\n"
        return Found(Line(field, value, line[:start], raw, closing, indent), end)

    def _later_lines(self, start: int, indent: str) -> tuple[Lines, int]:
        """The later lines of a value, without their indent, and the line after them."""
        for each in (indent, "  "):
            taken, end = take_continuation(self._lines, start, each)
            if taken:
                return taken, end
        return [], start

    def _value_of(self, field: Field, first: str, later: Lines) -> Value:
        """What a value's lines say: items below a label, or one text behind it."""
        items: Value = None
        if isinstance(field.kind, Items) and later and not first.strip():
            found = items_at(field, field.kind, later, 0)
            if found is None or found.end != len(later):
                raise NotAValueError
            items = found.node.value
        text = "\n".join([first.strip(), *later]).strip()
        return items or value_in(field, text, self._known.blanks[field.key])

    def _block_under(self, field: Field, position: int) -> Found | None:
        """A block below the line with its label."""
        start = position + 1
        while start < len(self._lines) and not self._lines[start].strip():
            start += 1
        found = self._block_of(field, start) if start < len(self._lines) else None
        if found is None:
            return None
        caption = "\n".join(self._lines[position:start]) + "\n"
        return Found(Captioned(caption, found.node), found.end)

    def _unlabelled_at(self, position: int, left: Mapping[str, Field]) -> Found | None:
        blocks = (each for each in left.values() if each.look is Look.BLOCK and not each.caption)
        found = (self._block_of(field, position) for field in blocks)
        return next((block for block in found if block is not None), None)

    def _block_of(self, field: Field, position: int) -> Found | None:
        """A list, a fence or records that begin on a line."""
        read = self.BLOCKS[type(field.kind)]
        return None if read is None else read(self, field, field.kind, position)

    def _items_at(self, field: Field, kind: Items, position: int) -> Found | None:
        return items_at(field, kind, self._lines, position)

    def _fence_at(self, field: Field, _: Fence, position: int) -> Found | None:
        return fence_at(field, self._lines, position)

    def _records_at(self, field: Field, kind: Records, position: int) -> Found | None:
        known = self._known.record_of(field, kind)
        read = self._records_under_headings if kind.has_headings else self._records_in_list
        entries = read(known, position)
        if not entries:
            return None
        return Found(ListedRecords(field, entries, kind), position + _height(entries))

    BLOCKS: ClassVar[
        Mapping[type[Kind], Callable[[Reader, Field, Any, int], Found | None] | None]
    ] = {
        Items: _items_at,
        Fence: _fence_at,
        Records: _records_at,
        Prose: None,  # whatever no other field takes is a paragraph: see `paragraphs_in`
        Text: None,
        Date: None,
        Choice: None,
        People: None,
        Flag: None,
        Mark: None,
    }
    """For each kind, what reads a block of one; `None` where no block is known by its look."""

    def _records_under_headings(self, known: KnownRecord, position: int) -> list[Entry]:
        """The records that all lines from one on are; none when one of them is none."""
        entries: list[Entry] = []
        for each in cut_at_headings(self._lines[position:]):
            lines = under_heading(each)
            entry = heading_record(known, lines, _below(known, lines)) if lines else None
            if entry is None:
                return []
            entries.append(entry)
        return entries

    def _records_in_list(self, known: KnownRecord, position: int) -> list[Entry]:
        """The records that the list on a line begins with."""
        entries: list[Entry] = []
        for each in entries_at(self._lines, position)[0]:
            lines = in_entry(each)
            entry = list_record(known, lines, _below(known, lines)) if lines else None
            if entry is None:
                break  # it may be another field of those that hold the records
            entries.append(entry)
        return entries


def _below(known: KnownRecord, lines: RecordLines) -> Body | None:
    """The fields below the first line of a record."""
    if not lines.below:
        return Body(known.below.fields, [])
    return Reader(known.below, lines.below).body()


def _height(entries: Sequence[Entry]) -> int:
    """How many lines the entries of a list are, blank ones behind the last not counted."""
    lines = sum(entry.raw.count("\n") + len(entry.gap) for entry in entries)
    return lines - len(entries[-1].gap)
