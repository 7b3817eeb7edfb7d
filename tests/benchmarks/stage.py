"""A running app whose every write to the terminal is timed.

How the time from a key to its frame is taken: the app runs in full, with a driver that is told
apart from the real one only by where its bytes go (the null device) and that notes when each
write was made. Textual therefore composes, paints and encodes each frame exactly as it would for
a terminal. A key enters where the real driver's input thread hands it over
(`Driver.process_message`), and the clock stops when `Driver.write` was given the frame.

Nothing may hide behind a timer. Textual paints at most 60 frames a second: a key that comes right
after a frame waits for the next tick, one that comes later is painted at once. So each key is sent
only after the app has been quiet for longer than a frame, and afterwards the app is watched until
it is quiet again: every frame that came of the key is counted, and the time that is reported is
that of the *last* one. Cursors do not blink, because a blink is a frame that no key asked for.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

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
        first: Milliseconds until the first frame was written.
        last: Milliseconds until the last one was.
        frames: How many there were.
        size: How many bytes they had.
        text: What was written.
    """

    first: float
    last: float
    frames: int
    size: int
    text: str = field(repr=False)


class _Tape:
    """What an app wrote, and when."""

    def __init__(self) -> None:
        self.frames: list[tuple[float, str]] = []
        self.written = asyncio.Event()
        self.driver: HeadlessDriver | None = None

    def note(self, data: str) -> None:
        """Notes a write that has just been made."""
        self.frames.append((perf_counter(), data))
        self.written.set()

    async def until_quiet(self, quiet: float = QUIET) -> None:
        """Waits until there was no write for some time."""
        count = -1
        while count != len(self.frames):
            count = len(self.frames)
            await asyncio.sleep(quiet)


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
        await self.settle()

    async def close(self) -> None:
        """Ends the app."""
        self.app.exit()
        if self._task is not None:
            await self._task

    async def settle(self, quiet: float = 5 * QUIET) -> None:
        """Waits until the app is quiet, and stops all cursors from blinking."""
        if not self._tape.frames:
            await asyncio.wait_for(self._tape.written.wait(), PATIENCE)
        await self._tape.until_quiet(quiet)
        for area in self.app.screen.query(TextArea):
            area.cursor_blink = False
        await self._tape.until_quiet(quiet)

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
        tape.frames.clear()
        tape.written.clear()
        start = perf_counter()
        action()
        await asyncio.wait_for(tape.written.wait(), PATIENCE)
        await tape.until_quiet(quiet)
        return Painted(
            first=(tape.frames[0][0] - start) * 1000,
            last=(tape.frames[-1][0] - start) * 1000,
            frames=len(tape.frames),
            size=sum(len(data.encode()) for _, data in tape.frames),
            text="".join(data for _, data in tape.frames),
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
        return await self.act(lambda: self.send(events.Resize(size, size)), quiet=4 * QUIET)

    def send(self, event: events.Event) -> None:
        """Hands over an event as the driver's input thread does."""
        assert self._tape.driver is not None
        self._tape.driver.process_message(event)
