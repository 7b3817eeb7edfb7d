"""What the keys of the checklist do about sections, questions and comments."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from textual import work

from designdoc_screens.preview_screen import PreviewScreen
from designdoc_screens.review_dialogs import PersonDialog, TextDialog
from designdoc_screens.review_list import ReviewList
from designdoc_tui.approval import (
    Checklist,
    Item,
    ItemKind,
    ItemState,
    answer,
    comment_key,
    questions,
    unanswer,
)
from designdoc_tui.markdown.steps import steps_of
from designdoc_tui.merge import label_of
from designdoc_tui.review.anchors import place_of
from designdoc_tui.review.comments import (
    Comment,
    add_comment,
    reopen,
    reply,
    resolve,
    standing,
)
from designdoc_tui.review.marks import Marked, is_fresh, mark_reviewed, unmark
from designdoc_tui.review.people import Person
from designdoc_tui.template.path import Path
from designdoc_tui.widgets.keys_in_turn import hold_keys

if TYPE_CHECKING:
    from designdoc_screens.review_place import Reviewer
    from designdoc_tui.document import Document

Made = TypeVar("Made")


class ReviewActions(PreviewScreen):
    """A screen with a checklist, of which it knows how to do what an item asks for.

    Whoever builds on it keeps the list in line with the document and says how to go places.

    Attributes:
        document: The document.
        reviewer: Who reviews.
        checklist: Every item.
        list: The items that are shown.
    """

    document: Document
    reviewer: Reviewer
    checklist: Checklist
    list: ReviewList
    is_quick: bool
    """Whether looking through the whole document takes no time worth mentioning."""

    def leave_for(self, path: Path) -> None:
        """Goes to a field."""
        raise NotImplementedError

    async def _look(self, look: Callable[[Document], Made]) -> Made:
        """Looks through the document: aside, with the keys waiting, where that takes time."""
        if self.is_quick:
            return look(self.document)
        self.notify("Looking through the document …", timeout=2)
        release = hold_keys(self.app)
        try:
            return await asyncio.to_thread(look, self.document.snapshot().document)
        finally:
            release()

    async def _me(self, why: str, *, with_address: bool = False) -> Person | None:
        """Who sits there; asked once, when nothing says so."""
        person = self.reviewer.person()
        if person is not None and (not with_address or (person.name and person.email)):
            return person
        said: Person | None = await self.app.push_screen_wait(PersonDialog(person, why))
        if said is not None:
            self.reviewer.remember(said)
        return said

    # Marks, answers, comments

    @work(exclusive=True, group="dialog")
    async def action_mark(self) -> None:
        """Marks a section as read, answers a question, settles a comment; or takes that back."""
        item = self.list.item
        if item is None:
            return
        if item.kind is ItemKind.SECTION:
            await self._mark_section(item)
        elif item.kind is ItemKind.QUESTION:
            await self._answer(item)
        elif isinstance(item.subject, Comment):
            await self._settle(item.subject)

    async def _mark_section(self, item: Item) -> None:
        steps = (step.section for step in steps_of(self.document))
        section = next((each for each in steps if each.path == item.path), None)
        person = await self._me("A mark says who has read the section.")
        if section is None or person is None:
            return
        own = Marked(self.document).on(item.path)
        is_read = any(mark.person.is_same(person) and is_fresh(self.document, mark) for mark in own)
        if is_read:
            unmark(self.document, section, person)
        else:
            mark_reviewed(self.document, section, person, self.reviewer.now())

    async def _answer(self, item: Item) -> None:
        if item.state is ItemState.DONE:
            unanswer(self.document, item.path)
            return
        found = next((each for each in questions(self.document) if each.path == item.path), None)
        person = await self._me("An answer says who gave it.")
        if person is None or found is None:
            return
        asking = TextDialog(
            "Answer",
            found.text or item.title,
            self.reviewer.place.kept,
            item.key,
            label="Answer",
            hint="May be empty where the document says it elsewhere.",
            text=found.answer,
            may_be_empty=True,
        )
        said = await self.app.push_screen_wait(asking)
        if said is not None:
            answer(self.document, item.path, said, person, self.reviewer.now())

    async def _settle(self, comment: Comment) -> None:
        is_settled, person = comment.resolved is not None, None
        if not is_settled:
            person = await self._me("It is kept who settled a comment.")
        if standing(self.document, comment) is None:
            self._say_gone()
        elif is_settled:
            reopen(self.document, comment)
        elif person is not None:
            resolve(self.document, comment, person, self.reviewer.now())

    def _say_gone(self) -> None:
        self.notify("This comment is not there any more.", severity="warning", timeout=4)

    @work(exclusive=True, group="dialog")
    async def action_comment(self) -> None:
        """Comments on the section or field; on a comment, replies or settles it."""
        item = self.list.item
        if item is None:
            return
        person = await self._me("A comment says who made it.")
        if person is None:
            return
        if isinstance(item.subject, Comment):
            await self._talk(item.subject, person)
        else:
            await self._comment(item, person)

    async def _comment(self, item: Item, person: Person) -> None:
        # Deferred: the checklist opens without.
        from designdoc_screens.review_comment import CommentDialog, words_at

        title = item.title
        if item.kind is not ItemKind.SECTION:
            title = label_of(self.document.template, item.path, self.document.values) or title
        words = words_at(self.document, item.path)
        kept = self.reviewer.place.kept
        said = await self.app.push_screen_wait(CommentDialog(title, words, kept))
        if said is not None:
            about, now = said.about, self.reviewer.now()
            made = add_comment(self.document, about.path, about.quote, said.text, person, now)
            self.reviewer.place.key = comment_key(made)

    async def _talk(self, comment: Comment, person: Person) -> None:
        from designdoc_screens.review_comment import ThreadDialog

        now_there = standing(self.document, comment)
        if now_there is None:
            self._say_gone()
            return
        place = place_of(self.document, now_there)
        talking = ThreadDialog(now_there, place, self.reviewer.place.kept)
        turn = await self.app.push_screen_wait(talking)
        if turn is None:
            return
        now = self.reviewer.now()
        if standing(self.document, comment) is None:  # something else has taken it away meanwhile
            self._say_gone()
            if turn.reply:
                add_comment(self.document, place.path, comment.quote, turn.reply, person, now)
            return
        if turn.reply:
            reply(self.document, comment, turn.reply, person, now)
        if turn.settles:
            resolve(self.document, comment, person, now)
        elif turn.settles is False:
            reopen(self.document, comment)
