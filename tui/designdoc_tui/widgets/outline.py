"""The outline: every step, how far along it is, and how far the whole document."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from designdoc_tui.document.document import Document
from designdoc_tui.document.progress import Progress, State, state_of
from designdoc_tui.markdown.steps import Step, Steps, is_verbatim
from designdoc_tui.template.model import Section
from designdoc_tui.widgets.calm_list import CalmList
from designdoc_tui.widgets.line import Line

_SIGNS = {
    State.EMPTY: ("○", "$foreground 60%"),
    State.BEGUN: ("◐", "$text-warning"),
    State.COMPLETE: ("●", "$text-success"),
    State.NOT_APPLICABLE: ("–", "$foreground 60%"),
}
_VERBATIM = ("¶", "$foreground 60%")
_BAR = 10


class Outline(Vertical):
    """The steps of a document, the current one marked."""

    class StepChosen(Message):
        """A step was chosen."""

        def __init__(self, step: Section) -> None:
            super().__init__()
            self.step = step

    def __init__(self, document: Document, steps: Steps) -> None:
        """Makes the outline of a document.

        Args:
            document: The document.
            steps: Its steps.
        """
        super().__init__()
        self._document = document
        self._steps = steps
        self._states = self._all_states()
        self._current = 0
        self._bar = Line(id="progress")
        self._bar.show(self._progress_line())
        self._list = CalmList(*self._options(), markup=False, compact=True)

    def compose(self) -> ComposeResult:
        """The progress, and the steps."""
        yield self._bar
        yield self._list

    def _all_states(self) -> list[State | None]:
        """How far along each step is; nothing is asked of what stands word for word."""
        return [
            None if is_verbatim(section) else state_of(self._document, section)
            for section in self._steps.sections
        ]

    def _options(self) -> list[Option]:
        options: list[Option] = []
        above = ""
        for index, step in enumerate(self._steps.all):
            if step.group and step.group != above:
                options.append(Option(Content.styled(step.group, "$foreground 60%"), disabled=True))
            above = step.group
            options.append(Option(self._prompt(index, step), id=str(index)))
        return options

    def _prompt(self, index: int, step: Step) -> Content:
        state = self._states[index]
        sign, style = _VERBATIM if state is None else _SIGNS[state]
        heading = Content(step.section.heading)
        if index == self._current:
            heading = heading.stylize("bold")
        elif state is State.NOT_APPLICABLE:
            heading = heading.stylize("$foreground 60%")
        return Content.assemble("  " * step.depth, (sign, style), " ", heading)

    def _show_step(self, index: int) -> None:
        self._list.replace_option_prompt(str(index), self._prompt(index, self._steps.all[index]))

    @property
    def progress(self) -> Progress:
        """How many steps of the template need nothing more."""
        done = (State.COMPLETE, State.NOT_APPLICABLE)
        states = [state for state in self._states if state is not None]
        return Progress(sum(state in done for state in states), len(states))

    def _progress_line(self) -> Content:
        progress = self.progress
        full = round(progress.share * _BAR)
        return Content.assemble(
            ("━" * full, "$success"),
            ("━" * (_BAR - full), "$foreground 20%"),
            f" {progress.complete}/{progress.total}",
        )

    @property
    def lines(self) -> list[str]:
        """What it says, line by line."""
        return [str(option.prompt) for option in self._list.options]

    @property
    def has_focus_within(self) -> bool:
        """Whether the cursor is in the outline."""
        return self._list.has_focus

    def focus_list(self) -> None:
        """Puts the cursor on the current step."""
        self._list.focus()

    @property
    def highlighted_step(self) -> Section | None:
        """The step under the cursor."""
        index = self._list.highlighted
        option = None if index is None else self._list.get_option_at_index(index)
        if option is None or option.id is None:
            return None
        return self._steps.sections[int(option.id)]

    def show_current(self, step: Section) -> None:
        """Marks the step that is open."""
        before, self._current = self._current, self._steps.index(step)
        for index in {before, self._current}:
            self._show_step(index)
        self._list.highlighted = self._list.get_option_index(str(self._current))

    def show_state(self, step: Section) -> None:
        """Shows how far along a step is now."""
        index = self._steps.index(step)
        before = self._states[index]
        state = None if before is None else state_of(self._document, step)
        if state is not before:
            self._states[index] = state
            self._show_step(index)
            self._bar.show(self._progress_line())

    def show_all(self) -> None:
        """Shows how far along every step is now."""
        for step in self._steps.sections:
            self.show_state(step)

    def show_name(self, step: Section) -> None:
        """Shows what a step is called now."""
        self._show_step(self._steps.index(step))

    def show_steps(self, current: Section) -> None:
        """Shows other steps.

        Args:
            current: The one that is open.
        """
        self._states = self._all_states()
        self._current = self._steps.index(current)
        self._list.set_options(self._options())
        self._list.highlighted = self._list.get_option_index(str(self._current))
        self._bar.show(self._progress_line())

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """Tells which step was chosen."""
        message.stop()
        if message.option_id is not None:
            self.post_message(self.StepChosen(self._steps.sections[int(message.option_id)]))
