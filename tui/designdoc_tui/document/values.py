"""Getting at values inside values by their path."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from designdoc_tui.template.kinds import Value
from designdoc_tui.template.path import Path

Values = dict[str, Value]


def value_at(values: Value, path: Path) -> Value:
    """The value at a path, or `None` where there is none.

    Args:
        values: The values to look in.
        path: Where to look.

    Returns:
        The value itself, not a copy.
    """
    here: Any = values
    for step in path:
        if isinstance(step, int):
            if not isinstance(here, list) or not 0 <= step < len(here):
                return None
            here = here[step]
        elif isinstance(here, Mapping):
            here = here.get(step)
        else:
            return None
    return here


def is_blank(value: Value) -> bool:
    """Tells whether a value says nothing: such values do not stand in mappings."""
    if value.__class__ is str:
        return not value
    return value is None or value in ("", [], {})


def put(values: Values, path: Path, value: Value) -> None:
    """Puts a value at a path, making the mappings on the way and pruning those left empty.

    Args:
        values: The values, changed in place.
        path: Where; positions on the way must exist.
        value: What to put there. One that says nothing takes the key away, but stays in a list.

    Raises:
        KeyError: When the way leads through something that is neither list nor mapping, or
            past the end of a list.
    """
    here: Any = values
    trail: list[tuple[Any, Any]] = []
    for step, following in pairwise(path):
        trail.append((here, step))
        below = _child(here, step)
        if below is None:
            if isinstance(step, int):
                raise KeyError(path)
            if is_blank(value):
                return
            below = [] if isinstance(following, int) else {}
            here[step] = below
        here = below
    last = path[-1]
    if isinstance(last, int):
        _put_item(here, last, value, path)
        return
    if not isinstance(here, dict):
        raise KeyError(path)
    if not is_blank(value):
        here[last] = value
        return
    here.pop(last, None)
    _prune(here, trail)


def with_value(values: Values, path: Path, value: Value) -> Values:
    """Values with another one at a path, as `put` would leave them.

    What is not on the way is shared with the values as they were, and those stay as they are: to
    keep how a document was costs nothing, whatever its size.

    Args:
        values: The values, left alone.
        path: Where; positions on the way must exist.
        value: What to put there.

    Returns:
        The new values.

    Raises:
        KeyError: As in `put`.
    """
    changed = dict(values)
    here: Any = changed
    for step in path[:-1]:
        below = _child(here, step)
        if not isinstance(below, dict | list):
            break
        here[step] = here = below.copy()
    put(changed, path, value)
    return changed


def _child(here: Any, step: str | int) -> Any:
    if isinstance(step, int):
        return here[step] if isinstance(here, list) and 0 <= step < len(here) else None
    if not isinstance(here, dict):
        raise KeyError(step)
    return here.get(step)


def _put_item(here: Any, index: int, value: Value, path: Path) -> None:
    if not isinstance(here, list) or not 0 <= index < len(here):
        raise KeyError(path)
    here[index] = "" if value is None else value


def _prune(here: Any, trail: list[tuple[Any, Any]]) -> None:
    """Takes away the mappings that became empty; what stands in a list stays."""
    for parent, step in reversed(trail):
        if here or isinstance(step, int):
            return
        del parent[step]
        here = parent


def copied(value: Value) -> Value:
    """A copy that shares nothing that can change: texts and the nodes of unknown keys cannot."""
    if isinstance(value, dict):
        return {key: copied(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [copied(inner) for inner in value]
    return value


def without_blanks(value: Value) -> Value:
    """A copy in which no mapping holds something that says nothing."""
    if isinstance(value, dict):
        kept = {
            key: inner if inner.__class__ is str else without_blanks(inner)
            for key, inner in value.items()
        }
        return {key: inner for key, inner in kept.items() if not is_blank(inner)}
    if isinstance(value, list):
        return [inner if inner.__class__ is str else without_blanks(inner) for inner in value]
    return value


def drop_blanks(value: Value) -> None:
    """Does in place what `without_blanks` does to a copy, for values that nobody else has."""
    if isinstance(value, dict):
        for inner in value.values():
            if inner.__class__ is not str:
                drop_blanks(inner)
        for key in [key for key, inner in value.items() if not inner and is_blank(inner)]:
            del value[key]
    elif isinstance(value, list):
        for inner in value:
            if inner.__class__ is not str:
                drop_blanks(inner)
