"""A YAML text as a page on which things have places: lines, entries, comments.

The tree (`source.yaml_nodes`) knows where values begin and end. What a person adds around them,
such as the dash of an item, the blank lines behind a block of text and the comments, is found
here, by looking at the gaps between the values, where nothing else can stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from designdoc_tui.source.yaml_nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_COMMENT: Final = re.compile(r"(?<!\S)#[^\r\n]*")
_LINE_END: Final = re.compile(r"\r\n?|\n")
_BLOCK_HEADER: Final = re.compile(r"([|>])([-+0-9]*)[ \t]*(?:#[^\r\n]*)?(?=[\r\n]|\Z)")
_ALIAS: Final = re.compile(r"(?:[\s:,\[]|&\S+(?=\s)|(?<=\s)#[^\r\n]*)*(\*[^\s,\[\]{}]+)")
_COLON: Final = re.compile(r"(?:\s|(?<=\s)#[^\r\n]*)*:")


class Refused(Exception):  # noqa: N818 - not an error: the part around is rewritten instead
    """Something cannot be changed where it stands."""


class Change(NamedTuple):
    """Characters from `start` to `end` that are replaced by `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """An entry of a mapping, or an item of a list.

    Attributes:
        key: The key, in a mapping.
        node: The value; where an alias stands, what it stands for.
        start: Offset of the dash, the question mark, the key or (in brackets) the item.
        begin: Offset of the value's first character, an anchor or tag included.
        end: Offset just after its last character. Blank lines that follow do not belong to it
            unless they are part of its text.
        alias: Whether the value is an alias.
    """

    key: Scalar | None
    node: Node
    start: int
    begin: int
    end: int
    alias: bool


class Block(NamedTuple):
    """How a block of text is written.

    Attributes:
        sign: Offset of its `|` or `>`.
        head: Offset just after that and its indicators.
        body: Offset of the line below.
        end: Offset just after its last line, without the line end.
        indent: How far its lines are indented; 0 when they are all empty.
        told: The indentation that its header tells, or 0.
        keeps: Whether the blank lines that follow are part of the text.
    """

    sign: int
    head: int
    body: int
    end: int
    indent: int
    told: int
    keeps: bool


class Page:
    """A text and what stands where.

    Attributes:
        text: The text, without a byte-order mark.
        newline: How its lines end.
    """

    def __init__(self, text: str) -> None:
        """Looks at a text.

        Args:
            text: The text; its last line has to have an end.
        """
        self.text = text
        found = _LINE_END.search(text)
        self.newline = found[0] if found else "\n"

    # Lines

    def line_start(self, offset: int) -> int:
        """Offset of the first character of a line."""
        text = self.text
        begin = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset) if self._cr else -1)
        return begin + 1

    def line_end(self, offset: int) -> int:
        """Offset just after the last character of a line, in front of its line end."""
        found = _LINE_END.search(self.text, offset)
        return found.start() if found else len(self.text)

    def next_line(self, offset: int) -> int:
        """Offset of the first character of the line after this one."""
        found = _LINE_END.search(self.text, offset)
        return found.end() if found else len(self.text)

    def column(self, offset: int) -> int:
        """How many characters stand in front of this one in its line."""
        return offset - self.line_start(offset)

    def is_first_in_line(self, offset: int) -> bool:
        """Whether only blanks stand in front of this character in its line."""
        return not self.text[self.line_start(offset) : offset].strip(" ")

    def is_blank_line(self, offset: int) -> bool:
        """Whether the line holds nothing, and is not the end of the text."""
        return offset < len(self.text) and not self.text[offset : self.line_end(offset)].strip()

    @property
    def _cr(self) -> bool:
        return self.newline == "\r"

    # Values

    def block(self, scalar: Scalar) -> Block:
        """How a block of text is written."""
        text = self.text
        header = _BLOCK_HEADER.search(text, scalar.start)
        if header is None:
            raise Refused
        body = min(self.next_line(header.end()), scalar.end)
        told = "".join(sign for sign in header[2] if sign.isdigit())
        lines: list[tuple[int, int]] = []
        at = body
        for found in _LINE_END.finditer(text, body, scalar.end):
            lines.append((at, found.start()))
            at = found.end()
        if at < scalar.end:
            lines.append((at, scalar.end))
        filled = [text[begin:end] for begin, end in lines if text[begin:end].strip(" ")]
        indent = min((len(line) - len(line.lstrip(" ")) for line in filled), default=0)
        keeps = "+" in header[2]
        while lines and not keeps:
            begin, end = lines[-1]
            if text[begin:end].strip(" ") or (indent and end - begin > indent):
                break
            lines.pop()
        end = lines[-1][1] if lines else min(self.line_end(header.end()), scalar.end)
        return Block(header.start(), header.end(2), body, end, indent, int(told or "0"), keeps)

    def end_of(self, node: Node) -> int:
        """Offset just after a value, without the blank lines that only follow it."""
        end = node.end
        if end == 0 or end > len(self.text) or self.text[end - 1] not in "\r\n":
            return end
        last = self._last(node)
        return end if last is None else self.block(last).end

    def keeps_blank_lines(self, part: Part) -> bool:
        """Whether blank lines put behind a part would become part of a text at its end."""
        last = None if part.alias else self._last(part.node)
        return last is not None and self.block(last).keeps

    def _last(self, node: Node) -> Scalar | None:
        """The block of text that a value ends with, if it does."""
        while isinstance(node, Mapping | Sequence):
            below = node.items if isinstance(node, Sequence) else [one for _, one in node.entries]
            if not below or node.flow or below[-1].start < node.start:
                return None
            node = below[-1]
        return node if isinstance(node, Scalar) and node.style in ("|", ">") else None

    def parts(self, node: Mapping | Sequence) -> list[Part]:
        """The entries or items of a list or mapping, in order."""
        return list(self._entries(node) if isinstance(node, Mapping) else self._items(node))

    def _entries(self, node: Mapping) -> Iterator[Part]:
        for key, value in node.entries:
            start = key.start
            ahead = start - 1
            while ahead >= 0 and self.text[ahead] in " \t":
                ahead -= 1
            if ahead >= 0 and self.text[ahead] == "?" and ahead < start - 1:
                start = ahead
            yield self._part(key, value, start, key.end)

    def _items(self, node: Sequence) -> Iterator[Part]:
        if node.flow:
            after = node.start
            for item in node.items:
                part = self._part(None, item, item.start, after)
                after = part.end
                yield Part(None, item, part.begin, part.begin, part.end, part.alias)
            return
        after = node.start
        column = -1
        dash = re.compile("")
        for item in node.items:
            if column < 0:
                start = self._first_dash(node)
                column = self.column(start)
                dash = re.compile(rf"^ {{{column}}}-(?=\s|\Z)", re.MULTILINE)
            else:
                found = dash.search(self.text, after)
                if found is None:
                    raise Refused
                start = found.end() - 1
            part = self._part(None, item, start, start + 1)
            after = max(part.end, start + 1)
            yield part

    def _first_dash(self, node: Sequence) -> int:
        if self.text[node.start] == "-":
            return node.start
        found = re.compile(r"^ *-(?=\s|\Z)", re.MULTILINE).search(self.text, node.start)
        if found is None:
            raise Refused
        return found.end() - 1

    def _part(self, key: Scalar | None, node: Node, start: int, after: int) -> Part:
        if node.start >= after:
            return Part(key, node, start, node.start, max(self.end_of(node), after), False)
        found = _ALIAS.match(self.text, after)
        if found is None:
            raise Refused
        return Part(key, node, start, found.start(1), found.end(1), True)

    def colon(self, part: Part) -> int:
        """Offset just after the colon of an entry.

        Raises:
            Refused: It has none, as in `{a, b}` or `? a`.
        """
        if part.key is None:
            raise Refused
        found = _COLON.match(self.text, part.key.end)
        if found is None or found.end() > max(part.begin, part.key.end + 1):
            raise Refused
        return found.end()

    # Comments

    def comments(self, parts: Iterable[Part], start: int, end: int) -> list[str]:
        """The comments between two offsets, in order.

        Args:
            parts: The entries or items that stand there.
            start: Where to begin.
            end: Where to end; lines are looked at to their ends.
        """
        taken = sorted(self._taken(parts))
        gaps = pairwise([(start, start), *taken, (end, end)])
        return [
            found[0].rstrip()
            for (_, begin), (stop, _) in gaps
            for found in _COMMENT.finditer(self.text, max(begin, start), max(begin, min(stop, end)))
        ]

    def _taken(self, parts: Iterable[Part]) -> Iterator[tuple[int, int]]:
        """The places of all texts in some parts."""
        todo: list[Node] = []
        for part in parts:
            todo += [one for one in (part.key, None if part.alias else part.node) if one]
        while todo:
            node = todo.pop()
            if isinstance(node, Scalar):
                if node.style in ("|", ">"):
                    block = self.block(node)
                    yield node.start, block.head
                    yield block.body, block.end
                else:
                    yield node.start, node.end
            elif isinstance(node, Sequence):
                todo += [item for item in node.items if item.start >= node.start]
            elif isinstance(node, Mapping):
                for key, value in node.entries:
                    todo.append(key)
                    if value.start >= key.end:
                        todo.append(value)

    def comment_above(self, offset: int, floor: int) -> int:
        """Offset where the comment lines begin that stand directly above a line.

        Args:
            offset: The first character of the line.
            floor: Nothing above this offset belongs to it.
        """
        while offset > floor:
            above = self.line_start(offset - len(self.newline))
            if above < floor or not self.text[above:offset].lstrip(" ").startswith("#"):
                break
            offset = above
        return offset


def applied(text: str, changes: Iterable[Change]) -> str:
    """A text with changes made.

    Raises:
        Refused: Two changes are in each other's way.
    """
    pieces: list[str] = []
    at = 0
    for start, end, new in sorted(changes, key=lambda change: (change.start, change.end)):
        if start < at:
            raise Refused
        pieces += (text[at:start], new)
        at = end
    return "".join([*pieces, text[at:]])
