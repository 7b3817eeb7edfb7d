"""Saving the draft that is open, whatever stands in the way."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from designdoc_tui.sitting.elsewhere import Outcome, ask_about_unsaved
from designdoc_tui.source.errors import SourceError, visible

if TYPE_CHECKING:
    from designdoc_tui.desk import OpenDraft
    from designdoc_tui.draft.save import ChangedOnDiskError
    from designdoc_tui.sitting.markdown_edits import MarkdownEdits
    from designdoc_tui.sitting.read_only import ReadOnly
    from designdoc_tui.sitting.sitting import Sitting
    from designdoc_tui.sitting.watch import Watch


class Saving:
    """Saves the draft that is open, and asks where that cannot be done just so."""

    def __init__(
        self, sitting: Sitting, watch: Watch, markdown: MarkdownEdits, read_only: ReadOnly
    ) -> None:
        """Begins with nothing to save.

        Args:
            sitting: The draft that is open.
            watch: Takes in what something else has written.
            markdown: Takes in what was changed in its Markdown.
            read_only: Says why a draft is only read.
        """
        self._sitting = sitting
        self._watch = watch
        self._markdown = markdown
        self._read_only = read_only

    async def save(self, *, overwrite: bool = False) -> bool:
        """Saves the draft and its `design.md`; the draft can be edited further meanwhile.

        Args:
            overwrite: Whether to replace what something else has written.

        Returns:
            Whether it is saved.
        """
        sitting = self._sitting
        desk, screen = sitting.desk, sitting.section_screen
        if desk is None or screen is None:
            return True
        if desk.is_read_only:
            self._read_only.say()
            return False
        if not (overwrite or await self._markdown.settle(desk)):
            return await self._say_why_not(desk)
        async with sitting.files:
            sitting.keep_place()
            save = desk.begin_save(sitting.today(), overwrite=overwrite)
            try:
                sitting.show_saving(under_way=True)
                await asyncio.to_thread(desk.write, save)
            except SourceError as error:
                failed = error
            else:
                saved = desk.finish_save(save)
                sitting.show_top()
                screen.look_up_files(desk.draft.path.parent)
                sitting.say(saved.message, stays=3)
                return True
            finally:
                sitting.show_saving(under_way=False)
        # Deferred, as in `OpenDraft.begin_save`.
        from designdoc_tui.draft.save import ChangedOnDiskError

        if isinstance(failed, ChangedOnDiskError):
            return await self._settle_and_save(desk, failed)
        outcome = await ask_about_unsaved(sitting, desk, failed)
        if outcome is Outcome.TO_BE_TRIED_AGAIN:
            return await self.save(overwrite=overwrite)
        return outcome is Outcome.SAVED_ELSEWHERE

    def _say_not_saved(self, why: str) -> None:
        self._sitting.say(why, "Not saved", severity="error", stays=15)

    async def _settle_and_save(self, desk: OpenDraft, error: ChangedOnDiskError) -> bool:
        """Asks about what something else has written, and saves once that is settled."""
        await self._sitting.pauses.next()
        outside = await asyncio.to_thread(desk.look_again)
        if outside.is_nothing:  # it was taken in meanwhile
            return await self.save()
        if outside.theirs is not None:
            return await self._watch.take_in(desk, outside, outside.theirs) and await self.save()
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

        answer = await self._sitting.app.push_screen_wait(
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
