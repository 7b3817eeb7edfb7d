"""Code blocks: code in a frame, and diagrams drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designdoc_tui.template.kinds.fence import MERMAID
from designdoc_tui.widgets.preview.code import CodeRows, shifted
from designdoc_tui.widgets.preview.ink import Ink, Row
from designdoc_tui.widgets.preview.visible import visible
from designdoc_tui.widgets.preview.wrap import Piece, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designdoc_tui.markdown.dialect import Token
    from designdoc_tui.markdown.mermaid import Problem
    from designdoc_tui.widgets.preview.diagrams import Picture
    from designdoc_tui.widgets.preview.easel import Easel

_PROBLEM: Final = Ink("problem")


def lay_code(token: Token, width: int, easel: Easel) -> Sequence[Row]:
    """Lay a block of code out.

    Args:
        token: mistune's token; see `CodeRows`.
        width: Cells in a row.
        easel: Colours the code and draws diagrams.

    Returns:
        Its rows, made when asked for; of a diagram its picture, with what is wrong with its
        text below. While there is no picture, its text is shown.
    """
    rows = CodeRows(token, width, easel)
    if token["style"] != "fenced":
        return rows
    # Deferred, as `Easel.diagrams` is: the passages that are shown first hold hardly any.
    from designdoc_tui.markdown.mermaid import is_diagram

    if not is_diagram(token["raw"], rows.language):
        return rows
    picture = easel.diagrams.picture(token["raw"], width)
    if picture is None:
        return rows
    lines = max(1, token["raw"].count("\n"))
    drawn = _drawn(picture, width, easel, lines) if picture.lines else list(rows)
    return [*drawn, *_problem(picture.problem, width, lines)]


def _drawn(picture: Picture, width: int, easel: Easel, lines: int) -> list[Row]:
    """The rows of a picture, the lines of its text shared out among them."""
    count = len(picture.lines)
    return [
        Row(shifted(runs, easel.shift, width), 1 + number * lines // count)
        for number, runs in enumerate(picture.lines)
    ]


def _problem(problem: Problem | None, width: int, lines: int) -> list[Row]:
    if problem is None:
        return []
    place = f"{MERMAID}, line {problem.line}: " if problem.line else f"{MERMAID}: "
    source = min(problem.line or 1, lines)
    # What is wrong quotes the diagram's text as it stands.
    wrapped = wrap([Piece(visible(f"✗ {place}{problem.message}"), _PROBLEM)], width)
    return [Row(row.runs, source) for row in wrapped]
