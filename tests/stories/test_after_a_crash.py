"""What was not saved when the program ended, and how the author decides about it."""

from __future__ import annotations

from pathlib import Path

from designdoc_screens.recover import RecoverScreen
from designdoc_tui.desk import open_draft
from designdoc_tui.draft.load import load_draft
from designdoc_tui.markdown.steps import steps_of
from designdoc_tui.review.comments import add_comment
from designdoc_tui.review.marks import mark_reviewed
from designdoc_tui.state import state_folder
from tests.stories.author import Author, at_the_desk, fresh_draft
from tests.stories.reviewer import GRACE, NOW
from tests.stories.test_imported_documents import brought_in


def ended_early(draft: Path, **fields: str) -> None:
    """Somebody types into fields, and the program ends without a save."""
    opened = open_draft(draft)
    for path, text in fields.items():
        opened.draft.document.set(path.replace("__", "."), text)
    opened.close()


async def is_told(author: Author) -> RecoverScreen:
    await author.until(lambda: isinstance(author.screen, RecoverScreen))
    await author.rests()
    screen = author.screen
    assert isinstance(screen, RecoverScreen)
    return screen


class TestWhatWasNotSaved:
    async def test_is_shown_beside_what_is_saved(self, tmp_path: Path) -> None:
        draft = fresh_draft(tmp_path)
        ended_early(draft, title="Sign-in with keys", overview__solution="Keys.")
        async with at_the_desk(draft) as author:
            await is_told(author)
            assert author.sees("Title")
            assert author.sees("Overview › Solution")
            assert author.sees("Sign-in with keys")
            author.presses("down", "down")
            await author.until(lambda: author.sees("(nothing)"))
            assert author.sees("Keys.")

    async def test_goes_by_its_first_words_where_it_is_markdown(self, tmp_path: Path) -> None:
        draft = brought_in(tmp_path)
        opened = open_draft(draft)
        proposal = next(
            step.section
            for step in steps_of(opened.draft.document)
            if step.section.heading == "Proposal"
        )
        text = opened.draft.document.text(proposal.path)
        opened.draft.document.set(proposal.path, f"{text} At all.")
        opened.close()
        async with at_the_desk(draft) as author:
            screen = await is_told(author)
            assert [pair.label for pair in screen.pairs] == ["Proposal"]
            assert author.sees("no longer enough. At all.")

    async def test_is_told_in_the_words_of_a_reviewer(self, tmp_path: Path) -> None:
        draft = fresh_draft(tmp_path)
        opened = open_draft(draft)
        document = opened.draft.document
        add_comment(document, ("title",), "", "Sign-in to what?", GRACE, NOW)
        mark_reviewed(document, document.template.steps[0], GRACE, NOW)
        opened.close()
        async with at_the_desk(draft) as author:
            screen = await is_told(author)
            first = document.template.steps[0].heading
            assert [(pair.label, pair.right) for pair in screen.pairs] == [
                ("Comment on Title", "Sign-in to what?\nGrace Hopper, 2026-11-22"),
                (f"{first}, read by Grace Hopper", "Grace Hopper, 2026-11-22"),
            ]
            assert author.sees("2 fields are back as last typed")

    async def test_is_kept_with_enter_and_still_has_to_be_saved(self, tmp_path: Path) -> None:
        draft = fresh_draft(tmp_path)
        ended_early(draft, overview__solution="Keys.")
        async with at_the_desk(draft) as author:
            await is_told(author)
            author.presses("enter")
            await author.until(lambda: author.screen is author.section)
            await author.rests()
            assert author.document.text("overview.solution") == "Keys."
            assert author.sees("unsaved")
            await author.saves()
        assert load_draft(draft).document.text("overview.solution") == "Keys."
        async with at_the_desk(draft) as author:
            assert author.screen is author.section

    async def test_is_kept_aside_when_it_is_discarded(self, tmp_path: Path) -> None:
        draft = fresh_draft(tmp_path)
        ended_early(draft, overview__solution="Keys.")
        async with at_the_desk(draft) as author:
            await is_told(author)
            author.presses("d")
            await author.until(lambda: author.screen is author.section)
            await author.until(lambda: author.sees("kept in"))
            assert author.document.text("overview.solution") == ""
            assert not author.document.is_modified
        assert len(list((state_folder() / "journals" / "aside").iterdir())) == 1

    async def test_can_be_looked_at_closer(self, tmp_path: Path) -> None:
        draft = fresh_draft(tmp_path)
        text = "\n".join(f"Line {number}" for number in range(60))
        ended_early(draft, overview__solution=text, overview__problem="P")
        async with at_the_desk(draft) as author:
            screen = await is_told(author)
            author.presses("down", "l", "pagedown")
            await author.until(lambda: author.sees("Line 30"))
            assert not screen.fields.display
            author.presses("escape")
            await author.until(lambda: screen.fields.display)
            assert author.screen is screen
            author.presses("escape")
            await author.until(lambda: author.screen is author.section)
            assert author.document.text("overview.solution") == text

    async def test_comes_back_after_a_fault_in_the_program(self, tmp_path: Path) -> None:
        draft = fresh_draft(tmp_path)
        async with at_the_desk(draft) as author:
            author.types(" X")
            await author.rests()
        async with at_the_desk(draft) as author:
            await is_told(author)
            assert author.document.text("title") == "Sign-in X"

    async def test_is_merged_with_a_file_that_was_edited_since(self, tmp_path: Path) -> None:
        draft = fresh_draft(tmp_path)
        ended_early(draft, overview__solution="Keys.")
        draft.write_text(draft.read_text().replace("title: Sign-in", "title: Log-in"))
        async with at_the_desk(draft) as author:
            await is_told(author)
            assert author.document.text("title") == "Log-in"
            assert author.document.text("overview.solution") == "Keys."


class TestAJournalThatCannotBeBelieved:
    async def test_is_set_aside_and_said(self, tmp_path: Path) -> None:
        draft = fresh_draft(tmp_path)
        ended_early(draft, title="Lost?")
        (journal,) = (state_folder() / "journals").glob("*.journal")
        journal.write_bytes(b"\0" * 4000)
        async with at_the_desk(draft) as author:
            await author.until(lambda: author.sees("cannot be believed"))
            assert author.document.text("title") == "Sign-in"
        (kept,) = (state_folder() / "journals" / "aside").iterdir()
        assert kept.read_bytes() == b"\0" * 4000
