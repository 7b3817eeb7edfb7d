"""The status: what comes next, what stands in the way, and the steps that were taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from textual import on
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from designdoc_screens.dialogs import Dialog
from designdoc_screens.reasons import sentence
from designdoc_screens.review_dialogs import reason_options
from designdoc_screens.review_words import counted
from designdoc_tui.template.path import Path
from designdoc_tui.widgets.preview.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from designdoc_tui.approval import NextStep, Reason, Step

_DIM: Final = "$foreground 60%"
_MOST_STEPS: Final = 6


class Move(NamedTuple):
    """A step that was chosen."""

    status: str


class StatusDialog(Dialog[Move | Path]):
    """Shows the steps with their gates. It gives back a step to take, a path to go to, or None."""

    CSS_PATH = ["dialogs.tcss", "review_dialogs.tcss"]
    AUTO_FOCUS = "OptionList"

    def __init__(
        self, status: str, steps: Sequence[NextStep], history: Sequence[Step], frozen: str = ""
    ) -> None:
        """Shows the status.

        Args:
            status: The status as it is.
            steps: What could come next, with what stands in its way.
            history: The steps that were taken, oldest first.
            frozen: Why none can be taken; empty when they can.
        """
        super().__init__(f"Status: {status}")
        self._history = tuple(history)
        self._frozen = frozen
        self._targets: list[Move | Path] = []
        self._options: list[Option] = []
        self._told: set[Reason] = set()
        self._first: int | None = None
        for step in steps:
            self._add(step)

    def _add(self, step: NextStep) -> None:
        arrow = "←" if step.is_back else "→"
        said, style = "nothing stands in its way", "$text-success"
        if step.is_back:
            said, style = "always possible", _DIM
        elif step.reasons:
            said, style = f"refused, {counted(len(step.reasons), 'reason')}", "$text-error"
        name = f"bold {_DIM}" if step.reasons else "bold"
        head = Content.assemble((f"{arrow} {visible(step.status)}", name), (f"  {said}", style))
        can = not step.reasons and not self._frozen
        self._row(Option(head, disabled=not can), Move(step.status), is_ahead=not step.is_back)
        fresh = [reason for reason in step.reasons if reason not in self._told]
        for index, option in enumerate(reason_options(fresh, indent=2)):
            path = fresh[index].path if index < len(fresh) else ()
            self._row(Option(option.prompt, disabled=option.disabled), path, is_ahead=True)
        if len(fresh) < len(step.reasons):
            more = counted(len(step.reasons) - len(fresh), "more that stands", "more that stand")
            self._row(Option(Content.styled(f"  and {more} above", _DIM), disabled=True), ())
        self._told.update(step.reasons)

    def _row(self, option: Option, target: Move | Path, *, is_ahead: bool = False) -> None:
        if is_ahead and self._first is None and not option.disabled:
            self._first = len(self._options)
        self._options.append(option)
        self._targets.append(target)

    def on_mount(self) -> None:
        """Begins with the way ahead."""
        if self._first is not None:
            self.query_one(OptionList).highlighted = self._first

    def compose_body(self) -> ComposeResult:
        """The steps, each with its reasons; the history."""
        yield OptionList(*self._options, compact=True)
        yield Static(_told(self._history), classes="dialog-text -history")
        hint = "enter takes a step, or goes to the field of a reason."
        why = sentence(self._frozen) if self._frozen else hint
        yield Static(why, classes="dialog-hint", markup=False)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._targets[event.option_index])


def _told(history: Sequence[Step]) -> Content:
    if not history:
        return Content.styled("No step has been taken yet.", _DIM)
    lines = []
    for step in history[-_MOST_STEPS:]:
        who = visible(step.person.shown_name) or "somebody"
        when = visible(step.at[:16].replace("T", " "))
        path = f"{visible(step.before)} → {visible(step.after)}"
        lines.append(Content.assemble(path, (f"  {who}, {when}", _DIM)))
    earlier = len(history) - len(lines)
    if earlier > 0:
        lines.insert(0, Content.styled(f"{counted(earlier, 'earlier step')}", _DIM))
    return Content("\n").join(lines)
