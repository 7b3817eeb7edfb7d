"""Who somebody is: a name, an address, or both."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_ADDRESS: Final = re.compile(r"[^\s<>,;]+@[^\s<>,;]+")
_BETWEEN_PEOPLE: Final = re.compile(r"[,;\n]|\s(?:and|&)\s")
_BOTH: Final = re.compile(r"\s*(?P<name>[^<>]*?)\s*<\s*(?P<email>[^<>]*?)\s*>\s*")


class Person(NamedTuple):
    """One person.

    Attributes:
        name: Their name; empty when only the address is known.
        email: Their address; empty when it is not known.
    """

    name: str
    email: str = ""

    def __str__(self) -> str:
        """As git writes people: `Ada Lovelace <ada@example.org>`."""
        if self.name and self.email:
            return f"{self.name} <{self.email}>"
        return self.name or self.email

    @property
    def shown_name(self) -> str:
        """The name; the address of those whose name is not known."""
        return self.name or self.email

    @classmethod
    def parse(cls, text: str) -> Person:
        """Reads what `str` writes: a name, an address, or the one before the other in brackets."""
        line = " ".join(text.split())
        both = _BOTH.fullmatch(line)
        if both is not None:
            return cls(both["name"], both["email"])
        return cls("", line) if _ADDRESS.fullmatch(line) else cls(line)

    def is_in(self, text: str) -> bool:
        """Whether a text that names people names this one, by name or by address."""
        return not identities(str(self)).isdisjoint(identities(text))

    def is_same(self, other: Person) -> bool:
        """Whether two are one: by their addresses, and by their names where one has no address."""
        if self.email and other.email:
            return self.email.casefold() == other.email.casefold()
        return self.is_in(str(other))


def identities(text: str) -> frozenset[str]:
    """What tells the people in a text from others.

    Args:
        text: For instance `Ada Lovelace <ada@example.org>`; several stand between commas.

    Returns:
        The names and addresses in it, without regard to case.
    """
    addresses = {found.casefold() for found in _ADDRESS.findall(text)}
    names = re.sub(r"[<(][^<>()]*[>)]", " ", _ADDRESS.sub(" ", text))
    found = {" ".join(name.casefold().split()) for name in _BETWEEN_PEOPLE.split(names)}
    return frozenset((addresses | found) - {""})
