"""What the wizard looks like: sections, sizes and themes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from designdoc_tui.state import Place, Places
from tests.stories.author import Author, WatchedApp, example_draft, fresh_draft

Compare = Callable[..., bool]
Size = tuple[int, int]

SIZES: list[Size] = [(80, 24), (120, 40), (200, 60)]
NESTED = "design.api_design.new_endpoints[0].errors[1].meaning"
EXAMPLES = [
    Place("design.components", "design.components[1].purpose", 0, 9),
    Place("design.api_design", NESTED, 0, 3),
    Place("trade_offs", "trade_offs[0].options[0].pros[0]", 0, 4),
    Place("metadata", "metadata.change_id", 0, 4),
]


def named(value: object) -> str:
    """What a case is called, and so its picture."""
    if isinstance(value, Place):
        return value.step.rpartition(".")[2]
    return "x".join(map(str, value)) if isinstance(value, tuple) else str(value)


def before_the_picture(theme: str, *keys: str) -> Callable[[Pilot[int]], Awaitable[None]]:
    """Waits until all that is to be seen is there."""

    async def wait(pilot: Pilot[Any]) -> None:
        app = pilot.app
        assert isinstance(app, WatchedApp)
        app.theme = theme
        author = Author(app, pilot)
        await author.rests()
        author.presses(*keys)
        await author.rests()
        await app.workers.wait_for_complete()  # code in the preview gets its colours in a thread
        await author.rests()

    return wait


class TestAnEmptyDraft:
    @pytest.mark.parametrize("size", SIZES, ids=named)
    def test_on_overview(self, size: Size, tmp_path: Path, snap_compare: Compare) -> None:
        draft = fresh_draft(tmp_path)
        Places().remember(draft, Place("overview", "overview.problem"))
        assert snap_compare(
            WatchedApp(draft), terminal_size=size, run_before=before_the_picture("textual-dark")
        )

    @pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=named)
    def test_on_overview_in_light(self, size: Size, tmp_path: Path, snap_compare: Compare) -> None:
        draft = fresh_draft(tmp_path)
        Places().remember(draft, Place("overview", "overview.problem"))
        assert snap_compare(
            WatchedApp(draft), terminal_size=size, run_before=before_the_picture("textual-light")
        )


class TestACompleteDraft:
    @pytest.mark.parametrize("place", EXAMPLES, ids=named)
    @pytest.mark.parametrize("size", SIZES, ids=named)
    def test_shows(self, size: Size, place: Place, tmp_path: Path, snap_compare: Compare) -> None:
        draft = example_draft(tmp_path)
        Places().remember(draft, place)
        assert snap_compare(
            WatchedApp(draft), terminal_size=size, run_before=before_the_picture("textual-dark")
        )

    @pytest.mark.parametrize("size", SIZES, ids=named)
    def test_shows_components_in_light(
        self, size: Size, tmp_path: Path, snap_compare: Compare
    ) -> None:
        draft = example_draft(tmp_path)
        Places().remember(draft, EXAMPLES[0])
        assert snap_compare(
            WatchedApp(draft), terminal_size=size, run_before=before_the_picture("textual-light")
        )


class TestAVerySmallTerminal:
    @pytest.mark.parametrize("keys", [(), ("f10",), ("f6",)], ids=["form", "outline", "preview"])
    def test_shows_one_room_at_a_time(
        self, keys: tuple[str, ...], tmp_path: Path, snap_compare: Compare
    ) -> None:
        draft = example_draft(tmp_path)
        Places().remember(draft, EXAMPLES[0])
        assert snap_compare(
            WatchedApp(draft),
            terminal_size=(40, 12),
            run_before=before_the_picture("textual-dark", *keys),
        )
