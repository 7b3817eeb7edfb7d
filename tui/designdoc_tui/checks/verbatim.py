"""Rules about the Markdown that an imported document carries word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designdoc_tui.checks import markdown_text
from designdoc_tui.checks.rules import HEADING_IN_FIELD
from designdoc_tui.checks.view import Hit, View
from designdoc_tui.checks.written import links_in, open_ends
from designdoc_tui.document.layout import (
    HEADING,
    MARKDOWN,
    OF,
    PIECES,
    UNDER,
    Piece,
    path_of,
    section_in,
    text_in,
)
from designdoc_tui.template.reserved import LAYOUT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designdoc_tui.template.model import Template

_NAME: Final = "this Markdown"


def word_for_word(view: View) -> Iterator[Hit]:
    """What every text is looked through for, in the Markdown that belongs to no field."""
    pieces = view.get((LAYOUT, PIECES))
    section: Piece = {}
    for index, piece in enumerate(pieces if isinstance(pieces, list) else []):
        if not isinstance(piece, dict):
            continue
        if OF in piece:
            section = piece
        text = text_in(piece, MARKDOWN)
        if not text:
            continue
        place = path_of(index, MARKDOWN)
        if markdown_text.is_notable(text):
            seen = markdown_text.outline(text)
            yield from open_ends(seen, place, _NAME)
            own = UNDER in piece and section_in(piece, UNDER) == section_in(section)
            least = _level(view.template, section) + 1 if own else _least(seen)
            for heading in seen.headings:
                if heading.level < least:
                    yield Hit(HEADING_IN_FIELD, place, _message(heading, least))
        if view.surroundings is not None:
            yield from links_in(text, place, view)


def _least(seen: markdown_text.Outline) -> int:
    """The level of the heading that a piece begins with; 1 for one that begins without."""
    first = seen.headings[0] if seen.headings else None
    return first.level if first is not None and first.line == 1 else 1


def _level(template: Template, piece: Piece) -> int:
    """The level of the heading of a section as the document has it."""
    came = markdown_text.outline(text_in(piece, HEADING)).headings
    if came:
        return came[0].level
    section = template.sections_by_path.get(section_in(piece))
    return section.level if section is not None else 1


def _message(heading: markdown_text.Heading, least: int) -> str:
    return (
        f"Line {heading.line} is a heading of level {heading.level} and would end the section "
        f"that this stands in: use {'#' * min(least, 6)} or deeper, or bold text."
    )
