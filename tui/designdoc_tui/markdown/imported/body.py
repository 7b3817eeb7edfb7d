"""The lines of several fields as they came, into which other values can be put."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from designdoc_tui.markdown.imported.nodes import Captioned, Line, Node, Whole
from designdoc_tui.template.field import Field, Look
from designdoc_tui.template.fragments import Fragment, Fragments, below, text_of

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from designdoc_tui.template.kinds import Value

_LINE: Final = re.compile(r" {0,3}(?:[-*+] |\d{1,9}[.)] |\*\*[^*\n]+\*\*)")
"""The beginning of a line that may stand right below another one: an entry, a label."""

_HARD_BREAK: Final = "  \n"


class _Part(NamedTuple):
    """Lines as they are written.

    Attributes:
        field: The field they belong to, if they belong to one.
        written: The lines; none for a field that is not filled.
    """

    field: Field | None
    written: Fragments

    def is_one_of(self, keys: Container[str]) -> bool:
        """Whether they are lines of one of some fields."""
        return self.field is not None and self.field.key in keys and bool(self.written)

    @property
    def is_numbered(self) -> bool:
        """Whether a number stands in front of them."""
        return self.field is not None and self.field.look is Look.NUMBERED and bool(self.written)


@dataclass(frozen=True, slots=True)
class Body:
    """The lines of several fields.

    Attributes:
        fields: The fields that may stand in them, in the order of the template.
        rows: Nodes, and the text of lines that belong to no field.
    """

    fields: Sequence[Field]
    rows: Sequence[Node | str]

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
        parts = self._rows_with(values)
        keys = self.keys
        for field in self.fields:
            value = values.get(field.key)
            if value is not None and field.key not in keys and field.is_filled(value):
                parts = self._with_new(parts, field, value)
        return [fragment for part in parts for fragment in part.written]

    def _rows_with(self, values: Mapping[str, Value]) -> list[_Part]:
        """The rows, with the values in those that are a field's."""
        parts: list[_Part] = []
        gone = False
        for row in self.rows:
            if isinstance(row, str):
                # A gap goes with the block in front of it.
                parts.append(_Part(None, [] if gone and not row.strip() else [Fragment(row)]))
                gone = False
                continue
            key = row.field.key
            written = below(key, row.put(values.get(key)))
            gone = not written and isinstance(row, Whole | Captioned)
            parts.append(_Part(row.field, written))
        return parts

    def _with_new(self, parts: Sequence[_Part], field: Field, value: Value) -> list[_Part]:
        """Adds a field that has had no lines, behind the nearest one in front of it."""
        order = [other.key for other in self.fields]
        ahead = set(order[: order.index(field.key)])
        at = max(
            (place for place, part in enumerate(parts, start=1) if part.is_one_of(ahead)), default=0
        )
        written = self._new_lines(parts[:at], field, value)
        if not written:
            return [*parts]
        gap = [_Part(None, [Fragment("\n")])] if _needs_gap(field, parts[at:]) else []
        return [*parts[:at], _Part(field, written), *gap, *parts[at:]]

    def _new_lines(self, ahead: Sequence[_Part], field: Field, value: Value) -> Fragments:
        """The lines of a field that has had none, in the manner of what stands in front of it."""
        before = ahead[-1].field if ahead else None
        number = 1 + sum(part.is_numbered for part in ahead)
        written = field.write(value, number, placeholders=False)
        if not written:
            return []
        near = self._beside(before)
        is_broken = near is not None and near.closing == _HARD_BREAK
        end = _HARD_BREAK if is_broken and field.look is not Look.BLOCK else "\n"
        apart = before is not None and Look.BLOCK in (before.look, field.look)
        gap = [Fragment("\n")] if apart else []
        lines = [*gap, *self._in_the_manner(field, near, written), Fragment(end)]
        return below(field.key, lines)

    def _beside(self, before: Field | None) -> Line | None:
        """The line whose manner a new one follows: that of the field in front, or the first one."""
        lines = [row for row in self.rows if isinstance(row, Line)]
        return next((row for row in lines if row.field is before), lines[0] if lines else None)

    def _in_the_manner(self, field: Field, near: Line | None, written: Fragments) -> Fragments:
        """Another label in front, marked as its neighbour's is."""
        if near is None or field.look is Look.BLOCK or near.field.look is not field.look:
            return written
        label = next((name for name in (near.field.label, *near.field.synonyms)
                      if near.opening.count(name) == 1), "")  # fmt: skip
        if not label:
            return written
        opening = near.opening.replace(label, field.label)
        blank = "" if opening[-1:] == " " or written[1].text.startswith(("\n", " ")) else " "
        return [Fragment(opening.rstrip(" ") + blank), *written[1:]]


def _needs_gap(field: Field, following: Sequence[_Part]) -> bool:
    """Whether a blank line has to stand between the lines of a field and what follows them."""
    after = next((part for part in following if part.written), None)
    if after is None:
        return False
    text = text_of(after.written)
    if text.startswith("\n"):
        return False
    if after.field is None:
        return field.look is Look.BLOCK or _LINE.match(text) is None
    return Look.BLOCK in (after.field.look, field.look)
