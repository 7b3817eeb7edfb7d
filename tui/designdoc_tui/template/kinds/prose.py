"""Paragraphs of Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from designdoc_tui.template.fragments import Fragment, Fragments
from designdoc_tui.template.kinds.base import Kind, Lines, Shape, Taken, Value


@dataclass(frozen=True)
class Prose(Kind):
    """Markdown as the author wrote it, word for word."""

    name: ClassVar[str] = "prose"
    shape: ClassVar[Shape] = Shape.TEXT
    is_block: ClassVar[bool] = True
    is_open_ended: ClassVar[bool] = True

    def write(self, value: Value, *, placeholders: bool = False) -> Fragments:  # noqa: ARG002
        """Writes the text without the line breaks around it."""
        return [Fragment(str(value).strip("\n"))]

    def take(self, lines: Lines, start: int) -> Taken | None:
        """Reads everything that is left: whoever lays the field out cuts its lines."""
        return Taken("\n".join(lines[start:]), len(lines))
