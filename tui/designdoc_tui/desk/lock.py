"""Who works on a draft: a lock file beside it, which others see on a shared folder too.

The file says who holds the draft, since when, and by which process. It is touched every few
seconds as long as that process lives. A holder on the same machine is asked for directly: a dead
process holds nothing. Of a holder elsewhere only the touch is known, told by the clock of the
shared folder, for the clocks of two machines differ.
"""

from __future__ import annotations

import errno
import json
import os
import time
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import Any, Final, NamedTuple

from designdoc_tui.desk.processes import Process, process_from, this_process
from designdoc_tui.state.folder import real_path

HEARTBEAT: Final = 5.0
"""Seconds between two touches of the lock."""

STALE_AFTER: Final = 45.0
"""Seconds without a touch after which a holder on another machine counts as gone."""

_MOST_BYTES = 10_000
_CANNOT = {
    errno.EACCES: "you may not write in its folder",
    errno.EPERM: "you may not write in its folder",
    errno.EROFS: "its file system is read-only",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your disk quota is used up",
    errno.ENAMETOOLONG: "its name is too long",
}


class Holder(NamedTuple):
    """Who holds a draft.

    Attributes:
        process: The program.
        since: Since when, in seconds since 1970.
        ticket: What tells this lock from all others.
    """

    process: Process
    since: float
    ticket: str


class Hold(Enum):
    """How a lock stands, seen from here."""

    OURS = "ours"
    THEIRS = "somebody else's"
    NONE = "nobody can hold it"  # its folder takes no lock


class DraftLock:
    """The lock of one draft.

    Attributes:
        path: The lock file.
        hold: Who has it, as far as is known here.
        holder: Whoever else has it.
        why_none: Why there can be no lock; empty otherwise.
    """

    def __init__(self, draft: Path) -> None:
        """Names the lock of a draft; nothing is read or written yet.

        Args:
            draft: The draft file. Links to one draft share its lock.
        """
        real = Path(real_path(draft))
        self.path = real.with_name(f".{real.name}.lock")
        self.hold = Hold.THEIRS
        self.holder: Holder | None = None
        self.why_none = ""
        self._me = Holder(this_process(), time.time(), os.urandom(8).hex())
        self._touched = 0.0

    def take(self, *, by_force: bool = False) -> Hold:
        """Takes the lock where it is free or its holder is gone.

        Args:
            by_force: Whether to take it from a holder that lives.

        Returns:
            How it stands now.
        """
        try:
            if not self._create() and self._must_be_left(by_force=by_force):
                self.hold = Hold.THEIRS
                return self.hold
            self.hold = Hold.OURS if self._is_ours() else Hold.THEIRS
        except (OSError, ValueError) as error:
            number = error.errno if isinstance(error, OSError) else None
            self.why_none = _CANNOT.get(number or 0, str(error))
            self.hold = Hold.NONE
        self._touched = time.monotonic()
        return self.hold

    def check(self) -> Hold:
        """Looks whether the lock is still ours, and keeps it alive.

        Returns:
            How it stands now. A lock file that somebody removed is made again.
        """
        if self.hold is not Hold.OURS:
            return self.hold
        try:
            if not self._is_ours():
                if self.holder is None and self._create():
                    return self.hold
                self.hold = Hold.THEIRS
            elif time.monotonic() - self._touched >= HEARTBEAT:
                os.utime(self.path)
                self._touched = time.monotonic()
        except OSError:
            # The folder is away for a moment. Whether it is still ours shows when it is back.
            return self.hold
        return self.hold

    def release(self) -> None:
        """Gives the lock back, if it is ours."""
        if self.hold is not Hold.OURS:
            return
        with suppress(OSError):
            if self._is_ours():
                self.path.unlink()
        self.hold = Hold.THEIRS

    def _create(self) -> bool:
        """Makes the lock file if there is none; tells whether it did."""
        try:
            file = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        except FileExistsError:
            return False
        with os.fdopen(file, "wb") as stream:
            stream.write(_text_of(self._me))
        return True

    def _must_be_left(self, *, by_force: bool) -> bool:
        """Takes over a lock that is there already, unless somebody who lives holds it."""
        new = self.path.with_name(f"{self.path.name}.{self._me.ticket}")
        try:
            new.write_bytes(_text_of(self._me))
            now = new.stat().st_mtime  # by the clock of whoever keeps the folder
            self.holder = _read(self.path)
            if not by_force and not self._is_gone(now):
                return True
            new.replace(self.path)
        finally:
            new.unlink(missing_ok=True)
        return False

    def _is_gone(self, now: float) -> bool:
        """Whether the holder is certainly not at work any more."""
        try:
            age = now - self.path.stat().st_mtime
        except FileNotFoundError:
            return True
        if self.holder is None:
            return age > HEARTBEAT  # just being written, or no lock of ours at all
        if self.holder.process.machine == self._me.process.machine:
            return self.holder.process.is_known_dead(self._me.process)
        return age > STALE_AFTER

    def _is_ours(self) -> bool:
        found = _read(self.path)
        if found == self._me:
            return True
        self.holder = found
        return False


def _text_of(holder: Holder) -> bytes:
    entry = {**holder.process._asdict(), "since": holder.since, "ticket": holder.ticket}
    return json.dumps(entry, indent=1).encode("ascii") + b"\n"


def _read(path: Path) -> Holder | None:
    """Who a lock file names; `None` when there is none, or it cannot be understood."""
    try:
        with path.open("rb") as file:
            entry: Any = json.loads(file.read(_MOST_BYTES))
        since, ticket = entry["since"], entry["ticket"]
        if not isinstance(since, int | float) or not isinstance(ticket, str):
            return None
        return Holder(process_from(entry), float(since), ticket)
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
