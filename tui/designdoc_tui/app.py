"""The Textual app: which screen is open, and what every screen can do."""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import work
from textual.app import SuspendNotSupported, SystemCommand
from textual.binding import ActiveBinding, Binding, BindingType
from textual.screen import Screen

from designdoc_screens.dialogs import ProblemDialog, QuitDialog
from designdoc_screens.reasons import why_not
from designdoc_screens.section import SectionScreen
from designdoc_tui.document.document import Document
from designdoc_tui.draft import (
    Draft,
    Save,
    SaveError,
    create_draft,
    find_drafts,
    first_values,
    git_author,
    load_draft,
    resolve,
    summary,
)
from designdoc_tui.draft.linked import follow_title
from designdoc_tui.draft.rescue import rescue
from designdoc_tui.source.errors import SourceError, visible
from designdoc_tui.state import Place, Places, RecentDrafts, state_folder
from designdoc_tui.template import DEFAULT_TEMPLATE
from designdoc_tui.template.kinds.fence import Fence
from designdoc_tui.template.load import load_template
from designdoc_tui.template.path import format_path, parse_path
from designdoc_tui.widgets.editor import TextEditor
from designdoc_tui.widgets.external_editor import edit_outside, editor_command
from designdoc_tui.widgets.keys_in_turn import KeysInTurn

if TYPE_CHECKING:
    from designdoc_screens.home import HomeScreen


