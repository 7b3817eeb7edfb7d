"""The journal of one sitting: every edit on the disk a moment after it was made.

A key is not kept waiting for a disk: the interface hands the change over, one thread appends it,
another has the system flush what was appended, twice a second at most. What the program has
appended outlives it, however it ends; what was flushed outlives a power cut.

The file begins with what it is about and a copy of the draft as it was (its base), so that it can
be understood whatever becomes of the draft; then a line for each change (see `wire`).
"""

from __future__ import annotations

import base64
import hashlib
import os
import threading
import time
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from designdoc_tui.desk.processes import this_process
from designdoc_tui.desk.wire import Record, framed, record_of
from designdoc_tui.document import Change
from designdoc_tui.state.folder import real_path, take_lock

JOURNAL_VERSION: Final = 1

SAVE_BEGUN: Final[Record] = {"do": "save"}
"""The record of a moment whose state was then saved, if the save succeeded."""

_FLUSH_PAUSE: Final = 0.5  # seconds between two flushes to the disk
_RETRY_PAUSE: Final = 1.0  # seconds after which a disk that took nothing is tried again
_LAST_WORDS: Final = 5.0  # seconds that leaving waits for the disk


def digest_of(base: bytes) -> str:
    """What tells one state of a draft file from another."""
    return hashlib.sha256(base).hexdigest()


