"""Saving a draft, together with the Markdown that people read."""

from __future__ import annotations

import errno
import re
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from designdoc_tui.document.layout import PIECES, layout_of
from designdoc_tui.draft.atomic import SaveError, save_together
from designdoc_tui.draft.canonical import values_to_yaml
from designdoc_tui.draft.load import Draft
from designdoc_tui.draft.pending import finish_interrupted_save
from designdoc_tui.markdown.render import render
from designdoc_tui.source.errors import visible
from designdoc_tui.template.field import Role
from designdoc_tui.template.path import Path as FieldPath
from designdoc_tui.template.path import format_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from pathlib import Path

    from designdoc_tui.document import Document
    from designdoc_tui.template.kinds import Value

__all__ = ["ChangedOnDiskError", "Save", "Saved", "save_draft", "values_to_yaml"]

_NO_FILE = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG)
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did.

    Attributes:
        paths: The files that were written.
        changed: Whether any was.
        message: One sentence for the user.
    """

    paths: tuple[Path, ...]
    changed: bool
    message: str


class ChangedOnDiskError(SaveError):
    """A save that would have replaced what something else has written in the meantime.

    Saving with `overwrite` replaces it.
    """


class Save:
    """One save of a draft, in three parts, so that it can be edited while it is written.

    Making it notes what to save; `write` may run in another thread; `finish` notes that it is
    saved. The first and the last part belong where the document is edited.
    """

    def __init__(
        self,
        draft: Draft,
        today: date,
        *,
        overwrite: bool = False,
        like: Draft | None = None,
    ) -> None:
        """Notes what to save.

        When the document says something else than its file, its date of last update becomes
        today's. What counts is not whether there were edits: they may have been taken back.

        Args:
            draft: The draft.
            today: The date of the save.
            overwrite: Whether to replace files that something else has changed since they were
                last read or written here.
            like: The draft whose layout a file gets that is not there; this one by default.
        """
        self._draft = draft
        self._like = draft if like is None else like
        self._overwrite = overwrite
        self._differs = draft.source is None or draft.document != draft.saved
        if self._differs:
            _date(draft.document, today)
        self._snapshot = draft.document.snapshot()
        self._wanted: dict[Path, bytes] = {}
        self._files: dict[Path, bytes] = {}

    def write(self) -> None:
        """Writes both files, or neither. Nothing is written that is on the disk already.

        Raises:
            ChangedOnDiskError: Something else has changed a file; nothing was written.
            SaveError: The files could not be saved and are as they were.
        """
        draft, document = self._draft, self._snapshot.document
        finish_interrupted_save((draft.path, draft.markdown_path))
        on_disk = {path: _there(path) for path in (draft.path, draft.markdown_path)}
        if not self._overwrite:
            _refuse_changed(draft.path, draft.source, on_disk[draft.path])
        yaml = None if self._differs else draft.source
        if yaml is None:
            yaml = _bytes_of(draft.path, document, self._text_for(on_disk[draft.path]))
        markdown = _bytes_of(draft.path, document, render)
        self._wanted = {draft.path: yaml, draft.markdown_path: markdown}
        self._files = {
            path: content for path, content in self._wanted.items() if on_disk[path] != content
        }
        if draft.markdown_path in self._files and not self._overwrite:
            if draft.is_markdown_undecided:
                raise _changed(draft.markdown_path)
            known, there = draft.markdown_source, on_disk[draft.markdown_path]
            _refuse_changed(draft.markdown_path, known, there)
        if self._files:
            save_together(self._files)

    @property
    def contents(self) -> tuple[bytes, bytes]:
        """What the two files hold, once they are written: the draft, and the Markdown."""
        draft, markdown = self._wanted.values()
        return draft, markdown

    def _text_for(self, there: bytes | None) -> Callable[[Document], str]:
        """How the draft is written: a file that somebody laid out by hand keeps its layout."""
        laid_out = self._like.source if there is None else there
        if laid_out is None:
            return values_to_yaml
        # Deferred: only saving does this, and opening a draft has to be quick.
        from designdoc_tui.draft.revise import revised

        return lambda document: revised(laid_out, document, self._like.saved)

    def finish(self) -> Saved:
        """Notes that it is saved.

        Returns:
            What was done.
        """
        draft = self._draft
        draft.source, draft.markdown_source = self.contents
        draft.is_markdown_undecided = False
        draft.saved = self._snapshot.document
        draft.document.mark_saved(self._snapshot)
        return Saved(tuple(self._files), bool(self._files), _message(self._wanted, self._files))


def save_draft(draft: Draft, today: date, *, overwrite: bool = False) -> Saved:
    """Saves a draft and its Markdown at once; see `Save`.

    Args:
        draft: The draft.
        today: The date of the save.
        overwrite: Whether to replace files that something else has changed.

    Returns:
        What was done.

    Raises:
        ChangedOnDiskError: Something else has changed a file; nothing was written.
        SaveError: The files could not be saved and are as they were.
    """
    save = Save(draft, today, overwrite=overwrite)
    save.write()
    return save.finish()


def _there(path: Path) -> bytes | None:
    """What a file holds that may be replaced; None when there is none, or no ordinary one.

    Raises:
        SaveError: There is one, and it cannot be read: nobody knows what would be lost.
    """
    try:
        return path.read_bytes() if stat.S_ISREG(path.stat().st_mode) else None
    except OSError as error:
        if error.errno in _NO_FILE:
            return None
        why = error.strerror or str(error)
        message = f"not saved: what it holds cannot be read ({why}); save again, or elsewhere"
        raise SaveError(str(path), message) from error
    except ValueError:  # a NUL in the name
        return None


def _refuse_changed(path: Path, known: bytes | None, on_disk: bytes | None) -> None:
    """Refuses to replace a file that is not as it was; one that has gone is written anew."""
    if on_disk is None or on_disk == known:
        return
    if known is None:
        raise ChangedOnDiskError(
            str(path),
            "not saved: something else has put this file there since this draft was begun; move "
            "it away, or overwrite it",
        )
    raise _changed(path)


def _changed(path: Path) -> ChangedOnDiskError:
    return ChangedOnDiskError(
        str(path),
        "not saved: the file was changed by something else since it was opened; open it again to "
        "see the change, or overwrite it",
    )


def _date(document: Document, today: date) -> None:
    placed = document.template.with_role(Role.LAST_UPDATED)
    if placed is None:
        return
    if layout_of(document).get(PIECES) and document.get(placed[0]) is None:
        return  # it came in without a date, and an edit is to change no other line
    document.set_along(placed[0], today.isoformat())


def _bytes_of(path: Path, document: Document, write: Callable[[Document], str]) -> bytes:
    try:
        return write(document).encode("utf-8")
    except ValueError as error:
        field = _path_of_surrogate(document.values)
        if field is None:
            raise
        raise SaveError(
            str(path),
            f"not saved: {format_path(field)} holds half of a character (a lone surrogate), which "
            "no file can hold; delete it and type it again",
        ) from error


def _path_of_surrogate(value: Value, path: FieldPath = ()) -> FieldPath | None:
    """Where a text stands that cannot be encoded; `None` when there is none."""
    if isinstance(value, str):
        return path if _SURROGATE.search(value) else None
    parts: Iterable[tuple[str | int, Value]] = ()
    if isinstance(value, dict):
        parts = value.items()
    elif isinstance(value, list):
        parts = enumerate(value)
    found = (_path_of_surrogate(inner, (*path, step)) for step, inner in parts)
    return next((where for where in found if where is not None), None)


def _message(wanted: Iterable[Path], written: Iterable[Path]) -> str:
    saved = [path.name for path in written]
    if saved:
        return visible(f"Saved {' and '.join(saved)}")
    names = " and ".join(path.name for path in wanted)
    return visible(f"Nothing to save: {names} are up to date")
