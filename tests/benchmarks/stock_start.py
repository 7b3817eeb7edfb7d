"""The wizard's first frame made of Textual's own widgets, with nothing behind them.

Shows what `start` compares the wizard with, for the reader: an outline, a text area for each value
of the first section, a preview of it, the keys. Nothing is saved, checked, resumed or kept in line.

Usage: `python stock_start.py DRAFT`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml
from textual.app import App, ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Footer, Header, Label, Markdown, OptionList, TextArea

LAST_STEP = "Approval"


class StockStart(App[None]):
    """Outline, form, preview and keys."""

    CSS = "OptionList { width: 30; } TextArea { height: 3; } VerticalScroll { width: 1fr; }"

    def __init__(self, draft: Path) -> None:
        """Makes the app.

        Args:
            draft: The draft whose first section to show.
        """
        super().__init__()
        self._draft = yaml.load(draft.read_text("utf-8"), yaml.CSafeLoader)

    def compose(self) -> ComposeResult:
        """The rooms of the wizard."""
        values = [
            (label, str(value))
            for label, of_label in self._draft["metadata"].items()
            for value in (of_label if isinstance(of_label, list) else [of_label])
        ]
        yield Header()
        with Horizontal():
            yield OptionList(*self._draft, LAST_STEP)
            with VerticalScroll():
                for label, value in values:
                    yield Label(label)
                    yield TextArea(value)
            with VerticalScroll():
                yield Markdown(self._markdown(values))
        yield Footer()

    def _markdown(self, values: list[tuple[str, str]]) -> str:
        title = f"# Design Document: {self._draft['title']}"
        problem = f"## Overview\n\n{self._draft['overview']['problem']}"
        return "\n\n".join([title, *(f"**{label}**: {value}" for label, value in values), problem])


if __name__ == "__main__":
    [draft] = sys.argv[1:]
    StockStart(Path(draft)).run()
