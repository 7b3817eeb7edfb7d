"""An author looks for a word in the whole document."""

from __future__ import annotations

from pathlib import Path

from tests.stories.author import at_the_desk, example_draft

NARROW = (60, 24)


class TestSearching:
    async def test_from_a_field_to_the_field_the_word_is_in(self, tmp_path: Path) -> None:
        async with at_the_desk(example_draft(tmp_path)) as author:
            edge = author.section.preview.styles.border_left
            author.presses("ctrl+f")
            author.types("authenticator")
            author.presses("enter")
            await author.until(lambda: author.section.focused is author.section.preview)
            assert author.section.preview.styles.border_left != edge  # it shows who has the keys
            assert "authenticator" in author.preview.lower()
            first = author.section.preview.visible_text()
            author.presses("n", times=5)
            await author.until(lambda: author.section.preview.visible_text() != first)
            field = author.field
            author.presses("enter")
            await author.until(lambda: author.section.form.has_focus_within)
            await author.rests()
            assert author.field != field

    async def test_the_count_is_shown(self, tmp_path: Path) -> None:
        async with at_the_desk(example_draft(tmp_path)) as author:
            author.presses("ctrl+f")
            author.types("authenticator")
            await author.until(lambda: author.sees("1/"))
            author.types(" nobody wrote this")
            await author.until(lambda: author.sees("not found"))

    async def test_escape_goes_back_to_the_field(self, tmp_path: Path) -> None:
        async with at_the_desk(example_draft(tmp_path)) as author:
            field = author.field
            author.presses("ctrl+f")
            author.types("recovery")
            author.presses("escape")
            await author.until(lambda: author.section.form.has_focus_within)
            assert author.field == field
            assert not author.section.search_line.display

    async def test_the_word_looked_for_last_is_there_again(self, tmp_path: Path) -> None:
        async with at_the_desk(example_draft(tmp_path)) as author:
            author.presses("ctrl+f")
            author.types("recovery")
            author.presses("escape", "ctrl+f")
            await author.until(lambda: author.sees("1/"))
            author.types("nobody wrote this")
            await author.until(lambda: author.sees("not found"))

    async def test_in_the_preview_a_stroke_is_enough(self, tmp_path: Path) -> None:
        async with at_the_desk(example_draft(tmp_path), size=NARROW) as author:
            author.presses("f6", "slash")
            author.types("recovery")
            await author.until(lambda: author.sees("1/"))
            author.presses("enter", "escape")
            await author.until(lambda: not author.section.search_line.display)

    async def test_who_goes_on_writing_keeps_what_is_written_in_sight(self, tmp_path: Path) -> None:
        async with at_the_desk(example_draft(tmp_path)) as author:
            author.presses("ctrl+f")
            author.types("authenticator")
            author.presses("enter")
            await author.until(lambda: author.sees("1/"))
            await author.goes_to("Open Questions")
            author.presses("f9")
            author.types("Nobody has asked anything\n")
            await author.until(lambda: author.sees(" found"))
            assert "Nobody has asked anything" in author.preview
