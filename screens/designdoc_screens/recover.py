"""What an earlier sitting left unsaved, beside what is saved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from designdoc_screens.side_by_side import Pair, SideBySide
from designdoc_tui.document import Document
from designdoc_tui.merge import differences, in_words, is_for_people, label_of

if TYPE_CHECKING:
    from designdoc_tui.document.values import Values
    from designdoc_tui.merge import Conflict


class RecoverScreen(SideBySide[str]):
    """Shows what was recovered. It gives back "keep" or "discard".

    The document has it already, so that leaving the screen in any way loses nothing.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "keep",
            "Keep",
            id="recover.keep",
            tooltip="Go on with what was typed",
            priority=True,  # before the list takes it
        ),
        Binding("d", "discard", "Discard", id="recover.discard", tooltip="Back to what is saved"),
        Binding("escape", "leave", "Keep", id="recover.leave", show=False),
    ]

    def __init__(
        self,
        document: Document,
        saved: Values,
        moment: str,
        conflicts: Sequence[Conflict] = (),
    ) -> None:
        """Makes the screen.

        Args:
            document: The document, with what was recovered.
            saved: What the file has.
            moment: When it was typed, for people.
            conflicts: Fields that were changed in the file too since then.
        """
        template = document.template
        found = differences(template, saved, document.values)
        pairs = [
            Pair(one.label, in_words(one.path, one.old), in_words(one.path, one.new))
            for one in found
            if is_for_people(one.path)
        ]
        self._both = {label_of(template, one.path, document.values) for one in conflicts}
        fields = "One field is" if len(pairs) == 1 else f"{len(pairs)} fields are"
        text = f"Not saved when the program ended {moment}. {fields} back as last typed."
        if self._both:
            text += " Those marked “both” were changed in the file meanwhile, too."
        super().__init__("Recovered", text, pairs, ("Saved", "Recovered"))

    def sign(self, index: int) -> str:
        """Whether the file changed too."""
        changed = super().sign(index)
        return f"{changed}, both" if self.pairs[index].label in self._both else changed

    def action_keep(self) -> None:
        """Goes on with what was recovered."""
        self.dismiss("keep")

    def leave(self) -> None:
        """Goes on with what was recovered: it is in the document already."""
        self.action_keep()

    def action_discard(self) -> None:
        """Goes back to what is saved."""
        self.dismiss("discard")
