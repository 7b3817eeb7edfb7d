"""Passages stacked into one long column of rows, to walk up and down.

A passage is parsed when a walk comes to it. The heights of all others are guesses, in a
structure that gives sums quickly, so that a document of thousands of passages is as easy
to walk in as a short one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from designdoc_tui.markdown.references import References, definitions_in
from designdoc_tui.widgets.preview.column import Column
from designdoc_tui.widgets.preview.heights import Heights

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from designdoc_tui.markdown.dialect import Definitions
    from designdoc_tui.markdown.passages import PassageSource
    from designdoc_tui.widgets.preview.easel import Easel
    from designdoc_tui.widgets.preview.ink import Row

KEPT_COLUMNS: Final = 128
"""How many passages stay parsed and laid out: the visible ones and those seen last."""

SEARCHED: Final = 40
"""After passages moved, those laid out are looked for among so many neighbours."""


class Place(NamedTuple):
    """A row of the document: the margin over a block is its row 0."""

    passage: int = 0
    block: int = 0
    row: int = 0


class Stack:
    """The passages of a document, each as a column of blocks once it has been looked at.

    Args:
        source: The document.
        width: Cells in a row.
        easel: Colours, pictures and what else layout needs.
    """

    def __init__(self, source: PassageSource, width: int, easel: Easel) -> None:
        self.source = source
        self.width = width
        self._easel = easel
        self._columns: dict[int, Column] = {}
        self.references = References(source)
        self._guess_all()

    @property
    def height(self) -> int:
        """Rows of all passages, as far as known."""
        return self._heights.total

    @property
    def end(self) -> Place:
        """The place after the last row."""
        return Place(len(self._heights))

    def open(self, index: int) -> Column | None:
        """A passage that has been laid out, or None."""
        return self._columns.get(index)

    def column(self, index: int) -> Column:
        """A passage, parsed now if it was not."""
        column = self._columns.get(index)
        if column is None:
            column = Column(
                self.source.passage(index), self.width, self._easel, self.references.known
            )
            self._columns[index] = column
            self._heights[index] = column.height
        return column

    def columns(self) -> Iterable[Column]:
        """All passages that have been looked at."""
        return self._columns.values()

    def measure(self, index: int) -> None:
        """Take a passage's height anew, after something was laid out in it or changed."""
        column = self._columns.get(index)
        self._heights[index] = column.height if column else self._guess(index)

    def redefine(self, index: int) -> None:
        """A passage has another text: what it defines holds in all of them."""
        column = self._columns.get(index)
        if column is None:
            defines: Definitions = definitions_in(self.source.passage(index).source)
        else:
            defines = column.defines
        if self.references.change(index, defines):
            self._refer()

    def read_references(self) -> bool:
        """Read some more of what passages define that nobody has looked at.

        Returns:
            Whether passages that were laid out may look different now.
        """
        changed = self.references.read()
        if changed:
            self._refer()
        return changed

    def _refer(self) -> None:
        for column in self._columns.values():
            column.refer_to(self.references.known)

    def offset(self, place: Place) -> int:
        """Rows above a place, as far as known."""
        if place.passage >= len(self._heights):
            return self._heights.total
        above = self._heights.before(place.passage)
        column = self._columns.get(place.passage)
        return above + (column.before(place.block) if column else 0) + place.row

    def at(self, offset: int) -> Place:
        """The place about so many rows from the beginning."""
        if not len(self._heights):
            return Place()
        index = self._heights.find(max(0, offset))
        within = offset - self._heights.before(index)
        guessed = self._heights[index]
        column = self.column(index)
        if guessed and column.height != guessed:
            within = within * column.height // guessed
        block = column.block_at(within)
        row = within - column.before(block)
        return Place(index, block, max(0, min(row, column.lay(block) - 1)))

    def line_at(self, index: int, line: int) -> Place:
        """Where a source line of a passage is shown."""
        place = Place(index, *self.column(index).row_of_line(line))
        self.measure(index)
        return place

    def walk(self, place: Place) -> Iterator[tuple[Column, Place, Sequence[Row]]]:
        """All blocks with something to show from a place on.

        Yields:
            The column of a block; the first row of it to show, margin included; all its rows.
        """
        index, block, row = place
        while index < len(self._heights):
            column = self.column(index)
            while block < len(column.blocks):
                rows = column.rows(block)
                if len(rows):
                    yield column, Place(index, block, row), rows
                block, row = block + 1, 0
            self.measure(index)
            index, block = index + 1, 0

    def on(self, place: Place, rows: int) -> Place:
        """The place so many rows further on, or the last one."""
        index, block, row = place
        last = place
        rows += row
        while index < len(self._heights):
            column = self.column(index)
            while block < len(column.blocks):
                height = column.lay(block)
                if rows < height:
                    self.measure(index)
                    return Place(index, block, rows)
                if height:
                    last = Place(index, block, height - 1)
                rows -= height
                block += 1
            self.measure(index)
            index, block = index + 1, 0
        return last

    def back(self, place: Place, rows: int) -> Place:
        """The place so many rows further up, or the beginning."""
        index, block, row = place
        while rows > row:
            rows -= row
            while block == 0:
                if index == 0:
                    return Place()
                index -= 1
                column = self.column(index)
                if column.blocks and not column.blocks[-1].parsed:
                    column.rows(len(column.blocks) - 1)
                block = len(column.blocks)
            block -= 1
            row = self.column(index).lay(block)
            self.measure(index)
        return Place(index, block, row - rows)

    def distance(self, start: Place, end: Place, most: int) -> int:
        """Rows from one place to a later one, counted no further than `most`."""
        index, block, row = start
        count = -row
        while index < len(self._heights) and count < most:
            column = self.column(index)
            while block < len(column.blocks) and count < most:
                if (index, block) >= end[:2]:
                    return min(most, count + end.row)
                count += column.lay(block)
                block += 1
            self.measure(index)
            index, block = index + 1, 0
        return min(most, count)

    def shuffle(self, near: int, at_top: Column | None) -> int | None:
        """The number or the order of the passages changed.

        Args:
            near: The passage around which those laid out are looked for.
            at_top: One of them.

        Returns:
            Where that one is now, if it is still there.
        """
        self.references.begin_anew()
        known = {column.fields.text: column for column in self._columns.values()}
        count = len(self.source)
        around = range(max(0, near - SEARCHED), min(count, near + SEARCHED + 1))
        self._columns = {}
        found = None
        for index in sorted(around, key=lambda other: abs(other - near)):
            passage = self.source.passage(index)
            column = known.pop(passage.text, None)
            if column is not None:
                column.change(passage)
                column.refer_to(self.references.known)
                self._columns[index] = column
                if column is at_top:
                    found = index
        self._guess_all()
        for index in self._columns:
            self.measure(index)
        return found

    def set_width(self, width: int, kept: int) -> None:
        """Forget all layout for another width; only one passage stays parsed."""
        self.width = width
        column = self._columns.get(kept)
        self._columns.clear()
        self._guess_all()
        if column is not None:
            column.set_width(width)
            self._columns[kept] = column
            self.measure(kept)

    def evict(self, needed: set[int]) -> None:
        """Drop passages not looked at lately, when there are many."""
        if len(self._columns) <= KEPT_COLUMNS:
            return
        for index in list(self._columns):
            if len(self._columns) <= KEPT_COLUMNS // 2:
                break
            if index not in needed:
                del self._columns[index]

    def _guess(self, index: int) -> int:
        return max(1, self.source.estimate(index) + 1)

    def _guess_all(self) -> None:
        self._heights = Heights(self._guess(index) for index in range(len(self.source)))
