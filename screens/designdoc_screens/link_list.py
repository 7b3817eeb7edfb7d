"""The links on the screen, each with all of its target, to open one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from designdoc_screens.dialogs import Dialog
from designdoc_tui.widgets.preview.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from designdoc_tui.widgets.preview import Link


class LinksDialog(Dialog[str]):
    """Links to choose from. Gives back the target of one, or None."""

    CSS_PATH = ["dialogs.tcss", "go_to.tcss"]

    def __init__(self, links: Sequence[Link]) -> None:
        """Prepares the list.

        Args:
            links: The links, in reading order.
        """
        super().__init__("Open a link")
        self._links = tuple(dict.fromkeys(links))

    def compose_body(self) -> ComposeResult:
        """The list, and what choosing one does."""
        yield OptionList(*(Option(_shown(link)) for link in self._links), markup=False)
        yield Static(
            "Enter opens what is shown here, in the browser or the program for it.",
            classes="dialog-hint",
            markup=False,
        )

    def on_mount(self) -> None:
        """Begins on the first link."""
        self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._links[event.option_index].target)


def _shown(link: Link) -> Content:
    target = visible(link.target)
    text = visible(link.text) or target
    return Content.assemble((text, "bold"), "\n", (target, "$foreground 60%"))
