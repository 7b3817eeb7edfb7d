"""A text area that paints only the rows that look different.

Textual's repaints every visible row on every key, and with soft wrap renders each of them
anew, because the selection is a part of what it remembers them by. Here a row is remembered
by what it shows; a repaint of the whole widget is narrowed to the rows that show something
else than they did.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, Self

from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import TextArea

from designdoc_tui.widgets.calm_scrollbar import WithCalmScrollBar
from designdoc_tui.widgets.editor_rows import PaintsRows


class PaintsWhatChanged(PaintsRows, WithCalmScrollBar):
    """The text area; see the module."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Takes what Textual's text area takes."""
        self._painted: dict[int, Hashable] = {}
        self._strips: dict[Hashable, Strip] = {}
        self._is_themed = False
        self._wrapped_at: int | None = None
        self._sized: Hashable = None
        super().__init__(*args, **kwargs)

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Repaints the rows that look different, where the whole widget was meant."""
        if layout:
            # Textual counts layout updates to know which sizes it remembers are out of date,
            # but not while one is pending: a height that changes twice would stay at the first.
            self._layout_updates += 1
        whole = repaint and not regions and not layout and not recompose
        if not whole or not self._painted or not self.text:
            return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        width, height = self.size
        rows = [
            Region(0, y, width, 1) for y in range(height) if self._painted.get(y) != self._looks(y)
        ]
        return super().refresh(*rows) if rows else self

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the text takes at a width.

        Textual's wraps only after it was given a size, and finds out only then that it needs
        scrollbars: each time all is laid out once more.
        """
        if not self.soft_wrap:
            columns, rows = self.document.get_size(self.indent_width)
            self._expect_scrollbars(columns + self.gutter_width + 1, rows, width)
            return super().get_content_height(container, viewport, width)
        has_gutter = self._has_scrollbar_gutter or self._surely_scrolls
        gutter = self.styles.scrollbar_size_vertical if has_gutter else 0
        room = max(1, width - self.gutter_width - gutter - 1)  # one cell for the cursor
        if self._wrapped_at != room:
            self._wrapped_at = room
            self.wrapped_document.wrap(room, self.indent_width)
            self.set_reactive(TextArea.virtual_size, Size(0, self.wrapped_document.height))
        self._expect_scrollbars(0, self.wrapped_document.height, width)
        return self.wrapped_document.height

    def _expect_scrollbars(self, columns: int, rows: int, width: int) -> None:
        """Shows the scrollbars that a text of some size will need, as Textual will find."""
        styles = self.styles
        most = styles.max_height
        if most is None or not most.is_cells:
            return
        may = styles.overflow_x == "auto"
        across, down = may and columns > width, rows > most.value
        if down and not across:
            across = may and columns > width - styles.scrollbar_size_vertical
        elif across and not down:
            down = rows > most.value - styles.scrollbar_size_horizontal
        self.set_reactive(TextArea.show_horizontal_scrollbar, across)
        self.set_reactive(TextArea.show_vertical_scrollbar, down)

    @property
    def _surely_scrolls(self) -> bool:
        """Whether there is more than room for, at any width: a long text is wrapped only once."""
        most = self.styles.max_height
        return most is not None and most.is_cells and self.document.line_count > most.value

    @property
    def _has_scrollbar_gutter(self) -> bool:
        return self.styles.scrollbar_gutter == "stable"

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        # Said for every text area each time that anything is laid out.
        sized = (size, virtual_size, container_size, self.virtual_size, self.scrollbars_enabled)
        if sized == self._sized:
            return False
        is_other = super()._size_updated(size, virtual_size, container_size, layout)
        self._sized = sized
        return is_other

    def _rewrap_and_refresh_virtual_size(self) -> None:
        if self._wrapped_at == self.wrap_width and self.soft_wrap:
            return  # for its height already
        self._wrapped_at = self.wrap_width
        super()._rewrap_and_refresh_virtual_size()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of a region; the theme is worked out when colours change, not each time."""
        if not self._is_themed and self._theme is not None:
            self._theme.apply_css(self)
            self._is_themed = True
        return ScrollView.render_lines(self, crop)

    def notify_style_update(self) -> None:
        """Colours changed: nothing painted so far is right."""
        self._forget()
        super().notify_style_update()

    def _watch_has_focus(self, focus: bool) -> None:
        self._forget()
        super()._watch_has_focus(focus)

    def _forget(self) -> None:
        self._is_themed = False
        self._painted.clear()
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """One row, rendered only when no row looked like it before."""
        if not self.text:
            self._forget()
            return super().render_line(y)
        looks = self._looks(y)
        self._painted[y] = looks
        strip = self._strips.get(looks)
        if strip is None:
            if len(self._strips) > 512:
                self._strips.clear()
            strip = self._strips[looks] = self._render_line(y)
        return strip

    def _looks(self, y: int) -> Hashable:
        """Everything that what a row looks like depends on."""
        row = self.row_at(y)
        if row is None:
            return (self.size.width, None)
        top, bottom = sorted(self.selection)
        first, last = max(top, (row.line, row.start)), min(bottom, (row.line, row.end))
        # The columns are those of the line, so the row's own place in it belongs to them.
        is_cursors = first <= self.selection.end <= last
        selected = (first, last, is_cursors, row) if first <= last else None
        return (
            self.document.get_line(row.line)[row.start : row.end],
            row.is_last,
            selected,
            selected and self._draw_cursor,
            self._matching_bracket_location,
            self.scroll_offset.x,
            self.size.width,
            self.virtual_size.width,
        )
