"""Which section or field somebody meant, by the words of a heading or a label."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designdoc_tui.template.model import Section, Template

_NUMBER: Final = re.compile(r"(?:\d{1,4}\.)*\d{1,4}[.):]?\s+|[A-Za-z][.)]\s+|§\s*")
_ASIDE: Final = re.compile(
    r"\s*(?:\((?:optional|required|if (?:any|applicable|needed))\)|\{#[^}]*\})\s*$", re.IGNORECASE
)
_WORDS: Final = re.compile(r"[^\W_]+")
_LONGEST: Final = 200


def plain_name(text: str) -> str:
    """The words of a heading or label, as they are compared.

    Args:
        text: For instance `1.2 **Non-Goals**:`.

    Returns:
        Its words in lower case with single blanks between, without a number in front:
        `non goals`. Empty for what is too long to be a name.
    """
    if len(text) > _LONGEST:
        return ""
    text = _ASIDE.sub("", text.strip())
    number = _NUMBER.match(text)
    if number is not None and _WORDS.search(text, number.end()):
        text = text[number.end() :]
    return " ".join(_WORDS.findall(text.lower().replace("&", " and ")))


class SectionNames:
    """The names under which the sections of a template are known."""

    def __init__(self, template: Template) -> None:
        self._template = template

    @cached_property
    def _by_name(self) -> dict[str, list[Section]]:
        by_name: dict[str, list[Section]] = {}
        for section in self._template.walk():
            for name in dict.fromkeys(map(plain_name, (section.heading, *section.synonyms))):
                by_name.setdefault(name, []).append(section)
        return by_name

    def called(self, title: str) -> Sequence[Section]:
        """The sections that a heading may mean, in the order of the template."""
        return self._by_name.get(plain_name(title), ())
