"""What a screen with a preview does for it: searching, and opening links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, Final

from textual import work
from textual.binding import Binding, BindingType
from textual.reactive import Reactive
from textual.widget import Widget

from designdoc_tui.widgets.frugal_screen import FrugalScreen
from designdoc_tui.widgets.preview import Preview, SearchLine, file_of

_OPENED: Final = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


class PreviewScreen(FrugalScreen):
    """A screen that shows a document and a line to search it with.

    Whoever builds on it yields both widgets, and says how to come to the preview and back.

    Attributes:
        preview: The document as it will read.
        search_line: What is looked for in it.
        folder: Where the draft is: links to files start there. None while it has no place.
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

    # Textual paints the whole screen each time that the focus moves; what gets and what loses it
    # paint themselves.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    @property
    def focus_chain(self) -> list[Widget]:
        """What can have the focus, in the order in which it stands on the screen.

        Textual goes by where each widget was laid out, and one that was made by the key before
        was laid out nowhere yet: `enter` on the blank row of a list led back into the list.
        """
        return list(_focusable(self))

    def __init__(self) -> None:
        """Makes the two widgets."""
        super().__init__()
        self.preview = Preview()
        self.search_line = SearchLine()
        self.folder: Path | None = None

    def look_up_files(self, folder: Path | None) -> None:
        """Marks links to files that are not there, and knows where those are that are.

        Args:
            folder: Where the draft is. Give it again when files may have come or gone.
        """
        self.folder = folder
        self.preview.look_up_files(
            None if folder is None else lambda file: (folder / file).exists()
        )

    def show_top(self) -> None:
        """Shows anew whether all is saved."""

    def show_saving(self, *, under_way: bool) -> None:
        """Shows whether the draft is being saved."""

    def show_file(self, name: str) -> None:
        """Shows what the draft's file is called from now on."""

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

    @work(exclusive=True, group="dialog")
    async def on_preview_links_asked(self, message: Preview.LinksAsked) -> None:
        """Shows where links lead, and opens the one that is chosen."""
        # Deferred: the first frame does without dialogs.
        from designdoc_screens.link_list import LinksDialog

        target = await self.app.push_screen_wait(LinksDialog(message.links))
        if target is not None:
            self._open_link(target)

    def _open_link(self, target: str) -> None:
        if _OPENED.match(target):
            self.app.open_url(target)
            return
        file = file_of(target)
        if file is None:
            self.notify("Only links to the web, to mail and to files are opened from here.")
        elif self.folder is None or not (path := (self.folder / file).resolve()).exists():
            self.notify("This file is not there.", severity="warning")
        else:
            self.app.open_url(path.as_uri())


def _focusable(node: Widget) -> Iterator[Widget]:
    for child in node.displayed_children:
        if not child.disabled:
            if child.focusable:
                yield child
            if child.is_container and child.allow_focus_children():
                yield from _focusable(child)
