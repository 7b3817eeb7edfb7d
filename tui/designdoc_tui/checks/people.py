"""Rules about who wrote a document, who reads it, and who approves it."""

from __future__ import annotations

from collections.abc import Iterator

from designdoc_tui.checks.rules import APPROVAL_WITHOUT_NAME, REVIEWER_IS_AUTHOR
from designdoc_tui.checks.view import Hit, View
from designdoc_tui.review.people import identities
from designdoc_tui.template.field import Role
from designdoc_tui.template.kinds.records import Records
from designdoc_tui.template.kinds.text import Text


def reviewer_is_author(view: View) -> Iterator[Hit]:
    """Nobody reviews their own work."""
    author, reviewers = view.with_role(Role.AUTHOR), view.with_role(Role.REVIEWERS)
    if author is None or reviewers is None or not author[1].is_filled(author[2]):
        return
    who = identities(str(author[2]))
    path, _, entries = reviewers
    for index, entry in enumerate(entries if isinstance(entries, list) else []):
        if who & identities(str(entry)):
            yield Hit(
                REVIEWER_IS_AUTHOR,
                (*path, index),
                f"{entry} is the author: name somebody else to review this.",
            )


def approval_without_name(view: View) -> Iterator[Hit]:
    """Each approval needs somebody who gives it."""
    approval = view.with_role(Role.APPROVAL)
    if approval is None:
        return
    path, field, records = approval
    kind = field.kind
    if not isinstance(kind, Records) or not isinstance(records, list):
        return
    signer = next((key for key in kind.ticked_by if isinstance(kind.by_key[key].kind, Text)), None)
    if signer is None:
        return
    for index, record in enumerate(records):
        if isinstance(record, dict) and not kind.by_key[signer].is_filled(record.get(signer)):
            said = (record.get(key) for key in kind.head.keys if key not in kind.ticked_by)
            what = ", ".join(str(text) for text in said if text)
            if what or any(record.values()):
                message = f"Say who approves{f' as {what}' if what else ''}: fill in {signer}."
                yield Hit(APPROVAL_WITHOUT_NAME, (*path, index), message)
