"""What something else did to the Markdown of a draft: to be taken in, or written over."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType

from designdoc_screens.conflicts import ConflictsScreen
from designdoc_screens.side_by_side import Pair
from designdoc_tui.document import Document
from designdoc_tui.markdown.imported.changes import changes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designdoc_tui.merge import Choice, Conflict, Merged

KEEP_MINE: Final = "mine"
"""The answer that the Markdown is to be written anew."""


class MarkdownEditsScreen(ConflictsScreen):
    """Shows edits of the Markdown field by field.

    It gives back a choice for each conflict, when the edits are to be taken in; `KEEP_MINE`; or
    None, when nothing is decided.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "done",
            "Take in",
            id="markdown-edits.take-in",
            tooltip="Take the edits into the draft",
            priority=True,  # before the list takes it
        ),
        Binding(
            "k",
            "keep_mine",
            "Keep mine",
            id="markdown-edits.keep-mine",
            tooltip="Write the Markdown anew from the draft",
        ),
    ]

    def __init__(
        self,
        document: Document,
        merged: Merged,
        *,
        name: str,
        notes: Sequence[str] = (),
        is_certain: bool = True,
        so_far: dict[Conflict, Choice] | None = None,
    ) -> None:
        """Makes the screen.

        Args:
            document: The draft as it is.
            merged: The draft and the edits, brought together.
            name: What the Markdown is called.
            notes: What of the edits was left out, a sentence each.
            is_certain: Whether it is known that the Markdown was edited, and not the draft.
            so_far: As `ConflictsScreen` has it.
        """
        found = changes(document, Document(document.template, merged.values))
        super().__init__(
            document.template,
            merged.values,
            merged.conflicts,
            title=f"{name} was changed by something else" if is_certain else f"{name} differs",
            text=" ".join([_told(len(merged.conflicts), is_certain=is_certain), *notes]),
            columns=("In the draft", f"In {name}"),
            settled=[Pair(one.label, one.old, one.new) for one in found],
            so_far=so_far,
        )

    def action_keep_mine(self) -> None:
        """Decides for the draft as it is."""
        self.dismiss(KEEP_MINE)


def _told(conflicts: int, *, is_certain: bool) -> str:
    if not is_certain:
        return (
            "It is not what the draft says, and which of the two was edited is not known here. "
            "Taken in, the draft says what stands on the right."
        )
    if not conflicts:
        return "Taken in, the draft says what stands on the right."
    fields = "this field was" if conflicts == 1 else f"these {conflicts} fields were"
    return f"Of what it changed, {fields} changed in the draft too: choose a side first."
