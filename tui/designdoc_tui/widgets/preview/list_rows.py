"""A list whose items mostly take one row each: those are laid out when somebody looks at them.

When an item comes or goes, all that are numbered after it have another text, and a block of a
list has hundreds of items of which a window shows some.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from designdoc_tui.markdown.dialect import Token, task_state
from designdoc_tui.widgets.preview.code import LazyRows
from designdoc_tui.widgets.preview.ink import Ink, Row, Run
from designdoc_tui.widgets.preview.visible import visible
from designdoc_tui.widgets.preview.wrap import cells

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_BULLETS: Final = "•◦▪"
_MAY_SHOW_MORE: Final = re.compile(r"[\[<&\\\n]")
"""Links show their targets, tags may break lines, and what is escaped may be anything."""


class ListRows(LazyRows):
    """Rows of which some are still to be laid out.

    Args:
        rows: Each row, or what lays it out.
    """

    def __init__(self, rows: Sequence[Row | Callable[[], Row]]) -> None:
        super().__init__()
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def _make(self, index: int) -> Row:
        row = self._rows[index]
        return row if isinstance(row, Row) else row()


def takes_one_row(text: str, width: int) -> bool:
    """Whether a text is one row, however it is formatted; False where that cannot be told.

    Args:
        text: The Markdown of an item, with its line end.
        width: Cells in a row.
    """
    text = text.strip(" \n")
    return cells(text) <= width and _MAY_SHOW_MORE.search(text) is None and visible(text) == text


def items_of(token: Token, depth: int) -> Iterator[tuple[Run, list[Token]]]:
    """The items of a list.

    Args:
        token: The list.
        depth: How many containers it is in.

    Yields:
        The marker that stands before an item, and the blocks in it.
    """
    attributes = token["attrs"]
    items: list[Token] = token["children"]
    first: int | None = attributes.get("start", 1) if attributes["ordered"] else None
    digits = len(str((first or 0) + len(items) - 1))
    bullet = _BULLETS[depth // 2 % len(_BULLETS)]
    for place, item in enumerate(items):
        checked, children = _without_box(item["children"])
        sign = bullet if first is None else f"{first + place:>{digits}}{token['bullet']}"
        if checked is not None:
            box = "☑" if checked else "☐"
            sign = box if first is None else f"{sign} {box}"
        role = "marker" if checked is None else "done" if checked else "open"
        yield Run(sign + " ", Ink(role)), children


def only_text(children: Sequence[Token]) -> str | None:
    """What an item says, if that is all there is in it."""
    if len(children) != 1 or children[0]["type"] != "block_text":
        return None
    text: str = children[0]["text"]
    return text if text.strip() else None


def _without_box(children: list[Token]) -> tuple[bool | None, list[Token]]:
    if not children or children[0]["type"] not in {"paragraph", "block_text"}:
        return None, children
    checked, text = task_state(children[0]["text"])
    if checked is None:
        return None, children
    return checked, [{**children[0], "text": text}, *children[1:]]
