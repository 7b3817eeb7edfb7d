"""The rule about dependencies on parts that do not exist.

Dependencies are written as prose: other components, and also databases, services and tables that
the design does not describe. So a name counts as known when a component bears it, or when the
document speaks of it anywhere else. What remains is reported when it is written as a name (`Token
store`, `Component 7`) or is a component's name misspelt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from designdoc_tui.checks.mentions import Mentions
from designdoc_tui.checks.rules import UNKNOWN_DEPENDENCY
from designdoc_tui.checks.view import Hit, View
from designdoc_tui.document.dependencies import meant_by, names_in, numbered, plain_name
from designdoc_tui.template.field import Field
from designdoc_tui.template.kinds import Value
from designdoc_tui.template.path import Path

_CLOSE: Final = 0.8  # how alike two names are that mean the same, from 0 to 1
_MOST_COMPARISONS: Final = 10_000  # in a document; they take a sixth of a second


def unknown_dependencies(
    key: str,
) -> Callable[[Field, Value, Path, View], Iterator[Hit]]:
    """Makes the rule for a field of records that are known by their names.

    Args:
        key: The field of the records that holds their names.
    """

    def rule(field: Field, value: Value, path: Path, view: View) -> Iterator[Hit]:
        if not isinstance(value, str):
            return
        around = (UNKNOWN_DEPENDENCY.id, path[:-2])
        parts = view.worked_out.get(around)
        if not isinstance(parts, _Parts):
            parts = view.worked_out[around] = _Parts(view, path[:-2], key, field.key)
        for name in names_in(value):
            # Code is what something is called outside of this document.
            if "`" in name or "[" in name or parts.has(name):
                continue
            problem = parts.problem(name)
            if problem:
                where = f"{view.name_of(path, field)} name"
                yield Hit(UNKNOWN_DEPENDENCY, path, f"{where} {name!r}, {problem}")

    return rule


class _Parts:
    """The parts of a document that others may depend on."""

    def __init__(self, view: View, path: Path, key: str, told_in: str) -> None:
        """Begins.

        Args:
            view: The document.
            path: The records.
            key: The field of theirs that holds the name.
            told_in: The field of theirs that names the others.
        """
        records = view.get(path)
        names = [_text(each, key) for each in records] if isinstance(records, list) else []
        self._count = len(names)
        self._known = {plain_name(name): name for name in names if name}
        field = view.template.field_at(path)
        self._noun = field.kind.noun if field is not None else "entry"
        self._mentions = Mentions(view.values, told_in)
        self._by_letter: dict[str, dict[str, str]] = {}
        for plain, name in self._known.items():
            self._by_letter.setdefault(name[0].casefold(), {})[plain] = name
        self._comparisons = 0

    def has(self, name: str) -> bool:
        """Whether a part bears the name, however that is spelt."""
        return any(plain_name(each) in self._known for each in meant_by(name))

    def problem(self, name: str) -> str:
        """What is wrong with a name that no part bears; empty when nothing is."""
        number = numbered(name, self._noun)
        if number is not None:
            is_there = 0 < number <= self._count
            return "" if is_there else f"and there are only {self._count}: correct the number."
        meant = meant_by(name)
        close = next(filter(None, (self._misspelt(plain_name(each)) for each in meant)), "")
        named = name[0].isupper()
        if (not close and not named) or any(map(self._mentions.of, meant)):
            return ""
        if close:
            return f"which no {self._noun} is called: did you mean {close!r}?"
        return (
            f"which is no {self._noun} and is told of nowhere else: correct the name, or describe "
            "it."
        )

    def _misspelt(self, plain: str) -> str:
        """The name that was probably meant; empty when there is none."""
        # Hardly anyone gets the first letter wrong, and comparing every name takes long.
        like = self._by_letter.get(plain[:1])
        if not like:
            return ""
        # Where nearly every name of thousands is unknown, nothing is gained by what each is like.
        self._comparisons += len(like)
        if self._comparisons > _MOST_COMPARISONS:
            return ""
        from difflib import get_close_matches  # slow to import, and seldom needed

        close = get_close_matches(plain, like, 1, _CLOSE)
        return like[close[0]] if close else ""


def _text(record: Value, key: str) -> str:
    value = record.get(key) if isinstance(record, dict) else None
    return value if isinstance(value, str) else ""
