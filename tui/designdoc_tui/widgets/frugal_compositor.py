"""A compositor that paints only what is seen of what has changed.

Textual's asks every widget on the screen for its rows, whatever has changed, and cuts all of
them at every edge of every widget before it picks those to write. Here the places to paint are
handed from widget to widget, front to back: each paints what it covers of them, what it does not
cover goes on to the next, and nobody else is asked.

Private parts of Textual are used here; `tests/unit/test_frugal_compositor.py` notices when an
upgrade breaks them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rich.console import Console, RenderableType
from textual._compositor import (
    Compositor,
    CompositorMap,
    CompositorUpdate,
    ReflowResult,
)
from textual._context import visible_screen_stack
from textual.geometry import Region, Size
from textual.map_geometry import MapGeometry
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from designdoc_tui.widgets.drawn_before import DrawnBefore
from designdoc_tui.widgets.editor_paint import PaintsWhatChanged
from designdoc_tui.widgets.frugal_regions import bands, changed, ends, is_other_size, outside, whole


class _Piece(NamedTuple):
    """Part of a row, and what is to be seen there."""

    y: int
    x: int
    strip: Strip


class Patches(CompositorUpdate):
    """Parts of rows to be written where they stand."""

    def __init__(self, pieces: list[_Piece]) -> None:
        """Takes what to write, from top to bottom and from left to right."""
        self._pieces = pieces

    def render_segments(self, console: Console) -> str:
        """What to write to the terminal."""
        written: list[str] = []
        at = None
        for y, x, strip in self._pieces:
            if at != (x, y):
                written.append(f"\x1b[{y + 1};{x + 1}H")
            written.append(strip.render(console))
            at = (x + strip.cell_length, y)
        return "".join(written)


class FrugalCompositor(Compositor):
    """The compositor; see the module."""

    def __init__(self) -> None:
        """Begins with nothing painted."""
        super().__init__()
        self._redressed: set[Widget] = set()
        self._told: CompositorMap = {}

    def clear(self) -> None:
        """Forgets all widgets: the screen closes."""
        self._told = {}
        super().clear()

    def update_widgets(self, widgets: set[Widget]) -> None:
        """Notes what is to be painted.

        Args:
            widgets: What looks different.
        """
        # Textual asks before it lays out: what is moved then was noted at its old place.
        self._redressed |= widgets
        super().update_widgets(widgets)

    def reflow(self, parent: Widget, size: Size) -> ReflowResult:
        """Lays the screen out.

        Args:
            parent: The screen.
            size: Its size.

        Returns:
            What appeared, disappeared and took another size.
        """
        before, told = self._seen(), self._told
        self._cuts = self._layers_visible = self._visible_widgets = self._visible_map = None
        self.root, self.size = parent, size
        after, widgets = self._arrange_root(parent, size, visible_only=False)
        hidden = self.widgets - widgets
        self._full_map = self._told = after
        self._full_map_invalidated = False
        self.widgets = widgets
        self._note_moves(before, after)
        other = [each for each in after.items() if is_other_size(told.get(each[0]), each[1])]
        # Textual tells these of their size; those that have kept theirs know it.
        self._layers = sorted(other, key=lambda each: each[1].order, reverse=True)
        shown = after.keys() - told.keys()
        resized = {
            widget
            for widget, now in other
            if widget in told and told[widget].region.size != now.region.size
        }
        for widget, now in other:
            # What has another size brings its scrollbars in line with what it holds, whether that
            # is news to it or not. Said a moment later it would have the screen laid out again.
            if widget._size != now.region.size and not isinstance(widget, ScrollView):  # noqa: SLF001
                widget.set_reactive(Widget.virtual_size, now.virtual_size)
        return ReflowResult(hidden, shown, resized)

    def _note_moves(self, before: CompositorMap, after: CompositorMap) -> None:
        """Notes what is to be painted because it is at another place, or another is at its."""
        dirty = self._dirty_regions
        if self.size.region in dirty:
            return
        for widget, was, now in changed(before, after):
            stays = _stays(widget, was, now)
            if stays or (widget not in self._redressed and _has_rows_alike(widget)):
                dirty.update(ends(was, now))
            else:
                dirty.update(whole(was, now))

    def _seen(self) -> CompositorMap:
        """Where everything is that is on the screen; after scrolling only that is known."""
        if self._full_map_invalidated and self._visible_map is not None:
            return self._visible_map
        return self._full_map

    def gather(self) -> None:
        """Has everything painted with the next frame that has asked for it by now."""
        waiting = {widget for widget in self.visible_widgets if widget._repaint_regions}  # noqa: SLF001
        if waiting:
            self.update_widgets(waiting)

    def render_partial_update(self) -> Patches | None:  # type: ignore[override]
        """Paints what has changed since the last time.

        Returns:
            What to write; `None` where nothing has changed.
        """
        screen = self.size.region
        dirty = [region.intersection(screen) for region in self._dirty_regions]
        self._dirty_regions.clear()
        self._redressed.clear()
        pieces = self._pieces(dirty)
        return Patches(pieces) if pieces else None

    def render_update(  # type: ignore[override]
        self,
        full: bool = False,
        screen_stack: list[Screen[object]] | None = None,
        simplify: bool = False,
    ) -> Patches | RenderableType | None:
        """Paints what has changed, were it the whole screen.

        Args:
            full: Whether it is for a picture of the screen: that is left to Textual.
            screen_stack: The screens behind.
            simplify: Whether a picture is to be simplified.

        Returns:
            What to write; `None` where nothing has changed.
        """
        if full:
            return super().render_update(full, screen_stack, simplify)
        visible_screen_stack.set([] if screen_stack is None else screen_stack)
        return self.render_partial_update()

    def _pieces(self, dirty: Iterable[Region]) -> list[_Piece]:
        """What is to be seen in some places, from top to bottom and from left to right."""
        left = list(bands(self._regions_to_spans(region for region in dirty if region)))
        pieces: list[_Piece] = []
        drawn = DrawnBefore()
        for widget, (region, clip) in self.visible_widgets.items():
            if not left:
                break
            shown = region.intersection(clip)
            mine = [part for band in left if (part := band.intersection(shown))]
            if mine:
                pieces += _painted(widget, region, mine, drawn)
                left = [rest for band in left for rest in outside(band, shown)]
        pieces.sort(key=lambda piece: piece[:2])
        return pieces


def _stays(widget: Widget, was: MapGeometry | None, now: MapGeometry | None) -> bool:
    """Whether a widget that paints itself what has changed on it has but grown or shrunk."""
    return (
        isinstance(widget, PaintsWhatChanged)
        and was is not None
        and now is not None
        and was.region.offset == now.region.offset
    )


def _painted(
    widget: Widget, region: Region, parts: list[Region], drawn: DrawnBefore
) -> Iterator[_Piece]:
    """What a widget shows in some parts of the screen.

    It is asked once, for the rows of all of them and as wide as it is, which is how it
    remembers its rows.
    """
    top = min(part.y for part in parts)
    bottom = max(part.bottom for part in parts)
    alike = _has_rows_alike(widget)
    asked = Region(0, 0 if alike else top - region.y, region.width, 1 if alike else bottom - top)
    blank = drawn.blank(widget, region.width) if alike else None
    rows = [blank] if blank else drawn.rows(widget, asked) or widget.render_lines(asked)
    for x, y, width, height in parts:
        start = x - region.x
        is_whole = width == region.width
        for row in range(y, y + height):
            strip = rows[0] if alike else rows[row - top]
            yield _Piece(row, x, strip if is_whole else strip.crop(start, start + width))


def _has_rows_alike(widget: Widget) -> bool:
    """Whether a widget is but the ground that others stand on, with nothing across it."""
    styles = widget.styles
    return (
        widget.is_container
        and not (styles.border_top[0] or styles.border_bottom[0])
        and not (styles.outline_top[0] or styles.outline_bottom[0])
        and not styles.has_any_rules("hatch", "keyline")
    )
