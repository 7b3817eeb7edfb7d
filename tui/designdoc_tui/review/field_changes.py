"""Which fields differ between what was read once and what stands now, with both texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from designdoc_tui.review.canonical import as_typed, canonical
from designdoc_tui.template.path import ROOT, Path, format_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designdoc_tui.document.values import Values
    from designdoc_tui.merge.differences import Difference
    from designdoc_tui.template.kinds import Value
    from designdoc_tui.template.model import Template

_NOTHING: Final = (None, None)


class FieldChange(NamedTuple):
    """One field that changed.

    Attributes:
        path: The field: where it stands now, or where it stood when it is gone.
        before: What it said; empty when it was not there.
        after: What it says; empty when it is gone.
    """

    path: Path
    before: str
    after: str

    @property
    def field(self) -> str:
        """The path as it is written: `background.constraints[0]`."""
        return format_path(self.path)


def field_changes(template: Template, before: Value, after: Values) -> list[FieldChange]:
    """Tells field by field what differs, as `merge.differences` does entry by entry.

    Entries of lists are told apart by what they say, so that one more at the top is one change. A
    record that came or went is told by its fields; an entry that moved, by where it stood and
    where it stands. What went from a place and what came to the same place are one change.

    Args:
        template: What the document contains.
        before: An earlier state, as `canonical` gives it.
        after: The values now, as the document has them: positions are counted in these.

    Returns:
        The fields that differ, in the order of `merge.differences`; nothing when none does.
    """
    # Whoever renders a document imports this module; few of them have changes to tell.
    from designdoc_tui.merge.differences import Kind, differences

    found = differences(template, _mapping(before), _mapping(canonical(after)))
    moved = {one.path for one in found if one.kind is Kind.MOVED}
    # By the path, and whether the field stayed: what stayed may have the path of another that went.
    said: dict[tuple[Path, bool], tuple[Value, Value]] = {}
    for one in found:
        stayed = one.kind is Kind.CHANGED
        if stayed and any(one.path[:end] in moved for end in range(len(one.path))):
            continue  # told as part of the entry
        for rest, text in _texts(one.new):
            key = (*one.path, *rest), stayed
            said[key] = (said.get(key, _NOTHING)[0], text)
        for rest, text in _texts(one.old):
            key = (*_origin(one), *rest), stayed
            said[key] = (text, said.get(key, _NOTHING)[1])
    here = canonical(after, keeps_gaps=True)
    return [
        FieldChange(
            _as_typed(_in_place(path, here) if stayed or new is not None else path),
            _shown(old),
            _shown(new),
        )
        for (path, stayed), (old, new) in said.items()
        if old != new
    ]


def _mapping(value: Value) -> Values:
    return value if isinstance(value, dict) else {}


def _origin(difference: Difference) -> Path:
    """Where an entry stood that moved, or anything that is not there any more."""
    if difference.origin is None:
        return difference.path
    return (*difference.path[:-1], difference.origin)


def _texts(value: Value, path: Path = ROOT) -> Iterator[tuple[Path, Value]]:
    """The texts and flags in a value, each with its path in it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*path, index))
    elif value is not None:
        yield path, value


def _in_place(path: Path, value: Value) -> Path:
    """A path that counts the entries that say something, as one that counts them all."""
    placed: list[str | int] = []
    for step in path:
        if isinstance(value, list) and isinstance(step, int):
            index = step
            if None in value:
                index = [place for place, item in enumerate(value) if item is not None][step]
            placed.append(index)
            value = value[index]
        else:
            placed.append(step)
            value = value.get(str(step)) if isinstance(value, dict) else None
    return tuple(placed)


def _as_typed(path: Path) -> Path:
    return tuple(as_typed(step) if isinstance(step, str) else step for step in path)


def _shown(value: Value) -> str:
    """What a canonical value says to people."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return as_typed(str(value))
