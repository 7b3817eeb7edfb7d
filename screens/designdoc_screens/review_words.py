"""How an item of the checklist reads: its sign, a word for its state, and what colours both.

The sign and the word say all of it; the colour only repeats it.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from designdoc_tui.approval import Item, ItemKind, ItemState
from designdoc_tui.checks import Severity


class Look(NamedTuple):
    """How the state of an item is shown.

    Attributes:
        sign: One character.
        word: The same in words.
        tone: `error`, `warning`, `success` or `muted`.
    """

    sign: str
    word: str
    tone: str


_BY_WEIGHT: Final = {
    Severity.ERROR: Look("✗", "error", "error"),
    Severity.WARNING: Look("▲", "warning", "warning"),
    Severity.INFO: Look("·", "info", "muted"),
}
_OFF: Final = Look("–", "off", "muted")
_LOST: Final = Look("?", "lost its place", "error")
_BLOCKS: Final = Look("✗", "blocks", "error")
_ALTERED: Final = Look("✗", "altered", "error")

_BY_KIND: Final = {
    ItemKind.SECTION: {
        ItemState.OPEN: Look("○", "to read", "warning"),
        ItemState.DONE: Look("●", "read", "success"),
        ItemState.STALE: Look("◐", "changed", "warning"),
    },
    ItemKind.QUESTION: {
        ItemState.OPEN: Look("○", "open", "warning"),
        ItemState.DONE: Look("●", "answered", "success"),
    },
    ItemKind.COMMENT: {
        ItemState.OPEN: Look("○", "open", "warning"),
        ItemState.DONE: Look("●", "settled", "success"),
        ItemState.LOST: _LOST,
    },
    ItemKind.SIGN_OFF: {
        ItemState.OPEN: Look("○", "to sign", "warning"),
        ItemState.DONE: Look("●", "signed", "success"),
        ItemState.STALE: Look("◐", "stale", "warning"),
    },
}


def look_of(item: Item) -> Look:
    """How the state of an item is shown."""
    if item.state is ItemState.OFF:
        return _OFF
    if item.kind is ItemKind.FINDING:
        return _BY_WEIGHT[item.weight or Severity.INFO]
    if item.weight is Severity.ERROR and item.state is ItemState.OPEN:
        return _BLOCKS if item.kind is ItemKind.QUESTION else _ALTERED
    return _BY_KIND[item.kind].get(item.state, Look("○", item.state.value, "warning"))


def counted(number: int, one: str, many: str = "") -> str:
    """A number with what it counts: `1 reply`, `3 replies`."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
