"""Reading and changing the entries of the review part.

The loader has seen to it that lists are lists and texts are texts; what a text says, and whether it
is there at all, is still a stranger's word. So nothing here fails on an entry that lacks something.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from designdoc_tui.review.canonical import encoded
from designdoc_tui.review.people import Person
from designdoc_tui.source.yaml_nodes import Scalar
from designdoc_tui.template.path import Path, path_or_root
from designdoc_tui.template.reserved import REVIEW

if TYPE_CHECKING:
    from collections.abc import Mapping

    from designdoc_tui.document import Document
    from designdoc_tui.template.kinds import Value

Entry = dict[str, Any]

_ID_DIGITS: Final = 12


def entries(document: Document, key: str) -> Iterator[tuple[int, Entry]]:
    """The entries of one list of the review, each with its position.

    Args:
        document: The document.
        key: For instance `marks`.
    """
    for index, entry in enumerate(document.items((REVIEW, key))):
        if isinstance(entry, dict) and entry:
            yield index, entry


def inner_entries(entry: Mapping[str, Value], key: str) -> Iterator[Entry]:
    """The entries of a list in an entry, such as the replies to a comment."""
    inner = entry.get(key)
    for each in inner if isinstance(inner, list) else []:
        if isinstance(each, dict) and each:
            yield each


def text_in(entry: Mapping[str, Value], key: str) -> str:
    """The text under a key; empty when there is none."""
    value = entry.get(key)
    return value.text if isinstance(value, Scalar) else value if isinstance(value, str) else ""


def person_in(entry: Mapping[str, Value]) -> Person:
    """Who an entry is by."""
    return Person(text_in(entry, "name"), text_in(entry, "email"))


def day_of(at: str) -> str:
    """The day of a time as entries write it, `2026-11-22T14:03:11+01:00`."""
    return at[:10]


def path_in(entry: Mapping[str, Value], key: str) -> Path:
    """The field path under a key; the root where none can be read."""
    return path_or_root(text_in(entry, key))


def by(person: Person, now: datetime) -> Entry:
    """What an entry says of who made it, and when.

    Args:
        person: Who.
        now: When; must say how far it is from UTC.

    Raises:
        ValueError: Nobody is named, or the time does not say where it is that late.
    """
    if not person.shown_name:
        raise ValueError("somebody has to be named")
    if now.utcoffset() is None:
        raise ValueError("the time has to say how far it is from UTC")
    said = {"name": person.name, "email": person.email, "at": now.isoformat(timespec="seconds")}
    return {key: text for key, text in said.items() if text}


def new_id(document: Document, key: str, content: Mapping[str, Value]) -> str:
    """An id for a new entry of a list, made from its content so that no two branches share one.

    Args:
        document: The document.
        key: The list.
        content: What the entry says.
    """
    taken = {text_in(entry, "id") for _, entry in entries(document, key)}
    salt = 0
    while True:
        whole = hashlib.sha256(encoded({"salt": salt, "entry": dict(content)})).hexdigest()
        if whole[:_ID_DIGITS] not in taken:
            return whole[:_ID_DIGITS]
        salt += 1


def edit(document: Document, edits: Sequence[tuple[Path, Value]]) -> None:
    """Makes several edits that one undo takes back.

    Args:
        document: The document.
        edits: Paths, each with the value to put there; `None` takes it away.
    """
    with document.one_step():
        for path, value in edits:
            document.set(path, value)
