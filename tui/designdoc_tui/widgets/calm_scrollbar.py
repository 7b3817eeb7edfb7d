"""A scrollbar that is painted where its thumb has moved, and nowhere else.

Textual has a scrollbar painted anew whenever what it stands beside is laid out, all of it and in
a frame of its own.
"""

from __future__ import annotations

from typing import Any, Self

from rich.segment import Segment
from textual.geometry import Region
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip
from textual.widget import Widget


class CalmScrollBar(ScrollBar):
    """A vertical scrollbar; see the module."""

    def __init__(self, **kwargs: Any) -> None:
        """Takes what Textual's scrollbar takes."""
        self._drawn: list[Strip] = []
        self._drawn_for: object = None
        super().__init__(**kwargs)

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Repaints the rows that look different, where the whole bar was meant.

        Its size is that of what it stands beside: nothing is laid out for its sake.
        """
        whole = repaint and not regions and not layout and not recompose
        if not whole or not self.is_mounted or not self._drawn or not self.size:
            return super().refresh(*regions, repaint=repaint, recompose=recompose)
        before = self._drawn
        now = self._strips()
        if now is before:
            return self
        if len(now) != len(before):
            return super().refresh()
        rows = [Region(0, y, 1, 1) for y, row in enumerate(now) if row != before[y]]
        return super().refresh(*rows) if rows else self

    def render_lines(self, crop: Region) -> list[Strip]:
        """Rows of the bar, which has nothing around it; each is drawn but once."""
        rows = self._strips()[crop.y : crop.bottom]
        if len(rows) < crop.height or crop.width != self.size.width or self.opacity != 1.0:
            return super().render_lines(crop)
        for line_filter in self.get_line_filters():
            ground = self.background_colors[1]
            rows = [row.apply_filter(line_filter, ground) for row in rows]
        return rows

    def render_line(self, y: int) -> Strip:
        """One row of the bar."""
        strips = self._strips()
        return strips[y] if y < len(strips) else Strip.blank(self.size.width, self.rich_style)

    def _strips(self) -> list[Strip]:
        """All rows of the bar, drawn anew when anything about it has changed."""
        bar = self.render()
        assert isinstance(bar, ScrollBarRender)  # noqa: S101 - Textual's, unless replaced by one
        size = self.size
        looks = (size, *vars(bar).values())
        if looks != self._drawn_for:
            self._drawn_for = looks
            style = self.app.console.get_style(bar.style)
            assert style.bgcolor is not None  # noqa: S101 - render gives both
            assert style.color is not None  # noqa: S101
            segments = bar.render_bar(
                size=size.height,
                virtual_size=bar.virtual_size,
                window_size=bar.window_size,
                position=bar.position,
                thickness=size.width,
                back_color=style.bgcolor,
                bar_color=style.color,
            ).segments
            alike: dict[Segment, Strip] = {}
            self._drawn = [
                alike.setdefault(segment, Strip([segment], size.width)) for segment in segments
            ]
        return self._drawn


class WithCalmScrollBar(Widget):
    """What scrolls up and down beside such a bar."""

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scrollbar, made when it is first asked for."""
        if self._vertical_scrollbar is None:
            bar = CalmScrollBar(
                vertical=True, name="vertical", thickness=self.scrollbar_size_vertical
            )
            bar.display = False
            self._vertical_scrollbar = bar
            self.app._start_widget(self, bar)  # noqa: SLF001 - as Textual's own property does
        return self._vertical_scrollbar
