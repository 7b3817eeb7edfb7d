"""The draft that is open: its desk, its screens, and where its author is."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Literal, TypeVar

from textual.notifications import Notification, Notify

from designdoc_screens.preview_screen import PreviewScreen
from designdoc_screens.section import SectionScreen
from designdoc_tui.desk import OpenDraft, open_draft
from designdoc_tui.sitting.pauses import Pauses
from designdoc_tui.state import Place, Places, RecentDrafts
from designdoc_tui.template.path import format_path, parse_path

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from textual.app import App
    from textual.screen import Screen

    from designdoc_tui.draft.load import Draft
    from designdoc_tui.merge import Choice, Conflict
    from designdoc_tui.state import RecentDraft

Answer = TypeVar("Answer")

Severity = Literal["information", "warning", "error"]
"""How much a message matters, as Textual has it."""


class Sitting:
    """One app in which at most one draft is open.

    Attributes:
        app: The app.
        desk: The draft that is open; `None` while there is none.
        today: Tells the day.
        files: Held while files are written or looked at, which are not to happen at once.
        is_deciding: Whether the author is being asked about something that is on the disk.
        pauses: The author's pauses in typing.
        choices: What was chosen in questions about conflicts that were put off.
    """

    def __init__(self, app: App[int], today: Callable[[], date]) -> None:
        """Begins with no draft.

        Args:
            app: The app.
            today: Tells the day.
        """
        self.app = app
        self.desk: OpenDraft | None = None
        self.today = today
        self.files = asyncio.Lock()
        self.is_deciding = False
        self.pauses = Pauses(app)
        self.choices: dict[Conflict, Choice] = {}
        self._places = Places()
        self._recent = RecentDrafts()

    @property
    def draft(self) -> Draft | None:
        """The draft that is open."""
        return None if self.desk is None else self.desk.draft

    # Its screens

    @property
    def section_screen(self) -> SectionScreen | None:
        """The wizard's screen, where a draft is open."""
        found = (each for each in self.app.screen_stack if isinstance(each, SectionScreen))
        return next(found, None)

    def draft_screens(self) -> list[PreviewScreen]:
        """The screens that show the draft."""
        return [each for each in self.app.screen_stack if isinstance(each, PreviewScreen)]

    def show_top(self) -> None:
        """Shows anew whether all is saved."""
        for screen in self.draft_screens():
            screen.show_top()

    def show_saving(self, *, under_way: bool) -> None:
        """Shows whether the draft is being saved."""
        for screen in self.draft_screens():
            screen.show_saving(under_way=under_way)

    def say(
        self, what: str, title: str = "", *, severity: Severity = "information", stays: float = 10.0
    ) -> Notification:
        """Says something beside what the author is doing; no answer is wanted.

        Args:
            what: What to say. A document's own words in it are shown as they stand.
            title: What it is about.
            severity: How much it matters.
            stays: Seconds for which it can be read.

        Returns:
            What is said, for `no_longer_say`.
        """
        said = Notification(what, title, severity, stays)
        self.app.post_message(Notify(said))
        return said

    def no_longer_say(self, said: Notification) -> None:
        """Has the next screen that comes up do without something that was said."""
        said.timeout = 0

    def say_notes(self, desk: OpenDraft) -> None:
        """Says what there is to know of a draft, once.

        Args:
            desk: The draft.
        """
        for note in desk.notes:
            self.say(note, severity="warning", stays=12)
        desk.notes.clear()

    async def ask(self, screen: Screen[Answer]) -> Answer | None:
        """Asks about something that is on the disk; what else happens to it waits.

        Args:
            screen: The question.

        Returns:
            The answer; `None` where it was put off.
        """
        self.is_deciding = True
        try:
            return await self.app.push_screen_wait(screen)
        finally:
            self.is_deciding = False

    # Coming to another draft

    def open(
        self,
        path: Path,
        *,
        take_over: bool = False,
        read_only: bool = False,
        draft: Draft | None = None,
    ) -> SectionScreen:
        """Opens a draft; gives its screen.

        Args:
            path: The draft, or the folder it is in.
            take_over: Whether to take it from somebody else who has it open.
            read_only: Whether to open it even so, to be looked at.
            draft: What is there, if that was read just now.

        Raises:
            DraftHeldError: Somebody else has it open.
            SourceError: It cannot be opened.
        """
        self.desk = open_draft(path, take_over=take_over, read_only=read_only, draft=draft)
        self.choices.clear()
        draft = self.desk.draft
        self._recent.used(draft.path)
        place = self._places.place_of(draft.path) or Place()
        screen = SectionScreen(
            draft.document,
            draft.path.name,
            start=parse_path(place.field or place.step),
            cursor=(place.row, place.column),
        )
        screen.look_up_files(draft.path.parent)
        return screen

    def go_on_with(self, desk: OpenDraft) -> None:
        """Goes on with the draft that is open in another place.

        Args:
            desk: The same document, in its new place.
        """
        self.desk = desk
        self._recent.used(desk.draft.path)
        self.keep_place()
        for screen in self.draft_screens():
            screen.show_file(desk.draft.path.name)
            screen.look_up_files(desk.draft.path.parent)

    def recent_drafts(self) -> Sequence[RecentDraft]:
        """The drafts that were used last, newest first."""
        return self._recent.all()

    # Where the author is

    def keep_place(self) -> None:
        """Remembers where the author is, so that the next start opens there."""
        screen, draft = self.section_screen, self.draft
        if screen is None or draft is None:
            return
        step, field, cursor = screen.journey.place()
        self._places.remember(draft.path, Place(format_path(step), format_path(field), *cursor))
