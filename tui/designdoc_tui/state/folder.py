"""The user's state folder, and the small JSON files in it.

A state file holds a list of entries under one key. Two wizards may write the same file: each
takes a lock, reads what the other wrote, adds its own and puts a whole new file in the old one's
place, so that a reader never sees half a file.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from platformdirs import user_state_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

HOME_VARIABLE: Final = "DESIGNDOC_STATE_HOME"
"""Names the folder to use instead of the system's, for portable use and for tests."""

_VERSION: Final = 1
_MOST_BYTES: Final = 1_000_000
_LOCK_SECONDS: Final = 0.5
_LOCK_PAUSE: Final = 0.01

Entry = dict[str, Any]


def state_folder() -> Path:
    """The folder the wizard keeps its memory in; it need not exist.

    Returns:
        What `DESIGNDOC_STATE_HOME` says, else the place the system has for such files, such as
        `~/.local/state/designdoc-tui` (XDG base directories).
    """
    chosen = os.environ.get(HOME_VARIABLE)
    if not chosen:
        return user_state_path("designdoc-tui", False)
    return Path(os.path.expanduser(chosen))  # noqa: PTH111 - raises where there is no such home


def real_path(path: Path | str) -> str:
    """The one name a file is remembered under: absolute, with every link followed."""
    return os.path.realpath(path)


class StateFile:
    """One file of entries, such as `recent.json`.

    Attributes:
        path: Where the file is, or would be.
    """

    def __init__(self, path: Path, key: str) -> None:
        """Names a file; nothing is read or written yet.

        Args:
            path: Where the file is, or will be.
            key: The key its list of entries stands under.
        """
        self.path = path
        self._key = key

    def read(self) -> list[Entry]:
        """The entries in the file.

        Returns:
            The entries that are mappings; none when there is no file or it cannot be read. A
            damaged file, or one of a version this program does not know, is first set aside
            as `<name>.damaged`.
        """
        try:
            with self.path.open("rb") as file:
                source = file.read(_MOST_BYTES + 1)
        except OSError:
            return []
        try:
            return self._entries(source)
        except (ValueError, RecursionError):
            with suppress(OSError):
                self.path.replace(self.path.with_name(f"{self.path.name}.damaged"))
            return []

    def update(self, change: Callable[[list[Entry]], list[Entry]]) -> bool:
        """Reads, changes and writes the entries as one step.

        Args:
            change: Gets the entries as they are now and gives those to keep.

        Returns:
            Whether they were written; a folder that cannot be written to is not an error.
        """
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with _locked(self.path.with_name(f"{self.path.name}.lock")):
                self._write(change(self.read()))
        except OSError:
            return False
        return True

    def _entries(self, source: bytes) -> list[Entry]:
        if len(source) > _MOST_BYTES:
            raise ValueError("larger than anything this program writes")
        data = json.loads(source)
        if not isinstance(data, dict) or data.get("version") != _VERSION:
            raise ValueError("not a state file of this version")
        entries = data.get(self._key)
        if not isinstance(entries, list):
            raise ValueError(f"no list of {self._key}")  # noqa: TRY004 - the file, not the caller
        return [entry for entry in entries if isinstance(entry, dict)]

    def _write(self, entries: list[Entry]) -> None:
        # ASCII only: a file name that is not UTF-8 has lone surrogates, which JSON can escape.
        source = json.dumps({"version": _VERSION, self._key: entries}, indent=1).encode("ascii")
        # Not flushed to the disk itself: that may take long, this is written at every step an
        # author takes, and after a power cut a damaged file costs no more than the memory.
        handle, name = tempfile.mkstemp(prefix=f".{self.path.name}.", dir=self.path.parent)
        new = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(source)
            new.replace(self.path)
        except BaseException:
            new.unlink(missing_ok=True)
            raise


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Holds a lock file while the body runs, or gives up waiting after half a second.

    Going on without the lock risks the other program's last entry. Waiting longer would stop
    somebody's work for a convenience; some network file systems do not lock at all.
    """
    with path.open("ab") as file:
        last = time.monotonic() + _LOCK_SECONDS
        while not take_lock(file.fileno()) and time.monotonic() < last:
            time.sleep(_LOCK_PAUSE)
        yield  # closing the file gives the lock back


def take_lock(handle: int) -> bool:
    """Takes the lock on an open file, without waiting; the system gives it back with the file.

    Args:
        handle: The file.

    Returns:
        Whether it was to be had. It is not on a file system that does not lock, either.
    """
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
