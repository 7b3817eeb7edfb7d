"""The records that lead from one state of a document to another."""

from __future__ import annotations

from collections.abc import Iterator

from designdoc_tui.desk.wire import Record, setting
from designdoc_tui.document.values import Values, is_blank
from designdoc_tui.template.kinds import Value
from designdoc_tui.template.path import Path


def records_between(before: Values, after: Values) -> list[Record]:
    """What has to be set to come from one state to the other.

    Args:
        before: The values of one state.
        after: Those of the other.

    Returns:
        A record for each value that differs. Lists of one length are compared item by item;
        others are set as a whole.
    """
    return list(_mappings((), before, after))


def _mappings(path: Path, before: Values, after: Values) -> Iterator[Record]:
    for key in {**before, **after}:
        yield from _values((*path, key), before.get(key), after.get(key))


def _values(path: Path, before: Value, after: Value) -> Iterator[Record]:
    if before == after or (is_blank(before) and is_blank(after)):
        return
    if isinstance(before, dict | None) and isinstance(after, dict):
        yield from _mappings(path, before or {}, after)
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for index, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from _values((*path, index), one, other)
    else:
        yield setting(path, after)
