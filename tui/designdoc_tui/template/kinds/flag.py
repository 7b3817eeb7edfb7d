"""Yes or no."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from designdoc_tui.template.fragments import Fragment, Fragments
from designdoc_tui.template.kinds.base import InlineKind, Shape, Value
from designdoc_tui.template.spec import read_flag


@dataclass(frozen=True)
class Flag(InlineKind):
    """Yes or no; not filled until somebody says which.

    Attributes:
        yes: How yes reads after a label.
        no: How no reads after a label.
    """

    name: ClassVar[str] = "flag"
    shape: ClassVar[Shape] = Shape.FLAG
    takes_any_text: ClassVar[bool] = False

    yes: str = "Yes"
    no: str = "No"

    @property
    def answers(self) -> tuple[tuple[str, Value], ...]:
        """Yes and no."""
        return ((self.yes, True), (self.no, False))

    def is_filled(self, value: Value) -> bool:
        """Tells whether somebody said which."""
        return isinstance(value, bool)

    def encode(self, value: Value) -> str:
        """The word for yes or for no."""
        return self.yes if value else self.no

    def decode(self, text: str) -> Value | None:
        """Which of the two words it is, or `None` for neither."""
        return {self.yes: True, self.no: False}.get(text)

    def decode_loosely(self, text: str) -> Value | None:
        """Which of the two words it is, in whatever letters; or any other yes or no."""
        word = text.strip("*_` .").casefold()
        if word in (self.yes.casefold(), self.no.casefold()):
            return word == self.yes.casefold()
        return read_flag(word)

    def write_like(self, value: Value, came: str, said: Value) -> Fragments:
        """In small letters where it stood in small letters."""
        if isinstance(value, bool) and came.islower():
            return [Fragment(self.encode(value).lower())]
        return super().write_like(value, came, said)

    def write_placeholder(self, placeholder: Value) -> Fragments:
        """Both words beside each other, unless the template says something else."""
        return [Fragment(str(placeholder or f"{self.yes} | {self.no}"), placeholder=True)]
