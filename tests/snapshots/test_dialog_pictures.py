"""What the dialogs look like."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual.app import App, ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static

from designdoc_screens.dialogs import (
    Choice,
    ChoiceDialog,
    ProblemDialog,
    QuitDialog,
    ReasonDialog,
)
from designdoc_screens.go_to import GoToDialog, Target
from designdoc_screens.help import HelpScreen, KeyHelp, help_text
from designdoc_screens.new_draft import NewDraftDialog
from designdoc_screens.save_elsewhere import ElsewhereDialog, NotSavedDialog

if TYPE_CHECKING:
    from textual.pilot import Pilot

SIZES = {"40x12": (40, 12), "80x24": (80, 24), "120x40": (120, 40), "200x60": (200, 60)}
THEMES = {"dark": "textual-dark", "light": "textual-light"}

Compare = Callable[..., bool]
Make = Callable[[], ModalScreen[Any]]

SECURITY = "Design › Security Considerations"
TARGETS = [
    Target("overview", "Overview", "", "complete"),
    Target("overview.goals", "Goals", "Overview", "begun"),
    Target("overview.non_goals", "Non-Goals", "Overview", "empty"),
    Target("background.context", "Context", "Background", "complete"),
    Target("background.constraints", "Constraints", "Background", "begun"),
    Target("design.components", "Components", "Design", "begun"),
    Target("design.components[0].name", "Token service", "Design › Components", "complete"),
    Target("design.components[1].name", "検索サービス", "Design › Components", "empty"),
    Target("design.security_considerations.authentication", "Authentication", SECURITY, "complete"),
    Target("design.scalability", "Scalability", "Design", "not applicable"),
    Target(
        "design.performance_considerations.optimization_strategies.caching",
        "Caching",
        "Design › Performance Considerations › Optimization Strategies",
        "empty",
    ),
]
KEYS = [
    KeyHelp("Sections", "f7", "Previous section", enabled=False, reason="this is the first"),
    KeyHelp("Sections", "f8", "Next section"),
    KeyHelp("Sections", "f3, ctrl+g", "Go to a section or field by part of its name"),
    KeyHelp("In a list", "alt+↑", "Move the item up"),
    KeyHelp("In a list", "alt+↓", "Move the item down"),
    KeyHelp("Everywhere", "f1", "Help for what is focused, and all keys"),
    KeyHelp("Everywhere", "f2, ctrl+s", "Save the draft and design.md"),
    KeyHelp("Everywhere", "ctrl+q", "Quit"),
]
PROBLEM = [
    "designs/two-factor-sign-in/design.yaml:14:3: “overview” stands here twice; merge the two.",
    "",
    "The text there is “\x1b[31moverview”.",
]

DIALOGS: dict[str, tuple[Make, list[str]]] = {
    "quit": (lambda: QuitDialog("Two-factor sign-in"), []),
    "choice": (
        lambda: ChoiceDialog(
            "Changed on disk",
            "design.yaml has been changed by another program since it was opened here.",
            [
                Choice("both", "Keep both", "b", "primary"),
                Choice("overwrite", "Overwrite", "o", "error"),
                Choice("", "Cancel", "c"),
            ],
            "warning",
        ),
        ["tab"],
    ),
    "reason": (lambda: ReasonDialog("Scalability", ""), [*"One", "space", *"user"]),
    "problem": (lambda: ProblemDialog("This draft cannot be opened", PROBLEM), []),
    "new-draft": (
        lambda: NewDraftDialog(Path("/projects/shop"), lambda path: path.parent.name == "shop"),
        [*"Über", "space", *"2FA"],
    ),
    "new-draft-with-a-bad-id": (
        lambda: NewDraftDialog(Path("/projects/shop"), lambda path: False),
        [*"Sign-in", "tab", "S", "space", "1"],
    ),
    "go-to": (lambda: GoToDialog(TARGETS, current="background.context"), []),
    "go-to-typed": (lambda: GoToDialog(TARGETS), [*"con", "down"]),
    "help": (lambda: HelpScreen("Section", help_text("section"), KEYS), []),
}


class Host(App[None]):
    """Shows a dialog over some text, in a theme."""

    TITLE = "designdoc-tui"

    def __init__(self, theme: str, dialog: ModalScreen[Any]) -> None:
        super().__init__()
        self._theme_wanted = theme
        self._dialog = dialog

    def compose(self) -> ComposeResult:
        yield Static("What stands below. " * 30)

    def on_mount(self) -> None:
        self.theme = self._theme_wanted
        self.push_screen(self._dialog)


def pressing(*keys: str) -> Callable[[Pilot[None]], object]:
    async def run(pilot: Pilot[None]) -> None:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()

    return run


@pytest.mark.parametrize("name", DIALOGS)
class TestDialogs:
    @pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())
    @pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
    def test_in_every_size(
        self, snap_compare: Compare, name: str, size: tuple[int, int], theme: str
    ) -> None:
        make, keys = DIALOGS[name]
        host = Host(theme, make())
        assert snap_compare(host, terminal_size=size, run_before=pressing(*keys))

    def test_in_the_terminals_own_colours(self, snap_compare: Compare, name: str) -> None:
        make, keys = DIALOGS[name]
        assert snap_compare(Host("ansi-dark", make()), run_before=pressing(*keys))


NOT_SAVED = "/srv/shop/sign-in/design.yaml: not saved: the disk is full; free some space, or save "
SAVING: dict[str, Make] = {
    "not-saved": lambda: NotSavedDialog(f"{NOT_SAVED}elsewhere"),
    "elsewhere": lambda: ElsewhereDialog(
        Path("/mnt/stick/sign-in/design.yaml"),
        Path("/"),
        "/mnt/stick/sign-in/design.md: not saved: there is such a file, and it stays; choose "
        "another name",
    ),
}


@pytest.mark.parametrize("name", SAVING)
@pytest.mark.parametrize("size", ["40x12", "80x24", "120x40"])
def test_a_save_that_fails(snap_compare: Compare, name: str, size: str) -> None:
    host = Host(THEMES["dark"], SAVING[name]())
    assert snap_compare(host, terminal_size=SIZES[size], run_before=pressing())
