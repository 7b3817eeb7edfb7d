"""Three versions of a text made into one, line by line."""

from __future__ import annotations

from collections import deque
from typing import NamedTuple

from designdoc_tui.merge.alignment import align

Lines = list[str]


class _Hunk(NamedTuple):
    """Lines of the base that a side has replaced.

    Attributes:
        start: The first line.
        end: The line after the last one; `start` where lines were only put in.
        lines: What stands there now.
        is_ours: Whose it is.
    """

    start: int
    end: int
    lines: Lines
    is_ours: bool


class _Clash(NamedTuple):
    """A part that both sides changed, each in its own way."""

    ours: Lines
    theirs: Lines


def merge_text(base: str, ours: str, theirs: str) -> str | None:
    """Merges a text that both sides have changed.

    Args:
        base: The text as both sides found it.
        ours: The one side's.
        theirs: The other's.

    Returns:
        The text with the changes of both; `None` when they touch, that is when no line between
        them was left as it was, and are not the same.
    """
    merged: Lines = []
    for part in _parts(base, ours, theirs):
        if isinstance(part, _Clash):
            return None
        merged += part
    return "\n".join(merged)


def both_texts(base: str, ours: str, theirs: str) -> str:
    """The same, and where changes touch, first the lines of ours and then those of theirs.

    Args:
        base: The text as both sides found it; may be empty.
        ours: The one side's.
        theirs: The other's.

    Returns:
        The text. A blank line stands between the two sides of a part that begins a paragraph.
    """
    if not base:
        return f"{ours}\n\n{theirs}" if ours and theirs else ours or theirs
    merged: Lines = []
    for part in _parts(base, ours, theirs):
        if not isinstance(part, _Clash):
            merged += part
            continue
        alone = (not merged or merged[-1] == "") and part.ours and part.theirs
        merged += [*part.ours, *([""] if alone else []), *part.theirs]
    return "\n".join(merged)


def _parts(base: str, ours: str, theirs: str) -> list[Lines | _Clash]:
    """The text cut into what can be told for certain and what cannot."""
    lines = base.split("\n")
    hunks = deque(
        sorted([*_hunks(lines, ours, is_ours=True), *_hunks(lines, theirs, is_ours=False)])
    )
    parts: list[Lines | _Clash] = []
    done = 0
    while hunks:
        group = [hunks.popleft()]
        start, end = group[0].start, group[0].end
        while hunks and hunks[0].start <= end:
            group.append(hunks.popleft())
            end = max(end, group[-1].end)
        parts.append(lines[done:start])
        parts.append(_settled(lines, start, end, group))
        done = end
    parts.append(lines[done:])
    return parts


def _settled(base: Lines, start: int, end: int, group: list[_Hunk]) -> Lines | _Clash:
    ours = _applied(base, start, end, [hunk for hunk in group if hunk.is_ours])
    theirs = _applied(base, start, end, [hunk for hunk in group if not hunk.is_ours])
    if ours == theirs or all(hunk.is_ours for hunk in group):
        return ours
    if not any(hunk.is_ours for hunk in group):
        return theirs
    return _Clash(ours, theirs)


def _applied(base: Lines, start: int, end: int, hunks: list[_Hunk]) -> Lines:
    lines: Lines = []
    for hunk in hunks:
        lines += [*base[start : hunk.start], *hunk.lines]
        start = hunk.end
    return lines + base[start:end]


def _hunks(base: Lines, side: str, *, is_ours: bool) -> list[_Hunk]:
    lines = side.split("\n")
    hunks: list[_Hunk] = []
    start = other = 0
    for place, other_place in [*align(base, lines), (len(base), len(lines))]:
        if place > start or other_place > other:
            hunks.append(_Hunk(start, place, lines[other:other_place], is_ours))
        start, other = place + 1, other_place + 1
    return hunks
