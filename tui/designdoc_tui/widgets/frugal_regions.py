"""What parts of a screen differ between two layouts, as regions to paint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual._compositor import CompositorMap
from textual.geometry import Region
from textual.map_geometry import MapGeometry
from textual.widget import Widget


def changed(
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


def is_other_size(was: MapGeometry | None, now: MapGeometry) -> bool:
    """Whether a widget, what it holds or what is seen of that has another size."""
    return (
        was is None
        or was.region.size != now.region.size
        or was.virtual_size != now.virtual_size
        or was.container_size != now.container_size
    )


def whole(was: MapGeometry | None, now: MapGeometry | None) -> Iterator[Region]:
    """Where a widget was seen and where it is seen now."""
    regions = (geometry.visible_region for geometry in (was, now) if geometry)
    yield from (region for region in regions if region)


def ends(was: MapGeometry | None, now: MapGeometry | None) -> Iterator[Region]:
    """Where the screen looks different because the ground that others stand on has moved.

    What stands on it is painted for itself: of the ground only the ends differ.
    """
    if was is None or now is None or not _are_as_wide(was, now):
        yield from whole(was, now)
        return
    left, right = was.visible_region, now.visible_region
    yield from outside(left, right)
    yield from outside(right, left)


def _are_as_wide(was: MapGeometry, now: MapGeometry) -> bool:
    """Whether a widget and what is seen of it have kept their columns."""
    before, after = was.visible_region, now.visible_region
    return (was.region.column_span, before.column_span) == (
        now.region.column_span,
        after.column_span,
    )


def bands(spans: Iterable[tuple[int, int, int]]) -> Iterator[Region]:
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


def outside(band: Region, shown: Region) -> list[Region]:
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
