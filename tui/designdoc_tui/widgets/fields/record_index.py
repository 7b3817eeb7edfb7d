"""The index of records: however many there are, only the lines in sight are drawn."""

from __future__ import annotations

from typing import ClassVar, Protocol

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

_TALLEST_INDEX = 8
"""How many lines of the index are shown at once; it scrolls beyond that."""


class Indexed(Protocol):
    """What an index shows."""

    @property
    def open_index(self) -> int:
        """The line that is open; the number of records for the line that adds one."""

    @property
    def noun(self) -> str:
        """What one record is called."""

    def count(self) -> int:
        """How many records there are."""

    def title_of(self, index: int) -> str:
        """What the line of a record says."""


class RecordIndex(ScrollView, can_focus=True):
    """A line for each record and one to add another; drawn, not mounted."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "record-index--open",
        "record-index--number",
        "record-index--add",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "Record above", id="record.above", show=False),
        Binding("down", "step(1)", "Record below", id="record.below", show=False),
        Binding("home", "go(0)", "First record", id="record.first", show=False),
        Binding("end", "go(-1)", "Last record", id="record.last", show=False),
        Binding("enter", "enter", "Open", id="record.open", show=False),
    ]
    HELP = "`up` and `down` choose a record, `enter` goes into it. The last line adds one."

    class Chosen(Message):
        """Another line was chosen; `enter` tells whether to go into it."""

        def __init__(self, index: int, *, enter: bool) -> None:
            super().__init__()
            self.index = index
            self.enter = enter

    def __init__(self, owner: Indexed) -> None:
        """Makes the index of some records."""
        super().__init__()
        self._owner = owner
        self._titles: dict[int, str] = {}

    def on_mount(self) -> None:
        """Takes the height that the records need."""
        self.show()

    def show(self) -> None:
        """Draws the records as they are now."""
        lines = self._owner.count() + 1
        self.styles.height = min(lines, _TALLEST_INDEX)
        self.virtual_size = Size(0, lines)  # never scrolled sideways, whatever its width
        line = self._owner.open_index
        self.scroll_to_region(Region(0, line, 1, 1), animate=False, force=True)
        self.refresh()

    def show_title(self, index: object) -> None:
        """Draws one line anew, where it says something else than it did.

        Args:
            index: The record whose text changed.
        """
        if isinstance(index, int) and self._titles.get(index) != self._owner.title_of(index):
            self.refresh(Region(0, index - self.scroll_offset.y, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """One line of the index."""
        index = y + self.scroll_offset.y
        width = self.size.width
        count = self._owner.count()
        if index > count:
            return Strip.blank(width, self.rich_style)
        style = self.rich_style
        is_open = index == self._owner.open_index
        if is_open:
            style = self.get_component_rich_style("record-index--open")
        # A quiet colour cannot be read on the one of the line that has the cursor.
        is_quiet = not (is_open and self.has_focus)
        if index == count:
            style += self._colour_of("record-index--add") if is_quiet else Style()
            segments = [Segment(f" + add {self._owner.noun}", style)]
        else:
            number = style + self._colour_of("record-index--number") if is_quiet else style
            self._titles[index] = self._owner.title_of(index)
            segments = [
                Segment(f" {index + 1:>{len(str(count))}} ", number),
                Segment(self._titles[index], style),
            ]
        return Strip(segments).crop(0, width).extend_cell_length(width, style)

    def _colour_of(self, component: str) -> Style:
        """A colour, as much of what is below it mixed in as shines through."""
        return Style(color=self.get_component_rich_style(component).color)

    def action_step(self, by: int) -> None:
        """Chooses the line above or below; out of the index at its ends."""
        index = self._owner.open_index + by
        if index < 0:
            self.screen.focus_previous()
        elif index <= self._owner.count():
            self.post_message(self.Chosen(index, enter=False))
        else:
            self.screen.focus_next()

    def action_go(self, index: int) -> None:
        """Chooses the first or the last record."""
        last = max(0, self._owner.count() - 1)
        self.post_message(self.Chosen(last if index < 0 else index, enter=False))

    def action_enter(self) -> None:
        """Goes into the record, or adds one."""
        self.post_message(self.Chosen(self._owner.open_index, enter=True))

    def on_click(self, event: events.Click) -> None:
        """Chooses the line that was clicked."""
        index = event.y + self.scroll_offset.y
        if index <= self._owner.count():
            self.post_message(self.Chosen(index, enter=index == self._owner.count()))
