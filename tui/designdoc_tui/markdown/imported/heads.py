"""The first line of a record: what it may look like, and what it says."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from designdoc_tui.markdown.imported.values import NotAValueError, value_in
from designdoc_tui.template.kinds import Kind
from designdoc_tui.template.kinds.records import Records, Style

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from designdoc_tui.template.kinds.base import Value
    from designdoc_tui.template.pattern import Part

_LONGEST: Final = 2_000
"""A first line of more characters is nobody's."""


class Head(NamedTuple):
    """A first line, taken apart.

    Attributes:
        values: What it says, by key.
        parts: Its parts: text, or the key of a field with its text.
    """

    values: Mapping[str, Value]
    parts: Sequence[tuple[str, str]]


class Heads:
    """The first lines that the records of a field may have."""

    def __init__(self, kind: Records, blanks: Mapping[str, str]) -> None:
        """Takes what the records are.

        Args:
            kind: The records.
            blanks: What the template has in the place of each of their fields, by key.
        """
        self._kind = kind
        self._blanks = blanks

    def read(self, text: str) -> Head | None:
        """Reads a first line.

        Args:
            text: The line behind its marker.

        Returns:
            The line taken apart; `None` when no record begins so.
        """
        if len(text) > _LONGEST:
            return None
        for pattern in self._patterns:
            found = pattern.fullmatch(text)
            head = self._head_of(found) if found is not None else None
            if head is not None:
                return head
        return None

    @cached_property
    def texts(self) -> Sequence[str]:
        """The fields in it that are no marks."""
        return [part.field for part in self._kind.head.parts if part.field and not part.mark]

    def _head_of(self, found: re.Match[str]) -> Head | None:
        """What a line that fits says; `None` when it says what cannot be a value."""
        text, done = found.string, 0
        values: dict[str, Value] = {}
        parts: list[tuple[str, str]] = []
        there = (key for key, said in found.groupdict().items() if said is not None)
        for key in sorted(there, key=found.start):
            try:
                value = self._value_of(key, found[key])
            except NotAValueError:
                return None
            if value is None:
                continue
            values[key] = value
            if found.start(key) > done:
                parts.append(("", text[done : found.start(key)]))
            parts.append((key, found[key]))
            done = found.end(key)
        if done < len(text):
            parts.append(("", text[done:]))
        return Head(values, parts)

    def _value_of(self, key: str, said: str) -> Value:
        field = self._kind.by_key[key]
        return value_in(field, said, self._blanks[key]) if field.kind.has_text else True

    @cached_property
    def _patterns(self) -> Sequence[re.Pattern[str]]:
        """What the line may look like, the template's own way first."""
        patterns = [self._usual_pattern()]
        if self._kind.style in (Style.HEADING, Style.CHECKBOX) and len(self.texts) == 1:
            # No label at all: the whole line is the name.
            name = self.texts[0]
            patterns.append(rf"(?:(?:\d{{1,4}}\.)*\d{{1,4}}[.)]?[ \t]+)?(?P<{name}>\S.*?)")
        return [re.compile(pattern, re.IGNORECASE | re.DOTALL) for pattern in patterns]

    def _usual_pattern(self) -> str:
        parts = self._kind.head.parts
        dashes = not any("-" in part.text for part in parts)
        return "".join(self._pattern_of(part, dashes=dashes) for part in parts)

    def _pattern_of(self, part: Part, *, dashes: bool) -> str:
        before = _literal(part.text, dashes=dashes)
        if part.mark:
            return f"(?P<{part.field}>{before})?"
        if part.field:
            value = self._kind.by_key[part.field].kind.regex
            if value != Kind.regex:
                value += r"|\[[^\]]*\]"  # or what a template has in its place
            whole = f"{before}(?P<{part.field}>{value}){_literal(part.after, dashes=dashes)}"
            return f"(?:{whole})?" if part.optional else whole
        if part.count:
            return r"[A-Z\d]{1,4}" if part.count == "#A" else r"\d{1,6}"
        return before


def _literal(text: str, *, dashes: bool) -> str:
    """A pattern for words of the template, and for other blanks, dashes and colons in them.

    Args:
        text: The text.
        dashes: Whether a dash or a full stop may stand for a colon.
    """
    if text.strip() == ":":
        dash = r"|[ \t]+[-–—][ \t]+|\.[ \t]+" if dashes else ""
        return rf"(?:[ \t]*:[ \t]*{dash})"
    words = re.escape(text.strip("*: "))
    if words and text.startswith("**") and text.rstrip().endswith(("**:", "**")):
        return rf"(?:\*\*{words}\*\*[ \t]*:|\*\*{words}:\*\*|{words}:)"
    return re.escape(text).replace(r"\ ", r"[ \t]+").replace(r"\-", "[-–—]")
