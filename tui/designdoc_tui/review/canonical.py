"""The one way in which content is written down before its digest is taken.

The encoding is JSON (RFC 8259) in UTF-8: keys sorted by code point, `,` and `:` without blanks,
every character outside ASCII escaped. Because texts stand in quotes and lists in brackets, no two
contents have the same encoding: `["ab","c"]` is not `["a","bc"]`.

Beyond JSON, three things are settled here:

- A value that says nothing equals one that is not there: keys and entries without text are left
  out, and so are lists and mappings in which nothing is left.
- Under keys that the template does not know, a plain YAML word that readers take for a number, a
  date or nothing stands as U+0000 and the word, so that `5` is not the text `'5'`. A text that
  begins with U+0000 gets another one in front.
- What is nested deeper than 100 levels stands as U+0000 U+0000 and a digest of its own.
"""

from __future__ import annotations

import hashlib
import json
from typing import Final

from designdoc_tui.document.values import is_blank
from designdoc_tui.source.yaml_nodes import Mapping, Node, Scalar, Sequence
from designdoc_tui.source.yaml_words import is_taken_for_something_else
from designdoc_tui.template.kinds import Value

_DEEPEST: Final = 100
_WORD: Final = "\0"
_DEEP: Final = "\0\0sha256:"
_FLAGS: Final = {"true": True, "false": False}


def canonical(value: Value, *, keeps_gaps: bool = False) -> Value:
    """A value without what says nothing, and without the nodes it was read as.

    Args:
        value: Text, flag, list, mapping or node.
        keeps_gaps: Whether entries of lists that say nothing stay as `None`, so that the others
            keep their positions. No digest is taken of that.

    Returns:
        Text, flags, lists and dictionaries; `None` when it says nothing.
    """
    return _canonical(value, 0, gaps=keeps_gaps)


def as_typed(text: str) -> str:
    """A text or a key of a canonical value, without the sign that may stand in front of it."""
    return text.removeprefix(_WORD)


def _canonical(value: Value, depth: int, *, gaps: bool) -> Value:
    if isinstance(value, Node):
        return _of_node(value, depth, gaps=gaps)
    if isinstance(value, str):
        return _text(value) or None
    if isinstance(value, dict):
        pairs = (
            (_text(key), _canonical(inner, depth + 1, gaps=gaps)) for key, inner in value.items()
        )
        return {key: inner for key, inner in pairs if inner is not None} or None
    if isinstance(value, list):
        return _entries([_canonical(inner, depth + 1, gaps=gaps) for inner in value], gaps=gaps)
    return None if is_blank(value) else value


def _entries(items: list[Value], *, gaps: bool) -> Value:
    kept = [item for item in items if item is not None]
    return (items if gaps else kept) if kept else None


def _text(text: str) -> str:
    return _WORD + text if text.startswith(_WORD) else text


def _of_node(node: Node, depth: int, *, gaps: bool = False) -> Value:
    if isinstance(node, Scalar):
        if not node.plain or not is_taken_for_something_else(node.text):
            return _text(node.text) or None
        return _FLAGS.get(node.text, _WORD + node.text) if node.text else None
    if depth > _DEEPEST:
        return _DEEP + _digest_of_deep(node)
    if isinstance(node, Sequence):
        return _entries([_of_node(item, depth + 1, gaps=gaps) for item in node.items], gaps=gaps)
    if isinstance(node, Mapping):
        pairs = (
            (_text(key.text), _of_node(inner, depth + 1, gaps=gaps)) for key, inner in node.entries
        )
        return {key: inner for key, inner in pairs if inner is not None} or None
    return None


def _digest_of_deep(node: Node) -> str:
    """A digest of a tree of any depth, without recursion: a stranger may have written it."""
    found = hashlib.sha256()
    todo: list[Node | str] = [node]
    while todo:
        part = todo.pop()
        if isinstance(part, str):
            found.update(part.encode("ascii"))
        elif isinstance(part, Scalar):
            found.update(json.dumps(_of_node(part, 0)).encode("ascii"))
        elif isinstance(part, Sequence):
            todo += ["]", *(piece for item in reversed(part.items) for piece in (",", item)), "["]
        elif isinstance(part, Mapping):
            todo.append("}")
            for key, inner in sorted(part.entries, key=lambda entry: entry[0].text, reverse=True):
                todo += [",", inner, ":", key]
            todo.append("{")
    return found.hexdigest()


def encoded(content: Value) -> bytes:
    """The encoding of what `canonical` gave."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return text.encode("ascii")


def content_digest(value: Value) -> str:
    """The SHA-256 of a value's canonical encoding.

    Args:
        value: Text, flag, list, mapping or node.

    Returns:
        64 hexadecimal digits, in lower case.
    """
    return hashlib.sha256(encoded(canonical(value))).hexdigest()
