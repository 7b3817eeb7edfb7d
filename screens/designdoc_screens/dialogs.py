"""Dialogs: a question, a reason, a problem.

They share one look and one manner: `escape` leaves without doing anything, the keys stay inside
until it is answered, and whatever comes from a document or a file name is shown, not executed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Literal, TypeVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static

from designdoc_tui.widgets.preview.visible import visible
from designdoc_tui.widgets.safe_input import SafeInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.types import CSSPathType

    from designdoc_tui.desk import Holder

Answer = TypeVar("Answer")
Tone = Literal["default", "primary", "success", "warning", "error"]


class Dialog(ModalScreen[Answer | None]):
    """A frame in the middle of the screen; `escape` answers None."""

    CSS_PATH: ClassVar[CSSPathType | None] = "dialogs.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-roomy")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Cancel", id="dialog.leave", tooltip="Leave without an answer"),
        Binding("up", "app.focus_previous", "Up", id="dialog.up", show=False),
        Binding("down", "app.focus_next", "Down", id="dialog.down", show=False),
    ]

    def __init__(self, title: str, tone: Tone = "primary") -> None:
        """Makes the frame.

        Args:
            title: What the dialog is about, in a few words.
            tone: The colour of its title.
        """
        super().__init__()
        self.heading = visible(title)
        self._tone = tone

    def compose(self) -> ComposeResult:
        """The title and, below it, what the dialog is for."""
        with Vertical(classes=f"dialog -{self._tone}"):
            yield Static(self.heading, classes="dialog-title", markup=False)
            yield from self.compose_body()

    def compose_body(self) -> ComposeResult:
        """What stands below the title."""
        yield from ()

    def action_leave(self) -> None:
        """Leaves without an answer."""
        self.dismiss(None)


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question.

    Attributes:
        answer: What the dialog gives back.
        label: What its button says.
        key: The letter that chooses it; underlined where the label has it.
        tone: The colour of its button.
    """

    answer: str
    label: str
    key: str = ""
    tone: Tone = "default"

    @property
    def content(self) -> Content:
        """The label with the letter of the key underlined."""
        content = Content(self.label)
        at = self.label.lower().find(self.key) if self.key else -1
        return content.stylize("underline", at, at + 1) if at >= 0 else content


