"""The whole document as rows to scroll through, of which only the visible ones exist.

The place at the top of the window is what is true: a passage, a block in it, a row of that
block. Heights above it are guesses until somebody looks, so that the number of rows above
may change at any time, while what is on the screen stays where it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from designdoc_tui.widgets.preview.search import MOST_ROWS
from designdoc_tui.widgets.preview.stack import Place, Stack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from designdoc_tui.markdown.passages import PassageSource
    from designdoc_tui.widgets.preview.column import Column, Edited
    from designdoc_tui.widgets.preview.easel import Easel
    from designdoc_tui.widgets.preview.ink import Row, Run
    from designdoc_tui.widgets.preview.links import Link


_LONGEST_LINE = 1_000
"""Rows of one source line that are looked at."""

_TALLEST = 500
"""Lines of a field after which it counts as higher than any window."""

_CONTEXT = 4
"""Rows left around what is brought into the window, half of them on either side."""


class Shown(NamedTuple):
    """A row as it is shown.

    Attributes:
        runs: What stands on it.
        dimmed: Whether it stands in for something not filled yet.
        followed: Whether it belongs to the field that is followed.
        place: Where in the document it is.
        line: The source line of its passage that it shows.
    """

    runs: tuple[Run, ...]
    dimmed: bool
    followed: bool
    place: Place
    line: int

    @property
    def look(self) -> tuple[tuple[Run, ...], bool, bool]:
        """All of it that can be seen."""
        return self.runs, self.dimmed, self.followed


class Hits(NamedTuple):
    """A row on which something was found.

    Attributes:
        place: The row.
        nth: Which of those on the row; None when it is not seen on it.
    """

    place: Place
    nth: int | None


class Flow:
    """Rows of a document, from any place on, in cells of one width.

    Args:
        source: The document.
        width: Cells in a row.
        easel: Colours, pictures and what else layout needs.
    """

    def __init__(self, source: PassageSource, width: int, easel: Easel) -> None:
        self._stack = Stack(source, max(1, width), easel)
        self.top = Place()
        self._followed = ""
        self._extent: tuple[int, int, int] | None = None

    # What is seen

    @property
    def height(self) -> int:
        """Rows of the whole document, as far as known."""
        return self._stack.height

    @property
    def offset(self) -> int:
        """Rows above the window, as far as known."""
        return self._stack.offset(self.top)

    def window(self, count: int) -> list[Shown]:
        """The next rows from the top of the window on: fewer at the document's end."""
        rows: list[Shown] = []
        for shown in self._rows_from(self.top):
            if len(rows) == count:
                break
            rows.append(shown)
        needed = {shown.place.passage for shown in rows}
        if self._extent is not None:
            needed.add(self._extent[0])
        self._stack.evict(needed)
        return rows

    def rows(self) -> list[Shown]:
        """Every row of the document: lays everything out."""
        while self.has_references_to_read:
            self.read_references()
        return list(self._rows_from(Place()))

    def lines(self) -> list[str]:
        """The text of every row of the document: lays everything out."""
        return ["".join(run.text for run in shown.runs) for shown in self.rows()]

    def path_of(self, shown: Shown) -> str:
        """The field that a row shows, or the nearest one of its passage."""
        return self._stack.column(shown.place.passage).fields.nearest_path(shown.line)

    def find(self, index: int, line: int, nth: int, count: Callable[[list[Row]], int]) -> Hits:
        """Where something on a source line is shown.

        Args:
            index: The passage.
            line: The source line of it.
            nth: Which of those on the line, counting from 0.
            count: How many there are that begin on the first of some rows.

        Returns:
            The row, and which of those on it; the line's first row when it is not seen.
        """
        place = self._stack.line_at(index, line)
        column = self._stack.column(index)
        rows = column.rows(place.block)
        offset = line - column.line_of(place.block)
        for number in range(max(0, place.row - 1), min(len(rows), place.row + _LONGEST_LINE)):
            row = rows[number]
            if row.source > offset and number >= place.row:
                break
            here = count([rows[at] for at in range(number, min(len(rows), number + MOST_ROWS))])
            if nth < here:
                return Hits(place._replace(row=number + 1), nth)
            nth -= here
        return Hits(place, None)

    def links(self, blocks: Iterable[tuple[int, int]]) -> list[Link]:
        """The links of some blocks, each given by its passage and its number there."""
        return [link for index, block in blocks for link in self._stack.column(index).links(block)]

    # Moving about

    def scroll_by(self, rows: int, window: int) -> None:
        """Move the window by so many rows, not beyond either end."""
        move = self._stack.back if rows < 0 else self._stack.on
        self.top = move(self.top, abs(rows))
        self.clamp(window)

    def scroll_to(self, offset: int, window: int) -> None:
        """Move the window to about so many rows from the document's beginning."""
        self.top = self._stack.at(offset)
        self.clamp(window)

    def scroll_home(self) -> None:
        """Move the window to the beginning."""
        self.top = Place()

    def scroll_end(self, window: int) -> None:
        """Move the window so that the last row stands at its end."""
        self.top = self._stack.back(self._stack.end, window)

    def clamp(self, window: int) -> None:
        """Leave no empty rows under the document's end while there is text above."""
        end = self._stack.end
        if window > 0 and self._stack.distance(self.top, end, window) < window:
            self.top = self._stack.back(end, window)

    # Following a field

    def follow(self, path: str) -> None:
        """Mark the extent of a field from now on; nothing moves."""
        self._followed = path
        self._find_extent()

    def reveal(self, window: int) -> None:
        """Bring the followed field into the window, if it is not there already."""
        if self._extent is None or window <= 0:
            return
        index, first, last = self._extent
        stack = self._stack
        if last - first > window:
            # What has its place in a list longer than the window, and says nothing yet.
            before = stack.column(index).fields.line_before(self._followed)
            first, last = (first, last) if before is None else (before, before)
        start = stack.line_at(index, first)
        # The end of a book is not looked for: it would have to be parsed up to there.
        end = stack.line_at(index, min(last, first + _TALLEST))
        bottom = stack.on(self.top, window - 1)
        if self.top <= start and end <= bottom:
            return
        fits = stack.distance(start, end, window) < window - _CONTEXT
        if fits and bottom < end <= stack.on(bottom, window // 2):
            self.top = stack.back(end, window - 1 - _CONTEXT // 2)
        elif fits or not self.top <= start <= stack.on(self.top, window // 2):
            self.top = stack.back(start, min(_CONTEXT, window // 4))
        self.clamp(window)

    def reveal_line(self, index: int, line: int, window: int) -> None:
        """Bring one source line of a passage into the window with the least movement."""
        if window > 0:
            self.reveal_place(self._stack.line_at(index, line), window)

    def reveal_place(self, place: Place, window: int) -> None:
        """Bring one row into the window with the least movement."""
        if window <= 0:
            return
        if place < self.top:
            self.top = self._stack.back(place, min(_CONTEXT // 2, window - 1))
        elif place > self._stack.on(self.top, window - 1):
            self.top = self._stack.back(place, max(0, window - 1 - _CONTEXT // 2))
        self.clamp(window)

    # Changes

    def change(self, index: int, window: int) -> bool:
        """One passage has another text now.

        Returns:
            Whether its text is laid out, so that anything seen may have changed.
        """
        column = self._stack.open(index)
        if column is None:
            self._stack.redefine(index)
            self._stack.measure(index)
            return False
        at_top = index == self.top.passage
        source = column.blocks[self.top.block].source if at_top else ""
        line = column.line_of(self.top.block) if at_top else 0
        edited = column.change(self._stack.source.passage(index))
        followed = self._extent is not None and self._extent[0] == index
        if followed:
            self._extent_in(index, column)
        if edited is None:
            return True
        self._stack.redefine(index)
        if at_top:
            self._keep_top(column, edited, source, line)
        self._stack.measure(index)
        if followed:
            self.reveal_line(index, edited.line, window)
        return True

    def change_all(self) -> None:
        """The number or the order of the passages changed, or all of them."""
        near = self.top.passage
        found = self._stack.shuffle(near, self._stack.open(near))
        if found is not None:
            self.top = self.top._replace(passage=found)
        else:
            self.top = Place(min(near, max(0, self._stack.end.passage - 1)))
        self._find_extent()

    def set_width(self, width: int) -> None:
        """Lay everything out at another width; the top source line stays at the top."""
        if max(1, width) == self._stack.width:
            return
        line: int | None = None
        if column := self._stack.open(self.top.passage):
            line = column.line_of(self.top.block)
            rows = column.rows(self.top.block)
            if self.top.row and len(rows):
                line += rows[min(self.top.row, len(rows)) - 1].source
        self._stack.set_width(max(1, width), self.top.passage)
        if line is not None:
            place = self._stack.line_at(self.top.passage, line)
            self.top = place._replace(row=0) if self.top.row == 0 else place

    def colours_changed(self) -> None:
        """Lexers have loaded: code that was laid out without colours is looked at again."""
        for column in self._stack.columns():
            column.recolour()

    @property
    def has_references_to_read(self) -> bool:
        """Whether passages are left that may define what others refer to."""
        return not self._stack.references.done

    def read_references(self) -> bool:
        """Read some more of what passages define.

        Returns:
            Whether anything seen may have changed.
        """
        return self._stack.read_references()

    def code_moved(self) -> None:
        """Code is scrolled sideways: all that was laid out is looked at again."""
        for column in self._stack.columns():
            column.relay()

    # Inside

    def _find_extent(self) -> None:
        self._extent = None
        index = self._stack.source.index_of(self._followed) if self._followed else None
        if index is not None:
            self._extent_in(index, self._stack.column(index))

    def _extent_in(self, index: int, column: Column) -> None:
        self._extent = (index, *(column.fields.extent(self._followed) or (0, 0)))

    def _rows_from(self, place: Place) -> Iterator[Shown]:
        for column, (index, block, first), rows in self._stack.walk(place):
            begin = column.line_of(block)
            is_placeholder = column.fields.placeholder
            if not first:
                is_followed = self._is_followed(index, begin - 1)
                yield Shown((), False, is_followed, Place(index, block), begin)
            for number in range(max(1, first), len(rows) + 1):
                runs, offset = rows[number - 1]
                line = begin + offset
                yield Shown(
                    runs,
                    is_placeholder(line),
                    self._is_followed(index, line),
                    Place(index, block, number),
                    line,
                )

    def _is_followed(self, index: int, line: int) -> bool:
        extent = self._extent
        return extent is not None and extent[0] == index and extent[1] <= line <= extent[2]

    def _keep_top(self, column: Column, edited: Edited, source: str, line: int) -> None:
        """Let the window begin with the same text after its passage was edited."""
        block = self.top.block
        if block < edited.start:
            return
        after = edited.start + edited.added
        if block >= edited.start + edited.removed:
            self.top = self.top._replace(block=block + edited.added - edited.removed)
            return
        same = [at for at in range(edited.start, after) if column.blocks[at].source == source]
        block = min(same, key=lambda at: abs(at - block)) if same else column.block_of_line(line)
        row = min(self.top.row, max(0, column.lay(block) - 1))
        self.top = Place(self.top.passage, block, row)
