"""A document in pieces: each part offered to the section it is called like.

What the section's fields do not hold for certain stays as it is, word for word. Each piece is
written again before it is trusted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designdoc_tui.document.document import NOT_APPLICABLE, Document
from designdoc_tui.document.values import Values, is_blank, put, value_at
from designdoc_tui.markdown.imported.among import end_of_fields, end_of_labels, read_own
from designdoc_tui.markdown.imported.body import Body
from designdoc_tui.markdown.imported.cut import DIVIDER, cut
from designdoc_tui.markdown.imported.known import Known
from designdoc_tui.markdown.imported.layout import (
    AFTER,
    BETWEEN,
    BODY,
    CRLF,
    GAP,
    HEADING,
    LINE_ENDS,
    MARKDOWN,
    NOTHING,
    OF,
    UNDER,
    Piece,
    spaced,
)
from designdoc_tui.markdown.imported.nodes import Whole
from designdoc_tui.markdown.imported.report import SectionReport
from designdoc_tui.markdown.imported.sorting import Part, Place, sorted_out
from designdoc_tui.markdown.imported.strict import REASON
from designdoc_tui.markdown.imported.title import title_field, title_in
from designdoc_tui.markdown.imported.writing import without_last_end, write_piece
from designdoc_tui.markdown.render import fields_of
from designdoc_tui.template.fragments import text_of
from designdoc_tui.template.path import Path, format_path

if TYPE_CHECKING:
    from designdoc_tui.template.kinds.base import Lines
    from designdoc_tui.template.model import Section, Template

MOST_VALUES: Final = 1_000_000
"""So many values a draft may hold: half of what is read back, `source.yaml_frames.MAX_NODES`."""

_UNSURE: Final = "its lines are not those of the section's fields"
_BELOW_TITLE: Final = "below the title"
_NO_FIELDS: Final = "it stands below the section's fields and is none of them"
_ELSEWHERE: Final = "the section has no text of its own in the template"


def read_pieces(
    template: Template, text: str, elsewhere: frozenset[Path] = frozenset()
) -> tuple[list[Piece], Values, list[SectionReport]]:
    """Reads Markdown as pieces of a document.

    Args:
        template: What the document contains.
        text: The Markdown, its lines ending with LF.
        elsewhere: Sections that stand in the document already.

    Returns:
        The pieces, the values of those that are fields, and what became of each part.
    """
    read = InPieces(template, text.split("\n"), elsewhere)
    return read.pieces, read.values, read.reports


class InPieces:
    """A document in pieces.

    Attributes:
        pieces: The pieces, in their order.
        values: The values of those that are fields.
        reports: What became of each part.
        is_too_much: Whether a draft would hold more than is read back; nothing is read then.
    """

    def __init__(
        self, template: Template, lines: Lines, elsewhere: frozenset[Path] = frozenset()
    ) -> None:
        """Takes a document apart.

        Args:
            template: What the document contains.
            lines: Its lines without their line breaks; the last one is empty where the document
                ends with a line end.
            elsewhere: Sections that stand in the document already.
        """
        self._template = template
        self._lines = lines
        self._ends = bool(lines) and lines[-1] == ""
        self._count = len(lines) - self._ends
        self.values: Values = {}
        self.pieces: list[Piece] = []
        self.reports: list[SectionReport] = []
        content = lines[: self._count] if self._ends else lines
        stretches = cut(content)
        # Each is a piece, a key and a text at the least: no need to go on.
        self.is_too_much = len(stretches) * 4 > MOST_VALUES
        if self.is_too_much:
            return
        parts = sorted_out(template, content, stretches, elsewhere)
        paths = {part.section.path for part in parts if part.section is not None}
        self._present = paths | elsewhere
        self._above = {path[:end] for path in paths for end in range(1, len(path))}
        for part in parts:
            self._take(part)
        if not self.pieces:
            self.pieces.append(spaced({}, AFTER, self._text(0, self._count)))

    def _text(self, start: int, end: int) -> str:
        """Some lines with their line ends."""
        if start >= end:
            return ""
        text = "\n".join(self._lines[start:end])
        return text + "\n" if end < self._count or self._ends else text

    def _take(self, part: Part) -> None:
        if part.place is Place.TITLE and self._take_title(part):
            return
        if part.place is Place.SECTION and part.section is not None:
            self._take_section(part, part.section)
            return
        why = part.why
        if part.place is Place.BEFORE:
            why = "it stands in front of the first heading"
        elif part.place is Place.TITLE:
            why = "the first line holds no title"
        self._keep(part.start, part.end)
        self.reports.append(self._report(part, verbatim=True, why=why))

    def _report(self, part: Part, *, verbatim: bool, why: str = "") -> SectionReport:
        path = format_path(part.section.path) if part.section is not None else ""
        return SectionReport(
            part.title, part.level, part.start + 1, path, verbatim=verbatim, why=why
        )

    def _keep(self, start: int, end: int, under: Path = ()) -> None:
        """Keeps lines word for word."""
        piece: Piece = {UNDER: format_path(under)} if under else {}
        whole = self._text(start, end)
        # Where there is nothing but blank lines, they are what is kept.
        text = whole.rstrip("\n") or whole[: max(1, len(whole) - 1)]
        if "\r\n" in whole and whole.count("\r\n") == whole.count("\n"):
            # In a document of mixed line ends; with LF it can be read and compared in the draft.
            piece[LINE_ENDS] = CRLF
            piece[MARKDOWN] = whole.replace("\r\n", "\n").rstrip("\n")
            text = str(piece[MARKDOWN]).replace("\n", "\r\n")
        else:
            piece[MARKDOWN] = text
        self._add(piece, whole[len(text) :], end)

    def _add(self, piece: Piece, after: str, end: int) -> None:
        usual = "\n" if end >= self._count else BETWEEN
        self.pieces.append(spaced(piece, AFTER, after, usual))

    def _take_title(self, part: Part) -> bool:
        field = title_field(self._template)
        if field is None:
            return False
        heading = "\n".join(self._lines[part.start : part.body])
        place = title_in(self._template, heading)
        title = heading[place[0] : place[1]] if place else ""
        first = part.body
        while first < part.end and not self._lines[first].strip():
            first += 1
        stop = min(first, part.end)
        after = self._text(part.start, stop)[len(heading) :]
        filled = field.is_filled(title)
        values: Values = {field.key: title} if filled else {}
        piece: Piece = {OF: field.key, HEADING: heading}
        if not self._comes_out(piece, heading, values):
            return False
        self.values.update(values)
        self._add(piece, after, stop)
        said = (field.key,) if filled else ()
        self.reports.append(
            SectionReport(part.title, part.level, part.start + 1, field.key, (field.key,), said)
        )
        stop = self._take_labels(stop, part.end)
        if stop < part.end:
            self._keep(stop, part.end, (field.key,))
            self.reports.append(
                SectionReport("", 0, stop + 1, verbatim=True, place=_BELOW_TITLE,
                              why="it stands below the title, where the template has no text")
            )  # fmt: skip
        return True

    def _take_labels(self, start: int, end: int) -> int:
        """Takes lines with labels below the title as the template's first section.

        Many documents tell their author and status there, under no heading. Returns the line
        after what was taken.
        """
        section = self._template.sections[0] if self._template.sections else None
        if section is None or section.path in self._present or section.sections:
            return start
        last = start + end_of_labels(section.fields, self._lines[start:end])
        body = self._body_of(section, start, last)
        if body is None or not body.values:
            return start
        last = start + end_of_fields(body)
        values = self._values_of(section, body)
        came = "\n".join(self._lines[start:last])
        piece: Piece = {OF: format_path(section.path), HEADING: NOTHING, BODY: came}
        if not self._comes_out(piece, came, values):
            return start
        part = Part(Place.SECTION, 0, "", start, start, end, section)
        return self._accept(part, section, piece, (body, values), (start, last), rest=False)

    def _comes_out(self, piece: Piece, text: str, values: Values) -> bool:
        """Whether a piece with some values is written as it came."""
        return text_of(write_piece(Document(self._template, values), 0, piece)) == text

    def _take_section(self, part: Part, section: Section) -> None:
        heading = "\n".join(self._lines[part.start : part.body])
        first = part.body
        while first < part.end and not self._lines[first].strip():
            first += 1
        last = self._end_of_body(first, part.end)
        piece: Piece = {OF: format_path(section.path)}
        usual = f"{'#' * section.level} {section.heading}"
        if heading != usual or section.divider:
            piece[HEADING] = heading
        gap = self._text(part.start, first)[len(heading) :]
        if self._take_reason(part, section, spaced(piece, GAP, gap), last):
            return
        body = self._body_of(section, first, last)
        if body is not None:
            piece = spaced(piece, GAP, gap)
            values = self._values_of(section, body)
            last = min(last, first + end_of_fields(body))
            came = "\n".join(self._lines[first:last])
            if not self._is_usual(section, values, body, came):
                piece[BODY] = came
            self._accept(part, section, piece, (body, values), (first, last))
            return
        # The heading is known, and what stands below it is not.
        self._add(piece, gap, first)
        if first < part.end:
            starts = [start for start in part.inner if start > first]
            for start, end in zip([first, *starts], [*starts, part.end], strict=True):
                self._keep(start, end, section.path)
        why = _UNSURE if section.fields else _ELSEWHERE
        unsure = first < part.end
        self.reports.append(self._report(part, verbatim=unsure, why=why if unsure else ""))

    def _take_reason(self, part: Part, section: Section, piece: Piece, last: int) -> bool:
        """Takes the reason why a section does not apply, if its lines are nothing else."""
        whole = self._text(part.start, part.end)
        came = "\n".join(self._lines[part.start : last])
        _, found, reason = came.partition(f"\n{REASON}")
        # What stands below a section that does not apply would be written no more.
        if not found or "\r" in came or section.path in self._above:
            return False
        said: Values = {}
        put(said, (*NOT_APPLICABLE, format_path(section.path)), reason)
        if not self._comes_out(piece, came, said):
            return False
        put(self.values, (*NOT_APPLICABLE, format_path(section.path)), reason)
        self._add(piece, whole[len(came) :], part.end)
        self.reports.append(self._report(part, verbatim=False))
        return True

    def _accept(
        self,
        part: Part,
        section: Section,
        piece: Piece,
        read: tuple[Body, Values],
        lines: tuple[int, int],
        *,
        rest: bool = True,
    ) -> int:
        """Takes a section's fields, and keeps what stands below them; says where it ended."""
        first, last = lines
        body, values = read
        stop = part.end
        if last < self._end_of_body(first, part.end):
            stop = last
            while not self._lines[stop].strip():
                stop += 1
        after = self._text(part.start, stop)
        self._add(piece, after[len("\n".join(self._lines[part.start : last])) :], stop)
        keys = body.keys
        fields = [field for field in section.fields if field.key in keys]
        paths = [section.field_path(field) for field in fields]
        filled = [path for path in paths if value_at(values, path) is not None]
        for path in filled:
            put(self.values, path, value_at(values, path))
        report = SectionReport(
            part.title,
            part.level,
            part.start + 1,
            format_path(section.path),
            tuple(map(format_path, paths)),
            tuple(map(format_path, filled)),
            place=_BELOW_TITLE,
        )
        self.reports.append(report)
        if rest and stop < part.end:
            self._keep(stop, part.end, section.path)
            below = f"below {part.title}" if part.title else _BELOW_TITLE
            report = SectionReport("", 0, stop + 1, verbatim=True, why=_NO_FIELDS, place=below)
            self.reports.append(report)
        return stop

    def _end_of_body(self, first: int, end: int) -> int:
        """The line after the body: blank lines and a divider behind it are what follows."""
        last = end
        while last > first and not self._lines[last - 1].strip():
            last -= 1
        divided = last - 1
        if divided > first and DIVIDER.fullmatch(self._lines[divided]):
            above = divided
            while above > first and not self._lines[above - 1].strip():
                above -= 1
            if above < divided and above > first:
                return above
        return last

    def _body_of(self, section: Section, first: int, last: int) -> Body | None:
        """A section's own fields, if its lines hold nothing else for certain."""
        lines = self._lines[first:last]
        if not lines or not section.fields or any("\r" in line for line in lines):
            return None
        known = Known(section.fields)
        body = read_own(section.fields, lines, known)
        if body is None:
            return None
        again = text_of(without_last_end(body.put(body.values)))
        return body if again == "\n".join(lines) else None

    @staticmethod
    def _values_of(section: Section, body: Body) -> Values:
        values: Values = {}
        for field in section.fields:
            value = body.values.get(field.key)
            if not is_blank(value):
                put(values, section.field_path(field), value)
        return values

    def _is_usual(self, section: Section, values: Values, body: Body, came: str) -> bool:
        """Whether the template would write the body just so, from its values alone."""
        fences = (row for row in body.rows if isinstance(row, Whole) and row.opening)
        for fence in fences:
            if fence.opening.strip("`~\n ") != getattr(fence.field.kind, "language", ""):
                return False  # a word of the document that would stand nowhere in the draft
        document = Document(self._template, values)
        return text_of(fields_of(document, section, section.fields, placeholders=False)) == came
