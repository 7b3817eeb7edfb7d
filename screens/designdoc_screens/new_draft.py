"""Starting a new draft."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Input, Static

from designdoc_screens.dialogs import Dialog
from designdoc_screens.draft_rows import short_path
from designdoc_screens.rows import cut_front
from designdoc_tui.draft.slug import slug
from designdoc_tui.widgets.preview.visible import visible
from designdoc_tui.widgets.safe_input import SafeInput

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.app import ComposeResult

_CHANGE_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_FOLDER: Final = 80
_UNTITLED: Final = "Without a title it is called Untitled until you name it."
_OUTPUTS: Final = ("design.yaml", "design.md")


@dataclass(frozen=True, slots=True)
class NewDraft:
    """What a new draft begins with.

    Attributes:
        title: Its title, perhaps empty.
        change_id: The change id as the author wants it; empty for the one made from the title.
        folder: The folder its files go to.
    """

    title: str
    change_id: str
    folder: Path


class NewDraftDialog(Dialog[NewDraft]):
    """Asks for a title and a change id. Every answer will do: nothing here has to be final."""

    CSS_PATH = ["dialogs.tcss", "new_draft.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "create", "Create", id="new-draft.create", show=False),
    ]

    def __init__(self, folder: Path, exists: Callable[[Path], bool] = os.path.lexists) -> None:
        """Asks.

        Args:
            folder: The folder the draft goes to, or below which it gets a folder of its own.
            exists: Tells whether there is a file.
        """
        super().__init__("New draft")
        self._folder = folder
        self._exists = exists
        self._made = ""

    def compose_body(self) -> ComposeResult:
        """Two lines to write, what will come of them, and two buttons."""
        yield Static("Title", classes="label")
        yield SafeInput(placeholder="What is being designed", id="title", compact=True)
        yield Static("Change id", classes="label")
        yield SafeInput(placeholder="made from the title", id="change-id", compact=True)
        yield Static(id="outcome", markup=False)
        yield Static(id="advice", markup=False)
        with Horizontal(classes="dialog-buttons"):
            yield Button(Content("Create"), "primary", id="create", compact=True)
            yield Button(Content("Cancel"), id="cancel", compact=True)

    def on_mount(self) -> None:
        """Shows where the draft will go."""
        self._tell()

    def on_resize(self) -> None:
        """A path may fit now, or no longer."""
        self.call_after_refresh(self._tell)

    @property
    def title_input(self) -> Input:
        """The line for the title."""
        return self.query_one("#title", Input)

    @property
    def change_id_input(self) -> Input:
        """The line for the change id."""
        return self.query_one("#change-id", Input)

    @on(Input.Changed, "#title")
    def _title_changed(self, event: Input.Changed) -> None:
        """The change id follows the title until its author has written another."""
        event.stop()
        if self.change_id_input.value == self._made:
            self._made = slug(event.value)
            with self.prevent(Input.Changed):
                self.change_id_input.value = self._made
        self._tell()

    @on(Input.Changed, "#change-id")
    def _change_id_changed(self, event: Input.Changed) -> None:
        event.stop()
        if not event.value:
            self._made = ""  # emptied: it follows the title again
        self._tell()

    def _answer(self) -> NewDraft:
        title = " ".join(self.title_input.value.split())
        change_id = self.change_id_input.value.strip()
        own = "" if change_id == self._made else change_id
        folder = free_folder(self._folder, change_id or slug(title), self._exists)
        return NewDraft(title, own, folder)

    def _tell(self) -> None:
        answer = self._answer()
        path = short_path(answer.folder / "design.yaml", self._folder)
        outcome = self.query_one("#outcome", Static)
        label = "Writes  "
        shown = cut_front(Content(visible(path)), max(8, outcome.size.width - len(label)))
        outcome.update(Content.assemble((label, "$foreground 60%"), shown))
        advice = self.query_one("#advice", Static)
        problem = self._problem()
        advice.set_class(bool(problem), "-warning")
        advice.update(problem or ("" if answer.title else _UNTITLED))

    def _problem(self) -> str:
        """What is wrong with the change id; it can be corrected at any time."""
        change_id = self.change_id_input.value.strip()
        if not change_id or _CHANGE_ID.fullmatch(change_id):
            return ""
        better = slug(change_id)
        example = f", such as {better}" if better else ""
        return f"Use lower-case words and digits with hyphens{example}. You can change it later."

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        """`enter` makes the draft; without a title it asks once more, by going to the button."""
        event.stop()
        if self.title_input.value.strip():
            self.action_create()
        else:
            self.query_one("#create", Button).focus()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        if event.button.id == "create":
            self.action_create()
        else:
            self.action_leave()

    def action_create(self) -> None:
        """Answers with what stands there."""
        self.dismiss(self._answer())


def free_folder(base: Path, change_id: str, exists: Callable[[Path], bool]) -> Path:
    """A folder for a new draft in which nothing would be replaced.

    Args:
        base: The folder somebody is in.
        change_id: The change id, valid or not; may be empty.
        exists: Tells whether there is a file.

    Returns:
        The folder itself while it has no draft and no `design.md`; else one below it, called like
        the change id and numbered where that is taken.
    """

    def is_free(folder: Path) -> bool:
        return not any(exists(folder / name) for name in _OUTPUTS)

    if is_free(base):
        return base
    name = slug(change_id)[:_LONGEST_FOLDER].strip("-") or "untitled"
    numbered = (base / (name if number == 1 else f"{name}-{number}") for number in count(1))
    return next(folder for folder in numbered if is_free(folder))
