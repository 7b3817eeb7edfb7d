"""Containers of automatic height that are laid out once, not twice, when their content grows.

They never scroll and have no layers, which Textual finds out anew each time that it lays them out.

Private parts of Textual are used here; `tests/unit/test_frugal_compositor.py` notices when an
upgrade breaks them.
"""

from __future__ import annotations

from rich.style import Style
from textual.containers import Horizontal, Vertical
from textual.geometry import NULL_OFFSET, Offset, Region, Size
from textual.layout import DockArrangeResult
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widget import Widget


def virtual_size_at_rest() -> Reactive[Size]:
    """A `virtual_size` for containers whose change triggers no layout.

    A container's is a result of layout. Textual's has the whole screen laid out a second time,
    and the container painted whole, for every row that something inside it grows.
    """
    return Reactive(Size(0, 0), repaint=False)


class _AsHighAsWhatItHolds(Widget):
    """What both kinds of container have in common."""

    virtual_size = virtual_size_at_rest()

    def arrange(self, size: Size, optimal: bool = False) -> DockArrangeResult:
        """Places what it holds, wherever that takes its height from itself.

        Textual does so once to learn how high that is, and anew when it has got that height.
        """
        is_auto = self.styles.is_auto_height
        return super().arrange(size.with_height(0) if is_auto else size, optimal)

    @property
    def layers(self) -> tuple[str, ...]:
        """The layers of what it holds."""
        return ("default",)

    @property
    def max_scroll_x(self) -> int:
        """How far it scrolls sideways."""
        return 0

    @property
    def max_scroll_y(self) -> int:
        """How far it scrolls down."""
        return 0

    @property
    def scroll_offset(self) -> Offset:
        """How far it is scrolled."""
        return NULL_OFFSET

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - all are alike
        """One row, on which there is nothing but its colour."""
        style = Style.from_color(bgcolor=self.background_colors[1].rich_color)
        return Strip.blank(self.size.width, style)

    def _get_scrollable_region(self, region: Region) -> Region:
        return region

    def _scroll_update(self, virtual_size: Size) -> None:
        """Has nothing to bring in line with its size."""

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        was = self._size
        if size.width == was.width:
            self._size = size  # Textual would have all of it painted; its rows are all alike
        return super()._size_updated(size, virtual_size, container_size, layout) or size != was


class Box(Vertical, _AsHighAsWhatItHolds):
    """Things one below the other."""


class Row(Horizontal, _AsHighAsWhatItHolds):
    """Things side by side."""
