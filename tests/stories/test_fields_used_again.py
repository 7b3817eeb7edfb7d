"""The widgets of one step show the fields of the next: no text gets from one to the other."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual.widget import Widget

from designdoc_tui.document.document import Document
from designdoc_tui.template.load import load_template
from designdoc_tui.template.path import format_path
from designdoc_tui.widgets.fields.items import ItemRow
from designdoc_tui.widgets.fields.text import TextField
from tests.stories.author import Author, at_the_desk, example_draft, fresh_draft

MOST_THAT_WAIT = 30
"""Widgets on a form that show nothing just now."""

LINES = "\n".join(f"Line {number}" for number in range(1, 41))


def is_shown(widget: Widget) -> bool:
    """Whether a widget is shown, as far as there is room for it."""
    return all(node.display for node in widget.ancestors_with_self)


def shown_texts(author: Author) -> dict[str, str]:
    """What stands in the editors of the form, by the path of the field."""
    form = author.section.form
    texts = {field.path: field.editor.text for field in form.query(TextField) if is_shown(field)}
    texts |= {row.path: row.editor.text for row in form.query(ItemRow) if is_shown(row)}
    return {format_path(path): text for path, text in texts.items()}


def texts_in(document: Document, paths: dict[str, str]) -> dict[str, str]:
    """What the document has at some paths."""
    return {path: document.text(path) for path in paths}


def with_a_problem(author: Author) -> list[str]:
    """The paths of the fields below which it says what is wrong."""
    fields = author.section.form.fields
    return [format_path(field.path) for field in fields if field.has_class("-problem")]


class TestTheFieldsOfAStep:
    async def test_show_their_own_text_whatever_was_shown_before(self, tmp_path: Path) -> None:
        async with at_the_desk(example_draft(tmp_path)) as author:
            for step in author.section.steps.sections:
                await author.until(lambda step=step: author.heading == step.heading)  # type: ignore[misc]
                await author.rests()
                texts = shown_texts(author)
                assert texts == texts_in(author.document, texts)
                paths = {format_path(field.path) for field in author.section.form.fields}
                assert all(any(path.startswith(each) for each in paths) for path in texts)
                author.presses("f8")
            hidden = [child for child in author.section.form.children if not child.display]
            assert len(hidden) <= MOST_THAT_WAIT

    async def test_take_what_is_typed_for_them_however_fast(self, tmp_path: Path) -> None:
        async with at_the_desk(example_draft(tmp_path)) as author:
            await author.goes_to("Overview")
            before = author.document.values
            expected = Document(load_template("design"), before)
            fields = (
                "overview.problem",
                "background.context",
                "design.high_level_architecture.text",
            )
            for number, path in enumerate(fields, start=1):
                author.types(f"{number}! ")
                author.presses("f8")
                expected.set(path, f"{number}! {expected.text(path)}")
            author.presses("f7", "f7", "f7")
            author.types("4! ")
            expected.set("overview.problem", f"4! {expected.text('overview.problem')}")
            await author.rests()
            assert author.document.values == expected.values

    async def test_are_entered_at_the_top(self, tmp_path: Path) -> None:
        draft = fresh_draft(tmp_path, overview={"problem": LINES}, background={"context": LINES})
        async with at_the_desk(draft) as author:
            await author.goes_to("Overview")
            author.presses("ctrl+end")
            author.types("!")
            await author.rests()
            author.presses("f8")
            await author.rests()
            assert author.heading == "Background"
            assert author.section.journey.place()[2] == (0, 0)
            assert author.section.focused is not None
            assert author.section.focused.scroll_offset.y == 0
            author.types("?")
            await author.rests()
            assert author.document.text("background.context") == f"?{LINES}"
            assert author.document.text("overview.problem") == f"{LINES}!"

    async def test_do_not_say_what_was_wrong_with_others(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            await author.goes_to("Change ID")
            author.clears()
            author.types("No Id")
            author.presses("tab")
            await author.rests()
            assert with_a_problem(author) == ["metadata.change_id"]
            await author.goes_to("Scalability")
            assert with_a_problem(author) == []

    async def test_come_back_with_the_step_when_an_edit_is_taken_back(self, tmp_path: Path) -> None:
        async with at_the_desk(example_draft(tmp_path)) as author:
            await author.goes_to("Overview")
            before = author.document.text("overview.problem")
            author.types("gone ")
            author.presses("f8")
            await author.rests()
            background = author.document.text("background.context")
            author.presses("ctrl+z")
            await author.until(lambda: author.heading == "Overview")
            await author.rests()
            assert shown_texts(author)["overview.problem"] == before
            assert author.document.text("background.context") == background


class TestAJumpThatIsOvertaken:
    @pytest.mark.parametrize("heading", ["Security Considerations", "API Design"])
    async def test_leaves_no_step_half_built(self, tmp_path: Path, heading: str) -> None:
        async with at_the_desk(example_draft(tmp_path)) as author:
            section = author.section
            [step] = [step for step in section.steps.sections if step.heading == heading]
            section.go_to(step.path)
            while section.step is not step:
                await asyncio.sleep(0)  # the form is being built now
            section.go_to(step.path)
            await author.rests()
            shown = [child for child in section.form.children if is_shown(child)]
            assert [child for child in shown if child in section.form.fields] == section.form.fields
            assert author.field is not None

    async def test_by_clicks_in_quick_succession_ends_where_the_last_one_leads(
        self, tmp_path: Path
    ) -> None:
        async with at_the_desk(example_draft(tmp_path)) as author:
            section = author.section
            for step in [*section.steps.sections, section.steps.sections[4]]:
                section.go_to(step.path)
                await asyncio.sleep(0)
            await author.until(lambda: author.heading == section.steps.sections[4].heading)
            await author.rests()
            assert author.heading == section.steps.sections[4].heading
            texts = shown_texts(author)
            assert texts == texts_in(author.document, texts)
