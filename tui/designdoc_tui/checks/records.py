"""Telling quickly whether the Markdown of a record could read as something else.

Writing a record and reading it back settles it, but takes longer than everything else. A record
of single lines reads back unless one of them holds what separates the fields of its first line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from designdoc_tui.template.kinds import Value
from designdoc_tui.template.kinds.fence import Fence
from designdoc_tui.template.kinds.records import Records


class Doubt:
    """Decides which records of a kind have to be written and read back."""

    __slots__ = ("_head", "_keys", "_separators")

    def __init__(self, kind: Records) -> None:
        """Works out what could be mistaken for what.

        Args:
            kind: What the records are.
        """
        parts = [part for part in kind.head.parts if part.field]
        self._head = kind.head.keys if len(parts) > 1 else ()
        self._separators = tuple(text for part in parts for text in (part.text, part.after) if text)
        # A fence is made long enough for what stands in it.
        self._keys = tuple(field.key for field in kind.fields if not isinstance(field.kind, Fence))

    def about(self, record: Mapping[str, Value]) -> bool:
        """Whether a record has to be written and read back to know.

        Args:
            record: Its values by key. Records in it are looked at on their own.

        Returns:
            `False` only when there is certainly nothing to find.
        """
        for text in self._texts(record):
            if "\n" in text or text[:1].isspace() or text[-1:].isspace():
                return True
        for key in self._head:
            value = record.get(key)
            if isinstance(value, str):
                for separator in self._separators:
                    if separator in value:
                        return True
        return False

    def _texts(self, record: Mapping[str, Value]) -> Iterator[str]:
        for key in self._keys:
            value = record.get(key)
            if type(value) is str:
                yield value
            elif type(value) is list:
                yield from (item for item in value if type(item) is str)
