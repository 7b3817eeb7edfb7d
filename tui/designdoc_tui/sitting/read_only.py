"""A draft that is only read, because somebody else has it open: shown, and said."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from designdoc_screens.reasons import sentence
from designdoc_tui.widgets.editor import TextEditor

if TYPE_CHECKING:
    from textual import events
    from textual.widget import Widget

    from designdoc_tui.sitting.sitting import Sitting

_SAID: Final = 6.0
"""Seconds for which it stays on the screen; until then it is not said again."""


class ReadOnly:
    """What the author sees of a draft that is only read."""

    def __init__(self, sitting: Sitting) -> None:
        """Begins with nothing said.

        Args:
            sitting: The draft that is open.
        """
        self._sitting = sitting
        self._say_again = 0.0

    def begin(self) -> None:
        """Shows that the draft is only read from now on."""
        self.say()
        focused = self._sitting.app.focused
        if isinstance(focused, TextEditor):
            focused.read_only = True
        self._sitting.show_top()
        self._sitting.app.refresh_bindings()

    def say(self) -> None:
        """Says why the draft is only read; not at every key."""
        now, draft = time.monotonic(), self._sitting.draft
        if draft is not None and now >= self._say_again:
            self._say_again = now + _SAID
            why = sentence(draft.document.frozen)
            self._sitting.say(why, "Read-only", stays=_SAID)

    def settle(self, focused: Widget) -> None:
        """Makes the editor that has got the focus read-only while the draft is.

        Args:
            focused: The widget that has got the focus.
        """
        if isinstance(focused, TextEditor) and self._sitting.desk is not None:
            focused.read_only = self._sitting.desk.is_read_only

    def answer(self, event: events.Key) -> None:
        """Says why nothing can be typed, to somebody who tries.

        Args:
            event: A key that nobody had a use for.
        """
        desk = self._sitting.desk
        if desk is None or not desk.is_read_only or not event.is_printable:
            return
        if isinstance(self._sitting.app.focused, TextEditor):
            self.say()
