"""Markdown source cut into positioned blocks, and cut again around an edit only.

mistune's syntax tree does not say where anything stands: `positioned` makes its block parser
tell. A boundary after anything but an open paragraph is a place from which parsing can begin
anew, or stop once it has come back to where the previous parse had a boundary too.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from designdoc_tui.document.changes import common_end, common_start
from designdoc_tui.markdown.dialect import Definitions, Token
from designdoc_tui.markdown.one_item import with_item
from designdoc_tui.markdown.positioned import (
    REACH,
    BoundaryReachedError,
    PositionedParser,
    TopState,
    cut_off,
    is_open,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

PARSE_AT_ONCE: Final = 10_000
"""How many characters one call parses, about: a screen never waits for a book."""

MOST_HIDDEN: Final = 5_000
"""Characters without anything to show after which the rest of a long text is shown as it is."""

BLOCKS_AT_ONCE: Final = 300
"""How many blocks one call parses at most."""


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Consecutive source lines that parse by themselves.

    Attributes:
        source: Exactly the text covered, with its line ends.
        tokens: mistune's block tokens: usually one; none for blank lines, or when the
            block is still to be parsed.
        definitions: The link and footnote targets it defines.
        closed: Whether what follows can be parsed without knowing this block.
        parsed: False for the rest of a long text that nobody has looked at yet.
        cut: Whether it is the beginning of a list or quote that was too long.
    """

    source: str
    tokens: tuple[Token, ...] = ()
    definitions: Definitions = field(default_factory=dict)
    closed: bool = True
    parsed: bool = True
    cut: bool = False

    @property
    def blank(self) -> bool:
        """Whether there is nothing to show: blank lines."""
        return self.parsed and not self.tokens

    @property
    def lines(self) -> int:
        """How many source lines the block covers."""
        return self.source.count("\n")


class Splice(NamedTuple):
    """How the blocks of a text changed: `blocks` take the place of `[start:stop]`.

    Attributes:
        start: The first old block that went.
        stop: The first old block after it that stayed.
        blocks: What stands between now.
        edit: Where in the new text the edited characters begin.
        edit_end: Where they end, in the new text.
    """

    start: int
    stop: int
    blocks: tuple[Block, ...]
    edit: int
    edit_end: int


_parser = PositionedParser()


def parse(text: str) -> tuple[Block, ...]:
    """Cut a text into blocks.

    Args:
        text: Markdown whose lines end with a newline only.

    Returns:
        Blocks that together cover the text. A long text ends with a block that is not
        parsed yet: `parse_more` goes on from there.
    """
    blocks, end = _parse_from(text, 0, lambda _position: False)
    return (*blocks, *_rest(text, end))


