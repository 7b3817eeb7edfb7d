"""What keeps an approval with a name and a date from counting, for those who read `design.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designdoc_tui.review.approvals import approval_list, approvals
from designdoc_tui.review.changes import Changes
from designdoc_tui.review.register import day_of
from designdoc_tui.review.sign_offs import SignOff, Standing, Standings

if TYPE_CHECKING:
    from designdoc_tui.document import Document
    from designdoc_tui.template.kinds import Value
    from designdoc_tui.template.path import Path


def shown_approvals(
    document: Document, changes: Changes | None = None
) -> tuple[Path, list[Value]] | None:
    """The approvals as they are to be read.

    Args:
        document: The document.
        changes: What changed in it, where somebody remembers it.

    Returns:
        Where they stand, and the records with what is outstanding about each sign-off; `None` when
        they read as they are written.
    """
    placed = approval_list(document.template)
    if placed is None or not placed.outstanding:
        return None
    changes = changes or Changes(document)
    standings = Standings(document, changes.content)
    if not standings.sign_offs:
        return None
    records = list(document.items(placed.path))
    for approval in approvals(document):
        last = standings.last(approval.role)
        if last is None or approval.outstanding or not approval.date:
            continue
        reason = why_not(last, standings, changes)
        record = records[int(approval.path[-1])]
        if reason and isinstance(record, dict):
            records[int(approval.path[-1])] = {**record, placed.outstanding: reason}
    return placed.path, records


def why_not(sign_off: SignOff, standings: Standings, changes: Changes) -> str:
    """Why the latest sign-off of a role does not count; empty when it does.

    Args:
        sign_off: The sign-off.
        standings: What the sign-offs of the document are worth.
        changes: What changed in it.

    Returns:
        A sentence without its stop.
    """
    worth = standings.of(sign_off)
    if worth is Standing.STALE:
        what = changes.named(sign_off)
        return f"{what} after {sign_off.person.shown_name} signed on {sign_off.day}"
    if worth is Standing.ALTERED:
        return "the sign-off was changed after it was given, or this line was"
    if sign_off.withdrawn is not None:
        return f"withdrawn on {day_of(sign_off.withdrawn.at)}: {sign_off.withdrawn.reason}"
    return ""
