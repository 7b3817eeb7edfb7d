"""The dialogs: a new draft, going somewhere, leaving, a reason, a problem, help."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual.app import App
from textual.widgets import Button, Input, OptionList, Static

from designdoc_screens.dialogs import (
    Choice,
    ChoiceDialog,
    ProblemDialog,
    QuitDialog,
    ReasonDialog,
)
from designdoc_screens.go_to import MOST_SHOWN, GoToDialog, Target
from designdoc_screens.help import HelpScreen, KeyHelp, help_text
from designdoc_screens.new_draft import NewDraft, NewDraftDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import ModalScreen

FOLDER = Path("/projects/shop")


class Host(App[None]):
    """Opens one dialog and keeps its answers."""

    BINDINGS = [("x", "ring", "Must not be reached from a dialog")]

    def __init__(self, dialog: ModalScreen[Any]) -> None:
        super().__init__()
        self.dialog = dialog
        self.answers: list[object] = []
        self.rung = False

    def on_mount(self) -> None:
        self.push_screen(self.dialog, self.answers.append)

    def action_ring(self) -> None:
        self.rung = True

    async def answer_to(self, *keys: str, size: tuple[int, int] = (80, 24)) -> list[object]:
        """Presses keys and tells what was answered, if anything."""
        async with self.run_test(size=size) as pilot:
            await pilot.pause()
            await pilot.press(*keys)
            await pilot.pause()
            return self.answers


def text_of(dialog: ModalScreen[Any], selector: str) -> str:
    return str(dialog.query_one(selector, Static).content)


def taken(*names: str) -> Callable[[Path], bool]:
    return lambda path: path in {FOLDER / name for name in names}


class TestQuitting:
    @pytest.mark.parametrize(
        ("keys", "answer"),
        [
            (["enter"], "save"),
            (["s"], "save"),
            (["d"], "discard"),
            (["tab", "enter"], "discard"),
            (["right", "right", "enter"], None),
            (["k"], None),
            (["escape"], None),
        ],
    )
    async def test_asks_what_becomes_of_the_changes(
        self, keys: list[str], answer: str | None
    ) -> None:
        assert await Host(QuitDialog("Sign-in")).answer_to(*keys) == [answer]

    async def test_can_be_clicked_in_a_small_terminal(self) -> None:
        host = Host(QuitDialog("Two-factor sign-in"))
        async with host.run_test(size=(40, 12)) as pilot:
            await pilot.pause()
            for button in host.dialog.query(Button):
                assert host.dialog.region.contains_region(button.region)
            await pilot.click(host.dialog.query(Button)[1])
            await pilot.pause()
            assert host.answers == ["discard"]

    async def test_keeps_the_keys_inside(self) -> None:
        host = Host(QuitDialog("Sign-in"))
        assert await host.answer_to("x", *["tab"] * 7, "x") == []
        assert not host.rung
        assert host.dialog.focused is None or host.dialog in host.dialog.focused.ancestors


class TestAChoice:
    async def test_gives_the_answer_of_its_button(self) -> None:
        choices = [
            Choice("both", "Keep both", "b", "primary"),
            Choice("overwrite", "Overwrite", "o", "error"),
            Choice("", "Cancel"),
        ]
        dialog = ChoiceDialog("Changed on disk", "Somebody else has saved.", choices, "warning")
        assert await Host(dialog).answer_to("o") == ["overwrite"]


class TestAReason:
    async def test_is_one_line(self) -> None:
        host = Host(ReasonDialog("Scalability", ""))
        assert await host.answer_to(*"One", "space", *"user", "enter") == ["One user"]

    async def test_may_be_empty(self) -> None:
        assert await Host(ReasonDialog("Scalability", "")).answer_to("enter") == [""]

    async def test_can_be_changed(self) -> None:
        host = Host(ReasonDialog("Scalability", "One user"))
        assert await host.answer_to("end", "s", "tab", "enter") == ["One users"]

    async def test_can_be_left(self) -> None:
        assert await Host(ReasonDialog("Scalability", "")).answer_to("x", "escape") == [None]


class TestAProblem:
    async def test_is_shown_and_never_executed(self) -> None:
        host = Host(ProblemDialog("Bad \x1b]0;title\x07", ["a \x1b[2J b", "[red]c[/red]"]))
        async with host.run_test() as pilot:
            await pilot.pause()
            assert text_of(host.dialog, ".dialog-title") == "Bad ␛]0;title␇"
            assert text_of(host.dialog, ".dialog-body Static") == "a ␛[2J b\n[red]c[/red]"

    async def test_can_be_copied(self) -> None:
        host = Host(ProblemDialog("Bad", "first\nsecond"))
        assert await host.answer_to("c") == []
        assert host.clipboard == "first\nsecond"

    async def test_scrolls_when_it_is_long_and_keeps_its_buttons_in_sight(self) -> None:
        host = Host(ProblemDialog("Bad", [f"line {number}" for number in range(99)]))
        async with host.run_test(size=(40, 12)) as pilot:
            await pilot.pause()
            await pilot.press("pagedown", "j", "down", "k")
            await pilot.pause()
            assert host.dialog.query_one(".dialog-body").scroll_offset.y == 11
            for button in host.dialog.query(Button):
                assert host.dialog.region.contains_region(button.region)
            await pilot.press("enter")
            await pilot.pause()
            assert host.answers == [None]


class TestANewDraft:
    async def test_has_a_change_id_made_from_its_title(self) -> None:
        host = Host(NewDraftDialog(FOLDER, taken()))
        async with host.run_test() as pilot:
            await pilot.pause()
            await pilot.press(*"Über", "space", *"2FA")
            assert host.dialog.query_one("#change-id", Input).value == "uber-2fa"
            await pilot.press("enter")
            await pilot.pause()
        assert host.answers == [NewDraft("Über 2FA", "", FOLDER)]

    async def test_keeps_the_change_id_its_author_wrote(self) -> None:
        host = Host(NewDraftDialog(FOLDER, taken()))
        keys = [*"One", "tab", "end", *"-b", "shift+tab", "end", *"Two", "enter"]
        assert await host.answer_to(*keys) == [NewDraft("OneTwo", "one-b", FOLDER)]

    async def test_follows_the_title_again_once_it_is_emptied(self) -> None:
        host = Host(NewDraftDialog(FOLDER, taken()))
        keys = [*"One", "tab", "end", "x", *["backspace"] * 4, "shift+tab", "end", "s", "enter"]
        assert await host.answer_to(*keys) == [NewDraft("Ones", "", FOLDER)]

    async def test_goes_into_a_folder_of_its_own_beside_another(self) -> None:
        host = Host(NewDraftDialog(FOLDER, taken("design.yaml")))
        async with host.run_test() as pilot:
            await pilot.pause()
            await pilot.press(*"Ab")
            assert text_of(host.dialog, "#outcome") == "Writes  ab/design.yaml"
            await pilot.press("enter")
            await pilot.pause()
        assert host.answers == [NewDraft("Ab", "", FOLDER / "ab")]

    async def test_replaces_nothing(self) -> None:
        existing = taken("design.md", "ab/design.yaml", "ab-2/design.md")
        host = Host(NewDraftDialog(FOLDER, existing))
        assert await host.answer_to(*"Ab", "enter") == [NewDraft("Ab", "", FOLDER / "ab-3")]

    async def test_explains_a_bad_change_id_and_goes_on(self) -> None:
        host = Host(NewDraftDialog(FOLDER, taken("design.yaml")))
        async with host.run_test() as pilot:
            await pilot.pause()
            await pilot.press(*"Ab", "tab", *"../A", "space", "b")
            assert "such as a-b" in text_of(host.dialog, "#advice")
            await pilot.press("enter")
            await pilot.pause()
        assert host.answers == [NewDraft("Ab", "../A b", FOLDER / "a-b")]

    async def test_needs_no_title(self) -> None:
        host = Host(NewDraftDialog(FOLDER, taken("design.yaml")))
        answers = await host.answer_to("enter", "enter")
        assert answers == [NewDraft("", "", FOLDER / "untitled")]

    async def test_fits_a_small_terminal(self) -> None:
        host = Host(NewDraftDialog(FOLDER, taken()))
        async with host.run_test(size=(40, 12)) as pilot:
            await pilot.pause()
            await pilot.press(*"Ab", "tab", "_")
            await pilot.pause()
            for part in (*host.dialog.query(Input), *host.dialog.query(Button)):
                assert host.dialog.region.contains_region(part.region)


TARGETS = [
    Target("overview", "Overview", "", "complete"),
    Target("overview.goals", "Goals", "Overview", "begun"),
    Target("overview.non_goals", "Non-Goals", "Overview", "empty"),
    Target("design.security", "Authentication", "Design › Security", "not applicable"),
]


class TestGoingSomewhere:
    async def test_by_part_of_the_name(self) -> None:
        assert await Host(GoToDialog(TARGETS)).answer_to(*"goa", "enter") == ["overview.goals"]

    async def test_by_where_it_stands(self) -> None:
        assert await Host(GoToDialog(TARGETS)).answer_to(*"sec", "enter") == ["design.security"]

    async def test_moves_while_typing(self) -> None:
        host = Host(GoToDialog(TARGETS))
        keys = [*"goal", "down", "down", "down", "pageup", "down", "enter"]
        assert await host.answer_to(*keys) == ["overview.non_goals"]

    async def test_begins_where_one_is(self) -> None:
        host = Host(GoToDialog(TARGETS, current="overview.goals"))
        assert await host.answer_to("down", "enter") == ["overview.non_goals"]

    async def test_with_the_mouse(self) -> None:
        host = Host(GoToDialog(TARGETS))
        async with host.run_test() as pilot:
            await pilot.pause()
            await pilot.click(OptionList, offset=(6, 2))
            await pilot.pause()
            assert host.answers == ["overview.non_goals"]

    async def test_nowhere_when_nothing_matches_or_one_leaves(self) -> None:
        assert await Host(GoToDialog(TARGETS)).answer_to(*"xyz", "enter") == []
        assert await Host(GoToDialog(TARGETS)).answer_to("down", "escape") == [None]

    async def test_shows_no_more_than_can_be_looked_through(self) -> None:
        many = [Target(f"a[{number}]", f"Entry {number}") for number in range(5000)]
        host = Host(GoToDialog(many))
        async with host.run_test() as pilot:
            await pilot.pause()
            assert host.dialog.query_one(OptionList).option_count == MOST_SHOWN
            assert "5,000" in text_of(host.dialog, ".dialog-hint")
            await pilot.press(*"4999", "enter")
            await pilot.pause()
            assert host.answers == ["a[4999]"]

    async def test_shows_control_characters_of_a_document(self) -> None:
        host = Host(GoToDialog([Target("a", "bad \x1b[31m name", "in \x07 there")]))
        async with host.run_test() as pilot:
            await pilot.pause()
            await pilot.press(*"name")
            picture = host.export_screenshot()
            assert "␛" in picture
            assert "␇" in picture


class TestHelp:
    KEYS = [
        KeyHelp("Here", "f7", "Previous section", enabled=False, reason="this is the first"),
        KeyHelp("Everywhere", "f2", "Save"),
        KeyHelp("Here", "f8", "Next section"),
    ]

    async def test_lists_the_keys_under_their_groups(self) -> None:
        host = Host(HelpScreen("Problem", "What hurts *today*.", self.KEYS))
        async with host.run_test() as pilot:
            await pilot.pause()
            shown = [
                str(each.content)
                for each in host.dialog.query("Static.help-heading, .help-what").results(Static)
            ]
            assert shown == [
                "Here",
                "Previous section — this is the first",
                "Next section",
                "Everywhere",
                "Save",
            ]

    @pytest.mark.parametrize("key", ["f1", "escape", "q"])
    async def test_closes(self, key: str) -> None:
        assert await Host(HelpScreen("Problem", "", self.KEYS)).answer_to(key) == [None]

    async def test_scrolls(self) -> None:
        text = "\n\n".join(f"paragraph {number}" for number in range(50))
        host = Host(HelpScreen("Problem", text, self.KEYS))
        async with host.run_test(size=(40, 12)) as pilot:
            await pilot.pause()
            await pilot.press("j", "down")
            await pilot.pause()
            assert host.dialog.query_one("#help-body").scroll_offset.y == 2

    def test_texts_are_shipped(self) -> None:
        assert "newest first" in help_text("home")
        assert help_text("keys")
        assert help_text("no such thing") == ""
