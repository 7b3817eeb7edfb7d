"""What a checklist has to be told, and what it leaves to the next time it is opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from designdoc_screens.review_dialogs import Kept
from designdoc_tui.approval import Checklist, Filter

if TYPE_CHECKING:
    from designdoc_tui.checks import Surroundings
    from designdoc_tui.review.people import Person


@dataclass(slots=True)
class ReviewPlace:
    """Where somebody was in the checklist of a draft.

    Attributes:
        key: The item that was chosen.
        index: Its position, should it be gone.
        which: Which items were shown.
        kept: What was typed into dialogs that were left.
        checklist: The list as it was made last.
        made_of: The values of the document that it was made of; `None` before the first.
    """

    key: str = ""
    index: int = 0
    which: Filter = Filter.ALL
    kept: Kept = field(default_factory=Kept)
    checklist: Checklist = field(default_factory=Checklist)
    made_of: object = None


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who reviews, when, and with which files around.

    Attributes:
        file_name: What the draft's file is called.
        person: Tells who it is; `None` while nobody knows.
        remember: Is told who it is, when somebody has said so.
        now: Tells the time.
        surroundings: The files around the draft.
        place: Where they were.
    """

    file_name: str
    person: Callable[[], Person | None]
    remember: Callable[[Person], None]
    now: Callable[[], datetime]
    surroundings: Surroundings | None
    place: ReviewPlace
