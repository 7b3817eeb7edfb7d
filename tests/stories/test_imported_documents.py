"""The wizard on documents that somebody else wrote: brought in, gone through, edited, saved."""

from __future__ import annotations

from pathlib import Path

import pytest

from designdoc_screens.dialogs import ProblemDialog
from designdoc_screens.import_report import ImportScreen
from designdoc_screens.to_fields import ToFieldsDialog
from designdoc_tui.draft.bring_in import import_source, write_draft
from designdoc_tui.draft.load import load_draft
from designdoc_tui.template.load import load_template
from tests.stories.author import Author, at_the_desk, example_draft

SOURCE = """\
---
status: draft
---

# Two-factor sign-in

> Written by Ada, last winter.

## 1. Context

Passwords alone are stolen.

## Proposal

Codes by text message are no longer enough.

### Rollout

1. Staff first.
2. Everybody else.

## Goals

* A stolen password alone opens nothing
* Under ten seconds

## Design

### Data Flow

```
Browser -> Server
```

### Sequence of keys

| key | who |
|-----|-----|
| 1   | Ada |

## Open Questions

- Who pays for the codes?

## Milestones

Spring.
"""


def brought_in(folder: Path, source: str | bytes = SOURCE) -> Path:
    """A draft made of a document that stays beside it."""
    data = source.encode() if isinstance(source, str) else source
    (folder / "design.md").write_bytes(data)
    draft = folder / "design.yaml"
    write_draft(draft, import_source(data, "design.md", load_template("design")).document)
    return draft


def outline(author: Author) -> list[str]:
    """What the outline says, line by line, each with its indent."""
    return author.section.outline.lines


def lines_of(text: str) -> set[tuple[int, str]]:
    return set(enumerate(text.splitlines()))


class TestOpeningMarkdown:
    async def test_shows_what_becomes_of_each_part_before_anything_is_written(
        self, tmp_path: Path
    ) -> None:
        document = tmp_path / "design.md"
        document.write_text(SOURCE)
        async with at_the_desk(document) as author:
            await author.until(lambda: author.sees("5 fields filled"))
            assert author.sees("design.yaml")
            assert not (tmp_path / "design.yaml").exists()
            author.presses("n", "n")
            await author.rests()
            assert author.sees("Kept word for word: the template has no section of that name.")
            author.presses("enter")
            await author.until(lambda: author.app.section_screen is not None)
            await author.rests()
            assert author.document.get("overview.goals[1]") == "Under ten seconds"
            assert load_draft(tmp_path / "design.yaml").document == author.document
        assert document.read_text() == SOURCE

    async def test_writes_nothing_when_it_is_left(self, tmp_path: Path) -> None:
        document = tmp_path / "design.md"
        document.write_text(SOURCE)
        async with at_the_desk(document) as author:
            await author.until(lambda: author.sees("5 fields filled"))
            author.presses("escape")
            await author.until(lambda: author.app.return_code == 0)
        assert [path.name for path in tmp_path.iterdir()] == ["design.md"]

    async def test_opens_the_draft_that_a_document_has_already(self, tmp_path: Path) -> None:
        brought_in(tmp_path)
        async with at_the_desk(tmp_path / "design.md") as author:
            assert not isinstance(author.screen, ImportScreen)
            assert author.document.text("title") == "Two-factor sign-in"

    async def test_says_where_a_document_is_not_utf_8(self, tmp_path: Path) -> None:
        document = tmp_path / "design.md"
        document.write_bytes(b"# T\n\nab\xff\n")
        async with at_the_desk(document) as author:
            await author.until(lambda: isinstance(author.screen, ProblemDialog))
            assert "design.md:3:3" in author.screen.text
            author.presses("escape")
            await author.until(lambda: author.app.return_code == 2)
        assert [path.name for path in tmp_path.iterdir()] == ["design.md"]

    async def test_shows_the_report_again_from_the_palette(self, tmp_path: Path) -> None:
        document = tmp_path / "design.md"
        document.write_text(SOURCE)
        async with at_the_desk(document) as author:
            await author.until(lambda: author.sees("5 fields filled"))
            author.presses("enter")
            await author.until(lambda: author.app.section_screen is not None)
            commands = list(author.app.get_system_commands(author.screen))
            next(each for each in commands if each.title == "Import report").callback()
            await author.until(lambda: author.sees("5 fields filled"))
            assert not author.sees("Writes")
            author.presses("escape")
            await author.until(lambda: author.screen is author.section)


