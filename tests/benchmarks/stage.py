"""A running app whose every write to the terminal is timed.

How the time from a key to its frame is taken: the app runs in full, with a driver that is told
apart from the real one only by where its bytes go (the null device) and that notes when each
write was made. Textual therefore composes, paints and encodes each frame exactly as it would for
a terminal. A key enters where the real driver's input thread hands it over
(`Driver.process_message`), and the clock stops when `Driver.write` was given the frame.

Nothing may hide behind a timer. Textual paints at most 60 frames a second: a key that comes right
after a frame waits for the next tick, one that comes later is painted at once. So each key is sent
only after the app has been quiet for longer than two frames, and afterwards the app is watched
until it is quiet again. All frames that came of the key are kept, and `terminal` finds out which
of them counts. Cursors do not blink, because a blink is a frame that no key asked for.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, thread_time
from typing import Any, NamedTuple

from textual import events
from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import TextArea

SIZE = (160, 50)
"""Columns and rows of the terminal: room for outline, form and preview."""

QUIET = 0.04
"""Seconds without a write after which nothing more is expected: two frames and a bit."""

PATIENCE = 60.0
"""Seconds to wait for a frame."""


class Frame(NamedTuple):
    """One write to the terminal.

    Attributes:
        time: When it was made.
        work: The processor time of the interface thread by then.
        data: What was written.
    """

    time: float
    work: float
    data: str


@dataclass(frozen=True, slots=True)
class Take:
    """One action, and what came of it.

    Attributes:
        before: What was written since the action before this one, in passing.
        time: When the action began.
        work: The processor time of the interface thread by then.
        frames: What was written from then on until all was quiet.
        size: Columns and rows of the terminal.
    """

    before: list[str]
    time: float
    work: float
    frames: list[Frame]
    size: tuple[int, int]


class _Tape:
    """What an app wrote, and when."""

    def __init__(self) -> None:
        self.frames: list[Frame] = []
        self.written = asyncio.Event()
        self.driver: HeadlessDriver | None = None
        self._latest = 0.0

    def note(self, data: str) -> None:
        """Notes a write that has just been made."""
        self._latest = perf_counter()
        self.frames.append(Frame(self._latest, thread_time(), data))
        self.written.set()

    def cut(self) -> list[Frame]:
        """Takes out what was noted."""
        frames, self.frames = self.frames, []
        self.written.clear()
        return frames

    async def until_quiet(self, quiet: float = QUIET) -> None:
        """Waits until there was no write for some time.

        It is waited in four parts, so that an app that is busy all the while, and will paint
        when it is done, does not count as quiet.

        Raises:
            TimeoutError: It is never quiet.
        """
        async with asyncio.timeout(PATIENCE):
            while (rest := self._latest + quiet - perf_counter()) > 0:
                for _ in range(4):
                    await asyncio.sleep(rest / 4)


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


def _keep_cursors_steady() -> None:
    """Makes every text area, those mounted later too, with a cursor that does not blink."""
    if not isinstance(vars(TextArea)["cursor_blink"], Reactive):
        return  # somebody saw to it
    make = TextArea.__init__

    def make_steady(area: TextArea, *args: Any, **kwargs: Any) -> None:
        make(area, *args, **kwargs)
        area.set_reactive(TextArea.cursor_blink, False)

    TextArea.__init__ = make_steady  # type: ignore[method-assign, assignment]


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
        _keep_cursors_steady()
        self._tape = _Tape()
        self._size = SIZE
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
        """Waits until the app is quiet."""
        await self._tape.until_quiet(quiet)

    async def act(self, action: Callable[[], object], *, quiet: float = QUIET) -> Take:
        """Does something and waits until everything that came of it was written.

        Args:
            action: What to do; the clock starts before it.
            quiet: Seconds without a write after which nothing more is expected.

        Raises:
            TimeoutError: Nothing was painted.
        """
        tape = self._tape
        await tape.until_quiet()
        before = [frame.data for frame in tape.cut()]
        time, work = perf_counter(), thread_time()
        action()
        await asyncio.wait_for(tape.written.wait(), PATIENCE)
        await tape.until_quiet(quiet)
        return Take(before, time, work, tape.cut(), self._size)

    async def press(self, key: str, character: str, *, quiet: float = QUIET) -> Take:
        """Presses a key as the terminal would.

        Args:
            key: Its name.
            character: What it types.
            quiet: Seconds without a write after which nothing more is expected.
        """
        return await self.act(lambda: self.send(events.Key(key, character)), quiet=quiet)

    async def resize(self, width: int, height: int) -> Take:
        """Makes the terminal another size."""
        size = Size(width, height)
        self._size = (width, height)
        return await self.act(lambda: self.send(events.Resize(size, size)), quiet=10 * QUIET)

    def send(self, event: events.Event) -> None:
        """Hands over an event as the driver's input thread does."""
        assert self._tape.driver is not None
        self._tape.driver.process_message(event)
