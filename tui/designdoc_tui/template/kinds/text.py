"""One line of text, plain or as code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from designdoc_tui.template.fragments import Fragment, Fragments
from designdoc_tui.template.kinds.base import InlineKind, Problem, Shape, Value

_TICKS = re.compile(r"`+")


def code_span(text: str) -> str:
    """Puts text in code ticks so that it reads back as itself (CommonMark 0.31, section 6.1).

    Args:
        text: Any text of one line.

    Returns:
        A code span with as many ticks as it takes.
    """
    runs = {len(run) for run in _TICKS.findall(text)}
    ticks = "`" * next(n for n in range(1, len(runs) + 2) if n not in runs)
    padded = text.startswith("`") or text.endswith("`")
    # One blank is taken off each end when both ends have one and there is more than blanks.
    padded = padded or (text.startswith(" ") and text.endswith(" ") and text.strip(" ") != "")
    return f"{ticks} {text} {ticks}" if padded else f"{ticks}{text}{ticks}"


def text_in_ticks(span: str) -> str | None:
    """The text of a code span, or `None` when `span` is not exactly one."""
    opening = _TICKS.match(span)
    if opening is None:
        return None
    ticks = opening.group()
    inner = span[len(ticks) : -len(ticks)]
    if len(span) <= 2 * len(ticks) or not span.endswith(ticks) or inner.endswith("`"):
        return None
    if any(run == ticks for run in _TICKS.findall(inner)):
        return None
    if inner.startswith(" ") and inner.endswith(" ") and inner.strip(" ") != "":
        return inner[1:-1]
    return inner


def on_one_line(value: Value) -> str:
    """A text as a code span can hold it: line breaks in it become blanks, for a span has none."""
    return str(value).strip("\n").replace("\n", " ")


def stood_bare(came: str, said: Value) -> bool:
    """Whether somebody wrote a value without the ticks; see `Kind.write_like`."""
    return said is not None and not came.startswith("`")


@dataclass(frozen=True)
class Text(InlineKind):
    """A text that is one line as a rule; where it is longer, it goes on indented.

    Attributes:
        code: Whether it stands in code ticks.
        pattern: A regular expression the whole text has to match, if any.
        advice: What to write instead when it does not.
    """

    name: ClassVar[str] = "text"
    shape: ClassVar[Shape] = Shape.TEXT

    code: bool = False
    pattern: str = ""
    advice: str = ""

    def encode(self, value: Value) -> str:
        """The text, in its ticks where the template has them."""
        return code_span(on_one_line(value)) if self.code else str(value).strip("\n")

    def decode(self, text: str) -> Value | None:
        """The text, out of its ticks."""
        return text_in_ticks(text) if self.code else text

    def decode_loosely(self, text: str) -> Value | None:
        """The text, out of its ticks where it has them."""
        inner = text_in_ticks(text) if self.code else None
        return text if inner is None else inner

    def write_like(self, value: Value, came: str, said: Value) -> Fragments:
        """Without ticks where there were none."""
        if self.code and stood_bare(came, said):
            return [Fragment(on_one_line(value))]
        return super().write_like(value, came, said)

    def problems(self, value: Value) -> Iterator[Problem]:
        """Line breaks where there can be none, and text that does not match the pattern."""
        text = str(value)
        if self.code and "\n" in text.strip("\n"):
            yield Problem("This stands in code ticks, so it has to fit on one line.")
        if self.pattern and re.fullmatch(self.pattern, text.strip()) is None:
            yield Problem(self.advice or f"This has to match {self.pattern}.")
