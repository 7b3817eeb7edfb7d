"""A document's first line as a piece, and what stands between that and the next heading."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from designdoc_tui.document.layout import BODY, HEADING, NOTHING, OF, Piece
from designdoc_tui.markdown.imported.among import end_of_labels
from designdoc_tui.markdown.imported.outcome import BELOW_TITLE, Outcome, comes_out, left_over
from designdoc_tui.markdown.imported.own_fields import OwnFields, own_fields_in
from designdoc_tui.markdown.imported.report import SectionReport
from designdoc_tui.markdown.imported.title import title_field, title_in
from designdoc_tui.template.path import format_path

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from designdoc_tui.markdown.imported.document_lines import DocumentLines
    from designdoc_tui.markdown.imported.sorting import Part
    from designdoc_tui.template.field import Field
    from designdoc_tui.template.kinds.base import Value
    from designdoc_tui.template.model import Template
    from designdoc_tui.template.path import Path

_NO_TEXT: Final = "it stands below the title, where the template has no text"


@dataclass(frozen=True)
class TitlePiece:
    """The part of a document that its title leads.

    Attributes:
        template: What the document contains.
        lines: The lines of the document.
        part: The part.
        present: The sections that the document has.
    """

    template: Template
    lines: DocumentLines
    part: Part
    present: AbstractSet[Path]

    def outcome(self) -> Outcome | None:
        """What becomes of the part; `None` when its first line holds no title."""
        field = title_field(self.template)
        title = None if field is None else self._title(field)
        if field is None or title is None:
            return None
        fields = self._fields_below()
        if fields is None:
            return title + self._rest(field, self._stop)
        return title + self._labels(fields) + self._rest(field, fields.stop)

    @cached_property
    def _stop(self) -> int:
        """Where something begins below the first line."""
        return self.lines.past_blank(self.part.body, self.part.end)

    def _title(self, field: Field) -> Outcome | None:
        """What becomes of the first line."""
        part = self.part
        heading = self.lines.joined(part.start, part.body)
        place = title_in(self.template, heading)
        title = heading[place[0] : place[1]] if place else ""
        values: dict[Path, Value] = {(field.key,): title} if field.is_filled(title) else {}
        piece: Piece = {OF: field.key, HEADING: heading}
        if not comes_out(self.template, piece, values, heading):
            return None
        filled = (field.key,) if values else ()
        report = SectionReport(
            part.title, part.level, part.start + 1, field.key, (field.key,), filled
        )
        space = self.lines.space(part.body, self._stop)
        return Outcome((self.lines.followed(piece, space, self._stop),), (report,), values)

    def _fields_below(self) -> OwnFields | None:
        """The fields of the template's first section, where lines with labels say them.

        Many documents tell their author and status there, under no heading.
        """
        section = self.template.sections[0] if self.template.sections else None
        if section is None or section.path in self.present or section.sections:
            return None
        below = self.lines.all[self._stop : self.part.end]
        end = self._stop + end_of_labels(section.fields, below)
        fields = own_fields_in(section, self.lines, self._stop, end, self.part.end)
        if fields is None or not fields.values:
            return None
        piece = self._piece_of(fields)
        return fields if comes_out(self.template, piece, fields.values, fields.came) else None

    def _labels(self, fields: OwnFields) -> Outcome:
        """What becomes of the lines with labels, which have no heading."""
        return fields.outcome(self._piece_of(fields), "", 0, fields.start + 1)

    def _rest(self, field: Field, start: int) -> Outcome:
        """What becomes of the lines from one on."""
        under, end = (field.key,), self.part.end
        return left_over(self.lines, start, end, under, why=_NO_TEXT, place=BELOW_TITLE)

    @staticmethod
    def _piece_of(fields: OwnFields) -> Piece:
        return {OF: format_path(fields.section.path), HEADING: NOTHING, BODY: fields.came}
