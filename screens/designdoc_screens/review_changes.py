"""What changed since somebody last read or signed: field by field, old and new."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from designdoc_screens.review_words import counted
from designdoc_screens.side_by_side import Pair, SideBySide
from designdoc_tui.document.layout import MARKDOWN
from designdoc_tui.document.verbatim import name_of
from designdoc_tui.merge import label_of
from designdoc_tui.template.path import Path
from designdoc_tui.template.reserved import LAYOUT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designdoc_tui.document import Document
    from designdoc_tui.review.field_changes import FieldChange


class ChangesScreen(SideBySide[Path]):
    """Shows changes. It gives back the path of a field to go to, or None."""

    CSS_PATH = ["side_by_side.tcss", "review_dialogs.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "go",
            "To its field",
            id="changes.go",
            tooltip="Go to the field",
            priority=True,  # before the list takes it
        ),
        Binding("escape,d,q", "leave", "Back", id="changes.leave", tooltip="Back to the checklist"),
        Binding("j", "app.simulate_key('down')", "Down", id="changes.down", show=False),
        Binding("k", "app.simulate_key('up')", "Up", id="changes.up", show=False),
    ]

    def __init__(self, document: Document, changes: Sequence[FieldChange], since: str) -> None:
        """Makes the screen.

        Args:
            document: The document as it is.
            changes: What changed.
            since: Since when, for people.
        """
        self._paths = [change.path for change in changes]
        pairs = [
            Pair(label_of_change(document, change), change.before or None, change.after or None)
            for change in changes
        ]
        text = f"{counted(len(pairs), 'field')}. What is gone is marked at the left, what is new "
        text += "at the right."
        super().__init__(f"What changed {since}", text, pairs, ("Before", "Now"))

    def action_go(self) -> None:
        """Goes to the field that is looked at."""
        self.dismiss(self._paths[self.chosen])


def label_of_change(document: Document, change: FieldChange) -> str:
    """What a changed field is called.

    Markdown that is gone is called as it was: another may stand in its place.
    """
    if change.path[:1] == (LAYOUT,) and change.path[3:] == (MARKDOWN,) and not change.after:
        return name_of(change.before)
    return label_of(document.template, change.path, document.values) or "The document"
