"""Saving files that belong together: all of them or none.

What is saved is first written in full, beside its target and out of sight, and then renamed over
it. Until the first rename nothing that anyone reads has changed; a rename that fails puts back
what the earlier ones replaced.

A kill or a power cut between two renames is the one moment that no file system lets us close. So
files that are more than one are renamed under a note (`pending`) by which the next one to open
them finishes the save. Left-over files can be told by `TEMPORARY_FILES`: they end with `.new` (not
yet in place), `.old` (what was replaced) or `.note`.
"""

from __future__ import annotations

import errno
import os
import secrets
import stat
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from designdoc_tui.draft.pending import TEMPORARY_FILES, Entry, Note, digest, sync_folder
from designdoc_tui.source.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = ["TEMPORARY_FILES", "SaveError", "save_together"]

_NEW_FILE_MODE: Final = 0o666  # of which the umask takes away what it takes from every new file

_ADVICE: Final = {
    errno.ENOSPC: "the disk is full; free some space, or save elsewhere",
    errno.EDQUOT: "your disk quota is used up; free some space, or save elsewhere",
    errno.EROFS: "the file system is read-only; save elsewhere",
    errno.EACCES: "you may not write there; change the permissions, or save elsewhere",
    errno.EPERM: "you may not write there; change the permissions, or save elsewhere",
    errno.ENOENT: "its folder is not there any more; create it, or save elsewhere",
    errno.ENOTDIR: "a part of the path is not a folder; save elsewhere",
    errno.EISDIR: "it is a folder; name a file in it",
    errno.ENAMETOOLONG: "the name is too long; choose a shorter one",
    errno.ELOOP: "its symbolic links lead in a circle; remove them, or save elsewhere",
    errno.EIO: "the disk reports an error; save elsewhere, and check the disk",
    errno.EFBIG: "the file is larger than is allowed there; save elsewhere",
    errno.EINTR: "it was interrupted; save again",
    errno.ESTALE: "the shared folder has gone away; connect it again, or save elsewhere",
}


class SaveError(SourceError):
    """A save that did not happen; the files are as they were, unless the message names one."""


def save_together(files: Mapping[Path, bytes]) -> None:
    """Replaces the content of files, of all or of none.

    A file that exists keeps its permissions and, where the system allows it, its owner and group.
    A symbolic link stays, and its target is replaced. A new file gets the permissions the umask
    leaves. Of a file with several hard links only this one gets the new content. When the function
    returns, the content is on the disk.

    Args:
        files: What to write where, the file first that the others can be made from.

    Raises:
        SaveError: The files could not be saved. It names the file and says what to do.
    """
    replacements = [_Replacement(path) for path in files]
    if len({replacement.target for replacement in replacements}) < len(replacements):
        raise SaveError(
            str(next(iter(files))), "not saved: two of the names mean one file; give each its own"
        )
    with ExitStack() as cleaning:
        for replacement, content in zip(replacements, files.values(), strict=True):
            cleaning.enter_context(replacement.prepared(content))
        note = cleaning.enter_context(_noted(replacements)) if len(files) > 1 else None
        begun: list[_Replacement] = []
        try:
            for replacement in replacements:
                # Noted before it is done: an interrupt may come just after.
                begun.append(replacement)
                replacement.commit()
            _sync_folders(replacements)
        except BaseException as error:
            _put_back(begun, error)
            raise
        finally:
            # Kept only where the old content could not be put back: then it says what to do.
            if note is not None and not any(one.is_lost for one in begun):
                with suppress(OSError):
                    note.remove()
                    # Lest a power cut brings it back, when something else has written the files.
                    sync_folder(replacements[0].target.parent)


@contextmanager
def _noted(replacements: Sequence[_Replacement]) -> Iterator[Note]:
    """Has it on the disk what is about to be replaced, and lets go of the note in the end."""
    with _named(replacements[0].path):
        try:
            note = Note([replacement.entry for replacement in replacements])
        except (FileExistsError, BlockingIOError) as error:
            raise SaveError(
                str(replacements[0].path),
                "not saved: another program is saving it at this moment; save again",
            ) from error
    try:
        try:
            _sync_folders(replacements)
        except BaseException:
            with suppress(OSError):
                note.remove()
            raise
        yield note
    finally:
        note.close()


