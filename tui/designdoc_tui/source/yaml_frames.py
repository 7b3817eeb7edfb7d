"""How much a document may hold, and what is remembered of the parts that are still open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from yaml.events import MappingStartEvent

if TYPE_CHECKING:
    from designdoc_tui.source.yaml_builder import ShortenItem
    from designdoc_tui.source.yaml_nodes import Node, Scalar

MAX_DEPTH: Final = 1_000
"""How many lists and mappings may stand in each other."""

MAX_FLOW_DEPTH: Final = 100
"""How many brackets and braces may stand in each other. The parser looks at every open bracket
for every word, so that a deep and long flow collection would take it minutes."""

MAX_NODES: Final = 2_000_000
"""How many values a document may have, counting again what an alias repeats."""

MAX_REPEATED: Final = 1_000_000
"""How many characters of the file the aliases of a document may repeat, all together."""

NO_KEYS: Final = ("", "<<")
"""What is no key without quotes: nothing, and the sign for merging another mapping."""


class Frame:
    """A list or mapping whose end has not been reached.

    Attributes:
        start: The event it began with.
        items: A list's values; a mapping's entries.
        key: The key whose value comes next, in a mapping.
        keys: The texts of the keys so far and `NO_KEYS`, in a mapping; None in a list.
        depth: How many collections are open, this one included.
        flow_depth: How many of those are written in brackets.
        height: How deep its own content reaches, in levels below it.
        nodes: The document's count of nodes when it began.
        repeated: The document's count of repeated characters when it began.
        alias_end: Offset just after the last alias among its values.
        shorten: What stands in the tree for an entry of a list; None for the entry itself.
    """

    __slots__ = (
        "alias_end", "depth", "flow_depth", "height", "items", "key", "keys", "nodes", "repeated",
        "shorten", "start",
    )  # fmt: skip

    def __init__(self, start: Any, depth: int, flow_depth: int, nodes: int, repeated: int) -> None:
        self.start = start
        self.items: list[Any] = []
        self.key: Scalar | None = None
        self.keys: set[str] | None = set(NO_KEYS) if start.__class__ is MappingStartEvent else None
        self.depth = depth
        self.flow_depth = flow_depth
        self.height = 0
        self.nodes = nodes
        self.repeated = repeated
        self.alias_end = 0
        self.shorten: ShortenItem | None = None


class Anchored:
    """What an alias may stand for: a finished node, and how much an alias would repeat.

    Attributes:
        node: The node with the anchor.
        nodes: How many values it has, itself included.
        repeated: How many characters of the file it takes, what its own aliases repeat included.
        height: How many collections stand in each other in it, itself included.
    """

    __slots__ = ("height", "node", "nodes", "repeated")

    def __init__(self, node: Node, nodes: int, repeated: int, height: int) -> None:
        self.node = node
        self.nodes = nodes
        self.repeated = repeated
        self.height = height
