"""The list of the checklist: however long it is, only the rows in sight are drawn."""

from __future__ import annotations

from bisect import bisect_right
from typing import ClassVar, NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from designdoc_screens.review_words import counted, look_of
from designdoc_tui.approval import Count, Item, ItemKind
from designdoc_tui.widgets.calm_scrollbar import WithCalmScrollBar

_LEAST_TITLE = 16
"""Cells of a title beside which there is room for the word."""
_ROOM_FOR_DETAIL = 24


def _does(key: str, action: str, name: str, tooltip: str, *, show: bool = True) -> Binding:
    """A key for what the screen does with the chosen item."""
    identity = f"review.{action}"
    return Binding(key, f"screen.{action}", name, id=identity, tooltip=tooltip, show=show)


class Heading(NamedTuple):
    """The row above a group."""

    kind: ItemKind
    tally: Count


class ReviewList(ScrollView, WithCalmScrollBar, can_focus=True):
    """The items, group by group; one of them is chosen.

    Attributes:
        items: The items that are shown.
        chosen: The position of the chosen one; 0 when there is none.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "review-list--heading",
        "review-list--muted",
        "review-list--error",
        "review-list--warning",
        "review-list--success",
        "review-list--chosen",
        "review-list--chosen-here",
    }
    DEFAULT_CSS = """
    ReviewList {
        background: $background;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        & > .review-list--heading { color: $text-primary; text-style: bold; }
        & > .review-list--muted { color: $foreground 60%; }
        & > .review-list--error { color: $text-error; }
        & > .review-list--warning { color: $text-warning; }
        & > .review-list--success { color: $text-success; }
        & > .review-list--chosen { background: $foreground 10%; }
        & > .review-list--chosen-here { background: $primary 45%; text-style: bold; }
        &:light > .review-list--chosen-here { background: $primary 20%; text-style: bold; }
        &:ansi > .review-list--chosen-here { background: ansi_default; text-style: reverse; }
    }
    """
    HELP = """
    ## The checklist

    Everything between the document and its approval. `j` and `k`, or the arrows, move; `n` and `p`
    go to the next and the previous open item. `enter` goes to the field of an item, and `f5` comes
    back to it.
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "Down", id="review.down", show=False),
        Binding("up,k", "move(-1)", "Up", id="review.up", show=False),
        Binding("n", "move_open(1)", "Next open", id="review.next-open", tooltip="Next open item"),
        Binding(
            "p",
            "move_open(-1)",
            "Open before",
            id="review.previous-open",
            tooltip="Open item before",
            show=False,
        ),
        _does("enter", "enter", "Go", "Go to its field"),
        _does("space", "mark", "Mark", "Read, answered, settled; or not"),
        _does("c", "comment", "Comment", "Comment, or reply to one"),
        _does("s", "sign", "Sign", "Sign off in a role"),
        _does("w", "withdraw", "Withdraw", "Take a sign-off back", show=False),
        _does("d", "changes", "Changed", "What changed since you read it"),
        _does("t", "status", "Status", "The status, and its next steps"),
        _does("f", "filter", "Filter", "All, open, mine"),
        Binding("question_mark", "app.help_here", "All keys", id="review.help", show=False),
        Binding("pagedown", "page(1)", "Page down", id="review.page-down", show=False),
        Binding("pageup", "page(-1)", "Page up", id="review.page-up", show=False),
        Binding("home,g", "go(0)", "First", id="review.first", show=False),
        Binding("end,G", "go(-1)", "Last", id="review.last", show=False),
    ]

    class Chosen(Message):
        """Another item was chosen, or the chosen one reads otherwise now."""

    class Entered(Message):
        """Somebody wants to go to the field of the chosen item."""

    def __init__(self) -> None:
        """Begins empty."""
        super().__init__()
        self.items: tuple[Item, ...] = ()
        self.chosen = 0
        self._rows: list[Heading | int | None] = []
        self._row_of: list[int] = []

    # What others call

    def show(
        self, items: list[Item], counts: dict[ItemKind, Count], key: str, index: int = 0
    ) -> None:
        """Shows other items.

        Args:
            items: The items, group by group.
            counts: How many there are in each group, those that are not shown included.
            key: The item to choose.
            index: The position to choose where that item is not among them.
        """
        self.items = tuple(items)
        self._rows, self._row_of = [], []
        kind: ItemKind | None = None
        for at, item in enumerate(self.items):
            if item.kind is not kind:
                kind = item.kind
                self._rows += [None] if self._rows else []
                self._rows.append(Heading(kind, counts[kind]))
            self._row_of.append(len(self._rows))
            self._rows.append(at)
        found = (at for at, item in enumerate(self.items) if item.key == key)
        self.chosen = next(found, max(0, min(index, len(self.items) - 1)))
        self._fit()
        self._reveal()
        self.refresh()
        self.post_message(self.Chosen())

    @property
    def item(self) -> Item | None:
        """The chosen item."""
        return self.items[self.chosen] if self.items else None

    def choose(self, index: int) -> None:
        """Chooses an item by its position, as near to it as the list reaches."""
        index = max(0, min(index, len(self.items) - 1))
        if not self.items or index == self.chosen:
            return
        before, self.chosen = self.chosen, index
        self._refresh_row(before)
        self._refresh_row(index)
        self._reveal()
        self.post_message(self.Chosen())

    def next_open(self, by: int) -> int | None:
        """The position of the next open item, or of the one before; `None` when there is none."""
        order = range(self.chosen + 1, len(self.items))
        if by < 0:
            order = range(self.chosen - 1, -1, -1)
        return next((index for index in order if self.items[index].is_open), None)

    # Keys

    def action_move(self, by: int) -> None:
        """Chooses the item below or above."""
        self.choose(self.chosen + by)

    def action_move_open(self, by: int) -> None:
        """Chooses the next open item, or the one before."""
        index = self.next_open(by)
        if index is None:
            where = "below" if by > 0 else "above"
            self.notify(f"There is no open item {where}.", timeout=2)
        else:
            self.choose(index)

    def action_page(self, by: int) -> None:
        """Chooses an item a window further."""
        if not self.items:
            return
        row = self._row_of[self.chosen] + by * max(1, self.size.height - 1)
        at = bisect_right(self._row_of, row) - 1
        self.choose(max(at, self.chosen + 1) if by > 0 else min(at, self.chosen - 1))

    def action_go(self, index: int) -> None:
        """Chooses the first or the last item."""
        self.choose(index if index >= 0 else len(self.items) - 1)

    def on_click(self, event: events.Click) -> None:
        """Chooses the item that was clicked; a second click goes to its field."""
        row = event.y + self.scroll_offset.y
        index = self._rows[row] if row < len(self._rows) else None
        if isinstance(index, int):
            self.choose(index)
            if event.chain > 1:
                self.post_message(self.Entered())

    # Drawing

    def on_resize(self) -> None:
        """Keeps the rows as wide as the list, and the chosen one in sight."""
        self._fit()
        self._reveal()

    def on_focus(self) -> None:
        """The chosen row tells that the keys go here."""
        self._refresh_row(self.chosen)

    def on_blur(self) -> None:
        """The chosen row tells that the keys go elsewhere."""
        self._refresh_row(self.chosen)

    def _fit(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._rows))

    def _reveal(self) -> None:
        if not self.items or not self.size.height:
            return
        row = self._row_of[self.chosen]
        first = self.chosen == 0 or isinstance(self._rows[row - 1], Heading)
        top = row - 1 if first else row  # with its heading
        region = Region(0, top, 1, row - top + 1)
        self.scroll_to_region(region, animate=False, force=True, immediate=True)

    def _refresh_row(self, index: int) -> None:
        if index < len(self._row_of):
            y = self._row_of[index] - self.scroll_offset.y
            self.refresh(Region(0, y, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """One row of the window."""
        width, at = self.scrollable_content_region.width, y + self.scroll_offset.y
        row = self._rows[at] if at < len(self._rows) else None
        if row is None:
            return Strip.blank(width, self.rich_style)
        segments = self._heading(row) if isinstance(row, Heading) else self._item(row, width)
        return Strip(segments).crop(0, width).extend_cell_length(width, self.rich_style)

    def _heading(self, heading: Heading) -> list[Segment]:
        count, style = heading.tally, self.rich_style
        said = f"{count.open:,} open of {count.total:,}" if count.open else f"all {count.total:,}"
        if not count.open:
            said += " done"
        return [
            Segment(f" {heading.kind.value}", style + self._colour("heading", bold=True)),
            Segment(f"  {said}", style + self._colour("muted")),
        ]

    def _item(self, index: int, width: int) -> list[Segment]:
        item, style = self.items[index], self.rich_style
        if index == self.chosen:
            name = "chosen-here" if self.has_focus else "chosen"
            style = self.get_component_rich_style(f"review-list--{name}")
        look = look_of(item)
        tone = style + self._colour(look.tone)
        word = f" {look.word} " if width - cell_len(look.word) - 6 >= _LEAST_TITLE else " "
        room = max(1, width - cell_len(word) - 3)
        title = _cut(item.title, room)
        rest = room - cell_len(title)
        detail = ""
        if item.detail and rest >= _ROOM_FOR_DETAIL:
            detail = f"  {_cut(item.detail, rest - 3)}"
        gap = " " * max(0, rest - cell_len(detail))
        quiet = style + self._colour("muted")
        said = quiet if not item.is_open and index != self.chosen else style
        return [
            Segment(f" {look.sign} ", tone),
            Segment(title, said),
            Segment(detail + gap, quiet),
            Segment(word, tone),
        ]

    def _colour(self, name: str, *, bold: bool = False) -> Style:
        """A colour, as much of what is below it mixed in as shines through."""
        found = self.get_component_rich_style(f"review-list--{name}")
        return Style(color=found.color, bold=bold or None)


def found_counts(items: tuple[Item, ...]) -> str:
    """How many of some items are open, for the line above the list."""
    open_ones = sum(item.is_open for item in items)
    if not open_ones:
        return "Nothing is open"
    return f"{counted(open_ones, 'open item')} of {len(items):,}"


def _cut(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…" if width > 1 else "…"
