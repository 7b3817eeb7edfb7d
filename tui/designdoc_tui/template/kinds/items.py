"""A list of texts, bulleted or numbered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from designdoc_tui.template.fragments import Fragment, Fragments, below, indent_after_first
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

    def label_of(self, number: int) -> str:
        """What the item of this number begins with, counting from 1; may be empty."""
        return self.label.replace("{#}", str(number))

    def is_item_filled(self, item: Value) -> bool:
        """Tells whether an author has written this item."""
        return isinstance(item, str) and item.strip() != "" and item not in self.samples

    def is_filled(self, value: Value) -> bool:
        """Tells whether an author has written any item."""
        return isinstance(value, list) and any(self.is_item_filled(item) for item in value)

    def _opening(self, number: int) -> tuple[str, str]:
        marker = f"{number}. " if self.numbered else "- "
        label = self.label_of(number)
        return marker + (f"{label}: " if label else ""), " " * len(marker)

    def _write_items(self, items: list[tuple[int, str]]) -> Fragments:
        written: Fragments = []
        for number, (index, item) in enumerate(items, start=1):
            opening, indent = self._opening(number)
            written.append(Fragment(("\n" if written else "") + opening))
            text = item.strip("\n")
            if "\n" in text:
                written += below(index, indent_after_first([Fragment(text)], indent))
            else:
                written.append(Fragment(text, (index,)))
        return written

    def write(self, value: Value, *, placeholders: bool = False) -> Fragments:  # noqa: ARG002
        """Writes the filled items, numbered as they come."""
        items = value if isinstance(value, list) else []
        return self._write_items(
            [(index, str(item)) for index, item in enumerate(items) if self.is_item_filled(item)]
        )

    def write_placeholder(self, placeholder: Value) -> Fragments:
        """Writes the template's own items."""
        items = [str(item) for item in placeholder] if isinstance(placeholder, list) else []
        return [
            Fragment(fragment.text, placeholder=True)
            for fragment in self._write_items(list(enumerate(items)))
        ]

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
