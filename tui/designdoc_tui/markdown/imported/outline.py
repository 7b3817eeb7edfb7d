"""The Markdown that a document carries word for word: where it stands, and what it could become."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from designdoc_tui.document.document import Document
from designdoc_tui.document.values import value_at
from designdoc_tui.markdown.imported.assemble import rows_of
from designdoc_tui.markdown.imported.layout import (
    AFTER,
    BETWEEN,
    BODY,
    GAP,
    HEADING,
    LAYOUT,
    MARKDOWN,
    PIECES,
    UNDER,
    Piece,
    path_of,
    pieces_of,
    section_in,
    text_in,
)
from designdoc_tui.markdown.imported.pieces import read_pieces
from designdoc_tui.markdown.imported.writing import level_of

if TYPE_CHECKING:
    from designdoc_tui.template.kinds import Value
    from designdoc_tui.template.path import Path

_LONGEST_NAME: Final = 80
_FRONT_MATTER: Final = "Front matter"
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


def is_front_matter(text: str) -> bool:
    """Whether a piece is the block of YAML that many documents begin with."""
    return text.startswith("---\n") and text.endswith("\n---") and not level_of(text)


def name_of(text: str) -> str:
    """What a piece that stands word for word is called: its heading, or its first words."""
    if is_front_matter(text):
        return _FRONT_MATTER
    line = next((line.strip() for line in text[:2_000].split("\n") if line.strip()), "")
    if level_of(line):
        line = line.lstrip("#").strip().rstrip("#").rstrip()
    return line if len(line) <= _LONGEST_NAME else line[: _LONGEST_NAME - 1] + "…"


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
    under = section_in(pieces[index], UNDER)
    if under and index and section_in(pieces[index - 1]) == under:
        if BODY in pieces[index - 1]:
            return _FILLED
        first = index - 1
        text = _with_heading(document, pieces[first], text)
    taken_elsewhere = frozenset(
        section_in(piece)
        for place, piece in enumerate(pieces)
        if not first <= place <= index and MARKDOWN not in piece
    )
    new, values, reports = read_pieces(document.template, text, taken_elsewhere)
    taken = tuple(
        (path, value_at(values, path))
        for path, _ in document.template.placed_fields
        if value_at(values, path) is not None
    )
    if not taken:
        return next((report.why for report in reports if report.why), _NO_FIELDS)
    if any(document.get(path) is not None for path, _ in taken):
        return _FILLED
    if AFTER in pieces[index]:
        new[-1] = {**new[-1], AFTER: pieces[index][AFTER]}
    elif AFTER in new[-1]:
        new[-1] = {key: value for key, value in new[-1].items() if key != AFTER}
    return Promotion(taken, (*pieces[:first], *new, *pieces[index + 1 :]))


def _with_heading(document: Document, piece: Piece, text: str) -> str:
    section = document.template.sections_by_path.get(section_in(piece))
    usual = f"{'#' * section.level} {section.heading}" if section is not None else ""
    gap = text_in(piece, AFTER) or BETWEEN
    blank = "\n" if "no blank line" in gap or "no blank line" in text_in(piece, GAP) else BETWEEN
    return (text_in(piece, HEADING) or usual) + blank + text


def _stays_the_same(document: Document, promotion: Promotion) -> bool:
    copy = Document(document.template, document.values)
    apply(copy, promotion)
    before = "".join(row.text for row in rows_of(document))
    return "".join(row.text for row in rows_of(copy)) == before


def apply(document: Document, promotion: Promotion) -> None:
    """Turns a piece into fields, as one step that can be taken back."""
    document.close_step()
    document.set((LAYOUT, PIECES), [dict(piece) for piece in promotion.pieces])
    for path, value in promotion.taken:
        document.set_along(path, value)
