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

_MARKS = {
    "gutter_style",
    "cursor_style",
    "cursor_line_style",
    "cursor_line_gutter_style",
    "bracket_matching_style",
    "selection_style",
}
"""Colours of what is not to be seen while an editor has neither the focus nor a selection."""

_REMEMBERED = 512
"""Rows that are remembered, at least those of one window."""


class PaintsWhatChanged(PaintsRows, WithCalmScrollBar):
    """The text area; see the module."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Takes what Textual's text area takes."""
        self._painted: dict[int, Hashable] = {}
        self._looked: tuple[Hashable, list[Hashable]] = (None, [])
        self._strips: dict[Hashable, Strip] = {}
        self._dressed: bool | None = None  # whether for cursor and selection too
        self._wrapped_at: int | None = None
        self._fitted_to: int | None = None
        self._sized: Hashable = None
        super().__init__(*args, **kwargs)
        # Nobody asks for these: an edit is told at once. Each of them would go through everything
        # around the editor, and most of that way before the frame.
        self.disable_messages(TextArea.Changed, TextArea.SelectionChanged)

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
        whole = repaint and not regions and not recompose
        if not whole or not self._keeps_rows:
            return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        rows = self._rows_that_differ()
        if layout:
            self.clear_cached_dimensions()
            return super().refresh(*rows, repaint=bool(rows), layout=True)
        return super().refresh(*rows) if rows else self

    @property
    def _keeps_rows(self) -> bool:
        """Whether rows are painted of which some may stay."""
        return bool(self._painted) and bool(self.text)

    def _rows_that_differ(self) -> list[Region]:
        """Where something else is to be seen than was painted."""
        width, height = self.size
        looks = self._looks(range(height))
        return [Region(0, y, width, 1) for y in range(height) if self._painted.get(y) != looks[y]]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the text takes at a width.

        Textual's wraps only after it was given a size, and finds out only then that it needs
        scrollbars: each time all is laid out once more.
        """
        self._fit(width)
        if not self.soft_wrap:
            return super().get_content_height(container, viewport, width)
        return self.wrapped_document.height

    def _get_scrollable_region(self, region: Region) -> Region:
        if region.width != self._fitted_to:
            self._fit(region.width)  # Textual knows its height at this width from before
        return super()._get_scrollable_region(region)

    def _fit(self, width: int) -> None:
        """Wraps the text for a width, scrollbars included."""
        self._fitted_to = width
        if not self.soft_wrap:
            columns, rows = self.document.get_size(self.indent_width)
            self._expect_scrollbars(columns + self.gutter_width + 1, rows, width)
            return
        has_gutter = self._has_scrollbar_gutter or self._surely_scrolls
        gutter = self.styles.scrollbar_size_vertical if has_gutter else 0
        room = max(1, width - self.gutter_width - gutter - 1)  # one cell for the cursor
        if self._wrapped_at != room:
            self._wrapped_at = room
            self.wrapped_document.wrap(room, self.indent_width)
            self.set_reactive(TextArea.virtual_size, Size(0, self.wrapped_document.height))
        self._expect_scrollbars(0, self.wrapped_document.height, width)

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
        was = self._size
        keeps_rows = self._keeps_rows and size.width == was.width
        if keeps_rows:
            self._size = size  # Textual would have all rows painted, those that stay too
        is_other = super()._size_updated(size, virtual_size, container_size, layout)
        if keeps_rows and size != was and (rows := self._rows_that_differ()):
            self._set_dirty(*rows)
        self._sized = sized
        return is_other or size != was

    def _rewrap_and_refresh_virtual_size(self) -> None:
        if self._wrapped_at == self.wrap_width and self.soft_wrap:
            return  # for its height already
        self._wrapped_at = self.wrap_width
        super()._rewrap_and_refresh_virtual_size()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of a region, each drawn only when no row looked like it before.

        The theme is worked out when colours change, not each time.
        """
        self._dress()
        edge = self.styles.gutter
        if not self.text or edge.top or edge.bottom or crop.width != self._size.width:
            return ScrollView.render_lines(self, crop)
        if len(self._strips) > _REMEMBERED:
            self._strips.clear()
        rows = crop.line_range
        looks = self._looks(rows)
        new = [y for y, look in zip(rows, looks, strict=True) if look not in self._strips]
        if new:
            self._draw(range(new[0], new[-1] + 1), crop.width)
        self._painted.update(zip(rows, looks, strict=True))
        return [self._strips[look] for look in looks]

    def _dress(self) -> None:
        """Works out the colours, as many of them as there is something to be seen of."""
        is_marked = self.has_focus or not self.selection.is_empty
        if self._dressed in (is_marked, True):
            return
        given = self._theme._theme_configured_attributes  # noqa: SLF001
        self._theme._theme_configured_attributes = given if is_marked else given | _MARKS  # noqa: SLF001
        self._theme.apply_css(self)
        self._theme._theme_configured_attributes = given  # noqa: SLF001
        self._dressed = is_marked

    def _draw(self, rows: range, width: int) -> None:
        """Draws some rows as they look now."""
        area = Region(0, rows.start, width, len(rows))
        self._styles_cache.set_dirty(area)
        strips = ScrollView.render_lines(self, area)
        self._strips.update(zip(self._looks(rows), strips, strict=True))

    def notify_style_update(self) -> None:
        """Colours changed: nothing painted so far is right."""
        self._forget()
        super().notify_style_update()

    def _watch_has_focus(self, focus: bool) -> None:
        self._forget()
        super()._watch_has_focus(focus)

    def _forget(self) -> None:
        self._dressed = None
        self._painted.clear()
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """One row, without what stands around the text."""
        if not self.text:
            self._forget()
            return super().render_line(y)
        self._painted[y] = self._looks(range(y, y + 1))[0]
        return self._render_line(y)

    def _looks(self, rows: range) -> list[Hashable]:
        """Everything that what some rows look like depends on."""
        top, bottom = sorted(self.selection)
        cursor = self.selection.end
        drawn = self._draw_cursor
        width = self.size.width
        around = (
            self._matching_bracket_location,
            self.scroll_offset.x,
            width,
            self.virtual_size.width,
        )
        # Several times for one key it is asked which rows differ.
        state = (rows, self.wrapped_rows, self.scroll_offset.y, self.selection, drawn, around)
        if state == self._looked[0]:
            return self._looked[1]
        looks: list[Hashable] = []
        for y in rows:
            row = self.row_at(y)
            if row is None:
                looks.append((width, None))
                continue
            line, start, end, is_last = row
            first, last = max(top, (line, start)), min(bottom, (line, end))
            # The columns are those of the line, so the row's own place in it belongs to them.
            selected = (first, last, first <= cursor <= last, row) if first <= last else None
            text = self.document.get_line(line)[start:end]
            looks.append((text, is_last, selected, selected and drawn, around))
        self._looked = (state, looks)
        return looks
