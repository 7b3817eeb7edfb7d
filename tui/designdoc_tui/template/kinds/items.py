"""A list of texts, bulleted or numbered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from designdoc_tui.template.fragments import Fragment, Fragments, indent_after_first, text_of
from designdoc_tui.template.kinds.base import Kind, Lines, Problem, Shape, Taken, Value
from designdoc_tui.template.lines import take_continuation


@dataclass(frozen=True)
class Items(Kind):
    """List items that count by themselves.

    Attributes:
        numbered: Whether the items are numbered; bulleted otherwise.
        label: What each item begins with, `{#}` standing for its number: `Goal {#}`.
        samples: The template's own items. An item that is one of them is not filled.
    """

    name: ClassVar[str] = "list"
    shape: ClassVar[Shape] = Shape.TEXTS
    is_block: ClassVar[bool] = True

    numbered: bool = False
    label: str = ""
    samples: tuple[str, ...] = ()

    def shown(self, value: Value) -> Value:
        """The items that an author has written."""
        items = value if isinstance(value, list) else []
        return [items[place] for place in self.filled(items)]

    def label_of(self, number: int) -> str:
        """What the item of this number begins with, counting from 1; may be empty."""
        return self.label.replace("{#}", str(number))

    def is_item_filled(self, item: Value) -> bool:
        """Tells whether an author has written this item."""
        return isinstance(item, str) and item.strip() != "" and item not in self.samples

    def is_filled(self, value: Value) -> bool:
        """Tells whether an author has written any item."""
        return isinstance(value, list) and any(self.is_item_filled(item) for item in value)

    def filled(self, value: Value) -> Iterator[int]:
        """Which items an author has written, by their places in the list."""
        items = value if isinstance(value, list) else ()
        return (place for place, item in enumerate(items) if self.is_item_filled(item))

    @cached_property
    def _openings(self) -> str:
        """What stands before each item, `{#}` standing for its number."""
        return ("{#}. " if self.numbered else "- ") + (f"{self.label}: " if self.label else "")

    def _opening(self, number: int) -> tuple[str, str]:
        marker = f"{number}. " if self.numbered else "- "
        return self._openings.replace("{#}", str(number)), " " * len(marker)

    def _write_items(self, items: Sequence[str], places: Sequence[int]) -> Fragments:
        """Writes items as one: a list is written at each key, and may have thousands.

        Args:
            items: The items.
            places: Where each of them stands in its list.
        """
        if not items:
            return []
        openings = self._openings
        written = [
            openings.replace("{#}", str(number)) + item.strip("\n")
            for number, item in enumerate(items, start=1)
        ]
        text = "\n".join(written)
        if text.count("\n") >= len(items):
            written = [self._indented(item, number) for number, item in enumerate(written, start=1)]
            text = "\n".join(written)
            lines = zip(places, written, strict=True)
            places = [place for place, item in lines for _ in range(item.count("\n") + 1)]
        return [Fragment(text, items=places)]

    def _indented(self, item: str, number: int) -> str:
        _, indent = self._opening(number)
        return text_of(indent_after_first([Fragment(item)], indent))

    def write(self, value: Value, *, placeholders: bool = False) -> Fragments:  # noqa: ARG002
        """Writes the filled items, numbered as they come."""
        items = value if isinstance(value, list) else []
        places = list(self.filled(items))
        return self._write_items([str(items[place]) for place in places], places)

    def write_placeholder(self, placeholder: Value) -> Fragments:
        """Writes the template's own items."""
        items = [str(item) for item in placeholder] if isinstance(placeholder, list) else []
        written = self._write_items(items, range(len(items)))
        return [Fragment(text_of(written), placeholder=True)] if written else []

    def write_after_label(self, value: Value, *, placeholders: bool = False) -> Fragments:
        """A single item follows the label; several stand below it."""
        items = value if isinstance(value, list) else []
        filled = self.filled(items)
        place = next(filled)
        if next(filled, None) is not None:
            return [Fragment("\n"), *self.write(value, placeholders=placeholders)]
        return [Fragment(" "), Fragment(str(items[place]).strip("\n"), (place,))]

    def write_placeholder_after_label(self, placeholder: Value) -> Fragments:
        """In the same way, the template's own items."""
        items = placeholder if isinstance(placeholder, list) else []
        if len(items) == 1:
            return [Fragment(" "), Fragment(str(items[0]), placeholder=True)]
        written = self.write_placeholder(placeholder)
        return [Fragment("\n"), *written] if written else []

    def take_after_label(self, first: str, later: Lines) -> Value | None:
        """One item behind the label, or those below it."""
        if first:
            return ["\n".join([first[1:], *later])]
        taken = self.take(later, 0)
        return taken.value if taken is not None and taken.end == len(later) else None

    def decode_loosely(self, text: str) -> Value | None:
        """A single item: several would stand below the label."""
        return [text]

    def write_like(self, value: Value, came: str, said: Value) -> Fragments:  # noqa: ARG002
        """One item behind the label, or several below it, without labels of their own."""
        items = [str(item).strip("\n") for item in value] if isinstance(value, list) else []
        items = [item for item in items if item.strip()]
        if len(items) == 1:
            return [Fragment(items[0])]
        return [Fragment("".join("\n- " + item.replace("\n", "\n  ") for item in items))]

    def take(self, lines: Lines, start: int) -> Taken | None:
        """Reads items for as long as each has the number that is its turn."""
        items: list[str] = []
        position = start
        while position < len(lines):
            opening, indent = self._opening(len(items) + 1)
            if not lines[position].startswith(opening):
                break
            rest, end = take_continuation(lines, position + 1, indent)
            items.append("\n".join([lines[position][len(opening) :], *rest]))
            position = end
        return Taken(items, position) if items else None

    def problems(self, value: Value) -> Iterator[Problem]:
        """Items written twice."""
        seen: set[str] = set()
        for index, item in enumerate(value if isinstance(value, list) else []):
            text = str(item).strip()
            if text and text in seen:
                yield Problem("This is in the list already: change one or remove it.", (index,))
            seen.add(text)
