"""What stands between a document and its approval: the checklist, the gates, the steps.

What is refused here is refused with every reason, and each reason leads to the field that settles
it. What is allowed is written down by `review`.
"""

from designdoc_tui.approval.checklist import checklist
from designdoc_tui.approval.gates import reasons_not_to_sign
from designdoc_tui.approval.item import (
    Checklist,
    Count,
    Filter,
    Item,
    ItemKind,
    ItemState,
    comment_key,
)
from designdoc_tui.approval.questions import Question, answer, questions, unanswer
from designdoc_tui.approval.reason import Reason, RefusedError
from designdoc_tui.approval.signing import sign
from designdoc_tui.approval.status import (
    NextStep,
    Step,
    history,
    move_to,
    next_steps,
    reasons_not_to_move,
)

__all__ = [
    "Checklist",
    "Count",
    "Filter",
    "Item",
    "ItemKind",
    "ItemState",
    "NextStep",
    "Question",
    "Reason",
    "RefusedError",
    "Step",
    "answer",
    "checklist",
    "comment_key",
    "history",
    "move_to",
    "next_steps",
    "questions",
    "reasons_not_to_move",
    "reasons_not_to_sign",
    "sign",
    "unanswer",
]
