"""The checklist: one list of everything between a document and its approval."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from designdoc_tui.template.path import Path, format_path

if TYPE_CHECKING:
    from designdoc_tui.approval.questions import Question
    from designdoc_tui.checks import Finding, Severity
    from designdoc_tui.review.approvals import Approval
    from designdoc_tui.review.comments import Comment
    from designdoc_tui.review.people import Person
    from designdoc_tui.review.sign_offs import SignOff
    from designdoc_tui.template.model import Section


class ItemKind(Enum):
    """What an item is; the groups of the list, in their order."""

    FINDING = "Findings"
    SECTION = "Sections to read"
    QUESTION = "Open questions"
    COMMENT = "Comments"
    SIGN_OFF = "Sign-offs"


class ItemState(Enum):
    """How an item stands."""

    OPEN = "open"
    DONE = "done"
    STALE = "stale"  # it was done, and the text has changed since
    LOST = "lost its place"  # a comment whose words are gone
    OFF = "switched off"  # it is shown, and does not count


class Filter(Enum):
    """Which items to show."""

    ALL = "all"
    OPEN = "open"
    MINE = "mine"


_NOT_OPEN = (ItemState.DONE, ItemState.OFF)


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the checklist.

    Attributes:
        kind: What it is.
        subject: What it is about; a sign-off that is asked for, or one that is not any more.
        key: What it is known by while the list is made anew.
        state: How it stands.
        title: What it is about; one harmless line.
        detail: What more there is to say; one harmless line, or nothing.
        path: The field or section to go to.
        people: Whose it is.
        weight: How much it weighs, for what may stand in the way.
    """

    kind: ItemKind
    subject: Finding | Section | Question | Comment | Approval | SignOff
    key: str
    state: ItemState
    title: str
    detail: str
    path: Path
    people: tuple[Person, ...] = ()
    weight: Severity | None = None

    @property
    def is_open(self) -> bool:
        """Whether there is something left to do about it."""
        return self.state not in _NOT_OPEN

    @property
    def field(self) -> str:
        """The path as it is written: `overview.goals[2]`."""
        return format_path(self.path)

    def is_for(self, person: Person) -> bool:
        """Whether it is one of those who have to do something about it."""
        return any(person.is_same(other) for other in self.people)


class Count(NamedTuple):
    """How many items there are.

    Attributes:
        open: Those with something left to do.
        total: All.
    """

    open: int
    total: int


def comment_key(comment: Comment) -> str:
    """The key of the item about a comment."""
    return f"comment:{comment.id or comment.position}"


@dataclass(frozen=True, slots=True)
class Checklist:
    """All items, group by group.

    Attributes:
        items: The items; in each group in the order of the document.
    """

    items: tuple[Item, ...] = ()

    def shown(self, which: Filter = Filter.ALL, me: Person | None = None) -> list[Item]:
        """The items that a filter lets through.

        Args:
            which: The filter.
            me: Whose items are mine; without, `Filter.MINE` shows none.
        """
        if which is Filter.OPEN:
            return [item for item in self.items if item.is_open]
        if which is Filter.MINE:
            return [item for item in self.items if me is not None and item.is_for(me)]
        return list(self.items)

    def counts(self) -> dict[ItemKind, Count]:
        """How many items each group has, groups without any included."""
        return {kind: _count(item for item in self.items if item.kind is kind) for kind in ItemKind}

    def find(self, key: str) -> Item | None:
        """The item known by a key; `None` when there is none any more."""
        return next((item for item in self.items if item.key == key), None)


def _count(items: Iterable[Item]) -> Count:
    listed = list(items)
    return Count(sum(item.is_open for item in listed), len(listed))
