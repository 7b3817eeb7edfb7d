"""The last line of a screen: the keys that work just now.

Textual's footer is a widget a key, made anew whenever the focus moves; that is most of what
moving the focus costs. This is one line, drawn.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

_FUNCTION_KEY = re.compile(r"f(\d+)")
_GAP = 2
_SMALL = 60
"""Below this width only a few keys fit; the way back from the preview has to be among them."""


class _Shown(NamedTuple):
    key: str
    display: str
    description: str
    enabled: bool
    start: int
    end: int


class KeyBar(Widget):
    """Keys with what they do, those of the focused widget before those that work everywhere.

    A click on one presses it. Keys for which there is no room are left out, the last first.
    """

    DEFAULT_CSS = """
    KeyBar {
        dock: bottom;
        height: 1;
        background: $panel;  /* where a footer is another colour, its text cannot be read */
        color: $footer-foreground;
        &:ansi {
            background: $footer-background;
        }
    }
    """

    def __init__(self) -> None:
        """Begins empty."""
        super().__init__()
        self._shown: list[_Shown] = []

    def on_mount(self) -> None:
        """Listens for other keys."""
        self.screen.bindings_updated_signal.subscribe(self, self._keys_changed)

    def _keys_changed(self, screen: Screen[object]) -> None:
        if screen is self.screen:
            before = self._shown
            self._collect()
            if self._shown != before:
                self.refresh()

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        # As many keys as there is room for. Not by the event: that comes after the frame.
        is_other = super()._size_updated(size, virtual_size, container_size, layout)
        if is_other:
            self._collect()
        return is_other

    def _collect(self) -> None:
        seen: set[str] = set()
        found: list[tuple[tuple[int, int], str, str, str, bool]] = []
        for node, binding, enabled, _ in self.screen.active_bindings.values():
            is_palette = binding.action.endswith("command_palette")
            if not (binding.show or is_palette) or binding.action in seen:
                continue
            seen.add(binding.action)
            is_local = node is not self.app and node is not self.screen
            is_way_back = binding.key == "f6" and self.size.width < _SMALL
            found.append(
                (
                    _rank(binding.key, is_local=is_local or is_way_back),
                    binding.key,
                    self.app.get_key_display(binding),
                    "All" if is_palette else binding.description,
                    enabled,
                )
            )
        found.sort(key=lambda entry: entry[0])
        self._shown = []
        column = 1
        for _, key, display, description, enabled in found:
            end = column + len(display) + 1 + len(description)
            if end > self.size.width:
                break
            self._shown.append(_Shown(key, display, description, enabled, column, end))
            column = end + _GAP

    def render(self) -> RenderResult:
        """The line."""
        # Most light themes have their keys in the accent, too pale to read there.
        bright = "$footer-key-foreground" if self.app.current_theme.dark else "$text-primary"
        parts: list[Content] = [Content(" ")]
        for index, key in enumerate(self._shown):
            if index:
                parts.append(Content(" " * _GAP))
            style = f"bold {bright}" if key.enabled else "$foreground 40%"
            what = "" if key.enabled else "$foreground 40%"
            parts.append(Content.styled(key.display, style))
            parts.append(Content.styled(f" {key.description}", what))
        return Content("").join(parts)

    def on_click(self, event: events.Click) -> None:
        """Presses the key that was clicked."""
        for key in self._shown:
            if key.start <= event.x < key.end and key.enabled:
                self.app.simulate_key(key.key)


def _rank(key: str, *, is_local: bool) -> tuple[int, int]:
    """Help first, then what is particular to the place, then the function keys, then the rest."""
    match = _FUNCTION_KEY.fullmatch(key)
    if key == "f1":
        return (0, 0)
    if is_local:
        return (1, 0)
    return (2, int(match[1])) if match else (3, 0)
