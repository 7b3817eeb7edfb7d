"""How an imported document is laid out: the value under `layout` in a draft.

It is a mapping: `line_ends: crlf`, `byte_order_mark: true` and `placeholders: true` are about the
whole document, and `pieces` is what it consists of, in its order. Without pieces the document is
laid out as the template says. A piece is a mapping too:

| key | what it says |
|---|---|
| `markdown` | Markdown that stands in the document word for word |
| `under` | for Markdown, the section, or the field of the first line, whose own text it is |
| `line_ends` | for Markdown, `crlf` where its lines end so and those of other pieces do not |
| `of` | the section, or the field of the first line, that the piece is |
| `heading` | its heading as it came, where that is not the template's |
| `gap` | what stands between heading and body, where that is not one blank line |
| `body` | its fields as they came, where the template would write them otherwise |
| `after` | what follows the piece, where that is not one blank line, or the end of the document |

Blank lines are told in words: `nothing` (not even the end of the line), `no blank line`,
`2 blank lines`. Anything else at `gap` and `after` is the text that stands there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designdoc_tui.template.path import path_or_root
from designdoc_tui.template.reserved import LAYOUT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from designdoc_tui.document.document import Document
    from designdoc_tui.template.kinds import Value
    from designdoc_tui.template.path import Path

PIECES: Final = "pieces"
LINE_ENDS: Final = "line_ends"
CRLF: Final = "crlf"
BYTE_ORDER_MARK: Final = "byte_order_mark"
PLACEHOLDERS: Final = "placeholders"

MARKDOWN: Final = "markdown"
UNDER: Final = "under"
OF: Final = "of"
HEADING: Final = "heading"
GAP: Final = "gap"
BODY: Final = "body"
AFTER: Final = "after"

BETWEEN: Final = "\n\n"
"""What usually follows a piece: the end of its last line, and a blank line."""

NOTHING: Final = "nothing"
NO_BLANK_LINE: Final = "no blank line"
_BLANK_LINE: Final = " blank line"
_MANY: Final = 6  # digits of a number of blank lines

PIECE_KEYS: Final = (OF, UNDER, HEADING, GAP, LINE_ENDS, MARKDOWN, BODY, AFTER)

Piece = dict[str, "Value"]


def layout_of(document: Document) -> Mapping[str, Value]:
    """The layout of a document; empty when it has none."""
    layout = document.values.get(LAYOUT)
    return layout if isinstance(layout, dict) else {}


def pieces_of(document: Document) -> list[Piece]:
    """The pieces of a document, in its order; none when the template lays it out."""
    pieces = layout_of(document).get(PIECES)
    if not isinstance(pieces, list):
        return []
    return [piece if isinstance(piece, dict) else {} for piece in pieces]


def has_pieces(document: Document) -> bool:
    """Whether the document is laid out in another way than the template does it."""
    return bool(pieces_of(document))


def text_in(piece: Mapping[str, Value], key: str, default: str = "") -> str:
    """The text of a key of a piece."""
    value = piece.get(key)
    return value if isinstance(value, str) else default


def space_in(piece: Mapping[str, Value], key: str) -> str | None:
    """What stands at `gap` or `after`; `None` where that is what usually does."""
    said = piece.get(key)
    if not isinstance(said, str):
        return None
    if said in (NOTHING, NO_BLANK_LINE):
        return "" if said == NOTHING else "\n"
    count = said.removesuffix("s").removesuffix(_BLANK_LINE)
    if (
        count not in (said, said.removesuffix("s"))
        and count.isascii()
        and count.isdigit()
        and len(count) < _MANY
    ):
        return "\n" * (int(count) + 1)
    return said


def spaced(piece: Piece, key: str, space: str, usual: str = BETWEEN) -> Piece:
    """A piece with what stands at `gap` or `after`, where that is not what usually does."""
    if space == usual:
        return piece
    if not space.strip("\n") and len(space) < 10**_MANY:
        ends = len(space)
        said = f"{ends - 1}{_BLANK_LINE}{'s' if ends > 2 else ''}"
        said = (NOTHING, NO_BLANK_LINE)[ends] if ends < 2 else said
        return {**piece, key: said}
    return {**piece, key: space}


def section_in(piece: Mapping[str, Value], key: str = OF) -> Path:
    """The path of what a piece is, or stands under; the root when there is none."""
    return path_or_root(text_in(piece, key))


def path_of(index: int, key: str) -> Path:
    """Where a text of a piece stands in the draft."""
    return (LAYOUT, PIECES, index, key)
