"""What there is to see while a large draft is read."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Middle
from textual.screen import Screen
from textual.widgets import LoadingIndicator, Static

from designdoc_tui.source.errors import visible


class OpeningScreen(Screen[None]):
    """Says that a draft is being opened. `ctrl+q` gives it up, as everywhere."""

    CSS_PATH = "opening.tcss"
    HELP_TOPIC: ClassVar[str] = "home"

    def __init__(self, name: str) -> None:
        """Makes the screen.

        Args:
            name: What the draft is called.
        """
        super().__init__()
        self._draft_name = name

    def compose(self) -> ComposeResult:
        """The name, a sign of life, and how to give it up."""
        with Middle():
            name = visible(self._draft_name)
            yield Static(f"Opening {name}: it is large …", id="opening", markup=False)
            yield LoadingIndicator()
            yield Static("ctrl+q gives it up", id="give-up", markup=False)
