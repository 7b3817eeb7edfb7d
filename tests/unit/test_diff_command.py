"""`diff` on the command line: files and revisions, words marked, JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import run

HEAD = "designdoc: 1\ntemplate: design\n"
OLD = f"""{HEAD}title: Login
overview:
  problem: |-
    Passwords are stolen.

    They are used again.
  goals: [Fast, Safe, Cheap]
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.yaml"
    path.write_text(OLD)
    return path


@pytest.fixture
def new(tmp_path: Path) -> Path:
    path = tmp_path / "new.yaml"
    path.write_text(OLD)
    return path


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after))


class TestTwoFiles:
    def test_that_say_the_same(self, old: Path, new: Path) -> None:
        edit(new, "title: Login", "# a comment\ntitle: 'Login'")
        result = run("diff", old, new)
        assert (result.exit_code, result.stdout) == (0, "")
        assert result.stderr == f"no difference between {old} and {new}\n"

    def test_words_are_marked_and_other_lines_left_out(self, old: Path, new: Path) -> None:
        edit(new, "used again", "often used again")
        result = run("diff", old, new)
        assert result.stdout == (
            "overview.problem: changed (Overview › Problem)\n"
            "  …\n"
            "  They are {+often +}used again.\n"
        )
        assert result.exit_code == 1
        assert result.stderr == f"1 difference between {old} and {new}\n"

    def test_entries_are_told_as_put_in_taken_out_and_moved(self, old: Path, new: Path) -> None:
        edit(new, "[Fast, Safe, Cheap]", "[Cheap, Fast, Small]")
        assert run("diff", old, new).stdout == (
            "overview.goals[1]: removed (Overview › Goals › 2)\n"
            "  [-Safe-]\n"
            "overview.goals[0]: moved from [2] (Overview › Goals › 1)\n"
            "overview.goals[2]: added (Overview › Goals › 3)\n"
            "  {+Small+}\n"
        )

    def test_a_record_is_told_field_by_field(self, old: Path, new: Path) -> None:
        part = "design: {components: [{name: Session service, purpose: WORD}]}\n"
        old.write_text(OLD + part.replace("WORD", "Keeps sessions"))
        new.write_text(OLD + part.replace("WORD", "Ends sessions"))
        assert run("diff", old, new).stdout == (
            "design.components[0].purpose: changed (Design › Components › Session service › "
            "Purpose)\n"
            "  [-Keeps-]{+Ends+} sessions\n"
        )

    def test_lines_that_came_are_told_from_lines_that_were_joined(
        self, old: Path, new: Path
    ) -> None:
        edit(new, "stolen.\n\n    They", "stolen. They")
        assert run("diff", old, new).stdout == (
            "overview.problem: changed (Overview › Problem)\n"
            "  Passwords are stolen.[-¶-]\n"
            "  [-¶-]\n"
            "  {+ +}They are used again.\n"
        )

    def test_control_characters_are_made_visible(self, old: Path, new: Path) -> None:
        edit(new, "title: Login", 'title: "Login\\e]0;x\\a"')
        assert "Login{+\\x1b]0;x\\x07+}" in run("diff", old, new).stdout

    def test_standard_input(self, old: Path) -> None:
        assert run("diff", old, "-", stdin=OLD).exit_code == 0

    def test_a_folder_means_the_draft_in_it(self, old: Path, tmp_path: Path) -> None:
        (tmp_path / "design.yaml").write_text(OLD)
        assert run("diff", old, tmp_path).exit_code == 0

    @pytest.mark.parametrize("text", ["a: 1\n", HEAD + "title: [T]\n"])
    def test_one_that_is_no_draft(self, old: Path, new: Path, text: str) -> None:
        new.write_text(text)
        result = run("diff", old, new)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith(f"{new}:")


class TestWhatNoTemplateNames:
    def test_is_called_as_in_the_outline(self, old: Path, new: Path) -> None:
        for path in (old, new):
            path.write_text(f'{OLD}layout:\n  pieces: [{{markdown: "## Odd\\n\\nWords."}}]\n')
        edit(new, "Words.", "Other words.")
        assert run("diff", old, new).stdout == (
            "layout.pieces[0].markdown: changed (Odd)\n  …\n  [-Words-]{+Other words+}.\n"
        )

    def test_is_told_in_the_words_of_those_who_left_it(self, old: Path, new: Path) -> None:
        comment = "{id: 5d0c31aa90f2, path: 'overview.goals[0]', text: How fast?, name: Grace}"
        new.write_text(f"{OLD}review:\n  comments: [{comment}]\n")
        assert run("diff", old, new).stdout == (
            "review.comments[0]: added (Comment on Overview › Goals › 1)\n"
            "  {+How fast?+}\n"
            "  {+Grace+}\n"
        )


