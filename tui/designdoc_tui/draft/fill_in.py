"""Values to fill in, given in a file: part of a draft, or field paths with what belongs there.

Unlike a draft, such a file is written to be used once, so a name that the template does not know
is taken for a mistake instead of being kept.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, Final

from designdoc_tui.draft.conform import (
    is_nothing,
    read_fields,
    read_part,
    read_review,
    read_text,
)
from designdoc_tui.source.yaml_nodes import Mapping, Node, Scalar
from designdoc_tui.template.kinds import Shape, Value
from designdoc_tui.template.kinds.records import Records
from designdoc_tui.template.path import Path, format_path, parse_path
from designdoc_tui.template.reserved import REVIEW, TEMPLATE, VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from designdoc_tui.document.values import Values
    from designdoc_tui.source.errors import SourceError
    from designdoc_tui.template.field import Field
    from designdoc_tui.template.model import Template


def fill_in(template: Template, root: Node, into: Values) -> None:
    """Fills in the values of a file.

    A key is what it would be in a draft (`overview`, with its fields below it), or the path of a
    section, a field or an item (`overview.goals[0]`). Items are added in their order.

    Args:
        template: What the document contains.
        root: The whole file. A version and a name of a template in it are passed over.
        into: The values to fill in, changed in place; what was in their place before goes.

    Raises:
        SourceError: Something is not what its field needs, or the template has no such field.
    """
    if not isinstance(root, Mapping):
        raise root.error(
            "values to fill in need names: write each as `name: value`, the name a field of the "
            "template or its path, such as overview.problem"
        )
    for key, node in root.entries:
        if key.text in (VERSION, TEMPLATE) or is_nothing(node):
            continue
        if key.text == REVIEW:
            _refuse_what_people_do(node)
            into[REVIEW] = read_review(node)
            continue
        path = _path_of(key, template)
        value = _value_for(template, key, path, node)
        _refuse_unknown(value, path)
        try:
            _fill(into, path, value)
        except IndexError:
            raise key.error(
                f"{key.text} leads past the end of its list: fill in its items in their order, "
                "beginning with [0]"
            ) from None


_DONE_BY_PEOPLE: Final = {
    "sign_offs": "signing needs a person",
    "marks": "a mark says that a person has read the section",
    "history": "a step of the status is taken by a person",
    "states": "it goes with sign-offs and marks, which people make",
}


def _refuse_what_people_do(review: Node) -> None:
    """Refuses what is only worth something when somebody did it at a keyboard."""
    for key, node in review.entries if isinstance(review, Mapping) else ():
        if key.text in _DONE_BY_PEOPLE and not is_nothing(node):
            why = _DONE_BY_PEOPLE[key.text]
            raise key.error(
                f"review.{key.text} cannot be filled in: {why}; remove it, and use "
                "`designdoc-tui review`"
            )


def _path_of(key: Scalar, template: Template) -> Path:
    try:
        return parse_path(key.text)
    except ValueError:
        raise _no_such_field(key, template) from None


def _value_for(template: Template, key: Scalar, path: Path, node: Node) -> Value:
    section = template.sections_by_path.get(path)
    if section is not None:
        return read_part(section, node, path)
    field = _field_at(template, path)
    if field is None:
        raise _no_such_field(key, template)
    if not isinstance(path[-1], int):
        return read_part(field, node, path)
    if isinstance(field.kind, Records):
        return read_fields(field.kind.by_key, node, path)
    return read_text(node, path)


def _field_at(template: Template, path: Path) -> Field | None:
    """The field at a path, or around the item at it; `None` when the path leads nowhere."""
    for placed, found in template.placed_fields:
        if path[: len(placed)] == placed:
            field, rest = found, path[len(placed) :]
            break
    else:
        return None
    while rest:
        if not isinstance(rest[0], int) or field.kind.shape not in (Shape.TEXTS, Shape.RECORDS):
            return None
        if len(rest) == 1:
            return field
        inner = field.kind.by_key.get(str(rest[1])) if isinstance(field.kind, Records) else None
        if inner is None:
            return None
        field, rest = inner, rest[2:]
    return field


def _refuse_unknown(value: Value, path: Path) -> None:
    """Refuses nodes: they are what no field was found for."""
    if isinstance(value, Node):
        raise value.error(
            f"the template has no field {format_path(path)}: correct the name, or remove it"
        )
    if isinstance(value, dict):
        for key, inner in value.items():
            _refuse_unknown(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            _refuse_unknown(inner, (*path, index))


def _fill(into: Values, path: Path, value: Value) -> None:
    """Puts a value at its place; of a section, each value at its own.

    The path fits the template, and so do the values that are there already.

    Raises:
        IndexError: It leads past the end of a list, by more than one.
    """
    if isinstance(value, dict) and not isinstance(path[-1], int):
        for key, inner in value.items():
            _fill(into, (*path, key), inner)
        return
    here: Any = into
    for step, following in itertools.pairwise(path):
        here = _step_into(here, step, [] if isinstance(following, int) else {})
    if isinstance(path[-1], int) and path[-1] == len(here):
        here.append(value)
    else:
        here[path[-1]] = value


def _step_into(here: Any, step: str | int, fresh: Value) -> Any:
    if isinstance(step, str):
        return here.setdefault(step, fresh)
    if step == len(here):
        here.append(fresh)
    return here[step]


def _no_such_field(key: Scalar, template: Template) -> SourceError:
    # Only wanted when something is wrong, and slow to import.
    from difflib import get_close_matches

    close = get_close_matches(key.text, list(_names(template)), 1)
    advice = f"did you mean {close[0]}?" if close else "correct the name, or remove the line"
    return key.error(f"the template has no field {key.text}: {advice}")


def _names(template: Template) -> Iterable[str]:
    names: Iterator[Path] = (section.path for section in template.walk())
    yield from map(format_path, names)
    yield from (format_path(path) for path, _ in template.placed_fields)
