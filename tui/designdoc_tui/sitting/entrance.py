"""What comes on the screen: a draft, a document to make one of, or the list of drafts."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, ParamSpec

from textual.screen import Screen

from designdoc_tui.desk import DraftHeldError
from designdoc_tui.draft.beside import draft_beside, is_markdown
from designdoc_tui.draft.load import resolve
from designdoc_tui.sitting.opening import PATIENCE, Reading, takes_long
from designdoc_tui.source.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from designdoc_screens.section import SectionScreen
    from designdoc_tui.sitting.greeting import Greeting
    from designdoc_tui.sitting.importing import Importing
    from designdoc_tui.sitting.reviewing import Reviewing
    from designdoc_tui.sitting.sitting import Sitting

MODE: Final = "wizard"
"""The mode of the app in which it starts; see `Entrance._begin_anew`."""

_OTHER_MODE: Final = "wizard, another draft"
_CANNOT_OPEN: Final = "This draft cannot be opened"
_UNREADABLE: Final = 2  # exit code

Given = ParamSpec("Given")


class Wanted(NamedTuple):
    """What the program was started for.

    Attributes:
        target: The draft to open, or the Markdown to make one of; `None` for the list of drafts.
        folder: The folder whose drafts are listed.
        on_review: Whether to open on the review checklist of the draft.
    """

    target: Path | None
    folder: Path
    on_review: bool


class Entrance:
    """Opens what is wanted, or says why that cannot be."""

    def __init__(
        self,
        sitting: Sitting,
        greeting: Greeting,
        reviewing: Reviewing,
        importing: Importing,
        wanted: Wanted,
    ) -> None:
        """Begins with nothing on the screen.

        Args:
            sitting: Holds the draft that is open.
            greeting: Tells what there is to know of a draft that was opened.
            reviewing: Opens the checklist.
            importing: Makes drafts of Markdown.
            wanted: What the program was started for.
        """
        self._sitting = sitting
        self._greeting = greeting
        self._reviewing = reviewing
        self._importing = importing
        self._wanted = wanted
        self._is_starting = True  # nothing is on the screen yet to go back to
        self._on_review = wanted.on_review
        self._then: Callable[[], None] = self._begin

    # The start

    def first_screen(self) -> Screen[None]:
        """What is wanted, as the bottom screen: another one below would cost a frame."""
        target = self._wanted.target
        if target is None:
            return self._home()
        draft = _draft_of(target)
        if draft != target and not os.path.lexists(draft):
            self._then = partial(self._run_beside, self._offer_import, target)
            return Screen()
        reading = Reading(draft) if takes_long(draft) else None
        if reading is not None and not reading.is_done_within(PATIENCE):
            self._then = partial(self._run_beside, self._open_when_read, reading)
            return _opening(draft)
        try:
            screen = self._sitting.open(draft, draft=None if reading is None else reading.draft())
        except DraftHeldError as error:
            self._then = partial(self._run_beside, self._ask_holder, draft, error)
            return Screen()
        except SourceError as error:
            self._then = partial(self._run_beside, self._say_problem, _CANNOT_OPEN, error)
            return Screen()
        self._is_starting = False
        return screen

    def enter(self) -> None:
        """Goes on once the first screen is there: says, or asks, what there is to."""
        self._then()

    def _begin(self) -> None:
        """Tells what there is to know of the draft; on the checklist, if that is wanted."""
        if self._on_review and self._sitting.desk is not None:  # else the list is shown first
            self._on_review = False
            self._reviewing.open()
        self._greeting.begin()

    # From the list of drafts

    def _home(self) -> Screen[None]:
        # Deferred: not needed to open a draft, and opening one has to be quick.
        from designdoc_screens.home import HomeScreen
        from designdoc_tui.draft.find import find_drafts, summary

        self._is_starting = False
        folder, recent = self._wanted.folder, self._sitting.recent_drafts
        return HomeScreen(folder, recent, find=find_drafts, summarise=summary)

    async def go_home(self) -> None:
        """Goes to the list of drafts; the draft that was open has been left."""
        self._sitting.desk = None
        await self._begin_anew(self._home)

    def open(self, path: Path) -> None:
        """Opens a draft over the list of drafts.

        Args:
            path: The draft, or the folder it is in.
        """
        if takes_long(path):
            self._sitting.app.push_screen(_opening(path))
            self._run_beside(self._open_when_read, Reading(path))
            return
        try:
            self._sitting.app.push_screen(self._sitting.open(path))
        except DraftHeldError as error:
            self._run_beside(self._ask_holder, path, error)
        except SourceError as error:
            self._run_beside(self._say_problem, _CANNOT_OPEN, error)
        else:
            self._begin()

    def open_new(self, folder: Path, title: str, change_id: str) -> None:
        """Makes a new draft and opens it.

        Args:
            folder: Where to make it.
            title: What the document is called.
            change_id: Its change id; made from the title where it is empty.
        """
        # Deferred: most starts make no draft.
        from designdoc_tui.sitting.beginning import begin_draft

        try:
            path = begin_draft(folder, title, change_id, self._sitting.today())
        except SourceError as error:
            self._run_beside(self._say_problem, "The draft could not be made", error)
        else:
            self.open(path)

    # What takes a while, or an answer

    def _run_beside(
        self, work: Callable[Given, Coroutine[None, None, None]], *given: Given.args,
        **named: Given.kwargs,
    ) -> None:  # fmt: skip
        self._sitting.app.run_worker(work(*given, **named), group="dialog")

    async def _open_when_read(self, reading: Reading) -> None:
        """Opens a draft whose reading takes long: meanwhile keys are answered."""
        try:
            screen = self._sitting.open(reading.path, draft=await reading.when_done())
        except DraftHeldError as error:
            self._leave_opening()
            await self._ask_holder(reading.path, error)
        except SourceError as error:
            self._leave_opening()
            await self._say_problem(_CANNOT_OPEN, error)
        else:
            await self._show(screen)

    def _leave_opening(self) -> None:
        """Takes away what said that a draft is being opened, if there is something below it."""
        if not self._is_starting:
            self._sitting.app.pop_screen()

    async def _ask_holder(self, path: Path, error: DraftHeldError) -> None:
        """Asks what to do about a draft that somebody else has open."""
        # Deferred, like all dialogs here: opening a draft has to be quick.
        from designdoc_screens.dialogs import HeldDialog

        app = self._sitting.app
        draft = resolve(path)
        answer = await app.push_screen_wait(HeldDialog(draft.name, error.holder))
        if answer is None:
            if self._is_starting:
                app.exit(0)
            return
        take_over, read_only = answer == "take", answer == "read"
        try:
            screen = self._sitting.open(draft, take_over=take_over, read_only=read_only)
        except SourceError as problem:
            await self._say_problem(_CANNOT_OPEN, problem)
        else:
            await self._show(screen)

    async def _offer_import(self, markdown: Path) -> None:
        """Makes a draft of Markdown, if that is wanted, and opens it."""
        try:
            draft = await self._importing.bring_in(markdown)
            if draft is None:
                self._sitting.app.exit(0)
                return
            screen = self._sitting.open(draft)
        except SourceError as error:
            await self._say_problem("This document cannot be imported", error)
        else:
            await self._show(screen)

    async def _say_problem(self, title: str, error: SourceError) -> None:
        """Says why something cannot be opened; ends where there is nothing to go back to."""
        # Deferred, as all dialogs are: the first frame of a draft does without.
        from designdoc_screens.dialogs import ProblemDialog

        app = self._sitting.app
        await app.push_screen_wait(ProblemDialog(title, [str(error)]))
        if self._is_starting:
            app.exit(_UNREADABLE, return_code=_UNREADABLE, message=str(error))

    async def _show(self, screen: SectionScreen) -> None:
        """Shows a draft that has been opened, in the place of all there is."""
        await self._begin_anew(lambda: screen)
        self._is_starting = False
        self._begin()

    async def _begin_anew(self, make: Callable[[], Screen[None]]) -> None:
        """Puts another screen in the place of all there are."""
        # A mode of its own, for Textual cannot replace the bottom screen of one.
        app = self._sitting.app
        left = app.current_mode
        entered = _OTHER_MODE if left == MODE else MODE
        app.add_mode(entered, make)
        app.switch_mode(entered)
        await app.remove_mode(left)


def _opening(path: Path) -> Screen[None]:
    # Deferred: hardly any draft is that large.
    from designdoc_screens.opening import OpeningScreen

    return OpeningScreen(resolve(path).name)


def _draft_of(target: Path) -> Path:
    """The draft that is meant by a path: that of a Markdown file stands beside it."""
    return draft_beside(target) if is_markdown(target) and target.is_file() else target
