"""A list of records: components, endpoints, scenarios, options, questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import ClassVar

from designdoc_tui.template.field import Field, read_fields, write_fields
from designdoc_tui.template.fragments import (
    Fragment,
    Fragments,
    below,
    indent_after_first,
    text_of,
)
from designdoc_tui.template.kinds.base import Kind, Lines, Problem, Shape, Taken, Value
from designdoc_tui.template.lines import take_continuation
from designdoc_tui.template.pattern import Pattern

Record = Mapping[str, Value]


class Style(Enum):
    """How a record is set down."""

    HEADING = "heading"  # a heading, and its fields under it
    BULLET = "bullet"  # a list item, its other fields nested in it
    NUMBERED = "numbered"
    CHECKBOX = "checkbox"


@dataclass(frozen=True)
class Records(Kind):
    """Records that count by themselves and may hold lists and records.

    Attributes:
        fields: The fields of a record, in their order on the form.
        head: How a record's first line is put together; the fields it does not name stand
            under it.
        style: How a record is set down.
        spaced: Whether a blank line stands between list items.
        ticked_by: For checkboxes, the fields that have to be filled for a tick.
        unticked_by: For checkboxes, the fields that keep the tick away while they are filled.
        noun: What one record is called: `component`.
        samples: The template's own records.
        more: What the template has in place of the fields of one more record.
        samples_may_be_meant: Whether a record that is a sample word for word may be what the
            author means all the same.
        level: The heading level, 1 to 6; a record deeper than 6 stays at 6.
    """

    name: ClassVar[str] = "records"
    shape: ClassVar[Shape] = Shape.RECORDS
    is_block: ClassVar[bool] = True

    fields: tuple[Field, ...]
    head: Pattern
    style: Style = Style.BULLET
    spaced: bool = False
    ticked_by: tuple[str, ...] = ()
    unticked_by: tuple[str, ...] = ()
    noun: str = "record"
    samples: tuple[Record, ...] = ({},)
    more: str = ""
    samples_may_be_meant: bool = False
    level: int = 6

    @cached_property
    def by_key(self) -> Mapping[str, Field]:
        """The fields by key."""
        return {field.key: field for field in self.fields}

    @property
    def inner_fields(self) -> tuple[Field, ...]:
        """The fields of a record."""
        return self.fields

    @property
    def has_headings(self) -> bool:
        """Where that is their style."""
        return self.style is Style.HEADING

    @cached_property
    def body(self) -> tuple[Field, ...]:
        """The fields that stand under the first line."""
        elsewhere = {*self.head.keys, *self.box_only}
        return tuple(field for field in self.fields if field.key not in elsewhere)

    @cached_property
    def box_only(self) -> tuple[str, ...]:
        """The ticking fields that only the box itself shows."""
        marks = (key for key in self.ticked_by if not self.by_key[key].kind.has_text)
        return tuple(key for key in marks if key not in self.head.keys)

    def record_fields_filled(self, record: Record) -> list[Field]:
        """The fields of a record that an author has filled."""
        return [field for field in self.fields if field.is_filled(record.get(field.key))]

    def is_record_filled(self, record: Value) -> bool:
        """Tells whether a record says more than one of the template's own does."""
        if not isinstance(record, dict):
            return False
        filled = self.record_fields_filled(record)
        if not any(field.kind.has_text for field in filled):
            return False
        if self.samples_may_be_meant:
            return True
        return not any(
            all(record[field.key] == sample.get(field.key) for field in filled)
            for sample in self.samples
        )

    def is_filled(self, value: Value) -> bool:
        """Tells whether an author has written any record."""
        return isinstance(value, list) and any(self.is_record_filled(record) for record in value)

    def shown(self, value: Value) -> Value:
        """The records that an author has written, and of each what is filled in it."""
        return [self._shown_of(record) for _, record in self._to_write(value, False)]

    def write(self, value: Value, *, placeholders: bool = False) -> Fragments:
        """Writes the filled records; with placeholders, those that are not filled too."""
        written: Fragments = []
        for number, (index, record) in enumerate(self._to_write(value, placeholders), start=1):
            if written:
                written.append(Fragment(self.between))
            written += below(index, self.write_record(record, number, placeholders=placeholders))
        return written

    def write_bare(self, value: Value, *, placeholders: bool = False) -> Fragments:
        """Writes each record to its text at once: there may be a great many of them."""
        texts = [
            text_of(self.write_record(record, number, placeholders=placeholders))
            for number, (_, record) in enumerate(self._to_write(value, placeholders), start=1)
        ]
        return [Fragment(self.between.join(texts))] if texts else []

    def _to_write(self, value: Value, placeholders: bool) -> list[tuple[int, Record]]:
        """The records that are written, with their places in the list."""
        records = value if isinstance(value, list) else []
        return [
            (index, record)
            for index, record in enumerate(records)
            if isinstance(record, dict) and (placeholders or self.is_record_filled(record))
        ]

    @property
    def between(self) -> str:
        """What stands between two records."""
        return "\n\n" if self.spaced or self.style is Style.HEADING else "\n"

    def write_placeholder(self, placeholder: Value) -> Fragments:  # noqa: ARG002
        """Writes the template's own records."""
        written: Fragments = []
        for number, sample in enumerate(self.samples, start=1):
            if written:
                written.append(Fragment(self.between, placeholder=True))
            written.extend(self.write_record(sample, number, placeholders=True))
        if self.more:
            blank: Record = {}
            written.append(Fragment(self.between))
            written.extend(self._head(blank, len(self.samples) + 1, placeholders=True))
            written.append(Fragment(f"\n\n{self.more}"))
        return [fragment._replace(path=(), placeholder=True) for fragment in written]

    def _marker(self, record: Record, number: int) -> str:
        if self.style is Style.HEADING:
            return "#" * min(self.level, 6) + " "
        if self.style is Style.NUMBERED:
            return f"{number}. "
        if self.style is Style.CHECKBOX:
            return f"- [{'x' if self.is_ticked(record) else ' '}] "
        return "- "

    def _indent(self, number: int) -> str:
        return " " * len(f"{number}. ") if self.style is Style.NUMBERED else "  "

    def is_ticked(self, record: Record) -> bool:
        """Tells whether a record's checkbox is ticked."""
        return (
            bool(self.ticked_by)
            and all(self.by_key[key].is_filled(record.get(key)) for key in self.ticked_by)
            and not any(self.by_key[key].is_filled(record.get(key)) for key in self.unticked_by)
        )

    def _head(self, record: Record, number: int, *, placeholders: bool) -> Fragments:
        marker = Fragment(self._marker(record, number))
        head = self.head.write(self.by_key, record, number, placeholders=placeholders)
        if self.style is Style.HEADING and "\n" in text_of(head):
            head = [part._replace(text=part.text.replace("\n", " ")) for part in head]
        return [marker, *head]

    def write_record(self, record: Record, number: int, *, placeholders: bool) -> Fragments:
        """Writes one record.

        Args:
            record: Its values by key.
            number: Its number, counting from 1.
            placeholders: Whether fields that are not filled show their placeholder.

        Returns:
            The Markdown, with paths relative to the record.
        """
        head = self._head(record, number, placeholders=placeholders)
        body = write_fields(self.body, record, placeholders=placeholders)
        if self.style is Style.HEADING:
            return [*head, *([Fragment("\n\n"), *body] if body else [])]
        joined = [*head, *([Fragment("\n"), *body] if body else [])]
        return indent_after_first(joined, self._indent(number))

    def take(self, lines: Lines, start: int) -> Taken | None:
        """Reads records for as long as each has the number that is its turn."""
        records: list[Value] = []
        position = start
        end = start
        while position < len(lines):
            found = self._take_record(lines, position, len(records) + 1)
            if found is None:
                break
            record, end = found
            records.append(record)
            position = end
            if self.between == "\n\n":
                if position >= len(lines) or lines[position] != "":
                    break
                position += 1
        return Taken(records, end) if records else None

    def _take_record(
        self, lines: Lines, start: int, number: int
    ) -> tuple[dict[str, Value], int] | None:
        if self.style is Style.HEADING:
            return self._take_heading(lines, start, number)
        for ticked in (False, True) if self.style is Style.CHECKBOX else (False,):
            marker = f"- [{'x' if ticked else ' '}] " if self.ticked_by else None
            marker = marker or self._marker({}, number)
            if not lines[start].startswith(marker):
                continue
            rest, end = take_continuation(lines, start + 1, self._indent(number))
            record = self._read_item([lines[start][len(marker) :], *rest], number)
            if record is None:
                return None
            if ticked:
                record.update(dict.fromkeys(self.box_only, True))
            return record, end
        return None

    def _read_item(self, lines: Sequence[str], number: int) -> dict[str, Value] | None:
        """Reads the lines of a list item: those of the head first, then the fields."""
        for end in range(1, len(lines) + 1):
            body = read_fields(self.body, lines[end:]) if end < len(lines) else {}
            if body is None:
                continue
            head = self.head.read(self.by_key, "\n".join(lines[:end]), number)
            return None if head is None else {**head, **body}
        return None

    def _take_heading(
        self, lines: Lines, start: int, number: int
    ) -> tuple[dict[str, Value], int] | None:
        marker = self._marker({}, number)
        if not lines[start].startswith(marker):
            return None
        head = self.head.read(self.by_key, lines[start][len(marker) :], number)
        if head is None:
            return None
        end = self._next_heading(lines, start + 1, number + 1)
        last = end - 1 if end < len(lines) else end
        body = read_fields(self.body, lines[start + 2 : last]) if last > start + 1 else {}
        return None if body is None else ({**head, **body}, last)

    def _next_heading(self, lines: Lines, start: int, number: int) -> int:
        """The line on which the next record begins; headings in fences do not count."""
        fence = ""
        for position in range(start, len(lines)):
            line = lines[position]
            ticks = line[: len(line) - len(line.lstrip("`"))]
            if fence:
                if line == fence:
                    fence = ""
            elif len(ticks) >= 3:
                fence = ticks
            elif lines[position - 1] == "" and self._is_head(line, number):
                return position
        return len(lines)

    def _is_head(self, line: str, number: int) -> bool:
        marker = self._marker({}, number)
        if not line.startswith(marker):
            return False
        return self.head.read(self.by_key, line[len(marker) :], number) is not None

    def problems(self, value: Value) -> Iterator[Problem]:
        """What is wrong with each record, and with the fields in it."""
        number = 0
        for index, record in enumerate(value if isinstance(value, list) else []):
            if not self.is_record_filled(record):
                continue
            number += 1
            if not self._reads_back(record, number):
                yield Problem(
                    f"This {self.noun} would read as something else in Markdown: "
                    "a line in it looks like a heading or a label, or breaks where it cannot.",
                    (index,),
                )
            for field in self.record_fields_filled(record):
                for problem in field.kind.problems(record[field.key]):
                    yield Problem(problem.message, (index, field.key, *problem.path))

    def _reads_back(self, record: Record, number: int) -> bool:
        lines = text_of(self.write_record(record, number, placeholders=False)).split("\n")
        taken = self._take_record(lines, 0, number)
        if taken is None or taken[1] != len(lines):
            return False
        return taken[0] == self._shown_of(record)

    def _shown_of(self, record: Record) -> dict[str, Value]:
        """The record as its Markdown shows it."""
        filled = self.record_fields_filled(record)
        return {field.key: field.kind.shown(record[field.key]) for field in filled}
