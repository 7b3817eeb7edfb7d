"""Edits of `design.md`, as a draft takes them in."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designdoc_tui.document import Document
from designdoc_tui.draft.edited_markdown import TICKS_LEFT_OUT, read_edited
from designdoc_tui.draft.load import load_draft
from designdoc_tui.markdown.render import render
from designdoc_tui.review.approvals import approvals
from designdoc_tui.source.errors import SourceError
from tests.commands import run
from tests.stories.author import example_draft


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """The example, with what Markdown does not hold."""
    document = load_draft(example_draft(tmp_path_factory.mktemp("example"))).document
    document.set("review.not_applicable", {"migration": "Nothing to move"})
    document.set("house_rules", "kept")
    return document


def taken_in(document: Document, text: str) -> Document:
    return read_edited(document, text.encode(), "design.md").document


LINES = st.sampled_from(
    [
        "",
        "More.",
        "- more",
        "  deeper",
        "## Rollout",
        "### Goals",
        "```",
        "---",
        "> so",
        "**Note**: x",
    ]
)


class TestReading:
    @given(st.integers(), st.lists(LINES, min_size=1, max_size=4), st.booleans())
    @settings(max_examples=20)
    def test_any_edit_of_lines_comes_out_as_it_was_made(
        self, example: Document, seed: int, lines: list[str], out: bool
    ) -> None:
        text = render(example).split("\n")
        chance = random.Random(seed)
        for line in lines:
            place = chance.randrange(len(text) - 12)  # above the approvals
            if out:
                text[place] = line
            else:
                text.insert(place, line)
        edited = "\n".join(text)
        after = taken_in(example, edited)
        assert render(after) == edited
        assert after.text("house_rules") == "kept"

    def test_only_the_edited_field_changes(self, example: Document) -> None:
        text = render(example).replace("one password and nothing else", "one password")
        after = taken_in(example, text)
        changed = after.text("overview.problem")
        expected = Document(example.template, example.values)
        expected.set("overview.problem", changed)
        assert after == expected
        assert "**one password**" in changed

    def test_what_stands_beneath_a_section_that_does_not_apply_is_kept(
        self, example: Document
    ) -> None:
        text = render(example).replace("## Migration", "## House rules\n\nNone.\n\n## Migration")
        after = taken_in(example, text)
        assert render(after) == text
        assert after.get("migration") == example.get("migration")
        assert after.get("review.not_applicable") == {"migration": "Nothing to move"}

    def test_where_the_reason_is_taken_away_nothing_is_written_over_the_edit(
        self, example: Document
    ) -> None:
        text = render(example).replace("Not applicable: Nothing to move\n\n", "")
        after = taken_in(example, text)
        assert render(after) == text
        assert after.get("review.not_applicable") is None

    def test_a_tick_is_no_sign_off(self, example: Document) -> None:
        text = render(example)
        box = "- [ ] Security Review"
        assert box in text
        edited = read_edited(example, text.replace(box, box.replace(" ]", "x]")).encode(), "a.md")
        assert edited.document == example
        assert edited.notes == (TICKS_LEFT_OUT,)

    def test_a_name_under_approval_is_a_name_and_no_sign_off(self, example: Document) -> None:
        text = render(example).replace("Barbara Liskov", "Ada Lovelace - 2026-11-22")
        after = taken_in(example, text)
        assert [one.name for one in approvals(after)][1] == "Ada Lovelace"
        assert after.get("review.sign_offs") == example.get("review.sign_offs")

    def test_what_git_has_left_half_merged_is_refused(self, example: Document) -> None:
        text = render(example) + "\n<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n"
        line = text.split("\n").index("<<<<<<< ours") + 1
        with pytest.raises(SourceError, match=f"design.md:{line}: a merge has left"):
            taken_in(example, text)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft with its Markdown, and a comment that somebody has put into it."""
    path = example_draft(tmp_path)
    path.write_text("# by hand\n" + path.read_text())
    assert run("render", path, "-o", path.with_suffix(".md")).exit_code == 0
    return path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


class TestImportInto:
    def test_changes_the_lines_of_what_was_edited(self, draft: Path) -> None:
        before = draft.read_text()
        change(draft.with_suffix(".md"), "nothing else", "that is all")
        result = run("import", "--into", draft, draft.with_suffix(".md"))
        assert result.exit_code == 0
        assert draft.read_text() == before.replace("nothing else", "that is all", 1)
        assert run("render", draft, "--check").exit_code == 0

    def test_says_so_when_there_is_nothing_to_take_in(self, draft: Path) -> None:
        before = draft.read_bytes()
        result = run("import", "--into", draft, draft.with_suffix(".md"))
        assert (result.exit_code, draft.read_bytes()) == (0, before)
        assert "nothing to take in" in result.stderr

    def test_markdown_that_is_only_behind_is_no_edit(self, draft: Path) -> None:
        change(draft, "nothing else", "that is all")
        before = draft.read_bytes()
        result = run("import", "--into", draft, draft.with_suffix(".md"))
        assert (result.exit_code, draft.read_bytes()) == (0, before)

    def test_different_fields_fit_together(self, draft: Path) -> None:
        change(draft, "nothing else", "that is all")
        change(
            draft.with_suffix(".md"), "## Background", "## House rules\n\nNone.\n\n## Background"
        )
        assert run("import", "--into", draft, draft.with_suffix(".md")).exit_code == 0
        text = run("render", draft).stdout
        assert "that is all" in text
        assert "## House rules\n\nNone.\n\n## Background" in text

    def test_a_field_that_both_changed_is_a_conflict(self, draft: Path) -> None:
        change(draft, "nothing else", "that is all")
        change(draft.with_suffix(".md"), "nothing else", "no more")
        result = run("import", "--into", draft, draft.with_suffix(".md"), "--report", "--json")
        assert result.exit_code == 1
        assert "conflict in Overview › Problem" in result.stderr
        assert [one["field"] for one in json.loads(result.stdout)["conflicts"]] == [
            "overview.problem"
        ]
        document = load_draft(draft).document
        assert "that is all" in document.text("overview.problem")
        assert "merge-conflict" in run("check", draft).stdout
        again = run("import", "--into", draft, draft.with_suffix(".md"))
        assert (again.exit_code, load_draft(draft).document) == (0, document)

    @pytest.mark.parametrize("content", [b"\xff\n", b"<<<<<<< a\n=======\n>>>>>>> b\n"])
    def test_what_cannot_be_read_changes_nothing(self, draft: Path, content: bytes) -> None:
        before = draft.read_bytes()
        draft.with_suffix(".md").write_bytes(content)
        result = run("import", "--into", draft, draft.with_suffix(".md"))
        assert (result.exit_code, draft.read_bytes()) == (2, before)
        assert len(result.stderr.splitlines()) == 1

    def test_an_empty_document_empties_no_draft(self, draft: Path) -> None:
        before = draft.read_bytes()
        result = run("import", "--into", draft, "-", stdin=b"\n")
        assert (result.exit_code, draft.read_bytes()) == (2, before)
        assert result.stderr.startswith("-: nothing was taken in")

    def test_the_report_tells_field_by_field(self, draft: Path) -> None:
        edited = run("render", draft).stdout.replace("nothing else", "that is all")
        result = run("import", "--into", draft, "-", "--report", stdin=edited.encode())
        assert "overview.problem: changed (Overview › Problem)" in result.stdout
        assert "[-nothing else-]{+that is all+}" in result.stdout
