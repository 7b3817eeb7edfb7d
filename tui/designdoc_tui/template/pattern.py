"""Patterns: how the first line of a record is put together from its fields.

The language of a pattern:

- `{name}` is a field; `{#}` is the record's number, `{#A}` its letter (A, B, ...).
- `[: {name}]` is written only where the field in it is filled.
- `{chosen? (Chosen)}` is the text after the question mark where the mark is set.
- Everything else stands for itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from designdoc_tui.template.fragments import Fragment, Fragments, below

if TYPE_CHECKING:
    from designdoc_tui.template.field import Field
    from designdoc_tui.template.kinds.base import Value

_PART = re.compile(
    r"\[(?P<before>[^\[\]{}]*)\{(?P<optional>\w+)\}(?P<after>[^\[\]{}]*)\]"
    r"|\{(?P<mark>\w+)\?(?P<shown>[^{}]*)\}"
    r"|\{(?P<field>\w+)\}"
    r"|\{(?P<count>#A?)\}"
    r"|(?P<literal>[^\[\]{}]+)"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a pattern.

    Attributes:
        text: What stands before the field, or the whole part where there is no field.
        field: The key of the field, if any.
        after: What stands after the field.
        optional: Whether the part is left out while the field is not filled.
        mark: Whether `text` is what shows that the field is set.
        count: `#` for the record's number, `#A` for its letter.
    """

    text: str = ""
    field: str = ""
    after: str = ""
    optional: bool = False
    mark: bool = False
    count: str = ""


def letter(number: int) -> str:
    """The letter of a number counting from 1: A to Z, then AA, AB, ..."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class Pattern(NamedTuple):
    """A pattern, taken apart."""

    parts: tuple[Part, ...]

    @classmethod
    def parse(cls, source: str) -> Pattern:
        """Takes a pattern apart.

        Args:
            source: The pattern in its own language.

        Returns:
            The pattern.

        Raises:
            ValueError: When a bracket or a brace is not closed, with the text from there on.
        """
        parts: list[Part] = []
        position = 0
        while position < len(source):
            match = _PART.match(source, position)
            if match is None:
                raise ValueError(f"a bracket or brace does not fit at {source[position:]!r}")
            group = match.groupdict()
            if group["optional"]:
                parts.append(
                    Part(group["before"], group["optional"], group["after"], optional=True)
                )
            elif group["mark"]:
                parts.append(Part(group["shown"], group["mark"], mark=True))
            elif group["field"]:
                parts.append(Part(field=group["field"]))
            else:
                parts.append(Part(group["literal"] or "", count=group["count"] or ""))
            position = match.end()
        return cls(tuple(parts))

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the fields in it, in their order."""
        return tuple(part.field for part in self.parts if part.field)

    def write(
        self,
        fields: Mapping[str, Field],
        record: Mapping[str, Value],
        number: int,
        *,
        placeholders: bool,
    ) -> Fragments:
        """Writes the pattern for one record.

        Args:
            fields: The fields by key.
            record: The record's values by key.
            number: The record's number, counting from 1.
            placeholders: Whether fields that are not filled show their placeholder.

        Returns:
            The Markdown, without blanks at its end that no field put there.
        """
        written: Fragments = []
        for part in self.parts:
            if not part.field:
                written.append(Fragment(part.text or _count(part.count, number)))
                continue
            field = fields[part.field]
            value = record.get(part.field)
            if part.mark:
                if field.is_filled(value):
                    written.append(Fragment(part.text, (part.field,)))
                continue
            inner = field.write_value(value, placeholders=placeholders)
            if inner or not part.optional:
                if part.text:
                    written.append(Fragment(part.text))
                written += below(part.field, inner)
                if part.after:
                    written.append(Fragment(part.after))
        return written

    def read(self, fields: Mapping[str, Field], text: str, number: int) -> dict[str, Value] | None:
        """Reads the values out of a text that the pattern may have written.

        Args:
            fields: The fields by key.
            text: The Markdown.
            number: The number the record should have, counting from 1.

        Returns:
            The values by key, or `None` when the text does not fit.
        """
        regex = ""
        for part in self.parts:
            before, after = re.escape(part.text), re.escape(part.after)
            if part.mark:
                regex += f"(?P<{part.field}>{before})?"
            elif part.field:
                inner = f"{before}(?P<{part.field}>{fields[part.field].kind.regex}){after}"
                regex += f"(?:{inner})?" if part.optional else inner
            else:
                regex += re.escape(part.text or _count(part.count, number))
        match = re.fullmatch(regex, text, re.DOTALL)
        if match is None:
            return None
        record: dict[str, Value] = {}
        for key, found in match.groupdict().items():
            if found is None:
                continue
            value = fields[key].decode(found)
            if value is None:
                return None
            record[key] = value
        return record


def _count(count: str, number: int) -> str:
    return letter(number) if count == "#A" else str(number)
