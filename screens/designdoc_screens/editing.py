"""What a screen does on which a document is edited: going places, undo, refusing keys."""

from __future__ import annotations

from typing import ClassVar

from textual import events, work
from textual.binding import Binding, BindingType

from designdoc_screens.preview_screen import PreviewScreen
from designdoc_screens.reasons import EDITS, sentence, why_not
from designdoc_tui.document import Change, Document
from designdoc_tui.template.path import Path, parse_path
from designdoc_tui.widgets.preview import Preview
from designdoc_tui.widgets.preview.visible import visible


class EditingScreen(PreviewScreen):
    """A screen of a document that is edited there.

    Whoever builds on it sets the document, goes to fields, and shows what was taken back.

    Attributes:
        document: The document.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "undo", "Undo", id="undo", show=False, tooltip="Take an edit back"),
        Binding(
            "ctrl+y,ctrl+shift+z",
            "redo",
            "Redo",
            id="redo",
            show=False,
            tooltip="Do again what was undone",
        ),
    ]

    document: Document

    def go_to(self, path: Path) -> None:
        """Goes to a field."""
        raise NotImplementedError

    @work(exclusive=True, group="dialog")
    async def action_go_to(self) -> None:
        """Asks for a section or field by name and goes there."""
        # Deferred, as all dialogs are: the first frame does without.
        from designdoc_screens.go_to import GoToDialog
        from designdoc_screens.targets import targets_of

        chosen = await self.app.push_screen_wait(GoToDialog(targets_of(self.document)))
        if chosen is not None:
            self.go_to(parse_path(chosen))

    def on_preview_passage_chosen(self, message: Preview.PassageChosen) -> None:
        """Goes to the field whose passage was chosen in the preview."""
        if message.path:
            self.go_to(parse_path(message.path))

    def show_undone(self, change: Change) -> None:
        """Shows an edit that was taken back."""
        raise NotImplementedError

    def show_redone(self, change: Change) -> None:
        """Shows an edit that was made again."""
        raise NotImplementedError

    def say_where(self, what: str, change: Change) -> None:
        """Says what was done to an edit, and where that was.

        Args:
            what: What was done.
            change: The edit.
        """
        # Deferred: the first frame does without.
        from designdoc_tui.merge import label_of

        document = self.document
        where = label_of(document.template, change.lands_on, document.values) or "the document"
        self.notify(f"{what}: {visible(where)}", timeout=2, markup=False)

    def action_undo(self) -> None:
        """Takes the last edit back."""
        change = self.document.undo()
        if change is not None:
            self.show_undone(change)

    def action_redo(self) -> None:
        """Makes an edit again that was taken back."""
        change = self.document.redo()
        if change is not None:
            self.show_redone(change)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Greys what cannot be done here, and every edit of a document that takes none."""
        can = self.can_do(action, parameters)
        return None if can and action in EDITS and self.document.frozen else can

    def can_do(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Whether an action can be done here, as long as the document may be edited.

        Args:
            action: The action.
            parameters: What it is called with.

        Returns:
            None where it cannot be done just now; False where it has no business here at all.
        """
        if action == "undo":
            return True if self.document.can_undo else None
        if action == "redo":
            return True if self.document.can_redo else None
        return True

    def why_not(self, action: str) -> str:
        """Why an action cannot be done just now."""
        return why_not(action, self.document.frozen)

    def on_key(self, event: events.Key) -> None:
        """Says why a key does nothing just now."""
        active = self.active_bindings.get(event.key)
        if active is not None and not active.enabled:
            self.notify(sentence(self.why_not(active.binding.action)), timeout=2, markup=False)
