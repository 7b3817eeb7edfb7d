"""A running app whose every write to the terminal is timed.

How the time from a key to its frame is taken: the app runs in full, with a driver that is told
apart from the real one only by where its bytes go (the null device) and that notes when each
write was made. Textual therefore composes, paints and encodes each frame exactly as it would for
a terminal. A key enters where the real driver's input thread hands it over
(`Driver.process_message`), and the clock stops when `Driver.write` was given the frame.

Nothing may hide behind a timer. Textual paints at most 60 frames a second: a key that comes right
after a frame waits for the next tick, one that comes later is painted at once. So each key is sent
only after the app has been quiet for longer than two frames, and afterwards the app is watched
until it is quiet again. All frames that came of the key are then played, off the clock, to a
terminal emulator, and the time that counts is that of the last frame that changed a character on
the screen: a preview that follows in a later frame than the field has its later time. Frames that
only repaint what was there already are counted, with their bytes. Cursors do not blink, because a
blink is a frame that no key asked for.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, thread_time
from typing import Any, NamedTuple

import pyte
from textual import events
from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Size
from textual.widgets import TextArea

SIZE = (160, 50)
"""Columns and rows of the terminal: room for outline, form and preview."""

QUIET = 0.04
"""Seconds without a write after which nothing more is expected: two frames and a bit."""

PATIENCE = 60.0
"""Seconds to wait for a frame."""


@dataclass(frozen=True, slots=True)
class Painted:
    """What came of one action.

    Attributes:
        shown: Milliseconds until the last frame that changed a character on the screen was
            written; until the first frame, where none did.
        work: Milliseconds of processor time that the interface thread took until then: what
            `shown` would be on a machine that does nothing else.
        last: Milliseconds until the last frame was written.
        frames: How many frames there were.
        size: How many bytes they had.
    """

    shown: float
    work: float
    last: float
    frames: int
    size: int


class _Frame(NamedTuple):
    """One write: when it was made, the thread's processor time by then, and what it was."""

    time: float
    work: float
    data: str


class _Tape:
    """What an app wrote, when, and what a terminal shows after it."""

    def __init__(self) -> None:
        self.frames: list[_Frame] = []
        self.written = asyncio.Event()
        self.driver: HeadlessDriver | None = None
        self.screen = pyte.Screen(*SIZE)
        self._stream = pyte.Stream(self.screen)
        self._latest = 0.0

    def note(self, data: str) -> None:
        """Notes a write that has just been made."""
        self._latest = perf_counter()
        self.frames.append(_Frame(self._latest, thread_time(), data))
        self.written.set()

    async def until_quiet(self, quiet: float = QUIET) -> None:
        """Waits until there was no write for some time."""
        while (rest := self._latest + quiet - perf_counter()) > 0:
            await asyncio.sleep(rest)

    def play(self) -> _Frame | None:
        """Shows on the terminal what was written, and forgets it.

        Returns:
            The last frame that changed a character; the first, where none did.
        """
        shown, before = next(iter(self.frames), None), self.screen.display
        for frame in self.frames:
            self._stream.feed(frame.data)
            after = self.screen.display
            if after != before:
                shown, before = frame, after
        self.frames.clear()
        self.written.clear()
        return shown


def _taped_driver(tape: _Tape) -> type[HeadlessDriver]:
    sink = Path("/dev/null").open("w", encoding="utf-8")  # noqa: SIM115 - as long as the process

    class TapedDriver(HeadlessDriver):
        """Writes to nowhere and notes when; frames are composed as for a terminal."""

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            tape.driver = self

        @property
        def is_headless(self) -> bool:
            """A headless app would not paint."""
            return False

        def write(self, data: str) -> None:
            """Writes and notes the time."""
            sink.write(data)
            tape.note(data)

        def flush(self) -> None:
            """Each frame leaves at once."""
            sink.flush()

    return TapedDriver


class Stage:
    """An app that runs, is acted upon and timed.

    Attributes:
        app: The app.
    """

    def __init__(self, make_app: Callable[[type[HeadlessDriver]], App[Any]]) -> None:
        """Makes the stage of an app.

        Args:
            make_app: Makes the app with the driver it is given.
        """
        self._tape = _Tape()
        self.app = make_app(_taped_driver(self._tape))
        self._task: asyncio.Task[Any] | None = None

    async def open(self) -> None:
        """Starts the app and waits until it has painted itself."""
        self._task = asyncio.create_task(self.app.run_async(size=SIZE))
        await asyncio.wait_for(self._tape.written.wait(), PATIENCE)
        await self.settle()

    async def close(self) -> None:
        """Ends the app."""
        self.app.exit()
        if self._task is not None:
            await self._task

    async def settle(self, quiet: float = 5 * QUIET) -> None:
        """Waits until the app is quiet, and stops all cursors from blinking."""
        await self._tape.until_quiet(quiet)
        for area in self.app.screen.query(TextArea):
            area.cursor_blink = False
        await self._tape.until_quiet(quiet)
        self._tape.play()

    def display(self) -> str:
        """What can be read on the terminal now."""
        return "\n".join(self._tape.screen.display)

    async def act(self, action: Callable[[], object], *, quiet: float = QUIET) -> Painted:
        """Does something and waits until everything that came of it was written.

        Args:
            action: What to do; the clock starts before it.
            quiet: Seconds without a write after which nothing more is expected.

        Raises:
            TimeoutError: Nothing was painted.
        """
        tape = self._tape
        await tape.until_quiet()
        tape.play()
        start, work = perf_counter(), thread_time()
        action()
        await asyncio.wait_for(tape.written.wait(), PATIENCE)
        await tape.until_quiet(quiet)
        count, last = len(tape.frames), tape.frames[-1].time
        size = sum(len(frame.data.encode()) for frame in tape.frames)
        shown = tape.play()
        assert shown is not None
        return Painted(
            (shown.time - start) * 1000,
            (shown.work - work) * 1000,
            (last - start) * 1000,
            count,
            size,
        )

    async def press(self, key: str, character: str | None = None) -> Painted:
        """Presses a key as the terminal would.

        Args:
            key: Its name.
            character: What it types.
        """
        return await self.act(lambda: self.send(events.Key(key, character)))

    async def resize(self, width: int, height: int) -> Painted:
        """Makes the terminal another size."""
        size = Size(width, height)
        self._tape.screen.resize(height, width)
        return await self.act(lambda: self.send(events.Resize(size, size)), quiet=4 * QUIET)

    def send(self, event: events.Event) -> None:
        """Hands over an event as the driver's input thread does."""
        assert self._tape.driver is not None
        self._tape.driver.process_message(event)
