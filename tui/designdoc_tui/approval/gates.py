"""What has to be settled before a document is signed, or goes a step further.

One thought is behind all gates: a document goes on when `check` would not fail it there. So what
counts as an error at a stage is told once, by the rules, and a rule that a draft switches off with
a reason opens the gate too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from designdoc_tui.approval.reason import Reason
from designdoc_tui.approval.stages import status_field
from designdoc_tui.checks import Checker, Severity
from designdoc_tui.checks.rules import (
    APPROVAL_WITHOUT_NAME,
    MARKDOWN_OUT_OF_DATE,
    NOT_SIGNED_OFF,
    RULES,
    SIGN_OFF_DOES_NOT_MATCH,
    STALE_SIGN_OFF,
)
from designdoc_tui.review.approvals import Approval, approval_list, approvals, role_key
from designdoc_tui.review.changes import Changes
from designdoc_tui.review.outstanding import why_not
from designdoc_tui.review.people import Person
from designdoc_tui.review.sign_offs import Standing, Standings
from designdoc_tui.source.errors import one_line
from designdoc_tui.template.checks import Stage
from designdoc_tui.template.field import Role
from designdoc_tui.template.path import ROOT, Path
from designdoc_tui.template.reserved import REVIEW
from designdoc_tui.template.spec import read_flag

if TYPE_CHECKING:
    from designdoc_tui.checks import Surroundings
    from designdoc_tui.checks.finding import Findings
    from designdoc_tui.document import Document

AUTHOR_MAY_SIGN: Final[Path] = (REVIEW, "author_may_sign")
"""Where the reason stands why the author's own sign-off counts."""

_TOLD_BY_ROLE: Final = frozenset(
    {
        APPROVAL_WITHOUT_NAME.id,
        NOT_SIGNED_OFF.id,
        SIGN_OFF_DOES_NOT_MATCH.id,
        STALE_SIGN_OFF.id,
    }
)
"""What the gates say of each role in their own words."""
_SETTLED_BY_SAVING: Final = frozenset({MARKDOWN_OUT_OF_DATE.id})


def errors_at(
    document: Document,
    stage: Stage,
    *,
    today: date,
    surroundings: Surroundings | None = None,
) -> list[Reason]:
    """What `check` would fail a document for, were it at a stage; sign-offs apart.

    Args:
        document: The document.
        stage: The stage.
        today: The day on which no date may be in the future.
        surroundings: The files around the draft; without, links to files are not looked at.

    Returns:
        A reason for each error, in the order of the document.
    """
    return errors_of(found_in(document, today=today, surroundings=surroundings), stage)


def found_in(
    document: Document, *, today: date, surroundings: Surroundings | None = None
) -> Findings:
    """What `check` finds in a document; see `errors_at`. Several stages can be asked of it."""
    return Checker(document.template).check(document.values, today=today, surroundings=surroundings)


def errors_of(found: Findings, stage: Stage) -> list[Reason]:
    """What of some findings would be an error at a stage; see `errors_at`."""
    left_out = _TOLD_BY_ROLE | _SETTLED_BY_SAVING
    return [
        Reason(finding.path, finding.message)
        for finding in found.findings
        if finding.rule not in left_out and RULES[finding.rule].severity_at(stage) is Severity.ERROR
    ]


def unsigned(document: Document) -> list[Reason]:
    """What is missing for every role to have agreed to the document as it is.

    Args:
        document: The document.

    Returns:
        A reason for each role that has not; nothing for a template without approvals.
    """
    placed = approval_list(document.template)
    if placed is None or _does_not_apply(document, placed.path):
        return []
    asked = approvals(document)
    if not asked:
        return [Reason(placed.path, "Nobody is asked to approve: add a role to Approval.")]
    changes = Changes(document)
    standings = Standings(document, changes.content)
    return [
        Reason(approval.path, one_line(why))
        for approval in asked
        if (why := _why_not_signed(document, approval, standings, changes))
    ]


def _does_not_apply(document: Document, path: Path) -> bool:
    section = document.template.section_of(path)
    return section is not None and document.not_applicable(section) is not None


def _why_not_signed(
    document: Document, approval: Approval, standings: Standings, changes: Changes
) -> str:
    role, last = approval.role, standings.last(approval.role)
    if last is None:
        asked = f": {approval.name} is asked to" if approval.name else ", and nobody is asked to"
        return f"{role} has not signed{asked}."
    if last.withdrawn is not None:
        return f"{role}: {why_not(last, standings, changes)}. Have it signed again."
    worth = standings.of(last)
    if worth is not Standing.FRESH:
        return f"{role}: {why_not(last, standings, changes)}. Have it signed again."
    if approval.outstanding:
        return f"{role} has signed, and this is outstanding: {approval.outstanding}"
    if not counts_in_spite_of_author(document, last.person):
        return f"{role} was signed by the author: {_AUTHOR_ADVICE}"
    return ""


_AUTHOR_ADVICE: Final = (
    "have somebody else sign, or say in review.author_may_sign why the author may."
)


def counts_in_spite_of_author(document: Document, person: Person) -> bool:
    """Whether somebody's sign-off counts: nobody is the author, or the draft says why they may."""
    if not person.is_in(document.with_role(Role.AUTHOR)):
        return True
    reason = document.text(AUTHOR_MAY_SIGN).strip()
    return bool(reason) and read_flag(reason) is None


def reasons_not_to_sign(
    document: Document,
    role: str,
    person: Person,
    *,
    today: date,
    surroundings: Surroundings | None = None,
) -> list[Reason]:
    """Why somebody cannot sign in a role now.

    Args:
        document: The document.
        role: In what capacity.
        person: Who.
        today: The day of the sign-off.
        surroundings: The files around the draft.

    Returns:
        Every reason; nothing when they can.
    """
    own = list(_about_the_signer(document, role, person))
    return own + errors_at(document, Stage.APPROVED, today=today, surroundings=surroundings)


def _about_the_signer(document: Document, role: str, person: Person) -> Iterator[Reason]:
    placed = approval_list(document.template)
    if placed is None:
        yield Reason(ROOT, "This template has no approvals to sign.")
        return
    if not (person.name and person.email):
        yield Reason(
            placed.path,
            "A sign-off needs your name and your address: set user.name and user.email in git, or "
            "the variable DESIGNDOC_AUTHOR.",
        )
    status = status_field(document.template)
    if status is not None and status.stage_of(document) is Stage.DRAFT:
        yield Reason(status.path, "The document is a draft still: put it in review first.")
    asked = [each for each in approvals(document) if role_key(each.role) == role_key(role)]
    if not asked:
        yield Reason(placed.path, one_line(f"{role} is not asked to approve: add the role first."))
        return
    approval = asked[0]
    if approval.name and not person.is_in(approval.name):
        yield Reason(
            (*approval.path, placed.name),
            one_line(f"{approval.name} is asked to sign as {role}: put your own name there first."),
        )
    if approval.outstanding and placed.outstanding:
        yield Reason(
            (*approval.path, placed.outstanding),
            one_line(f"This is outstanding for {role}: {approval.outstanding}"),
        )
    if not counts_in_spite_of_author(document, person):
        yield Reason(AUTHOR_MAY_SIGN, f"You are the author: {_AUTHOR_ADVICE}")
    standings = Standings(document)
    last = standings.last(role)
    if last is not None and standings.of(last) is Standing.FRESH:
        yield Reason(
            approval.path,
            one_line(f"{last.person.shown_name} has signed this very text as {role} already."),
        )
