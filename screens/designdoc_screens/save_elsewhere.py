"""A save that failed: what to do, and where to save instead."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Static

from designdoc_screens.dialogs import Choice, ChoiceDialog, Dialog
from designdoc_screens.draft_rows import short_path
from designdoc_tui.desk.elsewhere import meant
from designdoc_tui.widgets.preview.visible import visible
from designdoc_tui.widgets.safe_input import SafeInput

if TYPE_CHECKING:
    from textual.app import ComposeResult

_KEPT = "What you typed is safe: it is in the journal, and comes back at the next start."


class NotSavedDialog(ChoiceDialog):
    """Says why a save failed and asks what to do: "again", "elsewhere", or None to go on."""

    def __init__(self, why: str, trouble: str = "") -> None:
        """Asks.

        Args:
            why: What went wrong and what to do about it.
            trouble: Why what was typed is not in the journal either; empty when it is.
        """
        kept = f"It is not in the journal either: {trouble}." if trouble else _KEPT
        super().__init__(
            "Not saved",
            f"{why}\n\n{kept}",
            (
                Choice("elsewhere", "Save elsewhere", "s", "primary"),
                Choice("again", "Try again", "t"),
                Choice("", "Keep editing", "k"),
            ),
            "error",
        )


class ElsewhereDialog(Dialog[Path]):
    """Asks where to save a draft instead. Gives back the draft file to write, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "confirm", "Save", id="elsewhere.save", show=False),
    ]

    def __init__(self, place: Path, folder: Path, problem: str = "") -> None:
        """Asks.

        Args:
            place: The draft file to begin with, to change it.
            folder: Where a path begins that is not absolute.
            problem: Why it could not be saved there; empty at first.
        """
        super().__init__("Save elsewhere", "error" if problem else "primary")
        self._place = place
        self._folder = folder
        self._problem = visible(problem)

    def compose_body(self) -> ComposeResult:
        """What went wrong, a line for the path, what will become of it, and two buttons."""
        if self._problem:
            with VerticalScroll(classes="dialog-body", can_focus=False):
                yield Static(self._problem, markup=False)
        yield SafeInput(
            short_path(self._place), placeholder="A folder, or a file that ends in .yaml",
            compact=True,
        )  # fmt: skip
        yield Static(
            "Nothing is replaced. You go on there; the old files stay as they are.",
            classes="dialog-hint",
            markup=False,
        )
        with Horizontal(classes="dialog-buttons"):
            yield Button(Content("Save"), "primary", name="save", compact=True)
            yield Button(Content("Cancel"), name="cancel", compact=True)

    @on(Input.Submitted)
    def action_confirm(self) -> None:
        """Gives the path, if there is one."""
        text = self.query_one(SafeInput).value
        if text.strip():
            self.dismiss(meant(text, self._place.name, self._folder))

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        if event.button.name == "save":
            self.action_confirm()
        else:
            self.action_leave()
