"""The order in which the entries of two lists stand, once they are one list.

Each entry of the merged list is a slot: which entry it is in the base and on either side. What a
side moved stands where that side put it; what a side put in stands behind what it put it behind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from designdoc_tui.merge.alignment import Pair, longest_rising
from designdoc_tui.merge.identity import same, told
from designdoc_tui.merge.matching import Entry, match, same_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designdoc_tui.template.field import Field
    from designdoc_tui.template.kinds import Value


class Slot(NamedTuple):
    """One entry of a merged list.

    Attributes:
        base: Its position in the base; `None` when it is new.
        ours: Its position on the one side; `None` when it is not there.
        theirs: The same on the other.
    """

    base: int | None
    ours: int | None
    theirs: int | None


class Ordered(NamedTuple):
    """The entries of a merged list, in order.

    Attributes:
        slots: The entries.
        clash: Whether both sides moved an entry, to different places.
    """

    slots: list[Slot]
    clash: bool


def ordered(
    field: Field | None, base: Sequence[Value], ours: Sequence[Value], theirs: Sequence[Value]
) -> Ordered:
    """Merges the order of two lists.

    Args:
        field: The list in the template, if it is there.
        base: The list as both sides found it.
        ours: The one side's.
        theirs: The other's.

    Returns:
        The entries that stay or are new. One that a side took out stays when the other changed it.
        Which of the sides is called ours does not count.
    """
    if _comes_first(theirs, ours):
        turned = ordered(field, base, theirs, ours)
        slots = [Slot(slot.base, slot.theirs, slot.ours) for slot in turned.slots]
        return Ordered(slots, turned.clash)
    pairs, other_pairs = match(field, base, ours), match(field, base, theirs)
    slots = [
        *_kept(base, ours, theirs, dict(pairs), dict(other_pairs)),
        *_new(field, ours, theirs, pairs, other_pairs),
    ]
    moved, other_moved = _moved(pairs), _moved(other_pairs)
    # Where a slot stands on a side; not on the one whose order for it does not count.
    places = {
        slot.ours: slot
        for slot in slots
        if slot.ours is not None
        and (slot.theirs is None or slot.base in moved or slot.base not in other_moved)
    }
    other_places = {
        slot.theirs: slot
        for slot in slots
        if slot.theirs is not None
        and (slot.ours is None or slot.base in other_moved or slot.base not in moved)
    }
    mine = [places[index] for index in sorted(places)]
    others = [other_places[index] for index in sorted(other_places)]
    merged, doubtful = _woven(mine, others)
    return Ordered(merged, any(slot.base is not None for slot in doubtful))


def _comes_first(one: Sequence[Value], other: Sequence[Value]) -> bool:
    """Whether a list comes before another in an order that depends on nothing but the two."""
    for left, right in zip(one, other, strict=False):
        if not same(left, right):
            return told(left) < told(right)
    return len(one) < len(other)


def _kept(
    base: Sequence[Value],
    ours: Sequence[Value],
    theirs: Sequence[Value],
    places: dict[int, int],
    other_places: dict[int, int],
) -> list[Slot]:
    slots: list[Slot] = []
    for index, item in enumerate(base):
        place, other_place = places.get(index), other_places.get(index)
        if place is None and other_place is None:
            continue
        if place is None and other_place is not None and same(item, theirs[other_place]):
            continue
        if other_place is None and place is not None and same(item, ours[place]):
            continue
        slots.append(Slot(index, place, other_place))
    return slots


def _new(
    field: Field | None,
    ours: Sequence[Value],
    theirs: Sequence[Value],
    pairs: list[Pair],
    other_pairs: list[Pair],
) -> list[Slot]:
    known, other_known = {new for _, new in pairs}, {new for _, new in other_pairs}
    mine = [Entry(index, item) for index, item in enumerate(ours) if index not in known]
    others = [Entry(index, item) for index, item in enumerate(theirs) if index not in other_known]
    agreed = dict(same_named(field, mine, others))
    taken = set(agreed.values())
    return [
        *(Slot(None, index, agreed.get(index)) for index, _ in mine),
        *(Slot(None, None, index) for index, _ in others if index not in taken),
    ]


def _moved(pairs: list[Pair]) -> set[int | None]:
    """The entries of the base that a side has moved, as few as explain its order."""
    bases = [base for base, _ in pairs]
    stayed = {bases[index] for index in longest_rising(bases)}
    return {base for base in bases if base not in stayed}


def _woven(mine: list[Slot], others: list[Slot]) -> tuple[list[Slot], list[Slot]]:
    """Weaves two orders into one.

    Returns:
        The one order, and what stands in both but in another order.
    """
    ranks = {slot: rank for rank, slot in enumerate(others)}
    common = [slot for slot in mine if slot in ranks]
    backbone = [common[index] for index in longest_rising([ranks[slot] for slot in common])]
    settled = set(backbone)
    doubtful = [slot for slot in common if slot not in settled]
    skipped = set(doubtful)
    woven: list[Slot] = []
    here = there = 0
    for slot in [*backbone, None]:
        while here < len(mine) and mine[here] != slot:
            woven.append(mine[here])
            here += 1
        while there < len(others) and others[there] != slot:
            if others[there] not in skipped:
                woven.append(others[there])
            there += 1
        if slot is not None:
            woven.append(slot)
        here, there = here + 1, there + 1
    return woven, doubtful
