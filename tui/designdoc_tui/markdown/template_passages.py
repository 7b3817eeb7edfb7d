"""A document that its template lays out, as the row of passages that the preview draws from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from designdoc_tui.document.changes import Change
from designdoc_tui.document.document import NOT_APPLICABLE, Document
from designdoc_tui.markdown.passages import Passage, Span
from designdoc_tui.markdown.references import SIGN
from designdoc_tui.markdown.render import fields_of, heading, not_applicable, title_block
from designdoc_tui.review.since_signed import SinceSigned
from designdoc_tui.template.field import Field
from designdoc_tui.template.fragments import Fragment, Fragments
from designdoc_tui.template.kinds.base import Value
from designdoc_tui.template.kinds.records import Records, Style
from designdoc_tui.template.model import Section
from designdoc_tui.template.path import Path, format_path, parse_path, starts_with, touches

_COLUMNS = 80
_NAMES = 20_000  # written paths that are remembered
_LINES_OF_A_RECORD = 14


class _Slot(NamedTuple):
    """A place in the row of passages: some fields of a section, or the records of one field."""

    section: Section | None
    fields: tuple[Field, ...]
    has_heading: bool
    records: Records | None = None

    def path_of_records(self) -> Path:
        assert self.section is not None  # noqa: S101 - the title has no records
        return self.section.field_path(self.fields[0])


class TemplatePassages:
    """Every field of a document, those that are not filled with their placeholders.

    Implements `PassageSource`. Records under headings are a passage each, so that an edit in
    one of thousands touches that one alone.
    """

    def __init__(self, document: Document, signed: SinceSigned | None = None) -> None:
        """Lays the passages out.

        Args:
            document: The document. After each change to it, `after` must be called.
            signed: What changed in it since it was signed, where somebody remembers it.
        """
        self._document = document
        self._signed = signed or SinceSigned(document)
        self._slots = list(_slots(document))
        self._starts: list[int] = []
        # Most paths of many records are those that they had when they were last written.
        self._name_of = lru_cache(_NAMES)(format_path)
        self._count()

    def _count(self) -> None:
        counts = [self._count_of(slot) for slot in self._slots]
        self._starts = [0, *accumulate(counts)]

    def _count_of(self, slot: _Slot) -> int:
        if slot.section is None:
            return 1
        reason = self._document.not_applicable(slot.section)
        if reason is not None:
            owner = (*NOT_APPLICABLE, format_path(slot.section.path))
            return 1 if slot.has_heading and self._document.get(owner) is not None else 0
        if slot.records is not None:
            return len(self._document.items(slot.path_of_records()))
        return 1

    def __len__(self) -> int:
        """How many passages there are."""
        return self._starts[-1]

    def _slot_at(self, index: int) -> tuple[_Slot, int]:
        position = bisect_right(self._starts, index) - 1
        return self._slots[position], index - self._starts[position]

    def passage(self, index: int) -> Passage:
        """The passage at a position, written now."""
        slot, offset = self._slot_at(index)
        fragments = self._write(slot, offset)
        name = self._name_of
        spans = [
            Span(text, name(path), placeholder, items)
            for text, path, placeholder, items in fragments
        ]
        return Passage((*spans, Span("\n")))

    def _write(self, slot: _Slot, offset: int) -> Fragments:
        document, section = self._document, slot.section
        if section is None:
            return title_block(document, placeholders=True)
        reason = document.not_applicable(section)
        if reason is not None:
            return heading(section) + not_applicable(section, reason)
        if slot.records is not None:
            return self._write_record(slot, slot.records, offset)
        fields = [field for field in slot.fields if not self._stands_in_records(section, field)]
        shown = fields_of(
            document, section, fields, placeholders=True, changes=self._signed.changes
        )
        if not slot.has_heading:
            return shown
        return heading(section) + ([Fragment("\n\n"), *shown] if shown else [])

    def _stands_in_records(self, section: Section, field: Field) -> bool:
        """Whether the records of a field are passages of their own just now."""
        records = self._document.items(section.field_path(field)) if field.kind.has_headings else ()
        return bool(records)

    def _write_record(self, slot: _Slot, records: Records, offset: int) -> Fragments:
        path = (*slot.path_of_records(), offset)
        record = self._document.get(path)
        if not isinstance(record, dict):
            record = {}
        written = records.write_record(record, offset + 1, placeholders=True)
        return [part._replace(path=(*path, *part.path)) if part.path else part for part in written]

    def estimate(self, index: int) -> int:
        """About how many lines a passage has."""
        slot, _ = self._slot_at(index)
        if slot.section is None:
            return 1
        if slot.records is not None:
            return _LINES_OF_A_RECORD
        value = self._document.get(slot.section.path)
        return 2 + 2 * len(slot.fields) + lines_in(value)

    def defining(self) -> Iterator[int]:
        """The passages that may define what others refer to; see `references.Telling`."""
        for slot, start, end in zip(self._slots, self._starts, self._starts[1:], strict=False):
            if slot.records is None or slot.section is None:
                yield from range(start, end)
            elif start < end:
                records = self._document.items(slot.path_of_records())
                found = (at for at, record in enumerate(records) if _holds(record, SIGN))
                yield from (start + at for at in found if start + at < end)

    def index_of(self, path: str) -> int | None:
        """Which passage shows a field; the heading of its section for what has no place yet."""
        try:
            return self._index_of(parse_path(path))
        except ValueError:
            return None

    def _index_of(self, steps: Path) -> int | None:
        best: int | None = None
        section: Section | None = None
        for slot, start, end in zip(self._slots, self._starts, self._starts[1:], strict=False):
            if start == end:
                continue
            if slot.section is None:
                best = start if steps and steps[0] in {field.key for field in slot.fields} else None
            elif starts_with(steps, slot.section.path):
                found = _place_in(slot, steps, start, end)
                if found is not None:
                    best = found
                elif slot.section is not section:  # the first of a section that is further in
                    best = start
                section = slot.section
        return best

    def after(self, change: Change) -> int | None:
        """Brings the passages up to date.

        Args:
            change: What has happened to the document.

        Returns:
            The one passage whose text changed, or `None` when their number or order did, or
            more than one may have changed.
        """
        before = self._starts
        if touches(change.path, NOT_APPLICABLE):
            self._count()
            return None
        index = self._index_of(change.path)
        if self._is_record_list(change):
            self._count()
            return None
        if self._starts != before:
            return None
        return index

    def _is_record_list(self, change: Change) -> bool:
        """Whether a change may have changed how many records stand under headings."""
        for slot in self._slots:
            if slot.records is None:
                continue
            path = slot.path_of_records()
            if starts_with(path, change.path):
                return True
            if change.is_structural and change.path[:-1] == path:
                return True
        return False


def _place_in(slot: _Slot, path: Path, start: int, end: int) -> int | None:
    """Which passage of a slot shows a path, if any does."""
    assert slot.section is not None  # noqa: S101 - asked only of sections
    for field in slot.fields:
        place = slot.section.field_path(field)
        if not starts_with(path, place):
            continue
        if slot.records is None:
            return start
        rest = path[len(place) :]
        if rest and isinstance(rest[0], int) and start + rest[0] < end:
            return start + rest[0]
        return start
    return None


def _holds(value: Value, sign: str) -> bool:
    """Whether a sign stands in any text of a value."""
    if isinstance(value, str):
        return sign in value
    if isinstance(value, dict):
        for inner in value.values():
            if sign in inner if isinstance(inner, str) else _holds(inner, sign):
                return True
        return False
    return isinstance(value, list) and _list_holds(value, sign)


def _list_holds(values: list[Value], sign: str) -> bool:
    try:
        # To look into all texts at once, for one character first, is ten times as fast; the
        # preview of a large draft waits for it. The line end between them is in no sign.
        texts = "\n".join(values)  # type: ignore[arg-type]  # refused if not all are texts
    except TypeError:
        return any(_holds(inner, sign) for inner in values)
    return sign[0] in texts and sign in texts


def lines_in(value: Value) -> int:
    """About how many lines a text or a list takes."""
    if isinstance(value, str):
        return value.count("\n") + len(value) // _COLUMNS
    if isinstance(value, list):
        return len(value)
    return 0


def _slots(document: Document) -> Iterator[_Slot]:
    yield _Slot(None, document.template.fields, has_heading=False)
    for section in document.template.walk():
        yield from _section_slots(section)


def _section_slots(section: Section) -> Iterator[_Slot]:
    """Runs of fields, each records field with headings a slot of its own besides.

    Such a field stands in its run too: there its samples show while it has no records.
    """
    run: list[Field] = []
    has_heading = True
    for field in section.fields:
        run.append(field)
        if isinstance(field.kind, Records) and field.kind.style is Style.HEADING:
            yield _Slot(section, tuple(run), has_heading)
            yield _Slot(section, (field,), has_heading=False, records=field.kind)
            run, has_heading = [], False
    if run or has_heading:
        yield _Slot(section, tuple(run), has_heading)