class TestInATerminal:
    def test_words_are_marked_by_colours_and_controls_stay_harmless(
        self, old: Path, new: Path
    ) -> None:
        edit(new, "title: Login", 'title: "Sign-in\\e]0;x\\a"')
        ours, theirs = os.openpty()
        command = (sys.executable, "-m", "designdoc_tui", "diff", str(old), str(new))
        try:
            done = subprocess.run(
                command, stdout=theirs, stderr=subprocess.PIPE, check=False, timeout=60
            )
            shown = os.read(ours, 10_000)
        finally:
            os.close(theirs)
            os.close(ours)
        assert done.returncode == 1
        assert b"\x1b[31m" in shown
        assert b"\x1b[32m" in shown
        assert b"[-" not in shown
        assert b"\\x1b]0;x\\x07" in shown
        assert b"\x1b]" not in shown


class TestJson:
    def test_tells_everything(self, old: Path, new: Path) -> None:
        edit(new, "title: Login", "title: Safe Login")
        edit(new, "[Fast, Safe, Cheap]", "[Safe, Cheap, Fast]")
        result = run("diff", old, new, "--json")
        assert json.loads(result.stdout) == {
            "old": str(old),
            "new": str(new),
            "differences": [
                {
                    "field": "title",
                    "label": "Title",
                    "kind": "changed",
                    "old": "Login",
                    "new": "Safe Login",
                    "words": [
                        {"mark": "added", "text": "Safe "},
                        {"mark": "same", "text": "Login"},
                    ],
                },
                {
                    "field": "overview.goals[2]",
                    "label": "Overview › Goals › 3",
                    "kind": "moved",
                    "old": "Fast",
                    "new": "Fast",
                    "from": 0,
                },
            ],
        }
        assert result.exit_code == 1

    def test_of_versions_that_say_the_same(self, old: Path, new: Path) -> None:
        result = run("diff", old, new, "--json")
        assert json.loads(result.stdout)["differences"] == []
        assert result.exit_code == 0


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    subprocess.run(("git", *who, *arguments), cwd=folder, check=True, capture_output=True)


class TestRevisions:
    @pytest.fixture
    def repository(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """Two commits of `doc/design.yaml`, and a change since; the working folder is `doc`."""
        folder = tmp_path / "doc"
        folder.mkdir()
        draft = folder / "design.yaml"
        git(tmp_path, "init", "--quiet", "--initial-branch=main")
        for title in ("One", "Two", "Three"):
            draft.write_text(f"{HEAD}title: {title}\n")
            git(tmp_path, "add", "doc/design.yaml")
            if title != "Three":
                git(tmp_path, "commit", "--quiet", "--message", title)
        monkeypatch.chdir(folder)
        return tmp_path

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("HEAD", "design.yaml"), "[-Two-]{+Three+}"),
            (("HEAD", "."), "[-Two-]{+Three+}"),
            (("HEAD~1", "HEAD"), "[-One-]{+Two+}"),
            (("HEAD~1:doc/design.yaml", "HEAD:./design.yaml"), "[-One-]{+Two+}"),
            (("HEAD~1", "main:doc/design.yaml"), "[-One-]{+Two+}"),
            (("HEAD", ":doc/design.yaml"), "[-Two-]{+Three+}"),
        ],
    )
    def test_are_named_as_in_git(
        self, repository: Path, arguments: tuple[str, str], said: str
    ) -> None:
        assert said in run("diff", *arguments).stdout

    def test_from_outside_the_working_folder(
        self, repository: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(repository.parent)
        result = run("diff", "HEAD", repository / "doc" / "design.yaml")
        assert "[-Two-]{+Three+}" in result.stdout

    @pytest.mark.parametrize("name", ["nowhere", "HEAD:gone.yaml", "--output=x", "HEAD\0"])
    def test_that_do_not_exist_are_refused(self, repository: Path, name: str) -> None:
        before = sorted(repository.rglob("*"))
        result = run("diff", "--", name, "design.yaml")
        assert result.exit_code == 2
        assert "there is no such file or revision" in result.stderr
        assert result.stderr[:-1].isprintable()
        assert sorted(repository.rglob("*")) == before

    def test_without_git(self, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", "")
        result = run("diff", "HEAD", "design.yaml")
        assert result.exit_code == 2
        assert "git cannot be asked" in result.stderr
