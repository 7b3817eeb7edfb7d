"""What is measured, and the floor: the wizard's screen, and Textual's stock text area."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from textual import events
from textual.app import App, ComposeResult
from textual.drivers.headless_driver import HeadlessDriver
from textual.widgets import Markdown, TextArea

from designdoc_screens.section import SectionScreen
from designdoc_tui.app import DesignDocApp
from designdoc_tui.document import Document
from designdoc_tui.draft.save import values_to_yaml
from designdoc_tui.markdown.render import render
from designdoc_tui.state.folder import HOME_VARIABLE
from designdoc_tui.template.path import parse_path
from tests.benchmarks import drafts
from tests.benchmarks.stage import PATIENCE, QUIET, Stage, Take

THEMES = ("textual-dark", "textual-light")

Cursor = tuple[int, int]


class _Acting:
    """What every actor can be asked to do."""

    stage: Stage
    quiet = QUIET

    async def type(self, text: str) -> list[Take]:
        """Types a text, key by key."""
        return [await self._type(character) for character in text]

    async def _type(self, character: str) -> Take:
        if character == "\n":
            return await self.stage.press("enter", "\r")
        key = "space" if character == " " else character
        return await self.stage.press(key, character, quiet=self.quiet)

    async def erase(self, count: int) -> None:
        """Takes back what was typed, untimed."""
        for _ in range(count):
            self.stage.send(events.Key("backspace", None))
        await self.stage.settle()

    async def resize(self, width: int, height: int) -> Take:
        """Makes the terminal another size."""
        return await self.stage.resize(width, height)

    async def theme(self, number: int) -> Take:
        """Takes another theme."""

        def take() -> None:
            self.stage.app.theme = THEMES[number % len(THEMES)]

        return await self.stage.act(lambda: self.stage.app.call_later(take), quiet=0.4)


class Wizard(_Acting):
    """The wizard as it is started, on a draft of its own."""

    def __init__(self, make: Callable[..., Document], *args: object) -> None:
        self._folder = TemporaryDirectory()
        folder = Path(self._folder.name)
        os.environ[HOME_VARIABLE] = str(folder / "state")
        draft = folder / "design.yaml"
        draft.write_text(values_to_yaml(make(*args)), encoding="utf-8")
        self.app = DesignDocApp(draft)

        def with_driver(driver: type[HeadlessDriver]) -> DesignDocApp:
            self.app.driver_class = driver
            return self.app

        self.stage = Stage(with_driver)

    @property
    def screen(self) -> SectionScreen:
        """The wizard's screen."""
        screen = self.app.screen
        assert isinstance(screen, SectionScreen)
        return screen

    @property
    def document(self) -> Document:
        """What the wizard has open."""
        return self.screen.document

    async def _opened(self) -> None:
        """Returns when the wizard's screen is there; on a busy machine a bare one comes first."""
        async with asyncio.timeout(PATIENCE):
            stack = self.app.screen_stack
            while not any(isinstance(each, SectionScreen) and each.is_mounted for each in stack):
                await asyncio.sleep(0.01)
                stack = self.app.screen_stack

    async def middle(self) -> int:
        """The component in the middle."""
        await self._opened()
        return len(self.document.items("design.components")) // 2

    async def text(self, path: str) -> str:
        """The text of a field."""
        await self._opened()
        return self.document.text(path)

    async def go(self, path: str, cursor: Cursor) -> None:
        """Goes to a place in a field."""
        self.screen.go_to(parse_path(path), cursor)
        async with asyncio.timeout(PATIENCE):
            while self.screen.journey.place()[1:] != (parse_path(path), cursor):
                await asyncio.sleep(0.01)
        painted = asyncio.Event()
        self.screen.call_after_refresh(painted.set)
        await painted.wait()
        await self.stage.settle()

    async def press(self, key: str) -> Take:
        """Presses a key that types nothing, and that others may follow from."""
        return await self.stage.act(lambda: self.stage.send(events.Key(key, None)), quiet=0.2)

    async def step(self, path: str) -> Take:
        """Goes to the section after that of a path."""
        await self.go(path, (0, 0))
        before = self.screen.step
        painted = await self.stage.act(lambda: self.stage.send(events.Key("f8", None)), quiet=0.6)
        assert self.screen.step is not before
        return painted


class Stock(_Acting):
    """An app that holds nothing but Textual's text area, as it is out of the box."""

    def __init__(self, text: str = "") -> None:
        class Bare(App[None]):
            """Nothing but the text area."""

            def compose(self) -> ComposeResult:
                yield TextArea(text)

        self.stage = Stage(lambda driver: Bare(driver_class=driver))

    async def load(self, text: str, cursor: Cursor) -> None:
        """Shows another text."""
        area = self.stage.app.screen.query_one(TextArea)
        area.load_text(text)
        area.move_cursor(cursor)
        area.focus()
        await self.stage.settle()

    async def step(self, text: str) -> Take:
        """Takes the text area away and puts another one there, as a jump to a section does."""
        screen = self.stage.app.screen

        async def jump() -> None:
            await screen.query_one(TextArea).remove()
            await screen.mount(TextArea(text))
            screen.query_one(TextArea).focus()

        return await self.stage.act(lambda: self.stage.app.call_later(jump), quiet=0.6)


class WithMarkdown(_Acting):
    """The stock text area beside Textual's `Markdown` widget, brought up to date on each edit."""

    quiet = 1.0

    def __init__(self, components: int, path: str) -> None:
        document = drafts.document(components)

        class Beside(App[None]):
            """Text area and preview, side by side."""

            CSS = "Screen { layout: horizontal; } TextArea, Markdown { width: 1fr; }"

            def compose(self) -> ComposeResult:
                yield TextArea(document.text(path))
                yield Markdown(render(document))

            async def on_text_area_changed(self, message: TextArea.Changed) -> None:
                document.set(path, message.text_area.text)
                await self.query_one(Markdown).update(render(document))

        self.stage = Stage(lambda driver: Beside(driver_class=driver))
