"""Characters that act on a terminal or hide in a text, made visible.

A document is somebody else's text: an escape sequence in it must be seen, not obeyed,
and a bidirectional override must not reorder what a reviewer reads (CVE-2021-42574).
"""

from __future__ import annotations

import re
from typing import Final

TAB_SIZE: Final = 4

_SUSPECT: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_DELETE: Final = 0x7F
_JOINERS: Final = "\u200c\u200d"


def visible(text: str) -> str:
    """Show control, direction and zero-width characters as symbols.

    Args:
        text: Any text, its line ends aside.

    Returns:
        The text with each such character as a symbol (`␛`) or by number (`‹U+202E›`),
        and a tab as one space. A joiner between two characters beyond ASCII stays: emoji
        and several scripts are written with it.
    """
    if text.isascii() and text.isprintable():
        return text
    return _SUSPECT.sub(_symbol, text)


def visible_code(line: str) -> str:
    """The same for a line of code, where tabs reach to the next stop."""
    return visible(line.expandtabs(TAB_SIZE) if "\t" in line else line)


def _symbol(match: re.Match[str]) -> str:
    character = match.group()
    number = ord(character)
    if character == "\t":
        return " "
    if number < ord(" "):
        return chr(0x2400 + number)
    if number == _DELETE:
        return "␡"
    if character in _JOINERS:
        around = match.string[max(0, match.start() - 1) : match.end() + 1]
        if len(around) == 3 and not any(other.isascii() for other in around):
            return character
    return f"‹U+{number:04X}›"
