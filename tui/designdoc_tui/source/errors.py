"""What can be wrong with a file, told in one line.

Every message about a file that reaches a person is a `SourceError`: where it is wrong, what
is wrong, and what to do. Such a line may quote a document, so it is made harmless here, once.
"""

from __future__ import annotations

import re

_UNSHOWN = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # controls, the line ends among them
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks that turn the reading direction round
    "\u2028\u2029\ufeff\ufffe\uffff"  # line and paragraph separator, BOM, non-characters
    "\ud800-\udfff]"  # halves of a pair, which no terminal can be sent
)


def visible(text: str) -> str:
    r"""Makes a text safe to show on one line of a terminal.

    Args:
        text: Any text, for instance a file name or a passage of a document.

    Returns:
        The text with line ends, control characters, direction marks and lone surrogates written
        as the escapes Python would use: an escape character becomes the four characters `\x1b`.
    """
    return _UNSHOWN.sub(lambda found: _escape(found[0]), text)


def one_line(text: str, longest: int = 0) -> str:
    """Makes a text one line that is safe to show: blanks and line ends become single blanks.

    Args:
        text: Any text.
        longest: Characters after which it is cut off with a mark; 0 for never.
    """
    line = visible(" ".join(text.split()))
    return line if not longest or len(line) <= longest else f"{line[: longest - 1]}…"


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


class SourceError(Exception):
    """Something wrong with a file, at a place a person can go to.

    Attributes:
        path: The file as the user named it; `-` for standard input.
        message: What is wrong and what to do, without the place.
        line: The line, from 1, or None when the whole file is meant.
        column: The column in characters, from 1, or None.
    """

    def __init__(
        self, path: str, message: str, line: int | None = None, column: int | None = None
    ) -> None:
        super().__init__(path, message, line, column)
        self.path = path
        self.message = message
        self.line = line
        self.column = column

    def __str__(self) -> str:
        """The error as one harmless line: `path:line:column: message`."""
        place = "".join(f":{number}" for number in (self.line, self.column) if number is not None)
        return visible(f"{self.path}{place}: {self.message}")
