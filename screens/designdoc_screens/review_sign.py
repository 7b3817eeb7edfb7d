"""Signing: what is being signed, what is still open, and what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import on
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, OptionList, Static

from designdoc_screens.dialogs import Dialog
from designdoc_screens.review_changes import label_of_change
from designdoc_screens.review_dialogs import reason_options
from designdoc_screens.review_rows import Hanging
from designdoc_screens.review_words import counted
from designdoc_tui.approval import Item, ItemKind, Reason, reasons_not_to_sign
from designdoc_tui.review.canonical import content_digest
from designdoc_tui.review.changes import changes_since, named
from designdoc_tui.review.coverage import signed_content
from designdoc_tui.review.people import Person
from designdoc_tui.review.sign_offs import current_sign_off
from designdoc_tui.template.field import Role
from designdoc_tui.template.path import Path
from designdoc_tui.widgets.preview.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from textual.app import ComposeResult

    from designdoc_tui.checks import Surroundings
    from designdoc_tui.document import Document

_DIM: Final = "$foreground 60%"
_DIGITS: Final = 4  # of a group
_GROUPS: Final = 4


@dataclass(frozen=True, slots=True)
class Signing:
    """What somebody is about to sign.

    Attributes:
        role: In what capacity.
        person: Who.
        day: The day.
        title: What the document is called.
        digest: Of what is signed.
        since: What changed since the role signed last; empty when it has not.
        still_open: What is open and does not stand in the way.
        reasons: What stands in the way.
    """

    role: str
    person: Person
    day: str
    title: str
    digest: str
    since: str
    still_open: str
    reasons: tuple[Reason, ...]

    @property
    def short_digest(self) -> str:
        """The beginning of the digest, in groups that can be compared by eye."""
        ends = range(_DIGITS, _DIGITS * _GROUPS + 1, _DIGITS)
        return " ".join(self.digest[end - _DIGITS : end] for end in ends)


def about_to_sign(
    document: Document,
    role: str,
    person: Person,
    items: Sequence[Item],
    *,
    today: date,
    surroundings: Surroundings | None = None,
) -> Signing:
    """Gathers what there is to know before signing.

    Args:
        document: The document.
        role: In what capacity.
        person: Who.
        items: The checklist.
        today: The day.
        surroundings: The files around the draft.
    """
    reasons = reasons_not_to_sign(document, role, person, today=today, surroundings=surroundings)
    last, since = current_sign_off(document, role), ""
    if last is not None:
        changes = changes_since(document, last)
        who = f"{last.person.shown_name} signed on {last.day}"
        what = named(changes, name_of=partial(label_of_change, document))
        since = f"{who}; nothing changed" if changes == [] else f"{who}; since then {what}"
    return Signing(
        role,
        person,
        today.isoformat(),
        document.with_role(Role.TITLE).strip() or "Untitled",
        content_digest(signed_content(document)),
        since,
        _still_open(items),
        tuple(reasons),
    )


_NAMES: Final = {
    ItemKind.FINDING: ("finding", "findings"),
    ItemKind.SECTION: ("section to read", "sections to read"),
    ItemKind.QUESTION: ("open question", "open questions"),
    ItemKind.COMMENT: ("comment", "comments"),
    ItemKind.SIGN_OFF: ("sign-off", "sign-offs"),
}


def _still_open(items: Sequence[Item]) -> str:
    said = []
    for kind, (one, many) in _NAMES.items():
        number = sum(item.is_open for item in items if item.kind is kind)
        if number:
            said.append(counted(number, one, many))
    return ", ".join(said) or "nothing"


class SignDialog(Dialog[bool | Path]):
    """Shows what is being signed. It gives back True to sign, a path to go to, or None."""

    CSS_PATH = ["dialogs.tcss", "review_dialogs.tcss"]
    AUTO_FOCUS = "OptionList, Button"

    def __init__(self, signing: Signing) -> None:
        """Asks.

        Args:
            signing: What is about to be signed.
        """
        refused = bool(signing.reasons)
        role = visible(signing.role)
        title = f"Not to be signed as {role} yet" if refused else f"Sign as {role}"
        super().__init__(title, "error" if refused else "primary")
        self._signing = signing

    def compose_body(self) -> ComposeResult:
        """What is signed and what is open; the reasons against it, or the button that signs."""
        signing = self._signing
        if signing.reasons:
            many = counted(len(signing.reasons), "reason")
            yield Static(f"{many}; enter goes to its field.", classes="dialog-text", markup=False)
            yield OptionList(*reason_options(signing.reasons), compact=True)
            yield Static("escape leaves.", classes="dialog-hint", markup=False)
            return
        with VerticalScroll(classes="dialog-body", can_focus=False):
            for row in _facts(signing):
                yield Static(row)
        with Horizontal(classes="dialog-buttons"):
            yield Button(Content("Sign"), "primary", name="sign", compact=True)
            yield Button(Content("Cancel"), name="cancel", compact=True)

    @on(OptionList.OptionSelected)
    def _to_its_field(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._signing.reasons[event.option_index].path)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        if event.button.name == "sign":
            self.dismiss(result=True)
        else:
            self.action_leave()


def _facts(signing: Signing) -> list[Hanging]:
    facts = [
        ("Document", signing.title, "bold"),
        ("Signer", str(signing.person), ""),
        ("Date", signing.day, ""),
        ("Text", f"{signing.short_digest} …", ""),
        ("Covers", "every field of every section, and why sections do not apply", ""),
        ("Not", "status, last update, approvals, comments", _DIM),
    ]
    if signing.since:
        facts.append(("Last", signing.since, ""))
    facts.append(("Still open", signing.still_open, "$text-warning"))
    width = max(len(name) for name, _, _ in facts) + 2
    return [
        Hanging(Content.styled(f"{name:<{width}}", _DIM), Content.styled(visible(text), style))
        for name, text, style in facts
    ]
