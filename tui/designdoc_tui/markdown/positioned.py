"""mistune's block parser, telling where each token begins and never reading too far.

At the top level all that the parser carries from one block to the next is whether a paragraph
is still open: so noting its cursor gives each block its place. The lengths below keep a single
block from holding a screen up: what is longer is cut, and goes on as a block of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from mistune import BlockParser
from mistune.core import BlockState

from designdoc_tui.markdown.dialect import MAX_NESTING, Token, configure

if TYPE_CHECKING:
    from collections.abc import Callable
    from re import Match, Pattern

LONGEST: Final = 16_000
"""A list, quote or paragraph of more characters is cut."""

MOST_LINES: Final = 400
"""A list or quote of more lines is cut."""

LONGEST_CODE: Final = 100_000
"""Indented code of more characters is cut."""

REACH: Final = 2 * LONGEST
"""A block that was cut depends on no more than so many characters from its beginning on."""

_OPEN_KINDS: Final = frozenset({"paragraph", "definition"})
_REFERENCE: Final = r"^ {0,3}\[(?P<reflink_1>(?:[^\\\[\]\n]|\\.|\n(?![ \t]*\n)){0,500})\]:"
"""mistune's labels go on behind a blank line; CommonMark's end with their paragraph."""

_CONTAINERS: Final = frozenset({"list", "block_quote"})
_BLANK_LINES: Final = r"^[ \t\v\f]*\n(?:[ \t\v\f]*\n){0,499}"
_EMPTY_QUOTE_LINE: Final = re.compile(r"^ {0,3}>[ \t]*\n", re.MULTILINE)


def is_open(token: Token) -> bool:
    """Whether a token may still grow by the lines after it."""
    return token["type"] in _OPEN_KINDS and len(token.get("text", "")) <= LONGEST


class BoundaryReachedError(Exception):
    """Parsing came to a place where it may stop."""


class TopState(BlockState):
    """The outermost parser state, which notes where each token began.

    Args:
        may_stop: Whether parsing may stop before a block that begins at a position.
    """

    def __init__(self, may_stop: Callable[[int], bool]) -> None:
        super().__init__()
        self.may_stop = may_stop
        self.step: int | None = None
        self.floor = 0
        self.interrupted = False

    def child_state(self, src: str, lazy_line_starts: set[int] | None = None) -> BlockState:
        """A state for what is inside a container."""
        child = BlockState(self)
        child.process(src)
        if lazy_line_starts:
            child.lazy_line_starts = lazy_line_starts
        return child

    def last_token(self) -> Token | None:
        """The token before, unless a quote or list not yet noted stands between."""
        last = self.tokens[-1] if len(self.tokens) > self.floor else None
        if last is not None and last["type"] == "paragraph" and not is_open(last):
            return None
        return last

    def closed(self) -> bool:
        """Whether the last token can no longer grow."""
        last = self.last_token()
        return last is None or not is_open(last)

    def begin(self, position: int) -> None:
        """Note that the parser stands before something new at the top level."""
        # A definition may go on with a title, but not with another definition.
        last = self.last_token()
        settled = last is not None and last["type"] == "definition" and self.src[position] == "["
        if (settled or self.closed()) and self.may_stop(position):
            raise BoundaryReachedError

    def append_token(self, token: Token) -> None:
        """Take a token, with its place."""
        if self.step is None:
            self.begin(self.cursor)
            token["start"] = self.cursor
        super().append_token(token)

    def add_paragraph(self, text: str) -> None:
        """Take a line of a paragraph, with its place."""
        if self.step is None:
            self.begin(self.cursor)
        super().add_paragraph(text)
        self.tokens[-1].setdefault("start", self.cursor)


class PositionedParser(BlockParser):
    """mistune's block parser, telling a top-level state about its steps."""

    BLANK_LINE = re.compile(_BLANK_LINES, re.MULTILINE)

    def __init__(self) -> None:
        super().__init__(max_nested_level=MAX_NESTING)
        # As it is written, the expression's work grows with the square of the blank lines.
        self.specification["blank_line"] = _BLANK_LINES
        self.specification["ref_link"] = _REFERENCE
        # A line of blanks is no code, however many there are.
        code = self.specification["indent_code"]
        self.specification["indent_code"] = code.replace("[^\\n]+", r"(?=[^\n]*\S)[^\n]+", 1)
        configure(self)

    def parse_method(self, m: Match[str], state: BlockState) -> int | None:
        """Parse one block."""
        if not isinstance(state, TopState):
            return super().parse_method(m, state)
        outer, floor = state.step, state.floor
        start = m.start()
        if outer is None:
            state.begin(start)
        else:
            state.floor = len(state.tokens)
        state.step = start
        known = max(0, len(state.tokens) - 1)
        bound, state.cursor_max = state.cursor_max, len(state.src)
        try:
            if m.lastgroup in _CONTAINERS:
                end = self._bounded(m, state, start)
            else:
                end = super().parse_method(m, state)
        finally:
            state.cursor_max = bound
        state.interrupted = outer is not None and end is not None
        for token in state.tokens[known:]:
            token.setdefault("start", start)
        state.step, state.floor = outer, floor
        return end

    def _bounded(self, m: Match[str], state: TopState, start: int) -> int | None:
        """Parse a list or quote; cut it, between items if possible, when it is too long."""
        whole, bound = len(state.src), cut_off(state.src, start).place
        if bound >= whole:
            return super().parse_method(m, state)
        count, cursor = len(state.tokens), state.cursor
        state.interrupted = False
        state.cursor_max = bound
        end = super().parse_method(m, state)
        if end != bound or state.interrupted or len(state.tokens) == count:
            return end
        if m.lastgroup == "list":
            end = self._without_last_item(state, start, bound)
        elif place := _last_match(_EMPTY_QUOTE_LINE, state.src, start, bound):
            del state.tokens[count:]
            state.cursor, state.cursor_max = cursor, place.end()
            end = super().parse_method(m, state)
        for token in state.tokens[count:]:
            token["cut"] = True
        return end

    @staticmethod
    def _without_last_item(state: TopState, start: int, bound: int) -> int:
        """Leave the last item of a list to the next one: it may go on beyond the bound."""
        first = state.src[start : start + 3]
        indent = len(first) - len(first.lstrip(" "))
        item = re.compile(rf"^ {{0,{indent}}}(?:[*+-]|\d{{1,9}}[.)])(?=[ \t\n])", re.MULTILINE)
        place = _last_match(item, state.src, start + 1, bound)
        items = state.tokens[-1].get("children", ())
        if place is None or len(items) == 1:
            return bound
        items.pop()
        return place.start()

    def parse(self, state: BlockState, rules: list[str] | None = None) -> None:
        """Parse a text: inside a container no more of it than can be shown quickly."""
        rest = ""
        if not isinstance(state, TopState) and len(state.src) > REACH:
            stop = state.src.rfind("\n", 0, REACH) + 1
            rest = state.src[stop:]
            state.process(state.src[:stop])
        super().parse(state, rules)
        if rest:
            state.append_token({"type": "block_code", "style": "verbatim", "raw": rest})

    def _parse_plain_paragraph(self, state: BlockState, sc: Pattern[str]) -> bool:
        # Nothing begins here: mistune would look for what does in all of the text.
        position = state.cursor
        is_top = isinstance(state, TopState)
        bound = cut_off(state.src, position).place if is_top else state.cursor_max
        while position < bound:
            end = state.find_line_end_at(position)
            if not state.src[position:end].strip():
                break
            if position > state.cursor and sc.match(state.src, position):
                break
            position = end
        if position == state.cursor:
            return False
        state.add_paragraph(state.get_text(position))
        state.cursor = position
        return True

    def parse_indent_code(self, m: Match[str], state: BlockState) -> int:
        """Parse indented code, bounded as it is where parsing begins with it."""
        end = self._parse_indent_code_fast(state) if isinstance(state, TopState) else None
        return super().parse_indent_code(m, state) if end is None else end

    def _parse_indent_code_fast(self, state: BlockState) -> int | None:
        if not state.src[state.cursor : state.find_line_end()].strip():
            return None
        bound = state.cursor_max
        if len(state.src) - state.cursor > LONGEST_CODE:
            stop = state.src.find("\n", state.cursor + LONGEST_CODE) + 1
            state.cursor_max = min(bound, stop or bound)
        try:
            return super()._parse_indent_code_fast(state)
        finally:
            state.cursor_max = bound

    def parse_ref_link(self, m: Match[str], state: BlockState) -> int | None:
        """Parse the target of a reference, kept as a token of its own."""
        found: dict[str, Any] = {}
        state.env["ref_links"] = found
        end = super().parse_ref_link(m, state)
        if found:
            state.append_token({"type": "definition", "defines": found})
        return end


