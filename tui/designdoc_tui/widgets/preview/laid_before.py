"""Texts as they were laid out for the last edit, ready for the next one.

A list is one block of Markdown: each key typed into one of its items has all of them laid out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from designdoc_tui.widgets.preview.ink import Ink, Row


class Text(NamedTuple):
    """All that the rows of a text depend on while links lead where they did.

    Attributes:
        text: The text of a paragraph, heading or item.
        width: Cells in a row.
        ink: What the block is.
        source: The source line of its block on which it begins.
    """

    text: str
    width: int
    ink: Ink
    source: int


class LaidBefore:
    """What was laid out since the edit before the last; nothing before the first edit."""

    def __init__(self) -> None:
        """Begins with nothing, and remembers nothing until there is an edit."""
        self._before: dict[Text, tuple[Row, ...]] = {}
        self._since: dict[Text, tuple[Row, ...]] | None = None

    def edited(self) -> None:
        """There is an edit: what is not asked for until the next one is forgotten by then."""
        self._before = self._since or {}
        self._since = {}

    def forget(self) -> None:
        """Links may lead elsewhere now, or nowhere."""
        self._before = {}
        self._since = None if self._since is None else {}

    def rows(self, text: Text, lay: Callable[[], Iterable[Row]]) -> list[Row]:
        """The rows of a text.

        Args:
            text: The text, and how it is to be laid out.
            lay: Lays it out, where that was not done before.
        """
        if self._since is None:
            return list(lay())
        rows = self._since.get(text) or self._before.get(text) or tuple(lay())
        self._since[text] = rows
        return list(rows)
