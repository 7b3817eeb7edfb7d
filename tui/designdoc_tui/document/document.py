"""A document: a template and what an author has put into it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Final, NamedTuple

from designdoc_tui.document.changes import Change, Edit, splice_between
from designdoc_tui.document.history import History
from designdoc_tui.document.values import (
    Values,
    copied,
    drop_blanks,
    is_blank,
    value_at,
    without_blanks,
)
from designdoc_tui.template.field import Field, Role
from designdoc_tui.template.kinds import Value
from designdoc_tui.template.model import Section, Template
from designdoc_tui.template.path import Path, format_path, parse_path
from designdoc_tui.template.reserved import REVIEW

Listener = Callable[[Change], None]

NOT_APPLICABLE: Final[Path] = (REVIEW, "not_applicable")
"""Where the reasons stand for sections that do not apply, by the text of their path."""

CONFLICTS: Final[Path] = (REVIEW, "conflicts")
"""Where it stands what two sides of a merge disagree about, until somebody decides."""


class Snapshot(NamedTuple):
    """A document at one moment.

    Attributes:
        document: The document as it was; it shares its values and has listeners of its own.
        position: How far its edits had come.
    """

    document: Document
    position: object


class Document:
    """One document.

    Every edit goes through it: it changes the values, remembers how to take the edit back, and
    tells those who listen. It never holds a key whose value says nothing.

    Attributes:
        template: What the document contains.
        values: What the author has put into it, by key. Read it; an edit leaves it as it is and
            puts other values in its place, which share with it what the edit did not touch.
        frozen: Why it cannot be edited just now; empty when it can.
    """

    def __init__(self, template: Template, values: Values | None = None) -> None:
        """Makes a document.

        Args:
            template: What it contains.
            values: What is in it already; copied.
        """
        self.template = template
        own = without_blanks(values or {})
        assert isinstance(own, dict)  # noqa: S101 - a mapping stays one
        self.values: Values = own
        self._history = History()
        self._listeners: list[Listener] = []
        self._replaying = False
        self.frozen = ""

    @classmethod
    def of_new(cls, template: Template, values: Values) -> Document:
        """Makes a document of values that were just made and that nobody else has.

        Args:
            template: What it contains.
            values: What is in it already; not copied, and not to be changed any more.
        """
        drop_blanks(values)
        document = cls(template)
        document.values = values
        return document

    def __eq__(self, other: object) -> bool:
        """Documents are equal when the same values stand in the same template."""
        if not isinstance(other, Document):
            return NotImplemented
        return self.template.name == other.template.name and self.values == other.values

    __hash__ = None  # type: ignore[assignment]

    # Reading

    def get(self, path: Path | str) -> Value:
        """The value at a path, or `None`.

        Args:
            path: A path, or its text form.

        Returns:
            The value itself: do not change it.
        """
        return value_at(self.values, _as_path(path))

    def text(self, path: Path | str) -> str:
        """The text at a path; empty when there is none."""
        value = self.get(path)
        return value if isinstance(value, str) else ""

    def items(self, path: Path | str) -> list[Value]:
        """The list at a path; empty when there is none."""
        value = self.get(path)
        return value if isinstance(value, list) else []

    def is_filled(self, path: Path, field: Field) -> bool:
        """Tells whether an author has put something into a field that is not the template's."""
        return field.is_filled(self.get(path))

    def with_role(self, role: Role) -> str:
        """The text of the field that means this to the tool; empty when there is none."""
        placed = self.template.with_role(role)
        return "" if placed is None else self.text(placed[0])

    def not_applicable(self, section: Section) -> str | None:
        """Why a section, or one that it stands in, does not apply; `None` when it does."""
        reasons = value_at(self.values, NOT_APPLICABLE)
        if not isinstance(reasons, dict) or not reasons:
            return None
        for end in range(len(section.path), 0, -1):
            reason = reasons.get(format_path(section.path[:end]))
            if isinstance(reason, str):
                return reason
        return None

    # Editing

    def set(self, path: Path | str, value: Value) -> bool:
        """Puts another value at a path.

        Args:
            path: A path, or its text form.
            value: The value; one that says nothing takes the field away.

        Returns:
            Whether that changed anything.

        Raises:
            KeyError: When the path leads through a list past its end.
        """
        path = _as_path(path)
        before = self.get(path)
        if before == value or (is_blank(before) and is_blank(value)):
            return False
        if isinstance(before, str | None) and isinstance(value, str):
            splice = splice_between(before or "", value)
            return self._do(Change(Edit.TEXT, path, splice=splice))
        return self._do(Change(Edit.SET, path, before, copied(value)))

    def insert(self, path: Path | str, index: int, value: Value) -> bool:
        """Puts one more item into a list.

        Args:
            path: The list; made when there is none.
            index: The position it will have; brought within the list.
            value: The item.

        Returns:
            Whether that could be done: it can unless the document is frozen.
        """
        path = _as_path(path)
        index = max(0, min(index, len(self.items(path))))
        return self._do(Change(Edit.INSERT, (*path, index), after=copied(value)))

    def remove(self, path: Path | str) -> bool:
        """Takes an item out of its list.

        Args:
            path: The item.

        Returns:
            Whether there was one.
        """
        path = _as_path(path)
        before = self.get(path)
        if before is None or not isinstance(path[-1], int):
            return False
        return self._do(Change(Edit.REMOVE, path, before=before))

    def duplicate(self, path: Path | str) -> bool:
        """Puts a copy of an item below it."""
        path = _as_path(path)
        value, place = self.get(path), path[-1]
        if value is None or not isinstance(place, int):
            return False
        return self.insert(path[:-1], place + 1, value)

    def move(self, path: Path | str, target: int) -> bool:
        """Moves an item to another position in its list.

        Args:
            path: The item.
            target: The position it will have.

        Returns:
            Whether it can go there and is not there already.
        """
        path = _as_path(path)
        place, items = path[-1], self.items(path[:-1])
        if not isinstance(place, int) or not 0 <= place < len(items):
            return False
        if target == place or not 0 <= target < len(items):
            return False
        return self._do(Change(Edit.MOVE, path, target=target))

    def set_not_applicable(self, section: Section, reason: str | None) -> bool:
        """Says that a section does not apply, and why; `None` says that it does.

        What stands in the section is kept, and shows again when it applies again.
        """
        path = (*NOT_APPLICABLE, format_path(section.path))
        return self.set(path, None if reason is None else reason.strip() or "no reason given")

    def set_along(self, path: Path | str, value: Value) -> bool:
        """Sets a value as a consequence of the last edit, to be taken back together with it."""
        path = _as_path(path)
        before = self.get(path)
        if before == value or (is_blank(before) and is_blank(value)):
            return False
        return self._do(Change(Edit.SET, path, before, copied(value)), with_last=True)

    # Undo

    def undo(self) -> Change | None:
        """Takes back the last step.

        Returns:
            The change to look at, or `None` when there was nothing to take back.
        """
        return self._replay(self._history.undo()) if self.can_undo else None

    def redo(self) -> Change | None:
        """Does again the step last taken back.

        Returns:
            The change to look at, or `None` when there was nothing to do again.
        """
        changes = self._history.redo() if self.can_redo else []
        self._replay(changes)
        return changes[0] if changes else None

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._history.can_undo and not self.frozen

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return self._history.can_redo and not self.frozen

    def close_step(self) -> None:
        """Makes the next edit a step of its own: the author went elsewhere."""
        self._history.close_step()

    def one_step(self) -> AbstractContextManager[None]:
        """Makes the edits in a `with` block one step, which one undo takes back."""
        return self._history.one_step()

    # Saving

    @property
    def is_modified(self) -> bool:
        """Whether it differs from what was last saved."""
        return not self._history.is_saved

    def snapshot(self) -> Snapshot:
        """The document as it is now, to be saved while it is edited further."""
        self._history.close_step()
        shot = Document(self.template)
        shot.values = self.values  # no edit changes them: it makes others
        return Snapshot(shot, self._history.position)

    def mark_saved(self, snapshot: Snapshot | None = None) -> None:
        """Notes that it is saved.

        Args:
            snapshot: What was saved; the document as it is now by default.
        """
        self._history.close_step()
        self._history.mark_saved(self._history.position if snapshot is None else snapshot.position)

    # Listening

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Has a function called after each change.

        Args:
            listener: Called with the change; the document has its new value by then.

        Returns:
            A function that ends it.
        """
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def freeze(self, reason: str) -> None:
        """Refuses every edit, undo and redo from now on.

        Args:
            reason: Why, for people; empty to take edits again.
        """
        self.frozen = reason

    def _do(self, change: Change, *, with_last: bool = False) -> bool:
        if self.frozen:
            return False
        self.values = change.applied_to(self.values)
        self._history.record(change, with_last=with_last)
        self._tell(change)
        return True

    @property
    def is_replaying(self) -> bool:
        """Whether the change being told of is an undo or a redo: what follows from it does too."""
        return self._replaying

    def _replay(self, changes: list[Change]) -> Change | None:
        self._replaying = True
        try:
            for change in changes:
                self.values = change.applied_to(self.values)
                self._tell(change)
        finally:
            self._replaying = False
        return changes[-1] if changes else None

    def _tell(self, change: Change) -> None:
        for listener in list(self._listeners):
            listener(change)


def _as_path(path: Path | str) -> Path:
    return parse_path(path) if isinstance(path, str) else path
