"""What two states of a draft look like beside each other, and a draft that is held elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from textual.app import App, ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static

from designdoc_screens.conflicts import ConflictsScreen
from designdoc_screens.dialogs import HeldDialog
from designdoc_screens.markdown_edits import MarkdownEditsScreen
from designdoc_screens.recover import RecoverScreen
from designdoc_tui.desk.lock import Holder
from designdoc_tui.desk.processes import Process
from designdoc_tui.document import Document
from designdoc_tui.draft.edited_markdown import TICKS_LEFT_OUT, read_edited
from designdoc_tui.markdown.render import render
from designdoc_tui.merge import three_way
from designdoc_tui.template.load import load_template

if TYPE_CHECKING:
    from textual.pilot import Pilot

SIZES = {"80x24": (80, 24), "120x40": (120, 40), "200x60": (200, 60)}

Compare = Callable[..., bool]

SAVED = {
    "title": "Two-factor sign-in",
    "overview": {
        "problem": "Passwords alone are stolen.\n\nThey are used again elsewhere.",
        "solution": "A second factor.",
        "goals": ["A stolen password alone opens nothing", "Under ten seconds"],
    },
}
TYPED = {
    "title": "Two-factor sign-in for all",
    "overview": {
        "problem": "Passwords alone are guessed and stolen.\n\nThey are used again \x1b[31m.",
        "goals": ["A stolen password alone opens nothing", "Under ten seconds", "No text messages"],
    },
}
THEIRS = {
    "title": "Two-step sign-in",
    "overview": {
        "problem": "Passwords are stolen, often.\n\nThey are used again elsewhere.",
        "solution": "A second factor.",
        "goals": ["A stolen password alone opens nothing", "Under ten seconds"],
    },
}


def recover() -> ModalScreen[Any]:
    template = load_template("design")
    return RecoverScreen(Document(template, TYPED), SAVED, "(2026-11-22 14:05)")


def conflicts() -> ModalScreen[Any]:
    template = load_template("design")
    merged = three_way(template, SAVED, TYPED, THEIRS)
    return ConflictsScreen(
        template,
        merged.values,
        merged.conflicts,
        title="design.yaml was changed by something else",
        text="You changed 2 of the same fields. Everything else fits together.",
    )


def markdown_edits() -> ModalScreen[Any]:
    template = load_template("design")
    edited = {**THEIRS, "title": SAVED["title"], "future_work": ["Security keys"]}
    typed = Document(template, {**TYPED, "title": SAVED["title"]})
    merged = three_way(template, SAVED, typed.values, edited)
    return MarkdownEditsScreen(typed, merged, name="design.md", notes=[TICKS_LEFT_OUT])


def markdown_differs() -> ModalScreen[Any]:
    template = load_template("design")
    saved = Document(template, SAVED)
    text = render(saved).replace("## Overview", "Written by hand.\n\n## Overview")
    edited = read_edited(saved, text.replace("A second", "Another").encode(), "design.md")
    merged = three_way(template, SAVED, SAVED, edited.document.values)
    return MarkdownEditsScreen(saved, merged, name="design.md", is_certain=False)


def held() -> ModalScreen[Any]:
    process = Process("grace", "workshop", "", 1, "")
    return HeldDialog("design.yaml", Holder(process, datetime(2026, 11, 22, 14, 5).timestamp(), ""))


SCREENS: dict[str, tuple[Callable[[], ModalScreen[Any]], list[str]]] = {
    "recover": (recover, ["down"]),
    "recover-closer": (recover, ["down", "l"]),
    "conflicts": (conflicts, ["right"]),
    "markdown-edits": (markdown_edits, ["right", "down"]),
    "markdown-differs": (markdown_differs, ["down"]),
    "held": (held, []),
}


class _Shown(App[None]):
    TITLE = "designdoc-tui"

    def compose(self) -> ComposeResult:
        yield Static("What stands below.")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SCREENS)
def test_looks(name: str, size: str, snap_compare: Compare) -> None:
    make, keys = SCREENS[name]

    async def shows(pilot: Pilot[None]) -> None:
        pilot.app.push_screen(make())
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()

    assert snap_compare(_Shown(), terminal_size=SIZES[size], run_before=shows)
