"""What a document says and none of its pieces shows: where it is to stand, and under which heading.

A section that is filled later stands behind the nearest section in front of it in the template,
and what stands below that one, under a heading of the level that its neighbours have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from designdoc_tui.document.layout import (
    BETWEEN,
    HEADING,
    MARKDOWN,
    Piece,
    section_in,
    text_in,
)
from designdoc_tui.document.verbatim import level_of
from designdoc_tui.markdown.imported.writing import body_of, heading_of
from designdoc_tui.markdown.render import title_block
from designdoc_tui.template.fragments import Fragment, Fragments, text_of
from designdoc_tui.template.path import starts_with

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designdoc_tui.document.document import Document
    from designdoc_tui.template.model import Section
    from designdoc_tui.template.path import Path


class _Places:
    """Where what has no piece is to stand."""

    def __init__(self, document: Document, pieces: Sequence[Piece]) -> None:
        self.document = document
        self.pieces = pieces
        self.placed: dict[Path, int] = {}
        self.levels: dict[Path, int] = {}
        self.title = False
        self.last: Path = ()
        sections = document.template.sections_by_path
        for index, piece in enumerate(pieces):
            path = section_in(piece)
            if not path or MARKDOWN in piece or path in self.placed:
                continue
            if path in sections:
                self.placed[path] = index
                came = level_of(text_in(piece, HEADING))
                self.levels[path] = came or sections[path].level
            elif len(path) == 1:
                self.title, self.placed[path], self.levels[path] = True, index, 1
        self.added: dict[int, list[tuple[Path, Fragments]]] = {}
        self.anchor = self._beginning()

    def _beginning(self) -> int:
        """Behind which piece the first section stands that has none."""
        sections = [
            index for path, index in self.placed.items()
            if path in self.document.template.sections_by_path
        ]  # fmt: skip
        if not sections:
            return len(self.pieces) - 1
        return min(sections) - 1

    def go_to(self, path: Path) -> None:
        """Goes behind a section's piece, and what stands below it and is no section of its own."""
        self.last = path
        index, level = self.placed[path], self.levels[path]
        while index + 1 < len(self.pieces):
            following = self.pieces[index + 1]
            if MARKDOWN in following:
                deeper = level_of(text_in(following, MARKDOWN))
                if deeper and deeper <= level:
                    break
            elif HEADING not in following or level_of(text_in(following, HEADING)):
                break  # what a line of bold text leads stands under the heading before it
            index += 1
        self.anchor = index

    def go_past_deeper(self, path: Path, level: int) -> None:
        """Goes to where a section can stand whose heading has a level.

        It must not come between a heading and the deeper ones that belong to it.
        """
        index = self.anchor
        while 0 <= index < len(self.pieces) - 1:
            following = self.pieces[index + 1]
            if MARKDOWN in following:
                deeper = level_of(text_in(following, MARKDOWN))
            else:
                other = section_in(following)
                deeper = self.levels.get(other, 0) if not starts_with(other, path) else 0
            if deeper <= level:
                break
            index += 1
        self.anchor = index

    def add(self, path: Path, level: int, fragments: Fragments) -> None:
        """Puts a section there."""
        self.last = path
        self.go_past_deeper(path, level)
        self.added.setdefault(self.anchor, []).append((path, fragments))


def missing(document: Document, pieces: Sequence[Piece]) -> dict[int, list[tuple[Path, Fragments]]]:
    """What a document says and none of its pieces shows.

    Args:
        document: The document.
        pieces: Its pieces.

    Returns:
        By the index of the piece behind which it is to stand, -1 for the top: the section that
        each belongs to, and its Markdown.
    """
    places = _Places(document, pieces)
    if not places.title and any(
        field.is_filled(document.get((field.key,))) for field in document.template.fields
    ):
        first = text_in(pieces[0], MARKDOWN).startswith("---")
        places.added[0 if first else -1] = [((), title_block(document, placeholders=False))]
    for section in document.template.sections:
        _visit(places, section)
    return places.added


def anchors(document: Document, pieces: Sequence[Piece]) -> dict[Path, int]:
    """Behind which piece each section stands that has none, once it says something.

    Args:
        document: The document.
        pieces: Its pieces.

    Returns:
        The index of a piece, -1 for the top, by the path of the section; for one that has a
        piece, the last piece that belongs to it.
    """
    places = _Places(document, pieces)
    found: dict[Path, int] = {}
    for section in document.template.walk():
        path = section.path
        if path in places.placed:
            places.go_to(path)
        else:
            places.levels[path] = level = _level(places, section)
            places.last = path
            places.go_past_deeper(path, level)
        found[path] = places.anchor
    return found


def _visit(places: _Places, section: Section) -> None:
    document, path = places.document, section.path
    reason = document.not_applicable(section)
    if path in places.placed:
        places.go_to(path)
    elif document.get(path) is not None or reason is not None:
        own = body_of(document, section, "")
        below = any(inner.path in places.placed for inner in section.walk())
        if text_of(own) or (not below and reason is None and _says_something(document, section)):
            level = _level(places, section)
            places.levels[path] = level
            heading = [Fragment(heading_of(section, level))]
            places.add(
                path, level, [*heading, *([Fragment(BETWEEN), *own] if text_of(own) else [])]
            )
    if reason is None or path not in places.placed:
        for inner in section.sections:
            if document.not_applicable(inner) is None or reason is None:
                _visit(places, inner)
            elif inner.path in places.placed:
                places.go_to(inner.path)


def _says_something(document: Document, section: Section) -> bool:
    return any(
        field.is_filled(document.get(path))
        for inner in section.sections
        for path, field in inner.placed_fields()
    )


def _level(places: _Places, section: Section) -> int:
    """The level of a new heading: that of the section beside it, or one below its section's."""
    if places.last[:-1] == section.path[:-1] and places.last in places.levels and places.last[:-1]:
        return places.levels[places.last]
    above = places.levels.get(section.path[:-1])
    if above is not None:
        return above + 1
    beside = [
        level for path, level in places.levels.items()
        if path[:-1] == section.path[:-1] and path in places.document.template.sections_by_path
    ]  # fmt: skip
    return beside[-1] if beside else section.level
