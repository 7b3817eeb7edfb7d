"""The form of one step of the wizard."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from designdoc_tui.document.changes import Change
from designdoc_tui.document.document import NOT_APPLICABLE, Document
from designdoc_tui.document.progress import placed_on_step
from designdoc_tui.markdown.steps import is_verbatim
from designdoc_tui.template.field import Field
from designdoc_tui.template.model import Section
from designdoc_tui.template.path import Path, starts_with, touches
from designdoc_tui.widgets.box import virtual_size_at_rest
from designdoc_tui.widgets.calm_scrollbar import WithCalmScrollBar
from designdoc_tui.widgets.editor import TextEditor
from designdoc_tui.widgets.fields import FieldWidget
from designdoc_tui.widgets.fields.base import Cursor
from designdoc_tui.widgets.fields.items import ItemsField
from designdoc_tui.widgets.fields.records import RecordsField
from designdoc_tui.widgets.fields.spare import SpareFields
from designdoc_tui.widgets.keys_in_turn import hold_keys, passed
from designdoc_tui.widgets.section_block import ReasonLine, SectionBlock


class SectionForm(VerticalScroll, WithCalmScrollBar, can_focus=False):
    """The fields of one step, and of no other: a step's widgets are made when it is opened.

    Attributes:
        step: The section that is shown.
    """

    virtual_size = virtual_size_at_rest()

    class PathFocused(Message):
        """The cursor came to another field.

        Attributes:
            path: The field, or the item inside it.
            field: What the template says of it.
        """

        def __init__(self, path: Path, field: Field) -> None:
            super().__init__()
            self.path = path
            self.field = field

    def __init__(self, document: Document, step: Section) -> None:
        """Makes the form.

        Args:
            document: The document.
            step: The section to show at first.
        """
        super().__init__()
        self.document = document
        self.step = step
        self._blocks: list[SectionBlock] = []
        self._spares = SpareFields(document)
        self._active: FieldWidget | None = None
        self._heading = Static(classes="heading", markup=False)
        self._help = Static(classes="help", markup=False)

    def compose(self) -> ComposeResult:
        """The step's sections."""
        self._take_fields()
        yield from self._widgets()

    def _take_fields(self) -> None:
        """Takes the widgets of the step, and has them say what it says."""
        self._heading.update(self.step.heading)
        self._help.update(self.step.help)
        self._help.display = bool(self.step.help)
        self._blocks = self._blocks_of(self.step)
        for block in self._blocks:
            block.show_applicable(self.document.not_applicable(block.section))

    def _blocks_of(self, step: Section) -> list[SectionBlock]:
        """What a step shows, made of widgets that wait where there are such."""
        placed = placed_on_step(self.document, step)
        of_section = self.document.template.section_of
        own = [] if is_verbatim(step) else [item for item in placed if of_section(item[0]) is None]
        blocks: list[SectionBlock] = []
        for section in step.walk():
            fields = [(section.field_path(field), field) for field in section.fields]
            if own or fields:
                alone = section is step
                label = not (alone and section.is_value)
                widgets = [
                    self._spares.take(field, path, label=label) for path, field in own + fields
                ]
                heading = not alone and not section.is_value
                blocks.append(SectionBlock(section, widgets, heading=heading))
            own = []
        return blocks

    def _widgets(self) -> Iterator[Widget]:
        """Everything that is shown of the step, from top to bottom."""
        yield self._heading
        yield self._help
        for block in self._blocks:
            yield from block.widgets()

    async def open_step(self, step: Section) -> None:
        """Shows another step."""
        self.step = step
        with self.app.batch_update():
            self._spares.lay_aside(self.fields)
            kept = {self._heading, self._help, *self._spares.waiting}
            removed = self.remove_children([each for each in self.children if each not in kept])
            self._take_fields()
            for widget in self._spares.waiting:
                widget.display = False
            await self.mount_all(each for each in self._widgets() if not each.is_attached)
            await removed
            self._put_in_order()
            for field in self.fields:
                await field.settled()
                for editor in field.query(TextEditor):
                    await passed(editor)  # it has asked for room now, not after all was laid out
        self.scroll_home(animate=False, immediate=True)

    def _put_in_order(self) -> None:
        """Puts what is shown into its order; what waits comes after it."""
        order: dict[Widget, int] = {each: place for place, each in enumerate(self._widgets())}
        self.sort_children(key=lambda each: order.get(each, len(order)))

    def rename_step(self, step: Section) -> None:
        """Shows what the step is called now; its fields are the same."""
        self.step = step
        self._heading.update(step.heading)

    @property
    def fields(self) -> list[FieldWidget]:
        """The step's fields, in their order; not those inside records."""
        return [field for block in self._blocks for field in block.fields]

    def follow(self, change: Change) -> None:
        """Shows an edit that was not made in the widget that shows it."""
        if touches(change.path, NOT_APPLICABLE):
            self._show_applicable()
            return
        for widget in self.fields:
            if touches(change.path, widget.path):
                widget.follow(change)

    def _show_applicable(self) -> None:
        """Shows of each section whether it applies."""
        for block in self._blocks:
            block.show_applicable(self.document.not_applicable(block.section))
            for line in block.widgets():
                if not line.is_attached:
                    self.mount(line, before=block.fields[0])

    def focus_path(self, path: Path, cursor: Cursor | None = None) -> bool:
        """Puts the cursor into a field of this step.

        Args:
            path: The field, or something inside it; its section will do.
            cursor: Where in its text.

        Returns:
            Whether the step has it.
        """
        if path == self.step.path and not self.step.is_value:
            return self.focus_first()
        for widget in self.applicable_fields():
            if touches(path, widget.path):
                widget.focus_path(path, cursor)
                return True
        return False

    def applicable_fields(self) -> list[FieldWidget]:
        """The step's fields, without those of sections that do not apply."""
        return [widget for widget in self.fields if widget.display]

    def focus_first(self) -> bool:
        """Puts the cursor into the first field that applies; tells whether there is one."""
        for widget in self.applicable_fields():
            widget.focus_path(widget.path)
            return True
        return False

    def focus_reason(self, section: Section) -> None:
        """Puts the focus on the line that says why a section does not apply."""
        for line in self.query(ReasonLine):
            if line.section is section or starts_with(line.section.path, section.path):
                line.focus()
                # It has a place only once the fields below it are gone and all is laid out.
                self.call_after_refresh(self.call_after_refresh, _show, line, hold_keys(self.app))
                return

    def focused_field(self) -> FieldWidget | None:
        """The innermost field that has the focus."""
        focused = self.screen.focused
        if focused is None:
            return None
        for widget in focused.ancestors_with_self:
            if isinstance(widget, FieldWidget):
                return widget
            if widget is self:
                return None
        return None

    def focused_path(self) -> Path | None:
        """The path of what has the focus: a field, an item or a record."""
        widget = self.focused_field()
        if isinstance(widget, ItemsField | RecordsField):
            return widget.current_path()
        return None if widget is None else widget.path

    def on_descendant_focus(self) -> None:
        """Tells which field the cursor came to."""
        self._tell_focused()

    def on_descendant_blur(self) -> None:
        """No field is marked while the cursor is elsewhere on the screen."""
        self.call_after_refresh(self._unmark)

    def _unmark(self) -> None:
        if self._active is not None and self.is_attached and self.focused_field() is None:
            self._active.set_active(active=False)
            self._active = None

    def on_field_widget_focused(self, message: FieldWidget.Focused) -> None:
        """Tells that another record was opened."""
        message.stop()
        self._tell_focused()

    def _tell_focused(self) -> None:
        widget, path = self.focused_field(), self.focused_path()
        if widget is not self._active:
            if self._active is not None:
                self._active.set_active(active=False)
            if widget is not None:
                widget.set_active(active=True)
            self._active = widget
        if widget is not None and path is not None:
            self.post_message(self.PathFocused(path, widget.field))


def _show(widget: Widget, then: Callable[[], None]) -> None:
    """Brings a widget into view, if it still has the focus; keys go on then."""
    if widget.has_focus:
        widget.scroll_visible(animate=False)
    then()
