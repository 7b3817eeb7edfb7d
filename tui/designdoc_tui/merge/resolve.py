"""Deciding conflicts, and taking a merged document into one that is open."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from designdoc_tui.document.document import CONFLICTS, Document
from designdoc_tui.document.values import is_blank
from designdoc_tui.merge.conflict import Conflict, conflicts_with_places, with_conflicts
from designdoc_tui.merge.identity import inside, opened, same, with_inside
from designdoc_tui.merge.structure import name_of
from designdoc_tui.merge.text import both_texts
from designdoc_tui.source.yaml_nodes import Node
from designdoc_tui.template.path import ROOT, Path, Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designdoc_tui.document.values import Values
    from designdoc_tui.merge.three_way import Merged
    from designdoc_tui.template.kinds import Value
    from designdoc_tui.template.model import Template


class Choice(Enum):
    """Which side of a conflict holds."""

    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"


def choices(template: Template, conflict: Conflict) -> tuple[Choice, ...]:
    """How a conflict can be decided.

    Args:
        template: What the document contains.
        conflict: The conflict.

    Returns:
        Both can hold where they are texts of which there may be more than one: not for a date, a
        word to choose, a text of one line such as a name, or what one side took away.
    """
    either = (Choice.OURS, Choice.THEIRS)
    ours, theirs = conflict.ours, conflict.theirs
    if not isinstance(ours, str) or not isinstance(theirs, str):
        return either
    field = template.field_at(conflict.path)
    if field is None:
        return either
    if isinstance(conflict.path[-1], int):
        return (*either, Choice.BOTH)
    if not field.kind.takes_any_text or field.role is not None:
        return either
    is_one_line = not field.kind.is_block and "\n" not in ours + theirs
    return either if is_one_line else (*either, Choice.BOTH)


def resolve(document: Document, conflict: Conflict, choice: Choice) -> bool:
    """Decides a conflict: the field holds what was chosen, and the conflict is noted no more.

    One undo takes back both.

    Args:
        document: The document that the conflict is in.
        conflict: The conflict, as `conflicts_of` gives it.
        choice: What holds. Ours means the field as it stands, edits since the merge included.

    Returns:
        Whether it could be done; not when the entry it is about is no longer there. Then
        `dismiss` takes the conflict away.

    Raises:
        ValueError: The choice is none of the `choices`.
    """
    if choice not in choices(document.template, conflict):
        raise ValueError(f"{choice.value} cannot hold here")
    path = place_of(document, conflict)
    if path is None:
        return False
    with document.one_step():
        _decide(document, path, conflict, choice)
        _forget(document, conflict)
    return True


def dismiss(document: Document, conflict: Conflict) -> None:
    """Takes a conflict away and leaves the field as it is."""
    with document.one_step():
        _forget(document, conflict)


def place_of(document: Document, conflict: Conflict) -> Path | None:
    """Where what a conflict is about stands now.

    Args:
        document: The document.
        conflict: The conflict; other entries may have come or gone since it was noted.

    Returns:
        The path; `None` when the entry of a list that it is in is not to be found.
    """
    path = _followed(document, conflict)
    if path is not None:
        return path
    # An entry that was renamed can still be told by what stands in it.
    there = inside(document.values, conflict.path)
    is_there = not is_blank(there) and (same(there, conflict.ours) or same(there, conflict.theirs))
    return conflict.path if is_there else None


def _followed(document: Document, conflict: Conflict) -> Path | None:
    """The path, each position in it put right by the name of the entry."""
    path: list[Step] = []
    names = iter(conflict.names)
    for step in conflict.path:
        if isinstance(step, str):
            path.append(step)
            continue
        items = opened(inside(document.values, tuple(path)))
        if not isinstance(items, list):
            return None
        field = document.template.field_at((*path, step))
        name = next(names, "")
        called = [name_of(field, item) for item in items]
        if step < len(items) and called[step] == name:
            path.append(step)
        elif name and called.count(name) == 1:
            path.append(called.index(name))
        else:
            return None
    return tuple(path)


def _decide(document: Document, path: Path, conflict: Conflict, choice: Choice) -> None:
    """Makes a field hold what was chosen."""
    if conflict.is_about_entry:
        if is_blank(conflict.ours if choice is Choice.OURS else conflict.theirs):
            _put(document, path, None)
    elif choice is Choice.THEIRS:
        _put(document, path, conflict.theirs)
    elif choice is not Choice.OURS:
        _put_both(document, path, conflict)


def _put_both(document: Document, path: Path, conflict: Conflict) -> None:
    """Makes an entry of a list two, and a text one that says what both say."""
    place = path[-1]
    if isinstance(place, int):
        document.insert(path[:-1], place + 1, conflict.theirs)
        return
    base = conflict.base if isinstance(conflict.base, str) else ""
    theirs = conflict.theirs if isinstance(conflict.theirs, str) else ""
    document.set(path, both_texts(base, document.text(path), theirs))


def _put(document: Document, path: Path, value: Value) -> None:
    """Puts a value at a path, which may lead into a key that nobody knows; `None` takes it away."""
    for end in range(1, len(path)):
        there = document.get(path[:end])
        if isinstance(there, Node):
            document.set(path[:end], with_inside(there, path[end:], value))
            return
    if value is None and isinstance(path[-1], int):
        document.remove(path)
    else:
        document.set(path, value)


def _forget(document: Document, conflict: Conflict) -> None:
    """Takes the record of a conflict away."""
    records = conflicts_with_places(document.values)
    place = next((path for path, noted in records if noted == conflict), None)
    there = opened(document.get(CONFLICTS))
    if place is None or not isinstance(there, list):
        return
    rest = [record for index, record in enumerate(there) if (*CONFLICTS, index) != place]
    document.set(CONFLICTS, rest)


def take_in(document: Document, values: Values) -> bool:
    """Makes an open document hold other values, in one step that one undo takes back.

    Only what differs is set: a section field by field, a list or a record as a whole.

    Args:
        document: The document; its listeners are told of each field.
        values: What it will hold.

    Returns:
        Whether anything differed.
    """
    edits = list(_edits(document.values, values, ROOT))
    with document.one_step():
        changed = [document.set(path, value) for path, value in edits]
    return any(changed)


def _edits(old: Value, new: Value, path: Path) -> list[tuple[Path, Value]]:
    if same(old, new):
        return []
    if isinstance(new, dict) and (isinstance(old, dict) or (not path and not old)):
        keys = dict.fromkeys([*(old if isinstance(old, dict) else ()), *new])
        before = old if isinstance(old, dict) else {}
        return [
            edit for key in keys for edit in _edits(before.get(key), new.get(key), (*path, key))
        ]
    return [(path, new)]


def as_decided(template: Template, merged: Merged, decided: Sequence[Choice]) -> Values:
    """What a document says once the conflicts of a merge are decided.

    Args:
        template: What it contains.
        merged: The merge.
        decided: What was chosen for each of its conflicts.

    Returns:
        Its values. A conflict whose entry is not to be found any more is noted in them, with both
        sides, to be decided there.
    """
    result = Document(template, merged.values)
    # The last first: an entry that is taken out shifts no place that is still needed.
    chosen = reversed(list(zip(merged.conflicts, decided, strict=True)))
    left = [conflict for conflict, choice in chosen if not resolve(result, conflict, choice)]
    return with_conflicts(result.values, reversed(left))
