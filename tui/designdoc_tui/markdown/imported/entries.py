"""The entries of a list as they came, and cutting a list into them, whatever their bullets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from designdoc_tui.markdown.imported.record_text import RecordText
    from designdoc_tui.template.kinds import Value
    from designdoc_tui.template.kinds.base import Lines

_MARKER: Final = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])(?: {1,4}(?=\S))")


class EntryLines(NamedTuple):
    """The lines of one entry, cut but not read.

    Attributes:
        marker: What the entry begins with: its bullet or number, its label.
        text: What stands behind that, without indent.
        raw: The same as it came, with its line end.
        gap: The blank lines behind it.
    """

    marker: str
    text: str
    raw: str
    gap: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One item or record of a list.

    Attributes:
        marker: What the entry begins with: its bullet or number, its label.
        value: What it says.
        raw: Its text behind the marker, with its line end.
        gap: The blank lines behind it.
        body: For a record, its lines taken apart.
    """

    marker: str
    value: Value
    raw: str
    gap: str = ""
    body: RecordText | None = None


def width_of(line: str) -> int:
    """How wide the marker of a list entry is, blanks included; 0 when none begins the line."""
    found = _MARKER.match(line)
    return found.end() if found else 0


def entries_at(
    lines: Lines, start: int, label: re.Pattern[str] | None = None
) -> tuple[list[EntryLines], int]:
    """Cuts the list that begins on a line.

    Args:
        lines: Lines without their line breaks.
        start: Where the list begins.
        label: What may stand between the bullet and the text, and is no part of it.

    Returns:
        The entries, and the index of the line after the list; no entries when there is no list,
        or one whose text is not indented evenly.
    """
    entries: list[EntryLines] = []
    position = start
    depth = _depth(lines[start]) if start < len(lines) else 0
    while position < len(lines):
        width = width_of(lines[position])
        if not width or _depth(lines[position]) != depth:
            break
        later, end = _later(lines, position + 1, " " * width)
        following = end
        while following < len(lines) and not lines[following]:
            following += 1
        gap = "\n" * (following - end)
        entries.append(_entry(lines[position], width, later, label, gap))
        goes_on = following < len(lines) and width_of(lines[following])
        position = following if goes_on and _depth(lines[following]) == depth else end
    return entries, position


def _entry(
    line: str, width: int, later: Lines, label: re.Pattern[str] | None, gap: str
) -> EntryLines:
    marker, first = line[:width], line[width:]
    if label is not None and (found := label.match(first)) and found.end() < len(first):
        marker, first = marker + found.group(), first[found.end() :]
    indent = " " * width
    raw = "\n".join([first, *(indent + each if each else each for each in later)])
    return EntryLines(marker, "\n".join([first, *later]).strip(), raw + "\n", gap)


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _later(lines: Lines, start: int, indent: str) -> tuple[list[str], int]:
    """The later lines of an entry; blank ones count when an indented one follows."""
    taken: list[str] = []
    position = start
    while position < len(lines):
        line = lines[position]
        if line.startswith(indent) and line.strip():
            taken.append(line[len(indent) :])
            position += 1
            continue
        following = position
        while following < len(lines) and not lines[following]:
            following += 1
        if following == position or following == len(lines):
            break
        if not lines[following].startswith(indent) or not lines[following].strip():
            break
        taken.extend([""] * (following - position))
        position = following
    return taken, position
