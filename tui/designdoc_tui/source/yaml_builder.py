"""From the parser's events to a tree, within bounds and without recursion."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, TypeAlias, cast

from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from designdoc_tui.source.yaml_frames import (
    MAX_DEPTH,
    MAX_FLOW_DEPTH,
    MAX_NODES,
    MAX_REPEATED,
    Anchored,
    Frame,
)
from designdoc_tui.source.yaml_nodes import Mapping, Node, Scalar, Sequence, Source

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from designdoc_tui.source.errors import SourceError
    from designdoc_tui.source.yaml_source import EventParser

_EMPTY: Final = (
    "the file is empty or has nothing but comments; restore it, or start a draft with "
    "`designdoc-tui new`"
)

ShortenItem: TypeAlias = "Callable[[Node, int], Node]"
"""Gives what stands for an entry of a list in the tree, by the entry and its position."""

Shorten: TypeAlias = "Callable[[tuple[str, ...], list[tuple[Scalar, Node]]], ShortenItem | None]"
"""Asked where a list begins, with the keys that lead there and what the document holds so far.

The tree of a large document takes several times the memory of what it says. Who needs only that
can have each entry read as soon as it is whole, so that the tree never stands there at once.
Entries with an anchor are left as they are.
"""

_TEXT_TAGS: Final = frozenset({"!", "tag:yaml.org,2002:str"})


class TreeBuilder:
    """Makes the tree of one document out of a parser's events."""

    def __init__(self, source: Source, shorten: Shorten | None = None) -> None:
        """Begins with nothing.

        Args:
            source: The text that will be parsed, for the nodes' places.
            shorten: Tells how the entries of a list are to stand in the tree.
        """
        self._source = source
        self._shorten = shorten
        self._root: Node | None = None
        self._documents = 0
        self._frame: Frame | None = None
        self._outer: list[Frame] = []
        self._anchors: dict[str, Anchored | None] = {}
        self._nodes = 0
        self._repeated = 0

    def build(self, parser: EventParser) -> Node:
        """Reads all the events there are.

        Args:
            parser: A parser of PyYAML at its beginning.

        Returns:
            The document's root.

        Raises:
            SourceError: The document has something a draft does without, or breaks a bound.
            yaml.YAMLError: The text is not YAML.
        """
        # The commonest event by far is handled here and not in a method: reading is faster by a
        # tenth.
        handlers = self._HANDLERS
        get_event: Callable[[], Any] = parser.get_event
        source = self._source
        frame = self._frame
        while (event := get_event()) is not None:
            kind = event.__class__
            if kind is not ScalarEvent:
                handlers[kind](self, event)
                frame = self._frame
                continue
            scalar = Scalar(
                event.value,
                event.style or "",
                event.start_mark.index,
                event.end_mark.index,
                source,
            )
            if event.anchor is not None or event.tag is not None:
                self._note_properties(event, scalar)
            self._nodes = nodes = self._nodes + 1
            if nodes > MAX_NODES:
                raise self._too_many(event)
            if frame is None:
                self._root = scalar
            elif frame.keys is None:
                frame.items.append(scalar)
            elif frame.key is None:
                text = scalar.text
                if text in frame.keys:
                    self._check_key(frame, scalar)
                frame.keys.add(text)
                frame.key = scalar
            else:
                frame.items.append((frame.key, scalar))
                frame.key = None
        root = self._root
        if root is None or (isinstance(root, Scalar) and root.plain and not root.text):
            raise source.error(0, _EMPTY)
        return root

    @property
    def open_bracket(self) -> int | None:
        """Offset of the innermost bracket or brace that is open, when the parser gave up."""
        frame = self._frame
        return frame.start.start_mark.index if frame and frame.start.flow_style else None

    def _ignore(self, event: Any) -> None:
        """Stream ends and document ends say nothing."""

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            raise self._error(
                event,
                "a second document begins here; keep one document in a file and remove the "
                "line with ---",
            )

    def _note_properties(self, event: Any, scalar: Scalar) -> None:
        """Takes note of an anchor and of a tag, which makes a scalar text as quotes do."""
        if event.tag is not None:
            if event.tag not in _TEXT_TAGS:
                raise self._tag_error(event)
            scalar.style = scalar.style or "'"
        if event.anchor is not None:
            self._anchors[event.anchor] = Anchored(scalar, 1, scalar.end - scalar.start, 0)

    def _check_key(self, frame: Frame, key: Scalar) -> None:
        """Refuses what `Frame.keys` holds, unless it is one of `NO_KEYS` in quotes."""
        for earlier, _ in frame.items:
            if earlier.text == key.text:
                raise key.error(
                    f"the key '{_shortened(key.text)}' stands here a second time, first in line "
                    f"{earlier.mark.line}; remove or rename one of the two"
                )
        if key.plain and key.text:
            raise key.error("merge keys (<<) are not read; write out the keys that are meant here")
        if key.plain:
            raise key.error("a key is missing here; write `key: value`")

    def _start(self, event: Any) -> None:
        outer = self._frame
        if outer is not None and outer.keys is not None and outer.key is None:
            raise self._error(
                event, "a list or mapping cannot be a key; put the key in quotes if it is text"
            )
        if event.tag is not None:
            raise self._tag_error(event)
        depth = 1
        flow_depth = 0
        if outer is not None:
            depth += outer.depth
            flow_depth = outer.flow_depth
            self._outer.append(outer)
        if event.flow_style:
            flow_depth += 1
        self._check_depth(event, depth, flow_depth)
        if event.anchor is not None:
            self._anchors[event.anchor] = None
        self._frame = Frame(event, depth, flow_depth, self._nodes, self._repeated)
        if self._shorten is not None and self._frame.keys is None and self._outer:
            self._frame.shorten = self._shorten_in(self._shorten)

    def _shorten_in(self, shorten: Shorten) -> ShortenItem | None:
        """How the entries of the list that has just begun are shortened, if they are."""
        keys = self._keys()
        # A list in an entry of a list is shortened together with that.
        return shorten(keys, self._outer[0].items) if len(keys) == len(self._outer) else None

    def _keys(self) -> tuple[str, ...]:
        """The keys that lead to what was begun last."""
        return tuple(frame.key.text for frame in self._outer if frame.key is not None)

    def _check_depth(self, event: Any, depth: int, flow_depth: int) -> None:
        if depth > MAX_DEPTH or flow_depth > MAX_FLOW_DEPTH:
            what = (
                f"more than {MAX_DEPTH:,} lists or mappings are"
                if depth > MAX_DEPTH
                else f"more than {MAX_FLOW_DEPTH} brackets are open and"
            )
            raise self._error(event, f"{what} nested in each other; make the nesting flatter")

    def _end(self, event: Any) -> None:
        frame = cast("Frame", self._frame)
        start = frame.start
        flow = bool(start.flow_style)
        kind: Any = Sequence if frame.keys is None else Mapping
        if flow or not frame.items:
            end = event.end_mark.index
        else:
            # The event itself ends only where the next thing begins, behind all comments.
            last = frame.items[-1] if frame.keys is None else frame.items[-1][1]
            end = max(last.end, frame.alias_end)
        node = kind(tuple(frame.items), start.start_mark.index, end, self._source, flow)
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise self._too_many(start)
        if start.anchor is not None:
            repeated = self._repeated - frame.repeated + end - node.start
            nodes = self._nodes - frame.nodes
            self._anchors[start.anchor] = Anchored(node, nodes, repeated, frame.height + 1)
        if self._outer:
            outer = self._outer.pop()
            if outer.shorten is not None and start.anchor is None:
                node = outer.shorten(node, len(outer.items))
            if outer.height <= frame.height:
                outer.height = frame.height + 1
            self._frame = outer
        else:
            self._frame = None
        self._attach(node)

    def _alias(self, event: Any) -> None:
        name: str = event.anchor
        if name not in self._anchors:
            raise self._error(
                event,
                f"the alias *{_shortened(name)} stands for nothing that came before; put the "
                "value in quotes if it is text",
            )
        frame = self._frame
        anchored = self._anchors[name]
        if anchored is None:
            raise self._error(
                event,
                f"the alias *{_shortened(name)} would contain itself; write out what is meant",
            )
        if frame is None or (frame.keys is not None and frame.key is None):
            raise self._error(event, "an alias cannot be a key; write the key out")
        self._nodes += anchored.nodes
        self._repeated += anchored.repeated
        if self._repeated > MAX_REPEATED or self._nodes > MAX_NODES:
            raise self._error(
                event,
                f"with the alias *{_shortened(name)} the file's aliases repeat more than "
                f"{MAX_REPEATED:,} characters; write out what is meant",
            )
        self._check_depth(event, frame.depth + anchored.height, 0)
        frame.height = max(frame.height, anchored.height)
        frame.alias_end = event.end_mark.index
        self._attach(anchored.node)

    def _attach(self, node: Node) -> None:
        frame = self._frame
        if frame is None:
            self._root = node
        elif frame.keys is None:
            frame.items.append(node)
        else:
            frame.items.append((frame.key, node))
            frame.key = None

    def _too_many(self, event: Any) -> SourceError:
        return self._error(
            event, f"the file holds more than {MAX_NODES:,} values; split it into smaller ones"
        )

    def _tag_error(self, event: Any) -> SourceError:
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        return self._error(
            event,
            f"the tag {_shortened(tag)} is not read; remove it, or put the value in quotes if it "
            "is text that begins with an exclamation mark",
        )

    def _error(self, event: Any, message: str) -> SourceError:
        return self._source.error(event.start_mark.index, message)

    # Functions and not bound methods: with those, each tree would wait for the garbage collector.
    _HANDLERS: ClassVar[dict[type, Callable[[TreeBuilder, Any], None]]] = {
        MappingStartEvent: _start,
        SequenceStartEvent: _start,
        MappingEndEvent: _end,
        SequenceEndEvent: _end,
        AliasEvent: _alias,
        DocumentStartEvent: _document,
        DocumentEndEvent: _ignore,
        StreamStartEvent: _ignore,
        StreamEndEvent: _ignore,
    }


def _shortened(text: str, longest: int = 60) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
