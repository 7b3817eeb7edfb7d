"""Set or not set: a chosen option, an answered question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from designdoc_tui.template.kinds.base import InlineKind, Shape, Value


@dataclass(frozen=True)
class Mark(InlineKind):
    """A flag that is either there or not; a pattern or a checkbox says how it reads."""

    name: ClassVar[str] = "mark"
    shape: ClassVar[Shape] = Shape.FLAG
    has_text: ClassVar[bool] = False

    @property
    def answers(self) -> tuple[tuple[str, Value], ...]:
        """Set is all that it can be."""
        return (("Yes", True),)

    def is_filled(self, value: Value) -> bool:
        """Tells whether it is set."""
        return value is True

    def encode(self, value: Value) -> str:  # noqa: ARG002
        """Nothing: what shows it stands in the pattern."""
        return ""

    def decode(self, text: str) -> Value | None:
        """Set, wherever the pattern found what shows it."""
        return True if text else None

    def decode_loosely(self, text: str) -> Value | None:  # noqa: ARG002
        """Nothing: behind a label, no text shows it."""
        return None
