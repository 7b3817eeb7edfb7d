"""Text into lines of so many cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len, split_graphemes

from designdoc_tui.widgets.preview.ink import PLAIN, Ink, Mark, Row, Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WORDS: Final = re.compile(r"\n| +|[^ \n]+")
_CODE_WORDS: Final = re.compile(r"\n|^ +[^ \n]*(?: +$)?|[^ \n]+(?: +$)?| +")
"""The same in code, whose outer spaces belong to it."""

_LONGEST_GRAPHEME: Final = 32
"""Code points for each cell of a row; what has more is cut, so that a row is never endless."""

CUT: Final = "…"
"""Ends what did not fit."""


class Piece(NamedTuple):
    """Text to wrap, in one ink; a newline in it is a hard break.

    Attributes:
        text: The text.
        ink: What it is.
        source: The source line it stands on.
    """

    text: str
    ink: Ink = PLAIN
    source: int = 0


def cells(text: str) -> int:
    """How many cells a text takes in a terminal."""
    return len(text) if text.isascii() else cell_len(text)


def wrap(pieces: Iterable[Piece], width: int) -> list[Row]:
    """Fill lines with words.

    Args:
        pieces: What to wrap.
        width: Cells in a line, at least 1.

    Returns:
        The lines; a word wider than a line is cut between graphemes.
    """
    pieces = list(pieces)
    if len(pieces) == 1 and _fits(pieces[0], width):
        piece = pieces[0]
        return [Row((Run(piece.text, piece.ink),), piece.source)]
    filler = _Filler(max(1, width))
    for piece in pieces:
        is_code = piece.ink.marks & Mark.CODE
        words = _CODE_WORDS if is_code else _WORDS
        is_plain = not is_code and piece.text.isascii() and "  " not in piece.text
        place = filler.take_words(piece, 0) if is_plain else 0
        while match := words.match(piece.text, place):
            word, place = match.group(), match.end()
            if word == "\n":
                filler.end_line(piece.source)
            elif word[0] == " " and not (is_code and match.start() == 0):
                filler.add_gap(word if is_code else " ", piece.ink)
            else:
                filler.word.append(Piece(word, piece.ink, piece.source))
            if is_plain:
                place = filler.take_words(piece, place)
    return filler.finish()


def _fits(piece: Piece, width: int) -> bool:
    """Whether a text is a line as it stands."""
    text = piece.text
    if not text or text[0] == " " or text[-1] == " " or "\n" in text or "  " in text:
        return False
    return cells(text) <= width


def fit(runs: Sequence[Run], width: int) -> tuple[Run, ...]:
    """Cut runs to a width, ending in a sign when something is missing."""
    if sum(cells(run.text) for run in runs) <= width:
        return tuple(runs)
    kept: list[Run] = []
    left = width - 1
    for run in runs:
        size = cells(run.text)
        if size > left:
            kept.append(Run(cut(run.text, left)[0] + CUT, run.ink))
            break
        kept.append(run)
        left -= size
    return tuple(kept)


def cut(text: str, width: int) -> tuple[str, str]:
    """Split a text so that the first part is at most `width` cells."""
    if text.isascii():
        return text[:width], text[width:]
    used = 0
    beginning = text[: max(1, width) * _LONGEST_GRAPHEME]
    for start, _end, size in split_graphemes(beginning)[0]:
        if used + size > width:
            return text[:start], text[start:]
        used += size
    return beginning, text[len(beginning) :]


class _Filler:
    """Lines being filled; `word` gathers pieces until a gap shows that it is whole."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.word: list[Piece] = []
        self.rows: list[Row] = []
        self._line: list[Run] = []
        self._source: int | None = None
        self._used = 0
        self._gap: Run | None = None

    def take_words(self, piece: Piece, place: int) -> int:
        """Puts as many words on the line as there is room for, all at once.

        Args:
            piece: Where they stand, each a space away from the next; none is wider than long.
            place: Where in its text the first begins.

        Returns:
            Where in its text the words begin that are left.
        """
        text = piece.text
        if self.word or text[place : place + 1] in ("", " ", "\n"):
            return place
        room = self.width - self._used - (cells(self._gap.text) if self._gap else 0)
        if room < 1:
            return place
        line_end = text.find("\n", place, place + room + 1)
        end = text.rfind(" ", place, place + room + 1 if line_end < 0 else line_end)
        if end < 0:
            return place
        self._put_gap()
        self._put(Piece(text[place:end], piece.ink, piece.source), end - place)
        self._gap = Run(" ", piece.ink)
        return end + 1

    def add_gap(self, text: str, ink: Ink) -> None:
        self._place_word()
        if self._used and self._gap is None:
            self._gap = Run(text, ink)

    def end_line(self, source: int) -> None:
        self._place_word()
        if self._source is None:
            self._source = source
        self._break()

    def finish(self) -> list[Row]:
        self._place_word()
        if self._line or not self.rows:
            self._break()
        return self.rows

    def _place_word(self) -> None:
        if not self.word:
            return
        word, self.word = self.word, []
        size = sum([cells(piece.text) for piece in word])
        gap = cells(self._gap.text) if self._gap else 0
        if self._used + gap + size <= self.width:
            self._put_gap()
            for piece in word:
                self._put(piece, cells(piece.text))
            return
        wide = any(cells(piece.text) > len(piece.text) for piece in word)
        if wide and self._used + gap + 2 <= self.width:
            # Scripts with double-width characters are written without spaces.
            self._put_gap()
        elif self._used:
            self._break()
        for piece in word:
            self._put_cut(piece)

    def _put_cut(self, piece: Piece) -> None:
        text = piece.text
        while text:
            head, rest = cut(text, self.width - self._used)
            if not head and not self._used:
                head, rest = text[:1], text[1:]  # wider than a whole line
            if head:
                self._put(Piece(head, piece.ink, piece.source), cells(head))
            if rest:
                self._break()
            text = rest

    def _put_gap(self) -> None:
        if self._gap is not None and self._used:
            self._put(Piece(*self._gap), cells(self._gap.text), gap=True)
        self._gap = None

    def _put(self, piece: Piece, size: int, *, gap: bool = False) -> None:
        if self._source is None and not gap:
            self._source = piece.source
        if self._line and self._line[-1].ink == piece.ink:
            self._line[-1] = Run(self._line[-1].text + piece.text, piece.ink)
        else:
            self._line.append(Run(piece.text, piece.ink))
        self._used += size

    def _break(self) -> None:
        self.rows.append(Row(tuple(self._line), self._source or 0))
        self._line = []
        self._source = None
        self._used = 0
        self._gap = None
