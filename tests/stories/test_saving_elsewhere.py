"""A draft that cannot be saved where it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from designdoc_screens.dialogs import QuitDialog
from designdoc_screens.save_elsewhere import ElsewhereDialog, NotSavedDialog
from designdoc_tui.desk import open_draft
from designdoc_tui.draft.load import load_draft
from tests.stories.author import Author, at_the_desk, fresh_draft


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return fresh_draft(tmp_path / "stick")


def is_pulled(draft: Path) -> Path:
    """The stick with the draft is pulled out; gives where it is now."""
    return draft.parent.rename(draft.parent.with_name("pocket"))


async def cannot_save(author: Author) -> None:
    author.presses("f2")
    await author.until(lambda: isinstance(author.screen, NotSavedDialog))
    await author.rests()


async def asks_where(author: Author) -> None:
    author.presses("s")
    await author.until(lambda: isinstance(author.screen, ElsewhereDialog))
    await author.rests()


def names(author: Author, place: Path) -> None:
    author.clears()
    author.types(f"{place}\n")


class TestASaveThatFails:
    async def test_says_what_to_do_and_can_be_tried_again(self, draft: Path) -> None:
        async with at_the_desk(draft) as author:
            author.types("!")
            pocket = is_pulled(draft)
            await cannot_save(author)
            assert author.reads("create it, or save elsewhere")
            assert author.sees("What you typed is safe")
            author.presses("k")
            author.types("!")
            await cannot_save(author)
            pocket.rename(draft.parent)
            author.presses("t")
            await author.until(lambda: not author.document.is_modified)
        assert load_draft(draft).document.text("title") == "Sign-in!!"


class TestSavingElsewhere:
    async def test_goes_on_there_with_all_that_can_be_undone(
        self, draft: Path, tmp_path: Path
    ) -> None:
        place = tmp_path / "desk" / "mine.yaml"
        draft.write_text(f"# By hand\n{draft.read_text()}")
        async with at_the_desk(draft) as author:
            author.types("!")
            is_pulled(draft)
            await cannot_save(author)
            await asks_where(author)
            names(author, place)
            await author.until(lambda: author.screen is author.section)
            await author.until(lambda: author.sees("saved · mine.yaml"))
            assert "Sign-in!" in place.with_suffix(".md").read_text()
            assert place.read_text().startswith("# By hand\n")
            author.types("?")
            await author.saves()
            assert load_draft(place).document.text("title") == "Sign-in!?"
            author.presses("ctrl+z", "ctrl+z")
            await author.until(lambda: author.document.text("title") == "Sign-in")
            author.types("...")
            await author.rests()
        # What is not saved there comes back there.
        opened = open_draft(place)
        assert opened.recovered is not None
        assert opened.draft.document.text("title") == "Sign-in..."
        opened.close()

    async def test_replaces_nothing_and_leaves_the_old_place_its_journal(
        self, draft: Path, tmp_path: Path
    ) -> None:
        before = draft.read_bytes()
        there = tmp_path / "design.md"
        there.write_text("# Mine\n")
        async with at_the_desk(draft) as author:
            author.types("!")
            pocket = is_pulled(draft)
            await cannot_save(author)
            await asks_where(author)
            names(author, tmp_path)
            await author.until(lambda: author.sees("choose another name"))
            assert not (tmp_path / "design.yaml").exists()
            names(author, tmp_path / "other.yaml")
            await author.until(lambda: not author.document.is_modified)
        assert there.read_text() == "# Mine\n"
        pocket.rename(draft.parent)
        assert draft.read_bytes() == before
        opened = open_draft(draft, take_over=True)  # its lock could not be given back
        assert opened.draft.document.text("title") == "Sign-in!"
        opened.close()

    async def test_lets_somebody_leave_who_was_leaving(self, draft: Path, tmp_path: Path) -> None:
        async with at_the_desk(draft) as author:
            author.types("!")
            is_pulled(draft)
            author.presses("ctrl+q")
            await author.until(lambda: isinstance(author.screen, QuitDialog))
            author.presses("s")
            await author.until(lambda: isinstance(author.screen, NotSavedDialog))
            await asks_where(author)
            names(author, tmp_path / "desk")
            await author.until(lambda: author.app.return_code == 0)
        assert sorted(file.name for file in (tmp_path / "desk").iterdir()) == [
            "design.md",
            "design.yaml",
        ]
