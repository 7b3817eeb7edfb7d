"""From Markdown that anybody wrote to a draft that gives it back byte for byte.

First the text is read as one that the template laid out. Where it is not, it is taken apart into
pieces. At the end the whole is written again before it is trusted: what does not come out as it
went in is kept word for word.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from designdoc_tui.document.document import Document
from designdoc_tui.document.layout import (
    AFTER,
    BYTE_ORDER_MARK,
    CRLF,
    LINE_ENDS,
    MARKDOWN,
    NOTHING,
    PIECES,
    PLACEHOLDERS,
    Piece,
)
from designdoc_tui.markdown.imported.pieces import MOST_VALUES, in_pieces
from designdoc_tui.markdown.imported.report import Report, SectionReport
from designdoc_tui.markdown.imported.strict import read_strictly
from designdoc_tui.markdown.render import render
from designdoc_tui.template.path import format_path
from designdoc_tui.template.reserved import LAYOUT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designdoc_tui.template.kinds import Value
    from designdoc_tui.template.kinds.base import Lines
    from designdoc_tui.template.model import Section, Template

_BOM: Final = "\ufeff"
_NOT_AS_IT_WENT_IN: Final = "taken apart, the document would not have come out as it went in"


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
    read = in_pieces(template, lines)
    if read is None or _is_too_much(read.pieces, read.values):
        return _verbatim(template, text, "taken apart, it would be too much for a draft")
    document = Document(template, {**read.values, LAYOUT: {**whole, PIECES: read.pieces}})
    if render(document) != text:
        return _verbatim(template, text)
    report = Report(read.reports)
    # The template itself, or one in which only some of its words were replaced.
    if not any(MARKDOWN in piece for piece in read.pieces):
        with_its_words = Document(template, {**read.values, LAYOUT: {**whole, PLACEHOLDERS: True}})
        if render(with_its_words) == text:
            return Imported(with_its_words, report)
    return Imported(document, report)


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
    left, waiting = MOST_VALUES, list(values)
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
    whole = SectionReport("", 0, 1, verbatim=True, why=why, place="the whole document")
    return Imported(document, Report((whole,)))
