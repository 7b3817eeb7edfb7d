"""What places in the layout of a document that came in from Markdown are called for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designdoc_tui.document.layout import (
    AFTER,
    BODY,
    BYTE_ORDER_MARK,
    GAP,
    HEADING,
    LINE_ENDS,
    MARKDOWN,
    PIECES,
    PLACEHOLDERS,
    UNDER,
    section_in,
    text_in,
)
from designdoc_tui.document.values import value_at
from designdoc_tui.document.verbatim import EMPTY, name_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from designdoc_tui.template.kinds import Value
    from designdoc_tui.template.path import Path

_LAYOUT: Final = "Layout"
_PIECE: Final = "part {number}"
_WORDS: Final = {
    AFTER: "What follows it",
    BODY: "As it came",
    BYTE_ORDER_MARK: "Byte-order mark",
    GAP: "What follows its heading",
    HEADING: "Heading",
    LINE_ENDS: "Line ends",
    PIECES: "Parts",
    PLACEHOLDERS: "Placeholders",
    UNDER: "Where it belongs",
}


def layout_labels(path: Path, values: Value, label_of: Callable[[Path], str]) -> list[str]:
    """What a place in the layout is called.

    Args:
        path: The place.
        values: The document it is a place in.
        label_of: What sections and fields are called.

    Returns:
        From the outermost: of Markdown that stands word for word, what the outline calls it, with
        the section whose own text it is.
    """
    if len(path) < 3 or path[1] != PIECES:
        return [_LAYOUT, *map(_word, path[1:])]
    piece, own = value_at(values, path[:3]), [_word(key) for key in path[3:] if key != MARKDOWN]
    if not isinstance(piece, dict):
        return [_LAYOUT, _PIECE.format(number=int(path[2]) + 1), *own]
    section = label_of(section_in(piece))
    if section:
        return [_LAYOUT, section, *own]
    around = label_of(section_in(piece, UNDER))
    named = name_of(text_in(piece, MARKDOWN)) or EMPTY
    return [part for part in (around, named, *own) if part]


def _word(key: str | int) -> str:
    return _WORDS.get(str(key), str(key))
