"""What hands and windows do to a wizard that is running."""

from __future__ import annotations

from pathlib import Path

import pytest

from designdoc_tui.draft.load import load_draft
from tests.end_to_end.terminal import Desk, Terminal, code_of

DRAFT = """\
designdoc: 1
template: design
title: Faster sign-in
overview:
  problem: Passwords get stolen.
"""


@pytest.fixture
def draft(desk: Desk) -> Path:
    return desk.writes("design.yaml", DRAFT)


def types_into_the_problem(wizard: Terminal, text: str) -> None:
    """Writes before what stands there."""
    wizard.shows("1/23 Metadata")
    wizard.presses("f8")
    wizard.is_in("Problem")
    wizard.types(text)
    wizard.shows(f"{text}Passwords get stolen.", "● unsaved")


class TestLeavingWithUnsavedChanges:
    def test_save_writes_and_leaves(self, desk: Desk, draft: Path) -> None:
        with desk.opens(draft) as wizard:
            types_into_the_problem(wizard, "Most ")
            wizard.presses("ctrl+q")
            wizard.shows("Unsaved changes")
            wizard.presses("s")
            wizard.leaves(0)
        assert "problem: Most Passwords get stolen.\n" in draft.read_text()
        assert "Most Passwords get stolen.\n" in draft.with_name("design.md").read_text()

    def test_discard_leaves_the_file_as_it_was(self, desk: Desk, draft: Path) -> None:
        with desk.opens(draft) as wizard:
            types_into_the_problem(wizard, "Most ")
            wizard.presses("ctrl+q")
            wizard.shows("Unsaved changes")
            wizard.presses("d")
            wizard.leaves(0)
        assert draft.read_text() == DRAFT
        assert not draft.with_name("design.md").exists()

    def test_keep_editing_goes_on_where_one_was(self, desk: Desk, draft: Path) -> None:
        with desk.opens(draft) as wizard:
            types_into_the_problem(wizard, "Most ")
            for key, word in (("escape", "good "), ("k", "old ")):
                wizard.presses("ctrl+q")
                wizard.shows("Unsaved changes")
                wizard.presses(key)
                wizard.hides("Unsaved changes")
                wizard.types(word)
                wizard.shows(f"{word}Passwords get stolen.")
            wizard.presses("ctrl+q")
            wizard.shows("Unsaved changes")
            wizard.presses("enter")  # the safe answer has the focus
            wizard.leaves(0)
        assert "problem: Most good old Passwords get stolen.\n" in draft.read_text()

    def test_a_save_that_fails_keeps_the_wizard_open(self, desk: Desk, draft: Path) -> None:
        with desk.opens(draft) as wizard:
            types_into_the_problem(wizard, "Most ")
            draft.with_name("design.md").mkdir()
            wizard.presses("ctrl+q")
            wizard.shows("Unsaved changes")
            wizard.presses("s")
            wizard.shows("Not saved", "What you typed is safe")
            wizard.hides("Unsaved changes")
            wizard.presses("k")
            wizard.hides("Not saved")
            wizard.types("good ")
            wizard.shows("Most good Passwords get stolen.")
            wizard.presses("ctrl+q")
            wizard.shows("Unsaved changes")
            wizard.presses("d")
            wizard.leaves(0)
        assert draft.read_text() == DRAFT


class TestTypingFasterThanTheScreen:
    def test_every_key_of_a_burst_lands_where_it_was_meant(self, desk: Desk) -> None:
        draft = desk.writes("design.yaml", "designdoc: 1\ntemplate: design\n")
        with desk.opens(draft) as wizard:
            wizard.shows("1/23 Metadata")
            wizard.is_in("Title")
            wizard.types(
                "Burst\t\tAda\tGrace\rAlan\r\r"  # title; author; reviewers, and on to the status
                + code_of("right")
                + code_of("f8")
                + "Problem one.\rProblem two.\tSolution.\tGoal one\rGoal two"
                + code_of("f8")
                + "Context."
                + code_of("f8") * 2
                + code_of("ctrl+n")
                + "Vault\tKeeps keys"
                + code_of("ctrl+n")
                + "Guard\tWatches"
                + code_of("f7") * 2
                + " More context?"
                + code_of("f2")
            )
            wizard.shows("Saved design.yaml and design.md")
            wizard.presses("ctrl+q")
            wizard.leaves(0)
        document = load_draft(draft).document
        assert document.get("title") == "Burst"
        assert document.get("metadata.author") == "Ada"
        assert document.get("metadata.reviewers") == ["Grace", "Alan"]
        assert document.get("metadata.status") is not None
        assert document.get("overview.problem") == "Problem one.\nProblem two."
        assert document.get("overview.solution") == "Solution."
        assert document.get("overview.goals") == ["Goal one", "Goal two"]
        assert document.get("background.context") == " More context?Context."
        assert document.get("design.components") == [
            {"name": "Vault", "purpose": "Keeps keys"},
            {"name": "Guard", "purpose": "Watches"},
        ]

    def test_a_long_paste_arrives_whole(self, desk: Desk) -> None:
        draft = desk.writes("design.yaml", "designdoc: 1\ntemplate: design\n")
        lines = [f"Line {number} of a long story — naïve, 長い, 🙂." for number in range(1000)]
        with desk.opens(draft) as wizard:
            wizard.shows("1/23 Metadata")
            wizard.presses("f8")
            wizard.is_in("Problem")
            wizard.pastes("\n".join(lines))
            wizard.types("The end.")
            wizard.presses("f2")
            wizard.shows("Saved design.yaml and design.md")
            wizard.presses("ctrl+q")
            wizard.leaves(0)
        assert load_draft(draft).document.get("overview.problem") == "\n".join(lines) + "The end."


class TestResizing:
    def test_a_small_window_and_back_loses_nothing(self, desk: Desk, draft: Path) -> None:
        with desk.opens(draft) as wizard:
            types_into_the_problem(wizard, "Most ")
            wizard.resizes(40, 12)
            wizard.shows("Most Passwords get stolen.")
            wizard.types("good ")
            wizard.shows("Most good Passwords")  # and the rest on the next line
            wizard.resizes(140, 44)
            wizard.shows("Most good Passwords get stolen.", "Design Document: Faster sign-in")
            wizard.types("old ")
            wizard.shows("Most good old Passwords get stolen.")
            wizard.presses("f2")
            wizard.shows("Saved design.yaml and design.md")
            wizard.presses("ctrl+q")
            wizard.leaves(0)
        assert "problem: Most good old Passwords get stolen.\n" in draft.read_text()


class TestCtrlC:
    def test_neither_ends_the_wizard_nor_loses_anything(self, desk: Desk, draft: Path) -> None:
        with desk.opens() as wizard:
            wizard.shows("Faster sign-in")
            wizard.presses("ctrl+c", "enter")
            types_into_the_problem(wizard, "Most ")
            wizard.presses("ctrl+c", "ctrl+c", "ctrl+c")
            wizard.types("good ")
            wizard.shows("Most good Passwords get stolen.")
            wizard.presses("ctrl+q")
            wizard.shows("Unsaved changes")
            wizard.presses("ctrl+c", "s")
            wizard.leaves(0)
        assert "problem: Most good Passwords get stolen.\n" in draft.read_text()
