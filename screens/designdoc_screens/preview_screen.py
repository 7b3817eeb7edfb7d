"""What a screen with a preview does for it: searching."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from designdoc_tui.widgets.preview import Preview, SearchLine


class PreviewScreen(Screen[None]):
    """A screen that shows a document and a line to search it with.

    Whoever builds on it yields both widgets, and says how to come to the preview and back.

    Attributes:
        preview: The document as it will read.
        search_line: What is looked for in it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        # The line editor has this key too, for a word that nobody deletes forwards.
        Binding(
            "ctrl+f",
            "search",
            "Search",
            id="search",
            show=False,
            tooltip="Search the whole document",
            priority=True,
        ),
    ]

    def __init__(self) -> None:
        """Makes the two widgets."""
        super().__init__()
        self.preview = Preview()
        self.search_line = SearchLine()

    def show_preview(self) -> None:
        """Makes room for the preview, if it has none."""

    def leave_preview(self) -> None:
        """Puts the cursor back to where the author was writing."""

    def action_search(self) -> None:
        """Opens the line that says what to look for."""
        self.show_preview()
        self.search_line.open()

    def on_search_line_typed(self, message: SearchLine.Typed) -> None:
        """Looks for what was typed, while it is typed."""
        self.preview.search(message.query)

    def on_search_line_moved(self, message: SearchLine.Moved) -> None:
        """Shows another place."""
        self.preview.action_next_hit(message.by)

    def on_search_line_entered(self) -> None:
        """On to the preview, where `n` and `N` go from place to place."""
        self.preview.focus()

    def on_search_line_left(self) -> None:
        """Ends the search, and back to the form."""
        self.preview.action_end_search()
        self.leave_preview()

    def on_preview_searched(self, message: Preview.Searched) -> None:
        """Says how many were found; the line goes when nothing is looked for any more."""
        self.search_line.show_count(message.number, message.total, done=message.done)
        if not message.query and not self.search_line.has_focus_within:
            self.search_line.close()
