"""Where a comment stands today, in a text that has changed since it was made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple

from designdoc_tui.template.path import ROOT, Path

if TYPE_CHECKING:
    from designdoc_tui.document import Document
    from designdoc_tui.review.comments import Comment
    from designdoc_tui.template.kinds import Value

_WORD: Final = re.compile(r"\w+|[^\w\s]")
_SHORTEST_ELSEWHERE: Final = 8  # characters; a shorter quote is found everywhere by chance
_ALIKE: Final = 0.5  # of the words, with their order
_MOST_WORDS: Final = 20_000


class Anchor(Enum):
    """How sure it is where a comment belongs."""

    IN_PLACE = "in place"  # its words stand where they stood
    MOVED = "moved"  # its words stand elsewhere now
    CHANGED = "changed"  # its words have changed, and are still to be known
    LOST = "lost its place"


class Place(NamedTuple):
    """Where a comment belongs today.

    Attributes:
        anchor: How sure that is.
        path: The section or field; for one that lost its place, the nearest there is.
        quote: Its words as they read today; those of that time when it lost its place.
    """

    anchor: Anchor
    path: Path
    quote: str


def place_of(document: Document, comment: Comment) -> Place:
    """Finds where a comment belongs today.

    Args:
        document: The document.
        comment: The comment.

    Returns:
        Its place: where its words stand as they were; else where they stand in the same step;
        else the most similar words in its field. A comment never has none.
    """
    path, quote = comment.path, comment.quote
    near = _nearest(document, path)
    if not quote:
        return Place(Anchor.IN_PLACE if near == path else Anchor.LOST, near, "")
    own = list(_texts(document.get(path), path)) if path else []
    if any(quote in text for _, text in own):
        return Place(Anchor.IN_PLACE, path, quote)
    step = document.template.step_of(path).path
    for elsewhere, text in _texts(document.get(step), step) if path else ():
        if text == quote or (quote in text and len(quote) >= _SHORTEST_ELSEWHERE):
            return Place(Anchor.MOVED, elsewhere, quote)
    for where, text in own:
        similar = _similar(quote, text)
        if similar:
            return Place(Anchor.CHANGED, where, similar)
    return Place(Anchor.LOST, near, quote)


def _nearest(document: Document, path: Path) -> Path:
    """The path itself where there is something, or a place for it; else the nearest around it."""
    template = document.template
    for end in range(len(path), 0, -1):
        here = path[:end]
        if here in template.sections_by_path or document.get(here) is not None:
            return here
        if not isinstance(here[-1], int) and template.field_at(here) is not None:
            around = document.get(here[:-1])
            if around is not None or not any(isinstance(step, int) for step in here):
                return here
    return ROOT


def _texts(value: Value, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text in a value, with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, (*path, index))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*path, key))


def _similar(quote: str, text: str) -> str:
    """The part of a text that a quote has become; empty when there is none to be known."""
    wanted = _WORD.findall(quote)
    found = list(_WORD.finditer(text))
    if not wanted or not found or len(found) > _MOST_WORDS:
        return ""
    # Only a comment whose words are gone needs this module, and it is slow to import.
    from difflib import SequenceMatcher

    words = [match[0] for match in found]
    seed = SequenceMatcher(None, wanted, words, autojunk=False).find_longest_match()
    first = max(0, seed.b - seed.a)
    last = min(len(words), seed.b - seed.a + len(wanted))
    window = SequenceMatcher(None, wanted, words[first:last], autojunk=False)
    if window.ratio() < _ALIKE:
        return ""
    return text[found[first].start() : found[last - 1].end()]
