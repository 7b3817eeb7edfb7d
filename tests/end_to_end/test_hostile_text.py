"""Text from a document is shown, never obeyed: the recording of a whole visit holds none of it."""

from __future__ import annotations

import re

import pytest

from designdoc_tui.draft.load import load_draft
from tests.end_to_end.terminal import Desk, Terminal

CLIPBOARD = "\x1b]52;c;cm0gLXJmIH4=\x07"
BLINKING = "\x1b[31;5;999m"
C1_COLOUR = "\x9b31;5;998m"
C1_TITLE = "\x9d0;taken over\x9c"
ASKS_BACK = "\x1b[6n\x1bP$qm\x1b\\"
BACKWARDS = "\u202edetrevni\u202c"
FIRST_STRONG = "\u2068apart\u2069"
BELLS = "\x07\x08\x7f\x0e\x00"
HOSTILE = "".join(
    (CLIPBOARD, BLINKING, C1_COLOUR, C1_TITLE, ASKS_BACK, BACKWARDS, FIRST_STRONG, BELLS)
)
LINE = f"start {HOSTILE} end"
TITLE = f"start {CLIPBOARD}{BACKWARDS}"

_SEQUENCE = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI: all that the program itself needs
    r"|\x1b\]22;[a-z-]*\x07"  # the shape of the mouse pointer
)
_OBEYED = re.compile("[\x00-\x07\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def in_yaml(text: str) -> str:
    """A text as YAML can carry it: in double quotes, with escapes."""
    return '"' + "".join(_escaped(character) for character in text) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    return character if character.isprintable() else f"\\u{ord(character):04x}"


_QUOTED = in_yaml(LINE)
_QUOTED_PROSE = in_yaml(f"{LINE}\n\n- {LINE}\n\n```\n{LINE}\n```\n\n[{LINE}](<{LINE}>)")

DRAFT = f"""\
designdoc: 1
template: design
title: {in_yaml(TITLE)}
metadata:
  change_id: {_QUOTED}
  author: {_QUOTED}
  reviewers: [{_QUOTED}]
  status: {_QUOTED}
  last_updated: {_QUOTED}
overview:
  problem: {_QUOTED_PROSE}
  goals: [{_QUOTED}]
design:
  high_level_architecture:
    diagram: {_QUOTED}
  components:
    - {{name: {_QUOTED}, purpose: {_QUOTED}}}
trade_offs:
  - title: {_QUOTED}
    options: [{{name: {_QUOTED}, pros: [{_QUOTED}]}}]
review:
  not_applicable:
    future_work: {_QUOTED}
{_QUOTED}: {_QUOTED}
"""


def is_harmless(recording: bytes) -> None:
    """Checks all that a program wrote: nothing of the document in it acts on a terminal."""
    text = recording.decode()  # in UTF-8, whole characters only
    for sequence in (CLIPBOARD, BLINKING, C1_COLOUR, C1_TITLE, ASKS_BACK):
        assert sequence not in text
    assert "\x1b[31;5" not in text
    rest = _SEQUENCE.sub("", text)  # in which no escape may begin anything else
    assert sorted(set(_OBEYED.findall(rest))) == []


def visits(wizard: Terminal, sections: int) -> None:
    for number in range(1, sections + 1):
        wizard.shows(f"{number}/{sections} ")
        wizard.presses("f8")


@pytest.fixture
def hostile_desk(desk: Desk) -> Desk:
    folder = desk.folder / f"in {BLINKING}{CLIPBOARD.replace('/', '')}{BACKWARDS}"
    folder.mkdir()
    (folder / "design.yaml").write_text(DRAFT)
    return desk


class TestHostileText:
    def test_a_visit_to_every_section_shows_it_and_obeys_none_of_it(
        self, hostile_desk: Desk
    ) -> None:
        with hostile_desk.opens() as wizard:
            wizard.shows("start ␛]52;")
            wizard.presses("enter")
            wizard.shows("1/23 Metadata", "␛]52;c;cm0gLXJmIH4=␇␛[31;5;999m")
            visits(wizard, 23)
            wizard.presses("f3")
            wizard.types("components")
            wizard.presses("enter")
            wizard.shows(" 1 start ␛]52;c;cm0gLXJmIH4=␇␛[31;5")
            wizard.presses("f3")
            wizard.types("start")
            wizard.shows("start ␛]52;")
            wizard.presses("escape", "f1")
            wizard.shows("Components")
            wizard.presses("escape", "f6", "f2")
            wizard.shows("Saved design.md")
            wizard.presses("ctrl+q")
            wizard.leaves(0)
            is_harmless(bytes(wizard.output))

    def test_what_is_pasted_is_not_obeyed_either_and_all_of_it_is_kept(self, desk: Desk) -> None:
        draft = desk.writes("design.yaml", "designdoc: 1\ntemplate: design\n")
        with desk.opens(draft) as wizard:
            wizard.shows("1/23 Metadata")
            wizard.presses("f8")
            wizard.is_in("Problem")
            wizard.pastes("start \x07\x9b31;5;998m\x7f\u202e end")
            wizard.shows("start ␇‹U+009B›31;5;998m␡‹U+202E› end")
            wizard.presses("f2")
            wizard.shows("Saved design.yaml")
            wizard.presses("ctrl+q")
            wizard.leaves(0)
            is_harmless(bytes(wizard.output))
        document = load_draft(draft).document
        assert document.get("overview.problem") == "start \x07\x9b31;5;998m\x7f\u202e end"

    def test_a_keyboard_that_makes_no_sense_does_not_end_the_wizard(self, desk: Desk) -> None:
        desk.writes("design.yaml", "designdoc: 1\ntemplate: design\n")
        with desk.opens("design.yaml") as wizard:
            wizard.is_in("Title")
            wizard.types(b"A caf\xe9 ")  # in Latin-1
            wizard.shows("A caf\ufffd ")
            wizard.types("\x1b[55555555u")  # no character has that number
            wizard.types("for all")
            wizard.shows("A caf\ufffd for all")
            wizard.presses("f2")
            wizard.shows("Saved design.yaml")
            wizard.presses("ctrl+q")
            wizard.leaves(0)

    def test_a_complaint_about_a_broken_draft_is_harmless(self, desk: Desk) -> None:
        key = in_yaml(LINE)
        desk.writes("design.yaml", f"designdoc: 1\ntemplate: design\n{key}: 1\n{key}: 2\n")
        with desk.opens("design.yaml") as wizard:
            wizard.shows("This draft cannot be opened", r"\x1b]52;")
            wizard.presses("enter")
            wizard.leaves(2)
            is_harmless(bytes(wizard.output))

    def test_printed_in_a_terminal_it_is_shown_and_not_obeyed(self, hostile_desk: Desk) -> None:
        folder = next(hostile_desk.folder.iterdir())
        with hostile_desk.opens("render", folder) as printed:
            printed.leaves(0)
            assert r"start \x1b]52;" in printed.text()
            is_harmless(bytes(printed.output))
