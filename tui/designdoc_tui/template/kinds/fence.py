"""A fenced block: a diagram, SQL, JSON."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from designdoc_tui.template.fragments import Fragment, Fragments
from designdoc_tui.template.kinds.base import Kind, Lines, Shape, Taken, Value

_OPENING = re.compile(r"(`{3,})([^`]*)")
_TICKS = re.compile(r"`{3,}")


@dataclass(frozen=True)
class Fence(Kind):
    """Text between fences (CommonMark 0.31, section 4.5).

    Attributes:
        language: The word after the opening fence; empty for none.
    """

    name: ClassVar[str] = "fence"
    shape: ClassVar[Shape] = Shape.TEXT
    is_block: ClassVar[bool] = True

    language: str = ""

    def write(self, value: Value, *, placeholders: bool = False) -> Fragments:  # noqa: ARG002
        """Writes the text between fences longer than any run of ticks inside it."""
        text = str(value).rstrip("\n")
        ticks = "`" * max([3, *(len(run) + 1 for run in _TICKS.findall(text))])
        return [Fragment(f"{ticks}{self.language}\n"), Fragment(text), Fragment(f"\n{ticks}")]

    def take(self, lines: Lines, start: int) -> Taken | None:
        """Reads from the opening fence to the closing one."""
        opening = _OPENING.fullmatch(lines[start]) if start < len(lines) else None
        if opening is None or opening.group(2) != self.language:
            return None
        for end in range(start + 1, len(lines)):
            if lines[end] == opening.group(1):
                return Taken("\n".join(lines[start + 1 : end]), end + 1)
        return None
