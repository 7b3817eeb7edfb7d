"""A save that failed: tried again, or pointed elsewhere."""

from __future__ import annotations

import asyncio
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from designdoc_tui.source.errors import SourceError, visible

if TYPE_CHECKING:
    from designdoc_tui.desk import OpenDraft
    from designdoc_tui.sitting.sitting import Sitting


class Outcome(Enum):
    """What has become of a draft that could not be saved."""

    SAVED_ELSEWHERE = auto()
    TO_BE_TRIED_AGAIN = auto()
    LEFT_UNSAVED = auto()


async def ask_about_unsaved(sitting: Sitting, desk: OpenDraft, error: SourceError) -> Outcome:
    """Says why a draft was not saved, and saves it elsewhere where that is wanted.

    Args:
        sitting: The sitting in which it is open.
        desk: The draft.
        error: Why it was not saved.

    Returns:
        What the author has decided, and what came of it.
    """
    # Deferred, like all dialogs here: opening a draft has to be quick.
    from designdoc_screens.save_elsewhere import NotSavedDialog

    await sitting.pauses.next()  # lest the keys of somebody who types on answer it
    dialog = NotSavedDialog(str(error), visible(desk.trouble))
    answer = await sitting.app.push_screen_wait(dialog)
    if answer == "again":
        return Outcome.TO_BE_TRIED_AGAIN
    if answer == "elsewhere" and await _save_elsewhere(sitting, desk):
        return Outcome.SAVED_ELSEWHERE
    return Outcome.LEFT_UNSAVED


async def _save_elsewhere(sitting: Sitting, desk: OpenDraft) -> bool:
    from designdoc_screens.save_elsewhere import ElsewhereDialog
    from designdoc_tui.desk.elsewhere import Elsewhere, free_place

    folder = Path.cwd()
    place, problem = free_place(desk.draft.path, _home() or folder), ""
    while desk is sitting.desk:
        wanted = await sitting.app.push_screen_wait(ElsewhereDialog(place, folder, problem))
        if wanted is None:
            return False
        place = wanted
        try:
            async with sitting.files:
                saving = Elsewhere(desk, place, sitting.today())
                await asyncio.to_thread(saving.write)
                _go_on(sitting, saving.finish())
        except SourceError as error:
            problem = str(error)
        else:
            return True
    return False


def _go_on(sitting: Sitting, desk: OpenDraft) -> None:
    """Goes on with the draft in its new place, and says so."""
    sitting.go_on_with(desk)
    sitting.say(f"Saved {visible(str(desk.draft.path))}. You go on there.", stays=12)
    sitting.say_notes(desk)


def _home() -> Path | None:
    try:
        return Path.home()
    except RuntimeError:  # nobody knows where
        return None
