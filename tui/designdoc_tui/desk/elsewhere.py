"""Saving a draft elsewhere, because it cannot be saved where it is."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from designdoc_tui.desk.journals import Journals
from designdoc_tui.desk.lock import DraftLock
from designdoc_tui.desk.open_draft import OpenDraft
from designdoc_tui.draft.atomic import SaveError
from designdoc_tui.draft.load import Draft
from designdoc_tui.draft.save import ChangedOnDiskError, Save

if TYPE_CHECKING:
    from collections.abc import Callable

_SUFFIXES: Final = (".yaml", ".yml")


class Elsewhere:
    """One save of an open draft to files that are not there yet; the draft goes on there.

    The files it had stay as they are, and so does the journal of what was not saved to them: who
    opens them again finds it there. Like a `Save` it has three parts: making it notes what to
    save, `write` may run in another thread, and `finish` puts the draft in its new place.

    Attributes:
        path: The new draft file.
    """

    def __init__(self, desk: OpenDraft, path: Path, today: date) -> None:
        """Notes what to save.

        Args:
            desk: The draft that is open.
            path: The new draft file; see `meant`.
            today: The date of the save.
        """
        self.path = path
        self._desk = desk
        self._draft = Draft(path, desk.draft.document)
        self._save = Save(self._draft, today, like=desk.draft)

    def write(self) -> None:
        """Writes both files, or neither; makes their folder. Never replaces anything.

        Raises:
            SaveError: They could not be saved, or there are such files.
        """
        folder = self.path.parent
        try:
            is_new = not folder.exists()
            folder.mkdir(parents=True, exist_ok=True)
        except (OSError, ValueError) as error:
            why = error.strerror if isinstance(error, OSError) else str(error)
            message = f"not saved: its folder cannot be made ({why}); choose another"
            raise SaveError(str(self.path), message) from error
        try:
            self._save.write()
        except SaveError as error:
            if is_new:
                with suppress(OSError):
                    folder.rmdir()
            if isinstance(error, ChangedOnDiskError):
                message = "not saved: there is such a file, and it stays; choose another name"
                raise SaveError(error.path, message) from error
            raise

    def finish(self) -> OpenDraft:
        """Puts the draft in its new place.

        Returns:
            The same document, open there. The draft it was is closed.
        """
        self._desk.close()  # first: what is not saved there stays in the journal of that place
        self._save.finish()
        lock = DraftLock(self.path)
        lock.take(by_force=True)  # nobody can have had a draft open that was not there
        opened = OpenDraft(self._draft, lock, Journals(self.path))
        opened.markdown.written(*self._save.contents)
        opened.go_on()
        return opened


def meant(text: str, name: str, folder: Path) -> Path:
    """The draft file that somebody means by what they typed.

    Args:
        text: What they typed: a file that ends in `.yaml`, else a folder; `~` is their home.
        name: What the file is called in a folder.
        folder: Where a path begins that is not absolute.

    Returns:
        The file, with an absolute path.
    """
    path = folder / os.path.expanduser(text.strip())  # noqa: PTH111 - raises where there is no home
    return path if path.suffix in _SUFFIXES else path / name


def free_place(draft: Path, folder: Path, exists: Callable[[Path], bool] = os.path.lexists) -> Path:
    """A place where a draft could be saved instead.

    Args:
        draft: The draft file.
        folder: Below which folder.
        exists: Tells whether there is something.

    Returns:
        A file in a folder that is not there yet, called as the one the draft is in.
    """
    name = draft.absolute().parent.name or draft.stem
    folders = (folder / (name if number == 1 else f"{name}-{number}") for number in count(1))
    return next(place for place in folders if not exists(place)) / draft.name
