"""A line to type in that cannot be made to act on the terminal."""

from __future__ import annotations

from textual import events
from textual.widgets import Input


class SafeInput(Input):
    """Textual's line, into which no character can be pasted that a terminal would obey.

    What is pasted is cut at nothing: line breaks become blanks, other control and direction
    characters go, for no title or name has a use for them.
    """

    def _on_paste(self, event: events.Paste) -> None:
        text = "".join(_harmless(character) for character in event.text.strip())
        event.prevent_default()
        event.stop()
        self.replace(text, *sorted(self.selection))


def _harmless(character: str) -> str:
    if character.isprintable():
        return character
    return " " if character.isspace() else ""
