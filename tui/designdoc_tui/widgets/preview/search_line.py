"""The line under a document in which one says what to look for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from designdoc_tui.widgets.safe_input import SafeInput

_LONGEST_QUERY = 200


class SearchLine(Horizontal):
    """What to look for, and how many were found. Hidden until it is opened."""

    DEFAULT_CSS = """
    SearchLine {
        display: none;
        height: 1;
        background: $surface;
        & > .search-sign { width: 4; padding: 0 1 0 2; color: $text-accent; text-style: bold; }
        & > Input { width: 1fr; padding: 0; background: $surface; }
        & > .search-count { width: auto; padding: 0 2; color: $foreground 60%; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "End the search", id="search.leave", show=False),
        Binding("down,ctrl+n", "go(1)", "Next", id="search.next", show=False),
        Binding("up", "go(-1)", "Before", id="search.before", show=False),
    ]

    @dataclass
    class Typed(Message):
        """Another text is looked for.

        Attributes:
            query: The text; empty for none.
        """

        query: str

    @dataclass
    class Moved(Message):
        """Someone wants to see another hit.

        Attributes:
            by: 1 for the next one, -1 for the one before.
        """

        by: int

    class Entered(Message):
        """What was typed is what is looked for: on to the document."""

    class Left(Message):
        """Nothing is looked for any more."""

    def __init__(self) -> None:
        super().__init__()
        self._input = SafeInput(
            placeholder="Search the document", max_length=_LONGEST_QUERY, compact=True
        )
        self._count = Static(classes="search-count", markup=False)

    def open(self) -> None:
        """Show the line and type into it; what was looked for last is looked for again."""
        if not self.children:
            # Not before: what is hidden has its style sheets read too, and a first frame waits.
            self.mount(Static("/", classes="search-sign", markup=False), self._input, self._count)
        if self._input.value and not self.display:
            self.post_message(self.Typed(self._input.value))
        self.display = True
        self._input.focus()
        self._input.select_all()

    def close(self) -> None:
        """Hide the line."""
        self.display = False

    def show_count(self, number: int, total: int, *, done: bool) -> None:
        """Say how many were found.

        Args:
            number: Which of them is shown; 0 for none.
            total: How many there are.
            done: Whether the whole document was looked through.
        """
        if not self._input.value:
            text = ""
        elif not total:
            text = "not found" if done else "searching …"
        else:
            text = f"{number:,}/{total:,}" if number else f"{total:,} found"
            text += "" if done else " …"
        self._count.update(text)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(event.value))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Entered() if event.value else self.Left())

    def action_go(self, by: int) -> None:
        """Show the next hit, or the one before, while typing."""
        self.post_message(self.Moved(by))

    def action_leave(self) -> None:
        """Look for nothing any more."""
        self.post_message(self.Left())
