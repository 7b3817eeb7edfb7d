"""Looking for words in a whole document, some passages at a time.

What is searched is the source, without the signs that only make text bold or code: laying
thousands of passages out would take seconds, looking through their text a fraction of one. So what
stands in the target of a link is found too, and a text that goes on in another block is not.
"""

from __future__ import annotations

import re
import time
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from designdoc_tui.widgets.preview.fields import Fields
from designdoc_tui.widgets.preview.ink import Mark, Run
from designdoc_tui.widgets.preview.wrap import cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designdoc_tui.markdown.passages import PassageSource

MOST_HITS: Final = 100_000
"""Looking stops when so many were found."""

MOST_ROWS: Final = 4
"""Rows over which a hit is looked for."""

_WRAPPED: Final = "\n"
_CUT: Final = "\v"
"""Stand between two rows: where a gap between words was, or where a word may be cut."""

_BESIDE: Final = "▌ "
"""What stands before the text of a row that goes on: the bars of quotes, and indentation."""

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


class _Span(NamedTuple):
    """A hit, or the part of one that stands on one row: `begins` is the row of its beginning."""

    row: int
    start: int
    end: int
    begins: int
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
        self._pattern = _over_lines(query)
        self._on_rows = _over_rows(query)
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
        text = fields.text.translate(_SIGNS) if self._plain else fields.text
        number = nth = done = 0
        for match in self._pattern.finditer(text):
            breaks = text.count("\n", done, match.start())
            number, nth, done = number + breaks, 0 if breaks else nth, match.start()
            if not fields.placeholder(number):
                yield Hit(index, number, nth)
            nth += 1

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

    def count_in(self, rows: Sequence[Sequence[Run]], width: int) -> int:
        """How many hits begin on a row.

        Args:
            rows: The row, and those below it that a hit may go on on (`MOST_ROWS` are enough).
            width: Cells in a row.
        """
        return sum(span.row == span.begins == 0 for span in self._spans(rows, width))

    def marked(
        self,
        rows: Sequence[tuple[Run, ...]],
        width: int,
        now: tuple[int, int | None] | None = None,
    ) -> list[tuple[Run, ...]]:
        """Rows with their hits marked, those as well that go on on the next row.

        Args:
            rows: What stands on each.
            width: Cells in a row.
            now: The hit that was gone to: the row it begins on, and which of those there.
        """
        marks: dict[int, list[_Span]] = {}
        for span in self._spans(rows, width):
            marks.setdefault(span.row, []).append(span)
        dressed = list(rows)
        for number, spans in marks.items():
            ends: list[tuple[int, Mark]] = []
            for span in spans:
                mark = Mark.NOW if (span.begins, span.nth) == now else Mark.HIT
                ends += [(span.start, Mark.NONE), (span.end, mark)]
            length = sum(len(run.text) for run in rows[number])
            dressed[number] = tuple(_cut_at(rows[number], [*ends, (length, Mark.NONE)]))
        return dressed

    def _spans(self, rows: Sequence[Sequence[Run]], width: int) -> Iterator[_Span]:
        """Where hits stand on some rows, in reading order."""
        texts = ["".join(run.text for run in row) for row in rows]
        starts = [0]
        joined: list[str] = []
        for text in texts:
            # A word is cut only where a row is full, but for half a wide character.
            joined += [text, _CUT if cells(text) >= width - 1 else _WRAPPED]
            starts.append(starts[-1] + len(text) + 1)
        begun: dict[int, int] = {}
        for match in self._on_rows.finditer("".join(joined)):
            first = bisect_right(starts, match.start()) - 1
            nth = begun.get(first, 0)
            begun[first] = nth + 1
            for number in range(first, bisect_left(starts, match.end())):
                text, base = texts[number], starts[number]
                start = match.start() - base
                if number > first:
                    start = len(text) - len(text.lstrip(_BESIDE))
                end = min(len(text), match.end() - base)
                if start < end:
                    yield _Span(number, start, end, first, nth)


def _over_rows(query: str) -> re.Pattern[str]:
    """Finds a text on rows put together, wherever it is wrapped."""
    beside = f"[{_BESIDE}]*"
    gap = f"(?: |[{_WRAPPED}{_CUT}]{beside})"
    cut = f"(?:{_CUT}{beside})?"
    words = (cut.join(map(re.escape, word)) for word in query.split(" "))
    return re.compile(gap.join(words), re.IGNORECASE)


def _over_lines(query: str) -> re.Pattern[str]:
    """Finds a text in Markdown, also where a line ends between two of its words."""
    gap = r"(?: |[ \t]*\n[ \t>]*)"
    return re.compile(gap.join(map(re.escape, query.split(" "))), re.IGNORECASE)


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
