"""Edits, how they are undone, and how a document tells of them."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from designdoc_tui.document.values import Values, value_at, with_value
from designdoc_tui.template.kinds import Value
from designdoc_tui.template.path import Path


class Edit(Enum):
    """What an edit does."""

    SET = "set"  # another value at a path
    TEXT = "text"  # some characters of a text replaced
    INSERT = "insert"  # one more item in a list
    REMOVE = "remove"  # one item less
    MOVE = "move"  # an item stands elsewhere in its list


class Splice(NamedTuple):
    """Characters replaced in a text.

    Attributes:
        start: Offset of the first character replaced.
        removed: What stood there.
        inserted: What stands there now.
    """

    start: int
    removed: str
    inserted: str

    def reversed(self) -> Splice:
        """The splice that takes this one back."""
        return Splice(self.start, self.inserted, self.removed)

    def apply(self, text: str) -> str:
        """The text after the splice."""
        return text[: self.start] + self.inserted + text[self.start + len(self.removed) :]


def splice_between(before: str, after: str) -> Splice:
    """The smallest single splice that turns one text into another.

    Args:
        before: The text as it was.
        after: The text as it is.

    Returns:
        The splice. Takes time linear in the texts, most of it in comparing memory.
    """
    start = common_start(before, after)
    end = common_end(before, after, start)
    return Splice(start, before[start : len(before) - end], after[start : len(after) - end])


def common_start(one: str, other: str) -> int:
    """How many characters two texts share at their beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def common_end(one: str, other: str, start: int) -> int:
    """How many characters two texts share at their end, beyond the first `start`."""
    low, high = 0, min(len(one), len(other)) - start
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low


class Change(NamedTuple):
    """One thing that happened to a document.

    Attributes:
        edit: What was done.
        path: The value or the item it was done to.
        before: The value before; `None` for an item that was not there. Texts that change
            have a splice in its stead, for a long one must not be kept once a key.
        after: The value after; `None` for an item that is gone.
        splice: For a text, which characters were replaced.
        target: For an item that moved, the position it has now.
    """

    edit: Edit
    path: Path
    before: Value = None
    after: Value = None
    splice: Splice | None = None
    target: int = 0

    def reversed(self) -> Change:
        """The change that takes this one back."""
        if self.edit is Edit.INSERT:
            return Change(Edit.REMOVE, self.path, before=self.after)
        if self.edit is Edit.REMOVE:
            return Change(Edit.INSERT, self.path, after=self.before)
        if self.edit is Edit.MOVE:
            place = self.path[-1]
            assert isinstance(place, int)  # noqa: S101 - items move, and items have positions
            return Change(Edit.MOVE, (*self.path[:-1], self.target), target=place)
        splice = None if self.splice is None else self.splice.reversed()
        return Change(self.edit, self.path, self.after, self.before, splice)

    @property
    def is_structural(self) -> bool:
        """Whether items came, went or moved."""
        return self.edit in (Edit.INSERT, Edit.REMOVE, Edit.MOVE)

    @property
    def lands_on(self) -> Path:
        """The path to look at after the change: the field, or the item nearest to it."""
        if self.edit is Edit.MOVE:
            return (*self.path[:-1], self.target)
        return self.path

    def applied_to(self, values: Values) -> Values:
        """The values of a document once the change is made in them.

        Args:
            values: The values that it was made for; not changed.
        """
        if self.splice is not None:
            before = value_at(values, self.path)
            text = before if isinstance(before, str) else ""
            return with_value(values, self.path, self.splice.apply(text))
        if not self.is_structural:
            return with_value(values, self.path, self.after)
        path, place = self.path[:-1], self.path[-1]
        assert isinstance(place, int)  # noqa: S101 - items have positions
        there = value_at(values, path)
        items = list(there) if isinstance(there, list) else []
        if self.edit is Edit.INSERT:
            items.insert(place, self.after)
        elif self.edit is Edit.REMOVE:
            del items[place]
        else:
            items.insert(self.target, items.pop(place))
        return with_value(values, path, items)
