"""Text as it came, taken apart so far that a new value can be put into it.

A node covers whole lines and knows which value they say. `put` writes the lines for another
value and changes no more of them than it must: with the value they say, it gives back the very
lines. What is written anew follows the manner of what stood there.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

from designdoc_tui.template.fragments import Fragment, Fragments, indent_after_first
from designdoc_tui.template.kinds.choice import Choice
from designdoc_tui.template.kinds.flag import Flag
from designdoc_tui.template.kinds.items import Items
from designdoc_tui.template.kinds.text import Text

if TYPE_CHECKING:
    from designdoc_tui.template.field import Field
    from designdoc_tui.template.kinds import Value


class Node(ABC):
    """Lines that say the value of one field.

    Attributes:
        field: The field.
        value: What the lines say; `None` when that is nothing, or only what a template has there.
    """

    field: Field
    value: Value

    @abstractmethod
    def put(self, value: Value) -> Fragments:
        """The lines for a value, each with its line end; nothing when it is not filled."""

    def holds(self, value: Value) -> bool:
        """Whether the lines say a value already."""
        if self.value is None:
            return not self.field.is_filled(value)
        return value == self.value


@dataclass(slots=True)
class Line(Node):
    """A value behind its label.

    Attributes:
        opening: What stands in front of the value, its label too.
        raw: The value's text as it came, over one line or several.
        closing: What stands behind it, the line end too.
        indent: What later lines of a new value begin with.
    """

    field: Field
    value: Value
    opening: str
    raw: str
    closing: str = "\n"
    indent: str = "  "

    def put(self, value: Value) -> Fragments:
        """The opening as it was, with the value behind it."""
        if self.holds(value):
            return [Fragment(self.opening), Fragment(self.raw, (), self.value is None),
                    Fragment(self.closing)]  # fmt: skip
        if not self.field.is_filled(value):
            return []
        blank = "" if self.opening[-1:] in ("", " ", "\t") else " "
        return [
            Fragment(self.opening + blank),
            *indent_after_first(self._written(value), self.indent),
            Fragment(self.closing),
        ]

    def _written(self, value: Value) -> Fragments:
        """A new value in the manner of the old one: without ticks, in small letters."""
        kind, text = self.field.kind, self.raw.strip()
        if isinstance(kind, Items):
            return [Fragment(_few(value))]
        without_ticks = self.value is not None and not text.startswith("`")
        if isinstance(kind, Text | Choice) and kind.code and without_ticks:
            return [Fragment(str(value).strip("\n").replace("\n", " "))]
        if isinstance(kind, Flag) and isinstance(value, bool) and text.islower():
            return [Fragment(kind.encode(value).lower())]
        return kind.write(value)


def _few(value: Value) -> str:
    """Items behind a label: one stands on its line, several below it."""
    items = [str(item).strip("\n") for item in value] if isinstance(value, list) else []
    items = [item for item in items if item.strip()]
    if len(items) == 1:
        return items[0]
    return "".join("\n- " + item.replace("\n", "\n  ") for item in items)


@dataclass(slots=True)
class Whole(Node):
    """A block that is written anew as a whole: paragraphs, a fence.

    Attributes:
        raw: The lines as they came.
        opening: What stands in front of a new value; for a fence, its first line.
        closing: What stands behind it.
    """

    field: Field
    value: Value
    raw: str
    opening: str = ""
    closing: str = "\n"

    def put(self, value: Value) -> Fragments:
        """The lines with another text in them."""
        if self.holds(value):
            return [Fragment(self.raw, (), self.value is None)]
        if not self.field.is_filled(value):
            return []
        text = str(value).strip("\n") if not self.opening else str(value).rstrip("\n")
        ticks = self.closing.strip()
        if self.opening and ticks in text:
            return [*self.field.kind.write(value), Fragment("\n")]
        return [Fragment(self.opening), Fragment(text), Fragment(self.closing)]


@dataclass(slots=True)
class Captioned(Node):
    """A block under a line with its label.

    Attributes:
        caption: That line, and blank lines below it.
        inner: The block.
    """

    caption: str
    inner: Node

    @property
    def field(self) -> Field:  # type: ignore[override]
        """The field of the block."""
        return self.inner.field

    @property
    def value(self) -> Value:  # type: ignore[override]
        """The value of the block."""
        return self.inner.value

    def put(self, value: Value) -> Fragments:
        """The caption with the block, or neither."""
        written = self.inner.put(value)
        return [Fragment(self.caption), *written] if written else []
