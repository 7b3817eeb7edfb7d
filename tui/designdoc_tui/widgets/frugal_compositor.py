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
        before, dirty = self._seen(), self._dirty_regions.copy()
        result = super().reflow(parent, size)
        changed = list(_changed(before, self._full_map))
        if size.region not in self._dirty_regions:
            self._dirty_regions = dirty
            for widget, was, now in changed:
                if widget in self._redressed or not _has_rows_alike(widget):
                    dirty.update(_whole(was, now))
                else:
                    dirty.update(_ends(was, now))
        for widget, was, now in changed:
            if now is None or (was is not None and was.region.size == now.region.size):
                continue
            if not isinstance(widget, ScrollView):
                # Said again a moment later it would have the screen laid out once more.
                widget.set_reactive(Widget.virtual_size, now.virtual_size)
        return result

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
        left = list(_bands(self._regions_to_spans(region for region in dirty if region)))
        pieces: list[_Piece] = []
        drawn = DrawnBefore()
        for widget, (region, clip) in self.visible_widgets.items():
            if not left:
                break
            shown = region.intersection(clip)
            mine = [part for band in left if (part := band.intersection(shown))]
            if mine:
                pieces += _painted(widget, region, mine, drawn)
                left = [rest for band in left for rest in _outside(band, shown)]
        pieces.sort(key=lambda piece: piece[:2])
        return pieces


def _changed(
    before: CompositorMap, after: CompositorMap
) -> Iterator[tuple[Widget, MapGeometry | None, MapGeometry | None]]:
    """What is at another place than it was, or of another size."""
    for widget, was in before.items():
        now = after.get(widget)
        if now != was:
            yield widget, was, now
    for widget, now in after.items():
        if widget not in before:
            yield widget, None, now


def _whole(was: MapGeometry | None, now: MapGeometry | None) -> Iterator[Region]:
    """Where a widget was seen and where it is seen now."""
    regions = (geometry.visible_region for geometry in (was, now) if geometry)
    yield from (region for region in regions if region)


def _ends(was: MapGeometry | None, now: MapGeometry | None) -> Iterator[Region]:
    """Where the screen looks different because the ground that others stand on has moved.

    What stands on it is painted for itself: of the ground only the ends differ.
    """
    if was is None or now is None or not _are_as_wide(was, now):
        yield from _whole(was, now)
        return
    left, right = was.visible_region, now.visible_region
    yield from _outside(left, right)
    yield from _outside(right, left)


def _are_as_wide(was: MapGeometry, now: MapGeometry) -> bool:
    """Whether a widget and what is seen of it have kept their columns."""
    before, after = was.visible_region, now.visible_region
    return (was.region.column_span, before.column_span) == (
        now.region.column_span,
        after.column_span,
    )


def _bands(spans: Iterable[tuple[int, int, int]]) -> Iterator[Region]:
    """Spans of single rows, those that stand exactly below each other as one."""
    open_bands: dict[tuple[int, int], tuple[int, int]] = {}
    for y, left, right in spans:
        top, bottom = open_bands.get((left, right), (y, y))
        if bottom != y:
            yield Region(left, top, right - left, bottom - top)
            top = y
        open_bands[left, right] = (top, y + 1)
    for (left, right), (top, bottom) in open_bands.items():
        yield Region(left, top, right - left, bottom - top)


def _outside(band: Region, shown: Region) -> list[Region]:
    """What a region does not cover of a band."""
    part = band.intersection(shown)
    if not part:
        return [band]
    left, top, right, bottom = band.corners
    inner_left, inner_top, inner_right, inner_bottom = part.corners
    around = (
        (left, top, right, inner_top),
        (left, inner_top, inner_left, inner_bottom),
        (inner_right, inner_top, right, inner_bottom),
        (left, inner_bottom, right, bottom),
    )
    return [Region.from_corners(*corners) for corners in around if _is_any(*corners)]


def _is_any(left: int, top: int, right: int, bottom: int) -> bool:
    return left < right and top < bottom


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
    asked = Region(0, top - region.y, region.width, 1 if alike else bottom - top)
    rows = drawn.rows(widget, asked) or widget.render_lines(asked)
    for x, y, width, height in parts:
        start = x - region.x
        whole = width == region.width
        for row in range(y, y + height):
            strip = rows[0] if alike else rows[row - top]
            yield _Piece(row, x, strip if whole else strip.crop(start, start + width))


def _has_rows_alike(widget: Widget) -> bool:
    """Whether a widget is but the ground that others stand on, with nothing across it."""
    styles = widget.styles
    return (
        widget.is_container
        and not (styles.border_top[0] or styles.border_bottom[0])
        and not (styles.outline_top[0] or styles.outline_bottom[0])
        and not styles.has_any_rules("hatch", "keyline")
    )
