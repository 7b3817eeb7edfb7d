"""What every widget of a form has in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Protocol

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from designdoc_tui.document.changes import Change
from designdoc_tui.document.document import Document
from designdoc_tui.template.field import Field
from designdoc_tui.template.path import Path, touches
from designdoc_tui.widgets.box import Box
from designdoc_tui.widgets.keys_in_turn import hold_keys

Cursor = tuple[int, int]
"""Row and column in a text, from 0."""


GROWING: list[BindingType] = [
    Binding("alt+n,ctrl+n", "add", "Add", id="item.add", tooltip="Add one below this one"),
    Binding("alt+r", "remove", "Remove", id="item.remove", show=False, tooltip="Remove this one"),
    Binding(
        "alt+d",
        "duplicate",
        "Duplicate",
        id="item.duplicate",
        show=False,
        tooltip="Put a copy of this one below it",
    ),
    Binding("alt+up", "move(-1)", "Move up", id="item.up", show=False, tooltip="Move it up"),
    Binding("alt+down", "move(1)", "Move down", id="item.down", show=False, tooltip="Move it down"),
]
"""The keys of everything that grows, shrinks and reorders."""

_CHANGES = frozenset({"add", "remove", "duplicate", "move"})


class FieldMaker(Protocol):
    """Makes the widget of any field; records need it for the fields inside them."""

    def __call__(
        self, field: Field, path: Path, document: Document, *, example: str = "", label: bool = True
    ) -> FieldWidget:
        """Makes one widget, not yet mounted."""


class FieldWidget(Box):
    """One field of a form: its label, what it is edited with, and what is wrong with it.

    It holds no truth: it shows what the document has and sends it edits.

    Attributes:
        field: The field.
        path: Where its value stands; another record's after `retarget`.
        document: The document.
        is_ready: Whether everything inside is mounted.
    """

    has_label: ClassVar[bool] = True
    """Whether the label stands above what the field is edited with."""

    is_of_its_kind: ClassVar[bool] = False
    """Whether two fields of one kind look alike but for what they say; see `become`."""

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
        self.is_ready = False
        self._focus_when_ready: tuple[Path, Cursor | None] | None = None
        self._release_keys: Callable[[], None] = lambda: None
        self._problem: Static | None = None
        self._label = Static(self.label_content(), classes="label")
        self._with_label = label and self.has_label

    @property
    def placeholder(self) -> str:
        """What is shown while the field is empty."""
        if isinstance(self.field.placeholder, str) and self.field.placeholder:
            return self.field.placeholder
        return f"e.g. {self.example}" if self.example else ""

    def compose(self) -> ComposeResult:
        """The label and the editor; the line for what is wrong comes with what is wrong."""
        if self._with_label:
            yield self._label
        yield from self.compose_editor()

    def label_content(self) -> Content:
        """The label as it is shown; a required field has a mark."""
        mark = Content.styled(" *", "$error") if self.field.required else Content()
        return Content(self.field.label) + mark

    def compose_editor(self) -> ComposeResult:
        """What the field is edited with."""
        yield from ()

    def set_active(self, *, active: bool) -> None:
        """Marks the field that the cursor is in.

        A class and not `:focus-within`: that has everything styled anew that stands in the
        same outermost field, which in records inside records is most of the form.
        """
        for widget in (self, self._label):
            widget.set_class(active, "-active", update=False)
        # Textual would have everything inside styled anew, which looks as it did.
        self.app.stylesheet.update_nodes(
            [widget for widget in (self, self._label) if widget.is_attached]
        )

    def show_value(self) -> None:
        """Shows what the document has now. Called only once the widgets are there."""

    def update_value(self) -> None:
        """Shows what the document has now; what is not mounted yet will read it then."""
        if self.is_ready:
            self.show_value()

    def follow(self, change: Change) -> None:
        """Shows what an edit did to this field.

        Args:
            change: What happened; at this field's path, above it or below it.
        """
        if touches(change.path, self.path):
            self.update_value()

    @property
    def shows_label(self) -> bool:
        """Whether the label is shown."""
        return self._with_label

    @property
    def can_become_another(self) -> bool:
        """Whether this widget can be that of another field: all of it is there, and alike."""
        return self.is_of_its_kind and self.is_ready

    def become(self, field: Field, path: Path) -> None:
        """Becomes the widget of another field of the same kind, as if made for it.

        Args:
            field: The field.
            path: Where its value stands.
        """
        self.field = field
        self.path = path
        self._label.update(self.label_content())
        if self._problem is not None:
            self._problem.update("")
        self.set_class(False, "-problem")
        self.begin_value()

    def begin_value(self) -> None:
        """Shows the value of the field that this widget has become that of."""
        self.show_value()

    async def settled(self) -> None:
        """Returns when everything that shows the value is there."""

    def retarget(self, path: Path) -> None:
        """Shows the same field of another record.

        Args:
            path: Where its value stands.
        """
        self.path = path
        self.update_value()
        self.show_problems()

    def focus_path(self, path: Path, cursor: Cursor | None = None) -> None:
        """Puts the cursor into the field, as soon as it is there.

        Args:
            path: The field's path, or that of an item or a field inside it.
            cursor: Where in the text, if it is one.
        """
        if self.is_ready:
            self.take_focus(path, cursor)
        else:
            self._focus_when_ready = (path, cursor)
            self._release_keys = hold_keys(self.app)

    def take_focus(self, path: Path, cursor: Cursor | None) -> None:
        """Puts the cursor into the field now; each kind of widget knows where."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Greys what changes the document while that is only read."""
        if self.document.frozen and action in _CHANGES:
            return None
        return super().check_action(action, parameters)

    def on_descendant_blur(self) -> None:
        """Says what is wrong when the field is left; never in the way of leaving it."""
        self.call_after_refresh(self._after_blur, self.path)

    def _after_blur(self, path: Path) -> None:
        if not self.is_attached or self.path != path:
            return  # the step was left, and its widgets with it or for other fields
        focused = self.screen.focused
        if focused is None or self not in focused.ancestors:
            self.show_problems()

    def show_problems(self) -> None:
        """Says what is wrong with the value, or nothing."""
        lines = self.problem_lines()
        text = "\n".join(lines)
        if self._problem is not None:
            self._problem.update(text)
        elif lines:
            self._problem = Static(text, classes="problem", markup=False)
            self.mount(self._problem)
        self.set_class(bool(lines), "-problem")

    def problem_lines(self) -> list[str]:
        """What is wrong, a line each."""
        value = self.document.get(self.path)
        if not self.field.is_filled(value):
            return []
        return [problem.message for problem in self.field.kind.problems(value)][:3]

    def on_mount(self) -> None:
        """Everything inside is there now: catches up with what was asked for before."""
        self.is_ready = True
        self.show_value()
        if self._focus_when_ready is not None:
            self.take_focus(*self._focus_when_ready)
            self._release_keys()
