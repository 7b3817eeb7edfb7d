"""Rows that a widget has drawn before, for a frame in which it has only moved.

Textual keeps them too, but works out for each widget all the colours that it stands on before it
looks for them; here what is common to the widgets of a frame is worked out once.

Private parts of Textual are used here; `tests/unit/test_frugal_compositor.py` notices when an
upgrade breaks them.
"""

from __future__ import annotations

from rich.style import Style
from textual.color import Color
from textual.dom import DOMNode
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from designdoc_tui.widgets.calm_list import CalmList
from designdoc_tui.widgets.editor_paint import PaintsWhatChanged

_KEEPERS = (Widget.render_lines, PaintsWhatChanged.render_lines, CalmList.render_lines)
"""Ways of drawing in which a row stays what it was until its widget says otherwise."""

_NOTHING = (Color(0, 0, 0, 0), 1.0)
"""The ground on which an app stands, and how opaque it is."""


class DrawnBefore:
    """What was drawn before, for the time of one frame."""

    def __init__(self) -> None:
        """Begins a frame."""
        self._grounds: dict[DOMNode, tuple[Color, float]] = {}

    def rows(self, widget: Widget, asked: Region) -> list[Strip] | None:
        """Takes rows as they were drawn.

        Args:
            widget: Whose rows they are.
            asked: Which; as wide as the widget.

        Returns:
            The rows; `None` where it has not drawn all of them or would draw them otherwise now.
        """
        if type(widget).render_lines not in _KEEPERS or widget.BLANK:
            return None
        if widget.hover_style.link_id:
            return None
        cache = widget._styles_cache  # noqa: SLF001
        rows = asked.line_range
        if cache._width != asked.width or not cache._dirty_lines.isdisjoint(rows):  # noqa: SLF001
            return None
        strips = [strip for y in rows if (strip := cache._cache.get(y)) is not None]  # noqa: SLF001
        if len(strips) != len(rows):
            return None
        for line_filter in widget.get_line_filters():
            ground, _ = self._ground(widget)
            strips = [strip.apply_filter(line_filter, ground) for strip in strips]
        return strips

    def blank(self, widget: Widget, width: int) -> Strip | None:
        """Draws a row of a widget on which there is nothing but its colour.

        Args:
            widget: Whose row it is.
            width: Cells of it.

        Returns:
            The row; `None` where there is more to it.
        """
        styles = widget.styles
        sides = (
            *(styles.border_left, styles.border_right),
            *(styles.outline_left, styles.outline_right),
        )
        if type(widget).render is not Widget.render or widget.BLANK:
            return None
        if styles.tint.a or any(kind for kind, _ in sides):
            return None
        ground, opacity = self._ground(widget)
        if opacity != 1.0:
            return None
        strip = Strip.blank(width, Style.from_color(bgcolor=ground.rich_color))
        for line_filter in widget.get_line_filters():
            strip = strip.apply_filter(line_filter, ground)
        return strip

    def _ground(self, node: DOMNode) -> tuple[Color, float]:
        """The background of a node and how opaque it is, as `DOMNode.background_colors` says."""
        found = self._grounds.get(node)
        if found is None:
            parent = node.parent
            below, opacity = self._ground(parent) if isinstance(parent, DOMNode) else _NOTHING
            styles = node.styles
            opacity *= styles.opacity
            own = styles.background.tint(styles.background_tint).multiply_alpha(opacity)
            found = self._grounds[node] = (below + own, opacity)
        return found
