"""What the first screen looks like."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.app import App

from designdoc_screens.home import HomeScreen
from designdoc_tui.draft.find import DraftSummary
from designdoc_tui.state import RecentDraft

if TYPE_CHECKING:
    from textual.pilot import Pilot

NOW = 1_800_000_000.0
FOLDER = Path("/projects/shop")
HOUR = 3600.0

SIZES = {"80x24": (80, 24), "120x40": (120, 40), "200x60": (200, 60)}
THEMES = {"dark": "textual-dark", "light": "textual-light"}

every_size = pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
every_theme = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())

Compare = Callable[..., bool]


def draft(
    path: str, title: str, status: str, filled: int, hours_ago: float, problem: str = ""
) -> DraftSummary:
    modified = datetime.fromtimestamp(NOW - hours_ago * HOUR, UTC)
    return DraftSummary(FOLDER / path, title, status, filled, 27, modified, problem)


DRAFTS = [
    draft("design.yaml", "Two-factor sign-in", "Draft", 9, 0.2),
    draft("designs/audit-log/design.yaml", "Audit log for administrators", "In Review", 27, 2),
    draft(
        "designs/checkout/design.yaml",
        "A checkout that survives the loss of a payment provider in the middle of a payment",
        "Approved",
        27,
        75,
    ),
    draft(
        "designs/in/a/folder/that/lies/so/deep/that/its/path/is/cut/design.yaml", "", "Draft", 0, 26
    ),
    draft(
        "designs/search/design.yaml",
        "",
        "",
        0,
        40,
        f"{FOLDER}/designs/search/design.yaml:7:3: a tab cannot indent; use spaces",
    ),
    DraftSummary(
        Path("/srv/wiki/検索/design.yaml"),
        "日本語の検索",
        "Implemented",
        22,
        27,
        datetime.fromtimestamp(NOW - 9000 * HOUR, UTC),
    ),
]


class Host(App[None]):
    """Shows the home screen in a theme."""

    TITLE = "designdoc-tui"

    def __init__(self, theme: str, drafts: Sequence[DraftSummary]) -> None:
        super().__init__()
        self._theme_wanted = theme
        summaries = {each.path: each for each in drafts}
        self._home = HomeScreen(
            FOLDER,
            lambda: [RecentDraft(each.path, NOW - 8 * HOUR) for each in drafts[5:]],
            lambda folder: iter(summaries),
            summaries.__getitem__,
            lambda: NOW,
        )

    def on_mount(self) -> None:
        self.theme = self._theme_wanted
        self.push_screen(self._home)


def pressing(*keys: str) -> Callable[[Pilot[None]], object]:
    """Waits until all drafts are shown, then presses keys."""

    async def run(pilot: Pilot[None]) -> None:
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.press(*keys)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()

    return run


class TestHome:
    @every_theme
    @every_size
    def test_with_drafts(self, snap_compare: Compare, size: tuple[int, int], theme: str) -> None:
        host = Host(theme, DRAFTS)
        assert snap_compare(host, terminal_size=size, run_before=pressing("down"))

    @every_theme
    @every_size
    def test_without_a_draft(
        self, snap_compare: Compare, size: tuple[int, int], theme: str
    ) -> None:
        assert snap_compare(Host(theme, []), terminal_size=size, run_before=pressing())

    def test_filtered(self, snap_compare: Compare) -> None:
        host = Host("textual-dark", DRAFTS)
        assert snap_compare(host, run_before=pressing("slash", *"che"))

    def test_in_a_small_terminal(self, snap_compare: Compare) -> None:
        host = Host("textual-dark", DRAFTS)
        assert snap_compare(host, terminal_size=(40, 12), run_before=pressing())

    def test_without_a_draft_in_a_small_terminal(self, snap_compare: Compare) -> None:
        host = Host("textual-dark", [])
        assert snap_compare(host, terminal_size=(40, 12), run_before=pressing())

    def test_in_the_terminals_own_colours(self, snap_compare: Compare) -> None:
        assert snap_compare(Host("ansi-dark", DRAFTS), run_before=pressing())
