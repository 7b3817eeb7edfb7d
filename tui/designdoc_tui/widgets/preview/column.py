"""One passage as a column of blocks: parsed, laid out where it is looked at, edited in place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from designdoc_tui.markdown.blocks import Block, parse, parse_more, reparse
from designdoc_tui.markdown.references import merged
from designdoc_tui.widgets.preview.fields import Fields
from designdoc_tui.widgets.preview.laid_before import LaidBefore
from designdoc_tui.widgets.preview.layout import lay_block
from designdoc_tui.widgets.preview.links import Link, links_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designdoc_tui.markdown.dialect import Definitions
    from designdoc_tui.markdown.passages import Passage
    from designdoc_tui.widgets.preview.easel import Easel
    from designdoc_tui.widgets.preview.ink import Row


_source: Final = attrgetter("source")


class Edited(NamedTuple):
    """What an edit did to a column.

    Attributes:
        start: The first block that was replaced.
        removed: How many blocks went.
        added: How many came.
        line: The source line to look at: where the edit ended; where it began when it goes over
            several fields, as when the items after one are numbered anew.
    """

    start: int
    removed: int
    added: int
    line: int


class Column:
    """The blocks of one passage and how high each is; a margin row stands over each.

    Args:
        passage: What to show.
        width: Cells in a row.
        easel: Colours, pictures and what else layout needs.
        known: What is defined anywhere in the document; it goes before what is defined here.

    Attributes:
        fields: Which field each line came from.
        blocks: Its blocks.
        defines: What its own text defines, as far as it is parsed.
    """

    def __init__(
        self, passage: Passage, width: int, easel: Easel, known: Definitions | None = None
    ) -> None:
        self._width = width
        self._known: Definitions = known or {}
        self._easel = easel
        self._before = LaidBefore()
        self.fields = Fields(passage)
        self.blocks: list[Block] = list(parse(self.fields.text))
        self._rows: list[Sequence[Row] | None] = [None] * len(self.blocks)
        self._counts = [block.lines for block in self.blocks]
        self._heights = [self._guess(block) for block in self.blocks]
        self.defines: Definitions = {}
        self._definitions: Definitions = {}
        self._define()
        self._settled: list[int] | None = None
        self._settle()

    @property
    def height(self) -> int:
        """Rows of all blocks: exact for those laid out, a guess for the others."""
        return self._offsets()[-1]

    def before(self, index: int) -> int:
        """Rows above a block."""
        return self._offsets()[index]

    def block_at(self, offset: int) -> int:
        """The block that covers a row."""
        return max(0, min(bisect_right(self._offsets(), offset) - 1, len(self.blocks) - 1))

    def line_of(self, index: int) -> int:
        """The first source line of a block."""
        return self._lines[index]

    def block_of_line(self, line: int) -> int:
        """The block that a source line belongs to."""
        return max(0, min(bisect_right(self._lines, line) - 1, len(self.blocks) - 1))

    def rows(self, index: int) -> Sequence[Row]:
        """The rows of a block without its margin, laid out now if they were not."""
        while not self.blocks[index].parsed:
            more = parse_more(self.blocks)
            self._splice(index, index + 1, more)
            self._settle()
            if any(block.definitions for block in more):
                self._define()
        rows = self._rows[index]
        if rows is None:
            block = self.blocks[index]
            rows = lay_block(block, self._width, self._definitions, self._easel, self._before)
            self._rows[index] = rows
            height = len(rows) + 1 if len(rows) else 0
            if height != self._heights[index]:
                self._heights[index] = height
                self._settled = None
        return rows

    def lay(self, index: int) -> int:
        """Make sure a block is laid out.

        Returns:
            Its height with its margin; 0 when there is nothing to show.
        """
        rows = self.rows(index)
        return len(rows) + 1 if len(rows) else 0

    def change(self, passage: Passage) -> Edited | None:
        """Show another text, laying out only what the edit touched.

        Returns:
            What changed; None when the text is the same (its fields may not be).
        """
        old = self.fields.text
        self.fields = Fields(passage)
        new = self.fields.text
        if new == old:
            return None
        self._before.edited()
        splice = reparse(self.blocks, old, new)
        self._splice(splice.start, splice.stop, splice.blocks)
        self._define()
        self._settle()
        begin, last, end = (
            new.count("\n", 0, max(splice.edit, place))
            for place in (splice.edit, splice.edit_end - 1, splice.edit_end)
        )
        line = end if self.fields.path(begin) == self.fields.path(last) else begin
        return Edited(splice.start, splice.stop - splice.start, len(splice.blocks), line)

    def refer_to(self, known: Definitions) -> None:
        """Other targets are defined in the document: lay out anew what refers to them."""
        self._known = known
        self._define()

    def set_width(self, width: int) -> None:
        """Lay everything out anew at another width, when it is looked at."""
        self._width = width
        self._forget(lambda _block: True)
        self._heights = [self._guess(block) for block in self.blocks]
        self._settled = None

    def recolour(self) -> None:
        """Look at blocks with code or links inside again: more is known of them now."""
        self._forget(lambda block: any(sign in block.source for sign in ("```", "~~~", "[")))

    def links(self, index: int) -> list[Link]:
        """The links in a block."""
        return list(links_in(self.blocks[index].tokens, self._definitions))

    def relay(self) -> None:
        """Lay everything out anew when it is looked at; nothing gets higher or lower by it."""
        self._forget(lambda _block: True)

    def row_of_line(self, line: int) -> tuple[int, int]:
        """Where a source line is shown.

        Returns:
            The block, and the row in it counting its margin as the first.
        """
        index = self.block_of_line(line)
        while not self.blocks[index].parsed:
            self.rows(index)
            index = self.block_of_line(line)
        offset = line - self._lines[index]
        rows = self.rows(index)
        if not len(rows):
            return index, 0
        # Looked up, not counted through: a line of a megabyte has thousands of rows.
        after = bisect_right(rows, offset, key=_source)
        return index, 1 + bisect_left(rows, _source(rows[max(0, after - 1)]), key=_source)

    def _splice(self, start: int, stop: int, blocks: Sequence[Block]) -> None:
        kept = {block.source: index for index, block in enumerate(self.blocks[start:stop], start)}
        rows: list[Sequence[Row] | None] = []
        heights: list[int] = []
        for block in blocks:
            index = kept.get(block.source, -1)
            same = index >= 0 and self.blocks[index].tokens == block.tokens
            rows.append(self._rows[index] if same else None)
            heights.append(self._heights[index] if same else self._guess(block))
        self.blocks[start:stop] = blocks
        self._rows[start:stop] = rows
        self._counts[start:stop] = [block.lines for block in blocks]
        self._heights[start:stop] = heights

    def _define(self) -> None:
        """Bring together what is defined; what may refer to something else is forgotten."""
        self.defines = merged(self.blocks)
        definitions = {**self.defines, **self._known} if self._known else self.defines
        if definitions != self._definitions:
            self._definitions = definitions
            self._forget(lambda block: "[" in block.source)

    def _forget(self, affected: Any) -> None:
        self._before.forget()
        for index, block in enumerate(self.blocks):
            if affected(block):
                self._rows[index] = None

    def _guess(self, block: Block) -> int:
        if block.blank:
            return 0
        return 1 + max(block.lines, len(block.source) // self._width)

    def _settle(self) -> None:
        self._lines = list(accumulate(self._counts, initial=0))
        self._settled = None

    def _offsets(self) -> list[int]:
        """Where each block begins, and the end: summed up when somebody asks."""
        if self._settled is None:
            self._settled = list(accumulate(self._heights, initial=0))
        return self._settled
