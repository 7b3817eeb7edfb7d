"""The review checklist: everything between a draft and its approval, with the text beside it."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from designdoc_screens.review_asking import Asking
from designdoc_screens.review_detail import detail_of
from designdoc_screens.review_list import ReviewList, found_counts
from designdoc_screens.review_marking import MarkingActions
from designdoc_screens.review_signing import SigningActions
from designdoc_screens.rooms import RoomsScreen, View
from designdoc_screens.top_line import line_of
from designdoc_tui.approval import Checklist, Filter, ItemKind, checklist
from designdoc_tui.approval.gates import AUTHOR_MAY_SIGN
from designdoc_tui.checks import Checker
from designdoc_tui.checks.surroundings import BesideUnsaved
from designdoc_tui.markdown.live import LivePassages
from designdoc_tui.template.path import Path, format_path
from designdoc_tui.template.reserved import REVIEW
from designdoc_tui.widgets.key_bar import KeyBar
from designdoc_tui.widgets.line import Line

if TYPE_CHECKING:
    from designdoc_screens.review_place import Reviewer
    from designdoc_tui.document import Document
    from designdoc_tui.document.changes import Change

_FEW_PASSAGES: Final = 300
"""Up to so many passages looking through all of them is quick, for all that is known yet."""
_QUICK_SECONDS: Final = 0.03
_PAUSE: Final = 0.1
"""Seconds before a large document is looked through again."""
_MARKED: Final = (ItemKind.SECTION, ItemKind.QUESTION, ItemKind.COMMENT)


class ReviewScreen(RoomsScreen):
    """Findings, sections to read, questions, comments and sign-offs of one draft.

    Attributes:
        document: The document.
        reviewer: Who reviews.
        checklist: Every item, as far as they are known.
        items: The items that are shown.
        is_quick: Whether looking through the whole document takes no time worth mentioning.
    """

    ROOM_FOR_BOTH = 100
    CSS_PATH = "review.tcss"
    AUTO_FOCUS = "ReviewList"
    HELP_TOPIC = "review"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-short"), (30, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3,ctrl+g", "go_to", "Go to", id="review.go-to", show=False),
        Binding("f5,escape", "leave", "Back", id="review.leave", tooltip="Back to the field"),
        Binding("f6", "next_view", "View", id="review.view", tooltip="List, both, preview"),
    ]

    class Left(Message):
        """Somebody goes back to the form.

        Attributes:
            path: The field to go to; `None` for the one that was left.
        """

        def __init__(self, path: Path | None = None) -> None:
            super().__init__()
            self.path = path

    def __init__(self, document: Document, reviewer: Reviewer) -> None:
        """Makes the checklist of a draft.

        Args:
            document: The document.
            reviewer: Who reviews, and where they were.
        """
        super().__init__()
        self.document = document
        self.reviewer = reviewer
        self.checklist = Checklist()
        self.items = ReviewList()
        asking = Asking(self)
        self._marking = MarkingActions(self, asking)
        self._signing = SigningActions(self, asking)
        self._passages = LivePassages(document)
        self.is_quick = len(self._passages) <= _FEW_PASSAGES
        self._checker = Checker(document.template)
        self._is_known = False
        self._is_due = False
        self._is_saving = False
        self._top = Line(id="top")
        self._summary = Line(id="summary")
        self._detail = Static(id="detail", markup=False)

    # Layout

    def compose(self) -> ComposeResult:
        """Top line; the list with its detail, and the preview; keys."""
        self.show_view()
        yield self._top
        with Horizontal(id="rooms"):
            with Vertical(id="items"):
                yield self._summary
                yield self.items
                yield self._detail
            yield self.preview
        yield self.search_line
        yield KeyBar()

    def on_mount(self) -> None:
        """Begins where the reviewer left."""
        self._unsubscribe = self.document.subscribe(self._follow)
        self.preview.show(self._passages)
        self.show_top()
        self._show_summary()
        place = self.reviewer.place
        if place.made_of is not None and not self.is_quick:
            self._show(place.checklist)  # as it was; what has changed since follows
        if place.made_of is not self.document.values or self.is_quick:
            self._remake()

    def on_unmount(self) -> None:
        """Stops listening."""
        self._unsubscribe()

    def on_resize(self) -> None:
        """What fits changes with the width."""
        self.show_view()
        self.show_top()

    def show_view(self) -> None:
        """Shows what there is room for."""
        view = self.fitting()
        self.set_class(view is View.WORK, "-list-only")
        self.set_class(view is View.PREVIEW, "-preview-only")
        self.preview.display = view is not View.WORK

    def focus_work(self) -> None:
        """Goes back to the list."""
        self.items.focus()

    # What is shown

    def show_top(self) -> None:
        """Shows the title, and whether all is saved."""
        self._top.show(
            line_of(
                self.document,
                "Review",
                self.reviewer.file_name,
                width=self.columns,
                is_saving=self._is_saving,
            )
        )

    def show_saving(self, *, under_way: bool) -> None:
        """Shows whether the draft is being saved."""
        has_ended = self._is_saving and not under_way
        self._is_saving = under_way
        self.show_top()
        if has_ended:
            self._remake_soon()  # what is beside the draft was written too

    def _show_summary(self) -> None:
        which = self.reviewer.place.which
        if not self._is_known:
            said = "Looking through the document …"
        elif self.items.items or which is Filter.ALL:
            said = found_counts(self.checklist.items)
        else:
            said = "Nothing is open" if which is Filter.OPEN else "Nothing here is yours"
        words = [
            Content.styled(f" {each.value} ", "reverse" if each is which else "$foreground 60%")
            for each in Filter
        ]
        self._summary.show(Content.assemble(f" {said}  ", *words))

    def _follow(self, change: Change) -> None:
        """Brings everything in line with an edit."""
        index = self._passages.after(change)
        if index is None:
            self.preview.passages_changed()
        else:
            self.preview.passage_changed(index)
        self.show_top()
        self._remake_soon()

    def _remake_soon(self) -> None:
        if not self._is_due:
            self._is_due = True  # several changes are one step
            self.call_later(self._remake)

    def _remake(self) -> None:
        """Makes the list anew: at once where that is quick, else aside."""
        self._is_due = False
        if not self.is_quick:
            self._remake_aside()
            return
        start = time.process_time()
        made = self._made(self.document, self._checker)
        self.is_quick = time.process_time() - start < _QUICK_SECONDS or not self._is_known
        self._keep(made, self.document)

    @work(exclusive=True, group="checklist")
    async def _remake_aside(self) -> None:
        await asyncio.sleep(_PAUSE)  # of several edits in a row, the last one counts
        document = self.document.snapshot().document
        made = await asyncio.to_thread(self._made, document, Checker(document.template))
        if self.is_mounted:
            self._keep(made, document)

    def _made(self, document: Document, checker: Checker) -> Checklist:
        files = self.reviewer.surroundings
        if files is not None and self.document.is_modified:
            files = BesideUnsaved(files)
        return checklist(
            document,
            today=self.reviewer.now().date(),
            me=self.reviewer.person(),
            surroundings=files,
            checker=checker,
        )

    def _keep(self, made: Checklist, document: Document) -> None:
        place = self.reviewer.place
        place.checklist, place.made_of = made, document.values
        self._show(made)

    def _show(self, made: Checklist) -> None:
        self.checklist = made
        self._is_known = True
        place = self.reviewer.place
        shown = made.shown(place.which, self.reviewer.person())
        self.items.show(shown, made.counts(), place.key, place.index)
        self._show_summary()

    def on_review_list_chosen(self) -> None:
        """Shows the passage of the item, and what there is to say about it."""
        item, place = self.items.item, self.reviewer.place
        if item is not None:
            place.key, place.index = item.key, self.items.chosen
        path = item.path if item is not None and _has_field(item.path) else ()
        self.preview.follow(format_path(path))
        self._detail.update(detail_of(self.document, item))
        self.refresh_bindings()

    # Going places

    def go_to(self, path: Path) -> None:
        """Goes to a field; what has none is asked for here."""
        if path == AUTHOR_MAY_SIGN:
            self._ask_why_author_may_sign()
        elif _has_field(path):
            self.post_message(self.Left(path))
        else:
            where = format_path(path)
            self.notify(f"There is no field for this: it stands under {where} in the draft.")

    def action_leave(self) -> None:
        """Back to the field that was left."""
        self.post_message(self.Left())

    def action_enter(self) -> None:
        """To the field of the chosen item."""
        if self.items.item is not None:
            self.go_to(self.items.item.path)

    def on_review_list_entered(self) -> None:
        """To the field of the item that was clicked twice."""
        self.action_enter()

    # Keys

    @work(exclusive=True, group="dialog")
    async def action_mark(self) -> None:
        """Marks a section as read, answers a question, settles a comment; or takes that back."""
        await self._marking.mark()

    @work(exclusive=True, group="dialog")
    async def action_comment(self) -> None:
        """Comments on the section or field; on a comment, replies or settles it."""
        await self._marking.comment()

    @work(exclusive=True, group="dialog")
    async def action_sign(self) -> None:
        """Signs the chosen role; elsewhere in the list, asks for the role."""
        await self._signing.sign()

    @work(exclusive=True, group="dialog")
    async def action_withdraw(self) -> None:
        """Takes a sign-off back, with a reason."""
        await self._signing.withdraw()

    @work(exclusive=True, group="dialog")
    async def _ask_why_author_may_sign(self) -> None:
        await self._signing.ask_why_author_may_sign()

    @work(exclusive=True, group="dialog")
    async def action_changes(self) -> None:
        """Shows what changed: since the chosen section was read, or the document was signed."""
        await self._signing.show_changes()

    @work(exclusive=True, group="dialog")
    async def action_status(self) -> None:
        """Shows the status, what could come next, and what stands in its way."""
        await self._signing.show_status()

    def action_filter(self) -> None:
        """All items, those that are open, those that are mine."""
        order = list(Filter)
        place = self.reviewer.place
        place.which = order[(order.index(place.which) + 1) % len(order)]
        self._show(self.checklist)

    def show_undone(self, change: Change) -> None:
        """Says where an edit was that was taken back."""
        self.say_where("Taken back", change)

    def show_redone(self, change: Change) -> None:
        """Says where an edit was that was made again."""
        self.say_where("Done again", change)

    def can_do(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Greys what cannot be done here."""
        item = self.items.item
        if action == "mark":
            return True if item is not None and item.kind in _MARKED else None
        if action == "comment":
            can = item is not None and (item.kind is ItemKind.COMMENT or _has_field(item.path))
            return True if can else None
        if action == "enter":
            return True if item is not None else None
        if action == "withdraw":
            return True if self._signing.signed() is not None else None
        return super().can_do(action, parameters)


def _has_field(path: Path) -> bool:
    return path[:1] != (REVIEW,)
