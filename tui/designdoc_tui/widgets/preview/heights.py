"""Heights of many things stacked, with quick sums: a Fenwick tree.

P. M. Fenwick, "A new data structure for cumulative frequency tables" (1994).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Heights:
    """How high each of n things is, and where each begins, in O(log n).

    Args:
        heights: The height of each, at least 0.
    """

    def __init__(self, heights: Iterable[int] = ()) -> None:
        self._heights = list(heights)
        self._sums = [0, *self._heights]
        for index in range(1, len(self._sums)):
            parent = index + (index & -index)
            if parent < len(self._sums):
                self._sums[parent] += self._sums[index]
        self._total = sum(self._heights)

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, index: int) -> int:
        return self._heights[index]

    def __setitem__(self, index: int, height: int) -> None:
        change = height - self._heights[index]
        if not change:
            return
        self._heights[index] = height
        self._total += change
        place = index + 1
        while place < len(self._sums):
            self._sums[place] += change
            place += place & -place

    @property
    def total(self) -> int:
        """All heights together."""
        return self._total

    def before(self, index: int) -> int:
        """Where the thing at `index` begins: the sum of all heights before it."""
        total = 0
        while index > 0:
            total += self._sums[index]
            index -= index & -index
        return total

    def find(self, offset: int) -> int:
        """Which thing covers `offset`; the last one for anything beyond the end."""
        place = 0
        step = 1 << len(self._heights).bit_length()
        while step:
            following = place + step
            if following < len(self._sums) and self._sums[following] <= offset:
                place = following
                offset -= self._sums[following]
            step >>= 1
        return min(place, max(0, len(self._heights) - 1))
