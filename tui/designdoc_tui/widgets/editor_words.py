"""Moving by words, and finding the other bracket, without reading a long text to its end.

Textual's lists every word of the line, and follows brackets through the whole text, for each key.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import Final

from textual.document._document import Location
from textual.widgets import TextArea

NEAR: Final = 10_000
"""Characters on either side of the cursor that are looked at."""

_WORD_ENDS: Final = re.compile(r"\s*\w+")


class LooksNearby(TextArea):
    """A text area whose keys look at what is near; see the module."""

    def get_cursor_word_left_location(self) -> Location:
        """Where the word to the left begins."""
        row, column = self.cursor_location
        if column <= NEAR:
            return super().get_cursor_word_left_location()
        before = self.document.get_line(row)[column - NEAR : column].rstrip()
        starts = [found.start() for found in self._word_pattern.finditer(before)]
        return row, column - NEAR + (starts[-1] if starts else 0)

    def get_cursor_word_right_location(self) -> Location:
        """Where the word to the right ends."""
        row, column = self.selection.end
        after = self.document.get_line(row)[column : column + NEAR]
        if len(after) < NEAR:
            return super().get_cursor_word_right_location()
        found = self._word_pattern.search(after, len(after) - len(after.lstrip()) + 1)
        return row, column + (found.start() if found else NEAR)

    def action_delete_word_right(self) -> None:
        """Deletes to the end of the word to the right."""
        row, column = self.selection.end
        after = self.document.get_line(row)[column : column + NEAR]
        if len(after) < NEAR or not self.selection.is_empty:
            super().action_delete_word_right()
            return
        found = _WORD_ENDS.search(after)
        end = column + (found.end() if found else NEAR)
        self._delete_via_keyboard((row, column), (row, end))

    def _yield_character_locations(self, start: Location) -> Iterable[tuple[str, Location]]:
        return islice(super()._yield_character_locations(start), NEAR)

    def _yield_character_locations_reverse(self, start: Location) -> Iterable[tuple[str, Location]]:
        return islice(super()._yield_character_locations_reverse(start), NEAR)
