"""The files around a draft on the disk."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from designdoc_tui.draft.load import bytes_at, markdown_path

if TYPE_CHECKING:
    from designdoc_tui.checks.view import Surroundings


class OnDisk:
    """The folder of a draft, as rules look at it."""

    def __init__(self, draft: Path) -> None:
        """Begins with a draft.

        Args:
            draft: The draft file.
        """
        self._draft = draft

    def is_there(self, target: str) -> bool:
        """Whether a relative link leads to a file or a folder; see `Surroundings`."""
        try:
            return (self._draft.parent / target).exists()
        except (OSError, ValueError):  # a name no file can have
            return False

    def markdown(self) -> bytes | None:
        """What the Markdown beside the draft holds; `None` when there is none."""
        path = markdown_path(self._draft)
        # Most often there is none, and to ask for that is cheaper than to fail.
        return bytes_at(path) if os.path.lexists(path) else None


class BesideUnsaved:
    """The files around a draft that has edits not saved yet: its Markdown is written with them."""

    def __init__(self, files: Surroundings) -> None:
        """Begins with what is there.

        Args:
            files: The files around the draft.
        """
        self._files = files

    def is_there(self, target: str) -> bool:
        """Whether a relative link leads to a file or a folder; see `Surroundings`."""
        return self._files.is_there(target)

    def markdown(self) -> bytes | None:
        """Nothing to compare with: what is there is not what the draft will be saved with."""
        return None