class _Replacement:
    """New content on its way into one file.

    Attributes:
        path: The file as the caller named it.
        target: Where it really is, symbolic links followed.
        is_lost: Whether what it held could not be put back.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with _named(path):
            self.target = Path(os.path.realpath(path))
            self._before = _status(self.target)
        stem = TEMPORARY_FILES.replace("*", secrets.token_hex(6))
        self._fresh = self.target.with_name(f"{stem}.new")
        self._backup = self.target.with_name(f"{stem}.old")
        self._keep_backup = False
        self._new = self._old = ""
        self.is_lost = False

    @property
    def entry(self) -> Entry:
        """What a note says about it, once it is prepared."""
        if self._before is None:
            return Entry(self.target, self._fresh, None, self._new, None)
        return Entry(self.target, self._fresh, self._backup, self._new, self._old)

    @contextmanager
    def prepared(self, content: bytes) -> Iterator[None]:
        """Holds the new content and the old beside the target, and removes in the end what is left.

        Args:
            content: What the file will hold.

        Raises:
            SaveError: The folder takes no new file of this size, or the target no new content.
        """
        try:
            with _named(self.path):
                self._new = digest(content)
                _write(self._fresh, content, self._before)
                if self._before is not None:
                    self._refuse_protected()
                    self._back_up(self._before)
                    self._old = digest(self._backup.read_bytes())
            yield
        finally:
            for leftover in (self._fresh, *(() if self._keep_backup else (self._backup,))):
                with suppress(OSError):
                    leftover.unlink()

    def commit(self) -> None:
        """Puts the new content in place."""
        with _named(self.path):
            self._fresh.replace(self.target)

    def undo(self) -> Path | None:
        """Puts back what was there before `commit`, whether that has happened or not.

        Returns:
            Nothing, or where the old content is when it could not be put back.
        """
        try:
            if self._fresh.exists():
                return None
            if self._before is None:
                self.target.unlink()
            else:
                self._backup.replace(self.target)
        except OSError:
            self.is_lost = True
            self._keep_backup = self._before is not None
            return self._backup if self._keep_backup else self.target
        return None

    def sync_folder(self) -> None:
        """Makes the renames in the target's folder last."""
        with _named(self.path):
            sync_folder(self.target.parent)

    def _refuse_protected(self) -> None:
        """Renaming would replace a file that its owner has made read-only; writing would not."""
        if not os.access(self.target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    def _back_up(self, before: os.stat_result) -> None:
        try:
            self._backup.hardlink_to(self.target)
        except OSError:  # this file system has no hard links
            _write(self._backup, self.target.read_bytes(), before)


def _put_back(begun: Iterable[_Replacement], reason: BaseException) -> None:
    """Undoes a save that failed half-way."""
    lost = [(replacement, where) for replacement in begun if (where := replacement.undo())]
    for replacement in begun:
        with suppress(SaveError):
            replacement.sync_folder()
    if lost:
        replacement, where = lost[0]
        why = reason.message if isinstance(reason, SaveError) else "not saved"
        raise SaveError(
            str(replacement.path),
            f"{why}; what it held before could not be put back and is now in {where}",
        ) from reason


def _sync_folders(replacements: Iterable[_Replacement]) -> None:
    for replacement in {one.target.parent: one for one in replacements}.values():
        replacement.sync_folder()


def _status(target: Path) -> os.stat_result | None:
    """What there is to be replaced, or None for a file that will be new."""
    try:
        before = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(before.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(before.st_mode):
        raise OSError(errno.EINVAL, "it is no ordinary file")
    return before


def _write(path: Path, content: bytes, like: os.stat_result | None) -> None:
    """Writes a new file down to the disk, with the permissions of the one it will replace."""
    mode = _NEW_FILE_MODE if like is None else 0o600
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, mode)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(file, rest) :]
        if like is not None:
            _make_alike(file, like)
        os.fsync(file)
    finally:
        os.close(file)


def _make_alike(file: int, like: os.stat_result) -> None:
    """Gives a file the owner, group and permissions of another, as far as the system allows."""
    mode = stat.S_IMODE(like.st_mode)
    with suppress(OSError):
        os.fchown(file, like.st_uid, -1)
    try:
        os.fchown(file, -1, like.st_gid)
    except OSError:
        # What the old group was allowed must not pass to a group that happens to be ours.
        mode = (mode & ~0o070) | (mode & 0o007) << 3
    os.fchmod(file, mode)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Turns what the system reports into an error that names the file and says what to do."""
    try:
        yield
    except OSError as error:
        reason = _ADVICE.get(error.errno or 0)
        if reason is None:
            reason = f"{error.strerror or error}; save elsewhere"
        raise SaveError(str(path), f"not saved: {reason}") from error
    except ValueError as error:  # a name with a NUL in it
        message = "not saved: this cannot be the name of a file; choose another"
        raise SaveError(str(path), message) from error
