"""The first line of the wizard: which document, where in it, and whether all is saved."""

from __future__ import annotations

from textual.content import Content

from designdoc_tui.document.document import Document
from designdoc_tui.template.field import Role
from designdoc_tui.template.model import Section
from designdoc_tui.widgets.preview.visible import visible

_DIM = "$foreground 60%"
_LEAST_TITLE = 12


def top_line(
    document: Document, step: Section, file_name: str, *, width: int, is_saving: bool
) -> Content:
    """The line, as much of it as there is room for.

    Args:
        document: The document.
        step: The step that is open.
        file_name: What the draft's file is called.
        width: The room, in cells.
        is_saving: Whether it is being saved just now.

    Returns:
        Title and step at the left; status, state and file at the right. Where there is no room
        for these, a dot says that something is unsaved.
    """
    steps = document.template.steps
    title = visible(document.with_role(Role.TITLE).strip()) or "Untitled"
    state = "● unsaved" if document.is_modified else "saved"
    state = "saving …" if is_saving else state
    facts = (visible(document.with_role(Role.STATUS)), state, visible(file_name))
    middle = Content(f"{steps.index(step) + 1}/{len(steps)} {step.heading}")
    right = Content(" · ".join(fact for fact in facts if fact) + " ")
    room = width - middle.cell_length - len("    ")
    left = Content(f" {title}").truncate(max(_LEAST_TITLE, room), ellipsis=True)
    content = Content.assemble((left.plain, "bold"), "  ", (middle.plain, _DIM))
    rest = width - content.cell_length - right.cell_length
    if rest > 0:
        return Content.assemble(content, " " * rest, (right.plain, _DIM))
    if document.is_modified:
        return Content.assemble(("●", "$text-warning"), content)
    return content
