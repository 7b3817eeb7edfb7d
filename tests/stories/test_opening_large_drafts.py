"""A draft that takes long to read: keys are answered meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from designdoc_screens.dialogs import HeldDialog, ProblemDialog
from designdoc_screens.opening import OpeningScreen
from designdoc_tui.desk import open_draft
from designdoc_tui.draft.load import Draft, load_draft
from designdoc_tui.sitting import opening
from tests.stories.author import at_the_desk, fresh_draft


@pytest.fixture(autouse=True)
def _every_draft_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "LARGE", 10)


@pytest.fixture
def slow_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Nothing is read until this is set."""
    let_go = threading.Event()

    def slowly(path: Path) -> Draft:
        let_go.wait(60)
        return load_draft(path)

    monkeypatch.setattr(opening, "load_draft", slowly)
    yield let_go
    let_go.set()


class TestALargeDraft:
    async def test_is_said_to_be_opened_and_then_shown(
        self, tmp_path: Path, slow_disk: threading.Event
    ) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            assert isinstance(author.app.screen, OpeningScreen)
            await author.until(lambda: author.sees("Opening design.yaml: it is large …"))
            assert author.sees("ctrl+q gives it up")
            slow_disk.set()
            await author.until(lambda: author.app.section_screen is author.app.screen)
            author.types("!")
            await author.rests()
            assert author.document.is_modified

    async def test_that_is_read_soon_needs_no_screen_before_its_own(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before: list[str] = []
        monkeypatch.setattr(OpeningScreen, "__init__", lambda _, name: before.append(name))
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            assert author.app.section_screen is author.app.screen
            assert before == []

    async def test_can_be_given_up(self, tmp_path: Path, slow_disk: threading.Event) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            await author.leaves()
            assert not slow_disk.is_set()

    async def test_is_refused_in_one_line(self, tmp_path: Path) -> None:
        draft = tmp_path / "design.yaml"
        draft.write_text("designdoc: 1\ntemplate: [\n" * 10)
        async with at_the_desk(draft) as author:
            await author.until(lambda: isinstance(author.app.screen, ProblemDialog))
            author.presses("enter")
            await author.until(lambda: author.app.return_code == 2)

    async def test_of_somebody_else_is_asked_about(self, tmp_path: Path) -> None:
        draft = fresh_draft(tmp_path)
        opened = open_draft(draft)
        async with at_the_desk(draft) as author:
            await author.until(lambda: isinstance(author.app.screen, HeldDialog))
        opened.close()

    async def test_is_opened_from_the_list(self, tmp_path: Path) -> None:
        fresh_draft(tmp_path)
        async with at_the_desk(folder=tmp_path) as author:
            author.presses("enter")
            await author.until(lambda: author.app.section_screen is author.app.screen)
