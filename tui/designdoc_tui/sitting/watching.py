"""What the author is told: what was recovered, and what something else did to the files."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import TYPE_CHECKING

from textual import work

from designdoc_tui.sitting.markdown_edits import TakingMarkdownIn
from designdoc_tui.source.errors import visible

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from designdoc_tui.desk import OpenDraft, Outside
    from designdoc_tui.desk.recovery import Recovered
    from designdoc_tui.document import Document

LOOK_PAUSE = 1.0
"""Seconds between two looks at the files, so that a change is noticed within two."""

_MOST_NAMED = 3
_RECORDED = "review.conflicts"


class Watching(TakingMarkdownIn):
    """An app that notices when something else writes the draft it has open."""

    def __init__(self, today: Callable[[], date]) -> None:
        """Begins with no draft.

        Args:
            today: Tells the day.
        """
        super().__init__(today)
        self._put_off: tuple[OpenDraft, Outside, Document] | None = None

    def on_mount(self) -> None:
        """Looks at the files now and then."""
        self.set_interval(LOOK_PAUSE, self._look)

    def greet(self) -> None:
        """Tells what there is to know of a draft that was just opened."""
        desk = self.desk
        if desk is None:
            return
        answer: asyncio.Future[str | None] | None = None
        if desk.recovered is not None:
            # At once, so that the form below is not seen first: somebody would type into it, and
            # this screen would take what they type.
            answer = self._ask_recovered(desk, desk.recovered)
        self._greet(desk, answer)

    @work(group="greet")
    async def _greet(self, desk: OpenDraft, answer: asyncio.Future[str | None] | None) -> None:
        for note in desk.notes:
            self.notify(note, severity="warning", timeout=12, markup=False)
        desk.notes.clear()
        if desk.is_read_only:
            self.say_read_only()
        if answer is not None:
            self._decide_recovered(desk, await answer)
        if desk.draft.document.get(_RECORDED):
            await self._ask_recorded()
        await self.settle_markdown(desk)

    def _ask_recovered(self, desk: OpenDraft, recovered: Recovered) -> asyncio.Future[str | None]:
        # Deferred, like all dialogs here: opening a draft has to be quick.
        from designdoc_screens.recover import RecoverScreen

        moment = f"({datetime.fromtimestamp(recovered.when):%Y-%m-%d %H:%M})"
        shown = RecoverScreen(desk.draft.document, recovered.saved, moment, recovered.conflicts)
        answer: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()
        self.push_screen(shown, answer.set_result)
        return answer

    def _decide_recovered(self, desk: OpenDraft, answer: str | None) -> None:
        if answer == "discard":
            aside = desk.discard_recovered()
            where = visible(str(aside))
            what = f"Back to what is saved. What was recovered is kept in {where}."
            self.notify(what, markup=False)
            self.show_top()
        else:
            desk.keep_recovered()

    @work(group="greet")
    async def action_resolve(self) -> None:
        """Decides what a merge of two branches has left undecided."""
        await self._ask_recorded()

    async def _ask_recorded(self) -> None:
        from designdoc_screens.conflicts import ConflictsScreen
        from designdoc_tui.merge import conflicts_of, dismiss, resolve

        document = self.draft.document if self.draft is not None else None
        if document is None or document.frozen or not (found := conflicts_of(document.values)):
            return
        asking = ConflictsScreen(
            document.template,
            document.values,
            found,
            title="Conflicts of a merge",
            text="Both branches changed these fields. Until it is decided, ours holds.",
            columns=("Ours", "Theirs"),
        )
        decided = await self.ask(asking)
        chosen = decided if isinstance(decided, tuple) else ()
        for conflict, choice in zip(found, chosen, strict=False):
            if not resolve(document, conflict, choice):
                dismiss(document, conflict)
        self.show_top()

    # The files

    @work(group="watch")
    async def _look(self) -> None:
        desk = self.desk
        if desk is None or self.is_deciding or self.saving.locked():
            return
        async with self.saving:
            outside = await asyncio.to_thread(desk.look)
        if desk is not self.desk:
            return
        if trouble := desk.new_trouble():
            why = f"What you type is not kept safe until you save: {trouble}."
            self.notify(why, title="No journal", severity="warning", timeout=15, markup=False)
        if desk.lost_lock():
            self.show_read_only()
        await self._changed_outside(desk, outside)

    async def _changed_outside(self, desk: OpenDraft, outside: Outside) -> None:
        if outside.theirs is not None:
            await self._take_in_or_wait(desk, outside, outside.theirs)
        elif self._put_off is not None and self._put_off[0] is desk and not self.is_typing:
            await self.take_in(*self._put_off)
        if outside.problem:
            what = f"{outside.problem}. What you have here is kept; saving asks first."
            self.notify(what, title="Changed on disk", severity="warning", timeout=12, markup=False)
        if outside.markdown is not None:
            await self.markdown_changed(desk)

    async def _take_in_or_wait(self, desk: OpenDraft, outside: Outside, theirs: Document) -> None:
        """Takes in what is on the disk, unless that takes a question and somebody is typing.

        The question would take their keys, and be answered unread.
        """
        must_ask = self.is_typing and desk.draft.document.is_modified
        if must_ask and desk.merged_with(theirs).conflicts:
            self._put_off = desk, outside, theirs
            what = "You changed the same fields. You are asked as soon as you pause."
            self.notify(what, title="Changed on disk", timeout=8, markup=False)
        else:
            await self.take_in(desk, outside, theirs)

    async def take_in(self, desk: OpenDraft, outside: Outside, theirs: Document) -> bool:
        """Brings what is on the disk together with what is here; tells whether that is done."""
        self._put_off = None
        document, source = desk.draft.document, outside.source
        if source is None or (desk.is_read_only and document.is_modified):
            return False  # what was typed here stays to be seen; it is in the journal
        if not document.is_modified:
            self._say_taken_in(document, theirs)
            desk.take_in(source, theirs, theirs.values)
            self.show_top()
            return True
        merged = desk.merged_with(theirs)
        if merged.conflicts:
            from designdoc_screens.conflicts import ConflictsScreen
            from designdoc_tui.merge import as_decided

            count = len(merged.conflicts)
            asking = ConflictsScreen(
                document.template,
                merged.values,
                merged.conflicts,
                title=f"{desk.draft.path.name} was changed by something else",
                text=f"You changed {count} of the same fields. Everything else fits together.",
            )
            before = desk.draft.source, document.values
            decided = await self.ask(asking)
            if not isinstance(decided, tuple) or desk.draft.source is not before[0]:
                return False
            if document.values is not before[1]:  # typed while the question came up
                return await self.take_in(desk, outside, theirs)
            desk.take_in(source, theirs, as_decided(document.template, merged, decided))
        else:
            self._say_taken_in(document, theirs)
            desk.take_in(source, theirs, merged.values)
        self.show_top()
        return True

    def _say_taken_in(self, document: Document, theirs: Document) -> None:
        from designdoc_tui.merge import differences

        before = self.draft.saved.values if self.draft is not None and self.draft.saved else {}
        labels = [one.label for one in differences(document.template, before, theirs.values)]
        names = ", ".join(labels[:_MOST_NAMED])
        more = f" and {len(labels) - _MOST_NAMED} more" if len(labels) > _MOST_NAMED else ""
        if labels:
            what = visible(f"{names}{more}")
            self.notify(f"Taken in: {what}", title="Changed on disk", timeout=8, markup=False)
