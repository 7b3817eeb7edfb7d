"""Text as it came, taken apart so far that a new value can be put into it.

A node covers whole lines and knows which value they say. `put` writes the lines for another
value and changes no more of them than it must: with the value they say, it gives back the very
lines. What is written anew follows the manner of what stood there.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

from designdoc_tui.template.field import Field, Look
from designdoc_tui.template.fragments import Fragment, Fragments, below, indent_after_first, text_of
from designdoc_tui.template.kinds.choice import Choice
from designdoc_tui.template.kinds.flag import Flag
from designdoc_tui.template.kinds.items import Items
from designdoc_tui.template.kinds.records import Records
from designdoc_tui.template.kinds.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from designdoc_tui.template.kinds import Value


class Node(ABC):
    """Lines that say the value of one field.

    Attributes:
        field: The field.
        value: What the lines say; `None` when that is nothing, or only what a template has there.
    """

    field: Field
    value: Value

    @abstractmethod
    def put(self, value: Value) -> Fragments:
        """The lines for a value, each with its line end; nothing when it is not filled."""

    def holds(self, value: Value) -> bool:
        """Whether the lines say a value already."""
        if self.value is None:
            return not self.field.is_filled(value)
        return value == self.value


@dataclass(slots=True)
class Line(Node):
    """A value behind its label.

    Attributes:
        opening: What stands in front of the value, its label too.
        raw: The value's text as it came, over one line or several.
        closing: What stands behind it, the line end too.
        indent: What later lines of a new value begin with.
    """

    field: Field
    value: Value
    opening: str
    raw: str
    closing: str = "\n"
    indent: str = "  "

    def put(self, value: Value) -> Fragments:
        """The opening as it was, with the value behind it."""
        if self.holds(value):
            return [Fragment(self.opening), Fragment(self.raw, (), self.value is None),
                    Fragment(self.closing)]  # fmt: skip
        if not self.field.is_filled(value):
            return []
        blank = "" if self.opening[-1:] in ("", " ", "\t") else " "
        return [
            Fragment(self.opening + blank),
            *indent_after_first(self._written(value), self.indent),
            Fragment(self.closing),
        ]

    def _written(self, value: Value) -> Fragments:
        """A new value in the manner of the old one: without ticks, in small letters."""
        kind, text = self.field.kind, self.raw.strip()
        if isinstance(kind, Items):
            return [Fragment(_few(value))]
        without_ticks = self.value is not None and not text.startswith("`")
        if isinstance(kind, Text | Choice) and kind.code and without_ticks:
            return [Fragment(str(value).strip("\n").replace("\n", " "))]
        if isinstance(kind, Flag) and isinstance(value, bool) and text.islower():
            return [Fragment(kind.encode(value).lower())]
        return kind.write(value)


def _few(value: Value) -> str:
    """Items behind a label: one stands on its line, several below it."""
    items = [str(item).strip("\n") for item in value] if isinstance(value, list) else []
    items = [item for item in items if item.strip()]
    if len(items) == 1:
        return items[0]
    return "".join("\n- " + item.replace("\n", "\n  ") for item in items)


@dataclass(slots=True)
class Whole(Node):
    """A block that is written anew as a whole: paragraphs, a fence.

    Attributes:
        raw: The lines as they came.
        opening: What stands in front of a new value; for a fence, its first line.
        closing: What stands behind it.
    """

    field: Field
    value: Value
    raw: str
    opening: str = ""
    closing: str = "\n"

    def put(self, value: Value) -> Fragments:
        """The lines with another text in them."""
        if self.holds(value):
            return [Fragment(self.raw, (), self.value is None)]
        if not self.field.is_filled(value):
            return []
        text = str(value).strip("\n") if not self.opening else str(value).rstrip("\n")
        ticks = self.closing.strip()
        if self.opening and ticks in text:
            return [*self.field.kind.write(value), Fragment("\n")]
        return [Fragment(self.opening), Fragment(text), Fragment(self.closing)]


@dataclass(slots=True)
class Captioned(Node):
    """A block under a line with its label.

    Attributes:
        caption: That line, and blank lines below it.
        inner: The block.
    """

    caption: str
    inner: Node

    @property
    def field(self) -> Field:  # type: ignore[override]
        """The field of the block."""
        return self.inner.field

    @property
    def value(self) -> Value:  # type: ignore[override]
        """The value of the block."""
        return self.inner.value

    def put(self, value: Value) -> Fragments:
        """The caption with the block, or neither."""
        written = self.inner.put(value)
        return [Fragment(self.caption), *written] if written else []


@dataclass(slots=True)
class Body:
    """The lines of several fields.

    Attributes:
        fields: The fields that may stand in them, in the order of the template.
        rows: Nodes, and the text of lines that belong to no field.
    """

    fields: Sequence[Field]
    rows: list[Node | str]

    @property
    def values(self) -> dict[str, Value]:
        """What the lines say, by key."""
        nodes = (row for row in self.rows if isinstance(row, Node))
        return {node.field.key: node.value for node in nodes if node.value is not None}

    @property
    def keys(self) -> set[str]:
        """The fields that have a place in the lines."""
        return {row.field.key for row in self.rows if isinstance(row, Node)}

    def put(self, values: Mapping[str, Value]) -> Fragments:
        """The lines for other values.

        Args:
            values: Values by key.

        Returns:
            The lines, each with its line end, and the fields they came from.
        """
        parts: list[tuple[Field | None, Fragments]] = []
        gone = False
        for row in self.rows:
            if isinstance(row, str):
                # A gap goes with the block in front of it.
                parts.append((None, [] if gone and not row.strip() else [Fragment(row)]))
                gone = False
                continue
            key = row.field.key
            written = list(below(key, row.put(values.get(key))))
            gone = not written and isinstance(row, Whole | Captioned)
            parts.append((row.field, written))
        keys = self.keys
        for field in self.fields:
            value = values.get(field.key)
            if value is not None and field.key not in keys and field.is_filled(value):
                self._insert(parts, field, value)
        return [part for _, written in parts for part in written]

    def _insert(
        self, parts: list[tuple[Field | None, Fragments]], field: Field, value: Value
    ) -> None:
        """Writes a field that has had no lines, behind the nearest one in front of it."""
        order = [other.key for other in self.fields]
        place = order.index(field.key)
        at, before = 0, None
        for position, (other, written) in enumerate(parts):
            if other is not None and order.index(other.key) < place and written:
                at, before = position + 1, other
        number = sum(
            other is not None and other.look is Look.NUMBERED and bool(written)
            for other, written in parts[:at]
        )
        written = field.write(value, number + 1, placeholders=False)
        if not written:
            return
        written = [*self._in_the_manner(field, before, written), Fragment("\n")]
        if before is not None and Look.BLOCK in (before.look, field.look):
            written = [Fragment("\n"), *written]
        parts.insert(at, (field, list(below(field.key, written))))
        following = next((each for each in parts[at + 1 :] if each[1]), None)
        if following is None:
            return
        after, text = following[0], text_of(following[1])
        blocks = after is None or Look.BLOCK in (after.look, field.look)
        if blocks and not text.startswith("\n"):
            parts.insert(at + 1, (None, [Fragment("\n")]))

    def _in_the_manner(self, field: Field, before: Field | None, written: Fragments) -> Fragments:
        """Another label in front, marked as its neighbour's is."""
        near = next(
            (row for row in self.rows if isinstance(row, Line) and row.field is before), None
        )
        if near is None or field.look is Look.BLOCK or near.field.look is not field.look:
            return written
        label = next((name for name in (near.field.label, *near.field.synonyms)
                      if near.opening.count(name) == 1), "")  # fmt: skip
        if not label:
            return written
        opening = near.opening.replace(label, field.label)
        blank = "" if opening[-1:] == " " or written[1].text.startswith(("\n", " ")) else " "
        return [Fragment(opening.rstrip(" ") + blank), *written[1:]]


