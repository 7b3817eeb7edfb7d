"""`import` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from designdoc_tui.draft.load import load_draft
from tests.commands import run

SOURCE = b"# Sign-in\r\n\r\n## Goals\r\n* be fast\r\n\r\n## Odd\r\n\r\nwords\r\n"


@pytest.fixture
def markdown(tmp_path: Path) -> Path:
    path = tmp_path / "design.md"
    path.write_bytes(SOURCE)
    return path


class TestImporting:
    def test_writes_a_draft_beside_the_document(self, markdown: Path) -> None:
        result = run("import", markdown)
        draft = markdown.with_suffix(".yaml")
        assert (result.exit_code, result.stdout) == (0, f"{draft}\n")
        assert load_draft(draft).document.get("overview.goals") == ["be fast"]
        assert run("render", draft, "--check").exit_code == 0
        assert markdown.read_bytes() == SOURCE

    def test_never_overwrites(self, markdown: Path, tmp_path: Path) -> None:
        other = tmp_path / "other.yaml"
        other.write_text("mine")
        result = run("import", markdown, "-o", other)
        assert result.exit_code == 2
        assert result.stderr.startswith(f"{other}: there is a file of this name already")
        assert other.read_text() == "mine"

    def test_passes_through_standard_input_and_output(self) -> None:
        result = run("import", "-", stdin=SOURCE)
        assert result.exit_code == 0
        again = run("render", "-", stdin=result.stdout_bytes)
        assert again.stdout_bytes == SOURCE

    @pytest.mark.parametrize("into", [(), ("--into", "design.yaml")], ids=["new", "into"])
    def test_refuses_a_draft_and_says_what_to_do_with_it(
        self, tmp_path: Path, into: tuple[str, ...]
    ) -> None:
        draft = tmp_path / "payments.yaml"
        draft.write_text("# Ours\n\ndesigndoc: 1\ntemplate: design\ntitle: Payments\n")
        result = run("import", draft, *into)
        assert result.exit_code == 2
        assert result.stderr == (
            f"{draft}: this is a draft, not Markdown; designdoc-tui opens it, "
            "designdoc-tui render writes its Markdown\n"
        )
        assert list(tmp_path.iterdir()) == [draft]

    def test_refuses_what_is_not_utf_8_with_its_place_and_writes_nothing(
        self, tmp_path: Path
    ) -> None:
        path = tmp_path / "design.md"
        path.write_bytes(b"# T\n\nab\xff\n")
        result = run("import", path)
        assert result.exit_code == 2
        assert result.stderr.startswith(f"{path}:3:3: the byte 0xff is not UTF-8")
        assert result.stderr.count("\n") == 1
        assert list(tmp_path.iterdir()) == [path]


class TestTheReport:
    def test_says_part_by_part_what_was_taken_and_what_stayed_and_why(self, markdown: Path) -> None:
        result = run("import", markdown, "--report")
        assert result.stdout.splitlines() == [
            "1: # Sign-in -> title",
            "3: ## Goals -> overview.goals",
            "6: ## Odd: kept word for word: the template has no section of that name",
            "2 fields filled; 2 of 3 parts recognised; 1 kept word for word.",
        ]

    def test_says_how_many_parts_count_twice(self, tmp_path: Path) -> None:
        path = tmp_path / "design.md"
        path.write_text("# T\n\n## Goals\n\nOne | two\n\n- a\n\n## Odd\n\nwords\n")
        *rows, summary = run("import", path, "--report").stdout.splitlines()
        assert [": kept" in row or ", kept" in row for row in rows] == [False, True, True]
        assert summary == (
            "1 field filled; 2 of 3 parts recognised; 2 kept word for word, "
            "1 of them recognised too."
        )

    def test_says_where_a_part_stands_that_has_no_heading(self, tmp_path: Path) -> None:
        path = tmp_path / "design.md"
        path.write_text("One\n\n# T\n\n**Author**: Ada\n\nTwo\n\n## Goals\n\n- a\n\nThree\n\n##\n")
        rows = run("import", path, "--report").stdout.splitlines()
        assert [row.split(" ->")[0].split(": kept")[0] for row in rows[:-1]] == [
            "1: (before the first heading)",
            "3: # T",
            "5: (below the title)",
            "7: (below the title)",
            "9: ## Goals",
            "13: (below Goals)",
            "15: ## (a heading without words)",
        ]

    def test_says_the_same_as_json(self, markdown: Path) -> None:
        result = run("import", markdown, "--report", "--json")
        sections = json.loads(result.stdout)["sections"]
        assert [section["section"] for section in sections] == ["title", "overview.goals", None]
        assert sections[2] == {
            "heading": "Odd",
            "level": 2,
            "line": 6,
            "section": None,
            "fields": [],
            "unfilled": [],
            "verbatim": True,
            "reason": "the template has no section of that name",
        }

    def test_is_needed_for_json(self, markdown: Path) -> None:
        assert run("import", markdown, "--json").exit_code == 2
