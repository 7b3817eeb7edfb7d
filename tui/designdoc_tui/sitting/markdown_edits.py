"""What the author is asked when something else has edited the Markdown of the open draft."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from designdoc_tui.source.errors import SourceError, visible

if TYPE_CHECKING:
    from designdoc_tui.desk import OpenDraft
    from designdoc_tui.desk.markdown_outside import MarkdownEdit
    from designdoc_tui.sitting.sitting import Sitting


class MarkdownEdits:
    """Edits of `design.md` that something else has made, on their way into the open draft."""

    def __init__(self, sitting: Sitting) -> None:
        """Begins with none.

        Args:
            sitting: The draft that is open.
        """
        self._sitting = sitting

    async def announce(self, desk: OpenDraft) -> None:
        """Tells that something else has edited the Markdown, if it has.

        A screen would take the keys of somebody who is typing: that waits for the next save.

        Args:
            desk: The draft that is open.
        """
        edit = await self._look(desk)
        if edit is None or edit.is_left_out or desk.is_read_only:
            return
        name = visible(desk.draft.markdown_path.name)
        what = f"{name} was changed by something else. Saving shows what changed, and asks."
        self._sitting.say(what, "Changed on disk")

    async def settle(self, desk: OpenDraft) -> bool:
        """Shows edits of the Markdown that the draft has not seen, and does as the author says.

        Args:
            desk: The draft that is open.

        Returns:
            Whether the Markdown may be replaced. Not when that was put off, or when it cannot be
            read: then `desk.markdown.problem` says why.
        """
        if desk.markdown.is_seen:
            return True
        edit = await self._look(desk)
        if edit is None or edit.is_left_out or desk is not self._sitting.desk or desk.is_read_only:
            return desk.markdown.is_seen
        return await self._ask(desk, edit)

    async def _look(self, desk: OpenDraft) -> MarkdownEdit | None:
        async with self._sitting.files:
            try:
                edit = await asyncio.to_thread(desk.markdown.look)
            except SourceError as error:
                what, title = str(error), "Cannot be taken in"
                self._sitting.say(what, title, severity="warning", stays=12)
                return None
        if edit is not None and edit.is_left_out:
            for note in edit.notes:
                self._sitting.say(note, "Changed on disk")
        return edit

    async def _ask(self, desk: OpenDraft, edit: MarkdownEdit) -> bool:
        # Deferred, like all dialogs here: opening a draft has to be quick.
        from designdoc_screens.markdown_edits import KEEP_MINE, MarkdownEditsScreen
        from designdoc_tui.document import Document
        from designdoc_tui.merge import as_decided

        document = desk.draft.document
        merged = edit.merged_into(document)
        if not merged.conflicts and Document(document.template, merged.values) == document:
            desk.markdown.decided(edit)  # the draft says so already
            return True
        name = desk.draft.markdown_path.name
        asking = MarkdownEditsScreen(
            document,
            merged,
            name=name,
            notes=edit.notes,
            is_certain=edit.is_certain,
            so_far=self._sitting.choices,
        )
        answer = await self._sitting.ask(asking)
        if answer is None or desk is not self._sitting.desk:
            return False
        if answer == KEEP_MINE:
            return self._keep_mine(desk, edit)
        decided = answer if isinstance(answer, tuple) else ()
        desk.take_in_markdown(edit, as_decided(document.template, merged, decided))
        self._sitting.show_top()
        return True

    def _keep_mine(self, desk: OpenDraft, edit: MarkdownEdit) -> bool:
        name, kept = visible(desk.draft.markdown_path.name), desk.markdown.keep_mine(edit)
        if kept is None:
            what = f"What {name} holds could not be kept aside, so it is left as it is."
            self._sitting.say(what, severity="warning", stays=12)
            return False
        what = f"A save writes {name} anew. What it holds now is kept in {visible(str(kept))}."
        self._sitting.say(what)
        return True
