"""Signing through the gates."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from designdoc_tui.approval.gates import reasons_not_to_sign
from designdoc_tui.approval.reason import RefusedError
from designdoc_tui.review.sign_offs import record_sign_off

if TYPE_CHECKING:
    from designdoc_tui.checks import Surroundings
    from designdoc_tui.document import Document
    from designdoc_tui.review.people import Person


def sign(
    document: Document,
    role: str,
    person: Person,
    now: datetime,
    *,
    surroundings: Surroundings | None = None,
    checked: Document | None = None,
) -> None:
    """Writes down that somebody agrees, in a role, to the document as it is.

    Args:
        document: The document.
        role: In what capacity.
        person: Who.
        now: When.
        surroundings: The files around the draft.
        checked: The document in which `reasons_not_to_sign` found nothing a moment ago: it is not
            asked again while that still stands.

    Raises:
        RefusedError: Something stands in the way; see `reasons_not_to_sign`.
        ValueError: The time has no distance from UTC.
    """
    if checked is None or checked.values is not document.values:
        reasons = reasons_not_to_sign(
            document, role, person, today=now.date(), surroundings=surroundings
        )
        if reasons:
            raise RefusedError(reasons)
    record_sign_off(document, role, person, now)
