"""Rows of lists: something at the left, something at the right, and room between."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.visual import RenderOptions, Visual

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.css.styles import RulesMap
    from textual.strip import Strip
    from textual.style import Style

_GAP = 2
_LEAST = 6
_NARROW = 60
_MORE = "…"
_BOUNDARY = re.compile(r"[/\\]| ›")  # where a path or a trail of headings comes apart


def cut(content: Content, width: int) -> Content:
    """Cuts the end off what is too wide.

    Args:
        content: One line.
        width: How many cells there are.

    Returns:
        The line, with a sign where something is missing.
    """
    return content.truncate(max(0, width), ellipsis=True)


def cut_front(content: Content, width: int) -> Content:
    """Cuts the beginning off what is too wide: of a path, the end says most.

    Args:
        content: One line.
        width: How many cells there are.

    Returns:
        The line, with a sign where something is missing.
    """
    if content.cell_length <= width:
        return content
    plain, start = content.plain, len(content.plain)
    room = width - 1
    while start and room >= cell_len(plain[start - 1]):
        start -= 1
        room -= cell_len(plain[start])
    step = _BOUNDARY.search(plain, start, start + (len(plain) - start) // 2)
    rest = content[step.start() if step is not None else start :]
    return Content.assemble((_MORE, rest.spans[0].style if rest.spans else ""), rest)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a row.

    Attributes:
        left: What stands at the left.
        right: What stands at the right; cut at its beginning.
        right_first: Whether the right keeps its room and the left is cut, or the other way round.
        cut_left: How the left is cut.
        narrow_right: What stands at the right instead where there is little room.
    """

    left: Content
    right: Content = field(default_factory=Content)
    right_first: bool = True
    cut_left: Callable[[Content, int], Content] = cut
    narrow_right: Content | None = None

    def fit(self, width: int) -> Content:
        """The line in so many cells; the weaker side goes when little would be left of it."""
        left, right, cut_left = self.left, self.right, self.cut_left
        if self.narrow_right is not None and width < _NARROW:
            right = self.narrow_right
        if self.right_first:
            room = width - right.cell_length - _GAP
            if room < _LEAST and left.cell_length > room:
                return cut_left(left, width)
            left = cut_left(left, room)
        else:
            left = cut_left(left, width)
            room = width - left.cell_length - _GAP
            if right.cell_length > room:
                right = cut_front(right, room) if room >= _LEAST else Content()
        return Content.assemble(
            left, " " * max(0, width - left.cell_length - right.cell_length), right
        )


class Row(Visual):
    """A row of one or more lines, laid out for the width it gets."""

    def __init__(self, lines: Sequence[Line]) -> None:
        """Makes a row.

        Args:
            lines: Its lines, from the top.
        """
        self.lines = tuple(lines)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Draws the lines."""
        strips: list[Strip] = []
        for line in self.lines[:height]:
            strips.extend(line.fit(width).render_strips(width, 1, style, options)[:1])
        return strips

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002
        """A row takes the width there is."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002
        """A row never wraps."""
        return len(self.lines)
