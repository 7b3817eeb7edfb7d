"""Starting the wizard: what is on the screen first, and what is behind it."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from textual.theme import BUILTIN_THEMES

from designdoc_screens.home import HomeScreen
from designdoc_screens.section import SectionScreen
from designdoc_tui.state import state_folder
from designdoc_tui.state.theme import ChosenTheme
from tests.stories.author import WatchedApp, at_the_desk, example_draft, fresh_draft

NARROW, MEDIUM = (60, 24), (90, 30)
LATTE = "catppuccin-latte"


class TestStartingOnADraft:
    async def test_shows_it_and_nothing_below_it(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            assert author.app.screen_stack == [author.section]

    async def test_shows_what_there_is_room_for(self, tmp_path: Path) -> None:
        draft = example_draft(tmp_path)
        shown: dict[tuple[int, int], tuple[bool, bool]] = {}
        for size in (NARROW, MEDIUM, (140, 40)):
            async with at_the_desk(draft, size=size) as author:
                section = author.section
                shown[size] = (section.outline.display, section.preview.display)
        assert list(shown.values()) == [(False, False), (True, False), (True, True)]

    async def test_opens_another_one_from_there_and_comes_back(self, tmp_path: Path) -> None:
        draft = fresh_draft(tmp_path)
        async with at_the_desk(draft, folder=tmp_path) as author:
            await author.app.run_action("go_home")
            await author.until(lambda: isinstance(author.screen, HomeScreen))
            assert author.app.section_screen is None
            assert author.app.draft is None
            author.screen.post_message(HomeScreen.Opened(draft))
            await author.until(lambda: isinstance(author.screen, SectionScreen))
            author.types("Again")
            await author.rests()
            assert author.document.text("title").endswith("Again")
            author.presses("f2")
            await author.until(lambda: not author.document.is_modified)
            await author.app.run_action("go_home")
            await author.until(lambda: isinstance(author.screen, HomeScreen))


class TestTheTheme:
    async def test_that_was_chosen_is_there_from_the_first_frame_on(self, tmp_path: Path) -> None:
        draft = fresh_draft(tmp_path)
        async with at_the_desk(draft) as author:
            assert author.app.theme == "textual-dark"
            author.presses("ctrl+p")
            author.types("theme\n")
            await author.until(lambda: author.sees("Search for themes"))
            author.types("latte")
            await author.until(lambda: author.sees(LATTE))
            author.presses("enter")
            await author.until(lambda: author.app.theme == LATTE)
        tomorrow = WatchedApp(draft)  # which has styled nothing yet
        assert tomorrow.theme_variables["background"] == BUILTIN_THEMES[LATTE].background

    async def test_of_the_environment_wins_and_is_not_kept(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ChosenTheme().remember("nord")
        draft = fresh_draft(tmp_path)
        monkeypatch.setenv("TEXTUAL_THEME", "no-such-theme, textual-light")
        async with at_the_desk(draft) as author:
            assert author.app.current_theme.name == "textual-light"
        monkeypatch.delenv("TEXTUAL_THEME")
        async with at_the_desk(draft) as author:
            assert author.app.current_theme.name == "nord"

    @pytest.mark.parametrize("kept", ['{"version": 1, "themes": [{"name": "mauve"}]}', "{torn"])
    async def test_that_makes_no_sense_costs_nothing(self, tmp_path: Path, kept: str) -> None:
        ChosenTheme().remember("nord")
        (state_folder() / "theme.json").write_text(kept)
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            assert author.app.theme == "textual-dark"

    async def test_of_the_terminal_keeps_its_colours(self, tmp_path: Path) -> None:
        ChosenTheme().remember("ansi-light")
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            assert author.app.native_ansi_color
            assert author.section.styles.background.ansi is not None


class TestGarbage:
    async def test_is_collected_again_once_the_draft_is_on_the_screen(self, tmp_path: Path) -> None:
        gc.disable()
        try:
            async with at_the_desk(fresh_draft(tmp_path)) as author:
                await author.until(gc.isenabled)
        finally:
            gc.enable()
            gc.unfreeze()
