"""Looking for words in a whole document, some passages at a time.

What is searched is the source, without the signs that only make text bold or code: laying
thousands of passages out would take seconds, looking through their text a fraction of one.
"""

from __future__ import annotations

import re
import time
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from designdoc_tui.widgets.preview.fields import Fields
from designdoc_tui.widgets.preview.ink import Mark, Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designdoc_tui.markdown.passages import PassageSource

MOST_HITS: Final = 100_000
"""Looking stops when so many were found."""

_SIGNS: Final = str.maketrans("", "", "*`~\\")


class Hit(NamedTuple):
    """Where something was found: in order of the document.

    Attributes:
        passage: The passage.
        line: The source line of it.
        nth: Which of those on the line, counting from 0.
    """

    passage: int
    line: int
    nth: int


class Search:
    """The places of a text in a document, found by and by.

    Args:
        source: The document.
        query: What to look for; case does not matter.
        near: The passage to begin with.
    """

    def __init__(self, source: PassageSource, query: str, near: int = 0) -> None:
        self.query = query
        self._source = source
        self._pattern = re.compile(re.escape(query), re.IGNORECASE)
        self._plain = not set(query) & set("*`~\\")
        self._hits: dict[int, list[Hit]] = {}
        self._order: list[int] | None = None
        count = len(source)
        self._left = iter([*range(near, count), *range(min(near, count))])
        self.total = 0
        self.done = False

    def scan(self, seconds: float) -> None:
        """Look through some more passages, at least one, for about so long."""
        end = time.monotonic() + seconds
        for index in self._left:
            self.look_at(index)
            if self.total > MOST_HITS:
                break
            if time.monotonic() > end:
                return
        self.done = True

    def look_at(self, index: int) -> None:
        """Look through one passage, again after it has changed."""
        before = len(self._hits.pop(index, ()))
        found = list(self._found(index))
        if found:
            self._hits[index] = found
        self.total += len(found) - before
        if bool(found) != bool(before):
            self._order = None

    def _found(self, index: int) -> Iterator[Hit]:
        passage = self._source.passage(index)
        text = passage.text
        if not self._pattern.search(text.translate(_SIGNS) if self._plain else text):
            return
        fields = Fields(passage)
        for number, line in enumerate(fields.text.split("\n")):
            words = line.translate(_SIGNS) if self._plain else line
            matches = self._pattern.findall(words)
            if matches and not fields.placeholder(number):
                yield from (Hit(index, number, nth) for nth in range(len(matches)))

    def _passages(self) -> list[int]:
        if self._order is None:
            self._order = sorted(self._hits)
        return self._order

    def next(self, place: tuple[int, ...], by: int) -> Hit | None:
        """The hit after a place, or before it; round the end of the document.

        Args:
            place: A hit, or the beginning of one: a passage, or a passage and a line.
            by: 1 for the next one, -1 for the one before.
        """
        passages = self._passages()
        if not passages:
            return None
        here = self._hits.get(place[0], [])
        if by > 0:
            at = bisect_right(here, place)
            if at < len(here):
                return here[at]
            following = bisect_right(passages, place[0])
            return self._hits[passages[following % len(passages)]][0]
        at = bisect_left(here, place)
        if at:
            return here[at - 1]
        return self._hits[passages[bisect_left(passages, place[0]) - 1]][-1]

    def number(self, hit: Hit) -> int:
        """Which of all hits found so far one is, counting from 1."""
        passages = self._passages()
        before = passages[: bisect_left(passages, hit.passage)]
        here = self._hits.get(hit.passage, [])
        return sum(len(self._hits[index]) for index in before) + bisect_left(here, hit) + 1

    def count_in(self, runs: Sequence[Run]) -> int:
        """How many hits there are on a row."""
        return len(self._pattern.findall("".join(run.text for run in runs)))

    def marked(self, runs: tuple[Run, ...], now: int | None = None) -> tuple[Run, ...]:
        """A row with its hits marked.

        Args:
            runs: What stands on it.
            now: Which of its hits is the one that was gone to, if it is one of them.
        """
        text = "".join(run.text for run in runs)
        ends: list[tuple[int, Mark]] = []
        for nth, match in enumerate(self._pattern.finditer(text)):
            ends += [
                (match.start(), Mark.NONE),
                (match.end(), Mark.NOW if nth == now else Mark.HIT),
            ]
        if not ends:
            return runs
        return tuple(_cut_at(runs, [*ends, (len(text), Mark.NONE)]))


def _cut_at(runs: Sequence[Run], ends: Sequence[tuple[int, Mark]]) -> Iterator[Run]:
    """Runs cut into stretches that end at some positions, each with a mark."""
    stretches = iter(ends)
    end, mark = next(stretches)
    position = 0
    for text, ink in runs:
        rest = text
        while rest:
            while end <= position:
                end, mark = next(stretches)
            part = rest[: end - position]
            yield Run(part, ink.marked(mark))
            position += len(part)
            rest = rest[len(part) :]
