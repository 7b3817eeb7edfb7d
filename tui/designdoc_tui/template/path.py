"""Field paths: where a value stands in a document.

A path is a tuple of keys and list positions. Written out it reads
`overview.goals[2]`; positions count from 0.
"""

from __future__ import annotations

import re

Step = str | int
Path = tuple[Step, ...]

ROOT: Path = ()

_STEP = re.compile(r"\.?([^.\[\]]+)|\[(\d+)\]")


def format_path(path: Path) -> str:
    """Writes a path as text.

    Args:
        path: Keys and positions, outermost first.

    Returns:
        The text form, such as `design.components[0].name`; empty for the root.
    """
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{step}" if text else step
    return text


def parse_path(text: str) -> Path:
    """Reads a path from its text form.

    Args:
        text: What `format_path` writes.

    Returns:
        The path.

    Raises:
        ValueError: When the text is not a path.
    """
    steps: list[Step] = []
    position = 0
    while position < len(text):
        match = _STEP.match(text, position)
        if match is None or (match.group(1) is not None and text.startswith(".") and not position):
            raise ValueError(f"not a field path: {text!r}")
        key, index = match.groups()
        steps.append(key if key is not None else int(index))
        position = match.end()
    return tuple(steps)


def path_or_root(text: str) -> Path:
    """The path that a stranger's text means; the root where it means none."""
    try:
        return parse_path(text)
    except ValueError:
        return ROOT


def starts_with(path: Path, prefix: Path) -> bool:
    """Tells whether `path` is `prefix` or lies below it."""
    return path[: len(prefix)] == prefix


def touches(one: Path, other: Path) -> bool:
    """Tells whether one of two paths is the other or lies below it: an edit there is seen here."""
    length = min(len(one), len(other))
    return one[:length] == other[:length]
