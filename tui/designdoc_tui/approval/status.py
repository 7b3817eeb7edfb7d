"""Steps of the status, forwards through their gates and back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from designdoc_tui.approval.gates import errors_of, found_in, unsigned
from designdoc_tui.approval.reason import Reason, RefusedError
from designdoc_tui.approval.stages import ORDER, StatusField, status_field
from designdoc_tui.review.people import Person
from designdoc_tui.review.register import by, edit, entries, person_in, text_in
from designdoc_tui.template.checks import Stage
from designdoc_tui.template.path import ROOT, Path
from designdoc_tui.template.reserved import REVIEW

if TYPE_CHECKING:
    from designdoc_tui.checks import Surroundings
    from designdoc_tui.checks.finding import Findings
    from designdoc_tui.document import Document

HISTORY: Path = (REVIEW, "history")
"""Where the steps stand that were taken."""


class Step(NamedTuple):
    """A step that was taken.

    Attributes:
        before: The status before.
        after: The status after.
        person: Who took it.
        at: When, as it is written.
    """

    before: str
    after: str
    person: Person
    at: str


class NextStep(NamedTuple):
    """A step that could be taken.

    Attributes:
        status: The status after.
        is_back: Whether it leads back.
        reasons: What stands in its way; nothing when it can be taken.
    """

    status: str
    is_back: bool
    reasons: tuple[Reason, ...]


def history(document: Document) -> list[Step]:
    """The steps that were taken, oldest first."""
    return [
        Step(text_in(entry, "from"), text_in(entry, "to"), person_in(entry), text_in(entry, "at"))
        for _, entry in entries(document, "history")
    ]


def next_steps(
    document: Document, *, today: date, surroundings: Surroundings | None = None
) -> list[NextStep]:
    """Every other status, in the order of the template, with what stands in its way.

    Args:
        document: The document.
        today: The day of the step.
        surroundings: The files around the draft.
    """
    status = status_field(document.template)
    if status is None:
        return []
    now = status.of(document)
    # One look at the document for all steps: it is what takes time.
    found = cache(partial(found_in, document, today=today, surroundings=surroundings))
    missing = cache(partial(unsigned, document))
    return [
        NextStep(
            option,
            status.rank(option) < status.rank(now),
            tuple(_reasons_not_to_move(document, option, found, missing)),
        )
        for option in status.kind.options
        if option != now
    ]


def reasons_not_to_move(
    document: Document, to: str, *, today: date, surroundings: Surroundings | None = None
) -> list[Reason]:
    """Why a document cannot have another status now.

    A step back is always free. A step forwards leads one stage further: in review, to a document
    without errors of structure; approved, when every role has signed this very text too;
    implemented, while that still holds.

    Args:
        document: The document.
        to: The status.
        today: The day of the step.
        surroundings: The files around the draft.

    Returns:
        Every reason; nothing when it can.
    """
    found = partial(found_in, document, today=today, surroundings=surroundings)
    return _reasons_not_to_move(document, to, found, partial(unsigned, document))


def _reasons_not_to_move(
    document: Document,
    to: str,
    found_now: Callable[[], Findings],
    missing_now: Callable[[], list[Reason]],
) -> list[Reason]:
    status = status_field(document.template)
    if status is None:
        return [Reason(ROOT, "This template has no status.")]
    if to not in status.kind.options:
        known = ", ".join(status.kind.options)
        return [Reason(status.path, f"There is no status of that name: use one of {known}.")]
    now = status.of(document)
    if to == now and document.text(status.path) == now:
        return [Reason(status.path, f"The document is {now} already.")]
    further = status.rank(to) - status.rank(now)
    if further <= 0:
        return []
    stage = status.stage(to)
    found = [] if further == 1 else [_one_by_one(status, now)]
    found += errors_of(found_now(), stage)
    if ORDER.index(stage) >= ORDER.index(Stage.APPROVED):
        found += missing_now()
    return found


def _one_by_one(status: StatusField, now: str) -> Reason:
    following = ORDER[status.rank(now) + 1]
    names = [word for word in status.kind.options if status.stage(word) is following]
    return Reason(status.path, f"One step at a time: after {now} comes {' or '.join(names)}.")


def move_to(
    document: Document,
    to: str,
    person: Person,
    now: datetime,
    *,
    surroundings: Surroundings | None = None,
    checked: Document | None = None,
) -> None:
    """Gives a document another status, and writes down who did and when.

    Args:
        document: The document.
        to: The status.
        person: Who takes the step.
        now: When.
        surroundings: The files around the draft.
        checked: The document in which nothing stood in its way a moment ago: that is not asked
            again while it still stands.

    Raises:
        RefusedError: Something stands in the way.
        ValueError: Nobody is named, or the time has no distance from UTC.
    """
    status = status_field(document.template)
    if status is None or checked is None or checked.values is not document.values:
        reasons = reasons_not_to_move(document, to, today=now.date(), surroundings=surroundings)
        if reasons or status is None:
            raise RefusedError(reasons)
    step = {"from": document.text(status.path) or status.of(document), "to": to, **by(person, now)}
    edit(document, [(HISTORY, [*document.items(HISTORY), step]), (status.path, to)])
