"""Code, raw HTML and very long paragraphs: rows made one at a time, when one is shown.

A block of 10,000 lines of code is known to be 10,000 rows high without looking at them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from html import unescape
from itertools import accumulate
from typing import TYPE_CHECKING, Final, overload

from designdoc_tui.widgets.preview.ink import PLAIN, Ink, Mark, Row, Run
from designdoc_tui.widgets.preview.visible import TAB_SIZE, visible, visible_code
from designdoc_tui.widgets.preview.wrap import CUT, cells, cut, fit

if TYPE_CHECKING:
    from designdoc_tui.markdown.dialect import Token
    from designdoc_tui.widgets.preview.easel import Easel

_KEPT_ROWS: Final = 1_000
_EDGE: Final = Run("│ ", Ink("fence-edge"))
_BASE: Final = Ink("fence")
_HTML: Final = PLAIN.marked(Mark.ASIDE)


class LazyRows(Sequence[Row]):
    """Rows that are made when asked for, and then kept while there are few."""

    def __init__(self) -> None:
        self._made: dict[int, Row] = {}

    def _make(self, index: int) -> Row:
        raise NotImplementedError

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        row = self._made.get(index)
        if row is None:
            if not 0 <= index < len(self):
                raise IndexError(index)
            if len(self._made) >= _KEPT_ROWS:
                self._made.clear()
            row = self._made[index] = self._make(index)
        return row


class CodeRows(LazyRows):
    """A block of code, edge and background included; long lines are cut with a sign.

    Args:
        token: mistune's token: `raw`, `style` (`fenced`, `indent`; here also `html` and
            `verbatim` for text shown as it is written) and, for a fence, `attrs.info`.
        width: Cells in a row.
        easel: Colours the code, once it knows the language.
    """

    def __init__(self, token: Token, width: int, easel: Easel) -> None:
        super().__init__()
        self._code: str = token["raw"]
        body = self._code.removesuffix("\n")
        self._lines = body.split("\n") if body else [""]
        self._width = width
        self._easel = easel
        self._framed = token["style"] in {"fenced", "indent"}
        self._plain = _BASE if self._framed else _HTML
        info: str = token.get("attrs", {}).get("info", "") if token["style"] == "fenced" else ""
        info = unescape(info)
        self._label = visible(info)
        self.language = info.split(maxsplit=1)[0].lower() if info.strip() else ""
        self._above = 1 if self._label else 0
        self._fenced = token["style"] == "fenced"

    def __len__(self) -> int:
        return len(self._lines) + self._above

    def _make(self, index: int) -> Row:
        number = index - self._above
        source = number + self._fenced
        if number < 0:
            return self._framed_row((Run(self._label, Ink("fence-label")),), 0, 0)
        line = self._lines[number]
        if not self._framed:
            shift = self._easel.shift
            if not shift and line.isascii() and line.isprintable() and len(line) <= self._width:
                return Row((Run(line, self._plain),) if line else (), source)
            return Row(shifted((Run(line, self._plain),), shift, self._width), source)
        coloured = self._easel.colours.lines(self._code, self.language)
        runs = (
            (Run(line, _BASE),) if coloured is None or number >= len(coloured) else coloured[number]
        )
        return self._framed_row(runs, source, self._easel.shift)

    def _framed_row(self, runs: Sequence[Run], source: int, shift: int) -> Row:
        room = max(1, self._width - cells(_EDGE.text))
        shown = shifted(runs, shift, room)
        used = sum(cells(run.text) for run in shown)
        return Row((_EDGE, *shown, Run(" " * (room - used), _BASE)), source)


def shifted(runs: Sequence[Run], shift: int, room: int) -> tuple[Run, ...]:
    """A line of code cut to a width, with a sign at each end where something is missing.

    Args:
        runs: The line, its control characters still in it.
        shift: How many cells are hidden at its left.
        room: How many cells there are.
    """
    # No more of a line is looked at than could be shown, however long it is.
    most = shift + 2 * room + 2
    kept: list[Run] = []
    column = 0
    for run in runs:
        text = visible_code(" " * (column % TAB_SIZE) + run.text[:most])[column % TAB_SIZE :]
        kept.append(Run(text, run.ink))
        column += len(text)
        if len(run.text) > most:
            kept.append(Run(CUT, run.ink))
        if column > most:
            break
    return fit(_without(kept, shift) if shift else kept, room)


def _without(runs: Sequence[Run], shift: int) -> list[Run]:
    """A line without its first cells, the sign in the first that is left."""
    hidden = shift + 1
    left: list[Run] = []
    for text, ink in runs:
        size = cells(text)
        if hidden >= size:
            hidden -= size
            continue
        rest = cut(text, hidden)[1] if hidden else text
        left.append(Run(rest, ink))
        hidden = 0
    if any(run.text.strip() for run in runs):
        left.insert(0, Run(CUT, runs[0].ink))
    return left


class SlabRows(LazyRows):
    """A paragraph too long to look for its words: cut into equal parts.

    Args:
        text: The paragraph.
        width: Cells in a row.
    """

    def __init__(self, text: str, width: int) -> None:
        super().__init__()
        inside = text.strip()
        above = text[: len(text) - len(text.lstrip())].count("\n")
        self._text = inside.replace("\n", " ")
        lengths = (len(line) + 1 for line in inside.split("\n"))
        self._lines = list(accumulate(lengths, initial=0))
        self._above = above
        # Any character is at most two cells wide; symbols for hidden ones are cut off.
        self._step = max(1, width if self._text.isascii() else width // 2)
        self._width = width

    def __len__(self) -> int:
        return (len(self._text) + self._step - 1) // self._step

    def _make(self, index: int) -> Row:
        start = index * self._step
        text = visible(self._text[start : start + self._step])
        if cells(text) > self._width:
            text = cut(text, self._width - 1)[0] + CUT
        return Row((Run(text, PLAIN),), self._above + bisect_right(self._lines, start) - 1)
