"""Seeing at a glance that there is nothing to find.

Nearly everything in a document is as it should be: a line of text without brackets, a list of
such lines, a record of them. A thousand documents are checked in the time it takes to read them
only because no rule is asked about those. All of this errs towards asking the rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Protocol

from designdoc_tui.template.field import Field
from designdoc_tui.template.kinds import Shape, Value
from designdoc_tui.template.kinds.items import Items
from designdoc_tui.template.kinds.records import Records

_FIRST_OF_A_MARK: Final = " \t#`~"


def is_remarkable(text: str) -> bool:
    """Whether a text may hold a fence, a heading, a comment, a link or a bracket."""
    return "\n" in text or "[" in text or "<!--" in text or text[:1] in _FIRST_OF_A_MARK


class Usual(Protocol):
    """Tells the usual values of a field."""

    def covers(self, value: Value) -> bool:
        """Whether a value is filled and no rule would find anything in it.

        Such a value has no line breaks in it and no blanks around it.
        """


class UsualText:
    """For fields of text that no rule looks at but those about Markdown."""

    __slots__ = ("_placeholder",)

    def __init__(self, field: Field) -> None:
        """Begins with the field."""
        self._placeholder = field.placeholder

    def covers(self, value: Value) -> bool:
        """A line of text that is not the template's; see `Usual`."""
        return (
            type(value) is str
            and value.strip() == value != ""
            and value != self._placeholder
            and not is_remarkable(value)
        )


class UsualList:
    """For lists of text that no rule looks at but those about lists and Markdown."""

    __slots__ = ("_samples",)

    def __init__(self, kind: Items) -> None:
        """Begins with the kind of the list."""
        self._samples = frozenset(kind.samples)

    def covers(self, value: Value) -> bool:
        """Different lines of text, none of them the template's; see `Usual`."""
        if type(value) is not list or not value:
            return False
        items = {item.strip() for item in value if type(item) is str}
        return (
            len(items) == len(value)
            and "" not in items
            and items.issuperset(value)
            and self._samples.isdisjoint(value)
            and not any(map(is_remarkable, items))
        )


class Doubt:
    """Decides which records of a kind have to be written and read back.

    That settles whether their Markdown reads as something else, but takes longer than everything
    else together. A record of single lines reads back unless one of them holds what separates the
    fields of its first line.

    Attributes:
        of_usual_values: Whether there can be doubt about a record of which each value is usual.
    """

    __slots__ = ("_first", "_head", "_keys", "_particular", "_separators", "of_usual_values")

    def __init__(self, kind: Records) -> None:
        """Works out what could be mistaken for what.

        Args:
            kind: What the records are.
        """
        parts = [part for part in kind.head.parts if part.field]
        self._head = kind.head.keys if len(parts) > 1 else ()
        self.of_usual_values = bool(self._head)
        self._particular = tuple(
            (field.key, field.kind)
            for field in kind.fields
            if field.kind.shape is Shape.TEXT and not field.kind.takes_any_text
        )
        # Where a record lacks what it begins with, that is what has to be told.
        self._first = kind.by_key[kind.head.keys[0]] if kind.head.keys else None
        self._separators = tuple(text for part in parts for text in (part.text, part.after) if text)
        self._keys = tuple(field.key for field in kind.fields if not field.kind.is_fenced)

    def about(self, record: Mapping[str, Value]) -> bool:
        """Whether a record has to be written and read back to know.

        Args:
            record: Its values by key. Records in it are looked at on their own.

        Returns:
            `False` only when there is certainly nothing to find.
        """
        if self.lacks_beginning(record):
            return False
        for key in self._keys:
            value = record.get(key)
            if type(value) is str:
                if _is_loose(value):
                    return True
            elif type(value) is list:
                for item in value:
                    if type(item) is str and _is_loose(item):
                        return True
        return self._is_mixed_up(record) or self._is_unreadable(record)

    def lacks_beginning(self, record: Mapping[str, Value]) -> bool:
        """Whether a record lacks what its first line begins with, or has the template's there."""
        return self._first is not None and not self._first.is_filled(record.get(self._first.key))

    def _is_mixed_up(self, record: Mapping[str, Value]) -> bool:
        """Whether the fields of the first line may be read as others."""
        for key in self._head:
            value = record.get(key)
            if isinstance(value, str):
                for separator in self._separators:
                    if separator in value:
                        return True
        return False

    def _is_unreadable(self, record: Mapping[str, Value]) -> bool:
        """Whether a line is not read as what it is: what is no date is no `Answered on` either."""
        for key, kind in self._particular:
            value = record.get(key)
            if isinstance(value, str) and next(kind.problems(value), None) is not None:
                return True
        return False


def _is_loose(text: str) -> bool:
    """Whether a text has several lines, or blanks at an end."""
    return "\n" in text or text[:1].isspace() or text[-1:].isspace()
