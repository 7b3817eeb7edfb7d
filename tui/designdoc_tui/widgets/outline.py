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
from designdoc_tui.template.model import Section
from designdoc_tui.widgets.line import Line

_SIGNS = {
    State.EMPTY: ("○", "$foreground 60%"),
    State.BEGUN: ("◐", "$text-warning"),
    State.COMPLETE: ("●", "$text-success"),
    State.NOT_APPLICABLE: ("–", "$foreground 60%"),
}
_BAR = 10


class Outline(Vertical):
    """The steps of a document, the current one marked."""

    class StepChosen(Message):
        """A step was chosen."""

        def __init__(self, step: Section) -> None:
            super().__init__()
            self.step = step

    def __init__(self, document: Document) -> None:
        """Makes the outline of a document."""
        super().__init__()
        self._document = document
        self._steps = document.template.steps
        self._states = [state_of(document, step) for step in self._steps]
        self._current = 0
        self._bar = Line(id="progress")
        self._bar.show(self._progress_line())
        self._list = OptionList(*self._options(), markup=False, compact=True)

    def compose(self) -> ComposeResult:
        """The progress, and the steps."""
        yield self._bar
        yield self._list

    def _options(self) -> list[Option]:
        options: list[Option] = []
        above: Section | None = None
        for index, step in enumerate(self._steps):
            group = self._group_of(step)
            if group is not None and group is not above:
                options.append(
                    Option(Content.styled(group.heading, "$foreground 60%"), disabled=True)
                )
            above = group
            options.append(Option(self._prompt(index), id=str(index)))
        return options

    def _group_of(self, step: Section) -> Section | None:
        """The section of the document that a step is a part of, unless it is one itself."""
        for section in self._document.template.sections:
            if section is not step and step.path[: len(section.path)] == section.path:
                return section
        return None

    def _prompt(self, index: int) -> Content:
        step = self._steps[index]
        sign, style = _SIGNS[self._states[index]]
        indent = "  " if self._group_of(step) is not None else ""
        heading = Content(step.heading)
        if index == self._current:
            heading = heading.stylize("bold")
        elif self._states[index] is State.NOT_APPLICABLE:
            heading = heading.stylize("$foreground 60%")
        return Content.assemble(indent, (sign, style), " ", heading)

    @property
    def progress(self) -> Progress:
        """How many steps need nothing more."""
        done = (State.COMPLETE, State.NOT_APPLICABLE)
        return Progress(sum(state in done for state in self._states), len(self._states))

    def _progress_line(self) -> Content:
        progress = self.progress
        full = round(progress.share * _BAR)
        return Content.assemble(
            ("━" * full, "$success"),
            ("━" * (_BAR - full), "$foreground 20%"),
            f" {progress.complete}/{progress.total}",
        )

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
        return self._steps[int(option.id)]

    def show_current(self, step: Section) -> None:
        """Marks the step that is open."""
        before, self._current = self._current, self._steps.index(step)
        for index in {before, self._current}:
            self._list.replace_option_prompt(str(index), self._prompt(index))
        self._list.highlighted = self._list.get_option_index(str(self._current))

    def show_state(self, step: Section) -> None:
        """Shows how far along a step is now."""
        index = self._steps.index(step)
        state = state_of(self._document, step)
        if state is not self._states[index]:
            self._states[index] = state
            self._list.replace_option_prompt(str(index), self._prompt(index))
            self._bar.show(self._progress_line())

    def show_all(self) -> None:
        """Shows how far along every step is now."""
        for step in self._steps:
            self.show_state(step)

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """Tells which step was chosen."""
        message.stop()
        if message.option_id is not None:
            self.post_message(self.StepChosen(self._steps[int(message.option_id)]))
