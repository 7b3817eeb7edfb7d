"""The draft that is open: its screen, its place, and whether it is only read."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events

from designdoc_screens.preview_screen import PreviewScreen
from designdoc_screens.reasons import sentence
from designdoc_screens.section import SectionScreen
from designdoc_tui.desk import DraftHeldError, OpenDraft, open_draft
from designdoc_tui.state import Place, Places, RecentDrafts
from designdoc_tui.template.path import format_path, parse_path
from designdoc_tui.widgets.editor import TextEditor
from designdoc_tui.widgets.keys_in_turn import KeysInTurn

if TYPE_CHECKING:
    from designdoc_tui.draft.load import Draft


_BREATH = 1.0  # seconds without a key after which somebody is not typing any more
_WRITES = ("enter", "backspace")  # keys that write, and have no character that is printed
_SAID = 6.0  # seconds for which a message stays on the screen


class AtTheDesk(KeysInTurn[int]):
    """An app in which at most one draft is open.

    Attributes:
        desk: The draft that is open; `None` while there is none.
        today: Tells the day.
        saving: Held while files are written or looked at, which are not to happen at once.
    """

    def __init__(self, today: Callable[[], date]) -> None:
        """Begins with no draft.

        Args:
            today: Tells the day.
        """
        super().__init__()
        self.desk: OpenDraft | None = None
        self.today = today
        self.saving = asyncio.Lock()
        self._places = Places()
        self._recent = RecentDrafts()
        self._say_again = 0.0
        self._last_key = 0.0

    @property
    def draft(self) -> Draft | None:
        """The draft that is open."""
        return None if self.desk is None else self.desk.draft

    @property
    def section_screen(self) -> SectionScreen | None:
        """The wizard's screen, where a draft is open."""
        found = (screen for screen in self.screen_stack if isinstance(screen, SectionScreen))
        return next(found, None)

    def show_top(self) -> None:
        """Shows anew whether all is saved."""
        for screen in self.draft_screens():
            screen.show_top()

    def show_saving(self, *, under_way: bool) -> None:
        """Shows whether the draft is being saved."""
        for screen in self.draft_screens():
            screen.show_saving(under_way=under_way)

    def draft_screens(self) -> list[PreviewScreen]:
        """The screens that show the draft."""
        return [screen for screen in self.screen_stack if isinstance(screen, PreviewScreen)]

    async def on_event(self, event: events.Event) -> None:
        """Notes when somebody types into a text."""
        is_text = isinstance(event, events.Paste) or (
            isinstance(event, events.Key) and (event.is_printable or event.key in _WRITES)
        )
        if is_text and isinstance(self.focused, TextEditor):
            self._last_key = time.monotonic()
        await super().on_event(event)

    @property
    def is_typing(self) -> bool:
        """Whether somebody has typed just now: a screen that comes up would take their keys."""
        return time.monotonic() - self._last_key < _BREATH

    async def pause_in_typing(self) -> None:
        """Returns when nobody is typing."""
        while self.is_typing:
            await asyncio.sleep(_BREATH / 10)

    # Opening

    def opened(
        self,
        path: Path,
        *,
        take_over: bool = False,
        read_only: bool = False,
        draft: Draft | None = None,
    ) -> SectionScreen:
        """Opens a draft; gives its screen. `greet` follows once that is shown.

        Args:
            path: The draft, or the folder it is in.
            take_over: Whether to take it from somebody else who has it open.
            read_only: Whether to open it even so, to be looked at.
            draft: What is there, if that was read just now.

        Raises:
            DraftHeldError: Somebody else has it open.
            SourceError: It cannot be opened.
        """
        desk = open_draft(path, take_over=take_over, read_only=read_only, draft=draft)
        self.desk = desk
        draft = desk.draft
        self.remember_draft(draft.path)
        place = self._places.place_of(draft.path) or Place()
        screen = SectionScreen(
            draft.document,
            draft.path.name,
            start=parse_path(place.field or place.step),
            cursor=(place.row, place.column),
        )
        screen.look_up_files(draft.path.parent)
        return screen

    async def ask_holder(self, path: Path, error: DraftHeldError) -> SectionScreen | None:
        """Asks what to do about a draft that somebody else has open.

        Returns:
            Its screen, or nothing where it is not to be opened.
        """
        # Deferred, like all dialogs here: opening a draft has to be quick.
        from designdoc_screens.dialogs import HeldDialog

        answer = await self.push_screen_wait(HeldDialog(path.name, error.holder))
        if answer is None:
            return None
        return self.opened(path, take_over=answer == "take", read_only=answer == "read")

    def remember_draft(self, path: Path) -> None:
        """Remembers that a draft is worked on."""
        self._recent.used(path)

    # Where the author is

    def keep_place(self) -> None:
        """Remembers where the author is, if a draft is open."""
        screen, draft = self.section_screen, self.draft
        if screen is None or draft is None:
            return
        step, field, cursor = screen.place()
        self._places.remember(draft.path, Place(format_path(step), format_path(field), *cursor))

    def on_section_screen_place_changed(self) -> None:
        """Remembers where the author is, so that the next start opens there."""
        self.keep_place()

    # What is only read

    def show_read_only(self) -> None:
        """Shows that a draft is only read from now on."""
        self.say_read_only()
        if isinstance(self.focused, TextEditor):
            self.focused.read_only = True
        self.show_top()
        self.refresh_bindings()

    def say_read_only(self) -> None:
        """Says why a draft is only read; not at every key."""
        now = time.monotonic()
        if self.desk is not None and now >= self._say_again:
            self._say_again = now + _SAID
            why = sentence(self.desk.draft.document.frozen)
            self.notify(why, title="Read-only", timeout=_SAID, markup=False)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """What is only read takes no keys."""
        if isinstance(event.widget, TextEditor) and self.desk is not None:
            event.widget.read_only = self.desk.is_read_only

    def on_key(self, event: events.Key) -> None:
        """Says why nothing can be typed where a draft is only read."""
        if self.desk is None or not self.desk.is_read_only or not event.is_printable:
            return
        if isinstance(self.focused, TextEditor):
            self.say_read_only()
