"""Stretches of a large document that need not go through the parser.

The parser makes an event with two marks of each value, and a draft of 5,000 components has 200,000
values: that takes half a second. Nearly all of them stand in one list, as the tool itself writes
it. Whoever knows how it writes can read such a *stretch* with a pattern, many times as fast. The
parser gets a single entry in its place, a *stand-in*, and everything around it as it is.

So it is the parser that says what a stretch is: only where it finds the stand-in to be an entry of
the very list that the stretch was taken for, do the entries that were read take its place.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple, cast

import yaml
from yaml.events import ScalarEvent

from designdoc_tui.source.errors import SourceError
from designdoc_tui.source.yaml_builder import Shorten, TreeBuilder
from designdoc_tui.source.yaml_frames import MAX_NODES
from designdoc_tui.source.yaml_nodes import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from designdoc_tui.source.yaml_nodes import Node
    from designdoc_tui.source.yaml_source import EventParser

_STAND_IN: Final = "- ''\n"
_DASH: Final = len("- ")


class Stretch(NamedTuple):
    """Whole lines that hold entries of a list written in lines, and nothing else.

    What follows has to begin a line that is no part of the last entry, however that is read.

    Attributes:
        path: The keys that lead to the list.
        start: Offset of the first line, in bytes.
        end: Offset just after the last line, in bytes.
        offset: Offset of the first line, in characters.
        length: How many characters it has.
        indent: How many blanks stand in front of the dash of each entry.
        most_values: How many values it has at most, keys and the entries themselves included.
        entries: What stands in the tree for its entries.
    """

    path: tuple[str, ...]
    start: int
    end: int
    offset: int
    length: int
    indent: int
    most_values: int
    entries: Sequence[Node]


def read_around(
    stretches: Sequence[Stretch],
    data: bytes,
    name: str,
    *,
    parser: Callable[[str | bytes], EventParser],
    shorten: Shorten | None = None,
) -> Node | None:
    """Reads a document of which some stretches were read already.

    Args:
        stretches: Those, in the order of the file.
        data: The document, without a byte-order mark.
        name: What to call it in errors.
        parser: The parser of PyYAML to use.
        shorten: As for `read_source`.

    Returns:
        The document's tree; `None` when something is wrong with it, or a stretch is not what it
        was taken for. Then all of it has to be read, which also tells what is wrong, and where.
    """
    source = Source("", name)
    source.keep_encoded(data)
    try:
        around = _ParserAround(parser, data, stretches)
        root = _BuilderAround(source, shorten).build(around)
    except (SourceError, yaml.YAMLError, ValueError, OverflowError):
        return None
    return root if around.has_told_all else None


class _Mark:
    """As much of a mark of PyYAML as is needed."""

    __slots__ = ("index",)

    def __init__(self, index: int) -> None:
        self.index = index


class _StretchEvent:
    """What comes instead of the event of a stand-in."""

    __slots__ = ("start_mark", "stretch")

    def __init__(self, stretch: Stretch) -> None:
        self.stretch = stretch
        self.start_mark = _Mark(stretch.offset)


class _BuilderAround(TreeBuilder):
    """Makes a tree of what `_ParserAround` tells."""

    def _take(self, event: _StretchEvent) -> None:
        """Takes over the entries of a stretch, if this is the list that they are for."""
        stretch, frame = event.stretch, self._frame
        is_list = frame is not None and frame.keys is None
        is_its_list = is_list and len(self._outer) == len(stretch.path)
        # What an alias repeats is counted exactly, and of a stretch that is not known.
        if frame is None or not is_its_list or self._keys() != stretch.path or self._anchors:
            raise self._error(event, "here stands something else than was taken for it")
        frame.items += stretch.entries
        self._nodes += stretch.most_values
        if self._nodes > MAX_NODES:
            raise self._too_many(event)

    _HANDLERS: ClassVar[dict[type, Callable[[TreeBuilder, Any], None]]] = {
        **TreeBuilder._HANDLERS,  # noqa: SLF001 - its own base
        _StretchEvent: cast("Any", _take),
    }


class _ParserAround:
    """A parser of all that stands around some stretches, which tells where those are."""

    def __init__(
        self,
        parser: Callable[[str | bytes], EventParser],
        data: bytes,
        stretches: Sequence[Stretch],
    ) -> None:
        # How many characters more the document has than what the parser gets, up to each stretch.
        more = (stretch.length - len(_line_for(stretch)) for stretch in stretches)
        self._more = [0, *accumulate(more)]
        self._places: list[int] = []  # of the quotes of each stand-in, in what the parser gets
        pieces: list[bytes] = []
        end = 0
        for stretch, skipped in zip(stretches, self._more, strict=False):
            pieces += (data[end : stretch.start], _line_for(stretch).encode())
            self._places.append(stretch.offset - skipped + stretch.indent + _DASH)
            end = stretch.end
        rest = b"".join((*pieces, data[end:]))
        if "%TAG" in rest.decode("utf-8"):
            raise ValueError("perhaps a directive, which is not for the parser")
        self._parser = parser(rest)
        self._left = iter(zip(self._places, stretches, strict=True))
        self._next = next(self._left, None)

    @property
    def has_told_all(self) -> bool:
        """Whether every stretch was come across."""
        return self._next is None

    def get_event(self) -> Any:
        """The next event, its marks those of the document; or None after the last."""
        event: Any = self._parser.get_event()
        if event is None:
            return None
        start, end = event.start_mark.index, event.end_mark.index
        if self._next is not None and start == self._next[0] and isinstance(event, ScalarEvent):
            told = _StretchEvent(self._next[1])
            self._next = next(self._left, None)
            return told
        event.start_mark = _Mark(start + self._more[bisect_left(self._places, start)])
        event.end_mark = _Mark(end + self._more[bisect_left(self._places, end)])
        return event


def _line_for(stretch: Stretch) -> str:
    """The line that the parser gets in the place of a stretch."""
    return " " * stretch.indent + _STAND_IN
