"""Cutting Markdown list items out of lines."""

from __future__ import annotations

from collections.abc import Sequence


def take_continuation(lines: Sequence[str], start: int, indent: str) -> tuple[list[str], int]:
    """Takes the later lines of a list item, without their indent.

    Args:
        lines: Lines without their line breaks.
        start: The line after the item's first.
        indent: What the item's own lines begin with. Empty lines belong to the item when an
            indented line follows them.

    Returns:
        The item's later lines, and the index of the first line that is not the item's.
    """
    taken: list[str] = []
    position = start
    while position < len(lines):
        line = lines[position]
        if line.startswith(indent):
            taken.append(line[len(indent) :])
            position += 1
            continue
        following = position
        while following < len(lines) and not lines[following]:
            following += 1
        if following == position or following == len(lines):
            break
        if not lines[following].startswith(indent):
            break
        taken.extend([""] * (following - position))
        position = following
    return taken, position
