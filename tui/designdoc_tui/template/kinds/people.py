"""Several people on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from designdoc_tui.template.fragments import Fragment, Fragments, below
from designdoc_tui.template.kinds.base import InlineKind, Problem, Shape, Value

_BETWEEN = ", "


def _entries(value: Value) -> list[str]:
    return [str(entry) for entry in value] if isinstance(value, list) else []


@dataclass(frozen=True)
class People(InlineKind):
    """Names, with or without an address, set between commas."""

    name: ClassVar[str] = "people"
    shape: ClassVar[Shape] = Shape.TEXTS

    def is_filled(self, value: Value) -> bool:
        """Tells whether there is a name among the entries."""
        return any(entry.strip() for entry in _entries(value))

    def shown(self, value: Value) -> Value:
        """The entries that are not blank."""
        return [entry for entry in _entries(value) if entry.strip()]

    def encode(self, value: Value) -> str:
        """The names, one after the other."""
        names = (entry.strip("\n").replace("\n", " ") for entry in _entries(value))
        return _BETWEEN.join(name for name in names if name.strip())

    def decode(self, text: str) -> Value | None:
        """The names between the commas."""
        return text.split(_BETWEEN)

    def decode_loosely(self, text: str) -> Value | None:
        """The names between the commas, one at the end left out; they stand on one line."""
        if "\n" in text:
            return None
        return [name for name in re.split(r",[ \t]+|,$", text) if name.strip()]

    def write(self, value: Value, *, placeholders: bool = False) -> Fragments:  # noqa: ARG002
        """Writes each name as coming from its own entry."""
        written: Fragments = []
        for index, entry in enumerate(_entries(value)):
            if not entry.strip():
                continue
            if written:
                written.append(Fragment(_BETWEEN))
            name = entry.strip("\n").replace("\n", " ")
            written.extend(below(index, [Fragment(name)]))
        return written

    def write_placeholder(self, placeholder: Value) -> Fragments:
        """The placeholder is one text for all of them."""
        return [Fragment(str(placeholder), placeholder=True)] if placeholder else []

    def problems(self, value: Value) -> Iterator[Problem]:
        """Entries that hold more than one name."""
        for index, entry in enumerate(_entries(value)):
            if _BETWEEN in entry or "\n" in entry.strip("\n"):
                yield Problem("Give each person an entry of their own.", (index,))
