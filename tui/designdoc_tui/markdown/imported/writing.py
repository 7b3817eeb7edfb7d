"""Writing one piece of a document: its lines as they came, or what an edit made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designdoc_tui.document.document import NOT_APPLICABLE, Document
from designdoc_tui.document.layout import (
    BETWEEN,
    BODY,
    CRLF,
    GAP,
    HEADING,
    LINE_ENDS,
    MARKDOWN,
    NOTHING,
    Piece,
    path_of,
    section_in,
    space_in,
    text_in,
)
from designdoc_tui.markdown.imported.among import read_own
from designdoc_tui.markdown.imported.title import put_title
from designdoc_tui.markdown.render import fields_of, not_applicable, section_values
from designdoc_tui.template.fragments import Fragment, Fragments, placed, text_of
from designdoc_tui.template.path import format_path

if TYPE_CHECKING:
    from designdoc_tui.review.changes import Changes
    from designdoc_tui.template.model import Section


def write_piece(
    document: Document, index: int, piece: Piece, changes: Changes | None = None
) -> Fragments:
    """Writes one piece, without the line ends behind it.

    Args:
        document: The document.
        index: Which piece it is.
        piece: The piece.
        changes: What changed in the document since it was signed, where somebody remembers it.

    Returns:
        Its Markdown; nothing for one that says nothing.
    """
    if MARKDOWN in piece:
        text = text_in(piece, MARKDOWN)
        if piece.get(LINE_ENDS) == CRLF:
            text = text.replace("\n", "\r\n")
        return [Fragment(text, path_of(index, MARKDOWN))]
    path = section_in(piece)
    section = document.template.sections_by_path.get(path)
    if section is not None:
        return _section(document, section, piece, changes)
    if len(path) == 1 and any(field.key == path[0] for field in document.template.fields):
        return put_title(document, text_in(piece, HEADING))
    # A section that the template does not have (any more) keeps its words.
    parts = (text_in(piece, HEADING), text_in(piece, BODY))
    return [Fragment(_gap(piece).join(part for part in parts if part))]


def _section(
    document: Document, section: Section, piece: Piece, changes: Changes | None
) -> Fragments:
    if _lies_in_one_set_aside(document, section):
        return []
    heading = text_in(piece, HEADING) or heading_of(section, section.level)
    body = body_of(document, section, text_in(piece, BODY), changes)
    if heading == NOTHING:
        if document.not_applicable(section) is None:
            return body
        heading = heading_of(section, section.level)
    if not text_of(body):
        return [Fragment(heading)]
    return [Fragment(heading), Fragment(_gap(piece)), *body]


def _lies_in_one_set_aside(document: Document, section: Section) -> bool:
    """Whether a section above this one does not apply, and says so for all below it."""
    if document.not_applicable(section) is None:
        return False
    return document.get((*NOT_APPLICABLE, format_path(section.path))) is None


def _gap(piece: Piece) -> str:
    gap = space_in(piece, GAP)
    return BETWEEN if gap is None else gap


def body_of(
    document: Document, section: Section, came: str, changes: Changes | None = None
) -> Fragments:
    """Writes the own fields of a section.

    Args:
        document: The document.
        section: The section.
        came: Its fields as they came; empty where they are the template's way.
        changes: As in `write_piece`.

    Returns:
        The Markdown without a line end behind it.
    """
    reason = document.not_applicable(section)
    if reason is not None:
        return not_applicable(section, reason)[1:]
    body = read_own(section.fields, came.split("\n")) if came else None
    if body is None:
        own = fields_of(document, section, section.fields, placeholders=False, changes=changes)
        return own or ([Fragment(came)] if came else [])
    base = section.path[:-1] if section.is_value else section.path
    written = body.put(section_values(document, section, changes))
    return without_last_end(placed(base, written))


def without_last_end(fragments: Fragments) -> Fragments:
    """Takes the line ends away that the last line has.

    Args:
        fragments: Any lines.

    Returns:
        The same without line ends behind the last one that says something.
    """
    kept = list(fragments)
    while kept:
        last = kept.pop()
        bare = last.text.rstrip("\n")
        if bare:
            kept.append(last._replace(text=bare))
            break
    return kept


def heading_of(section: Section, level: int) -> str:
    """The heading of a section at a level, with the line above it where the template draws one."""
    divider = "---\n\n" if section.divider else ""
    return f"{divider}{'#' * min(level, 6)} {section.heading}"
