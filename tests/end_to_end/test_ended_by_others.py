"""The program is told to end, or its window goes away."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from designdoc_tui.desk import open_draft
from tests.end_to_end.terminal import Desk, Terminal

DRAFT = """\
designdoc: 1
template: design
title: Faster sign-in
"""


def types_a_title(wizard: Terminal, text: str) -> None:
    wizard.shows("1/23 Metadata")
    wizard.is_in("Title")
    wizard.types(text)
    wizard.shows(f"Faster sign-in{text}", "unsaved")


def is_kept(desk: Desk, draft: Path, text: str) -> None:
    """The next start would bring it back, and find nothing else out of order."""
    assert draft.read_text() == DRAFT
    assert [file.name for file in desk.folder.iterdir()] == ["design.yaml"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DESIGNDOC_STATE_HOME", desk.env["DESIGNDOC_STATE_HOME"])
        opened = open_draft(draft)
        assert opened.recovered is not None
        assert opened.notes == []
        assert opened.draft.document.text("title") == f"Faster sign-in{text}"
        opened.close()


def is_back(desk: Desk, draft: Path, text: str) -> None:
    with desk.opens(draft) as wizard:
        wizard.shows("Recovered", "Saved", f"Faster sign-in{text}")
        wizard.presses("enter")
        wizard.hides("Recovered")
        wizard.presses("f2")
        wizard.shows("Saved design.yaml and design.md")
        wizard.presses("ctrl+q")
        wizard.leaves(0)
    assert f"title: Faster sign-in{text}\n" in draft.read_text()
    assert sorted(file.name for file in desk.folder.iterdir()) == ["design.md", "design.yaml"]


@pytest.fixture
def draft(desk: Desk) -> Path:
    return desk.writes("design.yaml", DRAFT)


class TestASignal:
    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
    def test_ends_it_with_one_line_and_the_terminal_as_it_was(
        self, desk: Desk, draft: Path, number: signal.Signals
    ) -> None:
        with desk.opens(draft) as wizard:
            types_a_title(wizard, " again")
            wizard.is_sent(number)
            wizard.leaves(128 + number)
            assert f"ended by {number.name}" in wizard.text()
            assert "comes back at the next start" in " ".join(wizard.text().split())
        is_kept(desk, draft, " again")


class TestAWindowThatIsClosed:
    def test_loses_nothing_that_was_typed(self, desk: Desk, draft: Path) -> None:
        with desk.opens(draft) as wizard:
            types_a_title(wizard, " again")
            wizard.is_closed()
        is_kept(desk, draft, " again")

    def test_ends_the_wizard_where_the_signal_for_that_is_ignored(
        self, desk: Desk, draft: Path
    ) -> None:
        with desk.opens(draft, begun_by="trap '' HUP; \"$@\"; exit $?") as wizard:
            types_a_title(wizard, " again")
            wizard.is_closed()
        is_kept(desk, draft, " again")


class TestAKeyboardThatCannotBeRead:
    def test_ends_it_with_one_line_and_the_terminal_as_it_was(
        self, desk: Desk, draft: Path
    ) -> None:
        with desk.opens(draft, begun_by='exec "$@" 0>/dev/tty') as wizard:
            wizard.shows("1/23 Metadata")
            wizard.types("a")
            wizard.leaves(128 + signal.SIGHUP)
            assert "nothing can be typed any more." in wizard.text()


class TestAKill:
    def test_leaves_a_lock_that_is_taken_without_a_question(self, desk: Desk, draft: Path) -> None:
        with desk.opens(draft) as wizard:
            types_a_title(wizard, " again")
            wizard.takes_in(1.0)
            wizard.is_killed()
        assert (desk.folder / ".design.yaml.lock").exists()
        is_back(desk, draft, " again")
