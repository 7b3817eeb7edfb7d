"""A YAML document as a tree that knows where everything stands in the file.

All scalars are text: what `no`, `1e3` or `2026-11-22` mean is for the field to say, not for YAML.
A tree is not changed once it is made; the same node may stand in it twice, where the file used an
alias. Whoever walks a tree that a stranger wrote should not recurse: it may be 1,000 levels deep.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from designdoc_tui.source.errors import SourceError
from designdoc_tui.source.yaml_words import is_taken_for_something_else

Style: TypeAlias = Literal["", "'", '"', "|", ">"]
"""How a scalar is written: plain, in quotes of either kind, as a literal or a folded block."""

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
"""A tree without its places: text, lists, and dictionaries in the order of the file."""

_OFTEN = 8  # questions after which it pays to find where all lines begin
_LINE_END = re.compile(r"\r\n?|\n")


class Mark(NamedTuple):
    """Where a node stands.

    Attributes:
        line: The line it begins in, from 1. Only LF, CR and CR LF end a line, as in editors.
        column: The character of that line it begins at, from 1.
        start: Offset of its first character in the text of the source; an anchor or a tag in
            front of it counts in.
        end: Offset just after it. A block scalar reaches to the end of the last line that can
            belong to it, blank lines included; a list or mapping to the end of its last part.
    """

    line: int
    column: int
    start: int
    end: int


class Source:
    """The text a tree was read from, and where its lines begin.

    Attributes:
        text: The decoded text, without a byte-order mark. Offsets count its characters.
        name: What the user calls it: a path, or `-`.
    """

    __slots__ = ("_asked", "_line_starts", "_text", "name")

    def __init__(self, text: str, name: str) -> None:
        self._text: str | bytes = text
        self.name = name
        self._line_starts: list[int] | None = None
        self._asked = 0

    @property
    def text(self) -> str:
        """The decoded text; see the class."""
        if isinstance(self._text, bytes):
            self._text = self._text.decode("utf-8")
        return self._text

    def keep_encoded(self, data: bytes) -> None:
        """Lets go of the text until it is asked for, as hardly any is that has no mistakes.

        Args:
            data: The same text in UTF-8, without a byte-order mark.
        """
        self._text = data

    def position(self, offset: int) -> tuple[int, int]:
        """The line and the column, both from 1, of a character given by its offset."""
        starts = self._line_starts
        if starts is None:
            self._asked += 1
            if self._asked <= _OFTEN and "\r" not in self.text:
                begin = self.text.rfind("\n", 0, offset) + 1
                return self.text.count("\n", 0, begin) + 1, offset - begin + 1
            starts = [0, *(end.end() for end in _LINE_END.finditer(self.text))]
            self._line_starts = starts
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def error(self, offset: int, message: str) -> SourceError:
        """An error that points at the character with this offset."""
        return SourceError(self.name, message, *self.position(offset))


NO_SOURCE = Source("", "")
"""Where nodes that were not read from a file come from."""


class Node:
    """One value of a YAML document: a `Scalar`, a `Sequence` or a `Mapping`.

    Nodes are equal when they mean the same in every YAML reader, wherever and however they are
    written: a plain `5` is not the text `'5'`, while `five` and `'five'` are one.
    """

    __slots__ = ()

    start: int
    end: int
    source: Source

    @property
    def mark(self) -> Mark:
        """Where the node stands in its source."""
        return Mark(*self.source.position(self.start), self.start, self.end)

    def error(self, message: str) -> SourceError:
        """An error that points at this node."""
        return self.source.error(self.start, message)

    def __eq__(self, other: object) -> bool:
        return same_meaning(self, other) if isinstance(other, Node) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __deepcopy__(self, memo: dict[int, object]) -> Node:
        # Nothing in a tree changes, and copying one level by level could exhaust the stack.
        return self


@dataclass(slots=True, eq=False, repr=False)
class Scalar(Node):
    """A piece of text.

    Attributes:
        text: What it says, escapes and folding undone.
        style: How it was written. Text with the tag `!!str` counts as quoted.
        start: Offset of its first character.
        end: Offset just after it.
        source: What it was read from.
    """

    text: str
    style: Style = ""
    start: int = 0
    end: int = 0
    source: Source = NO_SOURCE

    @property
    def plain(self) -> bool:
        """Whether it stands without quotes, so that a reader may take `true` for a flag."""
        return not self.style

    def __repr__(self) -> str:
        return f"Scalar({self.text!r}, {self.style!r})"


@dataclass(slots=True, eq=False, repr=False)
class Sequence(Node):
    """A list.

    Attributes:
        items: Its values, in order.
        start: Offset of its first character.
        end: Offset just after its last value or its closing bracket.
        source: What it was read from.
        flow: Whether it is written in brackets.
    """

    items: tuple[Node, ...]
    start: int = 0
    end: int = 0
    source: Source = NO_SOURCE
    flow: bool = False

    def __repr__(self) -> str:
        return f"<Sequence of {len(self.items)}>"


@dataclass(slots=True, eq=False, repr=False)
class Mapping(Node):
    """Keys with their values. No two keys have the same text.

    Attributes:
        entries: Its keys and values, in the order of the file.
        start: Offset of its first character.
        end: Offset just after its last value or its closing brace.
        source: What it was read from.
        flow: Whether it is written in braces.
    """

    entries: tuple[tuple[Scalar, Node], ...]
    start: int = 0
    end: int = 0
    source: Source = NO_SOURCE
    flow: bool = False

    def __repr__(self) -> str:
        return f"<Mapping of {len(self.entries)}>"


def same_meaning(one: Node, other: Node) -> bool:
    """Whether every YAML reader would take two trees for the same value.

    The order of a mapping's keys does not count, as it does not for dictionaries.
    """
    pairs: list[tuple[Node, Node]] = [(one, other)]
    while pairs:
        left, right = pairs.pop()
        if left is right:
            continue
        parts = _counterparts(left, right)
        if parts is None:
            return False
        pairs += parts
    return True


def _counterparts(left: Node, right: Node) -> list[tuple[Node, Node]] | None:
    """The parts to be compared for two nodes to be equal, or None when they differ already."""
    if isinstance(left, Scalar) and isinstance(right, Scalar):
        differs = left.text != right.text or (
            left.plain != right.plain and is_taken_for_something_else(left.text)
        )
        return None if differs else []
    if isinstance(left, Sequence) and isinstance(right, Sequence):
        if len(left.items) != len(right.items):
            return None
        return list(zip(left.items, right.items, strict=True))
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        others = {key.text: (key, value) for key, value in right.entries}
        if len(left.entries) != len(others):
            return None
        pairs: list[tuple[Node, Node]] = []
        for key, value in left.entries:
            if key.text not in others:
                return None
            other_key, other_value = others[key.text]
            pairs += ((key, other_key), (value, other_value))
        return pairs
    return None


def plain_value(node: Node) -> Plain:
    """A tree as ordinary dictionaries, lists and text, every alias written out.

    Args:
        node: What to convert; its depth does not matter.

    Returns:
        Text for a scalar (empty for a key without a value), a list, or a dictionary in the order
        of the file.
    """
    whole: dict[str, Plain] = {}
    todo: list[tuple[dict[str, Plain] | list[Plain], str | int, Node]] = [(whole, "", node)]
    while todo:
        into, slot, part = todo.pop()
        value: Plain = ""
        if isinstance(part, Scalar):
            value = part.text
        elif isinstance(part, Sequence):
            value = [""] * len(part.items)
            todo += [(value, index, item) for index, item in enumerate(part.items)]
        elif isinstance(part, Mapping):
            # The keys go in now, so that they stand in the order of the file.
            value = dict.fromkeys((key.text for key, _ in part.entries), "")
            todo += [(value, key.text, item) for key, item in part.entries]
        into[slot] = value  # type: ignore[index]  # the slot always suits its container
    return whole[""]
