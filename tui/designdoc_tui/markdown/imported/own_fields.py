"""A section's own fields, found among the lines of a document."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from designdoc_tui.document.document import Document
from designdoc_tui.document.values import is_blank
from designdoc_tui.markdown.imported.among import end_of_fields, read_own
from designdoc_tui.markdown.imported.nodes import Whole
from designdoc_tui.markdown.imported.outcome import BELOW_TITLE, Outcome, in_draft
from designdoc_tui.markdown.imported.report import SectionReport
from designdoc_tui.markdown.imported.writing import without_last_end
from designdoc_tui.markdown.render import fields_of
from designdoc_tui.template.fragments import text_of
from designdoc_tui.template.path import format_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from designdoc_tui.document.layout import Piece
    from designdoc_tui.markdown.imported.body import Body
    from designdoc_tui.markdown.imported.document_lines import DocumentLines
    from designdoc_tui.template.kinds.base import Value
    from designdoc_tui.template.model import Section, Template
    from designdoc_tui.template.path import Path


def own_fields_in(
    section: Section, lines: DocumentLines, start: int, end: int, part_end: int
) -> OwnFields | None:
    """Finds a section's own fields.

    Args:
        section: The section.
        lines: The lines of the document.
        start: The first line of the fields.
        end: The line after the last one that may be theirs.
        part_end: The line after the part of the document that they stand in.

    Returns:
        The fields; `None` when none can be told for certain.
    """
    own = lines.all[start:end]
    if not own or not section.fields or any("\r" in line for line in own):
        return None
    body = read_own(section.fields, own)
    if body is None or text_of(without_last_end(body.put(body.values))) != "\n".join(own):
        return None
    return OwnFields(section, body, lines, start, start + end_of_fields(body), part_end)


@dataclass(frozen=True)
class OwnFields:
    """A section's own fields among the lines of a document.

    Attributes:
        section: The section.
        body: The fields, taken apart.
        lines: The lines of the document.
        start: The first line of the fields.
        end: The line after them; text behind them that is no field's is left out.
        part_end: The line after the part of the document that they stand in.
    """

    section: Section
    body: Body
    lines: DocumentLines
    start: int
    end: int
    part_end: int

    @property
    def came(self) -> str:
        """Their lines."""
        return self.lines.joined(self.start, self.end)

    @cached_property
    def values(self) -> Mapping[Path, Value]:
        """What they say, by their places in the draft."""
        said = self.body.values
        return {
            self.section.field_path(field): said[field.key]
            for field in self.section.fields
            if not is_blank(said.get(field.key))
        }

    def is_usual(self, template: Template) -> bool:
        """Whether the template would write the lines just so, from the values alone."""
        fences = (row for row in self.body.rows if isinstance(row, Whole) and row.opening)
        for fence in fences:
            if fence.opening.strip("`~\n ") != fence.field.kind.language:
                return False  # a word of the document that would stand nowhere in the draft
        section = self.section
        document = Document(template, in_draft(self.values))
        written = fields_of(document, section, section.fields, placeholders=False)
        return text_of(written) == self.came

    @cached_property
    def stop(self) -> int:
        """Where something else begins behind them; the end of the part when nothing does."""
        if self.end < self.lines.end_of_body(self.start, self.part_end):
            return self.lines.past_blank(self.end, self.part_end)
        return self.part_end

    def outcome(self, piece: Piece, title: str, level: int, line: int) -> Outcome:
        """What becomes of their lines, and of the blank ones behind.

        Args:
            piece: The piece that they are.
            title: The words of its heading; empty where it has none.
            level: The level of its heading; 0 where it has none.
            line: The line it begins on, from 1.
        """
        keys = self.body.keys
        paths = [self.section.field_path(each) for each in self.section.fields if each.key in keys]
        report = SectionReport(
            title,
            level,
            line,
            format_path(self.section.path),
            tuple(format_path(path) for path in paths),
            tuple(format_path(path) for path in paths if path in self.values),
            place=BELOW_TITLE,
        )
        space = self.lines.space(self.end, self.stop)
        return Outcome((self.lines.followed(piece, space, self.stop),), (report,), self.values)
