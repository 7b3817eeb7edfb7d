"""Undo and redo, in steps that a person would call one edit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from designdoc_tui.document.changes import Change, Edit, Splice


class History:
    """The changes made so far, and those taken back.

    A step is what one undo takes back. Typing goes into one step word by word, and deleting
    likewise; every other change is a step of its own.
    """

    def __init__(self) -> None:
        self._done: list[list[Change]] = []
        self._undone: list[list[Change]] = []
        self._closed = True
        self._gathered: list[Change] | None = None
        self._saved: object = None

    def record(self, change: Change, *, with_last: bool = False) -> None:
        """Notes a change that was just made; what was taken back can no longer be redone.

        A consequence (such as the date of a save) leaves what can be redone alone.

        Args:
            change: The change.
            with_last: Whether it belongs to the last step in any case.
        """
        if self._gathered is not None:
            self._gather(self._gathered, change)
            return
        if not with_last:
            self._undone.clear()
        last = self._done[-1] if self._done else None
        if last is not None and with_last:
            _add_consequence(last, change)
        elif last is not None and self._is_open(last) and goes_on(last[0], change):
            last[0] = _joined(last[0], change)
        else:
            self._done.append([change])
        self._closed = False

    def _is_open(self, step: list[Change]) -> bool:
        # What is saved is a state to come back to, so no step may reach across it.
        return not self._closed and step is not self._saved

    def _gather(self, step: list[Change], change: Change) -> None:
        if not step:
            self._undone.clear()
            self._done.append(step)
        step.append(change)

    def close_step(self) -> None:
        """Makes the next change begin a step of its own."""
        self._closed = True

    @contextmanager
    def one_step(self) -> Iterator[None]:
        """Makes the changes that are recorded meanwhile one step, and no part of another."""
        if self._gathered is not None:  # within a step already
            yield
            return
        self._gathered = []
        try:
            yield
        finally:
            self._gathered = None
            self._closed = True

    def undo(self) -> list[Change]:
        """Takes the last step off; gives its changes in the order to take them back."""
        if not self._done:
            return []
        step = self._done.pop()
        self._undone.append(step)
        self._closed = True
        return [change.reversed() for change in reversed(step)]

    def redo(self) -> list[Change]:
        """Puts the step last taken back on again; gives its changes in order."""
        if not self._undone:
            return []
        step = self._undone.pop()
        self._done.append(step)
        self._closed = True
        return list(step)

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether a step was taken back and nothing was changed since."""
        return bool(self._undone)

    @property
    def position(self) -> object:
        """How far the edits have come; the same object whenever they are there again."""
        return self._done[-1] if self._done else None

    def mark_saved(self, position: object) -> None:
        """Notes that everything up to a position is saved."""
        self._saved = position

    @property
    def is_saved(self) -> bool:
        """Whether the document is as it was when it was last saved."""
        return self.position is self._saved


def goes_on(last: Change, change: Change) -> bool:
    """Tells whether a change goes on with the word or the deletion that the last one began."""
    now = change.splice
    if now is None or last.path != change.path:
        return False
    if last.edit is Edit.INSERT and isinstance(last.after, str):
        return _types_on(Splice(0, "", last.after), now)
    before = last.splice
    if before is None:
        return False
    if not before.removed and not now.removed:
        return _types_on(before, now)
    if not before.inserted and not now.inserted:
        backwards = now.start + len(now.removed) == before.start
        return len(now.removed) == 1 and (backwards or now.start == before.start)
    return False


def _types_on(before: Splice, now: Splice) -> bool:
    typed, more = before.inserted, now.inserted
    follows = not now.removed and now.start == before.start + len(typed)
    new_word = typed[-1:].isspace() and not more.isspace()
    return follows and len(more) == 1 and more != "\n" and not new_word


def _joined(last: Change, change: Change) -> Change:
    now = change.splice
    assert now is not None  # noqa: S101 - `goes_on` has looked
    if last.edit is Edit.INSERT:
        return last._replace(after=f"{last.after}{now.inserted}")
    before = last.splice
    assert before is not None  # noqa: S101
    if now.inserted:
        splice = Splice(before.start, "", before.inserted + now.inserted)
    elif now.start < before.start:
        splice = Splice(now.start, now.removed + before.removed, "")
    else:
        splice = Splice(before.start, before.removed + now.removed, "")
    return last._replace(splice=splice)


def _add_consequence(step: list[Change], change: Change) -> None:
    """A value that follows each key of a word is one change, not one a key."""
    last = step[-1]
    if last.edit is change.edit is Edit.SET and last.path == change.path:
        step[-1] = last._replace(after=change.after)
    else:
        step.append(change)
