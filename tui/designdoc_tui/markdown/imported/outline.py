"""The Markdown that a document carries word for word: where it stands, and what it could become."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from designdoc_tui.document.document import Document
from designdoc_tui.document.layout import (
    AFTER,
    BETWEEN,
    BODY,
    GAP,
    HEADING,
    MARKDOWN,
    PIECES,
    UNDER,
    Piece,
    path_of,
    pieces_of,
    section_in,
    space_in,
    text_in,
)
from designdoc_tui.document.values import value_at
from designdoc_tui.document.verbatim import level_of, name_of
from designdoc_tui.markdown.imported.assemble import rows_of
from designdoc_tui.markdown.imported.pieces import InPieces, in_pieces
from designdoc_tui.template.reserved import LAYOUT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designdoc_tui.template.kinds import Value
    from designdoc_tui.template.model import Template
    from designdoc_tui.template.path import Path

_NO_PIECE: Final = "this is no Markdown that stands word for word"
_NO_FIELDS: Final = "no field of the template can be told from it for certain"
_FILLED: Final = "its fields are filled already"


@dataclass(frozen=True, slots=True)
class VerbatimPiece:
    """A piece of a document that stands in it word for word.

    Attributes:
        index: Which of the document's pieces it is.
        path: Where its Markdown stands in the draft; `Document.set` changes it there.
        heading: The heading it begins with, or the first words of one that begins without.
        level: The heading's level; 0 where there is none.
        under: The section, or the field of the first line, whose own text it is; the root for none.
        behind: The section, or the field of the first line, that has the piece before it in the
            document; the root at the top.
    """

    index: int
    path: Path
    heading: str
    level: int
    under: Path
    behind: Path


def verbatim_pieces(document: Document) -> list[VerbatimPiece]:
    """The pieces of a document that stand in it word for word, in its order."""
    found: list[VerbatimPiece] = []
    behind: Path = ()
    for index, piece in enumerate(pieces_of(document)):
        if MARKDOWN not in piece:
            behind = section_in(piece) or behind
            continue
        text = text_in(piece, MARKDOWN)
        level = level_of(text)
        found.append(
            VerbatimPiece(
                index,
                path_of(index, MARKDOWN),
                name_of(text),
                level,
                section_in(piece, UNDER),
                behind,
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class Promotion:
    """What a piece that stands word for word could become.

    Attributes:
        taken: The fields that would be filled, each with its path and its value.
        pieces: All pieces of the document as they would be.
    """

    taken: tuple[tuple[Path, Value], ...]
    pieces: tuple[Piece, ...]


def to_fields(document: Document, index: int) -> Promotion | None:
    """Says what a piece would become, taken as fields of the template.

    Args:
        document: The document; not changed.
        index: Which of its pieces it is, one that stands word for word.

    Returns:
        What would be filled, or `None` when nothing can be told for certain, or something is
        filled already. The document's Markdown stays the same.
    """
    read = _read(document, index)
    if isinstance(read, str):
        return None
    return read if _stays_the_same(document, read) else None


def why_not_fields(document: Document, index: int) -> str:
    """Why a piece cannot be taken as fields; takes time with its length and not the document's.

    Args:
        document: The document; not changed.
        index: Which of its pieces it is.

    Returns:
        The reason in a few words; empty when it can be, as far as the piece alone tells.
    """
    read = _read(document, index)
    return read if isinstance(read, str) else ""


def _read(document: Document, index: int) -> Promotion | str:
    """What a piece would become, or why it cannot."""
    pieces = pieces_of(document)
    if not 0 <= index < len(pieces) or MARKDOWN not in pieces[index]:
        return _NO_PIECE
    first, text = index, text_in(pieces[index], MARKDOWN)
    if _is_body_of_the_one_before(pieces, index):
        first = index - 1
        if BODY in pieces[first]:
            return _FILLED
        text = _with_heading(document, pieces[first], text)
    others = [*pieces[:first], *pieces[index + 1 :]]
    elsewhere = frozenset(section_in(piece) for piece in others if MARKDOWN not in piece)
    read = in_pieces(document.template, text.split("\n"), elsewhere)
    taken = _filled_in(document.template, read) if read is not None else ()
    if read is None or not taken:
        return _why_nothing(read)
    if any(document.get(path) is not None for path, _ in taken):
        return _FILLED
    *new, last = read.pieces
    last = _followed_like(last, pieces[index])
    return Promotion(taken, (*pieces[:first], *new, last, *pieces[index + 1 :]))


def _is_body_of_the_one_before(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a piece is what stands under the heading that is the piece before it."""
    under = section_in(pieces[index], UNDER)
    return bool(under) and index > 0 and section_in(pieces[index - 1]) == under


def _filled_in(template: Template, read: InPieces) -> tuple[tuple[Path, Value], ...]:
    """The fields that say something, each with its path and its value."""
    said = ((path, value_at(read.values, path)) for path, _ in template.placed_fields)
    return tuple((path, value) for path, value in said if value is not None)


def _why_nothing(read: InPieces | None) -> str:
    reports = read.reports if read is not None else ()
    return next((report.why for report in reports if report.why), _NO_FIELDS)


def _followed_like(piece: Piece, other: Piece) -> Piece:
    """A piece with that behind it which stands behind another one."""
    followed = {key: value for key, value in piece.items() if key != AFTER}
    return {**followed, AFTER: other[AFTER]} if AFTER in other else followed


def _with_heading(document: Document, piece: Piece, text: str) -> str:
    section = document.template.sections_by_path.get(section_in(piece))
    usual = f"{'#' * section.level} {section.heading}" if section is not None else ""
    spaces = (space_in(piece, AFTER), space_in(piece, GAP))
    return (text_in(piece, HEADING) or usual) + ("\n" if "\n" in spaces else BETWEEN) + text


def _stays_the_same(document: Document, promotion: Promotion) -> bool:
    copy = Document(document.template, document.values)
    apply(copy, promotion)
    before = "".join(row.text for row in rows_of(document))
    return "".join(row.text for row in rows_of(copy)) == before


def apply(document: Document, promotion: Promotion) -> None:
    """Turns a piece into fields, as one step that can be taken back."""
    with document.one_step():
        document.set((LAYOUT, PIECES), [dict(piece) for piece in promotion.pieces])
        for path, value in promotion.taken:
            document.set(path, value)
