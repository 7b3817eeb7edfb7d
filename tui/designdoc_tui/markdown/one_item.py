"""A list of single lines, one of which is another now: only that one is read again.

Lists of hundreds of items are one block, and are written one item at a time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from designdoc_tui.markdown.positioned import PositionedParser, TopState

if TYPE_CHECKING:
    from designdoc_tui.markdown.dialect import Token

_MARKER: Final = re.compile(r"(?:[-+*]|\d{1,9}[.)])[ \t]+(?=\S)")
_LINES: Final = re.compile(r"(?:(?:[-+*]|\d{1,9}[.)])[ \t][^\n]*\n)+\n*")
_parser: Final = PositionedParser()


def with_item(token: Token, source: str, row: int, before: str, after: str) -> Token | None:
    """A list in which one line has another text.

    Where an item begins and ends hangs on the markers alone, and what it says on its own lines
    alone (CommonMark 0.31, section 5.2). So while each line is an item, none of them indented,
    and the marker of the line in question stays as it is, all other items stay as they are.

    Args:
        token: The list as it was read.
        source: Its text, with the blank lines behind it.
        row: Which of its lines.
        before: That line as it was, with its end.
        after: That line as it is.

    Returns:
        The list as it would be read now; `None` where that cannot be told from this line alone.
    """
    items: list[Token] = token["children"]
    is_plain = token["tight"] and source.rstrip("\n").count("\n") + 1 == len(items)
    if not is_plain or row >= len(items) or _LINES.fullmatch(source) is None:
        return None
    old, new = _MARKER.match(before), _MARKER.match(after)
    item = _only_item(after) if old and new and old[0] == new[0] else None
    return None if item is None else {**token, "children": [*items[:row], item, *items[row + 1 :]]}


def _only_item(line: str) -> Token | None:
    """The item that a line is by itself, if it is one with nothing but words in it."""
    state = TopState(lambda _position: False)
    state.process(line)
    _parser.parse(state)
    if [token["type"] for token in state.tokens] != ["list"]:
        return None
    (item,) = state.tokens[0]["children"]
    return item if [child["type"] for child in item["children"]] == ["block_text"] else None
