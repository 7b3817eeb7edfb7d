"""Rules that a template switches on for particular fields, with `checks:`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final

from designdoc_tui.checks.dependencies import unknown_dependencies
from designdoc_tui.checks.rules import (
    BAD_ENDPOINT,
    COUNTERPART_MISSING,
    DATE_IN_FUTURE,
    DUPLICATE,
    IN_BOTH_LISTS,
    NO_NUMBER,
    NONE_CHOSEN,
    OPEN_BLOCKER,
    SEVERAL_CHOSEN,
    TOO_FEW,
)
from designdoc_tui.checks.view import Hit, View
from designdoc_tui.checks.written import bare_paths
from designdoc_tui.template.checks import Check, CheckWord
from designdoc_tui.template.field import Field
from designdoc_tui.template.kinds import Value
from designdoc_tui.template.kinds.date import is_day
from designdoc_tui.template.kinds.records import Records
from designdoc_tui.template.path import Path, format_path, parse_path

FieldRule = Callable[[Field, Value, Path, View], Iterator[Hit]]
"""A rule about one filled field: it gets the field, its value and path, and the document."""

_METHODS: Final = "GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE|CONNECT|QUERY"
_ENDPOINT: Final = re.compile(rf"({_METHODS})[ \t]+(/[^\s`]*)")
_PARAMETER: Final = re.compile(r"\{[^{}/]*\}|(?<=/):\w+|<[^<>/]*>")

_AHEAD: Final = timedelta(days=1)
"""Somewhere on earth it is tomorrow already, and a server's clock is often that of Greenwich."""


def method_and_path(field: Field, value: Value, path: Path, view: View) -> Iterator[Hit]:
    """An endpoint has to be a method and a path."""
    if _ENDPOINT.fullmatch(str(value).strip()) is None:
        name = view.name_of(path, field)
        yield Hit(
            BAD_ENDPOINT, path, f"Write {name} as method and path, such as POST /api/v1/resource."
        )


def number(field: Field, value: Value, path: Path, view: View) -> Iterator[Hit]:
    """A target has to be measurable."""
    if not any(map(str.isdigit, str(value))):
        name = view.name_of(path, field)
        yield Hit(
            NO_NUMBER, path, f"{name} has no number: say how much, so that it can be measured."
        )


def not_in_future(field: Field, value: Value, path: Path, view: View) -> Iterator[Hit]:
    """What has happened happened by today."""
    text = str(value).strip()
    if is_day(text) and date.fromisoformat(text) - view.today > _AHEAD:
        name = view.name_of(path, field)
        yield Hit(DATE_IN_FUTURE, path, f"{name} is in the future: write the day it happened.")


def unique(group: str) -> FieldRule:
    """Makes the rule that no two fields of a group say the same."""

    def rule(field: Field, value: Value, path: Path, view: View) -> Iterator[Hit]:
        first = view.seen.setdefault((group, _sameness(str(value))), path)
        if first != path:
            yield Hit(
                DUPLICATE,
                path,
                f"{view.name_of(path, field)} is described already at {format_path(first[:-1])}: "
                "keep one of the two.",
            )

    return rule


def _sameness(text: str) -> str:
    """What two texts share that mean the same endpoint or name."""
    return _PARAMETER.sub("{}", " ".join(text.casefold().split())).rstrip("/")


def not_in(other: str) -> FieldRule:
    """Makes the rule that a list repeats nothing from another one."""
    target = parse_path(other)

    def rule(field: Field, value: Value, path: Path, view: View) -> Iterator[Hit]:
        there = view.get(target)
        if not isinstance(there, list) or not isinstance(value, list):
            return
        known: dict[str, int] = {}
        for index, item in enumerate(there):
            known.setdefault(_words(str(item)), index)
        around = view.template.field_at(target)
        label = around.label if around is not None else other
        for index, item in enumerate(value):
            twin = known.get(_words(str(item)))
            if twin is not None and _words(str(item)):
                yield Hit(
                    IN_BOTH_LISTS,
                    (*path, index),
                    f"{field.label} repeat what {label} say at {other}[{twin}]: decide which of "
                    "the two it is.",
                )

    return rule


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def needs(other: str) -> FieldRule:
    """Makes the rule that a field is not filled without another part."""
    target = parse_path(other)

    def rule(field: Field, value: Value, path: Path, view: View) -> Iterator[Hit]:  # noqa: ARG001
        if not view.applies(target) or _is_filled(target, view):
            return
        section = view.template.sections_by_path.get(target)
        around = view.template.field_at(target)
        label = section.heading if section else around.label if around else other
        yield Hit(
            COUNTERPART_MISSING,
            path,
            f"There is a {field.label} and no {label}: fill in {other}.",
            at_key=True,
        )

    return rule


