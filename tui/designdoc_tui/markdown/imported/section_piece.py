"""A part of a document as the section it is called like."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from designdoc_tui.document.document import NOT_APPLICABLE
from designdoc_tui.document.layout import BODY, GAP, HEADING, OF, Piece, spaced
from designdoc_tui.markdown.imported.outcome import BELOW_TITLE, Outcome, comes_out, left_over
from designdoc_tui.markdown.imported.own_fields import OwnFields, own_fields_in
from designdoc_tui.markdown.imported.strict import REASON
from designdoc_tui.template.path import format_path

if TYPE_CHECKING:
    from designdoc_tui.markdown.imported.document_lines import DocumentLines
    from designdoc_tui.markdown.imported.sorting import Part
    from designdoc_tui.template.model import Section, Template

_UNSURE: Final = "its lines are not those of the section's fields"
_ELSEWHERE: Final = "the section has no text of its own in the template"
_NO_FIELDS: Final = "it stands below the section's fields and is none of them"


@dataclass(frozen=True)
class SectionPiece:
    """A part of a document that is called like a section.

    Attributes:
        template: What the document contains.
        lines: The lines of the document.
        part: The part.
        section: The section.
        holds_others: Whether the document has sections that belong to this one.
    """

    template: Template
    lines: DocumentLines
    part: Part
    section: Section
    holds_others: bool

    def outcome(self) -> Outcome:
        """What becomes of the part."""
        set_aside = self._set_aside()
        if set_aside is not None:
            return set_aside
        start, end = self._start, self._end
        fields = own_fields_in(self.section, self.lines, start, end, self.part.end)
        return self._verbatim() if fields is None else self._as_fields(fields)

    @cached_property
    def _start(self) -> int:
        """The first line of the body."""
        return self.lines.past_blank(self.part.body, self.part.end)

    @cached_property
    def _end(self) -> int:
        """The line after the body."""
        return self.lines.end_of_body(self._start, self.part.end)

    @cached_property
    def _gap(self) -> str:
        """What stands between the heading and the body."""
        return self.lines.space(self.part.body, self._start)

    @property
    def _heading(self) -> Piece:
        """The piece without a body."""
        section = self.section
        piece: Piece = {OF: format_path(section.path)}
        came = self.lines.joined(self.part.start, self.part.body)
        if section.divider or came != f"{'#' * section.level} {section.heading}":
            piece[HEADING] = came
        return piece

    def _set_aside(self) -> Outcome | None:
        """The part as a section that does not apply, if its lines say that and why, and no more."""
        part = self.part
        came = self.lines.joined(part.start, self._end)
        _, found, reason = came.partition(f"\n{REASON}")
        # What stands below a section that does not apply would be written no more.
        if not found or "\r" in came or self.holds_others:
            return None
        values = {(*NOT_APPLICABLE, format_path(self.section.path)): reason}
        piece = spaced(self._heading, GAP, self._gap)
        if not comes_out(self.template, piece, values, came):
            return None
        space = self.lines.space(self._end, part.end)
        piece = self.lines.followed(piece, space, part.end)
        return Outcome((piece,), (part.report(verbatim=False),), values)

    def _as_fields(self, fields: OwnFields) -> Outcome:
        """The part as fields, and as Markdown what stands behind those."""
        part = self.part
        piece = spaced(self._heading, GAP, self._gap)
        if not fields.is_usual(self.template):
            piece[BODY] = fields.came
        taken = fields.outcome(piece, part.title, part.level, part.start + 1)
        place = f"below {part.title}" if part.title else BELOW_TITLE
        return taken + left_over(
            self.lines, fields.stop, part.end, self.section.path, why=_NO_FIELDS, place=place
        )

    def _verbatim(self) -> Outcome:
        """The heading as that of the section, and as Markdown what stands below it."""
        part, start = self.part, self._start
        heading = self.lines.followed(self._heading, self._gap, start)
        if start == part.end:
            return Outcome((heading,), (part.report(verbatim=False),))
        starts = [start, *(inner for inner in part.inner if inner > start), part.end]
        below = [self.lines.verbatim(*each, self.section.path) for each in pairwise(starts)]
        why = _UNSURE if self.section.fields else _ELSEWHERE
        return Outcome((heading, *below), (part.report(verbatim=True, why=why),))
