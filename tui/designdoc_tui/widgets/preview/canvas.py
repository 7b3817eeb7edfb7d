"""A document drawn row by row into a window that scrolls and follows; the keys that scroll it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.widget import Widget

from designdoc_tui.widgets.calm_scrollbar import WithCalmScrollBar
from designdoc_tui.widgets.preview.easel import Easel
from designdoc_tui.widgets.preview.flow import Flow, Shown
from designdoc_tui.widgets.preview.theme import GUTTER, MARGIN, Painter

if TYPE_CHECKING:
    from rich.style import Style
    from textual.strip import Strip

    from designdoc_tui.markdown.passages import PassageSource

_JUMP = 3
"""Scrolling by more windows than this goes by guessed heights instead of row by row."""


class Canvas(ScrollView, WithCalmScrollBar, can_focus=True):
    """The rows of a document near its window, painted where they have changed.

    Only what is near the window is parsed and laid out. An edit is shown before
    `passage_changed` returns, so that field and preview are painted in one frame.
    """

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll_up", "Up", show=False, id="preview.up"),
        Binding("down,j", "scroll_down", "Down", show=False, id="preview.down"),
        Binding("pageup", "page_up", "Page up", show=False, id="preview.page-up"),
        Binding("pagedown,space", "page_down", "Page down", show=False, id="preview.page-down"),
        Binding("home", "scroll_home", "Beginning", show=False, id="preview.home"),
        Binding("end", "scroll_end", "End", show=False, id="preview.end"),
    ]

    def __init__(
        self,
        source: PassageSource | None = None,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._document = source
        self._flow: Flow | None = None
        self._following = ""
        self._easel = Easel()
        self._painter = Painter(self._component_style)
        self._rows: list[Shown] = []
        self._drawn_for = Size(0, 0)
        self._syncing = False
        self._colouring = False

    # What others call

    def show(self, source: PassageSource) -> None:
        """Show another document, from its beginning."""
        self._document = source
        self._flow = None
        self._following = ""
        self._drawn_for = Size(0, 0)
        self._open()

    def passage_changed(self, index: int) -> None:
        """Show one passage's new text, and the place of the edit if it is followed.

        Only blocks around the edit are parsed and laid out, and only rows that look
        different are painted. The work is done when this returns.

        Args:
            index: The passage whose text is another now.
        """
        if self._flow is None:
            return
        self._flow.change(index, self._window_height)
        self._draw()

    def passages_changed(self) -> None:
        """Show the document after passages were added, removed or moved."""
        if self._flow is None:
            return
        self._flow.change_all()
        self._flow.clamp(self._window_height)
        self._draw()

    def follow(self, path: str) -> None:
        """Mark the extent of a field and bring it into view if it is not there.

        Args:
            path: The field's path; empty to follow nothing.
        """
        self._following = path
        if self._flow is None:
            return
        self._flow.follow(path)
        self._flow.reveal(self._window_height)
        self._draw()

    def visible_text(self) -> str:
        """The text in the window, a line for each row."""
        return "\n".join("".join(run.text for run in row.runs).rstrip() for row in self._rows)

    # Keys

    def action_scroll_up(self) -> None:
        """Move up a row."""
        self._scroll_rows(-1)

    def action_scroll_down(self) -> None:
        """Move down a row."""
        self._scroll_rows(1)

    def action_page_up(self) -> None:
        """Move up a window, one row of which stays visible."""
        self._scroll_rows(-max(1, self._window_height - 1))

    def action_page_down(self) -> None:
        """Move down a window, one row of which stays visible."""
        self._scroll_rows(max(1, self._window_height - 1))

    def action_scroll_home(self) -> None:
        """Move to the beginning."""
        if self._flow is not None:
            self._flow.scroll_home()
            self._draw()

    def action_scroll_end(self) -> None:
        """Move to the end."""
        if self._flow is not None:
            self._flow.scroll_end(self._window_height)
            self._draw()

    def _scroll_rows(self, rows: int) -> None:
        if self._flow is not None:
            self._flow.scroll_by(rows, self._window_height)
            self._draw()

    # What Textual calls

    def on_mount(self) -> None:
        """Begin to draw once the size is known."""
        self._open()

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        # Not by the event: that comes when a frame with the rows of the old size is painted.
        is_other = super()._size_updated(size, virtual_size, container_size, layout)
        self.on_resize()
        return is_other

    def on_resize(self) -> None:
        """Lay out for the new width, keeping the line at the top."""
        if self._window_height <= 0 or self._window_size == self._drawn_for:
            return
        if self._flow is None:
            self._open()
            return
        self._flow.set_width(self._text_width)
        self._flow.clamp(self._window_height)
        self._draw(everything=True)

    def on_show(self) -> None:
        """Catch up with what happened while nobody could see it."""
        self.on_resize()

    def notify_style_update(self) -> None:
        """Another theme: rows stay, their colours go."""
        super().notify_style_update()
        self._painter.forget()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Somebody scrolled with the wheel or the bar: move as many rows, as they are."""
        flow = self._flow
        rows = round(new_value) - round(old_value)
        if self._syncing or flow is None or not rows:
            return
        window = self._window_height
        if abs(rows) > _JUMP * max(1, window):
            flow.scroll_to(round(new_value), window)
        else:
            flow.scroll_by(rows, window)
        self._draw()

    def render_line(self, y: int) -> Strip:
        """Paint one row of the window."""
        width = self.scrollable_content_region.width
        if y < len(self._rows):
            runs, dimmed, followed = self._rows[y].look
            return self._painter.strip(runs, dimmed=dimmed, followed=followed, width=width)
        return self._painter.strip((), dimmed=False, followed=False, width=width)

    # Inside

    @property
    def _window_size(self) -> Size:
        return self.scrollable_content_region.size

    @property
    def _window_height(self) -> int:
        return self._window_size.height

    @property
    def _text_width(self) -> int:
        return max(1, self._window_size.width - GUTTER - MARGIN)

    def _component_style(self, *roles: str) -> Style:
        return self.get_component_rich_style(*(f"preview--{role}" for role in roles))

    def _open(self) -> None:
        """Lay the document out, if there is one and the size is known."""
        if self._document is None or self._window_height <= 0:
            return
        self._flow = Flow(self._document, self._text_width, self._easel)
        if self._following:
            self._flow.follow(self._following)
            self._flow.reveal(self._window_height)
        self._draw(everything=True)

    def _draw(self, *, everything: bool = False) -> None:
        """Look at the window again and have those rows painted that look different."""
        flow = self._flow
        if flow is None:
            return
        self._drawn_for = self._window_size
        height = self._drawn_for.height
        before, self._rows = self._rows, self._dressed(flow.window(height))
        self._sync_scrollbar(flow)
        if everything:
            self.refresh()
        else:
            self._refresh_changed(before, height)
        if (self._easel.has_work or flow.has_references_to_read) and not self._colouring:
            self._colouring = True
            self.call_after_refresh(self._begin_colouring)

    def _dressed(self, rows: list[Shown]) -> list[Shown]:
        """The rows with whatever is to be seen on them for a while."""
        return rows

    def _refresh_changed(self, before: list[Shown], height: int) -> None:
        blank = ((), False, False)
        old = [row.look for row in before] + [blank] * (height - len(before))
        new = [row.look for row in self._rows] + [blank] * (height - len(self._rows))
        width = self.scrollable_content_region.width
        start: int | None = None
        for y in range(height + 1):
            changed = y < height and old[y] != new[y]
            if changed and start is None:
                start = y
            elif not changed and start is not None:
                self.refresh(Region(0, start, width, y - start))
                start = None

    def _sync_scrollbar(self, flow: Flow) -> None:
        """Tell the scrollbar where the window is.

        `virtual_size` and `scroll_y` are set without their watchers: one would lay the
        whole screen out again, the other paint the whole preview, for each row that
        the document grows.
        """
        region = self.scrollable_content_region
        height = max(flow.height, len(self._rows) + flow.offset)
        self.set_reactive(Widget.virtual_size, Size(region.width, height))
        top = min(flow.offset, max(0, height - region.height))
        self._syncing = True
        try:
            self.set_reactive(Widget.scroll_y, float(top))
            self.set_reactive(Widget.scroll_target_y, float(top))
            if self.show_vertical_scrollbar:
                bar = self.vertical_scrollbar
                bar.window_virtual_size = height
                bar.window_size = region.height
                bar.position = top
        finally:
            self._syncing = False

    async def _read_references(self) -> None:
        """Find what passages define that nobody has looked at, with a look at the keys between."""
        while self._flow is not None and self._flow.has_references_to_read:
            if self._flow.read_references():
                self._draw()
            await asyncio.sleep(0)

    def _begin_colouring(self) -> None:
        self.run_worker(self._colour(), group="preview-colours", exit_on_error=False)

    async def _colour(self) -> None:
        """Have code coloured in a thread until nothing more was asked for meanwhile."""
        try:
            await self._read_references()
            while self._easel.has_work:
                await asyncio.to_thread(self._easel.work)
                if self._flow is not None:
                    self._flow.colours_changed()
                    self._draw()
        finally:
            self._colouring = False
