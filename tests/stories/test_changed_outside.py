"""A draft that something else changes while it is open, and one that somebody else has open."""

from __future__ import annotations

from pathlib import Path

import pytest

from designdoc_screens.conflicts import ConflictsScreen
from designdoc_screens.dialogs import ChoiceDialog, HeldDialog
from designdoc_tui.desk import open_draft
from designdoc_tui.draft.load import load_draft
from tests.stories.author import Author, at_the_desk, fresh_draft


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    return fresh_draft(tmp_path, overview={"problem": "Passwords."})


def changes(draft: Path, before: str, after: str) -> None:
    """Something else writes the draft."""
    draft.write_text(draft.read_text().replace(before, after))


async def types_a_problem(author: Author, text: str) -> None:
    """Puts a text before the problem."""
    author.presses("f8")
    author.types(text)
    await author.rests()


async def is_asked(author: Author) -> ConflictsScreen:
    await author.until(lambda: isinstance(author.screen, ConflictsScreen))
    await author.rests()
    screen = author.screen
    assert isinstance(screen, ConflictsScreen)
    return screen


class TestADraftThatSomethingElseWrites:
    async def test_is_taken_in_where_nothing_is_unsaved(self, draft: Path) -> None:
        async with at_the_desk(draft) as author:
            author.presses("f8", "tab")
            await author.rests()
            changes(draft, "Passwords.", "Stolen passwords.")
            await author.until(
                lambda: author.document.text("overview.problem") == "Stolen passwords."
            )
            assert not author.document.is_modified
            assert author.field == "overview.solution"
            author.presses("ctrl+z")
            await author.rests()
            assert author.document.text("overview.problem") == "Passwords."

    async def test_is_merged_where_other_fields_are_unsaved(self, draft: Path) -> None:
        async with at_the_desk(draft) as author:
            await types_a_problem(author, "Old ")
            changes(draft, "title: Sign-in", "title: Log-in")
            await author.until(lambda: author.document.text("title") == "Log-in")
            assert author.document.text("overview.problem") == "Old Passwords."
            await author.saves()
        document = load_draft(draft).document
        assert document.text("title") == "Log-in"
        assert document.text("overview.problem") == "Old Passwords."

    async def test_is_merged_by_a_save_that_comes_first(self, draft: Path) -> None:
        async with at_the_desk(draft) as author:
            await types_a_problem(author, "Old ")
            changes(draft, "title: Sign-in", "title: Log-in")
            author.presses("f2")
            await author.until(lambda: not author.document.is_modified)
        document = load_draft(draft).document
        assert document.text("title") == "Log-in"
        assert document.text("overview.problem") == "Old Passwords."

    @pytest.mark.parametrize(
        ("key", "kept"), [("left", "Old Passwords."), ("right", "Stolen passwords.")]
    )
    async def test_asks_where_the_same_field_is_unsaved(
        self, draft: Path, key: str, kept: str
    ) -> None:
        async with at_the_desk(draft) as author:
            await types_a_problem(author, "Old ")
            changes(draft, "Passwords.", "Stolen passwords.")
            await is_asked(author)
            assert author.sees("You changed the same field. Everything else")
            author.presses(key, "enter")
            await author.until(lambda: author.screen is author.section)
            await author.until(lambda: author.document.text("overview.problem") == kept)
            author.presses("f2")
            await author.until(lambda: not author.document.is_modified)
        assert load_draft(draft).document.text("overview.problem") == kept

    async def test_does_not_ask_somebody_who_is_typing(self, draft: Path) -> None:
        async with at_the_desk(draft) as author:
            await types_a_problem(author, "Old ")
            changes(draft, "Passwords.", "Stolen passwords.")

            def goes_on() -> bool:
                author.types("a")  # in the question it would decide for all of them
                return author.sees("You changed the same fields")

            await author.until(goes_on)
            assert author.screen is author.section
            screen = await is_asked(author)
            assert not author.sees("You changed the same fields")
            author.presses("enter")
            await author.until(lambda: author.sees("Choose a side for each field first."))
            assert author.screen is screen
            assert author.document.text("overview.problem").startswith("Old aa")

    async def test_keeps_both_when_told_to(self, draft: Path) -> None:
        async with at_the_desk(draft) as author:
            await types_a_problem(author, "Old ")
            changes(draft, "Passwords.", "Stolen passwords.")
            await is_asked(author)
            author.presses("b", "enter")
            await author.until(lambda: author.screen is author.section)
            text = author.document.text("overview.problem")
            assert "Old Passwords." in text
            assert "Stolen passwords." in text

    async def test_asks_again_at_a_save_when_it_was_put_off(self, draft: Path) -> None:
        async with at_the_desk(draft) as author:
            await types_a_problem(author, "Old ")
            changes(draft, "Passwords.", "Stolen passwords.")
            await is_asked(author)
            author.presses("escape")
            await author.until(lambda: author.screen is author.section)
            assert author.document.text("overview.problem") == "Old Passwords."
            author.presses("f2")
            await is_asked(author)
            assert "Stolen" in draft.read_text()

    async def test_knows_what_was_chosen_before_it_was_put_off(self, draft: Path) -> None:
        async with at_the_desk(draft) as author:
            author.types("Safe ")
            await types_a_problem(author, "Old ")
            written = draft.read_text().replace("title: Sign-in", "title: Log-in")
            draft.write_text(written.replace("Passwords.", "Stolen passwords."))
            await is_asked(author)
            author.presses("right", "escape")
            await author.until(lambda: author.screen is author.section)
            author.presses("f2")
            await is_asked(author)
            assert author.sees("● right")
            author.presses("a", "enter")
            await author.until(lambda: not author.document.is_modified)
        document = load_draft(draft).document
        assert document.text("title") == "Log-in"
        assert document.text("overview.problem") == "Old Passwords."

    async def test_is_left_alone_while_it_is_no_draft(self, draft: Path) -> None:
        async with at_the_desk(draft) as author:
            await types_a_problem(author, "Old ")
            draft.write_text("<<<<<<< ours\n")
            author.presses("f2")
            await author.until(lambda: isinstance(author.screen, ChoiceDialog))
            author.presses("escape")
            await author.until(lambda: author.screen is author.section)
            assert author.document.text("overview.problem") == "Old Passwords."
            assert draft.read_text() == "<<<<<<< ours\n"


