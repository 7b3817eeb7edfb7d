"""`status` for people and scripts, and what scripts may not do about a review."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from designdoc_tui.state.identity import Identity
from tests.commands import run
from tests.stories.reviewer import BARBARA, example, half_reviewed, written


class TestStatus:
    def test_tells_where_a_draft_stands(self, tmp_path: Path) -> None:
        half_reviewed(tmp_path)
        result = run("status", tmp_path)
        assert result.exit_code == 0
        lines = result.stdout.splitlines()
        assert lines[0] == "Two-factor sign-in: In Review"
        assert lines[1].startswith("open: ")
        changed = "overview.goals[1] and background.constraints[0] changed"
        assert lines[2] == f"Technical Lead: {changed} after Grace Hopper signed on 2026-11-22"
        assert "Security Review: not signed" in lines
        assert "to Approved:" in lines

    def test_tells_the_same_as_json(self, tmp_path: Path) -> None:
        draft = half_reviewed(tmp_path)
        facts = json.loads(run("status", draft, "--json").stdout)
        assert facts["status"] == "In Review"
        assert [step["status"] for step in facts["next"]] == ["Draft", "Approved", "Implemented"]
        reasons = facts["next"][1]["reasons"]
        assert {"approval[0]", "approval[1]"} <= {reason["field"] for reason in reasons}
        standings = [each["standing"] for each in facts["sign_offs"]]
        assert standings == ["stale", "missing", "missing", "missing"]
        assert facts["open"]["comment"] == 2
        assert facts["history"] == []

    def test_reads_standard_input(self, tmp_path: Path) -> None:
        text = written(tmp_path, example()).read_text(encoding="utf-8")
        result = run("status", "-", stdin=text)
        assert result.stdout.startswith("Two-factor sign-in: In Review\n")

    def test_refuses_what_is_no_draft_in_one_line(self, tmp_path: Path) -> None:
        (tmp_path / "design.yaml").write_text("- no draft\n", encoding="utf-8")
        result = run("status", tmp_path)
        assert result.exit_code == 2
        assert result.stderr.startswith(f"{tmp_path / 'design.yaml'}:1:1: ")
        assert result.stdout == ""


class TestWhatOnlyPeopleDo:
    @pytest.mark.parametrize("what", ["sign_offs", "marks", "history"])
    def test_is_not_filled_in_by_a_script(self, tmp_path: Path, what: str) -> None:
        data = f"title: X\nreview:\n  {what}:\n    - {{name: Grace Hopper}}\n"
        result = run("new", tmp_path, "--data", "-", stdin=data)
        assert result.exit_code == 2
        assert result.stderr.startswith(f"-:3:3: review.{what} cannot be filled in: ")
        assert result.stderr.count("\n") == 1
        assert not (tmp_path / "design.yaml").exists()

    def test_reasons_are(self, tmp_path: Path) -> None:
        data = "review:\n  not_applicable: {design.scalability: One user}\n"
        assert run("new", tmp_path, "--data", "-", stdin=data).exit_code == 0
        assert "One user" in (tmp_path / "design.yaml").read_text(encoding="utf-8")

    def test_reviewing_needs_a_terminal(self, tmp_path: Path) -> None:
        result = run("review", half_reviewed(tmp_path))
        assert result.exit_code == 2
        assert "a review needs a terminal and a person at it" in result.stderr
        assert result.stderr.count("\n") == 1

    def test_reviewing_needs_a_draft(self, tmp_path: Path) -> None:
        result = run("review", tmp_path / "nothing")
        assert result.exit_code == 2
        assert "there is no such file or folder" in result.stderr


class TestWhoIsThere:
    def test_is_remembered(self, tmp_path: Path) -> None:
        assert Identity(tmp_path).read() is None
        assert Identity(tmp_path).remember(BARBARA)
        assert Identity(tmp_path).read() == BARBARA

    def test_is_nobody_when_the_memory_is_damaged(self, tmp_path: Path) -> None:
        (tmp_path / "person.json").write_text("{", encoding="utf-8")
        assert Identity(tmp_path).read() is None
