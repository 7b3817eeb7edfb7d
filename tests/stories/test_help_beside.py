"""Help on screens that stand over the others: what an import would do, and what was recovered."""

from __future__ import annotations

from pathlib import Path

from designdoc_screens.help import HelpScreen
from designdoc_screens.import_report import ImportScreen
from designdoc_screens.markdown_edits import MarkdownEditsScreen
from designdoc_screens.recover import RecoverScreen
from designdoc_screens.section import SectionScreen
from designdoc_tui.desk import open_draft
from tests.stories.author import Author, at_the_desk, fresh_draft


async def asks_for_help(author: Author, on: type[object]) -> None:
    await author.until(lambda: isinstance(author.screen, on))
    await author.rests()
    author.presses("f1")
    await author.until(lambda: isinstance(author.screen, HelpScreen))
    await author.rests()


async def goes_back(author: Author, to: type[object]) -> None:
    author.presses("escape")
    await author.until(lambda: isinstance(author.screen, to))


class TestHelp:
    async def test_says_what_becomes_of_a_document(self, tmp_path: Path) -> None:
        source = tmp_path / "design.md"
        source.write_text("# Sign-in\n\n## Rollout\n\nStaff first.\n")
        async with at_the_desk(source) as author:
            await asks_for_help(author, ImportScreen)
            assert author.sees("What becomes of each part of this document")
            assert author.sees("Leave without importing")
            await goes_back(author, ImportScreen)
        assert not (tmp_path / "design.yaml").exists()

    async def test_says_in_plain_words_how_to_go_on(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path), size=(120, 90)) as author:
            await asks_for_help(author, SectionScreen)
            assert author.sees("On to the next field")
            assert author.sees("Edit this text in your own editor")
            assert not author.sees("Focus Next")

    async def test_says_what_the_sides_are(self, tmp_path: Path) -> None:
        draft = fresh_draft(tmp_path)
        opened = open_draft(draft)
        opened.draft.document.set("overview.solution", "Keys.")
        opened.close()
        async with at_the_desk(draft) as author:
            await asks_for_help(author, RecoverScreen)
            assert author.sees("Side by side")
            assert author.sees("Two states of the same fields")
            assert author.sees("Back to what is saved")
            await goes_back(author, RecoverScreen)
            assert author.document.text("overview.solution") == "Keys."

    async def test_is_among_the_keys_that_are_shown_in_a_small_terminal(
        self, tmp_path: Path
    ) -> None:
        draft = fresh_draft(tmp_path)
        async with at_the_desk(draft, size=(80, 24)) as author:
            await author.saves()
        markdown = draft.with_suffix(".md")
        markdown.write_text(markdown.read_text().replace("Sign-in", "Log-in"))
        draft.write_text(draft.read_text().replace("Sign-in", "Enrolment"))
        async with at_the_desk(draft, size=(80, 24)) as author:
            await author.until(lambda: isinstance(author.screen, MarkdownEditsScreen))
            await author.until(lambda: author.sees("k Keep mine"))
            assert author.sees("f1 Help")
