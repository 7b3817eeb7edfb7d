"""Starting the wizard: what is on the screen first, and what is behind it."""

from __future__ import annotations

import gc
from pathlib import Path

from designdoc_screens.home import HomeScreen
from designdoc_screens.section import SectionScreen
from tests.stories.author import at_the_desk, example_draft, fresh_draft

NARROW, MEDIUM = (60, 24), (90, 30)


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


class TestGarbage:
    async def test_is_collected_again_once_the_draft_is_on_the_screen(self, tmp_path: Path) -> None:
        gc.disable()
        try:
            async with at_the_desk(fresh_draft(tmp_path)) as author:
                await author.until(gc.isenabled)
        finally:
            gc.enable()
            gc.unfreeze()
