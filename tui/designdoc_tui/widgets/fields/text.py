"""Texts: one line, prose, code, a date."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from designdoc_tui.template.kinds.date import is_day
from designdoc_tui.template.path import Path
from designdoc_tui.widgets.editor import TextEditor
from designdoc_tui.widgets.fields.base import Cursor, FieldWidget


class TextField(FieldWidget):
    """A field whose value is one text."""

    one_line: ClassVar[bool] = True
    is_of_its_kind: ClassVar[bool] = True

    @property
    def editor(self) -> TextEditor:
        """Where the text is typed."""
        return self.query_one(TextEditor)

    def compose_editor(self) -> ComposeResult:
        """The editor."""
        yield TextEditor(
            self.document.text(self.path),
            self._send,
            one_line=self.one_line,
            code=self.field.kind.is_fenced,
            placeholder=self.placeholder,
        )

    def _send(self, text: str) -> None:
        self.document.set(self.path, text)

    def show_value(self) -> None:
        """Shows the document's text, the cursor at what changed."""
        self.editor.show_text(self.document.text(self.path))

    def begin_value(self) -> None:
        """Shows the text as one that was never touched."""
        self.editor.begin(self.document.text(self.path), self.placeholder)

    def take_focus(self, path: Path, cursor: Cursor | None) -> None:  # noqa: ARG002
        """Puts the cursor into the text."""
        self.editor.focus()
        if cursor is not None:
            self.editor.put_cursor(cursor)


class ProseField(TextField):
    """Paragraphs of Markdown."""

    one_line: ClassVar[bool] = False


class FenceField(TextField):
    """Code or a diagram; lines are kept as they are."""

    one_line: ClassVar[bool] = False

    def label_content(self) -> Content:
        """The label, with the language that the fence says."""
        language = self.field.kind.language_of(self.document.text(self.path))
        tag = Content.styled(f"  {language or 'text'}", "$foreground 60%")
        return super().label_content() + tag

    def show_value(self) -> None:
        """Shows the text, and its language, which may be another."""
        super().show_value()
        self._show_language()

    def _send(self, text: str) -> None:
        super()._send(text)
        self._show_language()

    def _show_language(self) -> None:
        label = self.label_content()
        if self._label.content != label:
            self._label.update(label)


class DateField(TextField):
    """A day; up and down go to the day after and the day before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(1)", "Day after", id="date.later", show=False, priority=True),
        Binding("down", "move(-1)", "Day before", id="date.earlier", show=False, priority=True),
    ]

    @property
    def placeholder(self) -> str:
        """How a date is written."""
        return "YYYY-MM-DD  (up, down: one day)"

    def action_move(self, days: int) -> None:
        """Goes some days on; to today from what is no date."""
        text = self.document.text(self.path).strip()
        day = date.fromisoformat(text) + timedelta(days) if is_day(text) else date.today()
        self.document.set(self.path, day.isoformat())
        self.show_value()
