"""How lines are broken into rows, and which row is where.

Textual's breaks a line anew as a whole for every key, cuts all of it up for each row that is
painted, and counts the rows of all lines below an edit one by one. Here a row is a slice, an edit
breaks anew only the rows about it, and where the rows of a line begin is added up by the
interpreter's own loops. So a key costs the same in a line of a megabyte as in a short one.

Private parts of Textual are used here; `test_editor.py` and `test_editor_bounds.py` notice when an
upgrade breaks them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import Final, NamedTuple, cast

from rich.cells import cell_len, get_character_cell_size
from textual._cells import cell_width_to_column_index
from textual.document._document import Location
from textual.document._wrapped_document import WrappedDocument
from textual.expand_tabs import expand_tabs_inline
from textual.geometry import Offset

from designdoc_tui.document.changes import splice_between
from designdoc_tui.widgets.editor_text import LineFeedDocument, as_shown

_LAST_WORD: Final = re.compile(r"(?s:.*)\s(?=\S)")
"""Matches up to where the last word begins that another word stands before."""

MOST_A_CELL: Final = 4
"""Characters that a row may hold for each of its cells: there are some that take no room."""

_AHEAD: Final = 64
"""Rows below an edit that may be broken anew for it."""

_MEASURED: Final = 200
"""Rows of a line whose characters are measured one by one; below these there is room for as many
as there would be if all were wide, unless all are plain."""

_UNBROKEN: Final[list[int]] = []
"""Of all lines that take one row; nobody puts anything in it."""

_WIDENS: Final = "\N{VARIATION SELECTOR-16}"
"""Takes no cell, but makes the character before it take two."""


def breaks_in(line: str, width: int, tab_width: int) -> list[int]:
    """Where a line is broken: before words, and inside those that are longer than a row.

    Args:
        line: The line.
        width: Cells of a row; 0 for rows without end.
        tab_width: The most cells that a tab takes; it is counted as taking all of them.

    Returns:
        The offsets at which rows begin, but for the first.
    """
    if not width or (len(line) <= width and line.isascii() and "\t" not in line):
        return _UNBROKEN
    found: list[int] = []
    end = _row_end(line, 0, width, tab_width)
    while end < len(line):
        found.append(end)
        end = _row_end(line, end, width, tab_width, measured=len(found) < _MEASURED)
    return found


def breaks_after_edit(
    before: str, after: str, breaks: list[int], width: int, tab_width: int
) -> list[int]:
    """Where a line is broken now that a part of it has changed.

    Words move from row to row as far as they would anyway, but for at most `_AHEAD` rows: the last
    of these ends where it ended, though there may be room in it.

    Args:
        before: The line as it was.
        after: The line as it is.
        breaks: Where `before` was broken.
        width: As in `breaks_in`.
        tab_width: As in `breaks_in`.

    Returns:
        As `breaks_in`.
    """
    if len(breaks) <= _AHEAD or not width:
        return breaks_in(after, width, tab_width)
    splice = splice_between(before, after)
    moved = len(after) - len(before)
    changed_to = splice.start + len(splice.inserted)
    # A word at the start of a row may find room on the row before it.
    kept = max(0, bisect_right(breaks, splice.start) - 2)
    found = breaks[:kept]
    place, rows = (found[-1] if found else 0), 0
    while place < len(after):
        old = bisect_right(breaks, place - moved)
        if place >= changed_to:
            if old and breaks[old - 1] == place - moved:
                found += [offset + moved for offset in breaks[old:]]
                return found
            rows += 1
        if rows > _AHEAD:
            place = breaks[old] + moved if old < len(breaks) else len(after)
        else:
            place = _row_end(after, place, width, tab_width)
        if place < len(after):
            found.append(place)
    return found


def _row_end(line: str, start: int, width: int, tab_width: int, *, measured: bool = True) -> int:
    """Where the row ends that begins at `start`."""
    window = line[start : start + width + 1]
    if window.isascii() and window.isprintable():
        room = width
    elif not measured:
        room = width // (tab_width if "\t" in window else 2)
    else:
        room = _room(window, width, tab_width)
        if room > width:
            room = _room(line[start : start + width * MOST_A_CELL], width, tab_width)
    end = start + max(1, room)
    if end >= len(line):
        return len(line)
    word = _LAST_WORD.match(line, start, end + 1)
    return word.end() if word else end


def _room(text: str, width: int, tab_width: int) -> int:
    """How many characters of a text there is room for."""
    sizes = [get_character_cell_size(character) for character in as_shown(text)]
    if "\t" in text or _WIDENS in text:
        special = {"\t": tab_width, _WIDENS: 1}
        sizes = [special.get(sign, size) for sign, size in zip(text, sizes, strict=True)]
    return bisect_right(list(accumulate(sizes)), width)


class Row(NamedTuple):
    """A row of a wrapped text.

    Attributes:
        line: The line that it is a part of.
        start: Offset in the line of its first character.
        end: Offset in the line after its last.
        is_last: Whether the line ends with it.
    """

    line: int
    start: int
    end: int
    is_last: bool


class WrappedText(WrappedDocument):
    """A text broken into rows."""

    def __init__(self, document: LineFeedDocument, width: int = 0, tab_width: int = 4) -> None:
        """Breaks a text into rows.

        Args:
            document: The text.
            width: Cells of a row; 0 for rows without end.
            tab_width: The most cells that a tab takes.
        """
        self._state: tuple[int, int, int] | None = None
        self._lines: list[str] = []
        self._first_rows: list[int] = []
        super().__init__(document, width, tab_width)

    @property
    def state(self) -> tuple[int, int, int] | None:
        """Width, tab width and version of the text that are wrapped; nothing where that is open."""
        return self._state

    @property
    def height(self) -> int:
        """How many rows the text takes."""
        return self._first_rows[-1]

    @property
    def wrapped(self) -> bool:
        """Whether some line takes more than a row."""
        return self.height > len(self._lines)

    def wrap(self, width: int, tab_width: int | None = None) -> None:
        """Breaks all lines, unless they are broken for that width already."""
        self._width = width
        self._tab_width = tab_width or self._tab_width
        if self._state == self._now:
            return
        self._lines = list(self.document.lines)
        self._wrap_offsets = [breaks_in(line, width, self._tab_width) for line in self._lines]
        self._first_rows = [0]
        self._count_from(0)

    def wrap_range(self, start: Location, old_end: Location, new_end: Location) -> None:
        """Breaks the lines of an edit that was made; see Textual's."""
        lines = self.document.lines
        last = len(self._lines) - 1
        top = min(start[0], old_end[0], new_end[0], last)
        bottom = min(max(start[0], old_end[0]), last)
        new_bottom = bottom + len(lines) - len(self._lines)
        changed = lines[top : new_bottom + 1]
        if top == bottom == new_bottom:
            new = [
                breaks_after_edit(
                    self._lines[top],
                    changed[0],
                    self._wrap_offsets[top],
                    self._width,
                    self._tab_width,
                )
            ]
        else:
            new = [breaks_in(line, self._width, self._tab_width) for line in changed]
        rows = [len(offsets) for offsets in self._wrap_offsets[top : bottom + 1]]
        self._lines[top : bottom + 1] = changed
        self._wrap_offsets[top : bottom + 1] = new
        if rows == [len(offsets) for offsets in new]:
            self._state = self._now
        else:
            self._count_from(top)

    @property
    def _now(self) -> tuple[int, int, int]:
        document = cast("LineFeedDocument", self.document)
        return self._width, self._tab_width, document.version

    def _count_from(self, line: int) -> None:
        """Adds up where lines begin, from one on."""
        counts = [len(offsets) + 1 for offsets in self._wrap_offsets[line:]]
        self._first_rows[line:] = accumulate(counts, initial=self._first_rows[line])
        self._state = self._now

    def row_at(self, row: int) -> Row | None:
        """A row, counted from the top of the text; nothing for those below its end."""
        return self._row_of(row) if 0 <= row < self.height else None

    def _row_of(self, row: int) -> Row:
        line = bisect_right(self._first_rows, row) - 1
        return self._row(line, row - self._first_rows[line])

    def _row(self, line: int, section: int) -> Row:
        offsets = self._wrap_offsets[line]
        section = section if section >= 0 else len(offsets) + 1 + section
        is_last = section == len(offsets)
        start = offsets[section - 1] if section else 0
        return Row(line, start, len(self._lines[line]) if is_last else offsets[section], is_last)

    def get_sections(self, line_index: int) -> list[str]:
        """The rows of a line."""
        line = self._lines[line_index]
        starts = [0, *self._wrap_offsets[line_index]]
        ends = [*self._wrap_offsets[line_index], len(line)]
        return [line[start:end] for start, end in zip(starts, ends, strict=True)]

    def get_tab_widths(self, line_index: int) -> list[int]:
        """Nobody asks: a tab reaches to the next stop of its row."""
        raise NotImplementedError(line_index)

    def offset_to_location(self, offset: Offset) -> Location:
        """The place in the text of a cell."""
        row = self._row_of(min(max(0, offset.y), self.height - 1))
        return row.line, self._column(row, max(0, offset.x))

    def location_to_offset(self, location: Location) -> Offset:
        """The cell of a place in the text."""
        line, column = location
        section = bisect_right(self.get_offsets(line), column)
        row = self._row(line, section)
        before = as_shown(self._lines[line][row.start : column])
        cells = cell_len(expand_tabs_inline(before, self._tab_width))
        return Offset(cells, self._first_rows[line] + section)

    def get_target_document_column(self, line_index: int, x_offset: int, y_offset: int) -> int:
        """The column of a cell of a row of a line; rows may be counted from the end."""
        return self._column(self._row(line_index, y_offset), x_offset)

    def _column(self, row: Row, cell: int) -> int:
        text = as_shown(self._lines[row.line][row.start : row.end])
        column = row.start + cell_width_to_column_index(text, cell, self._tab_width)
        # Behind the last character of a row is the first of the next.
        return min(column, row.end if row.is_last else row.end - 1)
