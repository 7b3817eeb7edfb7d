"""The wizard: outline, form and live preview of one draft."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen

from designdoc_screens.dialogs import ReasonDialog
from designdoc_screens.go_to import GoToDialog
from designdoc_screens.preview_screen import PreviewScreen
from designdoc_screens.reasons import why_not
from designdoc_screens.targets import targets_of
from designdoc_screens.top_line import top_line
from designdoc_tui.document.changes import Change
from designdoc_tui.document.document import NOT_APPLICABLE, Document
from designdoc_tui.markdown.live import LivePassages
from designdoc_tui.template.field import Field
from designdoc_tui.template.model import Section
from designdoc_tui.template.path import Path, format_path, parse_path, starts_with
from designdoc_tui.widgets.editor import TextEditor
from designdoc_tui.widgets.fields.base import Cursor
from designdoc_tui.widgets.form import ReasonLine, SectionForm
from designdoc_tui.widgets.key_bar import KeyBar
from designdoc_tui.widgets.keys_in_turn import hold_keys
from designdoc_tui.widgets.line import Line
from designdoc_tui.widgets.outline import Outline
from designdoc_tui.widgets.preview import Preview

_ROOM_FOR_THREE = 110
_ROOM_FOR_TWO = 72


class View(Enum):
    """What stands beside the outline."""

    FORM = "form"
    BOTH = "both"
    PREVIEW = "preview"


class SectionScreen(PreviewScreen):
    """One draft, a step at a time.

    Attributes:
        document: The document.
        step: The step that is open.
        outline: Every step, and how far along it is.
        form: The fields of the open step.
    """

    CSS_PATH = "section.tcss"
    AUTO_FOCUS = ""  # the outline comes first; the cursor belongs into the field that was left
    HORIZONTAL_BREAKPOINTS = [
        (0, "-narrow"),
        (_ROOM_FOR_TWO, "-medium"),
        (_ROOM_FOR_THREE, "-wide"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3,ctrl+g", "go_to", "Go to", id="go-to", tooltip="A section or field by name"),
        Binding("f6", "next_view", "View", id="view.next", tooltip="Form, both, preview"),
        Binding("f7", "step(-1)", "Back", id="section.previous", tooltip="Section before"),
        Binding("f8", "step(1)", "Next", id="section.next", tooltip="Section after"),
        Binding("f9", "not_applicable", "N/A", id="section.not-applicable"),
        Binding("f10,alt+o", "outline", "Outline", id="outline.focus", show=False),
        Binding("ctrl+z", "undo", "Undo", id="undo", show=False),
        Binding("ctrl+y,ctrl+shift+z", "redo", "Redo", id="redo", show=False),
    ]

    view: reactive[View | None] = reactive(None)
    """What is shown; `None` for what fits best."""

    class PlaceChanged(Message):
        """The author went to another place."""

    def __init__(self, document: Document, name: str, start: Path = (), cursor: Cursor = (0, 0)):
        """Makes the screen of a draft.

        Args:
            document: The document.
            name: What the draft's file is called, for the top line.
            start: The field to begin on; the first field where it is not there.
            cursor: Where in that field.
        """
        super().__init__()
        self.document = document
        self.step = document.template.step_of(start)
        self._file_name = name
        self._start = start
        self._start_cursor = cursor
        self._passages = LivePassages(document)
        self._is_saving = False
        self._top = Line(id="top")
        self._hint = Line(id="hint")
        self.outline = Outline(document)
        self.form = SectionForm(document, self.step)
        self._unsubscribe: Callable[[], None] | None = None
        self._path: Path = start
        self._cursor: Cursor = cursor
        self._preview_size = Size(0, 0)

    # Layout

    def compose(self) -> ComposeResult:
        """Top line; outline, form, preview; hint; keys."""
        yield self._top
        with Horizontal(id="rooms"):
            yield self.outline
            with Vertical(id="desk"):
                yield self.form
            yield self.preview
        yield self.search_line
        yield self._hint
        yield KeyBar()

    def on_mount(self) -> None:
        """Begins where the author left."""
        self._unsubscribe = self.document.subscribe(self._follow)
        self.screen_layout_refresh_signal.subscribe(self, self._fit_preview)
        self.outline.show_current(self.step)
        self.preview.show(self._passages)
        self.show_top()
        self._show_view()
        self.call_after_refresh(self._begin, hold_keys(self.app))

    def _begin(self, release: Callable[[], None]) -> None:
        self.focus_path(self._start, self._start_cursor)
        release()

    def on_unmount(self) -> None:
        """Stops listening."""
        if self._unsubscribe is not None:
            self._unsubscribe()

    def on_resize(self) -> None:
        """What fits changes with the width."""
        self._show_view()

    def watch_view(self) -> None:
        """Shows what was asked for."""
        if self.is_mounted:
            self._show_view()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Remembers where in a text the author was, who may quit from elsewhere."""
        if isinstance(event.widget, TextEditor):
            self._cursor = event.widget.cursor_location

    def on_descendant_focus(self) -> None:
        """The outline goes where there is no room for it once the cursor has left it."""
        self._show_view()

    def _views(self) -> list[View]:
        """What there is room for."""
        has_room = self.size.width >= _ROOM_FOR_TWO
        return [view for view in View if has_room or view is not View.BOTH]

    def _fitting(self) -> View:
        view = self.view
        if view in self._views():
            return view
        return View.BOTH if self.size.width >= _ROOM_FOR_THREE else View.FORM

    def _show_view(self) -> None:
        view, width = self._fitting(), self.size.width
        self.form.parent.display = view is not View.PREVIEW  # type: ignore[union-attr]
        self.preview.display = view is not View.FORM
        beside = _ROOM_FOR_THREE if view is View.BOTH else _ROOM_FOR_TWO
        self.outline.display = width >= beside or self.outline.has_focus_within
        if view is View.PREVIEW and self.focused is None:
            self.preview.focus()

    def show_preview(self) -> None:
        """Shows the preview, beside the form where there is room."""
        if not self.preview.display:
            self.view = View.BOTH if View.BOTH in self._views() else View.PREVIEW

    def leave_preview(self) -> None:
        """Goes back to the field that was left."""
        if self._fitting() is View.PREVIEW:
            self.preview.focus()
        else:
            self.focus_path(self._path)

    def _fit_preview(self, _: Screen[None]) -> None:
        # Textual loses the event that tells a size when something scrolls in the same frame.
        if self.preview.display and self.preview.size != self._preview_size:
            self._preview_size = self.preview.size
            self.preview.on_resize()

    def action_next_view(self) -> None:
        """Form, form and preview, preview."""
        order = self._views()
        self.view = order[(order.index(self._fitting()) + 1) % len(order)]
        if self.view is View.PREVIEW:
            self.preview.focus()
        elif self.focused is self.preview or self.focused is None:
            self.focus_path(self._path)

    def action_outline(self) -> None:
        """Goes to the outline, showing it where there was no room for it; and back."""
        if self.outline.has_focus_within:
            self.focus_path(self._path)
            return
        self.outline.display = True
        self.outline.focus_list()

    # What happens to the document

    def _follow(self, change: Change) -> None:
        """Brings everything in line with an edit, in the same frame as the key."""
        index = self._passages.after(change)
        if index is None:
            self.preview.passages_changed()
        else:
            self.preview.passage_changed(index)
        self.form.follow(change)
        if starts_with(change.path, NOT_APPLICABLE) or starts_with(NOT_APPLICABLE, change.path):
            self.outline.show_all()
        else:
            self.outline.show_state(self.document.template.step_of(change.path))
        self.show_top()

    def show_top(self) -> None:
        """Shows the title, where the author is, and whether all is saved."""
        content = top_line(
            self.document,
            self.step,
            self._file_name,
            width=self.size.width,
            is_saving=self._is_saving,
        )
        self._top.show(content)

    def show_saving(self, *, under_way: bool) -> None:
        """Shows whether the draft is being saved."""
        self._is_saving = under_way
        self.show_top()

    def action_undo(self) -> None:
        """Takes the last edit back and goes to where it was."""
        self._land(self.document.undo())

    def action_redo(self) -> None:
        """Does an edit again that was taken back."""
        self._land(self.document.redo())

    def _land(self, change: Change | None) -> None:
        if change is None:
            return
        path = change.lands_on
        if starts_with(path, NOT_APPLICABLE):
            path = parse_path(str(path[-1]))
        self.go_to(path)

    # Going places

    def go_to(self, path: Path, cursor: Cursor | None = None) -> None:
        """Opens the step a path is edited on and puts the cursor there.

        Args:
            path: A field, an item or field inside it, or a section.
            cursor: Where in the text.
        """
        self._go(path, cursor, hold_keys(self.app))

    @work(exclusive=True, group="go")
    async def _go(self, path: Path, cursor: Cursor | None, release: Callable[[], None]) -> None:
        try:
            step = self.document.template.step_of(path)
            if self._fitting() is View.PREVIEW:
                self.view = View.FORM if self.size.width < _ROOM_FOR_TWO else View.BOTH
            await self._open(step)
            if self.is_attached:
                self.focus_path(path, cursor)
        finally:
            release()

    async def _open(self, step: Section) -> None:
        if step is self.step:
            return
        self.document.close_step()
        self.step = step
        self.set_focus(None)  # or it would jump to whatever comes after the form
        self.outline.show_current(step)
        await self.form.open_step(step)
        self.show_top()

    def focus_path(self, path: Path, cursor: Cursor | None = None) -> None:
        """Puts the cursor into a field of the open step."""
        found = bool(path) and self.form.focus_path(path, cursor)
        if not found and not self.form.focus_first():
            self.set_focus(None)
        # Texts take their height only once they are laid out.
        self.call_after_refresh(self.call_after_refresh, self._show_focused)

    def _show_focused(self) -> None:
        if self.focused is not None and self.form in self.focused.ancestors:
            self.focused.scroll_visible(animate=False)
            if isinstance(self.focused, TextEditor):
                # Input methods and screen readers look where the terminal's own cursor is.
                self.app.cursor_position = self.focused.cursor_screen_offset

    def action_step(self, by: int) -> None:
        """Goes to the section before or after."""
        steps = self.document.template.steps
        index = steps.index(self.step) + by
        if 0 <= index < len(steps):
            self.go_to(steps[index].path)

    def on_key(self, event: events.Key) -> None:
        """Says why a key does nothing just now."""
        active = self.active_bindings.get(event.key)
        if active is not None and not active.enabled:
            self.notify(f"{why_not(active.binding.action)}.".capitalize(), timeout=2)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Greys what cannot be done here."""
        steps = self.document.template.steps
        if action == "step":
            at = steps[-1] if parameters == (1,) else steps[0]
            return None if self.step is at else True
        if action == "undo":
            return True if self.document.can_undo else None
        if action == "redo":
            return True if self.document.can_redo else None
        return True

    @work(exclusive=True, group="dialog")
    async def action_go_to(self) -> None:
        """Asks for a section or field by name and goes there."""
        chosen = await self.app.push_screen_wait(GoToDialog(targets_of(self.document)))
        if chosen is not None:
            self.go_to(parse_path(chosen))

    def on_outline_step_chosen(self, message: Outline.StepChosen) -> None:
        """Goes to the step that was chosen in the outline."""
        self.go_to(message.step.path)

    def on_preview_passage_chosen(self, message: Preview.PassageChosen) -> None:
        """Goes to the field whose passage was chosen in the preview."""
        if message.path:
            self.go_to(parse_path(message.path))

    def on_section_form_path_focused(self, message: SectionForm.PathFocused) -> None:
        """The preview follows the cursor, and the hint says what to write."""
        if message.path != self._path:
            self.document.close_step()
        self._path = message.path
        self.preview.follow(format_path(message.path))
        self._show_hint(message.field)
        self.post_message(self.PlaceChanged())
        self.refresh_bindings()

    def _show_hint(self, field: Field) -> None:
        self._hint.show(Content(field.help))

    def place(self) -> tuple[Path, Path, Cursor]:
        """Where the author is: the step, the field, and the cursor in it."""
        if isinstance(self.focused, TextEditor):
            self._cursor = self.form.focused_cursor()
        return self.step.path, self._path, self._cursor

    # Sections that do not apply

    def _section_in_question(self) -> Section:
        focused = self.focused
        if isinstance(focused, ReasonLine):
            return focused.section
        if self.outline.has_focus_within:
            return self.outline.highlighted_step or self.step
        return self.document.template.section_of(self._path) or self.step

    @work(exclusive=True, group="dialog")
    async def action_not_applicable(self) -> None:
        """Marks the section as not applicable, with a reason; or takes that back."""
        section = self._section_in_question()
        if self.document.not_applicable(self.step) is not None:
            section = self.step
        if self.document.not_applicable(section) is not None:
            self.document.set_not_applicable(section, None)
            self.focus_path(section.path)
            return
        reason = await self.app.push_screen_wait(ReasonDialog(section.heading, ""))
        if reason is not None:
            self.document.set_not_applicable(section, reason)
            self.form.focus_reason(section)
