"""Rules about sign-offs: whether those who agreed agreed to what stands here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from designdoc_tui.checks.rules import NOT_SIGNED_OFF, SIGN_OFF_DOES_NOT_MATCH, STALE_SIGN_OFF
from designdoc_tui.checks.view import Hit, View
from designdoc_tui.document import Document
from designdoc_tui.document.values import value_at
from designdoc_tui.review.approvals import approvals, role_key
from designdoc_tui.review.changes import Changes
from designdoc_tui.review.parts import SIGN_OFFS
from designdoc_tui.review.sign_offs import SignOff, Standing, Standings
from designdoc_tui.template.checks import Stage
from designdoc_tui.template.field import Role

if TYPE_CHECKING:
    from designdoc_tui.template.path import Path


def sign_offs(view: View) -> Iterator[Hit]:
    """Sign-offs that do not count, and in an approved document those that are not there."""
    is_binding = view.stage in (Stage.APPROVED, Stage.IMPLEMENTED)
    if not is_binding and not value_at(view.values, SIGN_OFFS):
        return
    document = Document(view.template, dict(view.values))
    changes = Changes(document)
    standings = Standings(document, changes.content)
    places = {role_key(each.role): each.path for each in reversed(approvals(document))}
    for sign_off in standings.sign_offs:
        yield from _about(changes, sign_off, standings.of(sign_off), places)
    if is_binding and view.with_role(Role.APPROVAL) is not None:
        for approval in approvals(document):
            last = standings.last(approval.role)
            if last is None or last.withdrawn is not None:
                yield Hit(
                    NOT_SIGNED_OFF,
                    approval.path,
                    f"Nobody has signed as {approval.role}: have it signed, or take the status "
                    "back. A name and a date alone are no sign-off.",
                )


def _about(
    changes: Changes, sign_off: SignOff, worth: Standing, places: dict[str, Path]
) -> Iterator[Hit]:
    who = f"{sign_off.person.shown_name} signed as {sign_off.role} on {sign_off.day}"
    if worth is Standing.STALE:
        path = places.get(role_key(sign_off.role), (*SIGN_OFFS, sign_off.position))
        what = changes.named(sign_off)
        yield Hit(
            STALE_SIGN_OFF, path, f"{what} after {who}: have it read and signed again.", at_key=True
        )
    elif worth is Standing.ALTERED:
        yield Hit(
            SIGN_OFF_DOES_NOT_MATCH,
            (*SIGN_OFFS, sign_off.position),
            f"The record that {who} is not as the tool wrote it, or the approval names somebody or "
            "some day else: undo the change by hand, or have it signed again.",
        )
