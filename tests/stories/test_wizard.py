"""The wizard: finding one's way, going away and coming back."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from designdoc_screens.dialogs import ProblemDialog, QuitDialog
from designdoc_screens.go_to import GoToDialog
from designdoc_screens.home import HomeScreen
from designdoc_tui.draft.load import load_draft
from tests.stories.author import TODAY, Author, at_the_desk, example_draft, fresh_draft


def outline_line(author: Author, heading: str) -> str:
    """What the outline says of a step, its sign first."""
    lines = [str(option.prompt).strip() for option in author.section.query_one(OptionList).options]
    return next(line for line in lines if line.endswith(heading))


class TestOutline:
    async def test_shows_a_step_as_empty_begun_and_complete(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            assert outline_line(author, "Data Flow") == "○ Data Flow"
            await author.goes_to("Overview")
            author.types("Passwords leak")
            await author.rests()
            assert outline_line(author, "Overview") == "◐ Overview"
            author.presses("tab")
            author.fills("A code")
            author.lists("Safe")
            author.types("Free")
            await author.rests()
            assert outline_line(author, "Overview") == "● Overview"

    async def test_takes_completeness_back_with_what_made_it(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            await author.goes_to("Data Flow")
            author.types("a")
            await author.rests()
            assert outline_line(author, "Data Flow") == "● Data Flow"
            author.presses("backspace")
            await author.rests()
            assert outline_line(author, "Data Flow") == "○ Data Flow"

    async def test_shows_a_step_that_does_not_apply(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            await author.goes_to("Scalability")
            author.presses("f9")
            author.types("One user\n")
            await author.rests()
            assert outline_line(author, "Scalability") == "– Scalability"

    async def test_counts_the_steps_that_need_nothing_more(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            before = author.section.outline.progress.complete
            assert author.sees(f"{before}/23")
            await author.goes_to("Data Flow")
            author.types("Client -> Server")
            await author.rests()
            assert author.sees(f"{before + 1}/23")

    async def test_says_that_a_draft_is_complete(self, tmp_path: Path) -> None:
        async with at_the_desk(example_draft(tmp_path)) as author:
            assert author.sees("23/23")

    async def test_is_entered_and_left_by_a_key(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            author.presses("f10", "down", "down", "enter")
            await author.rests()
            assert (author.heading, author.field) == ("Background", "background.context")
            author.presses("f10", "f10")
            await author.rests()
            assert author.field == "background.context"


class TestMoving:
    async def test_goes_through_all_sections_and_back(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            steps = [step.heading for step in author.document.template.steps]
            for heading in steps[1:]:
                author.presses("f8")
                await author.rests()
                assert author.heading == heading
            author.presses("f8", "f8")
            await author.rests()
            assert author.heading == "Approval"
            author.presses("f7", times=len(steps) + 1)
            await author.rests()
            assert author.heading == "Metadata"

    async def test_puts_the_cursor_into_the_first_field(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            author.presses("f8")
            await author.rests()
            assert author.field == "overview.problem"

    async def test_goes_to_a_field_by_part_of_its_name(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            await author.goes_to("half-open")
            assert author.heading == "Reliability"
            assert author.field == "design.reliability.circuit_breaker.half_open_state"

    async def test_goes_into_a_record_by_part_of_its_name(self, tmp_path: Path) -> None:
        async with at_the_desk(example_draft(tmp_path)) as author:
            await author.goes_to("factor vault")
            author.types("x")
            await author.rests()
            assert author.heading == "Components"
            assert author.document.text("design.components[1].name") == "Factor vaultx"

    async def test_stays_where_it_is_when_the_search_is_left(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            author.presses("f8", "tab", "f3")
            author.types("Approv")
            author.presses("escape")
            await author.rests()
            assert not isinstance(author.screen, GoToDialog)
            assert author.field == "overview.solution"

    async def test_goes_where_the_outline_is_clicked(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            await author.pilot.click(OptionList, offset=(6, 2))
            await author.until(lambda: author.heading == "Background")
            await author.until(lambda: author.field == "background.context")

    async def test_goes_where_the_preview_is_chosen(self, tmp_path: Path) -> None:
        async with at_the_desk(example_draft(tmp_path)) as author:
            lines = author.preview.splitlines()
            row = next(i for i, line in enumerate(lines) if "password and nothing else" in line)
            await author.pilot.click(author.section.preview, offset=(8, row))
            await author.until(lambda: author.field == "overview.problem")
            assert author.heading == "Overview"

    async def test_leaves_nothing_behind_that_was_typed(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            author.presses("f8")
            author.types("Passwords")
            author.presses("f8", "f7")
            await author.rests()
            assert author.document.text("overview.problem") == "Passwords"
            assert author.sees("Passwords")


class TestValidation:
    async def test_says_what_is_wrong_with_a_change_id_when_it_is_left(
        self, tmp_path: Path
    ) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            await author.goes_to("Change ID")
            author.types(" Mine")
            await author.rests()
            assert not author.sees("Use lower-case letters")
            author.next_field()
            await author.rests()
            await author.until(lambda: author.sees("Use lower-case letters"))
            assert author.field == "metadata.author"

    async def test_forgets_the_complaint_once_it_is_right(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            await author.goes_to("Change ID")
            author.types("X")
            author.presses("tab", "shift+tab")
            author.clears()
            author.fills("fine")
            await author.rests()
            await author.until(lambda: not author.sees("Use lower-case letters"))

    async def test_says_how_a_date_is_written(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            await author.goes_to("Last Updated")
            author.clears()
            author.types("tomorrow")
            author.previous_field()
            await author.rests()
            await author.until(lambda: author.sees("Write the date as year-month-day"))

    async def test_never_stands_in_the_way(self, tmp_path: Path) -> None:
        draft = fresh_draft(tmp_path)
        async with at_the_desk(draft) as author:
            await author.goes_to("Change ID")
            author.types(" NOT")
            author.presses("f8")
            await author.rests()
            assert author.heading == "Overview"
            await author.saves()
        assert load_draft(draft).document.text("metadata.change_id") == "sign-in NOT"


class TestFirstValues:
    async def test_are_there_before_anything_is_typed(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        config = tmp_path / "gitconfig"
        config.write_text("[user]\n\tname = Ada Lovelace\n\temail = ada@example.org\n")
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
        async with at_the_desk(folder=tmp_path) as author:
            author.presses("n", "enter", "enter")
            await author.until(lambda: author.app.draft is not None)
            await author.rests()
            assert author.document.values["metadata"] == {
                "author": "Ada Lovelace <ada@example.org>",
                "status": "Draft",
                "last_updated": TODAY.isoformat(),
            }

    async def test_come_from_the_repository_where_it_says_otherwise(self, tmp_path: Path) -> None:
        subprocess.run(["git", "init", "-q", tmp_path], check=True)
        subprocess.run(["git", "-C", tmp_path, "config", "user.name", "Grace"], check=True)
        async with at_the_desk(folder=tmp_path) as author:
            author.presses("n", "enter", "enter")
            await author.until(lambda: author.app.draft is not None)
            assert author.document.text("metadata.author") == "Grace"

    async def test_let_the_change_id_follow_the_title(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            author.types(" für Alle!")
            await author.rests()
            assert author.document.text("metadata.change_id") == "sign-in-fur-alle"
            assert author.sees("sign-in-fur-alle")

    async def test_let_the_change_id_alone_once_it_was_written(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            author.next_field()
            author.clears()
            author.types("add-2fa")
            author.previous_field()
            author.types(" again")
            await author.rests()
            assert author.document.text("title") == "Sign-in again"
            assert author.document.text("metadata.change_id") == "add-2fa"


class TestResuming:
    async def test_opens_on_the_field_and_at_the_cursor_that_was_left(self, tmp_path: Path) -> None:
        draft = fresh_draft(tmp_path)
        async with at_the_desk(draft) as author:
            author.presses("f8", "tab")
            author.types("one\ntwo\nthree")
            author.presses("up", "left", "left")
            await author.saves()
            await author.leaves()
        async with at_the_desk(draft) as author:
            assert (author.heading, author.field) == ("Overview", "overview.solution")
            author.types("X")
            await author.rests()
            assert author.document.text("overview.solution") == "one\ntXwo\nthree"

    async def test_opens_inside_the_record_that_was_left(self, tmp_path: Path) -> None:
        draft = example_draft(tmp_path)
        async with at_the_desk(draft) as author:
            await author.goes_to("factor vault")
            author.next_field()
            await author.rests()
            await author.leaves()
        async with at_the_desk(draft) as author:
            assert author.field == "design.components[1].purpose"

    async def test_opens_at_the_beginning_when_the_place_is_gone(self, tmp_path: Path) -> None:
        draft = fresh_draft(tmp_path)
        async with at_the_desk(draft) as author:
            await author.goes_to("Components")
            author.presses("enter")
            author.fills("Vault")
            await author.saves()
            await author.leaves()
        draft.unlink()
        (tmp_path / "design.md").unlink()
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            assert author.heading == "Components"
            assert author.field == "design.components"

    async def test_leaves_no_trace_of_the_place_in_the_draft(self, tmp_path: Path) -> None:
        draft = fresh_draft(tmp_path)
        before = draft.read_bytes()
        async with at_the_desk(draft) as author:
            await author.goes_to("Scalability")
            await author.leaves()
        assert draft.read_bytes() == before


class TestQuitting:
    async def test_asks_nothing_when_everything_is_saved(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            author.types("x")
            await author.saves()
            await author.leaves()
            assert author.app.return_code == 0

    async def test_saves_when_told_to(self, tmp_path: Path) -> None:
        draft = fresh_draft(tmp_path)
        async with at_the_desk(draft) as author:
            author.types(" of mine")
            author.presses("ctrl+q")
            await author.until(lambda: isinstance(author.screen, QuitDialog))
            author.presses("s")
            await author.until(lambda: author.app.return_code == 0)
        assert load_draft(draft).document.text("title") == "Sign-in of mine"
        assert (
            (tmp_path / "design.md").read_text().startswith("# Design Document: Sign-in of mine\n")
        )

    async def test_discards_when_told_to(self, tmp_path: Path) -> None:
        draft = fresh_draft(tmp_path)
        before = draft.read_bytes()
        async with at_the_desk(draft) as author:
            author.types(" of mine")
            author.presses("ctrl+q")
            await author.until(lambda: isinstance(author.screen, QuitDialog))
            author.presses("d")
            await author.until(lambda: author.app.return_code == 0)
        assert draft.read_bytes() == before

    @pytest.mark.parametrize("key", ["k", "escape"])
    async def test_goes_on_when_told_to(self, key: str, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            author.types(" of mine")
            author.presses("ctrl+q")
            await author.until(lambda: isinstance(author.screen, QuitDialog))
            author.presses(key)
            await author.until(lambda: author.screen is author.section)
            author.types(" alone")
            await author.rests()
            assert author.document.text("title") == "Sign-in of mine alone"

    async def test_counts_an_edit_taken_back_as_none(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            author.types("x")
            author.presses("ctrl+z")
            await author.leaves()
            assert not author.document.is_modified


class TestOpening:
    async def test_a_broken_draft_is_a_readable_dialog(self, tmp_path: Path) -> None:
        draft = tmp_path / "design.yaml"
        draft.write_text("designdoc: 1\ntemplate: design\ntitle: a\ntitle: b\n")
        app_code = None
        async with at_the_desk(draft) as author:
            dialog = author.screen
            assert isinstance(dialog, ProblemDialog)
            assert f"{draft}:4:1: " in dialog.text
            author.presses("escape")
            await author.until(lambda: author.app.return_code is not None)
            app_code = author.app.return_code
        assert app_code == 2
        assert draft.read_text().endswith("title: b\n")

    async def test_a_folder_opens_the_draft_in_it(self, tmp_path: Path) -> None:
        fresh_draft(tmp_path)
        async with at_the_desk(tmp_path) as author:
            assert author.document.text("title") == "Sign-in"

    async def test_no_draft_lists_those_of_the_folder(self, tmp_path: Path) -> None:
        fresh_draft(tmp_path / "one")
        async with at_the_desk(folder=tmp_path) as author:
            assert isinstance(author.screen, HomeScreen)
            await author.until(lambda: author.sees("Sign-in"))
            author.presses("enter")
            await author.until(lambda: author.app.draft is not None)
            await author.rests()
            assert author.heading == "Metadata"

    async def test_a_new_draft_takes_three_keys(self, tmp_path: Path) -> None:
        async with at_the_desk(folder=tmp_path) as author:
            author.presses("n", "enter", "enter")
            await author.until(lambda: author.app.draft is not None)
            await author.rests()
            assert author.field == "title"
            assert (tmp_path / "design.yaml").exists()

    async def test_a_new_draft_has_the_title_that_was_typed(self, tmp_path: Path) -> None:
        async with at_the_desk(folder=tmp_path) as author:
            author.presses("n")
            await author.until(lambda: isinstance(author.app.focused, Input))
            author.types("Audit log\n")
            await author.until(lambda: author.app.draft is not None)
            await author.rests()
            assert author.document.text("title") == "Audit log"
            assert author.document.text("metadata.change_id") == "audit-log"
