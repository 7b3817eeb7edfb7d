"""One row of an editor, rendered from its own characters.

Textual's renders the whole line that a row is a part of, and cuts the row out of it. What it
draws beside the text (line numbers, syntax, suggestions, the line of the cursor) no editor of
ours has.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import cast

from rich.style import Style
from rich.text import Text
from textual.document._document import Location
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import TextAreaTheme

from designdoc_tui.widgets.editor_text import as_shown
from designdoc_tui.widgets.editor_wrap import MOST_A_CELL, Row, WrappedText


class PaintsRows(TextArea):
    """A text area whose rows cost what they show; see the module."""

    def row_at(self, y: int) -> Row | None:
        """The row at a line of the widget, counted from 0; nothing below the text."""
        return cast("WrappedText", self.wrapped_document).row_at(y + self.scroll_offset.y)

    @property
    def wrapped_rows(self) -> Hashable:
        """What is another when the rows are others."""
        return self.document, cast("WrappedText", self.wrapped_document).state

    def _render_line(self, y: int) -> Strip:
        theme = self._theme
        base = self.rich_style if theme.base_style is None else theme.base_style
        row = self.row_at(y)
        if row is None:
            return Strip.blank(self.size.width, base)
        end = row.end
        if self.soft_wrap:
            # It is painted once before it has a width to be broken at.
            end = min(end, row.start + self.size.width * MOST_A_CELL)
        plain = as_shown(self.document.get_line(row.line)[row.start : end])
        # The cursor can stand behind the last character of a line.
        text = Text(plain + " " if row.is_last else plain, end="", no_wrap=True)
        self._mark_selection(text, row, theme)
        self._mark_cursor(text, row, theme)
        text.expand_tabs(self.indent_width)
        strip = Strip(text.render(self.app.console), cell_length=text.cell_len)
        width = self.scrollable_content_region.width
        if not self.soft_wrap:
            left, room = self.scroll_offset.x, self.virtual_size.width
            strip = strip.crop(left, left + room)
            width = max(room, self.region.width)
        return strip.extend_cell_length(width, theme.base_style).apply_style(base)

    def _mark_selection(self, text: Text, row: Row, theme: TextAreaTheme) -> None:
        style = theme.selection_style
        (top, first), (bottom, last) = sorted(self.selection)
        if style is None or self.selection.is_empty or not top <= row.line <= bottom:
            return
        line_end = len(self.document.get_line(row.line))
        if line_end == 0 and row.line != self.selection.end[0]:
            # So that an empty line is seen to be selected.
            text.plain = "▌"
            text.stylize(Style(color=style.bgcolor))
            return
        _mark(
            text,
            row,
            style,
            first if row.line == top else 0,
            last if row.line == bottom else line_end,
        )

    def _mark_cursor(self, text: Text, row: Row, theme: TextAreaTheme) -> None:
        line, column = self.selection.end
        partner = self._partner
        if partner is not None:
            for at_line, at_column in ((line, column), partner):
                if at_line == row.line:
                    _mark(text, row, theme.bracket_matching_style, at_column, at_column + 1)
        if line == row.line and self._draw_cursor:
            _mark(text, row, theme.cursor_style, column, column + 1)

    @property
    def _partner(self) -> Location | None:
        """Where the other bracket of a pair is, when the cursor is on one."""
        if self._has_cursor and self.match_cursor_bracket and self.selection.is_empty:
            return self.matching_bracket_location
        return None


def _mark(text: Text, row: Row, style: Style | None, start: int, end: int) -> None:
    """Styles the part of a row that lies between two columns of its line."""
    start, end = max(start, row.start) - row.start, end - row.start
    if style is not None and start < end:
        text.stylize(style, start, end)
