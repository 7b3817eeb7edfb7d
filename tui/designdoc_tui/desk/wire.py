"""How the records of a journal stand in its file.

A record is one line: a checksum, the number of bytes that follow, and JSON in ASCII.

    8d2f41c6 57 {"do":"text","at":["overview","problem"],"from":3,"out":0,"in":"x"}

The checksum (CRC-32) goes on from that of the line before, so that a line that is torn, lost,
doubled or out of its place is noticed, and everything from there on is not believed.
"""

from __future__ import annotations

import json
import zlib
from typing import Any, Final, NamedTuple

from designdoc_tui.document import Change, Document, Edit
from designdoc_tui.document.changes import Splice
from designdoc_tui.source.yaml_nodes import Node
from designdoc_tui.source.yaml_source import read_source
from designdoc_tui.template.kinds import Value
from designdoc_tui.template.path import Path

Record = dict[str, Any]
"""What one line of a journal says, before it is JSON."""

_LONGEST_HEAD: Final = 8 + 1 + 12 + 1  # checksum, blank, length, blank
_NODE: Final = "yaml"
_MAPPING: Final = "map"


def framed(record: Record, previous: int) -> tuple[bytes, int]:
    """The line of a record.

    Args:
        record: What to write.
        previous: The checksum of the line before; 0 for the first.

    Returns:
        The line, and its checksum.
    """
    # ASCII only: half of a surrogate pair, which no UTF-8 file can hold, is kept as an escape.
    body = json.dumps(record, separators=(",", ":")).encode("ascii")
    checksum = zlib.crc32(body, previous)
    return b"%08x %d %s\n" % (checksum, len(body), body), checksum


class Lines(NamedTuple):
    """What can be believed of a journal.

    Attributes:
        records: Its whole records, in order.
        cut: How many bytes behind them are not a whole record.
    """

    records: list[Record]
    cut: int


def unframed(data: bytes) -> Lines:
    """Reads lines up to the first that is not whole.

    Args:
        data: The bytes of a journal, whatever has become of them.

    Returns:
        The records, and how much was cut off.
    """
    records: list[Record] = []
    position, checksum = 0, 0
    while position < len(data):
        found = _one(data, position, checksum)
        if found is None:
            break
        record, position, checksum = found
        records.append(record)
    return Lines(records, len(data) - position)


def _one(data: bytes, start: int, previous: int) -> tuple[Record, int, int] | None:
    head = data[start : start + _LONGEST_HEAD].split(b" ", 2)
    if len(head) < 3 or len(head[0]) != 8 or not head[1].isdigit():
        return None
    begin = start + len(head[0]) + len(head[1]) + 2
    end = begin + int(head[1])
    body = data[begin:end]
    checksum = zlib.crc32(body, previous)
    if data[end : end + 1] != b"\n" or head[0] != b"%08x" % checksum:
        return None
    try:
        record = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return (record, end + 1, checksum) if isinstance(record, dict) else None


def record_of(change: Change) -> Record:
    """A change as a record: what has to be known to make it again.

    Args:
        change: Something that happened to a document.

    Returns:
        The record. Of a text only what was put in and how much was taken out is in it.
    """
    record: Record = {"do": change.edit.value, "at": list(change.path)}
    if change.splice is not None:
        splice = change.splice
        return {**record, "from": splice.start, "out": len(splice.removed), "in": splice.inserted}
    if change.edit is Edit.MOVE:
        return {**record, "to": change.target}
    if change.edit is not Edit.REMOVE:
        record["value"] = _packed(change.after)
    return record


def setting(path: Path, value: Value) -> Record:
    """The record of another value at a path."""
    return {"do": Edit.SET.value, "at": list(path), "value": _packed(value)}


def make_again(document: Document, record: Record) -> None:
    """Makes a change again.

    Args:
        document: The document, as it was when the change was made.
        record: The change.

    Raises:
        ValueError: The record does not fit the document, or is none.
    """
    try:
        _make(document, Edit(record["do"]), tuple(record["at"]), record)
    except (KeyError, TypeError, IndexError, AssertionError) as error:
        raise ValueError(f"a record that does not fit: {error!r}") from error


def _make(document: Document, edit: Edit, path: Path, record: Record) -> None:
    if edit is Edit.TEXT:
        text, start, removed = document.text(path), record["from"], record["out"]
        if not 0 <= start <= start + removed <= len(text):
            raise ValueError("a record reaches past the end of its text")
        splice = Splice(start, text[start : start + removed], record["in"])
        document.set(path, splice.apply(text))
    elif edit is Edit.SET:
        document.set(path, _unpacked(record["value"]))
    elif edit is Edit.INSERT:
        place = path[-1]
        if not isinstance(place, int) or not 0 <= place <= len(document.items(path[:-1])):
            raise ValueError("a record puts an item where there is no list")
        document.insert(path[:-1], place, _unpacked(record["value"]))
    elif edit is Edit.REMOVE:
        if not document.remove(path):
            raise ValueError("a record takes away an item that is not there")
    elif not document.move(path, record["to"]):
        raise ValueError("a record moves an item that is not there")


def _packed(value: Value) -> object:
    """A value as JSON that cannot be taken for another."""
    if isinstance(value, Node):
        # Deferred: opening a draft has to be quick, and hardly any value is a node.
        from designdoc_tui.draft.yaml_text import write_yaml

        return {_NODE: write_yaml(value)}
    if isinstance(value, dict):
        return {_MAPPING: {key: _packed(inner) for key, inner in value.items()}}
    if isinstance(value, (list, tuple)):
        return [_packed(inner) for inner in value]
    return value


def _unpacked(packed: Any) -> Value:
    if isinstance(packed, list):
        return [_unpacked(inner) for inner in packed]
    if not isinstance(packed, dict):
        return packed
    if _MAPPING in packed:
        return {key: _unpacked(inner) for key, inner in packed[_MAPPING].items()}
    return read_source(packed[_NODE].encode("utf-8"), "a journal")
