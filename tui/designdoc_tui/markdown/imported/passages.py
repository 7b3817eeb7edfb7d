"""A document that is laid out in its own way, as the row of passages that the preview draws from.

Each piece is a passage, and so is each section that has no piece and says something. What is not
filled shows dimmed where that stands for itself: in a section that the template would write just
so, and not in one whose own lines are kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designdoc_tui.document.document import NOT_APPLICABLE, Document
from designdoc_tui.document.layout import (
    BETWEEN,
    BODY,
    MARKDOWN,
    OF,
    UNDER,
    Piece,
    path_of,
    pieces_of,
    section_in,
    text_in,
)
from designdoc_tui.document.verbatim import is_front_matter, level_of
from designdoc_tui.markdown.imported.missing import missing
from designdoc_tui.markdown.imported.writing import body_of, write_piece
from designdoc_tui.markdown.passages import Passage, Span
from designdoc_tui.markdown.references import SIGN
from designdoc_tui.markdown.render import fields_of, title_block
from designdoc_tui.markdown.template_passages import lines_in
from designdoc_tui.review.since_signed import SinceSigned
from designdoc_tui.template.fragments import Fragment, Fragments, text_of
from designdoc_tui.template.path import Path, format_path, parse_path, touches
from designdoc_tui.template.reserved import LAYOUT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designdoc_tui.document.changes import Change
    from designdoc_tui.template.model import Section


@dataclass(frozen=True, slots=True)
class _Row:
    """A place in the row of passages.

    Attributes:
        index: Which of the pieces it is; -1 for what has none.
        path: The section, or the field of the first line; for Markdown, where that stands.
        heading: The heading of a section that has no piece.
    """

    index: int
    path: Path
    heading: Fragments


class PiecePassages:
    """The pieces of a document, and what it says besides. Implements `PassageSource`."""

    def __init__(self, document: Document, signed: SinceSigned | None = None) -> None:
        """Lays the passages out.

        Args:
            document: The document; it has pieces. After each change to it, `after` must be
                called.
            signed: What changed in it since it was signed, where somebody remembers it.
        """
        self._document = document
        self._signed = signed or SinceSigned(document)
        self._rows: list[_Row] = []
        self._pieces: list[Piece] = []
        self._by_path: dict[Path, int] = {}
        self._lay_out()

    def _lay_out(self) -> None:
        self._pieces = pieces_of(self._document)
        added = missing(self._document, self._pieces)
        rows = [_Row(-1, path, fragments[:1]) for path, fragments in added.get(-1, ())]
        for index, piece in enumerate(self._pieces):
            path = section_in(piece) if OF in piece else path_of(index, MARKDOWN)
            rows.append(_Row(index, path, []))
            rows += [_Row(-1, path, fragments[:1]) for path, fragments in added.get(index, ())]
        self._rows = rows
        self._by_path = {row.path: place for place, row in reversed(list(enumerate(rows)))}

    def __len__(self) -> int:
        """How many passages there are."""
        return len(self._rows)

    def passage(self, index: int) -> Passage:
        """The passage at a position, written now."""
        written = self._write(self._rows[index])
        spans = [
            Span(text, format_path(path), placeholder, items)
            for text, path, placeholder, items in written
        ]
        return Passage((*spans, Span("\n")))

    def _write(self, row: _Row) -> Fragments:
        document = self._document
        section = document.template.sections_by_path.get(row.path)
        if row.index < 0:
            if section is None:
                return title_block(document, placeholders=True)
            return _under(row.heading, self._body(section))
        piece = self._pieces[row.index]
        if OF not in piece:
            return _verbatim(text_in(piece, MARKDOWN), row.path)
        written = write_piece(document, row.index, piece, self._signed.changes)
        if section is None or not written or BODY in piece or self._has_own_text(row.index):
            return written
        return _under(written[:1], self._body(section))

    def _body(self, section: Section) -> Fragments:
        if self._document.not_applicable(section) is not None:
            return body_of(self._document, section, "")
        return fields_of(
            self._document, section, section.fields, placeholders=True, changes=self._signed.changes
        )

    def _has_own_text(self, index: int) -> bool:
        """Whether what stands in a section is kept word for word, and no field of it is filled."""
        if index + 1 == len(self._pieces):
            return False
        path = section_in(self._pieces[index])
        under = section_in(self._pieces[index + 1], UNDER)
        return under == path and not self._says_something(path)

    def _says_something(self, path: Path) -> bool:
        section = self._document.template.sections_by_path.get(path)
        return section is not None and bool(text_of(body_of(self._document, section, "")))

    def estimate(self, index: int) -> int:
        """About how many lines a passage has."""
        row = self._rows[index]
        section = self._document.template.sections_by_path.get(row.path)
        own = 2 * len(section.fields) if section is not None else 0
        return 2 + own + lines_in(self._document.get(row.path))

    def defining(self) -> Iterator[int]:
        """The passages that may define what others refer to; see `references.Telling`."""
        for place, row in enumerate(self._rows):
            if row.path[:1] != (LAYOUT,) or SIGN in text_in(self._pieces[row.index], MARKDOWN):
                yield place

    def index_of(self, path: str) -> int | None:
        """Which passage shows a field; that of a section around it for what has no place yet."""
        try:
            steps = parse_path(path)
        except ValueError:
            return None
        found = (self._by_path.get(steps[:end]) for end in range(len(steps), 0, -1))
        return next((place for place in found if place is not None), None)

    def after(self, change: Change) -> int | None:
        """Brings the passages up to date; see `LivePassages.after`."""
        path = change.path
        if path[:1] == (LAYOUT,):
            return self._after_layout(path)
        if touches(path, NOT_APPLICABLE):
            self._lay_out()
            return None
        section = self._document.template.section_of(path)
        if section is None:
            return self._after_title(path)
        place = self._by_path.get(section.path)
        if place is not None and self._rows[place].index >= 0:
            return place
        if self._says_something(section.path) is not (place is not None):
            self._lay_out()
            return None
        return place

    def _after_layout(self, path: Path) -> int | None:
        place = self._by_path.get(path)
        if place is None:
            self._lay_out()
            return None
        index = self._rows[place].index
        before, self._pieces = self._pieces[index], pieces_of(self._document)
        level = level_of(text_in(self._pieces[index], MARKDOWN))
        if level == level_of(text_in(before, MARKDOWN)):
            return place
        self._lay_out()  # what has no piece may stand elsewhere now
        return None

    def _after_title(self, path: Path) -> int | None:
        place = self._by_path.get(path[:1])
        if place is None and any(field.key == path[0] for field in self._document.template.fields):
            self._lay_out()
        return place


def _verbatim(text: str, path: Path) -> Fragments:
    if not is_front_matter(text):
        return [Fragment(text, path)]
    # Those who show such documents do not show its dashes as lines and headings.
    inner = text.removeprefix("---\n").removesuffix("---")
    return [Fragment("~~~~yaml\n"), Fragment(inner, path), Fragment("~~~~")]


def _under(heading: Fragments, body: Fragments) -> Fragments:
    return [*heading, Fragment(BETWEEN), *body] if text_of(body) else heading
