"""A document in pieces: each part offered to the section it is called like.

What the section's fields do not hold for certain stays as it is, word for word. Each piece is
written again before it is trusted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from designdoc_tui.document.layout import AFTER, Piece, spaced
from designdoc_tui.document.values import Values
from designdoc_tui.markdown.imported.cut import cut
from designdoc_tui.markdown.imported.document_lines import DocumentLines
from designdoc_tui.markdown.imported.outcome import Outcome, in_draft
from designdoc_tui.markdown.imported.report import SectionReport
from designdoc_tui.markdown.imported.section_piece import SectionPiece
from designdoc_tui.markdown.imported.sorting import Part, Place, sorted_out
from designdoc_tui.markdown.imported.title_piece import TitlePiece

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from designdoc_tui.template.kinds.base import Lines
    from designdoc_tui.template.model import Template
    from designdoc_tui.template.path import Path

MOST_VALUES: Final = 1_000_000
"""So many values a draft may hold: half of what is read back, `source.yaml_frames.MAX_NODES`."""

_LEAST_OF_A_PIECE: Final = 4
"""What one counts for at the least: its place in the list and a key of its own, two values each."""

_WHY: Final[Mapping[Place, str]] = {
    Place.BEFORE: "it stands in front of the first heading",
    Place.TITLE: "the first line holds no title",
}
"""Why parts of a kind stay word for word; others know it themselves."""


@dataclass(frozen=True, slots=True)
class InPieces:
    """A document in pieces.

    Attributes:
        pieces: The pieces, in their order.
        values: The values of those that are fields.
        reports: What became of each part.
    """

    pieces: list[Piece]
    values: Values
    reports: tuple[SectionReport, ...]


def in_pieces(
    template: Template, lines: Lines, elsewhere: frozenset[Path] = frozenset()
) -> InPieces | None:
    """Takes a document apart.

    Args:
        template: What the document contains.
        lines: Its lines without their line breaks; the last one is empty where the document ends
            with a line end.
        elsewhere: Sections that stand in the document already.

    Returns:
        The document in pieces; `None` when a draft of it would hold more than is read back.
    """
    document = DocumentLines(lines)
    stretches = cut(document.all)
    if len(stretches) * _LEAST_OF_A_PIECE > MOST_VALUES:
        return None  # no need to go on
    parts = sorted_out(template, document.all, stretches, elsewhere)
    outcomes = list(_outcomes(template, document, parts, elsewhere))
    pieces = [piece for outcome in outcomes for piece in outcome.pieces]
    values = {path: value for outcome in outcomes for path, value in outcome.values.items()}
    reports = tuple(report for outcome in outcomes for report in outcome.reports)
    blank = spaced({}, AFTER, document.text(0, len(document.all)))
    return InPieces(pieces or [blank], in_draft(values), reports)


def _outcomes(
    template: Template, lines: DocumentLines, parts: Sequence[Part], elsewhere: frozenset[Path]
) -> Iterator[Outcome]:
    """What becomes of each part."""
    paths = {part.section.path for part in parts if part.section is not None}
    present = paths | elsewhere
    above = {path[:end] for path in paths for end in range(1, len(path))}
    for part in parts:
        outcome: Outcome | None = None
        if part.place is Place.TITLE:
            outcome = TitlePiece(template, lines, part, present).outcome()
        elif part.section is not None:
            holds_others = part.section.path in above
            outcome = SectionPiece(template, lines, part, part.section, holds_others).outcome()
        yield outcome or _verbatim(lines, part)


def _verbatim(lines: DocumentLines, part: Part) -> Outcome:
    """A part that stands word for word."""
    why = _WHY.get(part.place, part.why)
    return Outcome((lines.verbatim(part.start, part.end),), (part.report(verbatim=True, why=why),))
