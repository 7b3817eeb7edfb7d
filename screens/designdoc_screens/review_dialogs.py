"""The dialogs of the review: somebody's words, who somebody is, a list of reasons to go to."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from designdoc_screens.dialogs import Dialog
from designdoc_screens.review_rows import Hanging, Stacked
from designdoc_screens.review_words import counted
from designdoc_screens.rows import Line, Row
from designdoc_tui.review.people import Person
from designdoc_tui.template.path import Path, format_path
from designdoc_tui.widgets.editor import TextEditor
from designdoc_tui.widgets.preview.visible import visible
from designdoc_tui.widgets.safe_input import SafeInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from designdoc_tui.approval import Reason

Answer = TypeVar("Answer")

_DIM = "$foreground 60%"
_MOST_REASONS = 200


class Kept(dict[str, str]):
    """What was typed into dialogs that were left, by what it was about: it is there again."""


class WritingDialog(Dialog[Answer]):
    """A dialog with a text to write; what was typed is kept when it is left.

    Attributes:
        editor: Where the text is typed.
    """

    CSS_PATH = ["dialogs.tcss", "review_dialogs.tcss"]
    AUTO_FOCUS = "TextEditor"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "confirm", "Done", id="writing.confirm", tooltip="Say it"),
        Binding("ctrl+z", "undo_text", "Undo", id="writing.undo", show=False),
        Binding("ctrl+y", "redo_text", "Redo", id="writing.redo", show=False),
    ]

    def __init__(self, title: str, kept: Kept, about: str, text: str = "") -> None:
        """Makes the dialog.

        Args:
            title: What it is about, in a few words.
            kept: What was typed earlier into dialogs that were left.
            about: What tells this text from others there.
            text: The text to begin with, where nothing is kept.
        """
        super().__init__(title)
        self._kept = kept
        self._about = about
        self.editor = TextEditor(kept.get(about, text), self._typed)

    def on_mount(self) -> None:
        """Goes on at the end of what is there."""
        self.editor.put_cursor(self.editor.document.end)

    def _typed(self, text: str) -> None:
        self._kept[self._about] = text

    @property
    def said(self) -> str:
        """What was typed, without blanks around it."""
        return self.editor.text.strip()

    def done(self, answer: Answer) -> None:
        """Gives an answer: what was typed has its place now."""
        self._kept.pop(self._about, None)
        self.dismiss(answer)

    def action_confirm(self) -> None:
        """Gives the text."""

    def action_undo_text(self) -> None:
        """Takes back what was typed last."""
        self.editor.undo()

    def action_redo_text(self) -> None:
        """Types it again."""
        self.editor.redo()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.press(event.button.name or "")

    def press(self, name: str) -> None:
        """Does what a button is for."""
        if name == "cancel":
            self.action_leave()
        else:
            self.action_confirm()


class TextDialog(WritingDialog[str]):
    """Asks for a text, such as the answer to a question. It gives back the text, or None."""

    def __init__(
        self,
        title: str,
        question: str,
        kept: Kept,
        about: str,
        *,
        label: str,
        hint: str = "",
        text: str = "",
        may_be_empty: bool = False,
    ) -> None:
        """Asks.

        Args:
            title: What it is about, in a few words.
            question: What to write.
            kept: See `WritingDialog`.
            about: See `WritingDialog`.
            label: What the button says that gives the text.
            hint: What else there is to know.
            text: The text to begin with.
            may_be_empty: Whether nothing is an answer too.
        """
        super().__init__(title, kept, about, text)
        self._question = visible(question)
        self._label = label
        self._hint = hint
        self._may_be_empty = may_be_empty

    def compose_body(self) -> ComposeResult:
        """The question, the text, two buttons."""
        yield Static(self._question, classes="dialog-text", markup=False)
        yield self.editor
        hint = f"{self._hint} " if self._hint else ""
        yield Static(f"{hint}f2 confirms, tab goes on.", classes="dialog-hint", markup=False)
        with Horizontal(classes="dialog-buttons"):
            yield Button(Content(self._label), "primary", name="confirm", compact=True)
            yield Button(Content("Cancel"), name="cancel", compact=True)

    def action_confirm(self) -> None:
        """Gives the text, if there is one or need not be."""
        if self.said or self._may_be_empty:
            self.done(self.said)
        else:
            self.notify("Write something first, or leave with escape.", timeout=3)


class PersonDialog(Dialog[Person]):
    """Asks who sits there. It gives back the person, or None."""

    CSS_PATH = ["dialogs.tcss", "review_dialogs.tcss"]

    def __init__(self, person: Person | None, why: str) -> None:
        """Asks.

        Args:
            person: What is known already.
            why: What it is needed for.
        """
        super().__init__("Who are you?")
        self._person = person or Person("")
        self._why = why

    def compose_body(self) -> ComposeResult:
        """What it is for, two lines, two buttons."""
        yield Static(self._why, classes="dialog-text", markup=False)
        yield SafeInput(self._person.name, placeholder="Your name", compact=True, id="name")
        yield SafeInput(self._person.email, placeholder="Your e-mail", compact=True, id="email")
        yield Static(
            "Remembered on this machine. git's user.name and user.email, or DESIGNDOC_AUTHOR, "
            "come first.",
            classes="dialog-hint",
            markup=False,
        )
        with Horizontal(classes="dialog-buttons"):
            yield Button(Content("That is me"), "primary", name="confirm", compact=True)
            yield Button(Content("Cancel"), name="cancel", compact=True)

    @on(Input.Submitted, "#name")
    def _on_to_the_address(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one("#email", SafeInput).focus()

    @on(Input.Submitted, "#email")
    def action_confirm(self) -> None:
        """Gives the person, once both are there."""
        name = " ".join(self.query_one("#name", SafeInput).value.split())
        email = self.query_one("#email", SafeInput).value.strip()
        person = Person.parse(f"{name} <{email}>")
        if name and "@" in email and person == Person(name, email):
            self.dismiss(person)
        else:
            self.notify("It takes a name and an e-mail address.", timeout=3)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        if event.button.name == "confirm":
            self.action_confirm()
        else:
            self.action_leave()


def reason_options(reasons: Sequence[Reason], *, indent: int = 0) -> list[Option]:
    """Reasons as rows to choose from, each known by its position.

    Args:
        reasons: The reasons.
        indent: How many cells to leave at the left.

    Returns:
        A row each: what is wrong, and the field. Of very many the first, and how many more.
    """
    pad = " " * indent
    options = [
        Option(
            Hanging(
                Content.styled(f"{pad}✗ ", "$text-error"),
                Content.assemble(visible(each.message), (_field(each.path), _DIM)),
            ),
            id=f"reason-{index}",
        )
        for index, each in enumerate(reasons[:_MOST_REASONS])
    ]
    if len(reasons) > _MOST_REASONS:
        more = counted(len(reasons) - _MOST_REASONS, "more reason")
        options.append(Option(f"{pad}and {more}: see the checklist", disabled=True))
    return options


def _field(path: Path) -> str:
    return f"  {visible(format_path(path))}" if path else ""


def _role_row(role: str, said: str) -> Stacked:
    """A role, and below it how it stands, which is too long to stand beside it."""
    below = Hanging(Content("  "), Content.styled(visible(said), _DIM))
    return Stacked([Row([Line(Content(visible(role)))]), below])


class RoleDialog(Dialog[str]):
    """Asks in which role to sign. It gives back the role, "" for one to add, or None."""

    CSS_PATH = ["dialogs.tcss", "review_dialogs.tcss"]
    AUTO_FOCUS = "OptionList"

    def __init__(self, roles: Sequence[tuple[str, str]]) -> None:
        """Asks.

        Args:
            roles: Each role with how it stands.
        """
        super().__init__("Sign as")
        self._roles = tuple(roles)

    def compose_body(self) -> ComposeResult:
        """The roles, and one more."""
        rows = [
            Option(
                _role_row(role, said),
                id=str(index),
            )
            for index, (role, said) in enumerate(self._roles)
        ]
        yield OptionList(*rows, Option("+ add a role", id="+"), compact=True)
        yield Static("enter goes on, escape leaves.", classes="dialog-hint", markup=False)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        which = event.option_id or "+"
        self.dismiss("" if which == "+" else self._roles[int(which)][0])
