"""Leaving the draft that is open, in whichever way that comes about: nothing typed is lost."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from designdoc_tui.source.errors import visible
from designdoc_tui.state import state_folder

if TYPE_CHECKING:
    from designdoc_tui.desk import OpenDraft
    from designdoc_tui.sitting.saving import Saving
    from designdoc_tui.sitting.sitting import Sitting

_LAST_PATIENCE: Final = 3.0
"""Seconds after which a program whose terminal has gone ends, whatever it is doing."""


class Leaving:
    """Ends the sitting."""

    def __init__(self, sitting: Sitting, saving: Saving) -> None:
        """Begins with nothing to leave.

        Args:
            sitting: The draft that is open.
            saving: Saves it.
        """
        self._sitting = sitting
        self._saving = saving

    async def may_leave(self) -> bool:
        """Puts the draft away; asks first when something is not saved.

        Returns:
            Whether that is done, and nothing that the author wants is lost by going on.
        """
        sitting = self._sitting
        sitting.keep_place()
        desk = sitting.desk
        if desk is None:
            return True
        answer: str | None = ""
        # What is only read cannot be saved; if anything is unsaved, its journal stays.
        if desk.draft.document.is_modified and not desk.is_read_only:
            from designdoc_screens.dialogs import QuitDialog

            answer = await sitting.app.push_screen_wait(QuitDialog(desk.draft.path.name))
            if answer is None or (answer == "save" and not await self._saving.save()):
                return False
        if sitting.desk is not None:  # saved elsewhere it is another
            sitting.desk.close(discard=answer == "discard")
        return True

    def close(self) -> None:
        """Lets go of the draft; what is not saved comes back at the next start."""
        if self._sitting.desk is not None:
            self._sitting.desk.close()

    # Being ended

    def listen(self) -> None:
        """Listens for being told to end."""
        if not self._sitting.app.is_headless and sys.platform != "win32":
            for number in (signal.SIGTERM, signal.SIGHUP):
                asyncio.get_running_loop().add_signal_handler(number, partial(self._end, number))

    def end_without_keyboard(self) -> None:
        """Ends as with a closed window: the signal for that was kept from the program."""
        self._end(signal.SIGHUP, "nothing can be typed any more")

    def _end(self, number: signal.Signals, why: str = "") -> None:
        """Ends because the system says so: everything typed is on the disk first."""
        if number == signal.SIGHUP:
            # Where the terminal has gone, leaving it properly may never come to an end.
            ending = threading.Timer(_LAST_PATIENCE, os._exit, (128 + number,))
            ending.daemon = True
            ending.start()
        desk = self._sitting.desk
        line = f"designdoc-tui: ended{f', for {why}' if why else f' by {number.name}'}."
        if desk is not None and desk.draft.document.is_modified and desk.flush():
            line += " What was not saved comes back at the next start."
        self._sitting.app.exit(128 + number, return_code=128 + number, message=line)

    def last_words(self, fault: BaseException | None) -> str:
        """Keeps what was typed, where the program itself has failed.

        Args:
            fault: What has happened.

        Returns:
            What to tell the author, on one line.
        """
        line = f"designdoc-tui: something went wrong inside ({type(fault).__name__})."
        desk = self._sitting.desk
        if desk is None or not desk.draft.document.is_modified:
            return line
        return line + _what_is_kept(desk)


def _what_is_kept(desk: OpenDraft) -> str:
    if desk.flush():
        return " What you had typed comes back when you open the draft again."
    # Deferred: for the day on which even the journal fails.
    from designdoc_tui.draft.rescue import rescue

    now, draft = datetime.now().astimezone(), desk.draft
    kept = rescue(draft, draft.path.parent, now) or rescue(draft, state_folder(), now)
    return "" if kept is None else f" What you had typed is in {visible(str(kept))}."
