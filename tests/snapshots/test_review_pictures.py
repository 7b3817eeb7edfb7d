"""What the review checklist and its dialogs look like."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.stories.author import WatchedApp, example_draft
from tests.stories.reviewer import GRACE, Reviewing, half_reviewed

Compare = Callable[..., bool]

SIZES = {"80x24": (80, 24), "120x40": (120, 40), "200x60": (200, 60)}
LEAD = "sign-off:technical lead"

VIEWS: dict[str, tuple[str, list[str]]] = {
    "checklist": ("section:overview", []),
    "sign": (LEAD, ["s"]),
    "comment": ("section:background", ["c", "W", "h", "y", "question_mark"]),
    "changes": (LEAD, ["d"]),
}


def at(key: str, keys: list[str], theme: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """Goes to an item and presses keys, and waits until all that is to be seen is there."""

    async def wait(pilot: Pilot[Any]) -> None:
        app = pilot.app
        assert isinstance(app, WatchedApp)
        app.theme = theme
        reviewer = Reviewing(app, pilot)
        await reviewer.rests()
        await reviewer.chooses_item(key)
        reviewer.presses(*keys)
        await reviewer.rests()

    return wait


@pytest.fixture(autouse=True)
def _grace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESIGNDOC_AUTHOR", str(GRACE))


class TestAReview:
    @pytest.mark.parametrize("size", SIZES)
    @pytest.mark.parametrize("view", VIEWS)
    def test_looks(self, view: str, size: str, tmp_path: Path, snap_compare: Compare) -> None:
        key, keys = VIEWS[view]
        app = WatchedApp(half_reviewed(tmp_path), on_review=True)
        ready = at(key, keys, "textual-dark")
        assert snap_compare(app, terminal_size=SIZES[size], run_before=ready)

    @pytest.mark.parametrize("size", SIZES)
    def test_shows_why_a_step_is_refused(
        self, size: str, tmp_path: Path, snap_compare: Compare
    ) -> None:
        app = WatchedApp(example_draft(tmp_path), on_review=True)
        ready = at("section:overview", ["t"], "textual-dark")
        assert snap_compare(app, terminal_size=SIZES[size], run_before=ready)

    def test_looks_in_light(self, tmp_path: Path, snap_compare: Compare) -> None:
        app = WatchedApp(half_reviewed(tmp_path), on_review=True)
        ready = at("section:overview", [], "textual-light")
        assert snap_compare(app, terminal_size=(120, 40), run_before=ready)
