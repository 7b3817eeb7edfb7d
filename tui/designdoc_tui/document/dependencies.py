"""Which names a text about dependencies holds, and which parts of the document bear them.

Dependencies are written as prose, by people for people: other parts of the design, and also
databases, services and tables. What counts as a name in such a text is said here, once: for the
rule that looks for parts that do not exist, and for the diagram of what depends on what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

_BETWEEN: Final = re.compile(r"[,;\n]|\s(?:and|or)\s|\.\s")
_ARTICLE: Final = re.compile(r"(?:the|our|its)\s+", re.IGNORECASE)
_NO_NAME: Final = re.compile(r"(?:an?|any|some|each|every|no)\s", re.IGNORECASE)
_MORE: Final = re.compile(
    r"\s+(?:for|through|that|which|in|on|to|with|from|as|via|by|at|when|where|while)\s|[(:]"
    # What follows may be part of the name: `bank of secrets`, not `store of the gateway`.
    r"|\s+of\s+(?:the|our|its|their|an?|all|each|every|this|that|these|those)\s"
)
_OF: Final = re.compile(r"\s+of\s+")
_NONE: Final = frozenset({"none", "nothing", "no", "n a", ""})
_LONGEST_NAME: Final = 5  # words; more are a sentence
_LONGEST_NUMBER: Final = 6  # digits


def names_in(text: str) -> Iterator[str]:
    """What looks like the names in a text, without what is said about each.

    Args:
        text: Names between commas, semicolons, line ends, `and`, `or`; also as bullets.

    Yields:
        Each as it is written, code ticks and link brackets included. Words that say that there
        are none are left out.
    """
    for piece in _BETWEEN.split(text):
        name = _ARTICLE.sub("", piece.strip(" \t-*•"), count=1)
        name = _MORE.split(name, maxsplit=1)[0].strip(" .*_")
        if len(name.split()) > _LONGEST_NAME:
            name = _OF.split(name, maxsplit=1)[0]
        if not name or _NO_NAME.match(name) or len(name.split()) > _LONGEST_NAME:
            continue
        if plain_name(name) not in _NONE:
            yield name


def meant_by(name: str) -> tuple[str, ...]:
    """The names that a part may bear whom somebody calls so, the likeliest first.

    Args:
        name: The name as it stands in a text.

    Returns:
        The name; and what stands before an `of`, for that may tell what is said about it.
    """
    before = _OF.split(name, maxsplit=1)[0]
    return (name,) if before == name else (name, before)


def plain_name(name: str) -> str:
    """What two spellings of a name share: its words in lower case."""
    return " ".join(re.findall(r"\w+", name.casefold()))


def numbered(name: str, noun: str) -> int | None:
    """The number by which a name calls a part, counting from 1, as in `Component 3`.

    Args:
        name: The name.
        noun: What the template calls such a part.

    Returns:
        The number; 0 when there cannot be so many; `None` when it is no such name.
    """
    found = re.fullmatch(rf"{re.escape(noun)}\s+#?(\d+)", name, re.IGNORECASE)
    if found is None:
        return None
    digits = found[1].lstrip("0")
    return int(digits) if digits.isdigit() and len(digits) <= _LONGEST_NUMBER else 0


def places_of(names: Sequence[str]) -> dict[str, int]:
    """Where each part stands, by its plain name; the first one where two share it.

    Args:
        names: The names of all parts, in their order; empty for those without one.
    """
    places: dict[str, int] = {}
    for place, name in enumerate(names):
        if plain := plain_name(name):
            places.setdefault(plain, place)
    return places
