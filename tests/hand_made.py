"""Drafts as people write them by hand: every style of YAML, comments, blank lines, any order."""

from __future__ import annotations

from random import Random
from typing import Any

from designdoc_tui.draft.yaml_scalars import (
    double_quoted,
    fits_a_block,
    literal_block,
    on_one_line,
    single_quoted,
)

_FLAGS = ("answered", "blocker", "chosen")
_HEAD = {"designdoc": "1", "template": "design"}


class HandMade:
    """Somebody's way of laying out a draft.

    Attributes:
        comments: The comments that were written; no two are alike.
    """

    def __init__(self, random: Random) -> None:
        self._random = random
        self.comments: list[str] = []

    def draft(self, values: dict[str, Any]) -> str:
        """Lays out a draft.

        Args:
            values: What it says, without its version and template.

        Returns:
            Its text.
        """
        whole = {**_HEAD, **values}
        lines = ["---"] if self._once_in(6) else []
        if lines and self._once_in(2):
            lines[0] += f" {self._comment()}"
        lines += self._mapping(whole, self._random.choice([0, 0, 0, 2]))
        if self._once_in(6):
            lines += ["...", self._comment()]
        newline = self._random.choice(["\n", "\n", "\n", "\r\n"])
        text = newline.join(lines)
        # Without a last line end, a block of text would end without one, too.
        may_lack_it = lines[-1].strip() and not lines[-1].startswith(" ")
        last = "" if may_lack_it and self._once_in(3) else newline
        return ("\ufeff" if self._once_in(8) else "") + text + last

    def _once_in(self, times: int) -> bool:
        return self._random.randrange(times) == 0

    def _comment(self) -> str:
        self.comments.append(f"# comment {len(self.comments)}; it's a: [note")
        return self.comments[-1]

    def _behind(self) -> str:
        """What stands behind a value on its line."""
        if self._once_in(4):
            return f"{self._random.choice([' ', '   '])}{self._comment()}"
        return self._random.choice(["", "", "", "  "])

    def _between(self, column: int) -> list[str]:
        """Lines in front of an entry."""
        lines = [""] * (self._random.choice([1, 2]) if self._once_in(4) else 0)
        if self._once_in(4):
            lines += [" " * self._random.choice([column, column, 0]) + self._comment()]
        return lines

    def _mapping(self, values: dict[str, Any], column: int) -> list[str]:
        keys = list(values)
        if self._once_in(2):
            self._random.shuffle(keys)
        lines: list[str] = []
        for key in keys:
            lines += self._between(column)
            written = on_one_line(key)
            if self._once_in(8):
                written = double_quoted(key)
            if key in _FLAGS and isinstance(values[key], bool):
                words = ("yes", "True", "true") if values[key] else ("no", "False", "false")
                lines.append(f"{' ' * column}{written}: {self._random.choice(words)}")
                continue
            plain = key in _HEAD and column in (0, 2)
            first, *rest = self._value(values[key], column, plain=plain, in_list=False)
            lines += [f"{' ' * column}{written}:{first}", *rest]
        return lines

    def _list(self, items: list[Any], column: int) -> list[str]:
        lines: list[str] = []
        for item in items:
            lines += self._between(column)
            if isinstance(item, dict) and item and not self._once_in(4):
                gap = self._random.choice([1, 1, 3])
                inner = self._mapping(item, column + 1 + gap)
                while not inner[0].strip() or inner[0].lstrip().startswith("#"):
                    lines.append(" " * column + inner.pop(0).strip())
                lines += [f"{' ' * column}-{' ' * gap}{inner[0].lstrip()}", *inner[1:]]
                continue
            first, *rest = self._value(item, column, plain=False, in_list=True)
            lines += [f"{' ' * column}-{first}", *rest]
        return lines

    def _value(self, value: Any, column: int, *, plain: bool, in_list: bool) -> list[str]:
        """What follows a colon or a dash, and the lines below."""
        if isinstance(value, bool):
            return [f" {'true' if value else 'false'}{self._behind()}"]
        if plain:
            return [f" {value}{self._behind()}"]
        if isinstance(value, str):
            return self._text(value, column)
        if not value or self._once_in(4):
            return [f" {self._flow(value)}{self._behind()}"]
        step = self._random.choice([1, 2, 2, 2, 4])
        if isinstance(value, dict):
            return [self._behind(), *self._mapping(value, column + step)]
        if not in_list and self._once_in(3):
            step = 0
        return [self._behind(), *self._list(value, column + step)]

    def _text(self, text: str, column: int) -> list[str]:
        style = self._random.choice(["plain", "plain", "'", '"', "|", "|", ">", "below"])
        indent = self._random.choice([1, 2, 2, 4])
        if style == "|" and text.strip("\n") and fits_a_block(text):
            told = self._once_in(4)
            pad = " " * (column + indent)
            header, *body = literal_block(text, pad, step=indent, told=told).split("\n")
            if "+" not in header and self._once_in(4):
                body.append("")
            return [f" {header}{self._behind()}", *body]
        words = text.split(" ")
        if style == ">" and all(words) and not set("\n\t") & set(text) and fits_a_block(text):
            pad = " " * (column + indent)
            middle = self._random.randrange(len(words))
            parts = [" ".join(words[:middle]), " ".join(words[middle:])]
            return [f" >-{self._behind()}", *(pad + part for part in parts if part)]
        written = {"'": single_quoted, '"': double_quoted}.get(style, on_one_line)(text)
        if style == "below":
            return [self._behind(), f"{' ' * (column + indent)}{written}{self._behind()}"]
        return [f" {written}{self._behind()}"]

    def _flow(self, value: Any) -> str:
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, str):
            return self._random.choice([double_quoted, single_quoted])(value)
        blank = self._random.choice(["", " "])
        if isinstance(value, dict):
            keys = list(value)
            self._random.shuffle(keys)
            inner = [f"{on_one_line(key) if key.isidentifier() else double_quoted(key)}: "
                     f"{self._flow(value[key])}" for key in keys]  # fmt: skip
            return "{" + blank + ", ".join(inner) + blank + "}"
        end = "," if value and self._once_in(3) else ""
        return "[" + blank + ", ".join(map(self._flow, value)) + end + blank + "]"
