"""Markdown that a document carries word for word: its heading, and what it is called."""

from __future__ import annotations

import re
from typing import Final

EMPTY: Final = "(empty)"
"""What it is called when nothing is left of it."""

_ATX: Final = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)")
_SETEXT: Final = re.compile(r"[^\n]*\n {0,3}(=+|-+)[ \t]*$")
_BEGINNING: Final = 2_000
"""Characters among which the first words are looked for."""
_LONGEST_NAME: Final = 80
_FRONT_MATTER: Final = "Front matter"


def level_of(text: str) -> int:
    """The level of the heading a text begins with; 0 when it begins with something else."""
    first = text.lstrip("\n-")[:400] if text.startswith("---\n\n#") else text[:400]
    if found := _ATX.match(first):
        return len(found[1])
    if found := _SETEXT.match("\n".join(first.split("\n", 2)[:2])):
        return 1 if found[1][0] == "=" else 2
    return 0


def is_front_matter(text: str) -> bool:
    """Whether a text is the block of YAML that many documents begin with."""
    return text.startswith("---\n") and text.endswith("\n---") and not level_of(text)


def name_of(text: str) -> str:
    """What a text is called: its heading, or its first words. It quotes the text as it is."""
    if is_front_matter(text):
        return _FRONT_MATTER
    line = next((line.strip() for line in text[:_BEGINNING].split("\n") if line.strip()), "")
    if level_of(line):
        line = line.lstrip("#").strip().rstrip("#").rstrip()
    return line if len(line) <= _LONGEST_NAME else line[: _LONGEST_NAME - 1] + "…"