class TestGoingThrough:
    async def test_shows_every_piece_in_its_place(self, tmp_path: Path) -> None:
        async with at_the_desk(brought_in(tmp_path)) as author:
            shown = [line for line in outline(author) if not line.strip().startswith("○")]
            assert shown == [
                "¶ Front matter",
                "◐ Metadata",
                "  ¶ > Written by Ada, last winter.",
                "◐ Background",
                "¶ Proposal",
                "  ¶ Rollout",
                "◐ Overview",
                "Design",
                "  ● Data Flow",
                "  ¶ Sequence of keys",
                "● Open Questions",
                "¶ Milestones",
            ]

    async def test_steps_through_them_in_the_order_of_the_document(self, tmp_path: Path) -> None:
        async with at_the_desk(brought_in(tmp_path)) as author:
            await author.goes_to("Background")
            seen = [author.heading]
            for _ in range(3):
                author.presses("f8")
                await author.rests()
                seen.append(author.heading)
            assert seen == ["Background", "Proposal", "Rollout", "Overview"]
            author.presses("f7", "f7")
            await author.rests()
            assert author.heading == "Proposal"

    async def test_previews_the_document_as_it_came(self, tmp_path: Path) -> None:
        async with at_the_desk(brought_in(tmp_path), size=(120, 60)) as author:
            await author.goes_to("Background")
            shown = author.preview
            places = [
                shown.index(text)
                for text in (
                    "Two-factor",
                    "1. Context",
                    "Proposal",
                    "Rollout",
                    "Goals",
                    "Data Flow",
                )
            ]
            assert places == sorted(places)
            assert "No goals" not in shown

    async def test_opens_on_the_piece_that_was_left(self, tmp_path: Path) -> None:
        draft = brought_in(tmp_path)
        async with at_the_desk(draft) as author:
            await author.goes_to("Rollout")
            author.presses("down", "down", "right", "right")
            await author.rests()
            await author.leaves()
        async with at_the_desk(draft) as author:
            assert author.heading == "Rollout"
            author.types("!")
            await author.rests()
            assert "1.! Staff" in author.document.text(author.section.step.path)

    async def test_finds_a_draft_without_a_layout_as_it_was(self, tmp_path: Path) -> None:
        async with at_the_desk(example_draft(tmp_path)) as author:
            assert not any("¶" in line for line in outline(author))
            assert not author.sees("Turn into fields")


class TestEditingMarkdown:
    async def test_writes_previews_and_takes_back(self, tmp_path: Path) -> None:
        async with at_the_desk(brought_in(tmp_path)) as author:
            await author.goes_to("Milestones")
            author.presses("down", "down", "end")
            author.types("!")
            await author.rests()
            assert author.document.text(author.section.step.path).endswith("Spring.!")
            assert "Spring.!" in author.preview
            await author.goes_to("Background")
            author.presses("ctrl+z")
            await author.rests()
            assert author.heading == "Milestones"
            assert not author.document.is_modified

    async def test_calls_the_step_by_its_new_heading(self, tmp_path: Path) -> None:
        async with at_the_desk(brought_in(tmp_path)) as author:
            await author.goes_to("Milestones")
            author.presses("end")
            author.types(" of 2027")
            await author.rests()
            assert author.heading == "Milestones of 2027"
            assert "¶ Milestones of 2027" in outline(author)

    async def test_stays_on_a_piece_that_is_emptied(self, tmp_path: Path) -> None:
        async with at_the_desk(brought_in(tmp_path, "# T\n\n## Zed\n\n## Yak\n")) as author:
            await author.goes_to("Zed")
            author.presses("end", "ctrl+u")
            await author.rests()
            assert author.heading == "(empty)"
            author.types("## Zoo")
            await author.saves()
            assert author.heading == "Zoo"
        assert (tmp_path / "design.md").read_text() == "# T\n\n## Zoo\n\n## Yak\n"

    async def test_does_not_take_a_piece_for_a_section_that_may_not_apply(
        self, tmp_path: Path
    ) -> None:
        async with at_the_desk(brought_in(tmp_path)) as author:
            await author.goes_to("Milestones")
            author.presses("f9")
            await author.until(lambda: author.sees("The template has no such section."))
            assert not author.document.is_modified


