"""Records: an index of them all, and the fields of the one that is open.

However many there are, only one has widgets; the index draws a line for each that is in sight.
"""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from designdoc_tui.document.changes import Change, Edit
from designdoc_tui.template.field import Field
from designdoc_tui.template.kinds.records import Records
from designdoc_tui.template.path import Path, starts_with, touches
from designdoc_tui.widgets.box import Box
from designdoc_tui.widgets.fields.base import GROWING, Cursor, FieldWidget
from designdoc_tui.widgets.fields.record_index import RecordIndex
from designdoc_tui.widgets.preview.visible import visible


class RecordsField(FieldWidget):
    """Records that grow, shrink, reorder and duplicate, and may hold records themselves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *GROWING,
        Binding("escape", "to_index", "Records", id="record.index", show=False),
    ]

    open_index = 0

    @property
    def records(self) -> Records:
        """The kind of the field."""
        kind = self.field.kind
        assert isinstance(kind, Records)  # noqa: S101 - the factory sees to it
        return kind

    @property
    def noun(self) -> str:
        """What one record is called."""
        return self.records.noun

    def count(self) -> int:
        """How many records there are."""
        return len(self.document.items(self.path))

    def title_of(self, index: int) -> str:
        """What the index shows of a record: the first field of it that is filled."""
        record = self.document.get((*self.path, index))
        if isinstance(record, dict):
            for field in self.records.fields:
                value = record.get(field.key)
                if isinstance(value, str) and value.strip():
                    return visible(value.strip().partition("\n")[0])
        return f"(a new {self.noun})"

    def _record_path(self) -> Path:
        return (*self.path, self.open_index)

    # The widgets

    def compose_editor(self) -> ComposeResult:
        """The index, and the record that is open."""
        self.open_index = min(self.open_index, max(0, self.count() - 1))
        self.index = RecordIndex(self)
        self._title = Static(classes="record-title", markup=False)
        self._panel = Box(classes="record")
        yield self.index
        with self._panel:
            if self.count():
                yield from self._field_widgets()

    def _field_widgets(self) -> list[Widget]:
        base = self._record_path()
        fields = (
            self.make(field, (*base, field.key), self.document, example=self._example(field))
            for field in self.records.fields
        )
        return [self._title, *fields]

    def _example(self, field: Field) -> str:
        for sample in self.records.samples:
            value = sample.get(field.key)
            if isinstance(value, str):
                return value
        return ""

    def _record_title(self) -> str:
        noun = self.noun[:1].upper() + self.noun[1:]
        return f"{noun} {self.open_index + 1} of {self.count()}"

    @property
    def fields(self) -> list[FieldWidget]:
        """The widgets of the open record's fields."""
        return [child for child in self._panel.children if isinstance(child, FieldWidget)]

    def set_active(self, *, active: bool) -> None:
        """Marks the label alone: the field stands around all that is in the record."""
        self._label.set_class(active, "-active")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """On the index already, `escape` goes to the index around this record."""
        if action == "to_index" and self.index.has_focus:
            return False
        return super().check_action(action, parameters)

    def action_to_index(self) -> None:
        """Goes from the record back to the index of all."""
        self.index.focus()

    def show_value(self) -> None:
        """Brings the index and the open record in line with the document."""
        count = self.count()
        # The line that adds a record may be chosen while the index has the focus.
        self.open_index = min(self.open_index, count)
        self.index.show()
        self._show_record()

    def _show_record(self) -> None:
        panel = self._panel
        self._title.update(self._record_title())
        is_record = self.open_index < self.count()
        panel.display = is_record
        if not is_record:
            return
        if not panel.children:
            panel.mount_all(self._field_widgets())
            return
        base = self._record_path()
        for widget in self.fields:
            widget.retarget((*base, widget.field.key))

    def follow(self, change: Change) -> None:
        """Shows an edit: in the index, and in the open record where it is about that."""
        if not self.is_ready:
            return
        here = self._record_path()
        if change.edit is Edit.TEXT and starts_with(change.path, self.path):
            self.index.show_title(change.path[len(self.path)])
            if starts_with(change.path, here):
                self._follow_inside(change)
            return
        if starts_with(change.path, here) and len(change.path) > len(here):
            self.index.refresh()
            self._follow_inside(change)
            return
        if touches(change.path, self.path):
            self.update_value()

    def _follow_inside(self, change: Change) -> None:
        for widget in self.fields:
            if starts_with(change.path, widget.path):
                widget.follow(change)

    def retarget(self, path: Path) -> None:
        """Shows the records of another record."""
        if path != self.path:
            self.open_index = 0
        super().retarget(path)

    def take_focus(self, path: Path, cursor: Cursor | None) -> None:
        """Opens the record a path leads into and puts the cursor into the field."""
        rest = path[len(self.path) :]
        if rest and isinstance(rest[0], int) and rest[0] < self.count():
            self.open_index = rest[0]
            self.show_value()
            for widget in self.fields:
                if starts_with(path, widget.path):
                    widget.focus_path(path, cursor)
                    return
        self.index.focus()

    def current_path(self) -> Path:
        """The path of the record that is open; the field's own where none is."""
        return self._record_path() if self.open_index < self.count() else self.path

    # Choosing and editing

    def on_record_index_chosen(self, message: RecordIndex.Chosen) -> None:
        """Opens another record, goes into it, or adds one."""
        message.stop()
        if message.enter and message.index >= self.count():
            self._add_at(self.count())
            return
        self.document.close_step()
        self.open_index = message.index
        self.show_value()
        self.post_message(self.Focused(self, self.current_path()))
        if message.enter:
            self._focus_first_field()

    def _focus_first_field(self) -> None:
        for widget in self.fields[:1]:
            widget.focus_path(widget.path)

    def _add_at(self, index: int) -> None:
        self.open_index = index
        self.document.insert(self.path, index, {})
        self.show_value()
        self._focus_first_field()

    def action_add(self) -> None:
        """Adds a record below the open one and goes into it."""
        self._add_at(min(self.open_index + 1, self.count()))

    def _stay(self, index: int) -> None:
        self.open_index = max(0, min(index, self.count() - 1)) if self.count() else 0
        self.show_value()
        if not any(self is widget for widget in self._ancestors_of_focus()):
            self.index.focus()
        self.post_message(self.Focused(self, self.current_path()))

    def _ancestors_of_focus(self) -> list[object]:
        focused = self.screen.focused
        return list(focused.ancestors) if focused is not None else []

    def action_remove(self) -> None:
        """Removes the open record."""
        if self.document.remove(self._record_path()):
            if not self.count():
                self.index.focus()
            self._stay(self.open_index)

    def action_duplicate(self) -> None:
        """Copies the open record below itself and opens the copy."""
        if self.document.duplicate(self._record_path()):
            self._stay(self.open_index + 1)

    def action_move(self, by: int) -> None:
        """Moves the open record up or down."""
        if self.document.move(self._record_path(), self.open_index + by):
            self._stay(self.open_index + by)

    def problem_lines(self) -> list[str]:
        """Each field of the open record says for itself what is wrong with it."""
        return []
