"""An author has the components drawn into the architecture diagram."""

from __future__ import annotations

from pathlib import Path

from designdoc_screens.help import keys_of
from designdoc_screens.reasons import why_not
from tests.stories.author import at_the_desk, example_draft, fresh_draft

DIAGRAM = "design.high_level_architecture.diagram"
PARTS = [
    {"name": "Gateway", "dependencies": "Token store, Redis"},
    {"name": "Token store"},
]


class TestDrawing:
    async def test_from_the_components_to_their_diagram(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path, design={"components": PARTS})) as author:
            await author.goes_to("Components")
            author.presses("alt+g")
            await author.until(lambda: author.field == DIAGRAM)
            assert "gateway --> token_store" in author.document.text(DIAGRAM)
            await author.until(lambda: "Token store" in author.preview and "┌" in author.preview)

    async def test_is_taken_back_in_one_step(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path, design={"components": PARTS})) as author:
            await author.goes_to("High-Level")
            author.types("Two parts.")
            author.presses("alt+g")
            await author.until(lambda: author.field == DIAGRAM)
            author.presses("ctrl+z")
            await author.rests()
            assert author.document.text(DIAGRAM) == ""
            assert author.document.text("design.high_level_architecture.text") == "Two parts."

    async def test_what_the_author_drew_otherwise_stays(self, tmp_path: Path) -> None:
        async with at_the_desk(example_draft(tmp_path)) as author:
            before = author.document.text(DIAGRAM)
            author.presses("alt+g")
            await author.until(lambda: author.field == DIAGRAM)
            assert author.document.text(DIAGRAM) == before
            await author.until(lambda: author.sees("no Mermaid flowchart"))

    async def test_without_components_the_key_says_why_not(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            author.presses("alt+g")
            await author.until(lambda: author.sees("There are no parts of the design to draw"))
            assert author.document.text(DIAGRAM) == ""
            shown = [key for key in keys_of(author.section, why_not) if "Draw" in key.what]
            assert [key.reason for key in shown] == ["there are no parts of the design to draw yet"]

    async def test_the_palette_offers_it(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path, design={"components": PARTS})) as author:
            commands = author.app.get_system_commands(author.section)
            assert "Draw the diagram" in [command.title for command in commands]


class TestTheField:
    async def test_says_the_language_that_its_fence_says(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            await author.goes_to("High-Level")
            author.next_field()
            author.types("graph L")
            await author.rests()
            assert author.field == DIAGRAM
            assert author.sees("Diagram  text")
            author.types("R\nA --> B")
            await author.until(lambda: author.sees("Diagram  mermaid"))
            author.clears()
            author.presses("backspace")
            author.clears()
            await author.until(lambda: author.sees("Diagram  text"))
