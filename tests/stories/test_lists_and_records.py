"""Lists and records: they grow, shrink, duplicate and reorder, and each step can be undone."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from designdoc_tui.state import Place, Places
from designdoc_tui.widgets.fields.items import ItemsField
from tests.contrast import quietest
from tests.stories.author import Author, at_the_desk, fresh_draft

GOALS = ["Safe", "Quick", "Free"]
COMPONENTS = [{"name": "Vault"}, {"name": "Limiter"}, {"name": "Pages"}]
ENDPOINTS = [
    {"endpoint": "POST /factors", "errors": [{"status": "400"}, {"status": "409"}]},
    {"endpoint": "DELETE /factors", "errors": [{"status": "404"}]},
]


def draft_with_goals(folder: Path) -> Path:
    return fresh_draft(folder, overview={"goals": [*GOALS]})


def draft_with_components(folder: Path) -> Path:
    return fresh_draft(folder, design={"components": [*COMPONENTS]})


def draft_with_endpoints(folder: Path) -> Path:
    return fresh_draft(folder, design={"api_design": {"new_endpoints": ENDPOINTS}})


def names(author: Author, path: str, key: str) -> list[Any]:
    """What the records of a list are called."""
    return [record.get(key) for record in author.document.items(path) if isinstance(record, dict)]


def record_lines(author: Author, number: int = 0) -> list[str]:
    """What an index of records shows, a line each."""
    index = author.section.query("RecordIndex")[number]
    lines = (index.render_line(row).text.strip() for row in range(index.size.height))
    return [" ".join(line.split()) for line in lines]


class TestLists:
    async def test_grow_with_enter(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            await author.goes_to("Goals")
            author.types("Safe\nQuick\nFree")
            await author.rests()
            assert author.document.items("overview.goals") == GOALS
            assert author.field == "overview.goals[2]"

    async def test_keep_their_order_while_a_new_row_is_laid_out_nowhere_yet(
        self, tmp_path: Path
    ) -> None:
        async with at_the_desk(draft_with_goals(tmp_path)) as author:
            await author.goes_to("Goals")
            goals = author.section.form.focused_field()
            assert isinstance(goals, ItemsField)
            author.document.insert("overview.goals", 3, "Simple")
            while not all(row.is_mounted for row in goals.rows):
                await asyncio.sleep(0)  # no frame comes between
            editors = [row.editor for row in goals.rows]
            assert editors[-1].region.y < editors[0].region.y
            in_turn = [each for each in author.section.focus_chain if each in editors]
            assert in_turn == editors

    async def test_go_on_to_the_next_entry_with_enter(self, tmp_path: Path) -> None:
        async with at_the_desk(draft_with_goals(tmp_path)) as author:
            await author.goes_to("Goals")
            author.presses("enter")
            author.types("!")
            await author.rests()
            assert author.document.items("overview.goals") == ["Safe", "Quick!", "Free"]

    async def test_take_the_arrows_line_by_line(self, tmp_path: Path) -> None:
        long = "A goal that is so long that it does not fit on one line of the form"
        async with at_the_desk(fresh_draft(tmp_path, overview={"goals": [long, "b"]})) as author:
            await author.goes_to("Goals")
            author.presses("end", "up")
            await author.rests()
            assert author.field == "overview.goals[0]"
            author.presses("down", "down")
            author.types("!")
            await author.rests()
            assert author.document.items("overview.goals") == [long, "b!"]
            author.presses("up")
            await author.rests()
            assert author.field == "overview.goals[0]"

    async def test_are_left_with_enter_on_the_blank_line_below(self, tmp_path: Path) -> None:
        async with at_the_desk(draft_with_goals(tmp_path)) as author:
            await author.goes_to("Goals")
            author.presses("enter", times=4)
            await author.rests()
            assert author.field == "overview.non_goals[0]"

    async def test_grow_below_the_entry_that_has_the_cursor(self, tmp_path: Path) -> None:
        async with at_the_desk(draft_with_goals(tmp_path)) as author:
            await author.goes_to("Goals")
            author.presses("alt+n")
            author.types("Sound")
            await author.rests()
            assert author.document.items("overview.goals") == ["Safe", "Sound", "Quick", "Free"]
            author.presses("ctrl+z", "ctrl+z")
            await author.rests()
            assert author.document.items("overview.goals") == GOALS

    @pytest.mark.parametrize(
        ("key", "goals", "lands_on"),
        [
            ("alt+r", ["Safe", "Free"], "overview.goals[1]"),
            ("alt+d", ["Safe", "Quick", "Quick", "Free"], "overview.goals[2]"),
            ("alt+up", ["Quick", "Safe", "Free"], "overview.goals[0]"),
            ("alt+down", ["Safe", "Free", "Quick"], "overview.goals[2]"),
        ],
    )
    async def test_change_by_a_key_and_back_by_undo(
        self, key: str, goals: list[str], lands_on: str, tmp_path: Path
    ) -> None:
        async with at_the_desk(draft_with_goals(tmp_path)) as author:
            await author.goes_to("Goals")
            author.presses("down", key)
            await author.rests()
            assert author.document.items("overview.goals") == goals
            assert author.field == lands_on
            author.presses("ctrl+z")
            await author.rests()
            assert author.document.items("overview.goals") == GOALS
            author.presses("ctrl+y")
            await author.rests()
            assert author.document.items("overview.goals") == goals
            assert [line for line in goals if not author.sees(line)] == []

    async def test_stay_as_they_are_at_their_ends(self, tmp_path: Path) -> None:
        async with at_the_desk(draft_with_goals(tmp_path)) as author:
            await author.goes_to("Goals")
            author.presses("alt+up", "down", "down", "alt+down")
            await author.rests()
            assert author.document.items("overview.goals") == GOALS
            assert not author.document.is_modified

    async def test_lose_an_empty_entry_with_backspace(self, tmp_path: Path) -> None:
        async with at_the_desk(draft_with_goals(tmp_path)) as author:
            await author.goes_to("Goals")
            author.presses("down")
            author.presses("backspace", times=len("Quick"))
            await author.rests()
            assert author.document.items("overview.goals") == ["Safe", "", "Free"]
            author.presses("backspace")
            await author.rests()
            assert author.document.items("overview.goals") == ["Safe", "Free"]
            author.types("r")
            await author.rests()
            assert author.document.items("overview.goals") == ["Safer", "Free"]

    async def test_leave_empty_entries_out_of_the_files(self, tmp_path: Path) -> None:
        async with at_the_desk(draft_with_goals(tmp_path)) as author:
            await author.goes_to("Goals")
            author.presses("alt+n")
            await author.saves()
        assert "- Goal 2: Quick\n" in (tmp_path / "design.md").read_text()

    async def test_may_be_long(self, tmp_path: Path) -> None:
        goals = [f"Goal number {number}" for number in range(200)]
        draft = fresh_draft(tmp_path, overview={"goals": goals})
        Places().remember(draft, Place("overview", "overview.goals[120]", 0, 4))
        async with at_the_desk(draft) as author:
            assert author.field == "overview.goals[120]"
            author.types("!")
            author.presses("alt+up", "alt+r", "down", "alt+n")
            author.types("Another")
            await author.rests()
            expected = [*goals[:120], goals[121], "Another", *goals[122:]]
            assert author.document.items("overview.goals") == expected
            assert author.sees("Another")
            author.presses("ctrl+z", times=5)
            await author.rests()
            assert author.document.items("overview.goals") == goals

    async def test_take_people_as_well(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            await author.goes_to("Reviewers")
            author.types("Grace\nBarbara")
            author.presses("alt+up")
            await author.rests()
            assert author.document.items("metadata.reviewers") == ["Barbara", "Grace"]


class TestRecords:
    async def test_begin_on_the_line_that_adds_one(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            await author.goes_to("Components")
            assert record_lines(author) == ["+ add component"]
            author.presses("enter")
            author.types("Vault")
            await author.rests()
            assert record_lines(author) == ["1 Vault", "+ add component"]
            assert author.sees("Component 1 of 1")

    async def test_show_the_one_that_is_open(self, tmp_path: Path) -> None:
        async with at_the_desk(draft_with_components(tmp_path)) as author:
            await author.goes_to("Components")
            author.presses("down", "down")
            await author.rests()
            assert author.sees("Component 3 of 3")
            author.presses("up", "enter", "tab")
            author.types("Stops guessing")
            await author.rests()
            assert author.sees("Component 2 of 3")
            assert author.field == "design.components[1].purpose"
            assert author.document.text("design.components[1].purpose") == "Stops guessing"

    async def test_keep_each_to_itself_what_is_typed(self, tmp_path: Path) -> None:
        async with at_the_desk(draft_with_components(tmp_path)) as author:
            await author.goes_to("Components")
            for purpose in ("One", "Two", "Three"):
                author.presses("enter", "tab")
                author.types(purpose)
                author.presses("shift+tab", "shift+tab", "down")
            await author.rests()
            path = "design.components"
            assert names(author, path, "purpose") == ["One", "Two", "Three"]

    async def test_grow_below_the_one_that_is_open(self, tmp_path: Path) -> None:
        async with at_the_desk(draft_with_components(tmp_path)) as author:
            await author.goes_to("Components")
            author.presses("enter", "alt+n")
            author.types("Clock")
            await author.rests()
            path = "design.components"
            assert names(author, path, "name") == ["Vault", "Clock", "Limiter", "Pages"]
            assert author.field == "design.components[1].name"
            author.presses("ctrl+z", "ctrl+z")
            await author.rests()
            assert author.document.items(path) == COMPONENTS

    @pytest.mark.parametrize(
        ("key", "expected", "lands_on"),
        [
            ("alt+r", ["Vault", "Pages"], 1),
            ("alt+d", ["Vault", "Limiter", "Limiter", "Pages"], 2),
            ("alt+up", ["Limiter", "Vault", "Pages"], 0),
            ("alt+down", ["Vault", "Pages", "Limiter"], 2),
        ],
    )
    @pytest.mark.parametrize("place", ["the index", "a field"])
    async def test_change_by_a_key_and_back_by_undo(
        self, place: str, key: str, expected: list[str], lands_on: int, tmp_path: Path
    ) -> None:
        path = "design.components"
        async with at_the_desk(draft_with_components(tmp_path)) as author:
            await author.goes_to("Components")
            author.presses("down")
            if place == "a field":
                author.presses("enter", "tab")
            author.presses(key)
            await author.rests()
            assert names(author, path, "name") == expected
            assert author.field.startswith(f"{path}[{lands_on}]")
            assert author.sees(f"Component {lands_on + 1} of {len(expected)}")
            author.presses("ctrl+z")
            await author.rests()
            assert author.document.items(path) == COMPONENTS
            author.presses("ctrl+y")
            await author.rests()
            assert names(author, path, "name") == expected
            assert record_lines(author)[: len(expected)] == [
                f"{number} {name}" for number, name in enumerate(expected, 1)
            ]

    @pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "nord"])
    async def test_can_be_read_in_the_line_that_has_the_cursor(
        self, tmp_path: Path, theme: str
    ) -> None:
        async with at_the_desk(draft_with_components(tmp_path)) as author:
            author.app.theme = theme
            await author.goes_to("Components")
            index = author.section.query_one("RecordIndex")
            assert index.has_focus
            assert quietest(index.render_line(0)) > 3
            author.presses("end")
            await author.rests()
            assert quietest(index.render_line(3)) > 3

    async def test_can_all_be_removed_and_taken_back(self, tmp_path: Path) -> None:
        async with at_the_desk(draft_with_components(tmp_path)) as author:
            await author.goes_to("Components")
            author.presses("alt+r", times=4)
            await author.rests()
            assert author.document.items("design.components") == []
            assert record_lines(author) == ["+ add component"]
            author.presses("ctrl+z", times=3)
            await author.rests()
            assert author.document.items("design.components") == COMPONENTS

    async def test_are_chosen_with_the_mouse(self, tmp_path: Path) -> None:
        async with at_the_desk(draft_with_components(tmp_path)) as author:
            await author.goes_to("Components")
            await author.pilot.click("RecordIndex", offset=(3, 1))
            await author.until(lambda: author.sees("Component 2 of 3"))
            await author.pilot.click("RecordIndex", offset=(3, 3))
            await author.until(lambda: author.sees("Component 4 of 4"))
            author.types("Clock")
            await author.rests()
            assert author.document.text("design.components[3].name") == "Clock"


class TestRecordsInsideRecords:
    async def test_are_those_of_the_open_record(self, tmp_path: Path) -> None:
        async with at_the_desk(draft_with_endpoints(tmp_path)) as author:
            await author.goes_to("New Endpoints")
            assert record_lines(author, 1) == ["1 400", "2 409", "+ add error"]
            author.presses("down")
            await author.rests()
            assert record_lines(author, 1) == ["1 404", "+ add error"]

    async def test_change_without_touching_those_around_them(self, tmp_path: Path) -> None:
        path = "design.api_design.new_endpoints"
        async with at_the_desk(draft_with_endpoints(tmp_path)) as author:
            await author.goes_to("New Endpoints")
            author.presses("tab", "tab", "tab", "tab", "down", "alt+up")
            await author.rests()
            assert names(author, f"{path}[0].errors", "status") == ["409", "400"]
            assert names(author, path, "endpoint") == ["POST /factors", "DELETE /factors"]
            author.presses("alt+d", "alt+n")
            author.types("418")
            await author.rests()
            errors = ["409", "409", "418", "400"]
            assert names(author, f"{path}[0].errors", "status") == errors
            author.presses("ctrl+z", times=4)
            await author.rests()
            assert author.document.items(path) == ENDPOINTS

    async def test_go_with_the_record_around_them(self, tmp_path: Path) -> None:
        path = "design.api_design.new_endpoints"
        async with at_the_desk(draft_with_endpoints(tmp_path)) as author:
            await author.goes_to("New Endpoints")
            author.presses("alt+d", "alt+down")
            await author.rests()
            assert names(author, path, "endpoint") == [
                "POST /factors",
                "DELETE /factors",
                "POST /factors",
            ]
            assert names(author, f"{path}[2].errors", "status") == ["400", "409"]
            assert record_lines(author, 1) == ["1 400", "2 409", "+ add error"]

    async def test_take_undo_back_to_the_record_it_is_about(self, tmp_path: Path) -> None:
        path = "design.api_design.new_endpoints"
        async with at_the_desk(draft_with_endpoints(tmp_path)) as author:
            await author.goes_to("New Endpoints")
            author.presses("down", "tab", "tab", "tab", "tab", "alt+r", "shift+tab")
            author.presses("shift+tab", "shift+tab", "shift+tab", "up")
            await author.rests()
            assert author.field == f"{path}[0]"
            author.presses("ctrl+z")
            await author.rests()
            assert author.document.items(path) == ENDPOINTS
            assert author.field == f"{path}[1].errors[0]"
            assert record_lines(author, 1) == ["1 404", "+ add error"]
