"""Which entry of one list is which entry of another.

First come the entries that are equal, in order and then wherever they moved to; then those that
bear the same name; and of what is left between the same neighbours, those that are alike. The
rest has come or gone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from designdoc_tui.merge.alignment import Pair, align
from designdoc_tui.merge.identity import key_of, opened, text_in
from designdoc_tui.merge.structure import name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from designdoc_tui.template.field import Field
    from designdoc_tui.template.kinds import Value

_ALIKE: Final = 0.5  # the share of words and pairs of letters from which on entries are alike
_FEW: Final = 256  # pairs of entries, up to which each is compared with each
_NEARBY: Final = 4  # where there are more, an entry is compared with so many on either side
_SHORT: Final = 200  # characters; in a longer text words are enough to tell


class Entry(NamedTuple):
    """An entry of a list.

    Attributes:
        place: Its position.
        value: What it is.
    """

    place: int
    value: Value


def match(field: Field | None, old: Sequence[Value], new: Sequence[Value]) -> list[Pair]:
    """Finds which entry of a list is which entry of another.

    Args:
        field: The list in the template, if it is there: it says how entries are called.
        old: The one list.
        new: The other.

    Returns:
        Pairs of positions, each position once, in the order of the new list. Takes time n log n
        in the number of entries.
    """
    old_keys, new_keys = list(map(key_of, old)), list(map(key_of, new))
    pairs = dict(align(old_keys, new_keys))
    taken = set(pairs.values())

    def pair_up(by: Callable[[bool, int], Hashable], *, once: bool) -> None:
        left = [index for index in range(len(old)) if index not in pairs]
        other = [index for index in range(len(new)) if index not in taken]
        for one, two in _by_key(left, other, by, once=once):
            pairs[one] = two
            taken.add(two)

    pair_up(lambda is_old, index: (old_keys if is_old else new_keys)[index], once=False)
    pair_up(lambda is_old, index: _named(field, (old if is_old else new)[index]), once=True)
    for gap, other_gap in _gaps(pairs, taken, len(old), len(new)):
        left = [Entry(index, old[index]) for index in gap]
        right = [Entry(index, new[index]) for index in other_gap]
        pairs.update(_alike(left, right))
    return sorted(pairs.items(), key=lambda pair: pair[1])


def same_named(field: Field | None, old: Sequence[Entry], new: Sequence[Entry]) -> list[Pair]:
    """Pairs entries that two sides have put into the same list: equal ones, and records by name.

    Args:
        field: The list in the template.
        old: The entries of the one side, each with its position.
        new: Those of the other.

    Returns:
        Pairs of positions.
    """
    values, others = dict(old), dict(new)
    keys = {index: key_of(value) for index, value in old}
    other_keys = {index: key_of(value) for index, value in new}
    pairs = _by_key(
        list(values),
        list(others),
        lambda is_old, index: (keys if is_old else other_keys)[index],
        once=False,
    )
    done, other_done = {one for one, _ in pairs}, {two for _, two in pairs}
    return pairs + _by_key(
        [index for index in values if index not in done],
        [index for index in others if index not in other_done],
        lambda is_old, index: _named(field, (values if is_old else others)[index]),
        once=True,
    )


def _named(field: Field | None, item: Value) -> Hashable:
    """The name of a record; texts have none, for their name is all there is to them."""
    return (name_of(field, item) or None) if text_in(item) is None else None


def _by_key(
    old: Iterable[int],
    new: Iterable[int],
    by: Callable[[bool, int], Hashable],
    *,
    once: bool,
) -> list[Pair]:
    """Pairs what has the same key: the first with the first, or only what stands once."""
    places: dict[Hashable, list[int]] = defaultdict(list)
    for index in new:
        places[by(False, index)].append(index)
    keys = {index: by(True, index) for index in old}
    counts = Counter(keys.values())
    pairs: list[Pair] = []
    taken: Counter[Hashable] = Counter()
    for index, key in keys.items():
        there = places.get(key, []) if key is not None else []
        if once and (counts[key] > 1 or len(there) > 1):
            continue
        if taken[key] < len(there):
            pairs.append((index, there[taken[key]]))
            taken[key] += 1
    return pairs


def _gaps(
    pairs: dict[int, int], taken: set[int], length: int, other_length: int
) -> list[tuple[list[int], list[int]]]:
    """What is not paired yet, by the neighbours it stands between; all of it, when it is little."""
    left = [index for index in range(length) if index not in pairs]
    right = [index for index in range(other_length) if index not in taken]
    if not left or not right:
        return []
    if len(left) * len(right) <= _FEW:
        return [(left, right)]
    gaps: list[tuple[list[int], list[int]]] = []
    by_neighbour: dict[int, list[int]] = defaultdict(list)
    neighbour = -1
    for index in range(other_length):
        if index in taken:
            neighbour = index
        else:
            by_neighbour[neighbour].append(index)
    here: list[int] = []
    for index in range(length + 1):
        if index < length and index not in pairs:
            here.append(index)
            continue
        before = pairs[here[0] - 1] if here and here[0] else -1
        if here and by_neighbour.get(before):
            gaps.append((here, by_neighbour[before]))
        here = []
    return gaps


def _alike(left: list[Entry], right: list[Entry]) -> dict[int, int]:
    """Pairs entries of one gap that are alike, the most alike first."""
    words = {item.place: _features(item.value) for item in left}
    other_words = {item.place: _features(item.value) for item in right}
    if len(left) * len(right) <= _FEW:
        candidates = [(one, other) for one in left for other in right]
    else:
        candidates = [
            (one, right[place])
            for rank, one in enumerate(left)
            for place in range(max(0, rank - _NEARBY), min(len(right), rank + _NEARBY + 1))
        ]
    scored: list[tuple[float, int, int]] = []
    for one, other in candidates:
        score = _likeness(words[one.place], other_words[other.place])
        if score >= _ALIKE:
            scored.append((-score, one.place, other.place))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, index, other_index in sorted(scored):
        if index not in pairs and other_index not in taken:
            pairs[index] = other_index
            taken.add(other_index)
    return pairs


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    if not one or not other:
        return 0.0
    return 2 * len(one & other) / (len(one) + len(other))


def _features(value: Value) -> frozenset[str]:
    """What entries are compared by: words, and in short ones pairs of letters too."""
    text = " ".join(_texts(value))
    words = text.casefold().split()
    if len(text) > _SHORT:
        return frozenset(words)
    return frozenset(words) | {word[at : at + 2] for word in words for at in range(len(word) - 1)}


def _texts(value: Value) -> list[str]:
    texts: list[str] = []
    todo = [value]
    while todo:
        here = opened(todo.pop())
        text = text_in(here)
        if text is not None:
            texts.append(text)
        elif isinstance(here, dict):
            todo += here.values()
        elif isinstance(here, list):
            todo += here
    return texts
