"""What the keys of the checklist do about sections, questions and comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designdoc_screens.review_dialogs import TextDialog
from designdoc_tui.approval import (
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

if TYPE_CHECKING:
    from designdoc_screens.review import ReviewScreen
    from designdoc_screens.review_asking import Asking
    from designdoc_tui.review.people import Person


class MarkingActions:
    """Marks, answers and comments."""

    def __init__(self, screen: ReviewScreen, asking: Asking) -> None:
        """Begins with nothing done.

        Args:
            screen: The checklist.
            asking: Asks who does it.
        """
        self._screen = screen
        self._document = screen.document
        self._reviewer = screen.reviewer
        self._asking = asking

    async def mark(self) -> None:
        """Marks a section as read, answers a question, settles a comment; or takes that back."""
        item = self._screen.items.item
        if item is None:
            return
        if item.kind is ItemKind.SECTION:
            await self._mark_section(item)
        elif item.kind is ItemKind.QUESTION:
            await self._answer(item)
        elif isinstance(item.subject, Comment):
            await self._settle(item.subject)

    async def _mark_section(self, item: Item) -> None:
        steps = (step.section for step in steps_of(self._document))
        section = next((each for each in steps if each.path == item.path), None)
        person = await self._asking.me("A mark says who has read the section.")
        if section is None or person is None:
            return
        own = Marked(self._document).on(item.path)
        is_read = any(
            mark.person.is_same(person) and is_fresh(self._document, mark) for mark in own
        )
        if is_read:
            unmark(self._document, section, person)
        else:
            mark_reviewed(self._document, section, person, self._reviewer.now())

    async def _answer(self, item: Item) -> None:
        if item.state is ItemState.DONE:
            unanswer(self._document, item.path)
            return
        found = next((each for each in questions(self._document) if each.path == item.path), None)
        person = await self._asking.me("An answer says who gave it.")
        if person is None or found is None:
            return
        asking = TextDialog(
            "Answer",
            found.text or item.title,
            self._reviewer.place.kept,
            item.key,
            label="Answer",
            hint="May be empty where the document says it elsewhere.",
            text=found.answer,
            may_be_empty=True,
        )
        said = await self._screen.app.push_screen_wait(asking)
        if said is not None:
            answer(self._document, item.path, said, person, self._reviewer.now())

    async def _settle(self, comment: Comment) -> None:
        is_settled, person = comment.resolved is not None, None
        if not is_settled:
            person = await self._asking.me("It is kept who settled a comment.")
        if standing(self._document, comment) is None:
            self._say_gone()
        elif is_settled:
            reopen(self._document, comment)
        elif person is not None:
            resolve(self._document, comment, person, self._reviewer.now())

    def _say_gone(self) -> None:
        self._screen.notify("This comment is not there any more.", severity="warning", timeout=4)

    async def comment(self) -> None:
        """Comments on the section or field; on a comment, replies or settles it."""
        item = self._screen.items.item
        if item is None:
            return
        person = await self._asking.me("A comment says who made it.")
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
            title = label_of(self._document.template, item.path, self._document.values) or title
        words = words_at(self._document, item.path)
        kept = self._reviewer.place.kept
        said = await self._screen.app.push_screen_wait(CommentDialog(title, words, kept))
        if said is not None:
            about, now = said.about, self._reviewer.now()
            made = add_comment(self._document, about.path, about.quote, said.text, person, now)
            self._reviewer.place.key = comment_key(made)

    async def _talk(self, comment: Comment, person: Person) -> None:
        from designdoc_screens.review_comment import ThreadDialog

        now_there = standing(self._document, comment)
        if now_there is None:
            self._say_gone()
            return
        place = place_of(self._document, now_there)
        talking = ThreadDialog(now_there, place, self._reviewer.place.kept)
        turn = await self._screen.app.push_screen_wait(talking)
        if turn is None:
            return
        now = self._reviewer.now()
        if standing(self._document, comment) is None:  # something else has taken it away meanwhile
            self._say_gone()
            if turn.reply:
                add_comment(self._document, place.path, comment.quote, turn.reply, person, now)
            return
        if turn.reply:
            reply(self._document, comment, turn.reply, person, now)
        if turn.settles:
            resolve(self._document, comment, person, now)
        elif turn.settles is False:
            reopen(self._document, comment)
