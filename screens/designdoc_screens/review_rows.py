"""Rows of the review's dialogs: a sign, and text that wraps beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.strip import Strip
from textual.visual import RenderOptions, Visual

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.css.styles import RulesMap
    from textual.style import Style


class Hanging(Visual):
    """Text that wraps, with a sign at the left of its first line and nothing below it."""

    def __init__(self, sign: Content, text: Content) -> None:
        """Makes a row.

        Args:
            sign: What stands at the left, one line.
            text: What wraps beside it.
        """
        self.sign = sign
        self.text = text

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Draws the lines."""
        indent = self.sign.cell_length
        lines = self.text.render_strips(max(1, width - indent), height, style, options)
        first = self.sign.render_strips(indent, 1, style, options)[:1]
        blank = Content(" " * indent).render_strips(indent, 1, style, options)[:1]
        return [
            Strip.join([*(blank if index else first), line]) for index, line in enumerate(lines)
        ]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002
        """A row takes the width there is."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """How many lines the text takes beside the sign."""
        return self.text.get_height(rules, max(1, width - self.sign.cell_length))


class Stacked(Visual):
    """Visuals below each other."""

    def __init__(self, parts: Sequence[Visual]) -> None:
        """Makes a stack.

        Args:
            parts: What it is made of, from the top.
        """
        self.parts = tuple(parts)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Draws the lines of all of them."""
        parts = (part.render_strips(width, None, style, options) for part in self.parts)
        return [strip for strips in parts for strip in strips][:height]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002
        """A stack takes the width there is."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """How many lines all of them take."""
        return sum(part.get_height(rules, width) for part in self.parts)
