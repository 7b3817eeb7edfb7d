"""Keys take effect one after the other, however fast they come.

Textual hands each key to what has the focus when the key arrives. Over a slow line, or while a
form is being built, several keys arrive at once, and a word typed after `tab` would go into
the field that `tab` is about to leave. Here a key waits until the one before it has had its
effect, and until whoever is moving the focus has moved it.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import TypeVar

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

from designdoc_tui.widgets.frugal_theme import FrugalTheme

_TURNS = 5
"""Turns of the event loop in which a worker that a key has started opens a dialog."""

Result = TypeVar("Result")

_PATIENCE = 2.0
"""Seconds after which keys go on, should something that moves the focus never arrive."""


class KeysInTurn(FrugalTheme[Result]):
    """An app whose keys and pastes take effect in the order in which they came."""

    def __init__(self) -> None:
        """Begins with nothing waiting."""
        super().__init__()
        self._waiting: deque[events.Event] = deque()
        self._settling: asyncio.Task[None] | None = None
        self._way: list[MessagePump] = []
        self._holds = 0
        self._free = asyncio.Event()
        self._free.set()

    async def on_event(self, event: events.Event) -> None:
        """Handles an event; a key waits for its turn."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        if self._settling is not None:
            self._waiting.append(event)
            return
        await self._take(event)
        self._settling = asyncio.create_task(self._go_on())

    async def _take(self, event: events.Event) -> None:
        self._way = self._way_of_a_key()
        await super().on_event(event)

    def _way_of_a_key(self) -> list[MessagePump]:
        """Where a key goes: what has the focus, and everything around it."""
        start = self.focused or self.screen
        return list(start.ancestors_with_self)

    async def _go_on(self) -> None:
        """Takes the keys that wait, each when the one before has had its effect."""
        try:
            await self._settled()
            while self._waiting and self.is_running:
                await self._take(self._waiting.popleft())
                await self._settled()
        finally:
            self._settling = None

    async def _settled(self) -> None:
        """Returns when a key has gone all its way and nobody is moving the focus."""
        for pump in self._way:
            await passed(pump)
        for _ in range(_TURNS):
            await asyncio.sleep(0)
        if self.screen_stack:
            await passed(self.screen)
        try:
            await asyncio.wait_for(self._free.wait(), _PATIENCE)
        except TimeoutError:
            self._holds = 0
            self._free.set()

    def hold_keys(self) -> Callable[[], None]:
        """Lets keys wait: the focus is on its way to where they are meant for.

        Returns:
            A function to call, once or more, when the focus is there.
        """
        self._holds += 1
        self._free.clear()
        held = [True]

        def release() -> None:
            if held:
                held.clear()
                # Textual moves the focus by way of the app's queue: keys go on behind that.
                if not self.call_later(self._let_go):
                    self._let_go()

        return release

    def _let_go(self) -> None:
        self._holds = max(0, self._holds - 1)
        if not self._holds:
            self._free.set()


async def passed(pump: MessagePump) -> None:
    """Returns when a message pump has handled what it was sent up to now."""
    if not pump.is_running:
        return
    done = asyncio.Event()
    if pump.call_later(done.set):
        try:
            await asyncio.wait_for(done.wait(), _PATIENCE)
        except TimeoutError:  # it was closed in the meantime
            return


def hold_keys(app: App[Result]) -> Callable[[], None]:
    """Lets the keys of an app wait, where it can; see `KeysInTurn.hold_keys`."""
    return app.hold_keys() if isinstance(app, KeysInTurn) else lambda: None
