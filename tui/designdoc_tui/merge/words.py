"""Two versions of a text, word by word."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final, NamedTuple

from designdoc_tui.merge.alignment import align

_WORD: Final = re.compile(r"\w+|\s|[^\w\s]")


class Mark(Enum):
    """What became of a piece of a text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


class Span(NamedTuple):
    """A piece of a text.

    Attributes:
        text: The piece; never empty.
        mark: What became of it.
    """

    text: str
    mark: Mark


def words(old: str, new: str) -> tuple[Span, ...]:
    """Marks what changed in a text.

    Args:
        old: The text as it was.
        new: The text as it is.

    Returns:
        Its pieces. Without those added they are the old text, without those removed the new one;
        what was removed stands before what was added in its place. No two neighbours have the
        same mark.
    """
    before, after = _WORD.findall(old), _WORD.findall(new)
    spans: list[tuple[Mark, str]] = []
    removed, added = "", ""
    start = other = 0
    for place, other_place in [*align(before, after), (len(before), len(after))]:
        removed += "".join(before[start:place])
        added += "".join(after[other:other_place])
        word = before[place] if place < len(before) else ""
        start, other = place + 1, other_place + 1
        next_differs = _differs_next(before, after, place, other_place)
        if removed and added and word == " " and next_differs:
            # A lone blank between two changed words belongs to the change.
            removed, added = removed + word, added + word
            continue
        spans += ((Mark.REMOVED, removed), (Mark.ADDED, added), (Mark.SAME, word))
        removed = added = ""
    return _joined(spans)


def _differs_next(before: list[str], after: list[str], place: int, other_place: int) -> bool:
    """Whether both texts go on after a place, and differently."""
    one, other = before[place + 1 : place + 2], after[other_place + 1 : other_place + 2]
    return bool(one) and bool(other) and one != other


def _joined(spans: list[tuple[Mark, str]]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for mark, text in spans:
        if not text:
            continue
        if joined and joined[-1].mark is mark:
            joined[-1] = Span(joined[-1].text + text, mark)
        else:
            joined.append(Span(text, mark))
    return tuple(joined)
