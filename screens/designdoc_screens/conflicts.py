"""Fields that two sides have changed: which to keep."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events, on
from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from designdoc_screens.reasons import sentence, why_not
from designdoc_screens.side_by_side import Pair, SideBySide
from designdoc_tui.merge import Choice, Conflict, choices, in_words, label_of

if TYPE_CHECKING:
    from designdoc_tui.document.values import Values
    from designdoc_tui.template.model import Template

Decisions = tuple[Choice, ...]
"""A choice for each conflict, in their order."""

_SIGNS: Final = {
    None: "○ undecided",
    Choice.OURS: "● left",
    Choice.THEIRS: "● right",
    Choice.BOTH: "● both",
}


class ConflictsScreen(SideBySide[Decisions | str]):
    """Asks for each conflict which side to keep. It gives back the choices, or None.

    For a draft that something else changed while it was open, and for conflicts that a merge of
    two branches has left in a draft.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,1", "choose('OURS')", "Left", id="conflict.left", priority=True),
        Binding("right,2", "choose('THEIRS')", "Right", id="conflict.right", priority=True),
        Binding("b,3", "choose('BOTH')", "Both", id="conflict.both", tooltip="Keep both"),
        Binding("a", "rest('OURS')", "All left", id="conflict.all-left", show=False),
        Binding("z", "rest('THEIRS')", "All right", id="conflict.all-right", show=False),
        Binding("enter", "done", "Done", id="conflict.done", tooltip="Do as chosen", priority=True),
        Binding("escape", "leave", "Later", id="conflict.leave", tooltip="Change nothing yet"),
    ]

    def __init__(
        self,
        template: Template,
        values: Values,
        conflicts: Sequence[Conflict],
        *,
        title: str,
        text: str,
        columns: tuple[str, str] = ("Yours", "On disk"),
        settled: Sequence[Pair] = (),
        so_far: dict[Conflict, Choice] | None = None,
    ) -> None:
        """Makes the screen.

        Args:
            template: What the document contains.
            values: The values that the conflicts stand in.
            conflicts: The conflicts.
            title: What happened, in a few words.
            text: What has to be known to decide.
            columns: What the two sides are called.
            settled: Fields of which only one side changed, to be shown behind the conflicts.
            so_far: What was chosen when this was asked before and put off. What is chosen here
                goes into it, until it is done.
        """
        self._conflicts = tuple(conflicts)
        self._allowed = [choices(template, conflict) for conflict in self._conflicts]
        self._so_far = {} if so_far is None else so_far
        self._decided = [self._so_far.get(conflict) for conflict in self._conflicts]
        pairs = [
            Pair(
                label_of(template, one.path, values),
                in_words(one.path, one.ours),
                in_words(one.path, one.theirs),
            )
            for one in self._conflicts
        ]
        super().__init__(title, text, [*pairs, *settled], columns)

    def sign(self, index: int) -> str:
        """What is chosen for a conflict."""
        if index >= len(self._conflicts):
            return super().sign(index)
        return _SIGNS[self._decided[index]]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Greys what cannot be done with the conflict that is looked at."""
        if action in ("choose", "rest") and not self._conflicts:
            return False
        if action == "choose":
            allowed = Choice[str(parameters[0])] in self._allowed_here()
            return True if allowed else None
        if action == "done":
            return True if None not in self._decided else None
        return super().check_action(action, parameters)

    def on_key(self, event: events.Key) -> None:
        """Says why a key does nothing just now."""
        active = self.active_bindings.get(event.key)
        if active is not None and not active.enabled:
            self.notify(sentence(why_not(active.binding.action)), timeout=3, markup=False)

    def action_choose(self, name: str) -> None:
        """Chooses a side for the conflict that is looked at, and goes on to the next."""
        choice, index = Choice[name], self.chosen
        if choice not in self._allowed_here():
            return
        self._decide(index, choice)
        undecided = [at for at, decided in enumerate(self._decided) if decided is None]
        if undecided:
            self.fields.highlighted = next((at for at in undecided if at > index), undecided[0])
        self.refresh_bindings()

    def _allowed_here(self) -> tuple[Choice, ...]:
        """What can be chosen for the field that is looked at."""
        return self._allowed[self.chosen] if self.chosen < len(self._allowed) else ()

    def action_rest(self, name: str) -> None:
        """Chooses a side for everything that is undecided."""
        for index, decided in enumerate(self._decided):
            if decided is None:
                self._decide(index, Choice[name])
        self.refresh_bindings()

    def _decide(self, index: int, choice: Choice) -> None:
        self._decided[index] = self._so_far[self._conflicts[index]] = choice
        self.show_row(index)

    @on(OptionList.OptionHighlighted)
    def _other_conflict(self) -> None:
        self.refresh_bindings()

    def action_done(self) -> None:
        """Gives the choices, once there is one for each conflict."""
        for conflict in self._conflicts:
            self._so_far.pop(conflict, None)
        self.dismiss(tuple(choice for choice in self._decided if choice is not None))
