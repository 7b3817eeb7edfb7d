"""Which entry of a list, as it is now, was which entry before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designdoc_tui.merge.alignment import longest_rising

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence


def align(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[int | None]:
    """Pairs the entries of two lists.

    Equal entries are paired, in order as far as they can be; then those that were moved; then
    what is left between two pairs, one by one, as entries that were changed in place.

    Args:
        before: The entries as they were.
        after: The entries as they are.

    Returns:
        For each entry of `after` the index of its partner in `before`, or `None` for a new one.
        Takes time in proportion to n log n.
    """
    pairs: list[int | None] = [None] * len(after)
    places: dict[Hashable, list[int]] = {}
    for index in range(len(before) - 1, -1, -1):
        places.setdefault(before[index], []).append(index)
    for index, entry in enumerate(after):
        if places.get(entry):
            pairs[index] = places[entry].pop()
    paired = [(index, pair) for index, pair in enumerate(pairs) if pair is not None]
    anchors = {paired[place][0] for place in longest_rising([pair for _, pair in paired])}
    free = sorted(set(range(len(before))).difference(pair for pair in pairs if pair is not None))
    used, low = 0, -1
    waiting: list[int] = []
    for index in [*range(len(after)), None]:
        if index is not None and pairs[index] is None:
            waiting.append(index)
            continue
        if index is not None and index not in anchors:
            continue
        high = len(before) if index is None else pairs[index] or 0
        while used < len(free) and free[used] <= low:
            used += 1
        for new in waiting:
            if used < len(free) and free[used] < high:
                pairs[new] = free[used]
                used += 1
        waiting, low = [], high
    return pairs
