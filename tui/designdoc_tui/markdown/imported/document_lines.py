"""The lines of a document that is taken apart, and the text that some of them are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designdoc_tui.document.layout import (
    AFTER,
    BETWEEN,
    CRLF,
    LINE_ENDS,
    MARKDOWN,
    UNDER,
    Piece,
    spaced,
)
from designdoc_tui.markdown.imported.cut import DIVIDER
from designdoc_tui.template.path import Path, format_path

if TYPE_CHECKING:
    from designdoc_tui.template.kinds.base import Lines


class DocumentLines:
    """The lines of a document. Stretches of them go from one line up to another, not included.

    Attributes:
        all: The lines without their line ends.
    """

    def __init__(self, lines: Lines) -> None:
        """Takes the lines.

        Args:
            lines: The text, cut at its line ends; the last one is empty where the text ends with
                a line end.
        """
        self._has_last_end = bool(lines) and lines[-1] == ""
        self.all = lines[:-1] if self._has_last_end else lines

    def joined(self, start: int, end: int) -> str:
        """The text of some lines without the last one's line end."""
        return "\n".join(self.all[start:end])

    def text(self, start: int, end: int) -> str:
        """The text of some lines with their line ends."""
        if start >= end:
            return ""
        return self.joined(start, end) + ("\n" if end < len(self.all) or self._has_last_end else "")

    def space(self, start: int, end: int) -> str:
        """What stands behind the words of the line before `start`: its line end, and some lines."""
        return self.text(start - 1, end)[len(self.all[start - 1]) :]

    def past_blank(self, start: int, end: int) -> int:
        """The first line that says something."""
        while start < end and not self.all[start].strip():
            start += 1
        return start

    def end_of_words(self, start: int, end: int) -> int:
        """The line after the last one that says something."""
        while end > start and not self.all[end - 1].strip():
            end -= 1
        return end

    def end_of_body(self, start: int, end: int) -> int:
        """The line after a section's body: blank lines and a divider behind it are what follows."""
        last = self.end_of_words(start, end)
        divider = last - 1
        if divider > start and DIVIDER.fullmatch(self.all[divider]):
            above = self.end_of_words(start, divider)
            if start < above < divider:
                return above
        return last

    def followed(self, piece: Piece, space: str, end: int) -> Piece:
        """A piece with what follows it.

        Args:
            piece: The piece.
            space: What stands behind its words.
            end: The line after that.
        """
        return spaced(piece, AFTER, space, "\n" if end >= len(self.all) else BETWEEN)

    def verbatim(self, start: int, end: int, under: Path = ()) -> Piece:
        """Some lines as a piece that stands word for word.

        Args:
            start: The first of them.
            end: The line after them.
            under: The section, or the field of the first line, whose own text they are.
        """
        whole = self.text(start, end)
        piece: Piece = {UNDER: format_path(under)} if under else {}
        if "\r\n" in whole and whole.count("\r\n") == whole.count("\n"):
            # In a document of mixed line ends; with LF it can be read and compared in the draft.
            text = whole.replace("\r\n", "\n").rstrip("\n")
            piece |= {LINE_ENDS: CRLF, MARKDOWN: text}
            length = len(text) + text.count("\n")
        else:
            # Where there is nothing but blank lines, they are what is kept.
            text = whole.rstrip("\n") or whole[: max(1, len(whole) - 1)]
            piece |= {MARKDOWN: text}
            length = len(text)
        return self.followed(piece, whole[length:], end)