def parse_more(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Parse the unparsed end of a text further.

    Args:
        blocks: The blocks of a text; the last one is not parsed yet.

    Returns:
        The blocks to put in the place of the last one. After long text of which nothing is
        shown, such as thousands of definitions, all that is left is one block of code: looking
        for something to show would keep the screen waiting.
    """
    rest = blocks[-1].source
    hidden = 0
    for block in reversed(blocks[:-1]):
        if any(token["type"] != "definition" for token in block.tokens):
            break
        hidden += 0 if block.blank else len(block.source)
        if hidden > MOST_HIDDEN:
            return (Block(rest, ({"type": "block_code", "style": "indent", "raw": rest},)),)
    return parse(rest)


def reparse(blocks: Sequence[Block], old: str, new: str) -> Splice:
    """Cut an edited text into blocks, parsing only around the edit.

    Args:
        blocks: The blocks of the old text.
        old: The text before the edit.
        new: The text after it.

    Returns:
        What to change in `blocks`. The result is the same as parsing `new` afresh.
    """
    edit = common_start(old, new)
    kept_end = common_end(old, new, edit)
    edit_end = len(new) - kept_end
    starts = list(accumulate((len(block.source) for block in blocks), initial=0))
    shift = len(new) - len(old)
    old_edit_end = len(old) - kept_end
    is_in_a_line = "\n" not in old[edit:old_edit_end] + new[edit:edit_end]
    if is_in_a_line and old_edit_end < len(old):
        index = bisect_right(starts, edit) - 1
        block = _with_item(blocks, starts, index, old, new, edit)
        if block is not None:
            return Splice(index, index + 1, (block,), edit, edit_end)
    first = _restart_block(blocks, starts, old, edit)
    boundaries = {
        starts[index]: index
        for index in range(first + 1, len(blocks))
        if starts[index] >= old_edit_end and blocks[index - 1].closed
    }

    def meets_old_boundary(position: int) -> bool:
        return position - shift in boundaries and position >= edit_end

    begin = starts[first] if blocks else 0
    fresh, end = _parse_from(new, begin, meets_old_boundary)
    stop = boundaries.get(end - shift) if end < len(new) else len(blocks)
    if stop is None:
        return Splice(first, len(blocks), (*fresh, *_rest(new, end)), edit, edit_end)
    return Splice(first, stop, tuple(fresh), edit, edit_end)


def _with_item(
    blocks: Sequence[Block], starts: Sequence[int], index: int, old: str, new: str, edit: int
) -> Block | None:
    """A list with another text on the line of an edit, if nothing else can read otherwise."""
    block, start = blocks[index], starts[index]
    if len(block.tokens) != 1 or block.tokens[0]["type"] != "list" or block.definitions:
        return None
    line = old.rfind("\n", 0, edit) + 1
    row = old.count("\n", start, line)
    if row == 0 and index and not (blocks[index - 1].blank or blocks[index - 1].cut):
        return None
    before, after = (text[line : text.index("\n", edit) + 1] for text in (old, new))
    token = with_item(block.tokens[0], block.source, row, before, after)
    if token is None or not _is_cut_as_before(blocks, starts, index, old, new, edit):
        return None
    source = new[start : starts[index + 1] + len(new) - len(old)]
    return Block(source, (token,), closed=block.closed, cut=block.cut)


def _is_cut_as_before(
    blocks: Sequence[Block], starts: Sequence[int], index: int, old: str, new: str, edit: int
) -> bool:
    """Whether an edit in a line of a block leaves the places where blocks are cut as they are."""
    for at in range(index - 1, -1, -1):
        if starts[at] <= edit - REACH:
            break
        if blocks[at].cut and cut_off(old, starts[at]).known > edit:
            return False
    moved = cut_off(new, starts[index]).place - cut_off(old, starts[index]).place
    return moved == len(new) - len(old)


def _rest(text: str, end: int) -> Iterator[Block]:
    if end < len(text):
        yield Block(text[end:], parsed=False)


def _restart_block(blocks: Sequence[Block], starts: Sequence[int], text: str, edit: int) -> int:
    """The last block from which an edit cannot have changed anything earlier.

    A block's end may hang on the line after it, so parsing restarts at least one block
    with text before the edited one, and never right after an open paragraph. A block that
    was cut hangs on what says where, and on nothing else.
    """
    index = 0
    low, high = 0, len(blocks)
    while low < high:
        middle = (low + high) // 2
        if starts[middle] <= edit:
            index, low = middle, middle + 1
        else:
            high = middle
    if index and starts[index] == edit:
        index -= 1
    earlier = index
    if index and not blocks[index].blank and not blocks[index - 1].cut:
        index -= 1
    while earlier and starts[earlier - 1] > edit - REACH:
        earlier -= 1
        if blocks[earlier].cut and cut_off(text, starts[earlier]).known > edit:
            index = min(index, earlier)
    while index and (blocks[index].blank or not blocks[index - 1].closed):
        index -= 1
    return index


def _parse_from(text: str, start: int, may_stop: Callable[[int], bool]) -> tuple[list[Block], int]:
    """Parse from a boundary until one where it may stop, or the budget is spent."""
    begun = 0

    def stops(position: int) -> bool:
        nonlocal begun
        begun += 1
        spent = position - start > PARSE_AT_ONCE or begun > BLOCKS_AT_ONCE
        return position > start and (spent or may_stop(position))

    state = TopState(stops)
    state.process(text)
    state.cursor = start
    end = len(text)
    try:
        _parser.parse(state)
    except BoundaryReachedError:
        end = state.cursor
    return _blocks(text, start, end, state), end


def _blocks(text: str, start: int, end: int, state: TopState) -> list[Block]:
    # A quote or list that another block ends is put after it when that block is a list
    # ended in its turn; sorting by place mends the order.
    placed = sorted(((token.pop("start"), token) for token in state.tokens), key=itemgetter(0))
    groups: list[tuple[int, list[Token]]] = []
    furthest = -1
    for begin, token in placed:
        if begin > furthest:
            groups.append((begin if groups else start, []))
            furthest = begin
        groups[-1][1].append(token)
    if not groups and end > start:
        groups.append((start, []))
    stops = [begin for begin, _ in groups[1:]] + [end]
    return [
        Block(
            text[begin:stop],
            tuple(token for token in members if token["type"] != "blank_line"),
            _definitions(members),
            closed=not members or not is_open(members[-1]),
            cut=sum(token.pop("cut", False) for token in members) > 0,
        )
        for (begin, members), stop in zip(groups, stops, strict=True)
    ]


def _definitions(tokens: Sequence[Token]) -> dict[str, Any]:
    """What the tokens define, at any depth; the first definition of a label holds."""
    found: dict[str, Any] = {}
    for token in tokens:
        for source in (token.get("defines"), _definitions(token.get("children", ()))):
            for key, target in (source or {}).items():
                found.setdefault(key, target)
    return found
