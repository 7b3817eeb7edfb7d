"""The first line of the wizard: which document, where in it, and whether all is saved."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from textual.content import Content

from designdoc_tui.document.document import Document
from designdoc_tui.template.field import Role
from designdoc_tui.template.model import Section
from designdoc_tui.widgets.preview.visible import visible

_DIM = "$foreground 60%"
_LEAST_TITLE = 12


def top_line(
    document: Document,
    steps: Sequence[Section],
    index: int,
    file_name: str,
    *,
    width: int,
    is_saving: bool,
) -> Content:
    """The line, as much of it as there is room for.

    Args:
        document: The document.
        steps: Its steps.
        index: Which of them is open.
        file_name: What the draft's file is called.
        width: The room, in cells.
        is_saving: Whether it is being saved just now.

    Returns:
        Title and step at the left; status, state and file at the right. Where there is no room
        for these, a dot says that something is unsaved.
    """
    place = f"{index + 1}/{len(steps)} {steps[index].heading}"
    return line_of(document, place, file_name, width=width, is_saving=is_saving)


def line_of(
    document: Document, place: str, file_name: str, *, width: int, is_saving: bool
) -> Content:
    """The line for any place in the wizard; see `top_line`.

    Args:
        document: The document.
        place: Where in it the author is, in a few words.
        file_name: What the draft's file is called.
        width: The room, in cells.
        is_saving: Whether it is being saved just now.
    """
    title = visible(document.with_role(Role.TITLE).strip()) or "Untitled"
    state = "● unsaved" if document.is_modified else "saved"
    state = "saving …" if is_saving else "read-only" if document.frozen else state
    facts = (visible(document.with_role(Role.STATUS)), state, visible(file_name))
    written = " · ".join(fact for fact in facts if fact)
    return _laid_out(title, place, written, width, is_modified=document.is_modified)


@lru_cache(1)  # asked for at each key, and hardly ever another
def _laid_out(title: str, place: str, facts: str, width: int, *, is_modified: bool) -> Content:
    middle = Content(place)
    right = Content(facts + " ")
    room = width - middle.cell_length - len("    ")
    left = Content(f" {title}").truncate(max(_LEAST_TITLE, room), ellipsis=True)
    content = Content.assemble((left.plain, "bold"), "  ", (middle.plain, _DIM))
    rest = width - content.cell_length - right.cell_length
    if rest > 0:
        return Content.assemble(content, " " * rest, (right.plain, _DIM))
    if is_modified:
        return Content.assemble(("●", "$text-warning"), content)
    return content
