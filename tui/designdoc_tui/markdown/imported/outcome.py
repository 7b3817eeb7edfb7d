"""What becomes of a part of a document: its pieces, the values of its fields, and a report."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as default
from typing import TYPE_CHECKING, Final

from designdoc_tui.document.document import Document
from designdoc_tui.document.values import Values, put
from designdoc_tui.markdown.imported.report import SectionReport
from designdoc_tui.markdown.imported.writing import write_piece
from designdoc_tui.template.fragments import text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from designdoc_tui.document.layout import Piece
    from designdoc_tui.markdown.imported.document_lines import DocumentLines
    from designdoc_tui.template.kinds.base import Value
    from designdoc_tui.template.model import Template
    from designdoc_tui.template.path import Path

BELOW_TITLE: Final = "below the title"
"""Where lines stand that have no heading but the document's."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a part of a document.

    Attributes:
        pieces: Its pieces, in their order.
        reports: What is said of it.
        values: The values of its fields, by their places in the draft.
    """

    pieces: tuple[Piece, ...] = ()
    reports: tuple[SectionReport, ...] = ()
    values: Mapping[Path, Value] = default(default_factory=dict)

    def __add__(self, other: Outcome) -> Outcome:
        """This, and then what became of what stands behind it."""
        return Outcome(
            self.pieces + other.pieces,
            self.reports + other.reports,
            {**self.values, **other.values},
        )


def left_over(
    lines: DocumentLines, start: int, end: int, under: Path, *, why: str, place: str
) -> Outcome:
    """Keeps what stands behind fields that were taken.

    Args:
        lines: The lines of the document.
        start: The line after the fields.
        end: The line after the part.
        under: The section, or the field of the first line, whose own text it is.
        why: Why it is no field's.
        place: What to call the place where it stands.

    Returns:
        One piece; nothing where no line is left.
    """
    if start >= end:
        return Outcome()
    report = SectionReport("", 0, start + 1, verbatim=True, why=why, place=place)
    return Outcome((lines.verbatim(start, end, under),), (report,))


def comes_out(template: Template, piece: Piece, values: Mapping[Path, Value], text: str) -> bool:
    """Whether a piece with some values is written as it came.

    Args:
        template: The template.
        piece: The piece.
        values: The values, by their places in the draft.
        text: How it came.
    """
    return text_of(write_piece(Document(template, in_draft(values)), 0, piece)) == text


def in_draft(values: Mapping[Path, Value]) -> Values:
    """Values by their places, as a draft holds them: each within the value of its section."""
    held: Values = {}
    for path, value in values.items():
        put(held, path, value)
    return held
