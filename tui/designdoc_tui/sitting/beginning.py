"""A new draft: what its author is asked for, written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designdoc_tui.document.document import Document
from designdoc_tui.draft.me import me
from designdoc_tui.draft.new import create_draft, first_values
from designdoc_tui.template import DEFAULT_TEMPLATE
from designdoc_tui.template.load import load_template

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


def begin_draft(folder: Path, title: str, change_id: str, today: date) -> Path:
    """Makes a new draft, by whoever sits here.

    Args:
        folder: Where to make it.
        title: What the document is called.
        change_id: Its change id; made from the title where it is empty.
        today: The day.

    Returns:
        The draft.

    Raises:
        SourceError: It could not be made; nothing was written.
    """
    template = load_template(DEFAULT_TEMPLATE)
    author = str(me(folder) or "")
    values = first_values(template, title, today=today, change_id=change_id or None, author=author)
    return create_draft(folder, Document(template, values))
