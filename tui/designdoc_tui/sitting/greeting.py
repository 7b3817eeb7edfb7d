"""What the author is told and asked when a draft is opened."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import TYPE_CHECKING

from designdoc_tui.document.document import CONFLICTS
from designdoc_tui.source.errors import visible

if TYPE_CHECKING:
    from designdoc_tui.desk import OpenDraft
    from designdoc_tui.desk.recovery import Recovered
    from designdoc_tui.sitting.markdown_edits import MarkdownEdits
    from designdoc_tui.sitting.read_only import ReadOnly
    from designdoc_tui.sitting.sitting import Sitting


class Greeting:
    """Tells what was found, recovered or left undecided when a draft was opened."""

    def __init__(self, sitting: Sitting, markdown: MarkdownEdits, read_only: ReadOnly) -> None:
        """Begins with nothing told.

        Args:
            sitting: The draft that is open.
            markdown: Takes in what was changed in its Markdown.
            read_only: Says that it is only read.
        """
        self._sitting = sitting
        self._markdown = markdown
        self._read_only = read_only

    def begin(self) -> None:
        """Tells what there is to know of a draft that was just opened."""
        desk = self._sitting.desk
        if desk is None:
            return
        answer: asyncio.Future[str | None] | None = None
        if desk.recovered is not None:
            # At once, so that the form below is not seen first: somebody would type into it, and
            # this screen would take what they type.
            answer = self._ask_recovered(desk, desk.recovered)
        self._sitting.app.run_worker(self._greet(desk, answer), group="greet")

    async def _greet(self, desk: OpenDraft, answer: asyncio.Future[str | None] | None) -> None:
        self._sitting.say_notes(desk)
        if desk.is_read_only:
            self._read_only.say()
        if answer is not None:
            self._decide_recovered(desk, await answer)
        if desk.draft.document.get(CONFLICTS):
            await self.ask_recorded()
        await self._markdown.settle(desk)

    def _ask_recovered(self, desk: OpenDraft, recovered: Recovered) -> asyncio.Future[str | None]:
        # Deferred, like all dialogs here: opening a draft has to be quick.
        from designdoc_screens.recover import RecoverScreen

        moment = f"({datetime.fromtimestamp(recovered.when):%Y-%m-%d %H:%M})"
        shown = RecoverScreen(desk.draft.document, recovered.saved, moment, recovered.conflicts)
        answer: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()
        self._sitting.app.push_screen(shown, answer.set_result)
        return answer

    def _decide_recovered(self, desk: OpenDraft, answer: str | None) -> None:
        if answer == "discard":
            where = visible(str(desk.discard_recovered()))
            self._sitting.say(f"Back to what is saved. What was recovered is kept in {where}.")
            self._sitting.show_top()
        else:
            desk.keep_recovered()

    async def ask_recorded(self) -> None:
        """Asks about what a merge of two branches has left undecided, if anything."""
        from designdoc_screens.conflicts import ConflictsScreen
        from designdoc_tui.merge import conflicts_of, dismiss, resolve

        draft = self._sitting.draft
        document = None if draft is None else draft.document
        if document is None or document.frozen or not (found := conflicts_of(document.values)):
            return
        asking = ConflictsScreen(
            document.template,
            document.values,
            found,
            title="Conflicts of a merge",
            text="Both branches changed these fields. Until it is decided, ours holds.",
            columns=("Ours", "Theirs"),
            so_far=self._sitting.choices,
        )
        decided = await self._sitting.ask(asking)
        chosen = decided if isinstance(decided, tuple) else ()
        for conflict, choice in zip(found, chosen, strict=False):
            if not resolve(document, conflict, choice):
                dismiss(document, conflict)
        self._sitting.show_top()
