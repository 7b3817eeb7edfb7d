"""Who sits at the keyboard."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from designdoc_tui.draft.git_author import git_author
from designdoc_tui.review.people import Person

VARIABLE: Final = "DESIGNDOC_AUTHOR"
"""The variable that says who it is: `Ada Lovelace <ada@example.org>`."""


def me(folder: Path) -> Person | None:
    """Who writes, reads, comments and signs here.

    Args:
        folder: Where the draft is or will be, whose repository may have a name of its own.

    Returns:
        What the variable `DESIGNDOC_AUTHOR` says, or git's configuration; `None` when neither says
        anything.
    """
    said = Person.parse(os.environ.get(VARIABLE, ""))
    person = said if said.shown_name else Person.parse(git_author(folder))
    return person if person.shown_name else None
