"""What is needed for nearly all that is done from the checklist: who does it, and a look around."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from designdoc_screens.review_dialogs import PersonDialog
from designdoc_tui.widgets.keys_in_turn import hold_keys

if TYPE_CHECKING:
    from designdoc_screens.review import ReviewScreen
    from designdoc_tui.document import Document
    from designdoc_tui.review.people import Person

Made = TypeVar("Made")


class Asking:
    """Asks who sits there, and the document for what takes time to find out."""

    def __init__(self, screen: ReviewScreen) -> None:
        """Begins without having asked.

        Args:
            screen: The checklist.
        """
        self._screen = screen

    async def me(self, why: str, *, with_address: bool = False) -> Person | None:
        """Who sits there; asked once, when nothing says so.

        Args:
            why: What it is needed for.
            with_address: Whether name and address are both needed.

        Returns:
            Who; `None` when nobody wants to say.
        """
        reviewer = self._screen.reviewer
        person = reviewer.person()
        if person is not None and (not with_address or (person.name and person.email)):
            return person
        dialog = PersonDialog(person, why)
        said: Person | None = await self._screen.app.push_screen_wait(dialog)
        if said is not None:
            reviewer.remember(said)
        return said

    async def look(self, look: Callable[[Document], Made]) -> Made:
        """Looks through the document: aside, with the keys waiting, where that takes time.

        Args:
            look: Finds something out about a document, which it does not change.
        """
        screen = self._screen
        if screen.is_quick:
            return look(screen.document)
        screen.notify("Looking through the document …", timeout=2)
        release = hold_keys(screen.app)
        try:
            return await asyncio.to_thread(look, screen.document.snapshot().document)
        finally:
            release()