class TestADraftThatSomebodyElseHasOpen:
    async def test_is_read_when_told_to_and_cannot_be_edited(self, draft: Path) -> None:
        other = open_draft(draft)
        async with at_the_desk(draft) as author:
            await author.until(lambda: isinstance(author.screen, HeldDialog))
            author.presses("r")
            await author.until(lambda: author.app.draft is not None)
            await author.rests()
            author.types("XYZ")
            author.presses("f9", "f8", "tab", "tab")
            author.types("X\n")
            author.presses("alt+n", "alt+r", "backspace", "ctrl+z", "f2")
            await author.rests()
            assert author.document == other.draft.document
            assert author.sees("read-only")
            await author.leaves()
        other.look()
        assert not other.lost_lock()
        other.close()

    async def test_is_said_to_be_theirs_by_the_name_they_have(
        self, draft: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LOGNAME", "ada")
        other = open_draft(draft)
        async with at_the_desk(draft) as author:
            await author.until(lambda: isinstance(author.screen, HeldDialog))
            author.presses("r")
            await author.until(lambda: author.app.draft is not None)
            author.presses("f9")
            await author.until(lambda: author.sees("This draft can only be read here: ada has it"))
            assert not author.sees("Ada has it")
            await author.leaves()
        other.close()

    async def test_is_taken_over_when_told_to(self, draft: Path) -> None:
        other = open_draft(draft)
        async with at_the_desk(draft) as author:
            await author.until(lambda: isinstance(author.screen, HeldDialog))
            author.presses("t")
            await author.until(lambda: author.app.draft is not None)
            await author.rests()
            author.types("!")
            await author.saves()
            other.look()
            assert other.lost_lock()
        other.close()

    async def test_is_left_to_them_when_told_to(self, draft: Path) -> None:
        other = open_draft(draft)
        async with at_the_desk(draft) as author:
            await author.until(lambda: isinstance(author.screen, HeldDialog))
            author.presses("escape")
            await author.until(lambda: author.app.return_code == 0)
        other.close()

    async def test_that_is_taken_over_from_here_goes_read_only(self, draft: Path) -> None:
        async with at_the_desk(draft) as author:
            author.types("!")
            await author.rests()
            other = open_draft(draft, take_over=True)
            await author.until(lambda: author.document.frozen != "")
            author.types("?")
            author.presses("f2")
            await author.rests()
            assert author.document.text("title") == "Sign-in!"
            assert load_draft(draft).document.text("title") == "Sign-in"
            await author.leaves()
        other.close()
        opened = open_draft(draft)
        assert opened.draft.document.text("title") == "Sign-in!"
        opened.close()
