"""What two sequences have in common: for any two, and quickly for the worst."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designdoc_tui.merge.alignment import align, longest_rising

few = st.lists(st.integers(0, 4), max_size=12)


def longest_common(one: list[int], other: list[int]) -> int:
    """The length of the longest common part, in the plainest way."""
    before = [0] * (len(other) + 1)
    for thing in one:
        now = [0]
        for place, candidate in enumerate(other):
            now.append(before[place] + 1 if thing == candidate else max(now[-1], before[place + 1]))
        before = now
    return before[-1]


class TestAligning:
    @given(few, few)
    def test_finds_the_longest_common_part_of_short_ones(
        self, one: list[int], other: list[int]
    ) -> None:
        pairs = align(one, other)
        assert all(one[left] == other[right] for left, right in pairs)
        assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))
        assert len(pairs) == longest_common(one, other)

    @given(st.permutations(range(9)))
    def test_finds_the_longest_rising_part(self, numbers: list[int]) -> None:
        rising = [numbers[position] for position in longest_rising(numbers)]
        assert rising == sorted(rising)
        assert len(rising) == longest_common(numbers, sorted(numbers))

    @pytest.mark.parametrize(
        ("one", "other", "at_least"),
        [
            ([0] * 20_000, [0] * 15_000, 15_000),
            ([0, 1] * 10_000, [1, 0] * 10_000, 10_000),
            ([number % 7 for number in range(20_000)], [7] * 20_000, 0),
            (list(range(20_000)), list(range(20_000))[::-1], 1),
            ([number // 2 for number in range(20_000)], list(range(10_000)), 10_000),
        ],
        ids=["all equal", "in turn", "nothing", "backwards", "each twice"],
    )
    def test_long_ones_that_are_hard_to_tell_apart(
        self, one: list[int], other: list[int], at_least: int
    ) -> None:
        pairs = align(one, other)
        assert all(one[left] == other[right] for left, right in pairs)
        assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))
        assert len(pairs) >= at_least
