"""Which items of a list are still there, which have moved, changed, come or gone."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from designdoc_tui.document.changes import splice_between
from designdoc_tui.draft.yaml_text import write_yaml
from designdoc_tui.merge.alignment import longest_rising
from designdoc_tui.source.yaml_nodes import Node

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

_MOST_COMPARED: Final = 2_500
"""How many pairs of items are compared to find the two that resemble each other most."""


class Matching:
    """The items of a list before and after.

    Attributes:
        kept: For each item after, the position before of the one it is or came from; None for
            one that is new.
        moved: The positions after of those that are equal to one before but stand elsewhere.
    """

    def __init__(self, before: Sequence[Any], after: Sequence[Any]) -> None:
        """Matches the items: equal ones first, then those that resemble each other."""
        self.kept: list[int | None] = [None] * len(after)
        self.moved: set[int] = set()
        first = 0
        while first < min(len(before), len(after)) and before[first] == after[first]:
            self.kept[first] = first
            first += 1
        last = 0
        while last < min(len(before), len(after)) - first and before[~last] == after[~last]:
            self.kept[len(after) - 1 - last] = len(before) - 1 - last
            last += 1
        old, new = range(first, len(before) - last), range(first, len(after) - last)
        self._match_equal(before, after, old, new)
        self._match_similar(before, after, old, new)

    def _match_equal(
        self, before: Sequence[Any], after: Sequence[Any], old: range, new: range
    ) -> None:
        """Matches equal items: those in the same order stay, the others have moved."""
        if not old or not new:
            return
        places: dict[Hashable, list[int]] = defaultdict(list)
        for i in reversed(old):
            places[fingerprint(before[i])].append(i)
        pairs: list[tuple[int, int]] = []
        for j in new:
            found = places.get(fingerprint(after[j]))
            if found:
                pairs.append((found.pop(), j))
        staying = set(longest_rising([i for i, _ in pairs]))
        for place, (i, j) in enumerate(pairs):
            self.kept[j] = i
            if place not in staying:
                self.moved.add(j)

    def _match_similar(
        self, before: Sequence[Any], after: Sequence[Any], old: range, new: range
    ) -> None:
        """Matches what is left between items that stay, in order."""
        used = {i for i in self.kept if i is not None}
        gap_old: list[int] = []
        gap_new: list[int] = []
        i = old.start
        for j in (*new, new.stop):
            here = self.kept[j] if j < new.stop else old.stop
            if here is None:
                gap_new.append(j)
            elif j not in self.moved:
                gap_old += [k for k in range(i, here) if k not in used]
                for one, other in _paired(before, after, gap_old, gap_new):
                    self.kept[other] = one
                gap_old, gap_new, i = [], [], here + 1


def _paired(
    before: Sequence[Any], after: Sequence[Any], old: list[int], new: list[int]
) -> list[tuple[int, int]]:
    """Pairs, in order, of items that are taken for one that has changed."""
    if len(old) == len(new) or not old or not new or len(old) * len(new) > _MOST_COMPARED:
        return list(zip(old, new, strict=False))
    # The usual table: the best sum of likenesses for what follows each pair of places.
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    like = [[_likeness(before[i], after[j]) for j in new] for i in old]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], like[i][j] + best[i + 1][j + 1])
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if like[i][j] and best[i][j] == like[i][j] + best[i + 1][j + 1]:
            pairs.append((old[i], new[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _likeness(one: Any, other: Any) -> float:
    """How much two values have in common, 0 to 1."""
    if isinstance(one, dict) and isinstance(other, dict):
        keys = one.keys() | other.keys()
        same = [key for key in keys if key in one and one[key] == other.get(key)]
        return len(same) / max(len(keys), 1)
    if isinstance(one, str) and isinstance(other, str) and one and other:
        shared = len(one) - len(splice_between(one, other).removed)
        return shared / max(len(one), len(other))
    return 0.0


def fingerprint(value: Any) -> Hashable:
    """Something that is equal for equal values, and can be looked up."""
    if isinstance(value, dict):
        return frozenset((key, fingerprint(inner)) for key, inner in value.items())
    if isinstance(value, list):
        return tuple(map(fingerprint, value))
    return (Node, write_yaml(value)) if isinstance(value, Node) else value
