"""Noticing what something else does to the files of the open draft, and taking it in."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from designdoc_tui.source.errors import visible

if TYPE_CHECKING:
    from textual.notifications import Notification

    from designdoc_tui.desk import OpenDraft, Outside
    from designdoc_tui.document import Document
    from designdoc_tui.sitting.markdown_edits import MarkdownEdits
    from designdoc_tui.sitting.read_only import ReadOnly
    from designdoc_tui.sitting.sitting import Sitting

LOOK_PAUSE: Final = 1.0
"""Seconds between two looks at the files, so that a change is noticed within two."""

_MOST_NAMED: Final = 3


class Watch:
    """Notices when something else writes the draft that is open."""

    def __init__(self, sitting: Sitting, markdown: MarkdownEdits, read_only: ReadOnly) -> None:
        """Begins with nothing noticed.

        Args:
            sitting: The draft that is open.
            markdown: Takes in what was changed in its Markdown.
            read_only: Says that it is only read from now on.
        """
        self._sitting = sitting
        self._markdown = markdown
        self._read_only = read_only
        self._put_off: tuple[OpenDraft, Outside, Document] | None = None
        self._announced: Notification | None = None

    async def look(self) -> None:
        """Looks once at what is on the disk, and sees to what has changed there."""
        sitting = self._sitting
        desk = sitting.desk
        if desk is None or sitting.is_deciding or sitting.files.locked():
            return
        async with sitting.files:
            outside = await asyncio.to_thread(desk.look)
        if desk is not sitting.desk:
            return
        if trouble := desk.new_trouble():
            why = f"What you type is not kept safe until you save: {trouble}."
            sitting.say(why, "No journal", severity="warning", stays=15)
        if desk.lost_lock():
            self._read_only.begin()
        await self._changed(desk, outside)

    async def _changed(self, desk: OpenDraft, outside: Outside) -> None:
        is_typing = self._sitting.pauses.is_typing
        if outside.theirs is not None:
            await self._take_in_or_wait(desk, outside, outside.theirs)
        elif self._put_off is not None and self._put_off[0] is desk and not is_typing:
            await self.take_in(*self._put_off)
        if outside.problem:
            what = f"{outside.problem}. What you have here is kept; saving asks first."
            self._sitting.say(what, "Changed on disk", severity="warning", stays=12)
        if outside.markdown is not None:
            await self._markdown.announce(desk)

    async def _take_in_or_wait(self, desk: OpenDraft, outside: Outside, theirs: Document) -> None:
        """Takes in what is on the disk, unless that takes a question and somebody is typing."""
        must_ask = self._sitting.pauses.is_typing and desk.draft.document.is_modified
        if must_ask and desk.merged_with(theirs).conflicts:
            self._put_off = desk, outside, theirs
            what = "You changed the same fields. You are asked as soon as you pause."
            self._announced = self._sitting.say(what, "Changed on disk", stays=8)
        else:
            await self.take_in(desk, outside, theirs)

    async def take_in(self, desk: OpenDraft, outside: Outside, theirs: Document) -> bool:
        """Brings what is on the disk together with what is here.

        Args:
            desk: The draft that is open.
            outside: What was found on the disk.
            theirs: The document there.

        Returns:
            Whether that is done; else it is not decided yet.
        """
        self._put_off = None
        if self._announced is not None:
            self._sitting.no_longer_say(self._announced)
        document, source = desk.draft.document, outside.source
        if source is None or (desk.is_read_only and document.is_modified):
            return False  # what was typed here stays to be seen; it is in the journal
        if not document.is_modified:
            self._say_taken_in(document, theirs)
            desk.take_in(source, theirs, theirs.values)
            self._sitting.show_top()
            return True
        merged = desk.merged_with(theirs)
        if merged.conflicts:
            from designdoc_screens.conflicts import ConflictsScreen
            from designdoc_tui.merge import as_decided

            count = len(merged.conflicts)
            same = "the same field" if count == 1 else f"{count} of the same fields"
            asking = ConflictsScreen(
                document.template,
                merged.values,
                merged.conflicts,
                title=f"{desk.draft.path.name} was changed by something else",
                text=f"You changed {same}. Everything else fits together.",
                so_far=self._sitting.choices,
            )
            before = desk.draft.source, document.values
            decided = await self._sitting.ask(asking)
            if not isinstance(decided, tuple) or desk.draft.source is not before[0]:
                return False
            if document.values is not before[1]:  # typed while the question came up
                return await self.take_in(desk, outside, theirs)
            desk.take_in(source, theirs, as_decided(document.template, merged, decided))
        else:
            self._say_taken_in(document, theirs)
            desk.take_in(source, theirs, merged.values)
        self._sitting.show_top()
        return True

    def _say_taken_in(self, document: Document, theirs: Document) -> None:
        from designdoc_tui.merge import differences, is_for_people

        draft = self._sitting.draft
        before = draft.saved.values if draft is not None and draft.saved else {}
        found = differences(document.template, before, theirs.values)
        labels = list(dict.fromkeys(one.label for one in found if is_for_people(one.path)))
        names = ", ".join(labels[:_MOST_NAMED])
        more = f" and {len(labels) - _MOST_NAMED} more" if len(labels) > _MOST_NAMED else ""
        if labels:
            self._sitting.say(f"Taken in: {visible(names + more)}", "Changed on disk", stays=8)