class TestTurningIntoFields:
    async def test_shows_what_would_be_filled_and_does_it(self, tmp_path: Path) -> None:
        async with at_the_desk(brought_in(tmp_path)) as author:
            await author.goes_to("Milestones")
            author.presses("end", "ctrl+u")
            author.types("## Future Work\n\n- Passkeys\n")
            author.presses("backspace")
            author.presses("shift+down", "shift+down", "shift+down", "shift+end", "delete")
            await author.rests()
            text = author.document.text(author.section.step.path)
            author.presses("alt+t")
            await author.until(lambda: isinstance(author.screen, ToFieldsDialog))
            assert author.sees("would fill one field")
            author.presses("enter")
            await author.rests()
            assert text == "## Future Work\n\n- Passkeys"
            assert author.document.get("future_work") == ["Passkeys"]
            assert author.field == "future_work[0]"
            await author.saves()
            author.presses("ctrl+z")
            await author.rests()
            assert author.document.get("future_work") is None
            assert author.document.text(author.section.step.path) == text
        assert (tmp_path / "design.md").read_text().endswith("## Future Work\n\n- Passkeys\n")

    async def test_says_why_it_cannot(self, tmp_path: Path) -> None:
        async with at_the_desk(brought_in(tmp_path)) as author:
            await author.goes_to("Proposal")
            author.presses("alt+t")
            await author.until(lambda: author.sees("The template has no section of that name."))
            await author.goes_to("Background")
            author.presses("alt+t")
            await author.until(lambda: author.sees("This is in fields already."))
            assert not author.document.is_modified


class TestSaving:
    async def test_changes_only_the_lines_of_the_field_that_was_edited(
        self, tmp_path: Path
    ) -> None:
        async with at_the_desk(brought_in(tmp_path)) as author:
            author.section.go_to(("overview", "goals", 1))
            await author.rests()
            author.presses("end")
            author.types(", twice")
            await author.saves()
        saved = (tmp_path / "design.md").read_text()
        assert lines_of(saved) - lines_of(SOURCE) == {(24, "* Under ten seconds, twice")}
        assert len(saved.splitlines()) == len(SOURCE.splitlines())

    async def test_puts_a_section_that_is_filled_later_at_its_place(self, tmp_path: Path) -> None:
        async with at_the_desk(brought_in(tmp_path)) as author:
            await author.goes_to("code migration")
            author.types("Rename the table")
            await author.saves()
        before, _, after = SOURCE.partition("## Open Questions")
        saved = (tmp_path / "design.md").read_text()
        assert saved.startswith(before + "## Migration\n")
        assert saved.endswith(f"\n\n## Open Questions{after}")

    async def test_gives_a_document_back_byte_for_byte(self, tmp_path: Path) -> None:
        source = b"\xef\xbb\xbf" + SOURCE.replace("\n", "\r\n").encode() + b"last line\t"
        async with at_the_desk(brought_in(tmp_path, source)) as author:
            author.presses("f2")
            await author.until(lambda: author.sees("Nothing to save"))
        assert (tmp_path / "design.md").read_bytes() == source

    @pytest.mark.parametrize("folder", ["openspec", "other"])
    async def test_gives_public_documents_back(
        self, folder: str, tmp_path: Path, corpus: Path
    ) -> None:
        document = min((corpus / folder).rglob("*.md"))
        source = document.read_bytes()
        async with at_the_desk(brought_in(tmp_path, source)) as author:
            author.presses("f8", "f2")
            await author.until(lambda: author.sees("Nothing to save"))
        assert (tmp_path / "design.md").read_bytes() == source
