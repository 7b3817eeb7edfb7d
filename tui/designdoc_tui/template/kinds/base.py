"""What every kind of field can do: the two-way lens between a value and its Markdown."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from designdoc_tui.template.fragments import Fragment, Fragments, text_of
from designdoc_tui.template.path import ROOT, Path

if TYPE_CHECKING:
    from designdoc_tui.template.field import Field

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
    """A kind of field: its lens, and what else the tool has to know of it.

    The laws each kind keeps, for every value without problems: `read(write(v)) == shown(v)`; and
    for any text, `read(text)` either gives a value whose `write` is that very text, or
    `None`.

    Whatever is not overridden holds for a text that any author may write. What a room does with
    the kinds, and no kind can know, stands in one table of that room.
    """

    name: ClassVar[str]
    shape: ClassVar[Shape]
    is_block: ClassVar[bool] = False
    """Whether it stands on lines of its own, as against after a label."""
    is_open_ended: ClassVar[bool] = False
    """Whether only what comes after it tells where it ends."""
    is_fenced: ClassVar[bool] = False
    """Whether it stands between code fences, which set apart whatever is in it."""
    has_text: ClassVar[bool] = True
    """Whether it says something by itself; if not, a pattern or a checkbox shows that it is set."""
    takes_any_text: ClassVar[bool] = True
    """Whether any text may stand in its place, as against a day or one of a few words."""
    regex: ClassVar[str] = r".+?"
    """What its Markdown may look like inside a pattern."""

    @property
    def inner_fields(self) -> tuple[Field, ...]:
        """The fields of each of its entries, where those are records."""
        return ()

    @property
    def has_headings(self) -> bool:
        """Whether each of its entries stands under a heading of its own."""
        return False

    @property
    def noun(self) -> str:
        """What one of its entries is called."""
        return "entry"

    @property
    def answers(self) -> tuple[tuple[str, Value], ...]:
        """The values there are to choose from, each behind its word; none where that is open."""
        return ()

    @property
    def language(self) -> str:
        """The word that the template wants after its opening fence; empty for none."""
        return ""

    def language_of(self, text: str) -> str:  # noqa: ARG002
        """The word after the opening fence around a text; empty for none."""
        return self.language

    def is_filled(self, value: Value) -> bool:
        """Tells whether an author has put anything here."""
        return isinstance(value, str) and not value.isspace() and value != ""

    def shown(self, value: Value) -> Value:
        """What the Markdown of a filled value shows of it: all but entries that nobody filled."""
        return value

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

    def write_after_label(self, value: Value, *, placeholders: bool = False) -> Fragments:
        """Writes a filled value so that its first line stands behind a label.

        Args:
            value: The value; must be filled.
            placeholders: As in `write`.

        Returns:
            What follows the colon. Its later lines are not indented yet.
        """
        return [Fragment(" "), *self.write(value, placeholders=placeholders)]

    def write_placeholder_after_label(self, placeholder: Value) -> Fragments:
        """Writes what stands behind a label while the field is not filled; empty for nothing."""
        written = self.write_placeholder(placeholder)
        return [Fragment(" "), *written] if written else []

    def take_after_label(self, first: str, later: Lines) -> Value | None:
        """Reads what `write_after_label` wrote.

        Args:
            first: What follows the colon on its line.
            later: The lines that go on with it, without their indent.

        Returns:
            The value, or `None` when they say none.
        """
        return self.decode("\n".join([first[1:], *later])) if first.startswith(" ") else None

    def decode(self, text: str) -> Value | None:  # noqa: ARG002
        """The value that a text stands for which something else may stand around, or `None`.

        Nothing can for a kind that stands on lines of its own.
        """
        return None

    def decode_loosely(self, text: str) -> Value | None:
        """As `decode`, with patience: for what people write who never saw the template.

        What `encode` has written, it reads as `decode` does.

        Args:
            text: Markdown without blanks around it; not empty.

        Returns:
            The value, or `None` when no value can be meant.
        """
        return self.decode(text)

    def write_like(self, value: Value, came: str, said: Value) -> Fragments:  # noqa: ARG002
        """Writes a value in the manner of the text that it takes the place of.

        What is written still says the value, to `decode_loosely` at least.

        Args:
            value: The value; must be filled.
            came: The text behind the label as somebody wrote it, without blanks around it.
            said: The value which that text says; `None` where it says none.
        """
        return self.write(value)

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
