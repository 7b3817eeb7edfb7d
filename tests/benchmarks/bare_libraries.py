"""A single text area, in an app that has imported what the wizard is made with, and no more.

Shows what is left of a start that only the libraries could make shorter. Started as a program.
"""

from __future__ import annotations

import mistune  # noqa: F401 - what it costs to import is what is measured
import yaml  # noqa: F401
from textual.app import App, ComposeResult
from textual.widgets import TextArea

TEXT = "ready"


class OneText(App[None]):
    """A single text area."""

    def compose(self) -> ComposeResult:
        """The text area."""
        yield TextArea(TEXT)


if __name__ == "__main__":
    OneText().run()
