"""Fields, and how several of them stand together in Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as default
from enum import Enum

from designdoc_tui.template.checks import Check
from designdoc_tui.template.fragments import Fragment, Fragments, below, indent_after_first
from designdoc_tui.template.kinds.base import Kind, Lines, Value
from designdoc_tui.template.lines import take_continuation


class Look(Enum):
    """How a field is set down."""

    BLOCK = "block"  # lines of its own, a blank line before them
    BOLD = "bold"  # - **Label**: value
    PLAIN = "plain"  # - Label: value
    NUMBERED = "numbered"  # 1. Label: value


class Role(Enum):
    """What a field means to the tool, whatever a template calls it."""

    TITLE = "title"
    CHANGE_ID = "change_id"
    AUTHOR = "author"
    REVIEWERS = "reviewers"
    STATUS = "status"
    LAST_UPDATED = "last_updated"
    APPROVAL = "approval"
    QUESTIONS = "questions"
    OWNER = "owner"
    ANSWER = "answer"
    ANSWERED_BY = "answered_by"
    ANSWERED_ON = "answered_on"


class Source(Enum):
    """Where the first value of a field comes from, other than the template."""

    AUTHOR = "author"  # who the author is, as far as the machine knows
    TODAY = "today"
    SLUG_OF_TITLE = "slug_of_title"


@dataclass(frozen=True)
class Field:
    """One field of a section or of a record.

    Attributes:
        key: Its name in the draft.
        label: Its name for people.
        kind: What it holds.
        look: How it is set down.
        caption: For a block, whether its label stands on the line above it.
        placeholder: What the template has in its place; text, or a list of texts.
        help: What to write here, for the author.
        required: Whether a document is unfinished without it.
        role: What it means to the tool, if anything.
        initial: What a new draft has here; a `Source` where it depends on who and when.
        checks: What is asked of it, beyond what its kind asks of itself.
        draws: The path of the records that it can be drawn from, for a diagram; empty for none.
        synonyms: Other labels that mean the same in documents that are imported.
    """

    key: str
    label: str
    kind: Kind
    look: Look = Look.BLOCK
    caption: bool = False
    placeholder: Value = ""
    help: str = ""
    required: bool = False
    role: Role | None = None
    initial: Value | Source = default(default=None)
    checks: tuple[Check, ...] = ()
    draws: str = ""
    synonyms: tuple[str, ...] = ()

    def is_filled(self, value: Value) -> bool:
        """Tells whether an author has put something here that is not the template's own."""
        if value is None or (value == self.placeholder and value != ""):
            return False
        return self.kind.is_filled(value)

    def write_value(self, value: Value, *, placeholders: bool, bare: bool = False) -> Fragments:
        """Writes the value, or its placeholder, or nothing; `bare` as in `write_fields`."""
        if self.is_filled(value):
            if bare:
                return self.kind.write_bare(value, placeholders=placeholders)
            return self.kind.write(value, placeholders=placeholders)
        return self.kind.write_placeholder(self.placeholder) if placeholders else []

    def decode(self, text: str) -> Value | None:
        """Reads the value out of a pattern."""
        return self.kind.decode(text)

    def _opening(self, number: int) -> tuple[str, str]:
        if self.look is Look.NUMBERED:
            marker = f"{number}. "
            return f"{marker}{self.label}:", " " * len(marker)
        label = f"**{self.label}**" if self.look is Look.BOLD else self.label
        return f"- {label}:", "  "

    def write(
        self, value: Value, number: int, *, placeholders: bool, bare: bool = False
    ) -> Fragments:
        """Writes the field with its label.

        Args:
            value: Its value.
            number: Which of the numbered lines this is, counting from 1.
            placeholders: Whether a field that is not filled shows its placeholder.
            bare: As in `write_fields`.

        Returns:
            The Markdown; empty when there is nothing to show.
        """
        if self.look is Look.BLOCK:
            inner = self.write_value(value, placeholders=placeholders, bare=bare)
            return [Fragment(f"**{self.label}**:\n"), *inner] if inner and self.caption else inner
        if self.is_filled(value):
            inner = self.kind.write_after_label(value, placeholders=placeholders)
        elif placeholders:
            inner = self.kind.write_placeholder_after_label(self.placeholder)
        else:
            return []
        opening, indent = self._opening(number)
        return [Fragment(opening), *indent_after_first(inner, indent)] if inner else []

    def take(self, lines: Lines, start: int, number: int) -> tuple[Value, int] | None:
        """Reads the field, with its label, from the lines that begin at `start`.

        Returns:
            The value and the index of the first line after it, or `None`.
        """
        if self.look is Look.BLOCK:
            if self.caption:
                if start >= len(lines) or lines[start] != f"**{self.label}**:":
                    return None
                start += 1
            return self.kind.take(lines, start)
        opening, indent = self._opening(number)
        if start >= len(lines) or not lines[start].startswith(opening):
            return None
        first = lines[start][len(opening) :]
        rest, end = take_continuation(lines, start + 1, indent)
        value = self.kind.take_after_label(first, rest)
        return None if value is None else (value, end)


