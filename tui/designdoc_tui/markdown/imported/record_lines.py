"""Cutting lines into those of single records, before anything in them is read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from designdoc_tui.markdown.imported.cut import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designdoc_tui.markdown.imported.entries import EntryLines
    from designdoc_tui.template.kinds.base import Lines

_BOX: Final = re.compile(r"\[[ xX]\][ \t]")
_HEADING: Final = re.compile(r"#{1,6}[ \t]+")


@dataclass(frozen=True, slots=True)
class RecordLines:
    """The lines of one record.

    Attributes:
        marker: What it begins with: the signs of a heading, a bullet, a number.
        box: The box behind that, with the blank behind it; empty for none.
        head: The rest of its first line.
        blank: How many blank lines stand below its first line.
        below: The lines below those, without their indent; the last one says something.
        raw: All that stands behind the marker, as it came.
        gap: The blank lines behind it.
        indent: What its later lines begin with.
    """

    marker: str
    box: str
    head: str
    blank: int
    below: Lines
    raw: str
    gap: str
    indent: str

    @property
    def is_ticked(self) -> bool:
        """Whether there is a tick in its box."""
        return self.box[1:2] in ("x", "X")

    @property
    def text(self) -> str:
        """All its lines as one text, without what it begins with."""
        return "\n".join([self.head, *[""] * self.blank, *self.below])


def cut_at_headings(lines: Lines) -> Sequence[Lines]:
    """Cuts lines at the headings that are of the level of the first one.

    Args:
        lines: The lines, up to the end of the section.

    Returns:
        What stands under each, with the heading; nothing unless a heading begins the lines and
        none is above it.
    """
    stretches = cut(lines)
    level = min((stretch.level for stretch in stretches), default=0)
    if not level or stretches[0].level != level:
        return ()
    starts = [stretch.start for stretch in stretches if stretch.level == level]
    return [lines[start:end] for start, end in pairwise([*starts, len(lines)])]


def under_heading(lines: Lines) -> RecordLines | None:
    """The lines of a record that begin with a heading.

    Args:
        lines: The lines, its heading the first.

    Returns:
        The lines; `None` when the heading is underlined or indented.
    """
    marker = _HEADING.match(lines[0])
    if marker is None:
        return None
    head = lines[0][marker.end() :]
    last = len(lines)
    while last > 1 and not lines[last - 1]:
        last -= 1
    raw = "".join(line + "\n" for line in [head, *lines[1:last]])
    blank = _leading_blanks(lines[1:last])
    gap = "\n" * (len(lines) - last)
    return RecordLines(marker.group(), "", head, blank, lines[1 + blank : last], raw, gap, "")


def in_entry(entry: EntryLines) -> RecordLines | None:
    """The lines of a list's entry as those of a record.

    Args:
        entry: The entry.

    Returns:
        The lines; `None` when blanks at their ends, or an uneven indent, would be lost.
    """
    first, _, rest = entry.raw.removesuffix("\n").partition("\n")
    box = _BOX.match(first)
    head = first[box.end() :] if box else first
    later = rest.split("\n") if rest else []
    indent = " " * len(entry.marker)
    if head != head.rstrip() or any(line and not line.startswith(indent) for line in later):
        return None
    bare = [line[len(indent) :] for line in later]
    blank = _leading_blanks(bare)
    said = box.group() if box else ""
    return RecordLines(entry.marker, said, head, blank, bare[blank:], entry.raw, entry.gap, indent)


def _leading_blanks(lines: Lines) -> int:
    return next((count for count, line in enumerate(lines) if line), len(lines))
