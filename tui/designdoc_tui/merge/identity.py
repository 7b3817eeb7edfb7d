"""Values as things that can be looked up and compared, whatever they are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designdoc_tui.document.values import is_blank
from designdoc_tui.source.yaml_nodes import Mapping, Node, Scalar, Sequence, same_meaning

if TYPE_CHECKING:
    from collections.abc import Hashable

    from designdoc_tui.template.kinds import Value
    from designdoc_tui.template.path import Path


class _NodeKey:
    """A node of an unknown key, which can be looked up: equal when it means the same."""

    __slots__ = ("_hash", "_node")

    def __init__(self, node: Node) -> None:
        self._node = node
        self._hash = hash(_outline(node, deeper=True))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _NodeKey):
            return NotImplemented
        return self._hash == other._hash and same_meaning(self._node, other._node)

    def __hash__(self) -> int:
        return self._hash


def _outline(node: Node, *, deeper: bool) -> Hashable:
    """What is quickly told of a node and does not depend on the order of its keys."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        if not deeper:
            return ("mapping", len(node.entries))
        return frozenset((key.text, _outline(inner, deeper=False)) for key, inner in node.entries)
    if isinstance(node, Sequence):
        if not deeper:
            return ("list", len(node.items))
        return tuple(_outline(inner, deeper=False) for inner in node.items)
    return None


def key_of(value: Value) -> Hashable:
    """Something that can be looked up, and is equal when the values are."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        entries = sorted((key, key_of(inner)) for key, inner in value.items() if inner is not None)
        return ("mapping", *entries)
    if isinstance(value, list):
        return ("list", *map(key_of, value))
    if isinstance(value, Node):
        return _NodeKey(value)
    return ("other", value)


def same(one: Value, other: Value) -> bool:
    """Whether two values say the same; all that say nothing do."""
    return one == other or (is_blank(one) and is_blank(other))


def opened(value: Value) -> Value:
    """A value as text, flag, list or dictionary, the node of an unknown key opened one level."""
    if isinstance(value, Mapping):
        return {key.text: inner for key, inner in value.entries}
    if isinstance(value, Sequence):
        return list(value.items)
    return value


def inside(value: Value, path: Path) -> Value:
    """The value at a path, which may lead into keys that nobody knows; `None` where none is."""
    here = value
    for step in path:
        around = opened(here)
        if isinstance(around, dict) and isinstance(step, str):
            here = around.get(step)
        elif isinstance(around, list) and isinstance(step, int) and step < len(around):
            here = around[step]
        else:
            return None
    return here


def with_inside(value: Value, path: Path, new: Value) -> Value:
    """A value in which another stands at a path; `None` takes away what stands there.

    Args:
        value: The value, which is a node or has them in it.
        path: Where; the way to it is there.
        new: What to put there. A text stays without quotes where what it replaces had none.
    """
    if not path:
        if isinstance(value, Scalar) and isinstance(new, str):
            return Scalar(new, value.style if "\n" not in new else "'")
        return new
    around, step = opened(value), path[0]
    if isinstance(around, dict) and isinstance(step, str):
        put = with_inside(around.get(step), path[1:], new)
        rest = {key: inner for key, inner in around.items() if key != step or put is not None}
        return closed(rest if put is None else {**rest, step: put}, value)
    if isinstance(around, list) and isinstance(step, int):
        put = with_inside(around[step], path[1:], new)
        return closed([*around[:step], *([] if put is None else [put]), *around[step + 1 :]], value)
    return value


def closed(value: Value, *sources: Value) -> Value:
    """What `opened` has opened, put together again, so that it is what a reader would give.

    Args:
        value: The value, in which dictionaries and lists may have taken the place of nodes.
        sources: The nodes it was made from; their keys are used again.

    Returns:
        A node, if any of the sources is one; the value itself otherwise.
    """
    if value is None or not any(isinstance(source, Node) for source in sources):
        return value
    keys = {
        key.text: key
        for source in sources
        if isinstance(source, Mapping)
        for key, _ in source.entries
    }
    if isinstance(value, dict):
        entries = ((keys.get(key, Scalar(key, "'")), _node(inner)) for key, inner in value.items())
        return Mapping(tuple(entries))
    return _node(value)


def _node(value: Value) -> Node:
    if isinstance(value, Node):
        return value
    if isinstance(value, list):
        return Sequence(tuple(map(_node, value)))
    if isinstance(value, dict):
        return Mapping(tuple((Scalar(key, "'"), _node(inner)) for key, inner in value.items()))
    if isinstance(value, bool):
        return Scalar("true" if value else "false")
    return Scalar(str(value), "'")


def text_in(value: Value) -> str | None:
    """The text that a value is, if it is one; the node of an unknown key may be."""
    if isinstance(value, str):
        return value
    return value.text if isinstance(value, Scalar) else None


def told(value: Value) -> str:
    """A value as one text, different for different values, the order of keys not counting."""
    parts: list[str] = []
    todo: list[Value] = [value]
    while todo:
        here = todo.pop()
        inside = opened(here)
        if isinstance(inside, dict):
            parts.append("{")
            for key in sorted(inside, reverse=True):
                todo += (inside[key], key)
        elif isinstance(inside, list):
            parts.append(f"[{len(inside)}")
            todo += reversed(inside)
        elif isinstance(here, Scalar):
            parts.append(f"{here.text}\x00{here.plain}")
        else:
            parts.append(str(here))
    return "\x00".join(parts)
