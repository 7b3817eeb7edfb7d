"""A text edited in the author's own editor, which is never to be trusted with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.end_to_end.terminal import Desk, Terminal

DRAFT = """\
designdoc: 1
template: design
title: Faster sign-in
overview:
  problem: Passwords get stolen.
"""

WAYS_TO_FAIL = {
    'echo Ruined > "$1"; exit 1': "ended with code 1",
    'rm "$1"': "removed the file",
    r"printf '\377\376' > " + '"$1"': "did not save UTF-8",
    'echo Ruined > "$1"; kill -9 $$': "ended with code -9",
    "# does not exist": "could not be started",
}
"""What an editor does, as a shell says it, and how the wizard tells that it went wrong."""


def goes_to_the_problem(wizard: Terminal) -> None:
    wizard.shows("1/23 Metadata")
    wizard.presses("f8")
    wizard.is_in("Problem")
    wizard.shows("  Passwords get stolen.")
    wizard.presses("end")
    wizard.has_cursor_after("Passwords get stolen.")


@pytest.fixture
def draft(desk: Desk) -> Path:
    return desk.writes("design.yaml", DRAFT)


class TestEditingOutside:
    def test_takes_what_was_written_and_undo_reaches_back_past_it(
        self, desk: Desk, draft: Path
    ) -> None:
        editor = desk.program("editor", [r"""printf '\nNobody notices.\n' >> "$1" """.strip()])
        with desk.opens(draft, VISUAL=str(editor)) as wizard:
            goes_to_the_problem(wizard)
            wizard.presses("home")
            wizard.types("Most ")
            wizard.shows("Most Passwords get stolen.")
            wizard.presses("f4")
            wizard.shows("Most Passwords get stolen. Nobody notices.")
            assert wizard.is_full_screen()

            wizard.presses("ctrl+z")
            wizard.hides("Nobody notices.")
            wizard.shows("Most Passwords get stolen.")
            wizard.presses("ctrl+z")
            wizard.hides("Most")
            wizard.shows("Passwords get stolen.", " saved ·")
            wizard.presses("ctrl+y", "ctrl+y")
            wizard.shows("Most Passwords get stolen. Nobody notices.")
            wizard.presses("f2")
            wizard.shows("Saved design.yaml and design.md")
            wizard.presses("ctrl+q")
            wizard.leaves(0)
        assert "  problem: |-\n    Most Passwords get stolen.\n    Nobody notices.\n" in (
            draft.read_text()
        )

    def test_the_editor_has_the_terminal_to_itself(self, desk: Desk, draft: Path) -> None:
        editor = desk.program(
            "editor",
            [
                "stty -a | grep -o ' icanon'",
                "echo In the editor, at a line",
                'read text; echo "$text" > "$1"',
            ],
        )
        with desk.opens(draft, EDITOR=str(editor)) as wizard:
            goes_to_the_problem(wizard)
            wizard.presses("f4")
            wizard.shows("icanon", "In the editor, at a line")
            assert not wizard.is_full_screen()
            wizard.types("Keys get lost.")
            wizard.presses("enter")
            wizard.shows("● unsaved ·", "Keys get lost.")
            assert wizard.is_full_screen()
            wizard.types(" Still here.")
            wizard.shows("Still here.")
            wizard.presses("ctrl+q")
            wizard.shows("Unsaved changes")
            wizard.presses("d")
            wizard.leaves(0)
        assert draft.read_text() == DRAFT

    def test_whatever_goes_wrong_in_the_editor_the_text_stays(
        self, desk: Desk, draft: Path
    ) -> None:
        editor = desk.program("[/b]editor", [])  # a name that looks like markup
        with desk.opens(draft, VISUAL=str(editor)) as wizard:
            goes_to_the_problem(wizard)
            text = "Passwords get stolen."
            for lines, reason in WAYS_TO_FAIL.items():
                desk.program("[/b]editor", [lines])
                if "does not exist" in lines:
                    editor.unlink()
                wizard.presses("f4")
                wizard.shows("Text kept as it was", reason)
                assert wizard.is_full_screen()
                wizard.types("!")
                text += "!"
                wizard.has_cursor_after(text)
            wizard.presses("f2")
            wizard.shows("Saved design.yaml")
            wizard.presses("ctrl+q")
            wizard.leaves(0)
        assert f"  problem: {text}\n" in draft.read_text()

    def test_ctrl_c_in_the_editor_is_meant_for_the_editor(self, desk: Desk, draft: Path) -> None:
        editor = desk.program(
            "editor",
            [
                "trap 'echo Heard in the editor' INT",
                "echo In the editor",
                "read text",
                "read text",
                "exit 0",
            ],
        )
        with desk.opens(draft, VISUAL=str(editor)) as wizard:
            goes_to_the_problem(wizard)
            wizard.types(" Often.")
            wizard.presses("f4")
            wizard.shows("In the editor")
            wizard.presses("ctrl+c")
            wizard.shows("Heard in the editor")
            wizard.presses("enter", "enter")
            wizard.shows("2/23 Overview")
            wizard.types(" Really.")
            wizard.shows("Passwords get stolen. Often. Really.")
            wizard.presses("f2")
            wizard.shows("Saved design.yaml")
            wizard.presses("ctrl+q")
            wizard.leaves(0)
        assert "  problem: Passwords get stolen. Often. Really.\n" in draft.read_text()
