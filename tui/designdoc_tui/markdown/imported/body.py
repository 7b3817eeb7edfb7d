"""The lines of several fields as they came, into which other values can be put."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from designdoc_tui.markdown.imported.nodes import Captioned, Line, Node, Whole
from designdoc_tui.template.field import Field, Look
from designdoc_tui.template.fragments import Fragment, Fragments, below, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from designdoc_tui.template.kinds import Value

_LINE: Final = re.compile(r" {0,3}(?:[-*+] |\d{1,9}[.)] |\*\*[^*\n]+\*\*)")
"""The beginning of a line that may stand right below another one: an entry, a label."""

_HARD_BREAK: Final = "  \n"


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
        near = self._beside(before)
        end = _HARD_BREAK if near is not None and near.closing == _HARD_BREAK else "\n"
        if field.look is Look.BLOCK:
            end = "\n"
        written = [*self._in_the_manner(field, near, written), Fragment(end)]
        if before is not None and Look.BLOCK in (before.look, field.look):
            written = [Fragment("\n"), *written]
        parts.insert(at, (field, list(below(field.key, written))))
        following = next((each for each in parts[at + 1 :] if each[1]), None)
        if following is None:
            return
        after, text = following[0], text_of(following[1])
        if after is None:
            blocks = field.look is Look.BLOCK or _LINE.match(text) is None
        else:
            blocks = Look.BLOCK in (after.look, field.look)
        if blocks and not text.startswith("\n"):
            parts.insert(at + 1, (None, [Fragment("\n")]))

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
