"""A list of texts: goals, steps, people."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from designdoc_tui.document.changes import Change, Edit
from designdoc_tui.template.kinds.items import Items
from designdoc_tui.template.path import Path
from designdoc_tui.widgets.box import Box, Row
from designdoc_tui.widgets.editor import TextEditor
from designdoc_tui.widgets.fields.base import GROWING, Cursor, FieldWidget
from designdoc_tui.widgets.keys_in_turn import hold_keys, passed
from designdoc_tui.widgets.line import Line

_WINDOW = 40
"""How many rows there are widgets for; a longer list is shown in part, around the cursor."""


class ItemRow(Row):
    """One item: its label or number, and its text.

    The row below the last item is blank; what is typed there becomes an item.

    Attributes:
        index: The item's position in the list.
    """

    def __init__(self, owner: ItemsField, index: int) -> None:
        """Makes the row of one item."""
        super().__init__(classes="item-row")
        self._owner = owner
        self.index = index
        self.editor = TextEditor(
            owner.item_text(index),
            self._send,
            one_line=True,
            placeholder=owner.item_placeholder(index),
            on_enter=self._enter,
            on_erase=self._erase,
        )

    @property
    def path(self) -> Path:
        """Where the item stands."""
        return (*self._owner.path, self.index)

    def compose(self) -> ComposeResult:
        """The label and the editor."""
        yield Static(self._owner.item_label(self.index), classes="item-label", markup=False)
        yield self.editor

    def begin(self) -> None:
        """Shows the item of another list that stands at the same position."""
        owner = self._owner
        self.query_one(".item-label", Static).update(owner.item_label(self.index))
        self.editor.begin(owner.item_text(self.index), owner.item_placeholder(self.index))

    def show(self, index: int) -> None:
        """Shows the item at a position."""
        if index != self.index:
            self.index = index
            self.query_one(".item-label", Static).update(self._owner.item_label(index))
        self.editor.show_text(self._owner.item_text(index))

    def _send(self, text: str) -> None:
        self._owner.send_item(self.index, text)

    def _enter(self) -> None:
        self._owner.enter_on(self.index)

    def _erase(self) -> bool:
        return self._owner.erase_on(self.index)


class ItemsField(FieldWidget):
    """A list whose items are typed one below the other."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *GROWING,
        # Before the text area takes them for moves within its text.
        Binding("up", "step(-1)", "Entry above", id="item.above", show=False, priority=True),
        Binding("down", "step(1)", "Entry below", id="item.below", show=False, priority=True),
    ]

    is_of_its_kind: ClassVar[bool] = True

    _first = 0

    # What the rows show

    def _count(self) -> int:
        return len(self.document.items(self.path))

    def item_text(self, index: int) -> str:
        """The text of an item; empty for the blank row."""
        return self.document.text((*self.path, index))

    def item_label(self, index: int) -> str:
        """What stands before an item: the template's label, or its number."""
        kind = self.field.kind
        if isinstance(kind, Items):
            return kind.label_of(index + 1) or (f"{index + 1}." if kind.numbered else "•")
        return "•"

    def item_placeholder(self, index: int) -> str:
        """What an empty item shows: the template's item in that place, or its last one."""
        kind = self.field.kind
        if isinstance(kind, Items) and kind.samples:
            return kind.samples[min(index, len(kind.samples) - 1)]
        return str(self.field.placeholder or "")

    # The rows

    def compose_editor(self) -> ComposeResult:
        """The rows; what is said of others comes when there are others."""
        with Box(classes="rows"):
            for index in range(min(self._count() + 1, _WINDOW)):
                yield ItemRow(self, index)

    @property
    def rows(self) -> list[ItemRow]:
        """The rows there are widgets for."""
        # Asked for at each key. A query would look at all that is inside the rows.
        boxes = [child for child in self.children if child.has_class("rows")]
        return [row for box in boxes for row in box.children if isinstance(row, ItemRow)]

    def show_value(self) -> None:
        """Brings the rows in line with the document."""
        count = self._count() + 1
        wanted = min(count, _WINDOW)
        self._first = max(0, min(self._first, count - wanted))
        rows = self.rows
        for offset, row in enumerate(rows[:wanted]):
            row.show(self._first + offset)
        for row in rows[wanted:]:
            row.remove()
        missing = range(self._first + len(rows), self._first + wanted)
        if missing:
            self.query_one(".rows").mount_all([ItemRow(self, index) for index in missing])
        self._show_what_is_hidden()

    @property
    def can_become_another(self) -> bool:
        """Whether all rows are there."""
        return super().can_become_another and all(row.is_mounted for row in self.rows)

    def begin_value(self) -> None:
        """Shows the list of another field from its beginning."""
        self._first = 0
        for row, index in zip(self.rows, range(self._count() + 1), strict=False):
            row.index = index
            row.begin()
        self.show_value()

    async def settled(self) -> None:
        """Returns when all rows are there."""
        for row in self.rows:
            if not row.is_mounted:
                await passed(row)

    def _show_what_is_hidden(self) -> None:
        shown = min(self._count() + 1, _WINDOW)
        self._show_more("above", self._first)
        self._show_more("below", self._count() + 1 - self._first - shown)

    def _show_more(self, name: str, hidden: int) -> None:
        """Says how many rows are not shown above or below; nothing where there are none."""
        text = Content(f"… {hidden} more {name}")
        for line in self.children:
            if isinstance(line, Line) and line.has_class(name):
                line.display = hidden > 0
                line.show(text)
                return
        if hidden > 0:
            line = Line(classes=f"more {name}")
            line.show(text)
            rows = self.query_one(".rows")
            if name == "above":
                self.mount(line, before=rows)
            else:
                self.mount(line, after=rows)

    def follow(self, change: Change) -> None:
        """Shows an edit made elsewhere."""
        if not self.is_ready:
            return
        if change.edit is Edit.TEXT and len(change.path) == len(self.path) + 1:
            for row in self.rows:
                if row.path == change.path:
                    row.editor.show_text(self.item_text(row.index))
            return
        super().follow(change)

    def retarget(self, path: Path) -> None:
        """Shows the list of another record."""
        self._first = 0
        super().retarget(path)

    def take_focus(self, path: Path, cursor: Cursor | None) -> None:
        """Puts the cursor into an item; into the first where the path names none."""
        index = path[len(self.path)] if len(path) > len(self.path) else 0
        self._focus_item(index if isinstance(index, int) else 0, cursor)

    def _focus_item(self, index: int, cursor: Cursor | None = None) -> bool:
        """Puts the cursor into an item, bringing it into the window first."""
        index = max(0, min(index, self._count()))
        if not self._first <= index < self._first + _WINDOW:
            self._first = max(0, index - _WINDOW // 2)
        self.show_value()

        release = hold_keys(self.app)

        def focus() -> None:
            for row in self.rows:
                if row.index == index:
                    row.editor.focus()
                    row.editor.put_cursor(cursor or row.editor.document.end)
            release()

        if any(row.index == index and row.is_mounted for row in self.rows):
            focus()
        else:
            self.call_after_refresh(focus)
        return True

    def _current(self) -> int | None:
        focused = self.screen.focused
        row = next((row for row in self.rows if row.editor is focused), None)
        return None if row is None else row.index

    def current_path(self) -> Path:
        """The path of the item that has the focus."""
        index = self._current()
        return self.path if index is None else (*self.path, index)

    # Edits

    def send_item(self, index: int, text: str) -> None:
        """Sends what was typed in a row to the document."""
        if index < self._count():
            self.document.set((*self.path, index), text)
            return
        if text:
            self.document.insert(self.path, index, text)
            self.show_value()

    def enter_on(self, index: int) -> None:
        """Goes on to the next item, or past the list from the blank row."""
        if index < self._count():
            self._focus_item(index + 1)
        else:
            self.screen.focus_next()

    def erase_on(self, index: int) -> bool:
        """Removes an empty item; the cursor goes to the one before it."""
        if index >= self._count():
            if index == 0:
                return False
            return self._focus_item(index - 1)
        self.document.remove((*self.path, index))
        return self._focus_item(max(0, index - 1))

    def action_add(self) -> None:
        """Makes room for an entry below this one."""
        index = self._current()
        place = self._count() if index is None else min(index + 1, self._count())
        if place < self._count():
            self.document.insert(self.path, place, "")
        self._focus_item(place)

    def action_remove(self) -> None:
        """Removes this entry."""
        index = self._current()
        if index is not None and self.document.remove((*self.path, index)):
            self._focus_item(min(index, max(0, self._count() - 1)))

    def action_duplicate(self) -> None:
        """Copies this entry below itself."""
        index = self._current()
        if index is not None and self.document.duplicate((*self.path, index)):
            self._focus_item(index + 1)

    def action_move(self, by: int) -> None:
        """Moves this entry up or down."""
        index = self._current()
        if index is not None and self.document.move((*self.path, index), index + by):
            self._focus_item(index + by)

    def action_step(self, by: int) -> None:
        """Goes to the line above or below: in the entry, to the next one, out of the list."""
        editor, index = self.screen.focused, self._current()
        if index is None or not isinstance(editor, TextEditor):
            return
        row = editor.wrapped_document.location_to_offset(editor.cursor_location).y
        if 0 <= row + by < editor.wrapped_document.height:
            editor.action_cursor_down() if by > 0 else editor.action_cursor_up()
        elif 0 <= index + by <= self._count():
            self._focus_item(index + by)
        elif by > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def problem_lines(self) -> list[str]:
        """What is wrong, with the entry it is about."""
        value = self.document.get(self.path)
        if not self.field.is_filled(value):
            return []
        return [
            f"{self._name_of(problem.path)}: {problem.message}"
            for problem in self.field.kind.problems(value)
        ][:3]

    def _name_of(self, path: Path) -> str:
        index = path[0] if path and isinstance(path[0], int) else 0
        label = self.item_label(index)
        return label if label != "•" else f"Entry {index + 1}"