@dataclass(slots=True)
class Entry:
    """One item or record of a list.

    Attributes:
        marker: What the entry begins with: its bullet or number, its label.
        value: What it says.
        raw: Its text behind the marker, with its line end.
        gap: The blank lines behind it.
        body: For a record, its lines taken apart.
    """

    marker: str
    value: Value
    raw: str
    gap: str = ""
    body: RecordText | None = None


@dataclass(slots=True)
class RecordText:
    """The lines of one record, taken apart.

    Attributes:
        head: The parts of its first line: text, or the key of a field with its text.
        tick: The box in front of it, if there is one.
        gap: Blank lines behind the first line.
        body: The fields below it.
        indent: What stands in front of its later lines.
    """

    head: list[tuple[str, str]]
    tick: str
    gap: str
    body: Body
    indent: str

    def put(
        self, kind: Records, old: Mapping[str, Value], new: Mapping[str, Value]
    ) -> Fragments | None:
        """The record with other values; `None` when its first line has to be written anew."""
        written: Fragments = [Fragment(self._tick(kind, old, new))]
        named = {key for key, _ in self.head if key}
        for key in kind.head.keys:
            filled = kind.by_key[key].is_filled(new.get(key))
            if filled is not (key in named and key in old):
                return None
        for key, text in self.head:
            if not key:
                written.append(Fragment(text))
            elif old.get(key) == new.get(key):
                written.append(Fragment(text, (key,)))
            else:
                inner = kind.by_key[key].kind.write(new.get(key))
                code = getattr(kind.by_key[key].kind, "code", False) and not text.startswith("`")
                if code or (not self.indent and "\n" in text_of(inner)):
                    inner = [Fragment(" ".join(str(new.get(key)).split("\n")))]
                written += below(key, inner)
        rest = self.body.put(new)
        if text_of(rest):
            written += [Fragment("\n" + self.gap), *rest]
        else:
            written.append(Fragment("\n"))
        return list(indent_after_first(written, self.indent)) if self.indent else written

    def _tick(self, kind: Records, old: Mapping[str, Value], new: Mapping[str, Value]) -> str:
        if kind.is_ticked(old) is kind.is_ticked(new):
            return self.tick
        return "[x] " if kind.is_ticked(new) else "[ ] "
