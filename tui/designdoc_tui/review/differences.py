"""Which fields differ between two states of a document, with both texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from designdoc_tui.document.values import is_blank
from designdoc_tui.review.canonical import canonical, encoded
from designdoc_tui.template.path import ROOT, Path, format_path

if TYPE_CHECKING:
    from designdoc_tui.template.kinds import Value

_WORD: Final = "\0"
_MOST_COMPARED: Final = 4_000_000  # pairs of entries; beyond that they are paired by position


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


def differences(before: Value, after: Value) -> list[FieldChange]:
    """What differs.

    Entries of lists are paired where they are the same, so that one more at the top is one change
    and not a change of each entry.

    Args:
        before: An earlier state, as `canonical` gives it.
        after: The values now, as the document has them: positions are counted in these.

    Returns:
        The fields that differ, in the order in which they stand now; nothing when none does.
    """
    return list(_between(before, after, ROOT))


def _between(before: Value, after: Value, path: Path) -> Iterator[FieldChange]:
    if isinstance(before, dict) and isinstance(after, dict):
        keys = [*after, *(key for key in before if key not in after)]
        for key in keys:
            yield from _between(before.get(key), after.get(key), (*path, key))
    elif isinstance(before, list) and isinstance(after, list):
        yield from _between_lists(before, after, path)
    elif _is_container(before) or _is_container(after):
        kind = list if isinstance(before if _is_container(before) else after, list) else dict
        empty: Value = kind()
        one = before if _is_container(before) else empty
        other = after if _is_container(after) else empty
        if not _is_container(before) and before is not None:
            yield FieldChange(path, _said(before), "")
        yield from _between(one, other, path)
        if not _is_container(after) and not is_blank(after) and canonical(after) is not None:
            yield FieldChange(path, "", _said(canonical(after)))
    else:
        now = canonical(after)
        if isinstance(now, dict | list):  # a node that the template does not know
            yield from _between(before, now, path)
        elif before != now:
            yield FieldChange(path, _said(before), _said(now))


def _is_container(value: Value) -> bool:
    return isinstance(value, dict | list)


def _between_lists(before: list[Value], after: list[Value], path: Path) -> Iterator[FieldChange]:
    said = [(index, item) for index, item in enumerate(after) if canonical(item) is not None]
    olds = [encoded(item) for item in before]
    news = [encoded(canonical(item)) for _, item in said]
    for start, end, new_start, new_end in _unequal(olds, news):
        paired = min(end - start, new_end - new_start)
        for step in range(paired):
            index, item = said[new_start + step]
            yield from _between(before[start + step], item, (*path, index))
        for index, item in said[new_start + paired : new_end]:
            yield from _whole(canonical(item), (*path, index), is_gone=False)
        for old in range(start + paired, end):
            yield from _whole(before[old], (*path, old), is_gone=True)


def _unequal(olds: list[bytes], news: list[bytes]) -> Iterator[tuple[int, int, int, int]]:
    """The stretches in which two lists differ: where they begin and end in each."""
    least = min(len(olds), len(news))
    first = next((at for at in range(least) if olds[at] != news[at]), least)
    pairs = zip(reversed(olds[first:]), reversed(news[first:]), strict=False)
    same_at_end = next((at for at, (old, new) in enumerate(pairs) if old != new), least - first)
    end, new_end = len(olds) - same_at_end, len(news) - same_at_end
    if (end - first) * (new_end - first) > _MOST_COMPARED:
        yield first, end, first, new_end
        return
    if first == end and first == new_end:
        return
    # Where nothing changed this module is not needed, and it is slow to import.
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, olds[first:end], news[first:new_end], autojunk=False)
    for what, *(a, b, c, d) in matcher.get_opcodes():
        if what != "equal":
            yield first + a, first + b, first + c, first + d


def _whole(value: Value, path: Path, *, is_gone: bool) -> Iterator[FieldChange]:
    """Everything in an entry that came or went."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _whole(inner, (*path, key), is_gone=is_gone)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _whole(inner, (*path, index), is_gone=is_gone)
    else:
        said = _said(value)
        yield FieldChange(path, said, "") if is_gone else FieldChange(path, "", said)


def _said(value: Value) -> str:
    """What a canonical value says to people."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value).removeprefix(_WORD)
