"""The journals in the user's state folder: those that were left behind, and those kept aside."""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import time
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

from designdoc_tui.desk.journal import JOURNAL_VERSION, digest_of
from designdoc_tui.desk.processes import Process, process_from, this_process
from designdoc_tui.desk.wire import Record, unframed
from designdoc_tui.source.yaml_source import MAX_BYTES
from designdoc_tui.state.folder import real_path, state_folder, take_lock

KEPT_DAYS: Final = 30
"""How long a journal that was recovered or discarded is kept aside."""

_SUFFIX = ".journal"
_REPLACED = ".replaced.md"
_DONE = ("recovered", "discarded")  # those may go one day; what was not understood never does
_DAY = 24 * 60 * 60


class ForeignJournalError(Exception):
    """A file among the journals that cannot be believed; the message says why."""


class LeftJournal(NamedTuple):
    """What an earlier sitting left behind.

    Attributes:
        path: The file.
        base: The draft as it was when the journal was begun.
        when: When that was, in seconds since 1970.
        records: What was done to it since.
        cut: How many bytes at the end of the file could not be believed.
    """

    path: Path
    base: bytes
    when: float
    records: tuple[Record, ...]
    cut: int


class Journals:
    """The journals of one draft.

    Attributes:
        folder: Where journals are written.
        aside: Where those are kept that are done with.
    """

    def __init__(self, draft: Path, folder: Path | None = None) -> None:
        """Names the journals of a draft; nothing is read yet.

        Args:
            draft: The draft file.
            folder: The state folder; the user's own by default.
        """
        self.folder = (folder or state_folder()) / "journals"
        self.aside = self.folder / "aside"
        self._draft = real_path(draft)
        # A path may hold anything, also half of a surrogate pair.
        name = self._draft.encode("utf-8", "surrogatepass")
        self._stem = f"{draft.stem[:40]}-{hashlib.sha256(name).hexdigest()[:16]}"

    def new_path(self) -> Path:
        """Where the next journal is written."""
        return self.folder / f"{self._stem}-{time.time_ns()}-{os.getpid()}{_SUFFIX}"

    def left_behind(self) -> list[Path]:
        """The journals that no running program writes any more, the oldest first."""
        try:
            found = sorted(self.folder.glob(f"{_escaped(self._stem)}-*{_SUFFIX}"))
        except OSError:
            return []
        return [path for path in found if not _is_being_written(path)]

    def read(self, path: Path) -> LeftJournal:
        """Reads a journal.

        Args:
            path: One of those that were left behind.

        Returns:
            What can be believed of it.

        Raises:
            ForeignJournalError: Nothing can.
            OSError: It cannot be read.
        """
        header, records, cut = _opened(path)
        if header.get("journal") != JOURNAL_VERSION:
            raise ForeignJournalError("another version of designdoc-tui wrote it")
        if header.get("draft") != self._draft:
            raise ForeignJournalError("it is about another draft")
        base = _base_of(header)
        when = header.get("when")
        moment = float(when) if isinstance(when, int | float) else 0.0
        return LeftJournal(path, base, moment, tuple(records), cut)

    def set_aside(self, path: Path, why: str) -> Path | None:
        """Puts a journal where it is out of the way.

        Args:
            path: The journal.
            why: What has become of it, in one word; it is added to the name.

        Returns:
            Where it is now; `None` when it could not be moved.
        """
        target = self.aside / f"{path.stem}.{why}{_SUFFIX}"
        try:
            self.aside.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.replace(target)
            if why in _DONE:
                os.utime(target)  # its days are counted from now on
        except OSError:
            return None
        return target

    def keep_replaced(self, content: bytes) -> Path | None:
        """Keeps what a file held that is about to be replaced.

        Args:
            content: What Markdown beside the draft holds.

        Returns:
            Where it is kept, for as long as journals that are done with; `None` when it could
            not be.
        """
        target = self.aside / f"{self._stem}-{time.time_ns()}{_REPLACED}"
        try:
            self.aside.mkdir(mode=0o700, parents=True, exist_ok=True)
            target.write_bytes(content)
        except OSError:
            return None
        return target

    def sweep(self) -> None:
        """Removes what was recovered, discarded or replaced long ago."""
        with suppress(OSError):
            for ending in (*(f".{why}{_SUFFIX}" for why in _DONE), _REPLACED):
                for path in self.aside.glob(f"*{ending}"):
                    if time.time() - path.stat().st_mtime > KEPT_DAYS * _DAY:
                        path.unlink()


def _escaped(name: str) -> str:
    return "".join(f"[{character}]" if character in "*?[" else character for character in name)


def _opened(path: Path) -> tuple[Record, list[Record], int]:
    lines = unframed(path.read_bytes())
    if not lines.records:
        raise ForeignJournalError("it is no journal, or not even its first line is whole")
    header, *records = lines.records
    return header, records, lines.cut


def _base_of(header: dict[str, Any]) -> bytes:
    try:
        packed = base64.b64decode(header["base"], validate=True)
        unpacker = zlib.decompressobj()
        base = unpacker.decompress(packed, MAX_BYTES + 1)  # a few bytes may ask for gigabytes
    except (KeyError, TypeError, ValueError, binascii.Error, zlib.error):
        raise ForeignJournalError("what it begins from cannot be read") from None
    if digest_of(base) != header.get("digest"):
        raise ForeignJournalError("what it begins from is not what it says")
    return base


def _is_being_written(path: Path) -> bool:
    """Whether a running program holds a journal; one that vanishes meanwhile is nobody's."""
    try:
        with path.open("rb+") as file:
            if take_lock(file.fileno()):
                return False
            head = file.read(_MOST_HEADER)
    except OSError:
        return True
    writer = _writer_of(head)
    return writer is None or not writer.is_known_dead(this_process())


_MOST_HEADER = 1_000_000


def _writer_of(head: bytes) -> Process | None:
    lines = unframed(head)
    try:
        return process_from(lines.records[0]["by"]) if lines.records else None
    except (KeyError, ValueError, TypeError, AttributeError):
        return None
