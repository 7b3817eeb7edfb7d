"""From Markdown that anybody wrote to a draft that gives it back byte for byte.

First the text is read as one that the template laid out. Where it is not, it is cut at its
headings, each part is offered to the section it is called like, and what the section's fields do
not hold for certain stays as it is. Each piece is written again before it is trusted, and at the
end the whole: what does not come out as it went in is kept word for word.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from designdoc_tui.document.document import Document
from designdoc_tui.document.values import Values, is_blank, put, value_at
from designdoc_tui.markdown.imported.cut import DIVIDER, cut
from designdoc_tui.markdown.imported.known import Known
from designdoc_tui.markdown.imported.layout import (
    AFTER,
    BETWEEN,
    BODY,
    BYTE_ORDER_MARK,
    CRLF,
    GAP,
    HEADING,
    LAYOUT,
    LINE_ENDS,
    MARKDOWN,
    NOTHING,
    OF,
    PIECES,
    PLACEHOLDERS,
    UNDER,
    Piece,
    spaced,
)
from designdoc_tui.markdown.imported.nodes import Body, Whole
from designdoc_tui.markdown.imported.reading import read_body
from designdoc_tui.markdown.imported.report import Report, SectionReport
from designdoc_tui.markdown.imported.sorting import Part, Place, sorted_out
from designdoc_tui.markdown.imported.strict import read_strictly
from designdoc_tui.markdown.imported.title import title_field, title_in
from designdoc_tui.markdown.imported.writing import without_last_end, write_piece
from designdoc_tui.markdown.render import fields_of, render
from designdoc_tui.template.fragments import text_of
from designdoc_tui.template.path import Path, format_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designdoc_tui.template.kinds import Value
    from designdoc_tui.template.kinds.base import Lines
    from designdoc_tui.template.model import Section, Template

_BOM: Final = "\ufeff"
_NOT_AS_IT_WENT_IN: Final = "taken apart, the document would not have come out as it went in"
_MOST_VALUES: Final = 1_000_000  # half of what is read back: `source.yaml_frames.MAX_NODES`
_UNSURE: Final = "its lines are not those of the section's fields"
_ELSEWHERE: Final = "the section has no text of its own in the template"


@dataclass(frozen=True, slots=True)
class Imported:
    """A document that came in.

    Attributes:
        document: What was made of it; rendered, it gives the text back.
        report: What was taken as fields, and what was not.
    """

    document: Document
    report: Report


def import_markdown(text: str, template: Template) -> Imported:
    """Makes a document of any Markdown.

    Args:
        text: The Markdown, its byte-order mark and its line ends as they are.
        template: What the document is to contain.

    Returns:
        The document, which renders to the very text, and the report. Takes time in proportion to
        the text.
    """
    with _without_collecting():
        return _import(text, template)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Keeps the search for garbage away: what is made here stays, and there may be much of it.

    Looking through all of it again and again would make the time grow faster than the text.
    """
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            gc.enable()


def _import(text: str, template: Template) -> Imported:
    whole: Piece = {}
    inner = text
    if inner.startswith(_BOM):
        whole[BYTE_ORDER_MARK], inner = True, inner[1:]
    if "\r\n" in inner and inner.count("\r\n") == inner.count("\n"):
        whole[LINE_ENDS], inner = CRLF, inner.replace("\r\n", "\n")
    lines = inner.split("\n")
    exact = _exactly(template, lines, inner, whole)
    if exact is not None:
        return exact
    importer = _Importer(template, lines)
    if importer.is_too_much or _is_too_much(importer.pieces, importer.values):
        return _verbatim(template, text, "taken apart, it would be too much for a draft")
    document = Document(template, {**importer.values, LAYOUT: {**whole, PIECES: importer.pieces}})
    if render(document) != text:
        return _verbatim(template, text)
    reports = tuple(importer.reports)
    # The template itself, or one in which only some of its words were replaced.
    if not any(MARKDOWN in piece for piece in importer.pieces):
        with_its_words = Document(
            template, {**importer.values, LAYOUT: {**whole, PLACEHOLDERS: True}}
        )
        if render(with_its_words) == text:
            return Imported(with_its_words, Report(reports))
    return Imported(document, Report(reports))


