"""Checking many drafts in several processes, for where there is more than one processor.

The processes are plain ones with a pipe each, and not a pool of the standard library: a pool needs
semaphores, which some systems do not give, and leaves its processes behind when it is killed. Here
a process ends as soon as nobody holds the other end of its pipe.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from designdoc_tui.checks.report import Report, Reporter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date
    from multiprocessing.connection import Connection
    from types import TracebackType

_WORTH_A_PROCESS: Final = 100  # drafts; to start a process takes about as long as to check fifty
_MOST_PROCESSES: Final = 7  # besides this one, which collects what they find
_PORTION: Final = 8  # drafts; nobody waits for long for whoever has the last ones

_Report = tuple[int, Report]


def check_in_parallel(
    files: Sequence[Path], today: date, told: Callable[[int], None] | None = None
) -> list[Report]:
    """Checks draft files, in other processes too where that is sooner done.

    Only for programs whose main module does nothing when it is imported, which is what a process
    that is started anew does.

    Args:
        files: The files.
        today: The day on which no date may be in the future.
        told: Told now and then how many are done.

    Returns:
        What `check_files` returns: a report on each, in their order.
    """
    reporter = Reporter(today)
    done = {
        place: reporter.on_disk(file) for place, file in enumerate(files) if _is_open_here(file)
    }
    waiting = deque(place for place in range(len(files)) if place not in done)
    with ExitStack() as helping:
        others = [
            helping.enter_context(each)
            for each in _started(_others(len(waiting), _processors()), files, today)
        ]
        while len(done) < len(files):
            for other in others:
                done.update(other.take_turn(waiting, wait=not waiting))
            if waiting:
                mine = waiting.popleft()
                done[mine] = reporter.on_disk(files[mine])
            if told is not None:
                told(len(done))
    return [done[position] for position in range(len(files))]


def _is_open_here(file: Path) -> bool:
    """Whether a name may mean what only this process has open, as `/dev/fd/63` does."""
    return file.parts[1:2] in (("dev",), ("proc",))


def _others(drafts: int, processors: int) -> int:
    """How many processes are worth their start, besides this one."""
    return max(0, min(processors - 1, drafts // _WORTH_A_PROCESS, _MOST_PROCESSES))


def _processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):  # not everywhere
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Other:
    """Another process that checks drafts, a portion at a time."""

    def __init__(self, files: Sequence[Path], today: date) -> None:
        """Starts it.

        Raises:
            OSError: There can be no further process.
        """
        self._files = files
        self._portion: list[int] = []
        self._gone = False
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_check, args=(theirs, today), daemon=True)
        try:
            self._process.start()
        except OSError:
            self._connection.close()
            raise
        finally:
            theirs.close()

    def take_turn(self, waiting: deque[int], *, wait: bool) -> list[_Report]:
        """Hands out what is next, and takes what has been found.

        Args:
            waiting: The positions of the drafts that nobody checks yet, in their order. Those of
                a process that came to an end are put back, to be checked here.
            wait: Whether to wait for what is being checked there.

        Returns:
            What has been found, each with its position.
        """
        found: list[_Report] = []
        try:
            if self._portion and (wait or self._connection.poll()):
                found = list(zip(self._portion, self._connection.recv(), strict=True))
                self._portion = []
            if not self._portion and waiting and not self._gone:
                self._portion = [waiting.popleft() for _ in range(min(_PORTION, len(waiting)))]
                self._connection.send([str(self._files[each]) for each in self._portion])
        except (EOFError, OSError):  # it was ended from outside, for want of memory for instance
            self._gone = True
            waiting.extendleft(reversed(self._portion))
            self._portion = []
        return found

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()
        self._process.terminate()  # all it has found is here, or nobody wants it any more
        self._process.join()


def _started(count: int, files: Sequence[Path], today: date) -> Iterator[_Other]:
    """As many processes as asked for, or as there can be."""
    for _ in range(count):
        with _interrupts_held_back():
            try:
                other = _Other(files, today)
            except OSError:
                return
        yield other


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Has a process that is started here leave ctrl+c, which reaches all, to this one."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _check(connection: Connection, today: date) -> None:
    """What another process does: checks what it is sent until nobody is there to send it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # where it could not be held back
    reporter = Reporter(today)
    while True:
        try:
            portion: list[str] = connection.recv()
            connection.send([reporter.on_disk(Path(name)) for name in portion])
        except Exception:  # noqa: BLE001 - whoever waits for this checks it again, and tells
            return
