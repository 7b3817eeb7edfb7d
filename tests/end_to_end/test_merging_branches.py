"""Branches of a real repository, merged by git with the program as its driver."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Callable

import pytest

from designdoc_tui.draft.load import load_draft
from designdoc_tui.merge import Choice, conflicts_of, resolve
from tests.end_to_end.terminal import PROGRAM, Desk

DRAFT = """\
# How we sign in.
designdoc: 1
template: design
title: Login
overview:
  problem: Passwords are stolen.
  goals: [Fast, Safe]   # in this order
design:
  components:
    - name: Session service
      purpose: Keeps sessions.
    - name: Mailer
      purpose: Sends mail.
"""


class Repository:
    """A repository with one draft, and the program as the driver of its merges."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.draft = desk.folder / "doc" / "design.yaml"
        self.draft.parent.mkdir()
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("config", "user.name", "Ada")
        self.git("config", "user.email", "ada@example.org")
        self.git("config", "merge.designdoc.name", "drafts, field by field")
        command = f"{shlex.join(PROGRAM)} merge --as %P %O %A %B"
        self.git("config", "merge.designdoc.driver", command)
        (desk.folder / ".gitattributes").write_text("design.yaml merge=designdoc\n")
        self.commit(lambda text: text + DRAFT, begin=True)

    def git(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs git; whether it worked is in the code it returns."""
        return subprocess.run(
            ("git", *arguments),
            cwd=self._desk.folder,
            env=self._desk.env,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    def program(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs the program in the folder of the repository."""
        return subprocess.run(
            (*PROGRAM, *arguments),
            cwd=self._desk.folder,
            env=self._desk.env,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    def commit(self, change: Callable[[str], str], *, begin: bool = False) -> None:
        """Commits a change to the draft."""
        before = "" if begin else self.draft.read_text()
        after = change(before)
        assert after != before
        self.draft.write_text(after)
        assert self.git("add", "--all").returncode == 0
        assert self.git("commit", "--quiet", "--message", "change").returncode == 0

    def branches(self, ours: dict[str, str], theirs: dict[str, str]) -> None:
        """Makes two branches, each with words replaced; ours is checked out."""
        for name, words in (("theirs", theirs), ("ours", ours)):
            assert self.git("checkout", "--quiet", "-b", name, "main").returncode == 0
            self.commit(lambda text, words=words: _replaced(text, words))  # type: ignore[misc]


def _replaced(text: str, words: dict[str, str]) -> str:
    for old, new in words.items():
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.fixture
def repository(desk: Desk) -> Repository:
    return Repository(desk)


class TestMergingBranches:
    def test_edits_to_different_fields_merge_where_lines_would_not(
        self, repository: Repository
    ) -> None:
        repository.branches(
            {"[Fast, Safe]": "[Fast, Sound, Safe]", "Keeps sessions": "Keeps and ends sessions"},
            {"stolen": "phished", "[Fast, Safe]": "[Fast, Safe, Cheap]", "Mailer": "Mail service"},
        )
        merged = repository.git("merge", "--no-edit", "theirs")
        assert merged.returncode == 0, merged.stdout + merged.stderr
        assert repository.draft.read_text() == _replaced(
            DRAFT,
            {
                "[Fast, Safe]": "[Fast, Sound, Safe, Cheap]",
                "Keeps sessions": "Keeps and ends sessions",
                "stolen": "phished",
                "Mailer": "Mail service",
            },
        )
        assert repository.git("status", "--porcelain").stdout == ""

    def test_a_conflict_stops_the_merge_and_is_decided(self, repository: Repository) -> None:
        repository.branches(
            {"Keeps sessions": "Ends sessions", "Login": "Sign-in"},
            {"Keeps sessions": "Counts sessions", "stolen": "phished"},
        )
        merged = repository.git("merge", "--no-edit", "theirs")
        assert merged.returncode == 1
        said = "doc/design.yaml:16:7: conflict in Design › Components › Session service › Purpose"
        assert said in merged.stderr
        assert repository.git("status", "--porcelain").stdout == "UU doc/design.yaml\n"

        checked = repository.program("check", "doc/design.yaml")
        assert checked.returncode == 1
        assert "doc/design.yaml:16:7: error merge-conflict " in checked.stdout

        document = load_draft(repository.draft).document
        assert document.text("title") == "Sign-in"
        assert document.text("overview.problem") == "Passwords are phished."
        assert document.text("design.components[0].purpose") == "Ends sessions."
        (conflict,) = conflicts_of(document.values)
        assert resolve(document, conflict, Choice.THEIRS)
        assert document.text("design.components[0].purpose") == "Counts sessions."
        assert "conflicts" not in document.values.get("review", {})  # type: ignore[operator]

    def test_a_side_that_is_no_draft_leaves_ours_as_it_was(self, repository: Repository) -> None:
        repository.branches({"stolen": "phished"}, {"title: Login": "title: [Login"})
        ours = repository.draft.read_text()
        merged = repository.git("merge", "--no-edit", "theirs")
        assert merged.returncode == 1
        assert repository.draft.read_text() == ours
        assert repository.git("status", "--porcelain").stdout == "UU doc/design.yaml\n"

    def test_what_a_branch_changed_is_told(self, repository: Repository) -> None:
        repository.branches({"stolen": "phished"}, {"Login": "Sign-in"})
        told = repository.program("diff", "main", "doc/design.yaml")
        assert told.stdout == (
            "overview.problem: changed (Overview › Problem)\n"
            "  Passwords are [-stolen-]{+phished+}.\n"
        )
        assert repository.program("diff", "main", "main").returncode == 2
        told = repository.program("diff", "main:doc/design.yaml", "theirs")
        assert "[-Login-]{+Sign-in+}" in told.stdout