def _is_filled(target: Path, view: View) -> bool:
    section = view.template.sections_by_path.get(target)
    if section is not None:
        return any(field.is_filled(view.get(path)) for path, field in section.placed_fields())
    field = view.template.field_at(target)
    return field is not None and field.is_filled(view.get(target))


def at_least(least: str) -> FieldRule:
    """Makes the rule that there are several records to choose from."""

    def rule(field: Field, value: Value, path: Path, view: View) -> Iterator[Hit]:
        kind = field.kind
        if not isinstance(kind, Records) or not isinstance(value, list):
            return
        filled = sum(map(kind.is_record_filled, value))
        if filled < int(least):
            yield Hit(
                TOO_FEW,
                path,
                f"{view.name_of(path, field)}: write at least {least}, for with "
                f"{filled} there was nothing to decide.",
                at_key=True,
            )

    return rule


def one_with(mark: str) -> FieldRule:
    """Makes the rule that exactly one record carries a mark."""

    def rule(field: Field, value: Value, path: Path, view: View) -> Iterator[Hit]:
        kind = field.kind
        if not isinstance(kind, Records) or not isinstance(value, list):
            return
        marked = [
            index
            for index, record in enumerate(value)
            if isinstance(record, dict) and record.get(mark) is True
        ]
        label = kind.by_key[mark].label.lower()
        name = view.name_of(path, field)
        if not marked:
            message = f"{name}: none is {label}. Mark the {kind.noun} that is."
            yield Hit(NONE_CHOSEN, path, message, at_key=True)
        for index in marked[1:]:
            yield Hit(
                SEVERAL_CHOSEN,
                (*path, index, mark),
                f"{name}: {kind.noun} {marked[0] + 1} is {label} already. Keep one mark only.",
            )

    return rule


def settled_by(mark: str) -> FieldRule:
    """Makes the rule that a yes stands in the way until a mark beside it is set."""

    def rule(field: Field, value: Value, path: Path, view: View) -> Iterator[Hit]:
        record = view.get(path[:-1])
        if value is True and not (isinstance(record, dict) and record.get(mark) is True):
            yield Hit(
                OPEN_BLOCKER,
                path,
                f"{view.name_of(path, field)} says yes, and it is not settled: find the answer and "
                f"set {mark} to true, or say why it does not block.",
            )

    return rule


_ALONE: Final[dict[CheckWord, FieldRule]] = {
    CheckWord.METHOD_AND_PATH: method_and_path,
    CheckWord.NUMBER: number,
    CheckWord.NOT_IN_FUTURE: not_in_future,
    CheckWord.FILE: bare_paths,
}
_ABOUT: Final[dict[CheckWord, Callable[[str], FieldRule]]] = {
    CheckWord.UNIQUE: unique,
    CheckWord.NOT_IN: not_in,
    CheckWord.NEEDS: needs,
    CheckWord.DEPENDS_ON: unknown_dependencies,
    CheckWord.AT_LEAST: at_least,
    CheckWord.ONE_WITH: one_with,
    CheckWord.SETTLED_BY: settled_by,
}


def rule_for(check: Check) -> FieldRule:
    """The rule that a template switches on with a check."""
    alone = _ALONE.get(check.word)
    return alone if alone is not None else _ABOUT[check.word](check.about)


__all__ = ["FieldRule", "rule_for"]
