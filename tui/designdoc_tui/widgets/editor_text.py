"""The text behind an editor: its lines, and how they are wrapped.

Private parts of Textual are used here and in `editor_paint`, and nowhere else; the tests of
both notice when an upgrade breaks them.
"""

from __future__ import annotations

from textual.document._document import Document as LineStore
from textual.document._document import EditResult, Location
from textual.document._wrapped_document import WrappedDocument


class LineFeedDocument(LineStore):
    """Lines that end at line feeds and nowhere else.

    Textual's own splits at every character that Python calls a line boundary (NEL, LS, form
    feed, ...) and forgets which one it was.
    """

    def __init__(self, text: str) -> None:
        """Cuts a text into lines."""
        super().__init__("")
        self._newline = "\n"
        self._lines = text.split("\n")
        self._joined: str | None = text

    @property
    def text(self) -> str:
        """The whole text; joined once after each edit, for it is asked for on every line."""
        if self._joined is None:
            self._joined = "\n".join(self._lines)
        return self._joined

    def replace_range(self, start: Location, end: Location, text: str) -> EditResult:
        """Replaces what stands between two locations.

        Args:
            start: Row and column, from 0.
            end: Row and column, from 0.
            text: What to put there.

        Returns:
            Where the new text ends, and the text that stood there.
        """
        (top_row, top_column), (bottom_row, bottom_column) = sorted((start, end))
        replaced = self.get_text_range(start, end)
        lines = self._lines
        inserted = text.split("\n")
        last_column = len(inserted[-1]) + (top_column if len(inserted) == 1 else 0)
        # An edit may reach past the last line: deleting a line asks for the start of the next.
        inserted[-1] += lines[bottom_row][bottom_column:] if bottom_row < len(lines) else ""
        inserted[0] = (lines[top_row][:top_column] if top_row < len(lines) else "") + inserted[0]
        lines[top_row : bottom_row + 1] = inserted
        self._joined = None
        return EditResult((top_row + len(inserted) - 1, last_column), replaced)


class WrappedText(WrappedDocument):
    """Wrapped lines that know how many they are without counting them again."""

    @property
    def height(self) -> int:
        """How many rows the text takes."""
        return len(self._offset_to_line_info)
