"""What every kind of field can do: the two-way lens between a value and its Markdown."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import ClassVar, NamedTuple

from designdoc_tui.template.fragments import Fragment, Fragments, text_of
from designdoc_tui.template.path import ROOT, Path

Value = object
"""A field's value: `str`, `bool`, or a list or mapping of values."""

Lines = Sequence[str]


class Shape(Enum):
    """How a value stands in YAML."""

    TEXT = "text"
    FLAG = "flag"
    TEXTS = "a list of texts"
    RECORDS = "a list of mappings"


class Taken(NamedTuple):
    """What a kind read from the start of some lines.

    Attributes:
        value: The value.
        end: The index of the first line that does not belong to it.
    """

    value: Value
    end: int


class Problem(NamedTuple):
    """Something wrong with a value.

    Attributes:
        message: One sentence that says what is wrong and what to do.
        path: Where, relative to the value.
    """

    message: str
    path: Path = ROOT


class Kind(ABC):
    """A kind of field.

    The laws each kind keeps, for every value without problems: `read(write(v)) == v`; and
    for any text, `read(text)` either gives a value whose `write` is that very text, or
    `None`.
    """

    name: ClassVar[str]
    shape: ClassVar[Shape]
    is_block: ClassVar[bool] = False
    """Whether it stands on lines of its own, as against after a label."""
    is_open_ended: ClassVar[bool] = False
    """Whether only what comes after it tells where it ends."""
    regex: ClassVar[str] = r".+?"
    """What its Markdown may look like inside a pattern."""

    def is_filled(self, value: Value) -> bool:
        """Tells whether an author has put anything here."""
        return isinstance(value, str) and not value.isspace() and value != ""

    @abstractmethod
    def write(self, value: Value, *, placeholders: bool = False) -> Fragments:
        """Writes a filled value as Markdown.

        Args:
            value: The value; must be filled.
            placeholders: Whether unfilled parts inside it show their placeholders.

        Returns:
            The Markdown, without a line break at its end.
        """

    def write_bare(self, value: Value, *, placeholders: bool = False) -> Fragments:
        """As `write`, for those who want the text alone: what it says of origins may be less."""
        return self.write(value, placeholders=placeholders)

    def write_placeholder(self, placeholder: Value) -> Fragments:
        """Writes what stands here while the field is not filled; empty when nothing does."""
        if not placeholder:
            return []
        return [fragment._replace(placeholder=True) for fragment in self.write(placeholder)]

    @abstractmethod
    def take(self, lines: Lines, start: int) -> Taken | None:
        """Reads a value from the lines that begin at `start`.

        Args:
            lines: Lines without their line breaks.
            start: Where to begin.

        Returns:
            The value and where it ends, or `None` when none stands here.
        """

    def read(self, text: str) -> Value | None:
        """Reads a value from a whole text.

        Args:
            text: Markdown, without a line break at its end.

        Returns:
            The value, or `None` when the text is not one that `write` would have written.
        """
        lines = text.split("\n")
        taken = self.take(lines, 0)
        if taken is None or taken.end != len(lines) or not self.is_filled(taken.value):
            return None
        return taken.value if text_of(self.write(taken.value)) == text else None

    def problems(self, value: Value) -> Iterator[Problem]:  # noqa: ARG002
        """What is wrong with a filled value, each with what to do about it."""
        yield from ()


class InlineKind(Kind):
    """A kind that stands on one line after a label, or inside a pattern.

    Its text may go on over further lines: they stand indented under the first.
    """

    is_block: ClassVar[bool] = False

    @abstractmethod
    def encode(self, value: Value) -> str:
        """The Markdown of a value."""

    @abstractmethod
    def decode(self, text: str) -> Value | None:
        """The value a Markdown text stands for, or `None`."""

    def write(self, value: Value, *, placeholders: bool = False) -> Fragments:  # noqa: ARG002
        """Writes the value; there are no parts inside it that could be unfilled."""
        return [Fragment(self.encode(value))]

    def take(self, lines: Lines, start: int) -> Taken | None:
        """Reads everything that is left: whoever lays the field out cuts its lines."""
        value = self.decode("\n".join(lines[start:]))
        return None if value is None else Taken(value, len(lines))