class Journal:
    """The journal that one open draft writes.

    Attributes:
        path: Where its file is as soon as something was edited; there is none before.
    """

    def __init__(self, path: Path, draft: Path, base: bytes) -> None:
        """Begins a journal; nothing is written yet.

        Args:
            path: Where to write it.
            draft: The draft file it is about.
            base: What that file holds.
        """
        self.path = path
        self._draft = draft
        self._wake = threading.Condition()
        self._base = base
        self._afresh = False  # whether the file has to be begun anew, or taken away
        self._waiting: list[Record] = []
        self._since_save: list[Record] = []
        self._trouble = ""
        self._is_idle = True
        self._is_ending = False
        self._file: int | None = None  # from here on: the appending thread's alone
        self._size = 0
        self._checksum = 0
        self._flusher = _Flusher()
        self._thread = threading.Thread(target=self._work, name="journal", daemon=True)
        self._has_begun = False

    # The interface's side: nothing here waits for a disk, but for `flush` and `close`

    @property
    def trouble(self) -> str:
        """Why edits are not kept just now; empty when they are."""
        return self._trouble

    def follow(self, change: Change) -> None:
        """Notes a change to the document; a listener for it."""
        record = record_of(change)
        with self._wake:
            self._waiting.append(record)
            self._since_save.append(record)
            self._hand_over()

    def note_save(self) -> None:
        """Notes that a save begins; what is edited from here on is not in it."""
        with self._wake:
            self._since_save = []
            if not self._is_empty:
                self._waiting.append(SAVE_BEGUN)
                self._hand_over()

    def fold(self, base: bytes) -> None:
        """Puts away what was saved.

        Args:
            base: What the draft file holds now: the state at the last `note_save`.
        """
        self.restart(base, self._since_save)

    def restart(self, base: bytes, records: Iterable[Record] = ()) -> None:
        """Begins anew; what was noted so far is replaced in one step.

        Args:
            base: What the draft file holds.
            records: What leads from there to the document as it is.
        """
        with self._wake:
            self._base = base
            self._afresh = True
            self._waiting = list(records)
            self._since_save = []
            self._hand_over()

    def flush(self, patience: float = _LAST_WORDS) -> bool:
        """Waits until all that was noted is in the file and the file on the disk.

        Args:
            patience: The most seconds to wait.

        Returns:
            Whether it is.
        """
        with self._wake:
            self._wake.wait_for(lambda: self._is_idle or bool(self._trouble), patience)
            done = self._is_idle and not self._trouble
        return self._flusher.flush_now(patience) and done

    def close(self, *, keep: bool) -> bool:
        """Ends the journal.

        Args:
            keep: Whether what is in it is needed at the next start.

        Returns:
            Whether it could be done: with `keep`, whether all is on the disk.
        """
        if not self._has_begun:
            return True
        if not keep:
            self.restart(self._base)
        done = self.flush()
        with self._wake:
            self._is_ending = True
            self._wake.notify_all()
        self._thread.join(_LAST_WORDS)
        self._flusher.close()
        return done

    @property
    def _is_empty(self) -> bool:
        return self._is_idle and self._file is None and not self._waiting

    def _hand_over(self) -> None:
        self._is_idle = False
        if not self._has_begun:
            self._has_begun = True
            self._thread.start()
        self._wake.notify_all()

    # The appending thread's side

    def _work(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._waiting or self._afresh or self._is_ending)
                if self._is_ending and (self._trouble or not (self._waiting or self._afresh)):
                    self._let_go()
                    return
                base, afresh, records = self._base, self._afresh, self._waiting
                self._afresh, self._waiting = False, []
            try:
                self._write(base, records, afresh=afresh)
            except OSError as error:
                self._give_back(afresh, records, error)
            else:
                with self._wake:
                    self._trouble = ""
                    self._is_idle = not (self._waiting or self._afresh)
                    self._wake.notify_all()

    def _give_back(self, afresh: bool, records: list[Record], error: OSError) -> None:
        """Keeps what could not be written, and says so; it is tried again soon."""
        with self._wake:
            if not self._afresh:  # or it was begun anew meanwhile, and these are not wanted
                self._afresh, self._waiting = afresh, records + self._waiting
            self._trouble = error.strerror or str(error)
            self._wake.notify_all()
            self._wake.wait_for(lambda: self._is_ending, _RETRY_PAUSE)

    def _write(self, base: bytes, records: list[Record], *, afresh: bool) -> None:
        if self._file is not None and not afresh:
            self._put(self._file, records)
            self._flusher.wants(self._file)
            return
        if records:
            self._begin(base, records)
        else:
            self._take_away()

    def _begin(self, base: bytes, records: list[Record]) -> None:
        """Writes a whole new file, beside the old one, and puts it in its place."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = self.path.with_name(f".{self.path.name}.new")
        before = self._file, self._size, self._checksum
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
        file = os.open(new, flags, 0o600)
        try:
            # Held as long as this program runs: that is how others know that it does.
            take_lock(file)
            self._size = self._checksum = 0
            self._put(file, [self._header(base), *records])
            new.replace(self.path)
        except BaseException:
            self._file, self._size, self._checksum = before
            os.close(file)
            with suppress(OSError):
                new.unlink()
            raise
        self._file = file
        if before[0] is not None:
            self._flusher.forgets(before[0])
            os.close(before[0])
        self._flusher.wants(file)

    def _header(self, base: bytes) -> Record:
        return {
            "journal": JOURNAL_VERSION,
            "draft": real_path(self._draft),
            "digest": digest_of(base),
            "base": base64.b64encode(zlib.compress(base, 1)).decode("ascii"),
            "when": time.time(),
            "by": this_process()._asdict(),
        }

    def _put(self, file: int, records: Iterable[Record]) -> None:
        """Appends whole lines; after a failure the file ends where it did before."""
        lines, checksum = [], self._checksum
        for record in records:
            line, checksum = framed(record, checksum)
            lines.append(line)
        rest = memoryview(b"".join(lines))
        size = self._size + len(rest)
        try:
            while rest:
                rest = rest[os.write(file, rest) :]
        except OSError:
            with suppress(OSError):
                os.ftruncate(file, self._size)
                os.lseek(file, self._size, os.SEEK_SET)
            raise
        self._size, self._checksum = size, checksum

    def _take_away(self) -> None:
        if self._file is not None:
            self._flusher.forgets(self._file)
            self.path.unlink(missing_ok=True)
        self._let_go()

    def _let_go(self) -> None:
        if self._file is not None:
            self._flusher.forgets(self._file)
            os.close(self._file)
            self._file, self._size, self._checksum = None, 0, 0


class _Flusher:
    """Has the system write a file down to the disk, now and then, in a thread of its own."""

    def __init__(self) -> None:
        self._wake = threading.Condition()
        self._file: int | None = None
        self._is_due = False
        self._is_busy = False
        self._is_ending = False
        self._hurry = False
        self._thread: threading.Thread | None = None

    def wants(self, file: int) -> None:
        """Notes that something was appended to a file."""
        with self._wake:
            self._file, self._is_due = file, True
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="flush", daemon=True)
                self._thread.start()
            self._wake.notify_all()

    def forgets(self, file: int) -> None:
        """Notes that a file is about to be closed."""
        with self._wake:
            if self._file == file:
                self._file, self._is_due = None, False
                self._wake.notify_all()

    def flush_now(self, patience: float) -> bool:
        """Waits until nothing is left to flush; tells whether that came to be in time."""
        with self._wake:
            self._hurry = True
            self._wake.notify_all()
            done = self._wake.wait_for(lambda: not (self._is_due or self._is_busy), patience)
            self._hurry = False
        return done

    def close(self) -> None:
        """Ends the thread."""
        with self._wake:
            self._is_ending = True
            self._wake.notify_all()

    def _work(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._is_due or self._is_ending)
                if self._is_ending:
                    return
                # A descriptor of its own: the other may be closed, and its number used again.
                own = os.dup(self._file) if self._file is not None else None
                self._is_due, self._is_busy = False, True
            if own is not None:
                with suppress(OSError):  # some file systems cannot; then it is as good as it gets
                    os.fsync(own)
                os.close(own)
            with self._wake:
                self._is_busy = False
                self._wake.notify_all()
                self._wake.wait_for(lambda: self._hurry or self._is_ending, _FLUSH_PAUSE)
