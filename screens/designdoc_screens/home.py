"""The first screen: the drafts there are, and a new one."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Center, Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from designdoc_screens.dialogs import ProblemDialog
from designdoc_screens.draft_rows import (
    Summary,
    draft_row,
    last_touched,
    short_path,
    shown_place,
)
from designdoc_screens.looking import look
from designdoc_screens.matching import Names
from designdoc_screens.new_draft import NewDraft, NewDraftDialog
from designdoc_tui.widgets.key_bar import KeyBar
from designdoc_tui.widgets.preview.visible import visible
from designdoc_tui.widgets.safe_input import SafeInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from textual.app import ComposeResult

    from designdoc_tui.state.recent import RecentDraft

_TALL = 20


class DraftList(OptionList):
    """The drafts, two lines each."""

    BINDING_GROUP_TITLE = "In the list"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Open", id="home.open", tooltip="Open the draft"),
        Binding("k", "cursor_up", "Up", id="home.up", show=False),
        Binding("j", "cursor_down", "Down", id="home.down", show=False),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Leaves out what a list that is never too wide does not need."""
        return action not in ("scroll_left", "scroll_right", "page_left", "page_right")


class HomeScreen(Screen[None]):
    """The drafts under a folder and those used last, newest first.

    It looks again whenever one comes back to it, so that it shows what has been done meanwhile.
    """

    CSS_PATH = "home.tcss"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-roomy")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (_TALL, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "New draft", id="home.new", tooltip="Start a new draft"),
        Binding("slash", "filter", "Filter", id="home.filter", tooltip="Filter by typing"),
        Binding("r", "look", "Rescan", id="home.look", tooltip="Look for drafts again"),
        Binding("f1", "help", "Help", id="home.help", tooltip="This help"),
        Binding("q", "app.quit", "Quit", id="home.quit", tooltip="Quit", show=False),
        Binding("escape", "unfilter", "Show all", id="home.unfilter", tooltip="End the filter"),
        Binding("up", "move(-1)", "Up", id="home.filter-up", show=False),
        Binding("down", "move(1)", "Down", id="home.filter-down", show=False),
    ]

    @dataclass
    class Opened(Message):
        """A draft was chosen.

        Attributes:
            path: The draft file.
        """

        path: Path

    @dataclass
    class NewAsked(Message):
        """A new draft is wanted.

        Attributes:
            title: Its title; may be empty.
            change_id: The change id its author wrote; empty for one made from the title.
            folder: Where it goes; the folder need not exist.
        """

        title: str
        change_id: str
        folder: Path

    def __init__(
        self,
        folder: Path,
        recent: Callable[[], Sequence[RecentDraft]],
        find: Callable[[Path], Iterator[Path]],
        summarise: Callable[[Path], Summary],
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Makes the screen; it looks for drafts when it is shown.

        Args:
            folder: The folder whose drafts are shown.
            recent: The drafts used last, newest first; called in a thread.
            find: Finds the drafts under a folder; called in a thread.
            summarise: Tells about one draft; called in a thread. A draft without a time of
                change and with a problem has gone, and is left out.
            clock: The time now, in seconds since 1970.
        """
        super().__init__()
        self._folder = folder
        self._recent = recent
        self._find = find
        self._summarise = summarise
        self._clock = clock
        self._drafts: dict[Path, Summary] = {}
        self._used: dict[Path, float] = {}
        self._looking = False
        self._chosen: Path | None = None
        self._placed: Path | None = None

    # Layout

    def compose(self) -> ComposeResult:
        """The name, the list or a word of welcome, the keys."""
        with Vertical(id="page"):
            with Horizontal(id="top"):
                yield Static("designdoc-tui", id="product", markup=False)
                yield Static("from an empty page to an approved design", id="motto", markup=False)
            yield Static(id="heading")
            yield SafeInput(placeholder="Part of a title or path", id="filter", compact=True)
            yield DraftList(id="drafts", markup=False, compact=True)
            with Vertical(id="welcome"):
                with Center():
                    yield Static(id="welcome-text")
                with Center():
                    yield Button(Content("New draft"), "primary", id="new", compact=True)
        yield KeyBar()

    def on_mount(self) -> None:
        """Hides what is not needed yet."""
        self.query_one("#filter").display = False
        self._show()

    def on_resize(self) -> None:
        """There may be room for lines between the drafts now, or no longer."""
        self._show()

    def on_screen_resume(self) -> None:
        """Looks again: a draft may have been written or made since."""
        self.action_look()

    def on_screen_suspend(self) -> None:
        """Stops looking: nobody sees it."""
        self.workers.cancel_group(self, "looking")

    @property
    def _list(self) -> DraftList:
        return self.query_one(DraftList)

    @property
    def _filter(self) -> Input:
        return self.query_one("#filter", Input)

    # Looking for drafts

    @work(exclusive=True, group="looking")
    async def action_look(self) -> None:
        """Looks for drafts, and shows them as they are found."""
        seen: set[Path] = set()
        self._looking = True
        self._show_heading()

        def paths() -> Iterator[Path]:
            """Runs in a thread: those used last first, each once."""
            known: set[Path] = set()
            used = {draft.path: draft.used for draft in self._recent()}
            self._used = used
            for path in used:
                known.add(path.resolve())
                yield path
            for path in self._find(self._folder):
                if path.resolve() not in known:
                    known.add(path.resolve())
                    yield path

        def show(batch: list[Summary]) -> None:
            there = [draft for draft in batch if draft.modified is not None or not draft.problem]
            seen.update(draft.path for draft in there)
            self._drafts.update((draft.path, draft) for draft in there)
            self._show()

        try:
            await look(paths, self._summarise, show)
            self._drafts = {path: draft for path, draft in self._drafts.items() if path in seen}
        finally:
            self._looking = False
        self._show()

    # Showing them

    def _in_order(self) -> list[Summary]:
        drafts = sorted(
            self._drafts.values(),
            key=lambda draft: (-last_touched(draft, self._used.get(draft.path, 0.0)), draft.path),
        )
        query = self._filter.value if self._filter.display else ""
        if not query.strip():
            return drafts
        names = Names([(draft.title, shown_place(draft.path, self._folder)) for draft in drafts])
        return [drafts[match.index] for match in names.search(query, len(drafts), loose=False)]

    def _show(self) -> None:
        """Shows the drafts known so far; the cursor stays on the draft its author put it on."""
        drafts, now = self._in_order(), self._clock()
        options: list[Option | None] = []
        for draft in drafts:
            row = draft_row(draft, self._folder, now, self._used.get(draft.path, 0.0))
            if options and self.size.height >= _TALL:
                options.append(None)  # a line between two drafts
            options.append(Option(row, id=str(draft.path)))
        self._list.set_options(options)
        paths = [draft.path for draft in drafts]
        if paths:
            at = paths.index(self._chosen) if self._chosen in paths else 0
            self._placed = paths[at]
            self._list.highlighted = at
        self._show_heading(len(drafts))
        self._show_welcome()
        self.refresh_bindings()

    def _show_heading(self, shown: int | None = None) -> None:
        total = len(self._drafts)
        here = visible(short_path(self._folder))
        number = str(total) if shown is None or shown == total else f"{shown} of {total}"
        parts: list[Content | str | tuple[str, str]] = [("Drafts", "bold")]
        if total:
            parts.append((f"  {number}", "$foreground 60%"))
        if shown == 0 < total:
            parts.append(("  nothing matches", "$foreground 60%"))
        if self._looking:
            parts.append((f"  looking in {here}…", "$foreground 60%"))
        self.query_one("#heading", Static).update(Content.assemble(*parts))

    def _show_welcome(self) -> None:
        empty = not self._drafts
        self._list.display = not empty
        self.query_one("#heading").display = not empty
        welcome = self.query_one("#welcome")
        welcome.display = empty
        if not empty:
            if self.focused is None or self.focused is self.query_one("#new"):
                self._list.focus()
            return
        button = self.query_one("#new", Button)
        if self.focused is None or self.focused is self._list:
            button.focus()
        folder = visible(short_path(self._folder))
        text = (
            f"Looking for drafts in {folder}…"
            if self._looking
            else f"There is no draft in {folder} yet.\n\nPress n to start one: you are stepped "
            "through every section, and can leave at any time and go on later."
        )
        self.query_one("#welcome-text", Static).update(Content(text))

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        path = Path(event.option_id or "")
        if path != self._placed:
            self._chosen = self._placed = path

    # What one can do

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Greys what needs a draft while there is none, and hides what the filter needs."""
        if action == "filter":
            return False if self._filter.has_focus else bool(self._drafts) or None
        if action in ("unfilter", "move"):
            return self._filter.display
        return True

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._open(Path(event.option_id or ""))

    @on(Input.Submitted)
    def _open_first(self, event: Input.Submitted) -> None:
        event.stop()
        option = self._list.highlighted_option
        if option is not None:
            self._open(Path(option.id or ""))

    def _open(self, path: Path) -> None:
        draft = self._drafts.get(path)
        if draft is None:
            return
        if draft.problem:
            self.app.push_screen(ProblemDialog("This draft cannot be opened", [draft.problem]))
        else:
            self._chosen = path
            self.post_message(self.Opened(path))

    @on(Button.Pressed, "#new")
    def action_new(self) -> None:
        """Asks what the new draft is called."""
        self.app.push_screen(NewDraftDialog(self._folder), self._ask_for)

    def _ask_for(self, answer: NewDraft | None) -> None:
        if answer is not None:
            self.post_message(self.NewAsked(answer.title, answer.change_id, answer.folder))

    def action_filter(self) -> None:
        """Shows the line to filter by."""
        self._filter.display = True
        self._filter.focus()

    def action_unfilter(self) -> None:
        """Shows all drafts again."""
        if self._filter.display:
            self._filter.display = False
            self._filter.value = ""
            self._list.focus()
            self._show()

    @on(Input.Changed)
    def _filter_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._chosen = None
        self._show()

    def action_move(self, by: int) -> None:
        """Moves in the list while the filter has the focus."""
        if by < 0:
            self._list.action_cursor_up()
        else:
            self._list.action_cursor_down()

    def action_help(self) -> None:
        """Help on this screen."""
        # Deferred: the Markdown widget takes as long to import as this whole screen.
        from designdoc_screens.help import HelpScreen, help_text, keys_of

        keys = keys_of(self, lambda _: "there is no draft yet")
        self.app.push_screen(HelpScreen("Drafts", help_text("home"), keys))
