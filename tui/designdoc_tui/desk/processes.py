"""Who is at work: a user, a machine and a process, told so that others can check it."""

from __future__ import annotations

import getpass
import os
import socket
from pathlib import Path
from typing import Any, NamedTuple

_BOOT = Path("/proc/sys/kernel/random/boot_id")
_PROCESSES = Path("/proc/self/ns/pid")
_ENDED = ("Z", "X")  # ended, though nobody has asked yet how


class Process(NamedTuple):
    """One running program.

    Attributes:
        user: Who started it.
        host: What its machine is called.
        machine: What tells this run of this machine, and the container on it, from others. Only
            where it is the same do numbers of processes mean the same.
        number: The number of the process.
        started: What tells it from an earlier process with that number; empty where the system
            does not say.
    """

    user: str
    host: str
    machine: str
    number: int
    started: str

    def is_known_dead(self, here: Process) -> bool:
        """Whether it certainly runs no more.

        Args:
            here: The process that asks.

        Returns:
            `False` too where it cannot be known, because it runs elsewhere.
        """
        if self.machine != here.machine:
            return False
        if not _exists(self.number):
            return True
        state, started = _told_of(self.number)
        return state in _ENDED or (bool(self.started) and started != self.started)


def this_process() -> Process:
    """The process that asks."""
    number = os.getpid()
    host = socket.gethostname()
    machine = ":".join((host, _boot(), _process_space()))
    return Process(_user(), host, machine, number, _told_of(number)[1])


def process_from(entry: dict[str, Any]) -> Process:
    """A process from its fields by name, as `_asdict` gives them.

    Raises:
        ValueError: That is not what it is.
    """
    texts = [entry.get(name) for name in ("user", "host", "machine", "started")]
    number = entry.get("number")
    if not all(isinstance(text, str) for text in texts) or type(number) is not int:
        raise ValueError("not a process")
    user, host, machine, started = (str(text) for text in texts)
    return Process(user, host, machine, number, started)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in some containers
        return "somebody"


def _boot() -> str:
    try:
        return _BOOT.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""


def _process_space() -> str:
    try:
        return str(_PROCESSES.readlink())
    except OSError:
        return ""


def _told_of(number: int) -> tuple[str, str]:
    """The state of a process, and when it began, in ticks since the machine did.

    Both are empty where that is not told. Linux, proc(5): the 3rd and the 22nd field of `stat`; the
    second, a name in brackets, may hold anything.
    """
    try:
        fields = Path(f"/proc/{number}/stat").read_bytes().rpartition(b")")[2].split()
        return fields[0].decode("ascii"), fields[19].decode("ascii")
    except (OSError, IndexError, ValueError):
        return "", ""


def _exists(number: int) -> bool:
    if os.name == "nt":  # a signal would end it there
        return True
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True  # it is somebody else's
    return True
