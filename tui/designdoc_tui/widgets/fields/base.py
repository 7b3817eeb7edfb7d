"""What every widget of a form has in common."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Protocol

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from designdoc_tui.document.changes import Change
from designdoc_tui.document.document import Document
from designdoc_tui.template.field import Field
from designdoc_tui.template.path import Path, starts_with

Cursor = tuple[int, int]
"""Row and column in a text, from 0."""


class FieldMaker(Protocol):
    """Makes the widget of any field; records need it for the fields inside them."""

    def __call__(
        self, field: Field, path: Path, document: Document, *, example: str = "", label: bool = True
    ) -> FieldWidget:
        """Makes one widget, not yet mounted."""


class FieldWidget(Vertical):
    """One field of a form: its label, what it is edited with, and what is wrong with it.

    It holds no truth: it shows what the document has and sends it edits.

    Attributes:
        field: The field.
        path: Where its value stands; another record's after `retarget`.
        document: The document.
    """

    has_label: ClassVar[bool] = True
    """Whether the label stands above what the field is edited with."""

    class Focused(Message):
        """The cursor is in a field, or at another place inside it."""

        def __init__(self, widget: FieldWidget, path: Path) -> None:
            super().__init__()
            self.widget = widget
            self.path = path

    def __init__(
        self,
        field: Field,
        path: Path,
        document: Document,
        *,
        make: FieldMaker,
        example: str = "",
        label: bool = True,
    ) -> None:
        """Makes the widget of a field.

        Args:
            field: The field.
            path: Where its value stands.
            document: The document.
            make: Makes the widgets of the fields inside it.
            example: What the template's own records have here, for a field that has no
                placeholder.
            label: Whether to show the label; the heading of the section says it otherwise.
        """
        super().__init__(classes=f"field {field.kind.name}-field")
        self.field = field
        self.path = path
        self.document = document
        self.make = make
        self.example = example
        self._with_label = label and self.has_label

    @property
    def placeholder(self) -> str:
        """What is shown while the field is empty."""
        if isinstance(self.field.placeholder, str) and self.field.placeholder:
            return self.field.placeholder
        return f"e.g. {self.example}" if self.example else ""

    def compose(self) -> ComposeResult:
        """The label, the editor and the place for what is wrong."""
        if self._with_label:
            yield Static(self.label_content(), classes="label")
        yield from self.compose_editor()
        yield Static(classes="problem", markup=False)

    def label_content(self) -> Content:
        """The label as it is shown; a required field has a mark."""
        mark = Content.styled(" *", "$error") if self.field.required else Content()
        return Content(self.field.label) + mark

    def compose_editor(self) -> ComposeResult:
        """What the field is edited with."""
        yield from ()

    def show_value(self) -> None:
        """Shows what the document has now."""

    def follow(self, change: Change) -> None:
        """Shows what an edit made elsewhere did to this field.

        Args:
            change: What happened; at this field's path, above it or below it.
        """
        if starts_with(change.path, self.path) or starts_with(self.path, change.path):
            self.show_value()

    def retarget(self, path: Path) -> None:
        """Shows the same field of another record.

        Args:
            path: Where its value stands.
        """
        self.path = path
        self.show_value()
        self.show_problems()

    def focus_path(self, path: Path, cursor: Cursor | None = None) -> bool:
        """Puts the cursor into the field, or into the item or field inside it at `path`.

        Args:
            path: The field's path, or one below it.
            cursor: Where in the text, if it is one.

        Returns:
            Whether it went there.
        """
        target = next(self.stops(), None)
        if target is None:
            return False
        target.focus()
        return True

    def stops(self) -> Iterator[Widget]:
        """The widgets inside that take the focus, in their order."""
        for widget in self.query("*"):
            if widget.focusable:
                yield widget

    def cursor(self) -> Cursor:
        """Where the cursor stands in the text; the start where there is none."""
        return (0, 0)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Says what is wrong when the field is left; never in the way of leaving it."""
        self.call_after_refresh(self._after_blur)

    def _after_blur(self) -> None:
        focused = self.screen.focused if self.is_attached else None
        if focused is None or self not in focused.ancestors:
            self.show_problems()

    def show_problems(self) -> None:
        """Says what is wrong with the value, or nothing."""
        lines = self.problem_lines()
        line = self.query_children(".problem").first(Static)
        line.update("\n".join(lines))
        self.set_class(bool(lines), "-problem")

    def problem_lines(self) -> list[str]:
        """What is wrong, a line each."""
        value = self.document.get(self.path)
        if not self.field.is_filled(value):
            return []
        return [problem.message for problem in self.field.kind.problems(value)][:3]

    def on_mount(self) -> None:
        """Begins without a word on what is not yet filled."""
        self.show_problems()