class ChoiceDialog(Dialog[str]):
    """A question with a few answers; the first is the safe one and has the focus.

    It gives back the `answer` of the choice, or None.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "app.focus_previous", "Left", id="choice.left", show=False),
        Binding("right", "app.focus_next", "Right", id="choice.right", show=False),
    ]

    def __init__(
        self, title: str, text: str, choices: Sequence[Choice], tone: Tone = "primary"
    ) -> None:
        """Makes the question.

        Args:
            title: The question in a few words.
            text: What has to be known to answer it.
            choices: The answers. One with the answer "" is the same as `escape`.
            tone: The colour of the title.
        """
        super().__init__(title, tone)
        self._text = visible(text)
        self._choices = tuple(choices)

    def compose_body(self) -> ComposeResult:
        """What has to be known, and a button for each answer."""
        with VerticalScroll(classes="dialog-body", can_focus=False):
            yield Static(self._text, markup=False)
        with Horizontal(classes="dialog-buttons"):
            for choice in self._choices:
                yield Button(choice.content, choice.tone, name=choice.answer, compact=True)

    def on_key(self, event: events.Key) -> None:
        """The letter of an answer chooses it."""
        for choice in self._choices:
            if choice.key and event.key == choice.key:
                event.stop()
                self.action_choose(choice.answer)
                return

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.action_choose(event.button.name or "")

    def action_choose(self, answer: str) -> None:
        """Gives an answer."""
        self.dismiss(answer or None)


class QuitDialog(ChoiceDialog):
    """Asks what to do with unsaved changes: "save", "discard", or None to go on."""

    def __init__(self, name: str) -> None:
        """Asks about a draft.

        Args:
            name: Its title, or the name of its file.
        """
        super().__init__(
            "Unsaved changes",
            f"“{name}” has changes that are not saved yet.",
            (
                Choice("save", "Save", "s", "primary"),
                Choice("discard", "Discard", "d", "error"),
                Choice("", "Keep editing", "k"),
            ),
        )


class HeldDialog(ChoiceDialog):
    """Asks what to do about a draft that somebody else has open: "read", "take", or None."""

    def __init__(self, name: str, holder: Holder | None) -> None:
        """Asks about a draft.

        Args:
            name: The name of its file.
            holder: Who has it, if that is known.
        """
        super().__init__(
            "Open elsewhere",
            f"{_who(holder)} “{name}” open. Read it here, or take it over: what is not saved "
            "there stays in the journal there and comes back at the next start.",
            (
                Choice("read", "Read only", "r", "primary"),
                Choice("take", "Take over", "t", "error"),
                Choice("", "Cancel", "c"),
            ),
            "warning",
        )


def _who(holder: Holder | None) -> str:
    if holder is None:
        return "Somebody else has"
    process = holder.process
    since = f"{datetime.fromtimestamp(holder.since):%Y-%m-%d %H:%M}"
    return f"Since {since}, {process.user} on {process.host} has"


class ReasonDialog(Dialog[str]):
    """Asks why a section does not apply. It gives back the reason, perhaps empty, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "confirm", "Mark", id="reason.confirm", show=False),
    ]

    def __init__(self, heading: str, reason: str) -> None:
        """Asks about a section.

        Args:
            heading: The heading of the section.
            reason: The reason as it is, to change it.
        """
        super().__init__("Not applicable")
        self._section = visible(heading)
        self._reason = reason

    def compose_body(self) -> ComposeResult:
        """The question, a line for the reason, and two buttons."""
        question = Content.assemble("Why does ", (self._section, "bold"), " not apply here?")
        yield Static(question, classes="dialog-text")
        yield SafeInput(
            self._reason, placeholder="One line; it stands in the document", compact=True
        )
        yield Static(
            "What is written in the section is kept and comes back with it.",
            classes="dialog-hint",
            markup=False,
        )
        with Horizontal(classes="dialog-buttons"):
            yield Button(Content("Mark"), "primary", name="mark", compact=True)
            yield Button(Content("Cancel"), name="cancel", compact=True)

    @on(Input.Submitted)
    def action_confirm(self) -> None:
        """Gives the reason as it stands."""
        self.dismiss(" ".join(self.query_one(SafeInput).value.split()))

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        if event.button.name == "mark":
            self.action_confirm()
        else:
            self.action_leave()


class ProblemDialog(Dialog[None]):
    """Says what is wrong, in full: it wraps, scrolls and can be copied."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "copy", "Copy", id="problem.copy", tooltip="Copy the text"),
        Binding("up,k", "scroll(-1)", "Up", id="problem.up", show=False),
        Binding("down,j", "scroll(1)", "Down", id="problem.down", show=False),
        Binding("pageup", "scroll(-10)", "Page up", id="problem.page-up", show=False),
        Binding("pagedown", "scroll(10)", "Page down", id="problem.page-down", show=False),
    ]

    def __init__(self, title: str, lines: Sequence[str] | str) -> None:
        """Tells about a problem.

        Args:
            title: What could not be done, in a few words.
            lines: What is wrong and what to do, a paragraph each.
        """
        super().__init__(title, "error")
        paragraphs = lines.splitlines() if isinstance(lines, str) else lines
        self.text = "\n".join(visible(line) for line in paragraphs)

    def compose_body(self) -> ComposeResult:
        """The text, and two buttons."""
        with VerticalScroll(classes="dialog-body", can_focus=False):
            yield Static(self.text, markup=False)
        with Horizontal(classes="dialog-buttons"):
            yield Button(Content("Close"), "primary", name="close", compact=True)
            yield Button(Choice("", "Copy", "c").content, name="copy", compact=True)

    def action_scroll(self, lines: int) -> None:
        """Moves the text, where it is longer than the dialog."""
        self.query_one(".dialog-body").scroll_relative(y=lines, animate=False)

    def action_copy(self) -> None:
        """Copies the text."""
        self.app.copy_to_clipboard(self.text)
        self.notify("Copied.", timeout=2)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        if event.button.name == "copy":
            self.action_copy()
        else:
            self.action_leave()
