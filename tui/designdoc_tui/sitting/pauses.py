"""Whether somebody is typing just now.

A screen that comes up by itself takes the keys of whoever types on, and is answered unread. So
what can wait is asked in a pause.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Final

from textual import events

from designdoc_tui.widgets.editor import TextEditor

if TYPE_CHECKING:
    from textual.app import App

_BREATH: Final = 1.0
"""Seconds without a key after which somebody is not typing any more."""

_WRITES: Final = ("enter", "backspace")
"""Keys that write, and have no character that is printed."""


class Pauses:
    """The pauses of somebody who writes in an app."""

    def __init__(self, app: App[int]) -> None:
        """Begins with a pause.

        Args:
            app: The app.
        """
        self._app = app
        self._last_key = 0.0

    def note(self, event: events.Event) -> None:
        """Notes that something has happened, which may be a key that writes.

        Args:
            event: What the app is handed.
        """
        is_text = isinstance(event, events.Paste) or (
            isinstance(event, events.Key) and (event.is_printable or event.key in _WRITES)
        )
        if is_text and isinstance(self._app.focused, TextEditor):
            self._last_key = time.monotonic()

    @property
    def is_typing(self) -> bool:
        """Whether somebody has typed just now."""
        return time.monotonic() - self._last_key < _BREATH

    async def next(self) -> None:
        """Returns when nobody is typing."""
        while self.is_typing:
            await asyncio.sleep(_BREATH / 10)
