"""What a line of the preview is made of, before anything has a colour.

Layout says what a piece of text *is*; `theme` decides how that looks. So a change of
theme lays nothing out again, and layout is tested without a terminal.
"""

from __future__ import annotations

from enum import IntFlag
from typing import Final, NamedTuple


class Mark(IntFlag):
    """What runs through a piece of text, whatever block it stands in."""

    NONE = 0
    EMPHASIS = 1
    STRONG = 2
    STRIKE = 4
    CODE = 8
    LINK = 16
    ASIDE = 32
    HIT = 64
    NOW = 128
    BROKEN = 256


class Ink(NamedTuple):
    """What a piece of text is: the block's part in the page, and marks upon it.

    Attributes:
        role: A name from `theme.ROLES`.
        marks: The marks upon it.
    """

    role: str = "text"
    marks: Mark = Mark.NONE

    def marked(self, mark: Mark) -> Ink:
        """The same with one more mark."""
        return Ink(self.role, self.marks | mark)


PLAIN: Final = Ink()


class Run(NamedTuple):
    """Text in one ink, free of control characters and line ends."""

    text: str
    ink: Ink = PLAIN


class Row(NamedTuple):
    """One visual line of a block.

    Attributes:
        runs: What stands on it, no wider than the block was laid out for.
        source: The line of the block's source that it begins in, counting from 0.
    """

    runs: tuple[Run, ...]
    source: int = 0

    @property
    def text(self) -> str:
        """The line without its looks."""
        return "".join(run.text for run in self.runs)