def _exactly(template: Template, lines: Lines, text: str, whole: Piece) -> Imported | None:
    document = read_strictly(template, lines, text)
    if document is None:
        return None
    if whole:
        document = Document(template, {**document.values, LAYOUT: whole})
    reports = [
        SectionReport(section.heading, section.level, 0, format_path(section.path), filled, filled)
        for section in template.walk()
        if (filled := _filled_in(document, section))
    ]
    return Imported(document, Report(tuple(reports), exact=True))


def _filled_in(document: Document, section: Section) -> tuple[str, ...]:
    paths = (section.field_path(field) for field in section.fields)
    return tuple(format_path(path) for path in paths if document.get(path) is not None)


def _is_too_much(*values: Value) -> bool:
    """Whether a draft would hold more values than are read back for certain."""
    left, waiting = _MOST_VALUES, list(values)
    while waiting:
        value = waiting.pop()
        inner = value.values() if isinstance(value, dict) else value
        if isinstance(value, dict | list) and isinstance(inner, Iterable):
            left -= 2 * len(value)
            waiting.extend(each for each in inner if isinstance(each, dict | list))
        if left < 0:
            return True
    return False


def _verbatim(template: Template, text: str, why: str = _NOT_AS_IT_WENT_IN) -> Imported:
    """The last resort: the whole text word for word."""
    document = Document(template, {LAYOUT: {PIECES: [{MARKDOWN: text, AFTER: NOTHING}]}})
    return Imported(document, Report((SectionReport("", 0, 1, verbatim=True, why=why),)))


def read_pieces(
    template: Template, text: str, elsewhere: frozenset[Path] = frozenset()
) -> tuple[list[Piece], Values]:
    """Reads Markdown as pieces of a document.

    Args:
        template: What the document contains.
        text: The Markdown, its lines ending with LF.
        elsewhere: Sections that stand in the document already.

    Returns:
        The pieces, and the values of those that are fields.
    """
    importer = _Importer(template, text.split("\n"), elsewhere)
    return importer.pieces, importer.values


class _Importer:
    """Makes the pieces of a document, and the values of those that are fields."""

    def __init__(
        self, template: Template, lines: Lines, elsewhere: frozenset[Path] = frozenset()
    ) -> None:
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
        self.is_too_much = len(stretches) * 4 > _MOST_VALUES
        if self.is_too_much:
            return
        for part in sorted_out(template, content, stretches, elsewhere):
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
        if stop < part.end:
            self._keep(stop, part.end, (field.key,))
            self.reports.append(
                SectionReport("", 0, stop + 1, verbatim=True,
                              why="it stands below the title, where the template has no text")
            )  # fmt: skip
        return True

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
        body = self._body_of(section, first, last)
        if body is not None:
            gap = self._text(part.start, first)[len(heading) :]
            piece = spaced(piece, GAP, gap)
            values = self._values_of(section, body)
            came = "\n".join(self._lines[first:last])
            if not self._is_usual(section, values, body, came):
                piece[BODY] = came
            self._accept(part, section, piece, (body, values), last)
            return
        # The heading is known, and what stands below it is not.
        after = self._text(part.start, first)[len(heading) :]
        self._add(piece, after, first)
        if first < part.end:
            starts = [start for start in part.inner if start > first]
            for start, end in zip([first, *starts], [*starts, part.end], strict=True):
                self._keep(start, end, section.path)
        why = _UNSURE if section.fields else _ELSEWHERE
        unsure = first < part.end
        self.reports.append(self._report(part, verbatim=unsure, why=why if unsure else ""))

    def _accept(
        self, part: Part, section: Section, piece: Piece, read: tuple[Body, Values], last: int
    ) -> None:
        body, values = read
        whole = self._text(part.start, part.end)
        self._add(piece, whole[len("\n".join(self._lines[part.start : last])) :], part.end)
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
        )
        self.reports.append(report)

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
        body = read_body(section.fields, lines, known)
        if body is None or not body.keys:
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
