"""What reviewers leave in a draft: marks, sign-offs, comments, each bound to what it is about.

This room writes down and reads. Whether something may be done is decided in `approval`.
"""

from designdoc_tui.review.anchors import Anchor, Place, place_of
from designdoc_tui.review.approvals import Approval, approval_list, approvals
from designdoc_tui.review.canonical import content_digest
from designdoc_tui.review.changes import Changes, changes_for, changes_since, named
from designdoc_tui.review.comments import (
    Comment,
    Reply,
    Resolution,
    add_comment,
    comments,
    reopen,
    reply,
    resolve,
)
from designdoc_tui.review.coverage import section_content, signed_content
from designdoc_tui.review.field_changes import FieldChange
from designdoc_tui.review.marks import Mark, is_fresh, mark_reviewed, marks, unmark
from designdoc_tui.review.outstanding import why_not
from designdoc_tui.review.people import Person, identities
from designdoc_tui.review.sign_offs import (
    SignOff,
    Standing,
    Standings,
    Withdrawal,
    current_sign_off,
    record_sign_off,
    sign_offs,
    standing,
    withdraw,
)

__all__ = [
    "Anchor",
    "Approval",
    "Changes",
    "Comment",
    "FieldChange",
    "Mark",
    "Person",
    "Place",
    "Reply",
    "Resolution",
    "SignOff",
    "Standing",
    "Standings",
    "Withdrawal",
    "add_comment",
    "approval_list",
    "approvals",
    "changes_for",
    "changes_since",
    "comments",
    "content_digest",
    "current_sign_off",
    "identities",
    "is_fresh",
    "mark_reviewed",
    "marks",
    "named",
    "place_of",
    "record_sign_off",
    "reopen",
    "reply",
    "resolve",
    "section_content",
    "sign_offs",
    "signed_content",
    "standing",
    "unmark",
    "why_not",
    "withdraw",
]
