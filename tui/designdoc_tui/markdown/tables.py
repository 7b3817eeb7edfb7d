"""Tables as GitHub reads them (GFM 4.10), for mistune's block parser.

mistune's own table plugin gives a table up when a row has too few or too many cells.
GitHub fills and cuts such rows; so does this one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import re

    from mistune import BlockParser
    from mistune.core import BlockState

_CELL = r"[ \t]*:?-+:?[ \t]*"
_TABLE: Final = (
    r"^ {0,3}(?P<table_head>\S[^\n]*)\n"
    r"(?P<table_rule> {0,3}(?:\|" + _CELL + r"(?:\|" + _CELL + r")*\|?"
    r"|:?-+:?[ \t]*\|(?:" + _CELL + r"\|)*(?:" + _CELL + r")?)[ \t]*)(?:\n|$)"
)
_ENDING_RULES: Final = [
    "fenced_code",
    "atx_heading",
    "thematic_break",
    "block_quote",
    "list",
    "block_html",
]
_MAX_COLUMNS: Final = 200


def add_tables(block: BlockParser) -> None:
    """Let a block parser see tables: at the top level, in lists and in quotes."""
    for rules in (block.list_rules, block.block_quote_rules):
        block.insert_rule(rules, "table", before="raw_html")
    block.register("table", _TABLE, _parse_table, before="raw_html")


def split_row(line: str) -> list[str]:
    r"""Cut one line of a table into its cells.

    A pipe after a backslash belongs to the cell, also inside code, and loses the
    backslash there.
    """
    text = line.strip(" \t\n")
    text = text.removeprefix("|")
    cells: list[str] = []
    cell: list[str] = []
    escaped = False
    for character in text:
        if character == "|" and not escaped:
            cells.append("".join(cell).strip(" \t"))
            cell.clear()
            continue
        if character == "|":
            cell.pop()
        cell.append(character)
        escaped = character == "\\" and not escaped
    last = "".join(cell).strip(" \t")
    if last or not cells:
        cells.append(last)
    return cells


def _parse_table(block: BlockParser, match: re.Match[str], state: BlockState) -> int | None:
    ending = block.compile_sc(_ENDING_RULES)
    if other := ending.match(state.src, match.start()):
        return block.parse_method(other, state)
    if match.group("table_rule").count("|") > _MAX_COLUMNS + 1:
        return None
    heads = split_row(match.group("table_head"))
    rules = split_row(match.group("table_rule"))
    if len(heads) != len(rules) or "|" not in match.group("table_rule"):
        return None
    rows: list[list[str]] = []
    position = match.end()
    while position < state.cursor_max:
        line = state.get_line(position)
        if not line.strip() or line.startswith("    ") or ending.match(state.src, position):
            break
        cells = split_row(line)[: len(heads)]
        rows.append(cells + [""] * (len(heads) - len(cells)))
        position += len(line)
    token: dict[str, Any] = {
        "type": "table",
        "aligns": [_alignment(rule) for rule in rules],
        "head": heads,
        "rows": rows,
    }
    state.append_token(token)
    return position


def _alignment(rule: str) -> str:
    if rule.startswith(":") and rule.endswith(":") and len(rule) > 1:
        return "center"
    return "right" if rule.endswith(":") else "left"
