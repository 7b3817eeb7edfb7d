"""A screen whose frames cost no more than what has changed on it."""

from __future__ import annotations

from textual import events
from textual.geometry import Size
from textual.screen import Screen

from designdoc_tui.widgets.frugal_compositor import FrugalCompositor

_FRAME = 1 / 60
"""Seconds after which it is looked whether a batch has ended, should nobody else paint."""


class FrugalScreen(Screen[None]):
    """A screen that paints only what is seen of what has changed, all of it in one frame."""

    def __init__(self) -> None:
        """Makes the screen."""
        super().__init__()
        self._frugal = FrugalCompositor()
        self._compositor = self._frugal
        self._is_owed = False
        self._is_echo = False

    async def _on_resize(self, event: events.Resize) -> None:
        # Laid out at another size, a screen is told of it once more, as all its widgets are.
        self._is_echo = event.size == self.size == self._frugal.size

    def _screen_resized(self, size: Size) -> None:
        if not self._is_echo:
            super()._screen_resized(size)
        self._is_echo = False

    def _compositor_refresh(self) -> None:
        # Textual would draw a frame to throw it away, and think that all is painted.
        if self.app._batch_count:  # noqa: SLF001 - nothing public tells
            if not self._is_owed:
                self._is_owed = True
                self.set_timer(_FRAME, self.paint_what_is_owed, name="after the batch")
            return
        # What asked to be painted while the screen was laid out, a scrollbar above all, would
        # ask Textual for a frame of its own.
        self._frugal.gather()
        super()._compositor_refresh()

    def paint_what_is_owed(self) -> None:
        """Paints what was not painted because of a batch, now that it has ended."""
        if self._is_owed:
            self._is_owed = False
            self._compositor_refresh()
