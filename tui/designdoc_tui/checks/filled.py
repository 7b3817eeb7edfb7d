"""Rules about what is written at all: gaps, the template's own text, empty entries."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from designdoc_tui.checks.rules import (
    EMPTY_ENTRY,
    NO_CHANGE_ID,
    NO_REVIEWER,
    PLACEHOLDER_LEFT,
    REQUIRED_FIELD_EMPTY,
    Rule,
)
from designdoc_tui.checks.view import Hit, View
from designdoc_tui.template.field import Field, Role
from designdoc_tui.template.kinds import Value
from designdoc_tui.template.path import Path

_BRACKETED: Final = re.compile(r"\[[^\[\]\n]+\]")
_OF_ROLES: Final[dict[Role, Rule]] = {
    Role.CHANGE_ID: NO_CHANGE_ID,
    Role.REVIEWERS: NO_REVIEWER,
}
"""Fields that the tool itself cannot do without have rules of their own."""


def missing_or_sample(field: Field, value: Value, path: Path, view: View) -> Iterator[Hit]:
    """A field that is not filled: because nothing stands there, or only the template's text."""
    name = view.name_of(path, field)
    rule = _OF_ROLES.get(field.role) if field.role is not None else None
    if says_something(_without_initial(field, value)):
        yield Hit(
            rule or PLACEHOLDER_LEFT,
            path,
            f"{name} still says what the template says. Write your own, or remove it. {field.help}",
        )
    elif rule is not None or field.required:
        yield Hit(rule or REQUIRED_FIELD_EMPTY, path, f"Fill in {name}. {field.help}")


def _without_initial(field: Field, value: Value) -> Value:
    """A value without what a new draft has there by itself, and may keep."""
    if isinstance(field.initial, list) and isinstance(value, list):
        return [item for item in value if item not in field.initial]
    return None if value == field.initial else value


def says_something(value: Value) -> bool:
    """Whether any text stands in a value, were it the template's own."""
    if isinstance(value, str):
        return value.strip() != ""
    if isinstance(value, list):
        return any(says_something(item) for item in value)
    return isinstance(value, dict) and any(says_something(inner) for inner in value.values())


def placeholder_inside(field: Field) -> frozenset[str]:
    """What stands in brackets in a field's placeholder: `[X]` of `p95 < [X]ms`."""
    text = field.placeholder
    return frozenset(_BRACKETED.findall(text)) if isinstance(text, str) else frozenset()


def leftover(field: Field, value: Value, path: Path, view: View) -> Iterator[Hit]:
    """A bracket of the placeholder in a text that is the author's own otherwise."""
    text = value if isinstance(value, str) else ""
    left = placeholder_inside(field).intersection(_BRACKETED.findall(text))
    for bracket in sorted(left, key=text.find):
        # What a link is about may be called anything.
        if f"{bracket}(" not in text:
            name = view.name_of(path, field)
            yield Hit(PLACEHOLDER_LEFT, path, f"{name} still holds {bracket}: replace it.")


def unfilled_items(
    samples: tuple[str, ...] = (),
) -> Callable[[Field, Value, Path, View], Iterator[Hit]]:
    """Makes the rule about items that are empty, or the template's own, beside filled ones.

    Args:
        samples: Those of the template, beside the placeholder of the field.
    """

    def look(field: Field, value: Value, path: Path, view: View) -> Iterator[Hit]:
        if not isinstance(value, list):
            return
        of_template = (field.placeholder, *samples)
        if field.role is Role.REVIEWERS and all(item in of_template for item in value):
            yield from missing_or_sample(field, value, path, view)
            return
        for index, item in enumerate(value):
            if not isinstance(item, str) or not item.strip():
                message = f"This entry of {field.label} is empty: remove it."
                yield Hit(EMPTY_ENTRY, (*path, index), message)
            elif item in of_template:
                message = (
                    f"This entry of {field.label} is the template's own: write yours, or remove it."
                )
                yield Hit(PLACEHOLDER_LEFT, (*path, index), message)

    return look


def unfilled_record(field: Field, record: Value, path: Path) -> Iterator[Hit]:
    """A record that is empty, or the template's own, beside others that are filled."""
    noun = field.kind.noun
    if not says_something(record):
        yield Hit(EMPTY_ENTRY, path, f"This {noun} is empty: fill it in, or remove it.")
    elif not (isinstance(field.initial, list) and record in field.initial):
        yield Hit(
            PLACEHOLDER_LEFT,
            path,
            f"This {noun} is the template's own: write yours, or remove it.",
        )
