"""The layout of a document that came in from Markdown, read from a draft.

What it says and what for: `document.layout`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from designdoc_tui.document.layout import (
    BYTE_ORDER_MARK,
    CRLF,
    LINE_ENDS,
    PIECE_KEYS,
    PIECES,
    PLACEHOLDERS,
)
from designdoc_tui.source.yaml_nodes import Mapping, Node, Scalar, Sequence
from designdoc_tui.template.reserved import LAYOUT
from designdoc_tui.template.spec import read_flag

if TYPE_CHECKING:
    from designdoc_tui.document.values import Values
    from designdoc_tui.template.kinds import Value

"""The key, at the top of a draft, of how its Markdown is laid out."""


def read_layout(node: Node) -> Value:
    """Reads what stands under `layout`.

    Args:
        node: The value of the key.

    Returns:
        A dictionary as `document.layout` tells it; what it does not know is kept as the
        node it was read as.

    Raises:
        SourceError: Something is not what it has to be.
    """
    if not isinstance(node, Mapping):
        raise node.error(
            f"{LAYOUT} has to hold how the Markdown is laid out, by its keys: indent them below "
            "it, or remove it and have the template lay the document out"
        )
    layout: Values = {}
    for key, inner in node.entries:
        name = key.text
        if _is_nothing(inner):
            continue
        if name == PIECES:
            layout[name] = _pieces(inner)
        elif name in (BYTE_ORDER_MARK, PLACEHOLDERS):
            layout[name] = _flag(name, inner)
        elif name == LINE_ENDS:
            layout[name] = _line_ends(inner)
        else:
            layout[name] = inner
    return layout


def _pieces(node: Node) -> Value:
    if not isinstance(node, Sequence):
        raise node.error(
            f"{LAYOUT}.{PIECES} has to be a list: put each piece on lines of its own, beginning "
            'with "- "'
        )
    return [_piece(item, f"{LAYOUT}.{PIECES}[{index}]") for index, item in enumerate(node.items)]


def _piece(node: Node, place: str) -> Value:
    if _is_nothing(node):
        return {}
    if not isinstance(node, Mapping):
        raise node.error(f"{place} has to hold texts by key, such as `markdown: ...`")
    piece: Values = {}
    for key, inner in node.entries:
        if key.text not in PIECE_KEYS:
            piece[key.text] = inner
        elif isinstance(inner, Scalar):
            piece[key.text] = inner.text
        else:
            raise inner.error(f'{place}.{key.text} has to be text: write it below "|-"')
    return piece


def _flag(name: str, node: Node) -> bool:
    flag = read_flag(node.text) if isinstance(node, Scalar) and node.plain else None
    if flag is None:
        raise node.error(f"{LAYOUT}.{name} has to be true or false: write it without quotes")
    return flag


def _line_ends(node: Node) -> str:
    if isinstance(node, Scalar) and node.text == CRLF:
        return CRLF
    raise node.error(
        f"{LAYOUT}.{LINE_ENDS} can only be {CRLF}: write that, or remove the line for LF"
    )


def _is_nothing(node: Node) -> bool:
    return isinstance(node, Scalar) and node.plain and not node.text
