"""Writing itself: undo, sections that do not apply, typing ahead, the author's own editor."""

from __future__ import annotations

from pathlib import Path

from tests.stories.author import at_the_desk, example_draft, fresh_draft


class TestUndo:
    async def test_takes_back_word_by_word(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            await author.goes_to("Problem")
            author.types("one two")
            author.presses("ctrl+z")
            await author.rests()
            assert author.document.text("overview.problem") == "one "
            author.presses("ctrl+z")
            await author.rests()
            assert author.document.text("overview.problem") == ""

    async def test_lands_on_the_field_that_changed(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            await author.goes_to("Solution")
            author.types("Codes")
            await author.goes_to("Half-open")
            author.types("Trial")
            author.presses("f8", "ctrl+z")
            await author.rests()
            assert author.field == "design.reliability.circuit_breaker.half_open_state"
            assert author.document.text(author.field) == ""
            author.presses("ctrl+z")
            await author.rests()
            assert (author.heading, author.field) == ("Overview", "overview.solution")
            assert author.document.text("overview.solution") == ""

    async def test_is_taken_back_by_redo(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            await author.goes_to("Solution")
            author.types("Codes")
            await author.goes_to("Scalability")
            author.types("Boxes")
            author.presses("ctrl+z", "ctrl+z", "ctrl+y")
            await author.rests()
            assert author.field == "overview.solution"
            author.presses("ctrl+y")
            await author.rests()
            assert author.field == "design.scalability.horizontal_scaling"
            assert author.document.text("overview.solution") == "Codes"
            assert author.document.text("design.scalability.horizontal_scaling") == "Boxes"

    async def test_takes_back_a_choice(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            await author.goes_to("Status")
            author.presses("right", "right")
            author.presses("tab", "ctrl+z")
            await author.rests()
            assert author.document.text("metadata.status") == "In Review"
            assert author.field == "metadata.status"

    async def test_takes_the_change_id_back_with_the_title(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            author.types("s")
            await author.rests()
            assert author.document.text("metadata.change_id") == "sign-ins"
            author.presses("ctrl+z")
            await author.rests()
            assert author.document.text("metadata.change_id") == "sign-in"
            assert not author.document.is_modified

    async def test_goes_on_over_a_save(self, tmp_path: Path) -> None:
        draft = fresh_draft(tmp_path)
        async with at_the_desk(draft) as author:
            await author.goes_to("Problem")
            author.types("Leaks")
            await author.saves()
            author.presses("ctrl+z")
            await author.rests()
            assert author.document.text("overview.problem") == ""
            assert author.document.is_modified
            await author.saves()
        assert "Leaks" not in draft.read_text()

    async def test_with_nothing_left_does_nothing_and_help_says_why(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path), size=(120, 80)) as author:
            author.presses("ctrl+z", "ctrl+y", "f1")
            await author.rests()
            await author.until(lambda: author.sees("nothing to undo"))
            assert not author.document.is_modified


class TestNotApplicable:
    async def test_stands_in_the_document_with_its_reason(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            await author.goes_to("Scalability")
            author.presses("f9")
            author.types("One user, one machine\n")
            await author.rests()
            assert author.sees("not applicable: One user, one machine")
            assert "Not applicable: One user, one machine" in author.preview
            await author.saves()
        markdown = (tmp_path / "design.md").read_text()
        assert "### Scalability\n\nNot applicable: One user, one machine\n" in markdown

    async def test_keeps_what_was_written_and_gives_it_back(self, tmp_path: Path) -> None:
        draft = fresh_draft(tmp_path)
        async with at_the_desk(draft) as author:
            await author.goes_to("Scalability")
            author.types("More boxes")
            author.presses("f9")
            author.types("No\n")
            await author.saves()
            assert "More boxes" in draft.read_text()
            assert "More boxes" not in (tmp_path / "design.md").read_text()
            author.presses("f9")
            await author.rests()
            assert author.field == "design.scalability.horizontal_scaling"
            assert author.sees("More boxes")
            await author.saves()
        assert "- Horizontal scaling: More boxes\n" in (tmp_path / "design.md").read_text()
        assert "not_applicable" not in draft.read_text()

    async def test_is_about_the_part_that_has_the_cursor(self, tmp_path: Path) -> None:
        async with at_the_desk(example_draft(tmp_path)) as author:
            await author.goes_to("Audit Logging")
            author.presses("f9")
            author.types("No log\n")
            await author.rests()
            assert author.sees("not applicable: No log")
            assert author.document.not_applicable(author.section.step) is None
            assert not author.sees("Retention")
            assert author.sees("Encryption at rest")

    async def test_is_where_the_author_is_who_goes_there(self, tmp_path: Path) -> None:
        draft = example_draft(tmp_path)
        async with at_the_desk(draft) as author:
            await author.goes_to("Scalability")
            author.presses("f9")
            author.types("Nobody comes\n")
            author.presses("f8", "f7")
            await author.rests()
            assert "Not applicable: Nobody comes" in author.preview
            assert author.sees("f9 has it apply again")
            reason = author.section.query_one(".reason")
            assert reason.has_focus
            assert reason.styles.outline_left[0]  # marked like a field
            await author.saves()
            await author.leaves()
        async with at_the_desk(draft) as author:
            assert author.heading == "Scalability"
            assert "Not applicable: Nobody comes" in author.preview

    async def test_is_left_alone_when_the_question_is_left(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            await author.goes_to("Scalability")
            author.presses("f9")
            author.types("No")
            author.presses("escape")
            author.types("Boxes")
            await author.rests()
            assert author.document.not_applicable(author.section.step) is None
            assert author.document.text("design.scalability.horizontal_scaling") == "Boxes"

    async def test_is_undone_like_any_edit(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            await author.goes_to("Scalability")
            author.presses("f9")
            author.types("No\n")
            author.presses("f7", "ctrl+z")
            await author.rests()
            assert author.heading == "Scalability"
            assert author.field == "design.scalability.horizontal_scaling"
            assert author.document.not_applicable(author.section.step) is None


class TestTypingAhead:
    async def test_lands_every_character_where_it_was_meant(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            author.presses("f8")
            author.types("problem")
            author.presses("tab")
            author.types("solution")
            author.presses("tab")
            author.types("one\ntwo")
            author.presses("alt+up")
            author.types("!")
            author.presses("f8", "f8", "f8")
            author.types("\nVault")
            author.presses("tab")
            author.types("keeps")
            author.presses("alt+n")
            author.types("Limiter")
            author.presses("f8")
            author.types("CREATE")
            await author.rests()
            assert author.document.values["overview"] == {
                "problem": "problem",
                "solution": "solution",
                "goals": ["two!", "one"],
            }
            assert author.document.values["design"] == {
                "components": [{"name": "Vault", "purpose": "keeps"}, {"name": "Limiter"}],
                "data_model": {"new_entities": "CREATE"},
            }

    async def test_waits_for_the_search_and_for_what_it_finds(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            author.presses("f3")
            author.types("Half-open\nOne try")
            author.presses("f3")
            author.types("Context\nWards")
            await author.rests()
            path = "design.reliability.circuit_breaker.half_open_state"
            assert author.document.text(path) == "One try"
            assert author.document.text("background.context") == "Wards"

    async def test_waits_for_a_dialog(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            await author.goes_to("Scalability")
            author.presses("f9")
            author.types("One user\n")
            author.presses("f8")
            author.types("Codes")
            await author.rests()
            path = "design.monitoring_and_observability.metrics"
            assert author.document.items(path) == ["Codes"]
            assert author.document.values["review"] == {
                "not_applicable": {"design.scalability": "One user"}
            }

    async def test_keeps_pastes_in_their_turn(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            author.presses("f8")
            author.pastes("first\r\nsecond")
            author.presses("tab")
            author.pastes("third")
            author.types("!")
            await author.rests()
            assert author.document.values["overview"] == {
                "problem": "first\nsecond",
                "solution": "third!",
            }

    async def test_saves_what_was_typed_before_and_not_what_comes_after(
        self, tmp_path: Path
    ) -> None:
        draft = fresh_draft(tmp_path)
        async with at_the_desk(draft) as author:
            author.presses("f8")
            author.types("before")
            author.presses("f2")
            author.types("after")
            await author.rests()
            assert author.document.text("overview.problem") == "beforeafter"
        assert "  problem: before\n" in draft.read_text()


class TestDates:
    async def test_are_moved_day_by_day(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            await author.goes_to("Last Updated")
            author.presses("up", times=9)
            await author.rests()
            assert author.document.text("metadata.last_updated") == "2026-12-01"
            author.presses("down")
            await author.rests()
            assert author.document.text("metadata.last_updated") == "2026-11-30"
            assert author.field == "metadata.last_updated"
            assert author.sees("2026-11-30")


class TestEditor:
    async def test_says_so_where_the_terminal_cannot_be_handed_over(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            author.presses("f8")
            author.types("kept")
            author.presses("f4")
            await author.rests()
            await author.until(lambda: author.sees("This terminal cannot be handed"))
            author.types("!")
            await author.rests()
            assert author.document.text("overview.problem") == "kept!"

    async def test_asks_for_a_text_to_edit(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            await author.goes_to("Components")
            author.presses("f4")
            await author.rests()
            await author.until(lambda: author.sees("Go to a text first"))
            assert author.field == "design.components"
