"""`merge` on the command line: what it writes, what it says, what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import pytest

from designdoc_tui.draft.load import load_draft
from tests.commands import run

HEAD = "designdoc: 1\ntemplate: design\n"
BASE = f"""# Laid out by hand.
{HEAD}title: Login   # for now
overview: {{problem: Passwords are stolen., goals: [Fast, Safe]}}
"""


class Versions(NamedTuple):
    base: Path
    ours: Path
    theirs: Path


@pytest.fixture
def versions(tmp_path: Path) -> Versions:
    """Three equal drafts."""
    made = Versions(*(tmp_path / f"{name}.yaml" for name in ("base", "ours", "theirs")))
    for path in made:
        path.write_text(BASE)
    return made


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def quarrel(versions: Versions) -> None:
    edit(versions.ours, "stolen", "phished")
    edit(versions.theirs, "stolen", "sold")


class TestWithoutConflicts:
    def test_the_result_is_written_to_ours(self, versions: Versions) -> None:
        edit(versions.ours, "Login ", "Sign-in ")
        edit(versions.theirs, "[Fast, Safe]", "[Fast, Sound, Safe]")
        before = [versions.base.read_bytes(), versions.theirs.read_bytes()]
        result = run("merge", *versions)
        assert (result.exit_code, result.output) == (0, "")
        document = load_draft(versions.ours).document
        assert document.text("title") == "Sign-in"
        assert document.items("overview.goals") == ["Fast", "Sound", "Safe"]
        assert [versions.base.read_bytes(), versions.theirs.read_bytes()] == before

    def test_what_somebody_laid_out_by_hand_stays_so(self, versions: Versions) -> None:
        edit(versions.ours, "Login ", "Sign-in ")
        edit(versions.theirs, "stolen", "phished")
        run("merge", *versions)
        assert versions.ours.read_text() == BASE.replace("Login ", "Sign-in ").replace(
            "stolen", "phished"
        )

    def test_when_only_theirs_changed_it_is_theirs_to_the_byte(self, versions: Versions) -> None:
        edit(versions.theirs, "# Laid out by hand.", "# Changed by hand.")
        run("merge", *versions)
        assert versions.ours.read_bytes() == versions.theirs.read_bytes()

    def test_when_only_ours_changed_the_file_is_left_alone(self, versions: Versions) -> None:
        edit(versions.ours, "stolen", "phished")
        status = versions.ours.stat()
        assert run("merge", *versions).exit_code == 0
        assert versions.ours.stat() == status

    def test_it_can_be_written_elsewhere(self, versions: Versions, tmp_path: Path) -> None:
        edit(versions.theirs, "stolen", "sold")
        run("merge", *versions, "-o", tmp_path / "merged.yaml")
        assert (tmp_path / "merged.yaml").read_bytes() == versions.theirs.read_bytes()
        assert versions.ours.read_text() == BASE

    def test_or_to_standard_output(self, versions: Versions) -> None:
        edit(versions.theirs, "stolen", "sold")
        result = run("merge", *versions, "-o", "-")
        assert result.stdout == versions.theirs.read_text()

    def test_nothing_in_common_is_an_empty_base(self, versions: Versions) -> None:
        versions.base.write_text("")
        edit(versions.theirs, "[Fast, Safe]", "[Fast, Safe, Cheap]")
        assert run("merge", *versions).exit_code == 0
        goals = load_draft(versions.ours).document.items("overview.goals")
        assert goals == ["Fast", "Safe", "Cheap"]


class TestWithConflicts:
    def test_the_draft_opens_and_holds_ours(self, versions: Versions) -> None:
        quarrel(versions)
        assert run("merge", *versions).exit_code == 1
        document = load_draft(versions.ours).document
        assert document.text("overview.problem") == "Passwords are phished."

    def test_each_is_told_with_its_place(self, versions: Versions) -> None:
        quarrel(versions)
        result = run("merge", *versions, "--as", "doc/design.yaml")
        lines = versions.ours.read_text().splitlines()
        line = next(number for number, text in enumerate(lines, 1) if "- field:" in text)
        assert result.stderr == (
            f"doc/design.yaml:{line}:7: conflict in Overview › Problem: decide it in the wizard; "
            "ours holds until then\n"
            "doc/design.yaml: 1 conflict to decide\n"
        )

    @pytest.mark.parametrize("status", ["Draft", "In Review", "Approved", "Implemented"])
    def test_check_reports_an_error_at_the_record(self, versions: Versions, status: str) -> None:
        quarrel(versions)
        run("merge", *versions)
        edit(versions.ours, "overview:", f"metadata: {{status: {status}}}\noverview:")
        result = run("check", versions.ours, "--format", "json")
        findings = json.loads(result.stdout)["findings"]
        (found,) = [each for each in findings if each["rule"] == "merge-conflict"]
        lines = versions.ours.read_text().splitlines()
        assert lines[found["line"] - 1][found["column"] - 1 :] == "field: overview.problem"
        assert found["severity"] == "error"
        assert "Overview › Problem (overview.problem)" in found["message"]
        assert result.exit_code == 1

    def test_check_cannot_be_told_to_look_away(self, versions: Versions) -> None:
        quarrel(versions)
        run("merge", *versions)
        with versions.ours.open("a") as file:
            file.write("  switched_off: {merge-conflict: We know.}\n")
        assert " error merge-conflict " in run("check", versions.ours).stdout

    @pytest.mark.parametrize("written", ["soon", "[soon]", "[{field: '[['}]", "[{ours: a}]"])
    def test_check_reports_records_that_nobody_can_read(
        self, versions: Versions, written: str
    ) -> None:
        versions.ours.write_text(f"{BASE}review: {{conflicts: {written}}}\n")
        assert "is no conflict that a merge has noted" in run("check", versions.ours).stdout

    def test_merging_again_keeps_those_that_are_left(self, versions: Versions) -> None:
        quarrel(versions)
        run("merge", *versions)
        between = versions.ours.read_text()
        versions.base.write_text(between)
        versions.theirs.write_text(between)
        edit(versions.theirs, "[Fast, Safe]", "[Fast]")
        edit(versions.ours, "Login ", "Sign-in ")
        assert run("merge", *versions).exit_code == 0
        assert versions.ours.read_text().count("field: overview.problem") == 1

    def test_a_key_that_nobody_knows_is_told_too_and_the_layout_stays(
        self, versions: Versions
    ) -> None:
        for path, number in zip(versions, "123", strict=True):
            with path.open("a") as file:
                file.write(f"tracker: {{id: {number}, more: [a]}}   # ours alone\n")
        result = run("merge", *versions)
        assert "conflict in tracker › id: " in result.stderr
        text = versions.ours.read_text()
        assert text.startswith(BASE)
        assert "tracker: {id: 2, more: [a]}   # ours alone\n" in text
        assert "      theirs: '3'\n" in text

    def test_text_with_control_characters_is_shown_harmless(self, versions: Versions) -> None:
        component = 'design: {components: [{name: "A\\e[31m", purpose: PURPOSE}]}\n'
        for path, word in zip(versions, "abc", strict=True):
            path.write_text(HEAD + component.replace("PURPOSE", word))
        result = run("merge", *versions)
        assert "A\\x1b[31m" in result.stderr
        assert "\x1b" not in result.output


class TestRefusals:
    def left_alone(self, versions: Versions, *arguments: str | Path) -> str:
        before = versions.ours.read_bytes()
        result = run("merge", *(arguments or versions))
        assert result.exit_code == 2
        assert versions.ours.read_bytes() == before
        assert result.stderr.endswith("\n")
        assert result.stderr[:-1].isprintable()
        return result.stderr

    @pytest.mark.parametrize("which", ["base", "ours", "theirs"])
    def test_a_version_that_is_no_draft(self, versions: Versions, which: str) -> None:
        path: Path = getattr(versions, which)
        path.write_text(HEAD + "title: [T]\n")
        assert self.left_alone(versions).startswith(f"{path}:3:8: ")

    def test_theirs_is_called_what_git_calls_the_draft(self, versions: Versions) -> None:
        versions.theirs.write_text(HEAD + "title: [T]\n")
        said = self.left_alone(versions, "--as", "docs/design.yaml", *versions)
        assert said.startswith("docs/design.yaml (theirs):3:8: ")

    def test_a_version_that_is_not_there(self, versions: Versions) -> None:
        versions.theirs.unlink()
        assert "there is no such file" in self.left_alone(versions)

    def test_a_file_that_holds_something_else(self, versions: Versions, tmp_path: Path) -> None:
        other = tmp_path / "other.yaml"
        other.write_text("precious: text\n")
        quarrel(versions)
        said = self.left_alone(versions, *versions, "-o", other)
        assert "is there already" in said
        assert other.read_text() == "precious: text\n"

    def test_theirs_is_such_a_file(self, versions: Versions) -> None:
        quarrel(versions)
        theirs = versions.theirs.read_bytes()
        self.left_alone(versions, *versions, "-o", versions.theirs)
        assert versions.theirs.read_bytes() == theirs

    def test_two_versions_from_one_standard_input(self, versions: Versions) -> None:
        assert run("merge", versions.base, "-", "-").exit_code == 2
