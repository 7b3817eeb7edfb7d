"""A note beside files that are being replaced together, so that a kill cannot leave a mix.

No file system renames two files at once. So before the first rename a note is put beside the
first file: which files, what they held and what they will hold, as digests, and the names of the
new and the old content that stand beside them. From then on a save that was cut short can be
finished by whoever opens the files next: every file gets its new content, and where that is not
to be had any more, every file gets its old content back. The note is taken away last.

The note is locked while its writer lives, so nobody finishes a save that is still going on. It
is believed only about the files that are being opened and about names of the form that a save
makes, so a note that came with somebody's folder can do no more than its other files could.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Sequence

TEMPORARY_FILES: Final = ".designdoc-save-*"
"""Pattern of the names of files that exist only during a save, in the folder of their target."""

_VERSION: Final = 1
_CANNOT_SYNC: Final = (errno.EINVAL, errno.ENOTSUP)
_LONGEST: Final = 100_000  # bytes of a note
_OF_A_SAVE: Final = re.compile(r"\.designdoc-save-[0-9a-f]{12}\.(new|old)\Z")


class Entry(NamedTuple):
    """One file of a save.

    Attributes:
        target: The file, symbolic links followed.
        fresh: The file beside it with what it will hold.
        backup: The file beside it with what it held; None when there was no file.
        new: The digest of what it will hold.
        old: The digest of what it held, or None.
    """

    target: Path
    fresh: Path
    backup: Path | None
    new: str
    old: str | None


def digest(content: bytes) -> str:
    """What content is recognised by."""
    return hashlib.sha256(content).hexdigest()


class Note:
    """The note of one save that is going on."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Puts the note on the disk, whole and locked.

        Args:
            entries: The files, the one first by which the note is found.

        Raises:
            FileExistsError: There is a note already: another program is saving these files.
            OSError: It cannot be written.
        """
        self._path = _note_path(entries[0].target)
        files = [
            {
                "target": str(entry.target),
                "fresh": entry.fresh.name,
                "backup": entry.backup.name if entry.backup else None,
                "new": entry.new,
                "old": entry.old,
            }
            for entry in entries
        ]
        content = json.dumps({"version": _VERSION, "files": files}).encode("ascii")
        draft = entries[0].fresh.with_suffix(".note")
        self._file = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        try:
            _lock(self._file)
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(self._file, rest) :]
            os.fsync(self._file)
            _publish(draft, self._path)
        except BaseException:
            os.close(self._file)
            raise
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)

    def remove(self) -> None:
        """Takes the note away: the files are as they should be.

        Raises:
            OSError: It cannot be removed; whoever opens the files next will do it.
        """
        self._path.unlink()

    def close(self) -> None:
        """Lets others have the note, when it is still there."""
        with suppress(OSError):
            os.close(self._file)


def finish_interrupted_save(paths: Sequence[Path]) -> bool:
    """Finishes a save of some files that was cut short, if there was one.

    Nothing happens while the save is still going on, or where nothing may be written.

    Args:
        paths: The files, in the order in which they are saved.

    Returns:
        Whether anything was done.
    """
    try:
        targets = [Path(os.path.realpath(path)) for path in paths]
        note = _note_path(targets[0])
        file = os.open(note, os.O_RDWR | os.O_NOFOLLOW)
    except (OSError, ValueError):
        return False
    try:
        _lock(file)
        if os.fstat(file).st_ino != note.stat().st_ino:
            return False  # its save ended a moment ago
        entries = _read(file, targets)
        if entries is not None and not _settled(entries):
            return False
        note.unlink()
        for entry in entries or ():
            for leftover in (entry.fresh, entry.backup):
                if leftover is not None:
                    leftover.unlink(missing_ok=True)
    except OSError:
        return False
    finally:
        with suppress(OSError):
            os.close(file)
    return True


def _settled(entries: Sequence[Entry]) -> bool:
    """Makes all files new, or all old; leaves them alone where something else has written."""
    states = [_digest_of(entry.target) for entry in entries]
    pairs = list(zip(entries, states, strict=True))
    if any(state not in (entry.new, entry.old) for entry, state in pairs):
        return True
    waiting = [entry for entry, state in pairs if state != entry.new]
    if all(_digest_of(entry.fresh) == entry.new for entry in waiting):
        for entry in waiting:
            entry.fresh.replace(entry.target)
    else:
        for entry in (one for one in entries if one not in waiting):
            if entry.backup is None:
                entry.target.unlink()
            elif entry.new != entry.old:
                entry.backup.replace(entry.target)
    for folder in {entry.target.parent for entry in entries}:
        sync_folder(folder)
    return True


def _read(file: int, targets: Sequence[Path]) -> list[Entry] | None:
    """What a note says; None when it is torn, or about other files."""
    content = os.read(file, _LONGEST)
    try:
        said: Any = json.loads(content)
        if said["version"] != _VERSION:
            return None
        entries = []
        for one in said["files"]:
            target = Path(one["target"])
            names = [one["fresh"], *([one["backup"]] if one["backup"] else [])]
            if target not in targets or not all(_OF_A_SAVE.match(name) for name in names):
                return None
            backup = target.with_name(one["backup"]) if one["backup"] else None
            fresh = target.with_name(one["fresh"])
            entries.append(Entry(target, fresh, backup, one["new"], one["old"]))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return entries


def sync_folder(folder: Path) -> None:
    """Makes the renames in a folder last.

    Raises:
        OSError: The disk reports an error.
    """
    try:
        file = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except PermissionError:
        return  # a folder that may be written to but not listed
    try:
        os.fsync(file)
    except OSError as error:
        # Some shared folders cannot do it, and then there is nothing to be done.
        if error.errno not in _CANNOT_SYNC:
            raise
    finally:
        os.close(file)


def _note_path(target: Path) -> Path:
    # Not the name itself, which may be as long as a name can be.
    name = hashlib.sha256(os.fsencode(target.name)).hexdigest()[:12]
    return target.with_name(TEMPORARY_FILES.replace("*", f"{name}.note"))


def _publish(draft: Path, path: Path) -> None:
    """Gives a note its name, unless there is one of that name."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        raise
    except OSError:  # this file system has no hard links
        if path.exists():
            raise FileExistsError(str(path)) from None
        draft.replace(path)


def _lock(file: int) -> None:
    """Locks a note.

    Raises:
        OSError: Another program has it.
    """
    if sys.platform != "win32":
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _digest_of(path: Path) -> str | None:
    """The digest of what a file holds; None when there is none."""
    try:
        return digest(path.read_bytes())
    except FileNotFoundError:
        return None
