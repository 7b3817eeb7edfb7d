"""A save that failed: tried again, or pointed elsewhere."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from designdoc_tui.sitting.watching import Watching
from designdoc_tui.source.errors import SourceError, visible

if TYPE_CHECKING:
    from designdoc_tui.desk import OpenDraft


class SavingElsewhere(Watching):
    """An app that asks what to do when a draft cannot be saved."""

    async def ask_not_saved(self, desk: OpenDraft, error: SourceError) -> str:
        """Says why a draft was not saved, and saves it elsewhere where that is wanted.

        Args:
            desk: The draft.
            error: Why it was not saved.

        Returns:
            "saved" when it is saved elsewhere, "again" to try it once more, and nothing where it
            is left unsaved.
        """
        # Deferred, like all dialogs here: opening a draft has to be quick.
        from designdoc_screens.save_elsewhere import NotSavedDialog

        await self.pause_in_typing()  # lest the keys of somebody who types on answer it
        answer = await self.push_screen_wait(NotSavedDialog(str(error), visible(desk.trouble)))
        if answer == "elsewhere":
            return "saved" if await self._save_elsewhere(desk) else ""
        return answer or ""

    async def _save_elsewhere(self, desk: OpenDraft) -> bool:
        from designdoc_screens.save_elsewhere import ElsewhereDialog
        from designdoc_tui.desk.elsewhere import Elsewhere, free_place

        folder = Path.cwd()
        place, problem = free_place(desk.draft.path, _home() or folder), ""
        while desk is self.desk:
            wanted = await self.push_screen_wait(ElsewhereDialog(place, folder, problem))
            if wanted is None:
                return False
            place = wanted
            try:
                async with self.saving:
                    saving = Elsewhere(desk, place, self.today())
                    await asyncio.to_thread(saving.write)
                    self._goes_on(saving.finish())
            except SourceError as error:
                problem = str(error)
            else:
                return True
        return False

    def _goes_on(self, desk: OpenDraft) -> None:
        """Goes on with the draft in its new place."""
        self.desk = desk
        self.remember_draft(desk.draft.path)
        self.keep_place()
        for screen in self.draft_screens():
            screen.show_file(desk.draft.path.name)
            screen.look_up_files(desk.draft.path.parent)
        said = f"Saved {visible(str(desk.draft.path))}. You go on there."
        self.notify(said, timeout=12, markup=False)
        for note in desk.notes:
            self.notify(note, severity="warning", timeout=12, markup=False)
        desk.notes.clear()


def _home() -> Path | None:
    try:
        return Path.home()
    except RuntimeError:  # nobody knows where
        return None
