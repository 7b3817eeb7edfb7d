"""The text behind an editor: its lines, and how their characters are shown.

Private parts of Textual are used here and in the other parts of the editor; `test_editor.py` and
`test_editor_bounds.py` notice when an upgrade breaks them.
"""

from __future__ import annotations

from rich.cells import cell_len
from textual.document._document import Document as LineStore
from textual.document._document import EditResult, Location
from textual.geometry import Size

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_SHOWN = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) != "\t"}
_SHOWN |= {0x7F: "\N{SYMBOL FOR DELETE}"}
_SHOWN |= dict.fromkeys(range(128, 160), _REPLACEMENT)
_SHOWN |= dict.fromkeys(
    (1564, 8206, 8207, *range(8232, 8239), *range(8294, 8298), 65279), _REPLACEMENT
)


def as_shown(text: str) -> str:
    """A text in which no character acts on the terminal; it has as many as it had."""
    return text if text.isprintable() else text.translate(_SHOWN)


class LineFeedDocument(LineStore):
    """Lines that end at line feeds and nowhere else.

    Textual's own splits at every character that Python calls a line boundary (NEL, LS, form
    feed, ...) and forgets which one it was.

    Attributes:
        version: Another number after each edit.
    """

    def __init__(self, text: str) -> None:
        """Cuts a text into lines."""
        super().__init__("")
        self._newline = "\n"
        self._lines = text.split("\n")
        self._joined: str | None = text
        self._tab_width = 0
        self._widths: list[int] = []  # of the lines, as soon as somebody asked
        self.version = 0

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
        self.version += 1
        if self._tab_width:
            self._widths[top_row : bottom_row + 1] = [
                _cells(line, self._tab_width) for line in inserted
            ]
        return EditResult((top_row + len(inserted) - 1, last_column), replaced)

    def get_size(self, tab_width: int) -> Size:
        """Cells of the longest line, and how many lines there are."""
        if self._tab_width != tab_width:
            self._tab_width = tab_width
            self._widths = [_cells(line, tab_width) for line in self._lines]
        return Size(max(self._widths), len(self._lines))


def _cells(line: str, tab_width: int) -> int:
    if line.isascii() and line.isprintable():
        return len(line)
    return cell_len(as_shown(line).expandtabs(tab_width))