class Cut(NamedTuple):
    """Where a block is cut that has not ended by then.

    Attributes:
        place: The beginning of a line.
        known: All that says so stands before this, and that the text goes on behind the place:
            what stands from here on changes nothing about it.
    """

    place: int
    known: int


def cut_off(text: str, start: int) -> Cut:
    """Where a block is cut that begins at `start` and has not ended by then.

    Returns:
        The place. It depends on no more than the `REACH` characters from `start` on, unless
        one line is longer: that is never cut.
    """
    bound = start + LONGEST
    if text.count("\n", start, bound) > MOST_LINES:
        bound = start
        for _ in range(MOST_LINES):
            bound = text.index("\n", bound) + 1
        return Cut(bound, text.index("\n", bound) + 1)
    if bound >= len(text):
        return Cut(len(text), len(text))
    end = text.find("\n", bound, start + REACH) + 1
    if end:
        return Cut(end, end + 1)
    line = text.rfind("\n", start, bound) + 1
    if line:
        return Cut(line, start + REACH)
    end = text.find("\n", bound) + 1 or len(text)
    return Cut(end, end + 1)


def _last_match(pattern: Pattern[str], text: str, start: int, end: int) -> Match[str] | None:
    """The last match that ends before the end."""
    last = None
    for match in pattern.finditer(text, start, end):
        if match.end() < end:
            last = match
    return last
