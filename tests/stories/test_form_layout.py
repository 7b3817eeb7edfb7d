"""Texts take the room they need, on every step and at every width."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from textual.widget import Widget

from designdoc_tui.app import DesignDocApp
from designdoc_tui.template.load import load_template
from designdoc_tui.widgets.editor import TextEditor

EXAMPLE = Path(__file__).parents[2] / "tui/designdoc_tui/examples/two-factor-sign-in/design.yaml"
TALLEST = 14


def too_short(app: DesignDocApp) -> list[str]:
    """The texts on the screen of which less is shown than there is room for."""
    return [
        editor.text[:40]
        for editor in app.screen.query(TextEditor)
        if is_shown(editor)
        and editor.soft_wrap
        and editor.size.height < min(editor.wrapped_document.height, TALLEST)
    ]


def is_shown(widget: Widget) -> bool:
    """Whether a widget and all that it is in is shown, as far as there is room for it."""
    return all(node.display for node in widget.ancestors_with_self)


class TestTexts:
    @pytest.mark.parametrize("size", [(110, 32)], ids=str)
    async def test_are_not_cut_off_after_going_from_step_to_step(
        self, size: tuple[int, int], tmp_path: Path
    ) -> None:
        draft = Path(shutil.copy(EXAMPLE, tmp_path / "design.yaml"))
        app = DesignDocApp(draft, today=lambda: date(2026, 11, 22))
        async with app.run_test(size=size) as pilot:
            for step in load_template("design").steps:
                for _ in range(20):
                    await pilot.pause()
                    if app.section_screen is not None and not too_short(app):
                        break
                assert app.section_screen is not None
                assert app.section_screen.step.heading == step.heading
                assert too_short(app) == []
                await pilot.press("f8")
