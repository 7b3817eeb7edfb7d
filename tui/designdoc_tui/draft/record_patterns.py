"""Records as the tool writes them, as patterns made of what the template says of their fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from designdoc_tui.source.yaml_patterns import line_no_deeper, text_in, text_pattern
from designdoc_tui.template.kinds import Shape
from designdoc_tui.template.kinds.records import Records

if TYPE_CHECKING:
    from collections.abc import Callable

    from designdoc_tui.document.values import Values
    from designdoc_tui.template.field import Field
    from designdoc_tui.template.kinds import Value

_STEP: Final = 2
"""Blanks that an entry of a list, or the lines of a text, stand further in than their key."""

_MOST_ENTRIES: Final = 1_000
"""Entries of a list within a record; `yaml_patterns` says why they are bounded."""

_MARKS: Final = "'\"|"
"""What text begins with that is not plain."""


class RecordPattern:
    """Matches one record at a time, and reads its values.

    Attributes:
        lead: What each record begins with: the blanks, the dash and one more blank.
    """

    def __init__(self, kind: Records, indent: int) -> None:
        """Makes the pattern.

        Args:
            kind: What the records hold.
            indent: How many blanks stand in front of the dash.
        """
        self.lead = _lead(indent)
        self._next_line = re.compile(f"\n(?={line_no_deeper(indent)})")
        # Nothing that follows may be taken for more of the record, so it has to be seen.
        self._match = re.compile(f"{_record(kind, indent, '(')}(?={line_no_deeper(indent)})").match
        self._readers = _readers(kind, indent)

    def read(self, lines: str, start: int) -> tuple[Values, int] | None:
        """Reads a record.

        Args:
            lines: Text that `is_readable`.
            start: Where a line begins.

        Returns:
            Its values by key, as `conform` reads them, and where the line after it begins; `None`
            where no record stands, or one that is written otherwise.
        """
        found = self._match(lines, start)
        return None if found is None else (_values(self._readers, found), found.end())

    def next_line(self, lines: str, start: int) -> int | None:
        """Where the next line begins that is no deeper than the dashes; `None` for nowhere."""
        found = self._next_line.search(lines, start)
        return None if found is None else found.end()


_Reader = tuple[str, "Callable[[str], Value]"]


def _lead(indent: int) -> str:
    return f"{' ' * indent}- "


def _record(kind: Records, indent: int, group: str) -> str:
    """Matches a record: its fields in their order, each there or not.

    Args:
        kind: What it holds.
        indent: How many blanks stand in front of the dash.
        group: What each value begins with, a parenthesis with or without memory.
    """
    lead = _lead(indent)
    # The first field stands behind the dash, the others on lines of their own.
    place = rf"(?:(?<=\n){' ' * (indent + _STEP)}|(?<={lead}))"
    fields = (
        rf"(?:{place}{re.escape(field.key)}:{_value(field, indent + _STEP, group)})?"
        for field in kind.fields
    )
    return rf"{lead}{''.join(fields)}(?<=\n)"


def _value(field: Field, indent: int, group: str) -> str:
    """Matches the value of a field behind its colon, to the end of its last line.

    Args:
        field: The field.
        indent: How many blanks stand in front of its key, where it has a line of its own.
        group: As for `_record`.
    """
    shape, inner = field.kind.shape, indent + _STEP
    if isinstance(field.kind, Records):
        entry = _record(field.kind, inner, "(?:")
    elif shape is Shape.TEXTS:
        entry = rf"{_lead(inner)}{text_pattern(inner + _STEP)}\n"
    else:
        word = "true|false" if shape is Shape.FLAG else text_pattern(inner)
        return rf" {group}{word})\n"
    return rf"\n{group}(?:{entry}){{1,{_MOST_ENTRIES}}})"


def _readers(kind: Records, indent: int) -> list[_Reader]:
    """The keys of a record, and how what `_record` remembers of each is read."""
    return [(field.key, _reader(field, indent + _STEP)) for field in kind.fields]


def _reader(field: Field, indent: int) -> Callable[[str], Value]:
    shape, inner = field.kind.shape, indent + _STEP
    if isinstance(field.kind, Records):
        return _reader_of_records(field.kind, inner)
    if shape is Shape.TEXTS:
        return _reader_of_texts(inner)
    if shape is Shape.FLAG:
        return "true".__eq__
    return lambda written: written if written[0] not in _MARKS else text_in(written, inner)


def _reader_of_texts(indent: int) -> Callable[[str], Value]:
    lead = _lead(indent)
    first = len(lead)

    def read(written: str) -> Value:
        if written[first] == "'":
            # Usually like its neighbours: then the quotes go together with the dashes. To look into
            # all texts at once is several times as fast as to look into each.
            texts = written[first + 1 : -2].split(f"'\n{lead}'")
            together = "".join(texts)
            if "\n" not in together:
                quoted = "'" in together
                return [text.replace("''", "'") for text in texts] if quoted else [*texts]
        return [
            text if text[0] not in _MARKS else text_in(text, indent + _STEP)
            for text in written[first:-1].split(f"\n{lead}")
        ]

    return read


def _reader_of_records(kind: Records, indent: int) -> Callable[[str], Value]:
    entry = re.compile(_record(kind, indent, "("))
    readers = _readers(kind, indent)
    return lambda written: [_values(readers, found) for found in entry.finditer(written)]


def _values(readers: list[_Reader], found: re.Match[str]) -> Values:
    return {
        key: read(written)
        for (key, read), written in zip(readers, found.groups(), strict=True)
        if written is not None
    }
