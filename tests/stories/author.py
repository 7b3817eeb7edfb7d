"""Somebody at the keyboard of the wizard, so that the stories read like what a person does.

Keys are sent without waiting for what they do, as a fast typist or a slow line sends them; the
app takes them in turn. Only what is looked at is waited for, and always for a state, never for
a time.
"""

from __future__ import annotations

import asyncio
import html
import re
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from designdoc_screens.section import SectionScreen
from designdoc_tui.app import DesignDocApp
from designdoc_tui.document.document import Document
from designdoc_tui.draft.new import create_draft, first_values
from designdoc_tui.template.kinds import Value
from designdoc_tui.template.load import load_template
from designdoc_tui.template.path import format_path

TODAY = date(2026, 11, 22)
PATIENCE = 30.0
"""Seconds after which something that was waited for counts as never coming."""

WIDE = (120, 40)
"""Columns and rows with room for outline, form and preview."""

EXAMPLE = Path(__file__).parents[2] / "tui/designdoc_tui/examples/two-factor-sign-in/design.yaml"

_PIECE = re.compile(r'<text class="[^"]*" x="([^"]*)" y="([^"]*)"[^>]*>([^<]*)</text>')
"""A piece of a line in a picture of the screen, with its place."""

_NOTHING = "f24"
"""A key that nobody uses; when it has come all the way, so have those before it."""


def fresh_draft(folder: Path, **sections: Value) -> Path:
    """A draft as it is when it was just begun, with some sections written already."""
    template = load_template("design")
    author = "Ada Lovelace <ada@example.org>"
    values = first_values(template, "Sign-in", today=TODAY, author=author)
    return create_draft(folder, Document(template, values | sections))


def example_draft(folder: Path) -> Path:
    """A copy of the draft that comes with the tool: every section of it is filled."""
    return Path(shutil.copy(EXAMPLE, folder / "design.yaml"))


class WatchedApp(DesignDocApp):
    """The wizard; it tells when a key that nobody has a use for has come all the way."""

    def __init__(
        self, target: Path | None = None, *, folder: Path | None = None, on_review: bool = False
    ) -> None:
        """Makes the app on the day of all stories."""
        super().__init__(target, folder=folder, today=lambda: TODAY, on_review=on_review)
        self.passed = asyncio.Event()

    def on_key(self, event: events.Key) -> None:
        """Notes that the key came, unused, out of everything that has the focus."""
        if event.key == _NOTHING:
            self.passed.set()


@asynccontextmanager
async def at_the_desk(
    draft: Path | None = None, *, folder: Path | None = None, size: tuple[int, int] = WIDE
) -> AsyncIterator[Author]:
    """Opens the wizard and sits down at it.

    Args:
        draft: The draft to open; the list of drafts where there is none.
        folder: The folder whose drafts are listed.
        size: Columns and rows of the terminal.
    """
    app = WatchedApp(draft, folder=folder)
    async with app.run_test(size=size, notifications=True) as pilot:
        author = Author(app, pilot)
        await author.rests()
        yield author


class Author:
    """Somebody who writes a design document with nothing but the keyboard.

    Attributes:
        app: The wizard.
        pilot: What keeps it going.
    """

    def __init__(self, app: WatchedApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    # At the keyboard

    def types(self, text: str) -> None:
        """Types a text; a line break in it is the enter key."""
        for character in text:
            if character == "\n":
                self.presses("enter")
            else:
                self._sends(events.Key(_character_to_key(character), character))

    def presses(self, *keys: str, times: int = 1) -> None:
        """Presses keys by their names."""
        for key in keys * times:
            self._sends(events.Key(key, {"enter": "\r", "tab": "\t", "space": " "}.get(key)))

    def pastes(self, text: str) -> None:
        """Pastes a text, as a terminal does."""
        self._sends(events.Paste(text))

    def next_field(self) -> None:
        """Goes on to the next field."""
        self.presses("tab")

    def previous_field(self, times: int = 1) -> None:
        """Goes back to the field before."""
        self.presses("shift+tab", times=times)

    def clears(self) -> None:
        """Empties the line that has the cursor."""
        self.presses("end", "ctrl+u")

    def fills(self, *texts: str) -> None:
        """Fills one field after the other, from the one that has the cursor on."""
        for text in texts:
            self.types(text)
            self.next_field()

    def lists(self, *entries: str) -> None:
        """Types the entries of a list below each other and goes on to the field after it."""
        for entry in entries:
            self.types(entry)
            self.presses("enter")
        self.presses("enter")

    def chooses(self, steps: int) -> None:
        """Goes some words to the right in a choice, and on to the next field."""
        self.presses("right", times=steps)
        self.next_field()

    def _sends(self, event: events.Event) -> None:
        self.app.post_message(event)

    # Waiting

    async def rests(self) -> None:
        """Waits until every key so far has had its effect."""
        self.app.passed.clear()
        self.presses(_NOTHING)
        async with asyncio.timeout(PATIENCE):
            await self.app.passed.wait()
        await self.pilot.pause()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Waits until something holds; fails when it never does."""
        async with asyncio.timeout(PATIENCE):
            while not holds():
                await self.pilot.pause()

    async def goes_to(self, name: str) -> None:
        """Goes to a section or field by its name, wherever it is."""
        self.presses("f3")
        self.types(name)
        self.presses("enter")
        await self.rests()

    async def saves(self) -> None:
        """Saves; there is nothing left to save then."""
        self.presses("f2")
        await self.rests()  # before, what was typed last may not even be in the document
        await self.until(lambda: not self.document.is_modified)
        await self.rests()

    async def leaves(self) -> None:
        """Quits, with nothing left to save."""
        self.presses("ctrl+q")
        await self.until(lambda: self.app.return_code == 0)

    async def resizes(self, width: int, height: int) -> None:
        """Gives the terminal another size."""
        await self.pilot.resize_terminal(width, height)
        await self.rests()

    # What is seen

    @property
    def screen(self) -> Screen[Any]:
        """The screen on top."""
        return self.app.screen

    @property
    def section(self) -> SectionScreen:
        """The wizard's screen."""
        screen = self.app.section_screen
        assert screen is not None, "no draft is open"
        return screen

    @property
    def document(self) -> Document:
        """The document that is being written."""
        assert self.app.draft is not None, "no draft is open"
        return self.app.draft.document

    @property
    def field(self) -> str:
        """The path of the field, entry or record that has the cursor."""
        return format_path(self.section.form.focused_path() or ())

    @property
    def heading(self) -> str:
        """The heading of the section that is open."""
        return self.section.step.heading

    @property
    def preview(self) -> str:
        """What the preview shows."""
        return self.section.preview.visible_text()

    def reads(self, text: str) -> bool:
        """Tells whether the screen on top says a text, wherever its lines are broken."""
        return any(text in str(widget.render()) for widget in self.screen.query(Static))

    def sees(self, text: str) -> bool:
        """Tells whether a text stands on the screen, on one line."""
        rows: dict[float, list[tuple[float, str]]] = {}
        for x, y, piece in _PIECE.findall(self.app.export_screenshot()):
            rows.setdefault(float(y), []).append((float(x), html.unescape(piece)))
        lines = ("".join(piece for _, piece in sorted(row)) for row in rows.values())
        return any(text in line.replace("\xa0", " ") for line in lines)
