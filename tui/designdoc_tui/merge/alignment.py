"""What two sequences have in common, in order.

The longest common part would be best and takes quadratic time to find in bad cases. So it is only
looked for between things that are sure: what stands once on either side (the idea of Bram Cohen's
patience diff). Where even the small gaps are too many or too large, equal things are paired by
which of their kind they are. Time is n log n in the worst case.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

Pair = tuple[int, int]
"""A position in the one sequence and the position in the other that it corresponds to."""

_SMALL: Final = 40_000  # cells of one table; two gaps of 200 entries each
_CELLS: Final = 400_000  # of all tables together: about 50 ms
_DEEPEST: Final = 12  # how often a gap is looked at again for what stands once in it


class _Gap(NamedTuple):
    start: int
    end: int
    other_start: int
    other_end: int
    depth: int


def align(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Finds what two sequences have in common, in order.

    Args:
        old: The one.
        new: The other.

    Returns:
        Positions with equal things, rising on both sides. The same sequences always give the same.
    """
    pairs: list[Pair] = []
    left = _CELLS
    gaps = [_Gap(0, len(old), 0, len(new), 0)]
    while gaps:
        gap = _trimmed(old, new, gaps.pop(), pairs)
        size = (gap.end - gap.start) * (gap.other_end - gap.other_start)
        if not size:
            continue
        if size <= min(_SMALL, left):
            left -= size
            pairs += _longest_common(old, new, gap)
            continue
        anchors = _standing_once(old, new, gap) if gap.depth < _DEEPEST else []
        if anchors:
            pairs += anchors
            gaps += _between(anchors, gap)
        else:
            pairs += _nth_of_their_kind(old, new, gap)
    return sorted(pairs)


def longest_rising(numbers: Sequence[int]) -> list[int]:
    """The positions of the longest part of a sequence of different numbers that rises."""
    tails: list[int] = []
    positions: list[int] = []
    before: list[int] = []
    for position, number in enumerate(numbers):
        place = bisect_left(tails, number)
        before.append(positions[place - 1] if place else -1)
        if place == len(tails):
            tails.append(number)
            positions.append(position)
        else:
            tails[place] = number
            positions[place] = position
    rising: list[int] = []
    here = positions[-1] if positions else -1
    while here >= 0:
        rising.append(here)
        here = before[here]
    return rising[::-1]


def _trimmed(
    old: Sequence[Hashable], new: Sequence[Hashable], gap: _Gap, pairs: list[Pair]
) -> _Gap:
    """A gap without what is equal at its ends, which is noted."""
    start, end, other, other_end, depth = gap
    while start < end and other < other_end and old[start] == new[other]:
        pairs.append((start, other))
        start, other = start + 1, other + 1
    while start < end and other < other_end and old[end - 1] == new[other_end - 1]:
        end, other_end = end - 1, other_end - 1
        pairs.append((end, other_end))
    return _Gap(start, end, other, other_end, depth)


def _longest_common(old: Sequence[Hashable], new: Sequence[Hashable], gap: _Gap) -> list[Pair]:
    """The longest common part, by a table of how long it is from each place on."""
    rows, columns = gap.end - gap.start, gap.other_end - gap.other_start
    others = [new[gap.other_start + column] for column in range(columns)]
    table = [[0] * (columns + 1)]
    for row in range(rows - 1, -1, -1):
        thing, below, line = old[gap.start + row], table[-1], [0] * (columns + 1)
        for column in range(columns - 1, -1, -1):
            if thing == others[column]:
                line[column] = below[column + 1] + 1
            else:
                line[column] = max(below[column], line[column + 1])
        table.append(line)
    table.reverse()
    pairs: list[Pair] = []
    row = column = 0
    while row < rows and column < columns:
        if old[gap.start + row] == others[column]:
            pairs.append((gap.start + row, gap.other_start + column))
            row, column = row + 1, column + 1
        elif table[row + 1][column] >= table[row][column + 1]:
            row += 1
        else:
            column += 1
    return pairs


def _standing_once(old: Sequence[Hashable], new: Sequence[Hashable], gap: _Gap) -> list[Pair]:
    counts = Counter(old[gap.start : gap.end])
    other_counts = Counter(new[gap.other_start : gap.other_end])
    where = {
        new[position]: position
        for position in range(gap.other_start, gap.other_end)
        if other_counts[new[position]] == 1
    }
    return _rising(
        (position, where[old[position]])
        for position in range(gap.start, gap.end)
        if counts[old[position]] == 1 and old[position] in where
    )


def _nth_of_their_kind(old: Sequence[Hashable], new: Sequence[Hashable], gap: _Gap) -> list[Pair]:
    places: dict[Hashable, list[int]] = defaultdict(list)
    for position in range(gap.other_end - 1, gap.other_start - 1, -1):
        places[new[position]].append(position)
    return _rising(
        (position, places[old[position]].pop())
        for position in range(gap.start, gap.end)
        if places.get(old[position])
    )


def _rising(found: Iterable[Pair]) -> list[Pair]:
    pairs = list(found)
    return [pairs[index] for index in longest_rising([other for _, other in pairs])]


def _between(anchors: Sequence[Pair], gap: _Gap) -> list[_Gap]:
    starts = [(gap.start, gap.other_start), *((one + 1, other + 1) for one, other in anchors)]
    ends = [*anchors, (gap.end, gap.other_end)]
    return [
        _Gap(start, end, other, other_end, gap.depth + 1)
        for (start, other), (end, other_end) in zip(starts, ends, strict=True)
        if start < end and other < other_end
    ]
