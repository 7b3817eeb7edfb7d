"""The Textual app: which screen is open, and what every screen can do."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import events, work
from textual.app import SuspendNotSupported, SystemCommand
from textual.binding import ActiveBinding, Binding, BindingType
from textual.constants import DEFAULT_THEME, DRIVER
from textual.driver import Driver
from textual.reactive import Reactive
from textual.screen import Screen
from textual.theme import BUILTIN_THEMES

from designdoc_tui.draft.load import resolve
from designdoc_tui.sitting.entrance import MODE, Entrance, Wanted
from designdoc_tui.sitting.greeting import Greeting
from designdoc_tui.sitting.importing import Importing
from designdoc_tui.sitting.leaving import Leaving
from designdoc_tui.sitting.markdown_edits import MarkdownEdits
from designdoc_tui.sitting.read_only import ReadOnly
from designdoc_tui.sitting.reviewing import Reviewing
from designdoc_tui.sitting.saving import Saving
from designdoc_tui.sitting.sitting import Sitting
from designdoc_tui.sitting.watch import LOOK_PAUSE, Watch
from designdoc_tui.source.errors import visible
from designdoc_tui.state.theme import ChosenTheme
from designdoc_tui.widgets.editor import TextEditor
from designdoc_tui.widgets.keys_in_turn import KeysInTurn

if TYPE_CHECKING:
    from designdoc_screens.home import HomeScreen
    from designdoc_screens.review import ReviewScreen
    from designdoc_screens.section import SectionScreen
    from designdoc_tui.desk import OpenDraft
    from designdoc_tui.draft.load import Draft


def _first_theme() -> str:
    """The theme to begin with: what the environment says, else what was chosen last."""
    wanted = os.environ.get("TEXTUAL_THEME")
    if wanted:
        return wanted  # or several; Textual takes the first that there is
    chosen = ChosenTheme().read()
    return chosen if chosen in BUILTIN_THEMES else DEFAULT_THEME


class DesignDocApp(KeysInTurn[int]):
    """The wizard."""

    TITLE = "designdoc-tui"
    ENABLE_COMMAND_PALETTE = True
    DEFAULT_MODE = MODE
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help_here", "Help", id="help", tooltip="Help for what is focused"),
        Binding("f2,ctrl+s", "save", "Save", id="save", tooltip="Save draft and design.md"),
        Binding(
            "f4",
            "edit_outside",
            "Editor",
            id="edit-outside",
            show=False,
            tooltip="Edit this text in your own editor",
        ),
        Binding("ctrl+q", "leave", "Quit", id="quit", tooltip="Quit", priority=True),
    ]

    theme: Reactive[str] = Reactive(_first_theme)
    """The theme that is on: known before anything is styled, so that no frame has another."""

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
        super().__init__()
        sitting = self._sitting = Sitting(self, today)
        self._read_only = ReadOnly(sitting)
        self._reviewing = Reviewing(sitting)
        self._importing = Importing(sitting)
        markdown = MarkdownEdits(sitting)
        self._greeting = Greeting(sitting, markdown, self._read_only)
        self._watch = Watch(sitting, markdown, self._read_only)
        self._saving = Saving(sitting, self._watch, markdown, self._read_only)
        self._leaving = Leaving(sitting, self._saving)
        wanted = Wanted(target, folder or Path.cwd(), on_review)
        self._entrance = Entrance(sitting, self._greeting, self._reviewing, self._importing, wanted)
        self.add_mode(self.DEFAULT_MODE, self._entrance.first_screen)

    @property
    def desk(self) -> OpenDraft | None:
        """What keeps the draft that is open."""
        return self._sitting.desk

    @property
    def draft(self) -> Draft | None:
        """The draft that is open."""
        return self._sitting.draft

    @property
    def section_screen(self) -> SectionScreen | None:
        """The wizard's screen, where a draft is open."""
        return self._sitting.section_screen

    # From the start to the end

    def get_driver_class(self) -> type[Driver]:
        """What reads the keyboard and writes to the terminal."""
        if sys.platform == "win32" or DRIVER is not None:
            return super().get_driver_class()
        # Not to be had on Windows.
        from designdoc_tui.widgets.keyboard import Keyboard

        return Keyboard

    def on_mount(self) -> None:
        """Goes on with what was asked for, and looks after the draft from now on."""
        self._entrance.enter()
        self._leaving.listen()
        self.set_interval(LOOK_PAUSE, self._look_at_files)

    @work(group="watch")
    async def _look_at_files(self) -> None:
        await self._watch.look()

    def watch_theme(self, before: str, chosen: str) -> None:
        """Keeps a theme that was chosen for the next start."""
        if chosen != before:
            ChosenTheme().remember(chosen)

    def on_ready(self) -> None:
        """What is there by now stays: collecting garbage need not look at it on a key.

        Until here it was left alone; see `cli/at_once.py`.
        """
        gc.freeze()
        gc.enable()

    def on_keyboard_gone(self) -> None:
        """Ends: nothing can be typed any more."""
        self._leaving.end_without_keyboard()

    def on_unmount(self) -> None:
        """Lets go of the draft; what is not saved comes back at the next start."""
        self._leaving.close()

    def _fatal_error(self) -> None:
        """Keeps what was typed and says so in one line; Textual would print a traceback."""
        if os.environ.get("DESIGNDOC_DEBUG"):
            super()._fatal_error()
        else:
            self.panic(Text(self._leaving.last_words(self._exception)))

    # What the author does

    async def on_event(self, event: events.Event) -> None:
        """Notes when somebody types."""
        self._sitting.pauses.note(event)
        await super().on_event(event)

    def on_key(self, event: events.Key) -> None:
        """Says why nothing can be typed where a draft is only read."""
        self._read_only.answer(event)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """What is only read takes no keys."""
        self._read_only.settle(event.widget)

    def on_section_screen_place_changed(self) -> None:
        """Remembers where the author is."""
        self._sitting.keep_place()

    def on_section_screen_review_asked(self) -> None:
        """Opens the checklist."""
        self._reviewing.open()

    async def on_review_screen_left(self, message: ReviewScreen.Left) -> None:
        """Goes back to the form: to a field, or to the one that was left."""
        await self._reviewing.leave(message.path)

    def on_home_screen_opened(self, message: HomeScreen.Opened) -> None:
        """Opens the draft that was chosen."""
        self._entrance.open(message.path)

    def on_home_screen_new_asked(self, message: HomeScreen.NewAsked) -> None:
        """Makes a new draft and opens it."""
        self._entrance.open_new(message.folder, message.title, message.change_id)

    @work(group="save")
    async def action_save(self) -> None:
        """Saves the draft and its `design.md`."""
        await self._saving.save()

    @work(group="dialog", exclusive=True)
    async def action_leave(self) -> None:
        """Quits; asks first when something is not saved."""
        # Deferred, as all dialogs are: the first frame of a draft does without.
        from designdoc_screens.dialogs import QuitDialog

        if not isinstance(self.screen, QuitDialog) and await self._leaving.may_leave():
            self.exit(0)

    @work(group="dialog", exclusive=True)
    async def action_go_home(self) -> None:
        """Goes back to the list of drafts; asks first when something is not saved."""
        if await self._leaving.may_leave():
            await self._entrance.go_home()

    @work(group="greet")
    async def action_resolve(self) -> None:
        """Decides what a merge of two branches has left undecided."""
        await self._greeting.ask_recorded()

    def action_import_report(self) -> None:
        """Shows again what became of the document that came in."""
        self._importing.show_report()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Takes away what only a draft can be asked for while none is open."""
        if action in ("save", "edit_outside") and self.section_screen is None:
            return False
        if action in ("save", "edit_outside") and self.desk is not None and self.desk.is_read_only:
            return None
        return super().check_action(action, parameters)

    # Help, and what is opened in other programs

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
            return topic.replace("-", " ").capitalize(), help_text(topic)
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
            if self._importing.report is not None:
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

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Opens a link in the browser, or the program for it; says so where there is none."""
        if self.is_web:
            super().open_url(url, new_tab=new_tab)
            return
        import webbrowser  # deferred: no frame needs it

        if not webbrowser.open(url):
            self.notify(
                f"No browser can be started from here: {visible(url)}",
                severity="warning",
                timeout=10,
                markup=False,
            )

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
        suffix = ".md"
        if kind is not None and kind.is_fenced:
            suffix = f".{kind.language_of(editor.text) or 'txt'}"
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
        app = DesignDocApp(folder=path, on_review=on_review)
    else:
        app = DesignDocApp(path, on_review=on_review)
    result = app.run()
    return (app.return_code or 0) if result is None else result
