"""Text as it came, taken apart so far that a new value can be put into it.

A node covers whole lines and knows which value they say. `put` writes the lines for another
value and changes no more of them than it must: with the value they say, it gives back the very
lines. What is written anew follows the manner of what stood there.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from designdoc_tui.template.fragments import Fragment, Fragments, indent_after_first

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


class Found(NamedTuple):
    """A node that was read from some lines.

    Attributes:
        node: The node.
        end: The index of the line after it.
    """

    node: Node
    end: int


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
        written = self.field.kind.write_like(value, self.raw.strip(), self.value)
        blank = "" if self.opening[-1:] in ("", " ", "\t") else " "
        return [
            Fragment(self.opening + blank),
            *indent_after_first(written, self.indent),
            Fragment(self.closing),
        ]


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
