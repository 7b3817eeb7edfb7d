"""What is painted a piece at a time is what painting all of it would show.

`frugal_compositor`, `frugal_screen`, `frugal_theme`, `calm_scrollbar` and `box` rely on private
parts of Textual; these tests notice when an upgrade breaks them.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pyte
from textual.driver import Driver
from textual.events import Key
from textual.widget import Widget

from designdoc_screens.section import SectionScreen
from designdoc_tui.template.path import parse_path
from designdoc_tui.widgets.keys_in_turn import KeysInTurn
from tests.benchmarks import drafts
from tests.benchmarks.stage import PATIENCE, SIZE, Stage, Take

_NOTHING = "f24"
"""A key that nobody uses; when it has come all the way, so have those before it."""


class Host(KeysInTurn[None]):
    """An app with nothing but the wizard's screen."""

    def __init__(self, screen: SectionScreen, driver: type[Driver]) -> None:
        super().__init__()
        self.driver_class = driver
        self.passed = asyncio.Event()
        self._wizard = screen

    def get_default_screen(self) -> SectionScreen:
        return self._wizard

    def on_key(self, event: Key) -> None:
        if event.key == _NOTHING:
            self.passed.set()


class Onlooker:
    """Sits at a terminal and compares what it shows with what it ought to."""

    def __init__(self, stage: Stage, screen: SectionScreen) -> None:
        self._stage = stage
        self.screen = screen
        self._terminal = pyte.Screen(*SIZE)
        self._stream = pyte.Stream(self._terminal)
        self.layouts = 0
        screen.screen_layout_refresh_signal.subscribe(screen, self._laid_out)

    def _laid_out(self, _: object) -> None:
        self.layouts += 1

    def _watch(self, take: Take) -> Take:
        columns, rows = take.size
        self._terminal.resize(rows, columns)
        for data in (*take.before, *(frame.data for frame in take.frames)):
            self._stream.feed(data)
        return take

    async def acts(self, action: Callable[[], object]) -> Take:
        """Does something and waits until it is painted."""
        return self._watch(await self._stage.act(action))

    async def types(self, text: str) -> list[Take]:
        """Types a text, key by key."""
        return [
            self._watch(await self._stage.press("enter" if char == "\n" else char, char))
            for char in text
        ]

    async def presses(self, *keys: str) -> None:
        """Presses keys that type nothing."""
        for key in keys:
            await self.acts(lambda key=key: self._stage.send(Key(key, None)))  # type: ignore[misc]

    async def resizes(self, width: int, height: int) -> Take:
        """Makes the terminal another size."""
        return self._watch(await self._stage.resize(width, height))

    async def takes_theme(self, name: str) -> None:
        """Takes other colours."""
        await self.acts(lambda: self._stage.app.call_later(setattr, self._stage.app, "theme", name))

    def count(self, word: str) -> int:
        """How many times a word is to be seen."""
        return "\n".join(self._terminal.display).count(word)

    def _cells(self) -> list[list[pyte.screens.Char]]:
        rows, columns = self._terminal.lines, self._terminal.columns
        return [[self._terminal.buffer[y][x] for x in range(columns)] for y in range(rows)]

    def _paint_anew(self) -> None:
        for widget in self.screen.walk_children(Widget, with_self=True):
            widget.notify_style_update()
            widget.refresh()

    async def rests(self) -> None:
        """Waits until every key so far has had its effect, and it is painted."""
        app = self._stage.app
        assert isinstance(app, Host)
        app.passed.clear()
        self._stage.send(Key(_NOTHING, None))
        await asyncio.wait_for(app.passed.wait(), PATIENCE)
        await self._stage.settle()
        await self.acts(app.bell)  # takes along what was painted in passing

    async def differences(self) -> list[tuple[str, str]]:
        """Rows that look different once everything was painted anew."""
        await self.rests()
        shown, rows = self._cells(), list(self._terminal.display)
        await self.acts(self._paint_anew)
        return [
            (rows[y], self._terminal.display[y])
            for y, cells in enumerate(self._cells())
            if cells != shown[y]
        ]


@asynccontextmanager
async def onlooker(path: str) -> AsyncIterator[Onlooker]:
    """Someone in front of the example draft, the cursor in a field."""
    screen = SectionScreen(drafts.document(), "design.yaml", start=parse_path(path))

    stage = Stage(lambda driver: Host(screen, driver))
    await stage.open()
    try:
        someone = Onlooker(stage, screen)
        await someone.rests()
        yield someone
    finally:
        await stage.close()


class TestPaintedInPieces:
    async def test_words_and_rows_stand_where_they_were_typed_and_go_when_taken_back(self) -> None:
        async with onlooker("overview.problem") as someone:
            for word in ("zqx\n\nzq", "\n\nvk\n"):
                await someone.types(word)
                assert await someone.differences() == []
            assert someone.count("zqx") == 2  # in the field and in the preview
            await someone.presses(*["backspace"] * 5)
            assert await someone.differences() == []

    async def test_another_section_size_or_theme_leaves_nothing_behind(self) -> None:
        async with onlooker("overview.problem") as someone:
            await someone.presses("f8", "f8")
            assert await someone.differences() == []
            await someone.resizes(100, 30)
            assert await someone.differences() == []
            for theme in ("textual-light", "textual-dark", "textual-light"):
                await someone.takes_theme(theme)
            assert await someone.differences() == []


class TestCost:
    async def test_what_a_key_lays_out_and_writes(self) -> None:
        async with onlooker("overview.problem") as someone:
            await someone.types("ab")
            await someone.rests()
            someone.layouts = 0
            taken = await someone.types("cd")
            assert someone.layouts == 0
            assert [len(take.frames) for take in taken] == [1, 1]
            assert sum(len(frame.data) for take in taken for frame in take.frames) < 4_000
            await someone.types("\n")
            await someone.rests()
            someone.layouts = 0
            (taken_by_a_row,) = await someone.types("\n")
            assert someone.layouts == 1
            assert len(taken_by_a_row.frames) == 1

    async def test_another_size_takes_one_frame_also_one_that_was_there_before(self) -> None:
        async with onlooker("overview.problem") as someone:
            for size in ((120, 40), SIZE, (120, 40), (120, 30)):
                taken = await someone.resizes(*size)
                assert len(taken.frames) == 1
                assert await someone.differences() == []
