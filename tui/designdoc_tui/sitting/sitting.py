"""Saving the draft that is open, and leaving it, in whichever way that comes about."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from rich.text import Text
from textual import work
from textual.constants import DRIVER
from textual.driver import Driver

from designdoc_tui.sitting.elsewhere import SavingElsewhere
from designdoc_tui.source.errors import SourceError, visible
from designdoc_tui.state import state_folder

if TYPE_CHECKING:
    from designdoc_tui.desk import OpenDraft
    from designdoc_tui.draft.save import ChangedOnDiskError

_LAST_PATIENCE = 3.0
"""Seconds after which a program whose terminal has gone ends, whatever it is doing."""


class Sitting(SavingElsewhere):
    """An app that saves the draft it has open, and loses nothing when it ends."""

    def on_mount(self) -> None:
        """Listens for being told to end."""
        if not self.is_headless and sys.platform != "win32":
            for number in (signal.SIGTERM, signal.SIGHUP):
                ending = partial(self._end_by, number)
                asyncio.get_running_loop().add_signal_handler(number, ending)

    def get_driver_class(self) -> type[Driver]:
        """What reads the keyboard and writes to the terminal."""
        if sys.platform == "win32" or DRIVER is not None:
            return super().get_driver_class()
        # Not to be had on Windows.
        from designdoc_tui.widgets.keyboard import Keyboard

        return Keyboard

    def on_keyboard_gone(self) -> None:
        """Ends as with a closed window: the signal for that was kept from the program."""
        self._end_by(signal.SIGHUP, "nothing can be typed any more")

    # Saving

    @work(group="save")
    async def action_save(self) -> None:
        """Saves the draft and its `design.md`."""
        await self.save()

    async def save(self, *, overwrite: bool = False) -> bool:
        """Saves; the draft can be edited further meanwhile.

        Args:
            overwrite: Whether to replace what something else has written.

        Returns:
            Whether it is saved.
        """
        desk, screen = self.desk, self.section_screen
        if desk is None or screen is None:
            return True
        if desk.is_read_only:
            self.say_read_only()
            return False
        if not (overwrite or await self.settle_markdown(desk)):
            return await self._say_why_not(desk)
        async with self.saving:
            self.keep_place()
            save = desk.begin_save(self.today(), overwrite=overwrite)
            try:
                self.show_saving(under_way=True)
                await asyncio.to_thread(desk.write, save)
            except SourceError as error:
                failed = error
            else:
                saved = desk.finish_save(save)
                self.show_top()
                screen.look_up_files(desk.draft.path.parent)
                self.notify(saved.message, timeout=3, markup=False)
                return True
            finally:
                self.show_saving(under_way=False)
        # Deferred, as in `OpenDraft.begin_save`.
        from designdoc_tui.draft.save import ChangedOnDiskError

        if isinstance(failed, ChangedOnDiskError):
            return await self._settle_and_save(desk, failed)
        answer = await self.ask_not_saved(desk, failed)
        return await self.save(overwrite=overwrite) if answer == "again" else answer == "saved"

    def _say_not_saved(self, why: str) -> None:
        self.notify(why, title="Not saved", severity="error", timeout=15, markup=False)

    async def _settle_and_save(self, desk: OpenDraft, error: ChangedOnDiskError) -> bool:
        """Asks about what something else has written, and saves once that is settled."""
        await self.pause_in_typing()  # lest the keys of somebody who types on answer the question
        outside = await asyncio.to_thread(desk.look_again)
        if outside.is_nothing:  # it was taken in meanwhile
            return await self.save()
        if outside.theirs is not None:
            return await self.take_in(desk, outside, outside.theirs) and await self.save()
        if error.path == str(desk.draft.markdown_path):
            desk.markdown.is_seen = False
            return await self.save()
        return await self._ask_overwrite(desk, str(error), outside.problem)

    async def _say_why_not(self, desk: OpenDraft) -> bool:
        """Says why the Markdown cannot be replaced; asks, where it cannot be taken in."""
        name = desk.draft.markdown_path.name
        if desk.markdown.problem:
            what = f"{name} was changed by something else, and cannot be taken in."
            return await self._ask_overwrite(desk, what, desk.markdown.problem)
        self._say_not_saved(visible(f"{name} was changed by something else: decide about it first"))
        return False

    async def _ask_overwrite(self, desk: OpenDraft, what: str, problem: str) -> bool:
        from designdoc_screens.dialogs import Choice, ChoiceDialog

        answer = await self.push_screen_wait(
            ChoiceDialog(
                "Changed by something else",
                what + (f"\n\n{problem}" if problem else ""),
                (Choice("", "Cancel", "c", "primary"), Choice("over", "Overwrite", "o", "error")),
                "warning",
            )
        )
        if answer == "over":
            if await asyncio.to_thread(desk.markdown.keep_aside):
                return await self.save(overwrite=True)
            name = visible(desk.draft.markdown_path.name)
            what = f"What {name} holds could not be kept aside, so it is left as it is."
        self._say_not_saved(what)
        return False

    # Leaving

    @work(group="dialog", exclusive=True)
    async def action_leave(self) -> None:
        """Quits; asks first when something is not saved."""
        from designdoc_screens.dialogs import QuitDialog

        if not isinstance(self.screen, QuitDialog) and await self.may_leave_draft():
            self.exit(0)

    async def may_leave_draft(self) -> bool:
        """Puts the draft away; asks first when something is not saved.

        Returns:
            Whether that is done, and nothing that the author wants is lost by going on.
        """
        self.keep_place()
        desk = self.desk
        if desk is None:
            return True
        answer: str | None = ""
        # What is only read cannot be saved; if anything is unsaved, its journal stays.
        if desk.draft.document.is_modified and not desk.is_read_only:
            from designdoc_screens.dialogs import QuitDialog

            answer = await self.push_screen_wait(QuitDialog(desk.draft.path.name))
            if answer is None or (answer == "save" and not await self.save()):
                return False
        if self.desk is not None:  # saved elsewhere it is another
            self.desk.close(discard=answer == "discard")
        return True

    def on_unmount(self) -> None:
        """Lets go of the draft; what is not saved comes back at the next start."""
        if self.desk is not None:
            self.desk.close()

    def _end_by(self, number: signal.Signals, why: str = "") -> None:
        """Ends because the system says so: everything typed is on the disk first."""
        if number == signal.SIGHUP:
            # Where the terminal has gone, leaving it properly may never come to an end.
            ending = threading.Timer(_LAST_PATIENCE, os._exit, (128 + number,))
            ending.daemon = True
            ending.start()
        line = f"designdoc-tui: ended{f', for {why}' if why else f' by {number.name}'}."
        if self.desk is not None and self.desk.draft.document.is_modified:
            kept = self.desk.flush()
            line += " What was not saved comes back at the next start." if kept else ""
        self.exit(128 + number, return_code=128 + number, message=line)

    def _fatal_error(self) -> None:
        """Keeps what was typed and says so in one line; Textual would print a traceback."""
        if os.environ.get("DESIGNDOC_DEBUG"):
            super()._fatal_error()
            return
        line = f"designdoc-tui: something went wrong inside ({type(self._exception).__name__})."
        if self.desk is not None and self.desk.draft.document.is_modified:
            line += self._last_words(self.desk)
        self.panic(Text(line))

    def _last_words(self, desk: OpenDraft) -> str:
        if desk.flush():
            return " What you had typed comes back when you open the draft again."
        # Deferred: for the day on which even the journal fails.
        from designdoc_tui.draft.rescue import rescue

        now, draft = datetime.now().astimezone(), desk.draft
        kept = rescue(draft, draft.path.parent, now) or rescue(draft, state_folder(), now)
        return "" if kept is None else f" What you had typed is in {visible(str(kept))}."
