"""A list that is painted where it looks different, and nowhere else.

Textual has all of a list painted for each option that says something else, and all of it twice
when its height changes: with the frame, and once more when it is told.

Private parts of Textual are used here; `tests/unit/test_frugal_compositor.py` notices when an
upgrade breaks them.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, Self

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widgets import OptionList


class CalmList(OptionList):
    """The list; see the module."""

    def __init__(self, *content: Any, **kwargs: Any) -> None:
        """Takes what Textual's list takes."""
        self._painted: dict[int, Hashable] = {}
        self._room = 0  # cells that a row was given when it was last painted
        super().__init__(*content, **kwargs)

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Repaints the rows that look different, where the whole list was meant."""
        if not repaint or regions or layout or recompose or not self._painted:
            return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        rows = self._rows_that_differ()
        return super().refresh(*rows) if rows else self

    def _rows_that_differ(self) -> list[Region]:
        """Where something else is to be seen than was painted."""
        width, height = self.size
        looks = self._looks(range(height))
        return [Region(0, y, width, 1) for y in range(height) if self._painted.get(y) != looks[y]]

    def notify_style_update(self) -> None:
        """Colours changed: nothing painted so far is right."""
        self._painted.clear()
        super().notify_style_update()

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        was = self._size
        keeps_rows = bool(self._painted) and size.width == was.width
        if keeps_rows:
            self._size = size  # Textual would have all rows painted, those that stay too
        elif size != was:
            self._painted.clear()
            self._clear_caches()
        is_other = super()._size_updated(size, virtual_size, container_size, layout)
        if keeps_rows and self.scrollable_content_region.width != self._room:
            self._clear_caches()  # a scrollbar has come or gone
        if keeps_rows and size != was and (rows := self._rows_that_differ()):
            self._set_dirty(*rows)
        return is_other or size != was

    def _on_resize(self, event: events.Resize) -> None:  # type: ignore[override]
        # All was done with the frame.
        event.prevent_default()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of a region."""
        rows = crop.line_range
        self._room = self.scrollable_content_region.width
        self._painted.update(zip(rows, self._looks(rows), strict=True))
        return super().render_lines(crop)

    def _looks(self, rows: range) -> list[Hashable]:
        """Everything that what some rows look like depends on."""
        top = self.scroll_offset.y
        lines = self._lines[top + rows.start : top + rows.stop]
        width = self.scrollable_content_region.width
        looks: list[Hashable] = []
        for index, line in lines:
            option = self.get_option_at_index(index)
            prompt = option.prompt
            looks.append(
                (
                    index,
                    line,
                    prompt,
                    tuple(prompt.spans) if isinstance(prompt, Content) else None,
                    option.disabled,
                    index == self.highlighted,
                    index == self._mouse_hovering_over,
                    width,
                )
            )
        return looks + [None] * (len(rows) - len(looks))
