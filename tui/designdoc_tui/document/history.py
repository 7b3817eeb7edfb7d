"""Undo and redo, in steps that a person would call one edit."""

from __future__ import annotations

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
        self._saved: object = None

    def record(self, change: Change, *, with_last: bool = False) -> None:
        """Notes a change that was just made; what was taken back can no longer be redone.

        Args:
            change: The change.
            with_last: Whether it belongs to the last step in any case.
        """
        self._undone.clear()
        last = self._done[-1] if self._done else None
        joins = last is not None and (
            with_last or (not self._closed and last is not self._saved and goes_on(last[-1], change))
        )
        if joins and last is not None:
            if not with_last and change.splice is not None:
                last[-1] = _joined(last[-1], change)
            else:
                last.append(change)
        else:
            self._done.append([change])
        self._closed = False

    def close_step(self) -> None:
        """Makes the next change begin a step of its own."""
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

    def mark_saved(self) -> None:
        """Notes that everything up to here is saved."""
        self._saved = self._done[-1] if self._done else None

    @property
    def is_saved(self) -> bool:
        """Whether the document is as it was when it was last saved."""
        return (self._done[-1] if self._done else None) is self._saved


def goes_on(last: Change, change: Change) -> bool:
    """Tells whether a change goes on with the word or the deletion that the last one began."""
    if not (last.edit is change.edit is Edit.TEXT and last.path == change.path):
        return False
    before, now = last.splice, change.splice
    if before is None or now is None:
        return False
    if not before.removed and not now.removed:
        typed, more = before.inserted, now.inserted
        follows = now.start == before.start + len(typed)
        new_word = typed[-1:].isspace() and not more.isspace()
        return follows and len(more) == 1 and more != "\n" and not new_word
    if not before.inserted and not now.inserted:
        backwards = now.start + len(now.removed) == before.start
        return len(now.removed) == 1 and (backwards or now.start == before.start)
    return False


def _joined(last: Change, change: Change) -> Change:
    before, now = last.splice, change.splice
    assert before is not None  # noqa: S101 - `goes_on` has looked
    assert now is not None  # noqa: S101
    if now.inserted:
        splice = Splice(before.start, "", before.inserted + now.inserted)
    elif now.start < before.start:
        splice = Splice(now.start, now.removed + before.removed, "")
    else:
        splice = Splice(before.start, before.removed + now.removed, "")
    return Change(Edit.TEXT, change.path, splice=splice)