class DesignDocApp(KeysInTurn[int]):
    """The wizard."""

    TITLE = "designdoc-tui"
    ENABLE_COMMAND_PALETTE = True
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
    ) -> None:
        """Makes the app.

        Args:
            target: The draft to open; the list of drafts when there is none.
            folder: The folder whose drafts are offered; the working folder by default.
            today: Tells the day.
        """
        super().__init__()
        self._target = target
        self._folder = folder or Path.cwd()
        self._today = today
        self._places = Places()
        self._recent = RecentDrafts()
        self._saving = asyncio.Lock()
        self._is_home_shown = False
        self.draft: Draft | None = None

    def on_mount(self) -> None:
        """Opens what was asked for."""
        if self._target is None:
            self._show_home()
        else:
            self._open(self._target)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Takes away what only a draft can be asked for while none is open."""
        if action in ("save", "edit_outside") and self.section_screen is None:
            return False
        return super().check_action(action, parameters)

    def on_ready(self) -> None:
        """What is there by now stays: collecting garbage need not look at it on a key."""
        gc.collect()
        gc.freeze()

    # Screens

    def _show_home(self) -> None:
        # Deferred: not needed to open a draft, and opening one has to be quick.
        from designdoc_screens.home import HomeScreen

        self._is_home_shown = True
        self.push_screen(
            HomeScreen(self._folder, self._recent.all, find=find_drafts, summarise=summary)
        )

    @property
    def section_screen(self) -> SectionScreen | None:
        """The wizard's screen, where a draft is open."""
        found = (screen for screen in self.screen_stack if isinstance(screen, SectionScreen))
        return next(found, None)

    def _open(self, path: Path) -> None:
        try:
            draft = load_draft(resolve(path))
        except SourceError as error:
            self._show_problem("This draft cannot be opened", str(error))
            return
        self.draft = draft
        follow_title(draft.document)
        self._recent.used(draft.path)
        place = self._places.place_of(draft.path) or Place()
        screen = SectionScreen(
            draft.document,
            draft.path.name,
            start=parse_path(place.field or place.step),
            cursor=(place.row, place.column),
        )
        self.push_screen(screen)
        screen.look_up_files(draft.path.parent)

    @work(group="dialog")
    async def _show_problem(self, title: str, line: str) -> None:
        await self.push_screen_wait(ProblemDialog(title, [line]))
        if self.section_screen is None and not self._is_home_shown:
            self.exit(2, return_code=2, message=line)

    def on_home_screen_opened(self, message: HomeScreen.Opened) -> None:
        """Opens the draft that was chosen."""
        self._open(message.path)

    def on_home_screen_new_asked(self, message: HomeScreen.NewAsked) -> None:
        """Makes a new draft and opens it."""
        template = load_template(DEFAULT_TEMPLATE)
        try:
            values = first_values(
                template,
                message.title,
                today=self._today(),
                change_id=message.change_id or None,
                author=git_author(message.folder),
            )
            path = create_draft(message.folder, Document(template, values))
        except (SourceError, SaveError) as error:
            self._show_problem("The draft could not be made", str(error))
            return
        self._open(path)

    def _fatal_error(self) -> None:
        """Puts aside what was typed and says so in one line; Textual would print a traceback."""
        if os.environ.get("DESIGNDOC_DEBUG"):
            super()._fatal_error()
            return
        error = self._exception
        line = f"designdoc-tui: something went wrong inside ({type(error).__name__})."
        draft = self.draft
        if draft is not None and draft.document.is_modified:
            kept = rescue(draft, draft.path.parent, datetime.now().astimezone())
            kept = kept or rescue(draft, state_folder(), datetime.now().astimezone())
            if kept is not None:
                line += f" What you had typed is in {visible(str(kept))}; open it to go on."
        self.panic(Text(line))

    # Saving and leaving

    @work(group="save")
    async def action_save(self) -> None:
        """Saves the draft and its `design.md`."""
        await self._save()

    async def _save(self) -> bool:
        """Saves; the draft can be edited further meanwhile. Tells whether it is saved."""
        draft, screen = self.draft, self.section_screen
        if draft is None or screen is None:
            return True
        async with self._saving:
            self._keep_place()
            save = Save(draft, self._today())
            try:
                screen.show_saving(under_way=True)
                await asyncio.to_thread(save.write)
            except (SourceError, SaveError) as error:
                self.notify(
                    str(error), title="Not saved", severity="error", timeout=15, markup=False
                )
                return False
            finally:
                screen.show_saving(under_way=False)
            saved = save.finish()
            screen.show_top()
            screen.look_up_files(draft.path.parent)
        self.notify(saved.message, timeout=3, markup=False)
        return True

    def _keep_place(self) -> None:
        screen, draft = self.section_screen, self.draft
        if screen is None or draft is None:
            return
        step, field, cursor = screen.place()
        self._places.remember(draft.path, Place(format_path(step), format_path(field), *cursor))

    def on_section_screen_place_changed(self) -> None:
        """Remembers where the author is, so that the next start opens there."""
        self._keep_place()

    @work(group="dialog", exclusive=True)
    async def action_go_home(self) -> None:
        """Goes back to the list of drafts; asks first when something is not saved."""
        if not await self._may_leave_draft():
            return
        self.draft = None
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self._show_home()

    @work(group="dialog", exclusive=True)
    async def action_leave(self) -> None:
        """Quits; asks first when something is not saved."""
        if not isinstance(self.screen, QuitDialog) and await self._may_leave_draft():
            self.exit(0)

    async def _may_leave_draft(self) -> bool:
        """Whether nothing is lost by leaving; asks when something is not saved."""
        self._keep_place()
        draft = self.draft
        if draft is None or not draft.document.is_modified:
            return True
        answer = await self.push_screen_wait(QuitDialog(draft.path.name))
        return answer == "discard" or (answer == "save" and await self._save())

    # Help, and the user's own editor

    def action_help_here(self) -> None:
        """Help for what is focused, and all keys."""
        # Deferred: it brings a Markdown widget along, which costs a third of a start.
        from designdoc_screens.help import HelpScreen, help_text, keys_of

        screen = self.screen
        if isinstance(screen, HelpScreen):
            return
        title, text = self._help_on_focus(help_text)
        keys = keys_of(screen, why_not)
        self.push_screen(HelpScreen(title, f"{text}\n\n{help_text('keys')}", keys))

    def _help_on_focus(self, help_text: Callable[[str], str]) -> tuple[str, str]:
        """What the focused field, or else the screen, is for."""
        section = self.section_screen
        if section is None or self.screen is not section:
            return "Help", help_text("home")
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
        for active in screen.active_bindings.values():
            binding = active.binding
            if active.enabled and binding.id and binding.tooltip and active.node is not self:
                yield self._command(active)
        yield SystemCommand("Save", "Save the draft and design.md", self.action_save)
        yield SystemCommand("Help", "Help for what is focused, and all keys", self.action_help_here)
        if self.section_screen is not None:
            yield SystemCommand(
                "Open another draft", "Back to the list of drafts", self.action_go_home
            )

    def _command(self, active: ActiveBinding) -> SystemCommand:
        async def run() -> None:
            await self.run_action(active.binding.action, active.node)

        return SystemCommand(active.binding.description, active.binding.tooltip, run)

    def action_edit_outside(self) -> None:
        """Edits the text that has the focus in the user's own editor."""
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


def run_wizard(path: Path | None, *, screen: str = "section") -> int:  # noqa: ARG001
    """Opens the wizard and waits until it is left.

    Args:
        path: A draft, a folder to offer the drafts of, or `None` for the working folder.
        screen: Which screen to open on.

    Returns:
        The exit code.
    """
    if path is not None and path.is_dir() and not resolve(path).exists():
        app = DesignDocApp(folder=path)
    else:
        app = DesignDocApp(path)
    result = app.run()
    return (app.return_code or 0) if result is None else result
