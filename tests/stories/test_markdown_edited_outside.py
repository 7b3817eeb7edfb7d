"""`design.md` that somebody edits by hand: noticed, shown, taken in, or written over."""

from __future__ import annotations

from pathlib import Path

import pytest

from designdoc_screens.dialogs import ChoiceDialog
from designdoc_screens.markdown_edits import MarkdownEditsScreen
from designdoc_tui.draft.load import load_draft
from designdoc_tui.draft.save import save_draft
from designdoc_tui.state import state_folder
from designdoc_tui.state.last_written import LastWritten
from tests.stories.author import TODAY, Author, at_the_desk, fresh_draft


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft that was saved here, with its Markdown."""
    path = fresh_draft(tmp_path, overview={"problem": "Passwords.", "goals": ["Fast"]})
    opened = load_draft(path)
    save_draft(opened, TODAY)
    LastWritten(path).note(path.read_bytes(), opened.markdown_path.read_bytes())
    return path


def edits(draft: Path, before: str, after: str) -> bytes:
    """Somebody edits the Markdown by hand; gives what it holds then."""
    markdown = draft.with_suffix(".md")
    text = markdown.read_text()
    assert before in text
    markdown.write_text(text.replace(before, after))
    return markdown.read_bytes()


async def is_shown(author: Author) -> None:
    await author.until(lambda: isinstance(author.screen, MarkdownEditsScreen))
    await author.rests()


async def is_back(author: Author) -> None:
    await author.until(lambda: author.screen is author.section)
    await author.rests()


class TestAtOpening:
    async def test_an_edit_is_shown_and_taken_in_with_enter(self, draft: Path) -> None:
        edited = edits(draft, "Passwords.", "Stolen passwords.")
        async with at_the_desk(draft) as author:
            await is_shown(author)
            assert author.sees("Overview › Problem")
            assert author.sees("Stolen passwords.")
            assert author.document.text("overview.problem") == "Passwords."
            author.presses("enter")
            await is_back(author)
            assert author.document.text("overview.problem") == "Stolen passwords."
            await author.saves()
            await author.leaves()
        assert load_draft(draft).document.text("overview.problem") == "Stolen passwords."
        assert draft.with_suffix(".md").read_bytes() == edited

    async def test_text_that_no_field_holds_stays_where_it_was_put(self, draft: Path) -> None:
        edited = edits(draft, "### Goals", "A word on *why now*.\n\n### Goals")
        edited = edits(draft, "- Goal 1: Fast", "<!-- more? -->\n- Goal 1: Fast")
        async with at_the_desk(draft) as author:
            await is_shown(author)
            author.presses("enter")
            await is_back(author)
            await author.saves()
        assert draft.with_suffix(".md").read_bytes() == edited

    async def test_one_undo_takes_it_all_back(self, draft: Path) -> None:
        edits(draft, "Passwords.", "Stolen passwords.")
        edits(draft, "Fast", "Faster")
        async with at_the_desk(draft) as author:
            await is_shown(author)
            author.presses("enter")
            await is_back(author)
            assert author.document.items("overview.goals") == ["Faster"]
            author.presses("ctrl+z")
            await author.rests()
            assert author.document.items("overview.goals") == ["Fast"]
            assert author.document.text("overview.problem") == "Passwords."

    async def test_what_is_put_off_is_asked_again_at_a_save(self, draft: Path) -> None:
        edited = edits(draft, "Passwords.", "Stolen passwords.")
        async with at_the_desk(draft) as author:
            await is_shown(author)
            author.presses("escape")
            await is_back(author)
            author.types("!")
            author.presses("f2")
            await is_shown(author)
            assert draft.with_suffix(".md").read_bytes() == edited
            author.presses("enter")
            await author.until(lambda: not author.document.is_modified)
        document = load_draft(draft).document
        assert document.text("overview.problem") == "Stolen passwords."
        assert document.text("title") == "Sign-in!"

    async def test_keeping_mine_writes_it_anew_and_keeps_what_it_was(self, draft: Path) -> None:
        edited = edits(draft, "Passwords.", "Stolen passwords.")
        async with at_the_desk(draft) as author:
            await is_shown(author)
            author.presses("k")
            await is_back(author)
            author.types("!")
            await author.saves()
        assert "Stolen" not in draft.with_suffix(".md").read_text()
        kept = list((state_folder() / "journals" / "aside").glob("*.replaced.md"))
        assert [path.read_bytes() for path in kept] == [edited]

    async def test_a_draft_edited_by_hand_is_not_asked_about(self, draft: Path) -> None:
        draft.write_text(draft.read_text().replace("Passwords.", "Stolen passwords."))
        async with at_the_desk(draft) as author:
            await author.until(lambda: author.app.desk is not None)
            author.types("!")
            await author.saves()
        assert "Stolen passwords." in draft.with_suffix(".md").read_text()

    async def test_it_says_so_where_it_is_not_known_which_was_edited(self, draft: Path) -> None:
        LastWritten(draft).path.unlink()
        edits(draft, "Passwords.", "Stolen passwords.")
        async with at_the_desk(draft) as author:
            await is_shown(author)
            assert author.sees("which of the two was edited")


class TestWhereBothChangedAField:
    @pytest.mark.parametrize(
        ("key", "kept"), [("left", "Guessed passwords."), ("right", "Stolen passwords.")]
    )
    async def test_the_author_chooses(self, draft: Path, key: str, kept: str) -> None:
        edits(draft, "Passwords.", "Stolen passwords.")
        edits(draft, "Fast", "Faster")
        draft.write_text(draft.read_text().replace("Passwords.", "Guessed passwords."))
        async with at_the_desk(draft) as author:
            await is_shown(author)
            assert author.sees("Guessed passwords.")
            author.presses("enter")  # not yet: a side has to be chosen first
            await author.rests()
            assert isinstance(author.screen, MarkdownEditsScreen)
            author.presses(key, "enter")
            await is_back(author)
            assert author.document.text("overview.problem") == kept
            assert author.document.items("overview.goals") == ["Faster"]


class TestWhileTheDraftIsOpen:
    async def test_an_edit_is_noticed_and_shown_at_the_save(self, draft: Path) -> None:
        async with at_the_desk(draft) as author:
            await author.until(lambda: author.app.desk is not None)
            author.types("!")
            edits(draft, "Passwords.", "Stolen passwords.")
            await author.until(lambda: author.sees("Changed on disk"))
            author.presses("f2")
            await is_shown(author)
            author.presses("enter")
            await author.until(lambda: not author.document.is_modified)
        text = draft.with_suffix(".md").read_text()
        assert "Stolen passwords." in text
        assert "Sign-in!" in text

    async def test_what_cannot_be_read_is_replaced_only_when_told_to(self, draft: Path) -> None:
        markdown = draft.with_suffix(".md")
        async with at_the_desk(draft) as author:
            await author.until(lambda: author.app.desk is not None)
            author.types("!")
            markdown.write_bytes(b"\xff\n")
            author.presses("f2")
            await author.until(lambda: isinstance(author.screen, ChoiceDialog))
            author.presses("escape")
            await is_back(author)
            assert markdown.read_bytes() == b"\xff\n"
            author.presses("f2")
            await author.until(lambda: isinstance(author.screen, ChoiceDialog))
            author.presses("o")
            await author.until(lambda: not author.document.is_modified)
        assert "Sign-in!" in markdown.read_text()

    async def test_files_that_move_together_are_not_asked_about(
        self, draft: Path, tmp_path: Path
    ) -> None:
        other = tmp_path / "other"
        other.mkdir()
        branch = load_draft(fresh_draft(other, overview={"problem": "Stolen."}))
        save_draft(branch, TODAY)
        async with at_the_desk(draft) as author:
            await author.until(lambda: author.app.desk is not None)
            draft.with_suffix(".md").write_bytes(branch.markdown_path.read_bytes())
            draft.write_bytes(branch.path.read_bytes())
            await author.until(lambda: author.document.text("overview.problem") == "Stolen.")
            author.types("!")
            await author.saves()
            assert author.screen is author.section
