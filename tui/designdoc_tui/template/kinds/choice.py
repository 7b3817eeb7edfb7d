"""One of a few words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from designdoc_tui.template.checks import Stage
from designdoc_tui.template.fragments import Fragment, Fragments
from designdoc_tui.template.kinds.base import InlineKind, Problem, Shape, Value
from designdoc_tui.template.kinds.text import code_span, on_one_line, stood_bare, text_in_ticks


@dataclass(frozen=True)
class Choice(InlineKind):
    """One of the options that the template gives.

    Attributes:
        options: The words to choose from, in their order.
        code: Whether they stand in code ticks.
        stages: For a status, how far a document has come with each option; in their order.
    """

    name: ClassVar[str] = "choice"
    shape: ClassVar[Shape] = Shape.TEXT
    takes_any_text: ClassVar[bool] = False

    options: tuple[str, ...]
    code: bool = False
    stages: tuple[Stage, ...] = ()

    @property
    def answers(self) -> tuple[tuple[str, Value], ...]:
        """The options."""
        return tuple((option, option) for option in self.options)

    def stage_of(self, option: Value) -> Stage | None:
        """How far a document has come with an option; `None` where the template does not say."""
        stages = dict(zip(self.options, self.stages, strict=False))
        return stages.get(option) if isinstance(option, str) else None

    def encode(self, value: Value) -> str:
        """The chosen word, in its ticks where the template has them."""
        text = on_one_line(value)
        return code_span(text) if self.code else text

    def decode(self, text: str) -> Value | None:
        """The option, or `None` for any other word."""
        word = text_in_ticks(text) if self.code else text
        return word if word in self.options else None

    def decode_loosely(self, text: str) -> Value | None:
        """The option, in whatever letters and however it is set off."""
        word = (text_in_ticks(text) or text).strip("*_ ").casefold()
        return next((option for option in self.options if option.casefold() == word), None)

    def write_like(self, value: Value, came: str, said: Value) -> Fragments:
        """Without ticks where there were none."""
        if self.code and stood_bare(came, said):
            return [Fragment(on_one_line(value))]
        return super().write_like(value, came, said)

    def write_placeholder(self, placeholder: Value) -> Fragments:
        """All options beside each other, unless the template says something else."""
        text = str(placeholder or " | ".join(self.encode(option) for option in self.options))
        return [Fragment(text, placeholder=True)]

    def problems(self, value: Value) -> Iterator[Problem]:
        """Any word that is not among the options."""
        if value not in self.options:
            yield Problem(f"Choose one of: {', '.join(self.options)}.")
