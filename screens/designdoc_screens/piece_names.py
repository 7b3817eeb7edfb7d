"""What Markdown that is no section of the template is called before people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designdoc_tui.markdown.steps import is_verbatim, steps_of

if TYPE_CHECKING:
    from designdoc_tui.document import Document
    from designdoc_tui.template.path import Path


def piece_names(document: Document) -> dict[Path, str]:
    """The first words of each piece, as the outline has them.

    Args:
        document: The document.

    Returns:
        The words by the path of the piece, and by that of its text.
    """
    names: dict[Path, str] = {}
    for step in steps_of(document):
        if is_verbatim(step.section):
            path = step.section.path
            names[path] = names[path[:-1]] = step.section.heading
    return names
