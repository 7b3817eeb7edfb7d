"""The Textual app: which screen is open, and what every screen can do."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import App, SuspendNotSupported, SystemCommand
from textual.binding import ActiveBinding, Binding, BindingType
from textual.dom import DOMNode
from textual.screen import Screen

from designdoc_tui.desk import DraftHeldError
from designdoc_tui.draft.beside import draft_beside, is_markdown
from designdoc_tui.draft.load import resolve
from designdoc_tui.sitting import Importing
from designdoc_tui.sitting.opening import PATIENCE, Reading, takes_long
from designdoc_tui.source.errors import SourceError
from designdoc_tui.template.kinds.fence import Fence
from designdoc_tui.widgets.editor import TextEditor

if TYPE_CHECKING:
    from designdoc_screens.home import HomeScreen


class DesignDocApp(Importing):
    """The wizard."""

    TITLE = "designdoc-tui"
    ENABLE_COMMAND_PALETTE = True
    DEFAULT_MODE = "wizard"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help_here", "Help", id="help", tooltip="Help for what is focused"),
        Binding("f2,ctrl+s", "save", "Save", id="save", tooltip="Save draft and design.md"),
        Binding("f4", "edit_outside", "Editor", id="edit-outside", show=False),
        Binding("ctrl+q", "leave", "Quit", id="quit", tooltip="Quit", priority=True),
    ]

    def __init__(
        self,
        target: Path | None = None,
        *,
        folder: Path | None = None,
        today: Callable[[], date] = date.today,
        on_review: bool = False,
    ) -> None:
        """Makes the app.

        Args:
            target: The draft to open, or the Markdown to make one of; the list of drafts when
                there is none.
            folder: The folder whose drafts are offered; the working folder by default.
            today: Tells the day.
            on_review: Whether to open on the review checklist of the draft.
        """
        super().__init__(today)
        self._on_review = on_review
        self._target = target
        self._folder = folder or Path.cwd()
        self._problem: str | None = None
        self._held: DraftHeldError | None = None
        self._coming_in: Path | None = None
        self._coming_up: Reading | None = None
        self.add_mode(self.DEFAULT_MODE, self._first_screen)

    def _first_screen(self) -> Screen[None]:
        """What was asked for, as the bottom screen: another one below would cost a frame."""
        if self._target is None:
            return self._home()
        self._coming_in = _without_draft(self._target)
        if self._coming_in is not None:
            return Screen()
        draft = _draft_of(self._target)
        reading = Reading(draft) if takes_long(draft) else None
        if reading is not None and not reading.is_done_within(PATIENCE):
            self._coming_up = reading
            return _opening(draft)
        try:
            return self.opened(draft, draft=None if reading is None else reading.draft())
        except DraftHeldError as error:
            self._held = error
            return Screen()
        except SourceError as error:
            self._problem = str(error)
            return Screen()

    def on_mount(self) -> None:
        """Says why what was asked for is not on the screen, or what there is to know of it."""
        if self._coming_in is not None:
            self._offer_import(self._coming_in)
        elif self._coming_up is not None:
            self._open_large(self._coming_up)
        elif self._held is not None and self._target is not None:
            self._ask_holder(_draft_of(self._target), self._held)
        elif self._problem is None:
            self._begin()
        else:
            self._show_problem("This draft cannot be opened", self._problem)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Takes away what only a draft can be asked for while none is open."""
        if action in ("save", "edit_outside") and self.section_screen is None:
            return False
        if action in ("save", "edit_outside") and self.desk is not None and self.desk.is_read_only:
            return None
        return super().check_action(action, parameters)

    def update_styles(self, node: DOMNode, animate: bool = True) -> None:
        """Styles a node anew whose classes changed.

        Args:
            node: The node.
            animate: Whether what changes may take its time.
        """
        # Textual styles widgets too that are still being made: once more for each class they give
        # themselves, and all of it again when they are mounted.
        if isinstance(node, App | Screen) or node.is_attached:
            super().update_styles(node, animate)

    def on_ready(self) -> None:
        """What is there by now stays: collecting garbage need not look at it on a key.

        Until here it was left alone; see `cli/at_once.py`.
        """
        gc.freeze()
        gc.enable()

    # Screens

    def _home(self) -> Screen[None]:
        # Deferred: not needed to open a draft, and opening one has to be quick.
        from designdoc_screens.home import HomeScreen
        from designdoc_tui.draft.find import find_drafts, summary

        return HomeScreen(self._folder, self._recent.all, find=find_drafts, summarise=summary)

    def _open(self, path: Path) -> None:
        if takes_long(path):
            self.push_screen(_opening(path))
            self._open_large(Reading(path))
            return
        try:
            self.push_screen(self.opened(path))
        except DraftHeldError as error:
            self._ask_holder(path, error)
        except SourceError as error:
            self._show_problem("This draft cannot be opened", str(error))
        else:
            self._begin()

    def _begin(self) -> None:
        """Tells what there is to know of the draft; on the checklist, if that was asked for."""
        if self._on_review:
            self._on_review = False
            self.open_review()
        self.greet()

    @work(group="dialog")
    async def _open_large(self, reading: Reading) -> None:
        """Opens a draft whose reading takes long: meanwhile keys are answered."""
        path = reading.path
        try:
            screen = self.opened(path, draft=await reading.when_done())
        except DraftHeldError as error:
            if self._coming_up is None:
                self.pop_screen()
            else:
                self._held = error
            self._ask_holder(path, error)
        except SourceError as error:
            if self._coming_up is None:
                self.pop_screen()
            else:
                self._problem = str(error)
            self._show_problem("This draft cannot be opened", str(error))
        else:
            self._coming_up = None
            await self._begin_anew(lambda: screen)
            self._begin()

    @work(group="dialog")
    async def _ask_holder(self, path: Path, error: DraftHeldError) -> None:
        try:
            screen = await self.ask_holder(resolve(path), error)
        except SourceError as problem:
            self._show_problem("This draft cannot be opened", str(problem))
            return
        if screen is None:
            if self._held is not None:
                self.exit(0)
            return
        if self._held is not None:
            self._held = None
            await self._begin_anew(lambda: screen)
        else:
            await self.push_screen(screen)
        self._begin()

    @work(group="dialog")
    async def _offer_import(self, markdown: Path) -> None:
        """Makes a draft of Markdown, if that is wanted, and opens it."""
        try:
            draft = await self.bring_in(markdown)
            if draft is None:
                self.exit(0)
                return
            screen = self.opened(draft)
        except SourceError as error:
            self._problem = str(error)
            self._show_problem("This document cannot be imported", self._problem)
            return
        await self._begin_anew(lambda: screen)
        self._begin()

    @work(group="dialog")
    async def _show_problem(self, title: str, line: str) -> None:
        # Deferred, as all dialogs are: the first frame of a draft does without.
        from designdoc_screens.dialogs import ProblemDialog

        await self.push_screen_wait(ProblemDialog(title, [line]))
        if self._problem is not None:
            self.exit(2, return_code=2, message=line)

    def on_home_screen_opened(self, message: HomeScreen.Opened) -> None:
        """Opens the draft that was chosen."""
        self._open(message.path)

    def on_home_screen_new_asked(self, message: HomeScreen.NewAsked) -> None:
        """Makes a new draft and opens it."""
        # Deferred: most starts make no draft.
        from designdoc_tui.sitting.beginning import begin_draft

        try:
            path = begin_draft(message.folder, message.title, message.change_id, self.today())
        except SourceError as error:
            self._show_problem("The draft could not be made", str(error))
            return
        self._open(path)

    @work(group="dialog", exclusive=True)
    async def action_go_home(self) -> None:
        """Goes back to the list of drafts; asks first when something is not saved."""
        if not await self.may_leave_draft():
            return
        self.desk = None
        await self._begin_anew(self._home)

    async def _begin_anew(self, make: Callable[[], Screen[None]]) -> None:
        """Puts another screen in the place of all there are."""
        # A mode of its own, for Textual cannot replace the bottom screen of one.
        left = self.current_mode
        entered = "home" if left == self.DEFAULT_MODE else self.DEFAULT_MODE
        self.add_mode(entered, make)
        self.switch_mode(entered)
        await self.remove_mode(left)

    # Help, and the user's own editor

    def action_help_here(self) -> None:
        """Help for what is focused, and all keys."""
        # Deferred: it brings a Markdown widget along, which costs a third of a start.
        from designdoc_screens.help import HelpScreen, help_text, keys_of
        from designdoc_screens.reasons import why_not

        screen = self.screen
        if isinstance(screen, HelpScreen):
            return
        title, text = self._help_on_focus(help_text)
        frozen = self.draft.document.frozen if self.draft is not None else ""
        keys = keys_of(screen, partial(why_not, frozen=frozen))
        self.push_screen(HelpScreen(title, f"{text}\n\n{help_text('keys')}", keys))

    def _help_on_focus(self, help_text: Callable[[str], str]) -> tuple[str, str]:
        """What the focused field, or else the screen, is for."""
        section = self.section_screen
        if section is None or self.screen is not section:
            topic = getattr(self.screen, "HELP_TOPIC", "home")
            return "Help", help_text(topic)
        widget = section.form.focused_field()
        focused = self.focused
        extra = getattr(focused, "HELP", None) or "" if focused is not None else ""
        if widget is None:
            return section.step.heading, f"{dedent(extra)}\n\n{help_text('section')}"
        return widget.field.label, f"{widget.field.help}\n\n{dedent(extra)}"

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the command palette offers: everything that has a key here, by its name."""
        offered = ("Theme", "Quit", "Screenshot")
        yield from (
            command for command in super().get_system_commands(screen) if command.title in offered
        )
        named = {each.binding.id: each for each in screen.active_bindings.values()}  # each once
        for identity, active in named.items():
            if active.enabled and identity and active.binding.tooltip and active.node is not self:
                yield self._command(active)
        yield SystemCommand("Save", "Save the draft and design.md", self.action_save)
        yield SystemCommand("Help", "Help for what is focused, and all keys", self.action_help_here)
        if self.section_screen is not None:
            yield SystemCommand("Editor", "Edit it in your own editor", self.action_edit_outside)
            yield SystemCommand(
                "Open another draft", "Back to the list of drafts", self.action_go_home
            )
            if self.import_report is not None:
                yield SystemCommand(
                    "Import report", "What the import took as fields", self.action_import_report
                )
            yield SystemCommand(
                "Resolve conflicts", "Decide what a merge has left undecided", self.action_resolve
            )

    def _command(self, active: ActiveBinding) -> SystemCommand:
        async def run() -> None:
            await self.run_action(active.binding.action, active.node)

        return SystemCommand(active.binding.description, active.binding.tooltip, run)

    def action_edit_outside(self) -> None:
        """Edits the text that has the focus in the user's own editor."""
        # Deferred: no frame needs it.
        from designdoc_tui.widgets.external_editor import edit_outside, editor_command

        editor = self.focused
        if not isinstance(editor, TextEditor):
            self.notify("Go to a text first: this key edits it in your own editor.")
            return
        field = self.section_screen.form.focused_field() if self.section_screen else None
        kind = field.field.kind if field is not None else None
        suffix = f".{kind.language or 'txt'}" if isinstance(kind, Fence) else ".md"
        row, column = editor.cursor_location
        try:
            with self.suspend():
                # Nothing in here may raise: the screen would not come back.
                edited = edit_outside(
                    editor.text,
                    suffix=suffix,
                    line=row + 1,
                    command=editor_command(os.environ),
                )
        except SuspendNotSupported:
            self.notify("This terminal cannot be handed to another program.", severity="warning")
            return
        if edited.text is None:
            self.notify(
                edited.problem, title="Text kept as it was", severity="warning", markup=False
            )
            return
        editor.take_text(edited.text, (row, column))


def _opening(path: Path) -> Screen[None]:
    # Deferred: hardly any draft is that large.
    from designdoc_screens.opening import OpeningScreen

    return OpeningScreen(resolve(path).name)


def _draft_of(target: Path) -> Path:
    """The draft that is meant by a path: that of a Markdown file stands beside it."""
    return draft_beside(target) if is_markdown(target) and target.is_file() else target


def _without_draft(target: Path) -> Path | None:
    """A path, if it is that of a Markdown file that has no draft yet."""
    draft = _draft_of(target)
    return target if draft != target and not os.path.lexists(draft) else None


def run_wizard(path: Path | None, *, on_review: bool = False) -> int:
    """Opens the wizard and waits until it is left.

    Args:
        path: A draft, Markdown to make one of, a folder to offer the drafts of, or `None` for the
            working folder.
        on_review: Whether to open on the review checklist of the draft.

    Returns:
        The exit code.
    """
    if path is not None and path.is_dir() and not resolve(path).exists():
        app = DesignDocApp(folder=path)
    else:
        app = DesignDocApp(path, on_review=on_review)
    result = app.run()
    return (app.return_code or 0) if result is None else result
