"""A fenced block: a diagram, SQL, JSON.

Readers of Markdown draw a Mermaid diagram only where its fence says `mermaid`. So a block for which
the template names no language says so by itself, once its text can be nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar, Final

from designdoc_tui.template.fragments import Fragment, Fragments
from designdoc_tui.template.kinds.base import Kind, Lines, Shape, Taken, Value

_OPENING = re.compile(r"(`{3,})([^`]*)")
_TICKS = re.compile(r"`{3,}")

MERMAID: Final = "mermaid"
"""The language of a fence that holds a Mermaid diagram."""

_DIAGRAM: Final = re.compile(
    r"(?:[ \t]*(?:%%[^\n]*)?\n)*[ \t]*"
    r"(?:(?:graph|flowchart)[ \t]+(?:TB|TD|BT|RL|LR)[ \t]*(?:[;\n]|$)"
    r"|(?:sequenceDiagram|stateDiagram(?:-v2)?|classDiagram|erDiagram|gitGraph|mindmap"
    r"|quadrantChart)[ \t]*(?:\n|$))"
)


def begins_diagram(text: str) -> bool:
    """Whether a text begins as nothing but a Mermaid diagram does."""
    return _DIAGRAM.match(text) is not None


@dataclass(frozen=True)
class Fence(Kind):
    """Text between fences (CommonMark 0.31, section 4.5).

    Attributes:
        language: The word after the opening fence; empty for none but that of a diagram.
    """

    name: ClassVar[str] = "fence"
    shape: ClassVar[Shape] = Shape.TEXT
    is_block: ClassVar[bool] = True
    is_fenced: ClassVar[bool] = True

    language: str = ""

    def holds_diagram(self, text: str) -> bool:
        """Whether a text in it is a Mermaid diagram."""
        return self.language == MERMAID or begins_diagram(text)

    def language_of(self, text: str) -> str:
        """The one the template names, or else that of the diagram which the text is."""
        return self.language or (MERMAID if begins_diagram(text) else "")

    def write(self, value: Value, *, placeholders: bool = False) -> Fragments:  # noqa: ARG002
        """Writes the text between fences longer than any run of ticks inside it."""
        text = str(value).rstrip("\n")
        ticks = "`" * max([3, *(len(run) + 1 for run in _TICKS.findall(text))])
        opening = f"{ticks}{self.language_of(text)}\n"
        return [Fragment(opening), Fragment(text), Fragment(f"\n{ticks}")]

    def take(self, lines: Lines, start: int) -> Taken | None:
        """Reads from the opening fence to the closing one."""
        opening = _OPENING.fullmatch(lines[start]) if start < len(lines) else None
        if opening is None:
            return None
        for end in range(start + 1, len(lines)):
            if lines[end] == opening.group(1):
                text = "\n".join(lines[start + 1 : end])
                is_its_own = opening.group(2) == self.language_of(text)
                return Taken(text, end + 1) if is_its_own else None
        return None