def write_fields(
    fields: Sequence[Field],
    values: Mapping[str, Value],
    *,
    placeholders: bool,
    bare: bool = False,
) -> Fragments:
    """Writes fields one after the other.

    Args:
        fields: The fields in their order.
        values: Their values by key.
        placeholders: Whether fields that are not filled show their placeholder.
        bare: Whether the text alone is wanted; then parts need not say what they came from.

    Returns:
        The Markdown, each fragment below its field's key: lines with a label stand together,
        blocks have a blank line before them.
    """
    written: Fragments = []
    before: Field | None = None
    number = 1
    for field in fields:
        value = values.get(field.key)
        inner = field.write(value, number, placeholders=placeholders, bare=bare)
        if not inner:
            continue
        if before is not None:
            together = before.look is not Look.BLOCK and field.look is not Look.BLOCK
            written.append(Fragment("\n" if together else "\n\n"))
        written += below(field.key, inner)
        number += field.look is Look.NUMBERED
        before = field
    return written


def read_fields(fields: Sequence[Field], lines: Lines) -> dict[str, Value] | None:
    """Reads what `write_fields` wrote.

    Args:
        fields: The fields in their order.
        lines: The Markdown without its line breaks.

    Returns:
        The values by key, or `None` when some line belongs to no field.
    """
    return _read_from(fields, lines, 0, None, 1)


def _read_from(
    fields: Sequence[Field], lines: Lines, start: int, before: Field | None, number: int
) -> dict[str, Value] | None:
    if start == len(lines):
        return {}
    for position, field in enumerate(fields):
        later = fields[position + 1 :]
        at = start
        if before is not None and Look.BLOCK in (before.look, field.look):
            if lines[at] != "":
                continue
            at += 1
        if field.kind.is_open_ended and field.look is Look.BLOCK:
            return _read_open_ended(field, later, lines, at, start, before)
        taken = field.take(lines, at, number)
        if taken is None:
            continue
        value, end = taken
        rest = _read_from(later, lines, end, field, number + (field.look is Look.NUMBERED))
        return None if rest is None else {field.key: value, **rest}
    return None


def _read_open_ended(
    field: Field,
    later: Sequence[Field],
    lines: Lines,
    at: int,
    start: int,
    before: Field | None,
) -> dict[str, Value] | None:
    """Reads a field that only its successors end: the least that they leave is its own."""
    without = _read_from(later, lines, start, before, 1) if later else None
    if without is not None:
        return without
    if later:
        for end in range(len(lines) - 1, at, -1):
            if lines[end] == "":
                rest = _read_from(later, lines, end, field, 1)
                if rest:
                    return {field.key: "\n".join(lines[at:end]), **rest}
    return {field.key: "\n".join(lines[at:])}
