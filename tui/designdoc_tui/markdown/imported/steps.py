"""Where the Markdown that a document carries word for word stands among its steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designdoc_tui.document.layout import (
    MARKDOWN,
    OF,
    PIECES,
    UNDER,
    Piece,
    path_of,
    pieces_of,
    section_in,
    text_in,
)
from designdoc_tui.document.verbatim import EMPTY, level_of, name_of
from designdoc_tui.markdown.imported.missing import anchors
from designdoc_tui.markdown.steps import Step, is_verbatim, of_template
from designdoc_tui.source.errors import visible
from designdoc_tui.template.field import Field
from designdoc_tui.template.kinds.prose import Prose
from designdoc_tui.template.model import Section
from designdoc_tui.template.reserved import LAYOUT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designdoc_tui.document.changes import Change
    from designdoc_tui.document.document import Document
    from designdoc_tui.template.path import Path

_HELP: Final = "Markdown that stands in the document word for word."
_FIELD: Final = Field(MARKDOWN, "Markdown", Prose(), help=_HELP)
_FIRST_LEVEL: Final = 2
_DEEPEST: Final = 3


def landing(change: Change, document: Document) -> Path:
    """Where to look after a change of the layout: at the first piece that is another now.

    Args:
        change: What has happened to the document.
        document: The document after it.

    Returns:
        The Markdown or the section there; the change's own path when it is about one piece.
    """
    if change.path != (LAYOUT, PIECES):
        return change.path
    before = change.before if isinstance(change.before, list) else []
    pieces = pieces_of(document)
    for index, piece in enumerate(pieces):
        if index >= len(before) or before[index] != piece:
            return path_of(index, MARKDOWN) if _is_verbatim(piece) else section_in(piece)
    return ()


def steps_among_pieces(document: Document) -> Iterator[Step]:
    """The steps of a document that has pieces, in its order; see `steps.steps_of`."""
    template, pieces = document.template, pieces_of(document)
    step_of = {section.path: step for step in template.steps for section in step.walk()}
    own: dict[Path, Section] = {(field.key,): template.steps[0] for field in template.fields}
    places: dict[Path, tuple[int, int]] = {}  # of the steps that the document has
    for index, piece in enumerate(pieces):
        path = section_in(piece)
        step = None if _is_verbatim(piece) else step_of.get(path) or own.get(path)
        if step is not None:
            places.setdefault(step.path, (index, 0))
    behind = anchors(document, pieces)
    # Sorting keeps the order of the template among those that come behind the same piece.
    entries: list[tuple[tuple[int, int], Section | int]] = [
        (places.get(step.path, (behind[step.path], 1)), step) for step in template.steps
    ]
    entries += [((index, 0), index) for index in range(len(pieces))]
    entries.sort(key=lambda entry: entry[0])
    last = Step(template.steps[0])
    for _, entry in entries:
        if isinstance(entry, Section):
            last = of_template(template, entry)
            yield last
            continue
        piece = pieces[entry]
        if _is_verbatim(piece):
            last = _verbatim_step(entry, piece, last)
            yield last
        else:
            path = section_in(piece)
            group = template.sections_by_path.get(path) if path not in step_of else None
            last = Step(group, 0, group.heading) if group is not None else last


def _verbatim_step(index: int, piece: Piece, last: Step) -> Step:
    section, level = _verbatim(index, piece)
    if section_in(piece, UNDER):
        above = 0 if is_verbatim(last.section) else 1
        return Step(section, min(last.depth + above, _DEEPEST), last.group)
    depth = _depth(level)
    return Step(section, depth, last.group if depth else "")


def renamed(document: Document, step: Step) -> Step:
    """A step that stands word for word, called as its Markdown begins now."""
    index = step.section.path[2]
    assert isinstance(index, int)  # noqa: S101 - the path of a piece
    section, level = _verbatim(index, pieces_of(document)[index])
    return Step(section, _depth(level) if level else step.depth, step.group)


def _depth(level: int) -> int:
    return min(max(level - _FIRST_LEVEL, 0), _DEEPEST)


def _is_verbatim(piece: Piece) -> bool:
    """Whether a piece is Markdown; one that was emptied is still there to be written again."""
    return MARKDOWN in piece or OF not in piece


def _verbatim(index: int, piece: Piece) -> tuple[Section, int]:
    text = text_in(piece, MARKDOWN)
    level = level_of(text)
    section = Section(
        MARKDOWN,
        visible(name_of(text)) or EMPTY,
        level or 1,
        path_of(index, MARKDOWN),
        (_FIELD,),
        is_value=True,
    )
    return section, level
