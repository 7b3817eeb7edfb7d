"""The wizard: outline, form and live preview of one draft."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path as FilePath
from typing import ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message

from designdoc_screens.reasons import EDITS, sentence
from designdoc_screens.section_rooms import SectionRooms
from designdoc_screens.top_line import top_line
from designdoc_tui.document.changes import Change
from designdoc_tui.document.document import NOT_APPLICABLE, Document
from designdoc_tui.markdown.live import LivePassages
from designdoc_tui.markdown.steps import Steps
from designdoc_tui.template.field import Field
from designdoc_tui.template.model import Section
from designdoc_tui.template.path import Path, format_path, parse_path, starts_with
from designdoc_tui.widgets.editor import TextEditor
from designdoc_tui.widgets.fields.base import Cursor
from designdoc_tui.widgets.form import SectionForm
from designdoc_tui.widgets.key_bar import KeyBar
from designdoc_tui.widgets.keys_in_turn import hold_keys, passed
from designdoc_tui.widgets.line import Line
from designdoc_tui.widgets.outline import Outline
from designdoc_tui.widgets.preview import Preview
from designdoc_tui.widgets.section_block import ReasonLine

_STYLES = str(FilePath(__file__).with_suffix(".tcss"))


class SectionScreen(SectionRooms):
    """One draft, a step at a time.

    Attributes:
        document: The document.
        steps: Its steps.
        step: The one that is open.
        outline: Every step, and how far along it is.
        form: The fields of the open step.
    """

    AUTO_FOCUS = ""  # the outline comes first; the cursor belongs into the field that was left
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3,ctrl+g", "go_to", "Go to", id="go-to", tooltip="A section or field by name"),
        Binding("f5", "review", "Review", id="review", tooltip="The review checklist, and back"),
        Binding("f6", "next_view", "View", id="view.next", tooltip="Form, both, preview"),
        Binding("f7", "step(-1)", "Back", id="section.previous", tooltip="Section before"),
        Binding("f8", "step(1)", "Next", id="section.next", tooltip="Section after"),
        Binding(
            "f9",
            "not_applicable",
            "N/A",
            id="section.not-applicable",
            tooltip="It does not apply, with a reason; or does again",
        ),
        Binding(
            "f10,alt+o",
            "outline",
            "Outline",
            id="outline.focus",
            show=False,
            tooltip="The outline, and back",
        ),
        Binding("ctrl+z", "undo", "Undo", id="undo", show=False, tooltip="Take an edit back"),
        Binding(
            "ctrl+y,ctrl+shift+z",
            "redo",
            "Redo",
            id="redo",
            show=False,
            tooltip="Do again what was undone",
        ),
    ]

    class PlaceChanged(Message):
        """The author went to another place."""

    class ReviewAsked(Message):
        """The author wants to see the review checklist."""

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
        self.steps = Steps(document)
        self.step = self.steps.of(start)
        self._going = asyncio.Lock()
        self._last_hold: Callable[[], None] | None = None
        self._file_name = name
        self._start = start
        self._start_cursor = cursor
        self._passages = LivePassages(document)
        self._is_saving = False
        self._top = Line(id="top")
        self._hint = Line(id="hint")
        self.outline = Outline(document, self.steps)
        self.form = SectionForm(document, self.step)
        self._unsubscribe: Callable[[], None] | None = None
        self._path: Path = start
        self._cursor: Cursor = cursor

    # Layout

    def compose(self) -> ComposeResult:
        """Top line; outline, form, preview; hint; keys."""
        # What there is room for is settled here, so that nothing is styled and laid out twice.
        width = self._width
        fitting = [name for least, name in self.HORIZONTAL_BREAKPOINTS or () if width >= least]
        self.add_class(fitting[-1], update=False)
        # Not by `CSS_PATH`: for a first screen Textual would parse it three times.
        if not self.app.stylesheet.has_source(_STYLES, ""):
            self.app.stylesheet.read(_STYLES)
        self._show_view()
        yield self._top
        with Horizontal(id="rooms"):
            yield self.outline
            with self._desk:
                yield self.form
            yield self.preview
        yield self.search_line
        yield self._hint
        yield KeyBar()

    def on_mount(self) -> None:
        """Begins where the author left."""
        self._unsubscribe = self.document.subscribe(self._follow)
        self.outline.show_current(self.step)
        self.preview.show(self._passages)
        self.show_top()
        self.call_after_refresh(self._begin, hold_keys(self.app))

    @work(group="go")
    async def _begin(self, release: Callable[[], None]) -> None:
        try:
            async with self._going:
                with self.app.batch_update():  # as in `_go`
                    self.focus_path(self._start, self._start_cursor)
                    await self._focus_told()
        finally:
            release()

    def on_unmount(self) -> None:
        """Stops listening."""
        if self._unsubscribe is not None:
            self._unsubscribe()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Leaves the styles alone the first time: everything has just got them."""
        if not self.stack_updates:
            event.refresh_styles = False

    def on_resize(self) -> None:
        """What fits changes with the width."""
        self._show_view()
        self.show_top()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Remembers where in a text the author was, who may quit from elsewhere."""
        if isinstance(event.widget, TextEditor):
            self._cursor = event.widget.cursor_location

    # What happens to the document

    def _follow(self, change: Change) -> None:
        """Brings everything in line with an edit, in the same frame as the key."""
        index = self._passages.after(change)
        if index is None:
            self.preview.passages_changed()
        else:
            self.preview.passage_changed(index)
        self.follow_steps(change)
        self.form.follow(change)
        if starts_with(change.path, NOT_APPLICABLE) or starts_with(NOT_APPLICABLE, change.path):
            self.outline.show_all()
        else:
            self.outline.show_state(self.steps.of(change.path))
        self.show_top()

    def show_top(self) -> None:
        """Shows the title, where the author is, and whether all is saved."""
        content = top_line(
            self.document,
            self.steps.sections,
            self.steps.index(self.step),
            self._file_name,
            width=self._width,
            is_saving=self._is_saving,
        )
        self._top.show(content)

    def show_file(self, name: str) -> None:
        """Shows what the draft's file is called from now on."""
        self._file_name = name
        self.show_top()

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
        path = self.lands_on(change)
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
        self._last_hold = hold_keys(self.app)
        self._go(path, cursor, self._last_hold)

    @work(group="go")
    async def _go(self, path: Path, cursor: Cursor | None, release: Callable[[], None]) -> None:
        try:
            # One after the other: a form that is left half built could not be gone on with, and
            # Textual waits for ever for widgets whose removal was cancelled.
            async with self._going:
                if release is self._last_hold:  # else somebody wants to be elsewhere by now
                    await self._arrive(path, cursor)
        finally:
            release()

    async def _arrive(self, path: Path, cursor: Cursor | None) -> None:
        self.make_room_for_form()
        with self.app.batch_update():  # until the focus is there: painted once
            await self._open(self.steps.of(path))
            if self.is_attached:
                self.focus_path(path, cursor)
                await self._focus_told()

    async def _focus_told(self) -> None:
        """Returns when everybody knows what has got the focus."""
        await passed(self.app)
        if self.focused is not None:
            for pump in self.focused.ancestors_with_self:
                await passed(pump)

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
        steps = self.steps.sections
        index = self.steps.index(self.step) + by
        if 0 <= index < len(steps):
            self.go_to(steps[index].path)

    def on_key(self, event: events.Key) -> None:
        """Says why a key does nothing just now."""
        active = self.active_bindings.get(event.key)
        if active is not None and not active.enabled:
            why = self.why_not(active.binding.action)
            self.notify(sentence(why), timeout=2, markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Greys what cannot be done here."""
        if action == "step":
            last = len(self.steps.sections) - 1 if parameters == (1,) else 0
            return None if self.steps.index(self.step) == last else True
        if action == "undo":
            return True if self.document.can_undo else None
        if action == "redo":
            return True if self.document.can_redo else None
        can = super().check_action(action, parameters)
        return None if can and action in EDITS and self.document.frozen else can

    @work(exclusive=True, group="dialog")
    async def action_go_to(self) -> None:
        """Asks for a section or field by name and goes there."""
        # Deferred, as all dialogs are: the first frame does without.
        from designdoc_screens.go_to import GoToDialog
        from designdoc_screens.targets import targets_of

        chosen = await self.app.push_screen_wait(GoToDialog(targets_of(self.document)))
        if chosen is not None:
            self.go_to(parse_path(chosen))

    def action_review(self) -> None:
        """Opens the review checklist."""
        self.document.close_step()
        self.post_message(self.ReviewAsked())

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

    def here(self) -> Path:
        """The field the author is in."""
        return self._path

    def place(self) -> tuple[Path, Path, Cursor]:
        """Where the author is: the step, the field, and the cursor in it."""
        if isinstance(self.focused, TextEditor):
            self._cursor = self.form.focused_cursor()
        return self.step.path, self._path, self._cursor

    # Sections that do not apply

    def section_in_question(self) -> Section:
        """The section that the author means: the one the cursor is in."""
        focused = self.focused
        if isinstance(focused, ReasonLine):
            return focused.section
        if self.outline.has_focus_within:
            return self.outline.highlighted_step or self.step
        return self.document.template.section_of(self._path) or self.step

    @work(exclusive=True, group="dialog")
    async def action_not_applicable(self) -> None:
        """Marks the section as not applicable, with a reason; or takes that back."""
        section = self.section_in_question()
        if self.document.not_applicable(self.step) is not None:
            section = self.step
        if self.document.not_applicable(section) is not None:
            self.document.set_not_applicable(section, None)
            self.focus_path(section.path)
            return
        # Deferred: see `action_go_to`.
        from designdoc_screens.dialogs import ReasonDialog

        reason = await self.app.push_screen_wait(ReasonDialog(section.heading, ""))
        if reason is not None:
            self.document.set_not_applicable(section, reason)
            self.form.focus_reason(section)
