"""What documents that somebody else wrote look like: coming in, and in the wizard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from designdoc_tui.state import Place, Places
from tests.stories.author import Author, WatchedApp
from tests.stories.test_imported_documents import SOURCE, brought_in

Compare = Callable[..., bool]
Size = tuple[int, int]

SIZES: list[Size] = [(80, 24), (120, 40), (200, 60)]
ODD = "## Error handling\n\nAll of it is \x1b[31mlogged\x1b[0m.\n\n## Rollback\n\nNone.\n"


def named(value: object) -> str:
    """What a case is called, and so its picture."""
    return "x".join(map(str, value)) if isinstance(value, tuple) else str(value)


async def at_rest(pilot: Pilot[Any], *keys: str) -> Author:
    """Presses some keys and waits until all that is to be seen is there."""
    app = pilot.app
    assert isinstance(app, WatchedApp)
    author = Author(app, pilot)
    await author.rests()
    author.presses(*keys)
    await author.rests()
    return author


@pytest.mark.parametrize("size", SIZES, ids=named)
class TestImported:
    def test_what_comes_in(self, size: Size, tmp_path: Path, snap_compare: Compare) -> None:
        document = tmp_path / "design.md"
        document.write_text(SOURCE + "\n" + ODD)

        async def shows(pilot: Pilot[Any]) -> None:
            author = await at_rest(pilot)
            await author.until(lambda: author.sees("fields filled"))
            author.presses("n", "n")
            await author.rests()

        app = WatchedApp(Path("design.md"))
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(tmp_path)
            assert snap_compare(app, terminal_size=size, run_before=shows)

    def test_markdown_as_a_step(self, size: Size, tmp_path: Path, snap_compare: Compare) -> None:
        draft = brought_in(tmp_path, SOURCE + "\n" + ODD)
        Places().remember(draft, Place("", "layout.pieces[5].markdown", 2, 4))

        async def shows(pilot: Pilot[Any]) -> None:
            author = await at_rest(pilot, "end")
            await author.app.workers.wait_for_complete()  # code gets its colours in a thread
            await author.rests()

        assert snap_compare(WatchedApp(draft), terminal_size=size, run_before=shows)

    def test_turning_into_fields(self, size: Size, tmp_path: Path, snap_compare: Compare) -> None:
        draft = brought_in(tmp_path)
        Places().remember(draft, Place("", "layout.pieces[11].markdown"))

        async def shows(pilot: Pilot[Any]) -> None:
            author = await at_rest(pilot)
            path = author.section.step.path
            author.document.set(path, "## Problem\n\nPasswords leak.\n\n## Solution\n\nA code.")
            await at_rest(pilot, "alt+t")
            await author.until(lambda: author.sees("would fill"))
            await author.app.animator.wait_until_complete()

        assert snap_compare(WatchedApp(draft), terminal_size=size, run_before=shows)
