"""What the keys of the checklist do about sign-offs, changes and the status."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from designdoc_screens.review_dialogs import RoleDialog, TextDialog
from designdoc_tui.approval import (
    Item,
    ItemKind,
    history,
    move_to,
    next_steps,
    sign,
)
from designdoc_tui.approval.gates import AUTHOR_MAY_SIGN
from designdoc_tui.review.approvals import Approval, approval_list, approvals
from designdoc_tui.review.changes import changes_for, changes_since
from designdoc_tui.review.marks import Marked, marks
from designdoc_tui.review.people import Person
from designdoc_tui.review.register import day_of
from designdoc_tui.review.sign_offs import SignOff, current_sign_off, sign_offs, withdraw
from designdoc_tui.template.field import Role
from designdoc_tui.widgets.preview.visible import visible

if TYPE_CHECKING:
    from designdoc_screens.review import ReviewScreen
    from designdoc_screens.review_asking import Asking
    from designdoc_tui.document import Document
    from designdoc_tui.review.field_changes import FieldChange


class SigningActions:
    """Sign-offs, what changed since them, and the next step of the status."""

    def __init__(self, screen: ReviewScreen, asking: Asking) -> None:
        """Begins with nothing done.

        Args:
            screen: The checklist.
            asking: Asks who does it.
        """
        self._screen = screen
        self._document = screen.document
        self._reviewer = screen.reviewer
        self._asking = asking

    # Sign-offs

    def signed(self) -> SignOff | None:
        """The sign-off of the chosen item that could be taken back."""
        role = _role_of(self._screen.items.item)
        return None if role is None else current_sign_off(self._document, role)

    async def sign(self) -> None:
        """Signs the chosen role; elsewhere in the list, asks for the role."""
        if approval_list(self._document.template) is None:
            self._screen.notify("This template has no approvals to sign.")
            return
        role = _role_of(self._screen.items.item)
        if role is None:
            role = await self._ask_role()
        if role:
            await self._sign(role)

    async def _ask_role(self) -> str | None:
        items = self._screen.checklist.items
        roles = [(role, item.detail) for item in items if (role := _role_of(item)) is not None]
        role = await self._screen.app.push_screen_wait(RoleDialog(roles))
        return await self._new_role() if role == "" else role

    async def _new_role(self) -> str | None:
        asking = TextDialog(
            "Add a role",
            "Who else has to agree before this document is approved? For instance: Legal Review.",
            self._reviewer.place.kept,
            "role",
            label="Add",
        )
        said = await self._screen.app.push_screen_wait(asking)
        placed = approval_list(self._document.template)
        if not said or placed is None:
            return None
        role = " ".join(said.split())
        known = {each.role.casefold() for each in approvals(self._document)}
        if role.casefold() not in known:
            end = len(self._document.items(placed.path))
            with self._document.one_step():
                self._document.insert(placed.path, end, {placed.role: role})
        return role

    async def _sign(self, role: str) -> None:
        from designdoc_screens.review_sign import SignDialog, about_to_sign

        person = await self._asking.me(
            "A sign-off bears your name and your address.", with_address=True
        )
        if person is None:
            return
        items, now = self._screen.checklist.items, self._reviewer.now()
        files, checked = (
            self._reviewer.surroundings,
            self._document.snapshot().document,
        )
        signing = await self._asking.look(
            lambda document: about_to_sign(
                document, role, person, items, today=now.date(), surroundings=files
            )
        )
        chosen = await self._screen.app.push_screen_wait(SignDialog(signing))
        if chosen is True and self._still_says(checked, "s"):
            sign(self._document, role, person, now, surroundings=files, checked=checked)
            self._screen.notify(f"Signed as {visible(role)}. Save with f2.", markup=False)
        elif chosen is not None and not isinstance(chosen, bool):
            self._screen.go_to(chosen)

    def _still_says(self, checked: Document, key: str) -> bool:
        """Whether the document is the one that somebody has decided about; says so when not."""
        if self._document.values is checked.values:
            return True
        self._screen.notify(
            f"The draft was changed meanwhile: look again with {key}.",
            severity="error",
            markup=False,
        )
        return False

    async def withdraw(self) -> None:
        """Takes a sign-off back, with a reason."""
        sign_off = self.signed()
        if sign_off is None:
            return
        person = await self._asking.me("It is kept who withdrew a sign-off.")
        if person is None:
            return
        asking = TextDialog(
            f"Withdraw {sign_off.role}",
            f"Why does the sign-off of {sign_off.person.shown_name} no longer stand?",
            self._reviewer.place.kept,
            f"withdraw {sign_off.id}",
            label="Withdraw",
            hint="It stays in the list, with this reason.",
        )
        reason = await self._screen.app.push_screen_wait(asking)
        if reason:
            withdraw(self._document, sign_off, person, reason, self._reviewer.now())

    async def ask_why_author_may_sign(self) -> None:
        """Asks why the author's own sign-off counts; empty for that it does not."""
        asking = TextDialog(
            "May the author sign?",
            "Why does the author's own sign-off count? It stands in the draft.",
            self._reviewer.place.kept,
            "author may sign",
            label="Keep",
            text=self._document.text(AUTHOR_MAY_SIGN),
            may_be_empty=True,
        )
        said = await self._screen.app.push_screen_wait(asking)
        if said is not None:
            with self._document.one_step():
                self._document.set(AUTHOR_MAY_SIGN, said or None)

    # What changed, and the status

    async def show_changes(self) -> None:
        """Shows what changed: since the chosen section was read, or the document was signed."""
        person = await self._asking.me("What changed is told since you last read or signed.")
        if person is None:
            return
        from designdoc_screens.review_changes import ChangesScreen

        item = self._screen.items.item
        since, changes = await self._asking.look(lambda document: _changes(document, item, person))
        if changes is None:
            self._screen.notify("The text of that time is not kept in the draft.", markup=False)
        elif not changes:
            said = f"Nothing changed {since}." if since else "You have not read or signed it yet."
            self._screen.notify(said, timeout=4, markup=False)
        else:
            showing = ChangesScreen(self._document, changes, since)
            path = await self._screen.app.push_screen_wait(showing)
            if path is not None:
                self._screen.go_to(path)

    async def show_status(self) -> None:
        """Shows the status, what could come next, and what stands in its way."""
        from designdoc_screens.review_status import Move, StatusDialog

        now, files = self._reviewer.now(), self._reviewer.surroundings
        checked = self._document.snapshot().document
        steps = await self._asking.look(
            lambda document: next_steps(document, today=now.date(), surroundings=files)
        )
        status = self._document.with_role(Role.STATUS) or "none"
        showing = StatusDialog(status, steps, history(self._document), self._document.frozen)
        chosen: Any = await self._screen.app.push_screen_wait(showing)
        if not isinstance(chosen, Move):
            if chosen:
                self._screen.go_to(chosen)
            return
        person = await self._asking.me("It is kept who took a step.")
        if person is None or not self._still_says(checked, "t"):
            return
        move_to(self._document, chosen.status, person, now, surroundings=files, checked=checked)
        self._screen.notify(f"Now {chosen.status}. Save with f2.", markup=False)


def _role_of(item: Item | None) -> str | None:
    """The role that an item is about; none where it is about something else."""
    subject = None if item is None else item.subject
    return subject.role if isinstance(subject, Approval | SignOff) else None


def _changes(
    document: Document, item: Item | None, person: Person
) -> tuple[str, list[FieldChange] | None]:
    """Since when to tell changes of an item, empty for never, and the changes."""
    role = _role_of(item)
    if role is not None:
        last = current_sign_off(document, role)
        if last is not None:
            since = f"since {visible(last.person.shown_name)} signed on {last.day}"
            return since, changes_since(document, last)
    if item is not None and item.kind is ItemKind.SECTION:
        made = Marked(document).on(item.path)
        own = [mark for mark in made if mark.person.is_same(person)] or made
        if own:
            who = "you" if own[-1].person.is_same(person) else own[-1].person.shown_name
            since = f"since {visible(who)} read it on {visible(day_of(own[-1].at))}"
            return since, changes_since(document, own[-1])
    looked = [each.person for each in marks(document)]
    looked += [each.person for each in sign_offs(document)]
    if not any(map(person.is_same, looked)):
        return "", []
    return "since you last read or signed", changes_for(document, person)
