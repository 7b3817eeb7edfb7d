"""Tables drawn with box lines, fitted to the width."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designdoc_tui.widgets.preview.ink import Ink, Row, Run
from designdoc_tui.widgets.preview.inline import pieces
from designdoc_tui.widgets.preview.wrap import Piece, cells, fit, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from designdoc_tui.markdown.dialect import Definitions, Token

_MAX_CELLS: Final = 4_000
_MAX_LISTED: Final = 1_000

_NARROWEST: Final = 4
_LINE: Final = Ink("table-line")
_HEAD: Final = Ink("table-head")
_CELL: Final = Ink("table-cell")


def is_too_large(token: Token, width: int) -> bool:
    """Whether a table has so many cells that it is better shown as it is written."""
    columns = len(token["head"])
    most = _MAX_CELLS if 4 * columns < width else _MAX_LISTED
    return len(token["rows"]) * columns > most


def lay_table(
    token: Token, width: int, definitions: Definitions, is_broken: Callable[[str], bool]
) -> list[Row]:
    """Draw a table.

    Args:
        token: A `table` token of `markdown.tables`.
        width: Cells in a row.
        definitions: The targets its references may name.
        is_broken: Whether a target is known to lead nowhere.

    Returns:
        Rows whose source counts from the table's first line. A table with too many
        columns for the width is written as one list of cells for each row.
    """
    lines: list[list[str]] = [token["head"], *token["rows"]]
    content = [
        [pieces(text, definitions, is_broken, _CELL if row else _HEAD) for text in line]
        for row, line in enumerate(lines)
    ]
    columns = len(token["head"])
    room = width - 3 * columns - 1
    if room < min(_NARROWEST, 1) * columns or room < _needed(content, columns):
        return _as_records(content, width)
    widths = _fitted(_natural(content, columns), room)
    drawn = [[wrap(cell, widths[column]) for column, cell in enumerate(line)] for line in content]
    ruled = any(len(cell) > 1 for line in drawn[1:] for cell in line)
    rows = [_rule(("┌", "┬", "┐"), widths, 0)]
    for number, line in enumerate(drawn):
        source = number if number == 0 else number + 1
        if number == 1 or (ruled and number > 1):
            rows.append(_rule(("├", "┼", "┤"), widths, source))
        rows.extend(_line(line, widths, token["aligns"], source))
    rows.append(_rule(("└", "┴", "┘"), widths, rows[-1].source))
    return rows


def _natural(content: Sequence[Sequence[Sequence[Piece]]], columns: int) -> list[int]:
    natural = [1] * columns
    for line in content:
        for column, cell in enumerate(line):
            text = "".join(piece.text for piece in cell)
            widest = max(cells(part) for part in text.split("\n"))
            natural[column] = max(natural[column], widest)
    return natural


def _needed(content: Sequence[Sequence[Sequence[Piece]]], columns: int) -> int:
    """The least room in which columns are still worth having."""
    return sum(min(_NARROWEST, size) for size in _natural(content, columns))


def _fitted(natural: Sequence[int], room: int) -> list[int]:
    """Share the room out: narrow columns get what they need, wide ones share the rest."""
    widths = [0] * len(natural)
    left = room
    order = sorted(range(len(natural)), key=lambda column: natural[column])
    for place, column in enumerate(order):
        widths[column] = max(1, min(natural[column], left // (len(order) - place)))
        left -= widths[column]
    return widths


def _rule(corners: tuple[str, str, str], widths: Sequence[int], source: int) -> Row:
    left, middle, right = corners
    text = left + middle.join("─" * (width + 2) for width in widths) + right
    return Row((Run(text, _LINE),), source)


def _line(
    drawn: Sequence[Sequence[Row]], widths: Sequence[int], aligns: Sequence[str], source: int
) -> list[Row]:
    rows = []
    for number in range(max(len(cell) for cell in drawn)):
        runs = [Run("│ ", _LINE)]
        for column, cell in enumerate(drawn):
            shown = cell[number].runs if number < len(cell) else ()
            spare = max(0, widths[column] - sum(cells(run.text) for run in shown))
            before = {"left": 0, "right": spare, "center": spare // 2}[aligns[column]]
            runs += [Run(" " * before), *shown, Run(" " * (spare - before))]
            runs.append(Run(" │" if column == len(drawn) - 1 else " │ ", _LINE))
        rows.append(Row(tuple(run for run in runs if run.text), source))
    return rows


def _as_records(content: Sequence[Sequence[Sequence[Piece]]], width: int) -> list[Row]:
    """One cell a line, each under its column's name."""
    head = content[0]
    rows: list[Row] = []
    for number, line in enumerate(content[1:] or content[:1]):
        if rows:
            rows.append(Row((), number + 1))
        for name, cell in zip(head, line, strict=True):
            label = [*name, Piece(": ", _HEAD)] if name and content[1:] else []
            wrapped = wrap([*label, *cell], max(1, width - 2))
            rows.extend(
                Row(
                    fit((Run("• " if not index else "  ", Ink("marker")), *row.runs), width),
                    number + 2,
                )
                for index, row in enumerate(wrapped)
            )
    return rows
