"""How messages are worded."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """A number with what it counts: `1 draft`, `2 drafts`."""
    return f"{number} {noun}{'s' * (number != 1)}"
