"""Writing a document that is laid out in its own way.

Each piece gives its lines as they came for as long as they say what the draft says. What the
template has and no piece shows is written the template's way, at its place among them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designdoc_tui.document.layout import (
    AFTER,
    BETWEEN,
    BYTE_ORDER_MARK,
    CRLF,
    LINE_ENDS,
    MARKDOWN,
    PLACEHOLDERS,
    layout_of,
    path_of,
    pieces_of,
    section_in,
    space_in,
)
from designdoc_tui.markdown.imported.missing import missing
from designdoc_tui.markdown.imported.writing import write_piece
from designdoc_tui.template.fragments import Fragment, Fragments, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designdoc_tui.document.document import Document
    from designdoc_tui.template.path import Path


@dataclass(frozen=True, slots=True)
class Row:
    """Consecutive text of a document that is laid out in its own way.

    Attributes:
        index: Which of the pieces it is; -1 for what has no piece of its own.
        path: The section or field it belongs to; for Markdown, where that stands in the draft.
        fragments: Its text, with the places of the draft it came from. The line ends behind it
            count in.
    """

    index: int
    path: Path
    fragments: Fragments

    @property
    def text(self) -> str:
        """The Markdown."""
        return text_of(self.fragments)


def assemble(document: Document) -> str | None:
    """Writes a document with its layout.

    Args:
        document: The document.

    Returns:
        The Markdown without regard to line ends and byte-order mark; `None` when the document
        has no pieces and the template lays it out.
    """
    if not pieces_of(document):
        return None
    return "".join(row.text for row in rows_of(document))


def wants_placeholders(document: Document) -> bool:
    """Whether the document shows, by its layout, the template's words where it is not filled."""
    return layout_of(document).get(PLACEHOLDERS) is True


def finished(document: Document, text: str) -> str:
    """Gives a document's Markdown the line ends and the byte-order mark of its layout."""
    layout = layout_of(document)
    if layout.get(LINE_ENDS) == CRLF:
        text = text.replace("\n", "\r\n")
    return "\ufeff" + text if layout.get(BYTE_ORDER_MARK) is True else text


def rows_of(document: Document) -> list[Row]:
    """What a document that is laid out in its own way consists of.

    Args:
        document: The document; it has pieces.

    Returns:
        Its pieces, and among them what has no piece, in the order of the text.
    """
    pieces = pieces_of(document)
    added = missing(document, pieces)
    written: list[tuple[int, Path, Fragments, str | None]] = []
    written += [(-1, path, fragments, None) for path, fragments in added.get(-1, ())]
    for index, piece in enumerate(pieces):
        fragments = write_piece(document, index, piece)
        path = path_of(index, MARKDOWN) if MARKDOWN in piece else section_in(piece)
        written.append((index, path, fragments, space_in(piece, AFTER)))
        written += [(-1, path, fragments, None) for path, fragments in added.get(index, ())]
    return list(_joined(written))


def _joined(written: Sequence[tuple[int, Path, Fragments, str | None]]) -> list[Row]:
    """Puts what stands between the rows behind each; what says nothing takes its space with it."""
    rows: list[Row] = []
    texts = [text_of(fragments) for _, _, fragments, _ in written]
    shown = [(text, entry) for text, entry in zip(texts, written, strict=True) if text]
    for place, (text, (index, path, fragments, after)) in enumerate(shown):
        last = place + 1 == len(shown)
        end = after if after is not None else ("\n" if last else BETWEEN)
        if not last:
            new = index < 0 or shown[place + 1][1][0] < 0
            while not (text[-2:] + end).endswith(BETWEEN if new else "\n"):
                end += "\n"
        rows.append(Row(index, path, [*fragments, Fragment(end)] if end else fragments))
    return rows
