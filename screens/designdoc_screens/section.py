"""The wizard: outline, form and live preview of one draft."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path as FilePath
from typing import ClassVar, Final

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from designdoc_screens.drawing import DrawingAction
from designdoc_screens.journey import Journey
from designdoc_screens.rooms import ROOM_FOR_TWO, RoomsScreen, View
from designdoc_screens.top_line import top_line
from designdoc_screens.verbatim_steps import VerbatimSteps
from designdoc_tui.document.changes import Change
from designdoc_tui.document.document import NOT_APPLICABLE, Document
from designdoc_tui.markdown.live import LivePassages
from designdoc_tui.markdown.steps import Steps, is_verbatim
from designdoc_tui.template.model import Section
from designdoc_tui.template.path import Path, parse_path, starts_with, touches
from designdoc_tui.template.reserved import REVIEW
from designdoc_tui.widgets.fields.base import Cursor
from designdoc_tui.widgets.form import SectionForm
from designdoc_tui.widgets.key_bar import KeyBar
from designdoc_tui.widgets.line import Line
from designdoc_tui.widgets.outline import Outline
from designdoc_tui.widgets.section_block import ReasonLine

_STYLES = str(FilePath(__file__).with_suffix(".tcss"))
_ROOM_FOR_THREE: Final = 110
"""Columns from which on the outline is shown beside form and preview."""


class SectionScreen(RoomsScreen):
    """One draft, a step at a time.

    Attributes:
        document: The document.
        steps: Its steps.
        journey: Which of them is open, and the author's way to others.
        outline: Every step, and how far along it is.
        form: The fields of the open step.
    """

    ROOM_FOR_BOTH = _ROOM_FOR_THREE
    HORIZONTAL_BREAKPOINTS = [
        (0, "-narrow"),
        (ROOM_FOR_TWO, "-medium"),
        (_ROOM_FOR_THREE, "-wide"),
    ]

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
        Binding(
            "alt+t",
            "to_fields",
            "Turn into fields",
            id="piece.to-fields",
            tooltip="Turn this Markdown into fields of the template",
        ),
        Binding(
            "alt+g",
            "draw",
            "Draw the diagram",
            id="diagram.draw",
            show=False,
            tooltip="Draw the parts and what each depends on",
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
        self.journey = Journey(self, start, cursor)
        self._verbatim = VerbatimSteps(self)
        self._drawing = DrawingAction(self)
        self._file_name = name
        self._passages = LivePassages(document)
        self._is_saving = False
        self._top = Line(id="top")
        self._hint = Line(id="hint")
        self._desk = Vertical(id="desk")
        self.outline = Outline(document, self.steps)
        self.form = SectionForm(document, self.step)
        self._unsubscribe: Callable[[], None] | None = None

    @property
    def step(self) -> Section:
        """The step that is open."""
        return self.journey.step

    # Layout

    def compose(self) -> ComposeResult:
        """Top line; outline, form, preview; hint; keys."""
        # What there is room for is settled here, so that nothing is styled and laid out twice.
        width = self.columns
        fitting = [name for least, name in self.HORIZONTAL_BREAKPOINTS or () if width >= least]
        self.add_class(fitting[-1], update=False)
        # Not by `CSS_PATH`: for a first screen Textual would parse it three times.
        if not self.app.stylesheet.has_source(_STYLES, ""):
            self.app.stylesheet.read(_STYLES)
        self.show_view()
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
        self.journey.begin()

    def on_unmount(self) -> None:
        """Stops listening."""
        if self._unsubscribe is not None:
            self._unsubscribe()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Leaves the styles alone the first time: everything has just got them."""
        if not self.stack_updates:
            event.refresh_styles = False

    def on_resize(self) -> None:
        """What fits changes with the width; the field that has the cursor stays in sight."""
        self.show_view()
        self.show_top()
        self.journey.keep_in_sight()

    def show_view(self) -> None:
        """Shows what there is room for; the outline while it has the cursor."""
        view = self.fitting()
        self._desk.display = view is not View.PREVIEW
        self.preview.display = view is not View.WORK
        beside = _ROOM_FOR_THREE if view is View.BOTH else ROOM_FOR_TWO
        self.outline.display = self.columns >= beside or self.outline.has_focus_within
        if view is View.PREVIEW and self.focused is None:
            self.preview.focus()

    def make_room_for_form(self) -> None:
        """Shows the form again where there is nothing but the preview."""
        if self.fitting() is View.PREVIEW:
            self.view = View.BOTH if View.BOTH in self.views() else View.WORK

    def focus_work(self) -> None:
        """Goes back to the field that was left."""
        self.journey.focus(self.here())

    def action_outline(self) -> None:
        """Goes to the outline, showing it where there was no room for it; and back."""
        if self.outline.has_focus_within:
            self.focus_work()
            return
        self.outline.display = True
        self.outline.focus_list()

    def set_focus(
        self,
        widget: Widget | None,
        scroll_visible: bool = True,  # noqa: ARG002
        from_app_focus: bool = False,
    ) -> None:
        """Gives a widget the focus; `Journey.keep_in_sight` scrolls to it."""
        # Textual would scroll at once, to where it stood before it was laid out, if it was at all.
        super().set_focus(widget, scroll_visible=False, from_app_focus=from_app_focus)

    # What happens to the document

    def _follow(self, change: Change) -> None:
        """Brings everything in line with an edit, in the same frame as the key."""
        index = self._passages.after(change)
        if index is None:
            self.preview.passages_changed()
        else:
            self.preview.passage_changed(index)
        self._verbatim.follow(change)
        self.form.follow(change)
        if touches(change.path, NOT_APPLICABLE):
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
            width=self.columns,
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

    def show_undone(self, change: Change) -> None:
        """Goes to where an edit was that was taken back."""
        self._go_to_edit("Taken back", change)

    def show_redone(self, change: Change) -> None:
        """Goes to where an edit was that was made again."""
        self._go_to_edit("Done again", change)

    def _go_to_edit(self, what: str, change: Change) -> None:
        path = self._verbatim.lands_on(change)
        if starts_with(path, NOT_APPLICABLE):
            self.go_to(parse_path(str(path[-1])))
        elif path[:1] == (REVIEW,):
            self.say_where(what, change)  # what reviewers leave has no field to go to
        else:
            self.go_to(path)

    # Going places

    def go_to(self, path: Path, cursor: Cursor | None = None) -> None:
        """Opens the step a path is edited on and puts the cursor there; see `Journey.go_to`."""
        self.journey.go_to(path, cursor)

    def here(self) -> Path:
        """The field the author is in."""
        return self.journey.path

    def action_step(self, by: int) -> None:
        """Goes to the section before or after."""
        self.journey.go_on(by)

    def action_review(self) -> None:
        """Opens the review checklist."""
        self.document.close_step()
        self.post_message(self.ReviewAsked())

    def on_outline_step_chosen(self, message: Outline.StepChosen) -> None:
        """Goes to the step that was chosen in the outline."""
        self.go_to(message.step.path)

    def on_section_form_path_focused(self, message: SectionForm.PathFocused) -> None:
        """The preview follows the cursor, and the hint says what to write."""
        self._stand_at(message.path, message.field.help)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The outline goes where it was shown over the form; a reason is where the author is."""
        self.show_view()
        self.journey.keep_in_sight()
        if isinstance(event.widget, ReasonLine):
            # A section that does not apply has no field.
            hint = "It does not apply. f9 has it apply again, with its text."
            self._stand_at(event.widget.section.path, hint)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Remembers where in a text the author was."""
        self.journey.note_cursor(event.widget)

    def _stand_at(self, path: Path, hint: str) -> None:
        self.journey.note_place(path)
        self._hint.show(Content(hint))
        self.post_message(self.PlaceChanged())
        self.refresh_bindings()

    # What the keys do, and why not

    def can_do(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Greys what cannot be done here; hides what has no business here."""
        if action == "step":
            last = len(self.steps.sections) - 1 if parameters == (1,) else 0
            return None if self.steps.index(self.step) == last else True
        if action == "draw":
            return self._drawing.can_draw()
        if action == "to_fields":
            return self._verbatim.can_become_fields()
        if action == "not_applicable" and is_verbatim(self.section_in_question()):
            return None
        return super().can_do(action, parameters)

    def why_not(self, action: str) -> str:
        """Why an action cannot be done just now."""
        if not self.document.frozen:
            if action == "to_fields":
                return self._verbatim.why_not_fields()
            if action == "not_applicable" and is_verbatim(self.section_in_question()):
                return "the template has no such section"
        return super().why_not(action)

    def action_draw(self) -> None:
        """Draws the parts of the design into their diagram."""
        self._drawing.draw()

    @work(exclusive=True, group="dialog")
    async def action_to_fields(self) -> None:
        """Turns the Markdown of the open step into fields, after showing which."""
        await self._verbatim.turn_into_fields()

    # Sections that do not apply

    def section_in_question(self) -> Section:
        """The section that the author means: the one the cursor is in."""
        focused = self.focused
        if isinstance(focused, ReasonLine):
            return focused.section
        if self.outline.has_focus_within:
            return self.outline.highlighted_step or self.step
        return self.document.template.section_of(self.here()) or self.step

    @work(exclusive=True, group="dialog")
    async def action_not_applicable(self) -> None:
        """Marks the section as not applicable, with a reason; or takes that back."""
        section = self.section_in_question()
        if self.document.not_applicable(self.step) is not None:
            section = self.step
        if self.document.not_applicable(section) is not None:
            self.document.set_not_applicable(section, None)
            self.journey.focus(section.path)
            return
        # Deferred: see `action_go_to`.
        from designdoc_screens.dialogs import ReasonDialog

        reason = await self.app.push_screen_wait(ReasonDialog(section.heading, ""))
        if reason is not None:
            self.document.set_not_applicable(section, reason)
            self.form.focus_reason(section)
