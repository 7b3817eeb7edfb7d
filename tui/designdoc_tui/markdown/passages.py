"""What the live preview draws from: a document as a row of independently parsed passages.

A design document of 5,000 components is 170,000 lines of Markdown. Nothing may read
all of it for one keystroke, so whoever writes Markdown hands it out in passages: a
section's own body, or one record. Each is parsed by itself, and each piece of its
text says which field it came from.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol


class Span(NamedTuple):
    """Consecutive text of a passage that came from one place of the document.

    Attributes:
        text: Markdown source, possibly of several lines or of a part of one.
        path: The field it came from, as in ``overview.goals[2]``; empty for what the
            template supplies (headings, labels, list markers).
        placeholder: Whether it stands in for a field that is not filled yet.
        items: For a list written as one, the item at `path` that each line came from.
    """

    text: str
    path: str = ""
    placeholder: bool = False
    items: Sequence[int] = ()


class Passage(NamedTuple):
    """One independently parsed piece of the document.

    Attributes:
        spans: The text in reading order. Together they end with exactly one newline;
            one blank line stands between two passages in the document.
    """

    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The Markdown source of the whole passage."""
        return "".join(span.text for span in self.spans)

    @property
    def source(self) -> str:
        """The Markdown source as it is parsed: its lines end with a newline only."""
        text = self.text
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return text if text.endswith("\n") else text + "\n"


class PassageSource(Protocol):
    """A document as its passages: cheap to count, lazy to read."""

    def __len__(self) -> int:
        """How many passages the document has now."""

    def passage(self, index: int) -> Passage:
        """The passage at `index`, rendered when asked for."""

    def estimate(self, index: int) -> int:
        """About how many source lines the passage has, without rendering it."""

    def index_of(self, path: str) -> int | None:
        """Which passage shows the field at `path`, if any does."""
