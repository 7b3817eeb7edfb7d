"""What the author is asked when something else has edited the Markdown of the open draft."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

from designdoc_tui.sitting.at_the_desk import AtTheDesk
from designdoc_tui.source.errors import SourceError, visible

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from textual.screen import Screen

    from designdoc_tui.desk import OpenDraft
    from designdoc_tui.desk.markdown_outside import MarkdownEdit

Answer = TypeVar("Answer")


class TakingMarkdownIn(AtTheDesk):
    """An app that takes edits of `design.md` into the draft that it has open.

    Attributes:
        is_deciding: Whether the author is being asked about something that is on the disk.
    """

    def __init__(self, today: Callable[[], date]) -> None:
        """Begins with no draft.

        Args:
            today: Tells the day.
        """
        super().__init__(today)
        self.is_deciding = False

    async def ask(self, screen: Screen[Answer]) -> Answer | None:
        """Asks about something that is on the disk; what else happens to it waits."""
        self.is_deciding = True
        try:
            return await self.push_screen_wait(screen)
        finally:
            self.is_deciding = False

    async def markdown_changed(self, desk: OpenDraft) -> None:
        """Tells that something else has edited the Markdown, if it has.

        A screen would take the keys of somebody who is typing: that waits for the next save.

        Args:
            desk: The draft that is open.
        """
        edit = await self._look_at_markdown(desk)
        if edit is None or edit.is_left_out or desk.is_read_only:
            return
        name = visible(desk.draft.markdown_path.name)
        what = f"{name} was changed by something else. Saving shows what changed, and asks."
        self.notify(what, title="Changed on disk", timeout=10, markup=False)

    async def settle_markdown(self, desk: OpenDraft) -> bool:
        """Shows edits of the Markdown that the draft has not seen, and does as the author says.

        Args:
            desk: The draft that is open.

        Returns:
            Whether the Markdown may be replaced. Not when that was put off, or when it cannot be
            read: then `desk.markdown.problem` says why.
        """
        if desk.markdown.is_seen:
            return True
        edit = await self._look_at_markdown(desk)
        if edit is None or edit.is_left_out or desk is not self.desk or desk.is_read_only:
            return desk.markdown.is_seen
        return await self._ask_markdown(desk, edit)

    async def _look_at_markdown(self, desk: OpenDraft) -> MarkdownEdit | None:
        async with self.saving:
            try:
                edit = await asyncio.to_thread(desk.markdown.look)
            except SourceError as error:
                self.notify(
                    str(error), title="Cannot be taken in", severity="warning", timeout=12,
                    markup=False,
                )  # fmt: skip
                return None
        if edit is not None and edit.is_left_out:
            for note in edit.notes:
                self.notify(note, title="Changed on disk", timeout=10, markup=False)
        return edit

    async def _ask_markdown(self, desk: OpenDraft, edit: MarkdownEdit) -> bool:
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
            document, merged, name=name, notes=edit.notes, is_certain=edit.is_certain
        )
        answer = await self.ask(asking)
        if answer is None or desk is not self.desk:
            return False
        if answer == KEEP_MINE:
            return self._keep_mine(desk, edit)
        decided = answer if isinstance(answer, tuple) else ()
        desk.take_in_markdown(edit, as_decided(document.template, merged, decided))
        self.show_top()
        return True

    def _keep_mine(self, desk: OpenDraft, edit: MarkdownEdit) -> bool:
        name, kept = visible(desk.draft.markdown_path.name), desk.markdown.keep_mine(edit)
        if kept is None:
            what = f"What {name} holds could not be kept aside, so it is left as it is."
            self.notify(what, severity="warning", timeout=12, markup=False)
            return False
        what = f"A save writes {name} anew. What it holds now is kept in {visible(str(kept))}."
        self.notify(what, timeout=10, markup=False)
        return True
