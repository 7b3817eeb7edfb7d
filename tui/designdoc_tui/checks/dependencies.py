"""The rule about dependencies on parts that do not exist.

Dependencies are written as prose: other components, and also databases, services and tables that
the design does not describe. So a name counts as known when a component bears it, or when the
document speaks of it anywhere else. What remains is reported when it is written as a name (`Token
store`, `Component 7`) or is a component's name misspelt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from designdoc_tui.checks.rules import UNKNOWN_DEPENDENCY
from designdoc_tui.checks.view import Hit, View
from designdoc_tui.document.dependencies import names_in, numbered, plain_name
from designdoc_tui.template.field import Field
from designdoc_tui.template.kinds import Value
from designdoc_tui.template.path import Path

_WORD_ENDS: Final = re.compile(r"s?(?!\w)")  # with the ending of a plural
_CLOSE: Final = 0.8  # how alike two names are that mean the same, from 0 to 1


def unknown_dependencies(
    key: str,
) -> Callable[[Field, Value, Path, View], Iterator[Hit]]:
    """Makes the rule for a field of records that are known by their names.

    Args:
        key: The field of the records that holds their names.
    """

    def rule(field: Field, value: Value, path: Path, view: View) -> Iterator[Hit]:
        records = view.get(path[:-2])
        if not isinstance(value, str) or not isinstance(records, list):
            return
        names = [_text(record, key) for record in records]
        known = {plain_name(name) for name in names if name}
        around = view.template.field_at(path[:-2])
        noun = str(getattr(around.kind if around else None, "noun", "entry"))
        for name in names_in(value):
            # Code is what something is called outside of this document.
            if "`" in name or "[" in name or plain_name(name) in known:
                continue
            problem = _problem(name, names, noun, field.key, view)
            if problem:
                where = f"{view.name_of(path, field)} name"
                yield Hit(UNKNOWN_DEPENDENCY, path, f"{where} {name!r}, {problem}")

    return rule


def _problem(name: str, names: list[str], noun: str, key: str, view: View) -> str:
    """What is wrong with a name that no record bears; empty when nothing is."""
    number = numbered(name, noun)
    if number is not None:
        is_there = 0 < number <= len(names)
        return "" if is_there else f"and there are only {len(names)}: correct the number."
    close = _misspelt(plain_name(name), names)
    named = name[0].isupper()
    if (not close and not named) or _is_mentioned(name, key, view):
        return ""
    if close:
        return f"which no {noun} is called: did you mean {close!r}?"
    return f"which is no {noun} and is told of nowhere else: correct the name, or describe it."


def _misspelt(plain: str, names: list[str]) -> str:
    """The name that was probably meant; empty when there is none."""
    # Hardly anyone gets the first letter wrong, and comparing every name takes long.
    like = {plain_name(other): other for other in names if other[:1].casefold() == plain[:1]}
    if not like:
        return ""
    from difflib import get_close_matches  # slow to import, and seldom needed

    close = get_close_matches(plain, like, 1, _CLOSE)
    return like[close[0]] if close else ""


def _text(record: Value, key: str) -> str:
    value = record.get(key) if isinstance(record, dict) else None
    return value if isinstance(value, str) else ""


def _is_mentioned(name: str, key: str, view: View) -> bool:
    """Whether a document speaks of something outside of the fields with this key."""
    folded = name.casefold()
    return any(
        _stands_in(text, name) or _stands_in(text.casefold(), folded) for text in _told(key, view)
    )


def _stands_in(text: str, words: str) -> bool:
    # A search for whole words by a pattern would take fifty times as long.
    at = text.find(words)
    while at >= 0:
        if _WORD_ENDS.match(text, at + len(words)) and not text[at - 1 : at].isalnum():
            return True
        at = text.find(words, at + 1)
    return False


def _told(key: str, view: View) -> Iterator[str]:
    """The texts of a document in their order, without those of the fields with this key."""
    todo: list[Value] = [value for part, value in view.values.items() if part != "review"]
    todo.reverse()
    while todo:
        value = todo.pop()
        if type(value) is str:
            yield value
        elif type(value) is list:
            todo += reversed(value)
        elif type(value) is dict:
            todo += [value[inner] for inner in reversed(value) if inner != key]
