"""A day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from designdoc_tui.template.kinds.base import InlineKind, Problem, Shape, Value
from designdoc_tui.template.kinds.text import text_in_ticks

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def is_day(text: str) -> bool:
    """Tells whether a text is a day of the calendar, as YYYY-MM-DD (ISO 8601)."""
    if _ISO.fullmatch(text) is None:
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


@dataclass(frozen=True)
class Date(InlineKind):
    """A day, kept as the text that was typed so that a half-written one is not lost."""

    name: ClassVar[str] = "date"
    shape: ClassVar[Shape] = Shape.TEXT
    takes_any_text: ClassVar[bool] = False
    regex: ClassVar[str] = _ISO.pattern

    def encode(self, value: Value) -> str:
        """The text as it is."""
        return str(value).strip("\n")

    def decode(self, text: str) -> Value | None:
        """The day, or `None` when the text is not one."""
        return text if is_day(text) else None

    def decode_loosely(self, text: str) -> Value | None:
        """The day, in code ticks too."""
        return self.decode(text_in_ticks(text) or text)

    def problems(self, value: Value) -> Iterator[Problem]:
        """Anything that is not a day of the calendar."""
        if not is_day(str(value).strip()):
            yield Problem("Write the date as year-month-day, such as 2026-11-22.")
