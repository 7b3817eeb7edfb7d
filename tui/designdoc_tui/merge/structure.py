"""What the template says of a value: which field it is, and what its entries are called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from designdoc_tui.merge.identity import opened, text_in
from designdoc_tui.template.field import Field
from designdoc_tui.template.kinds import Shape
from designdoc_tui.template.kinds.records import Records
from designdoc_tui.template.model import Section, Template

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designdoc_tui.template.kinds import Value
    from designdoc_tui.template.path import Path

Part: TypeAlias = "Template | Section | Field | None"
"""What stands at a place; `None` where the template has nothing to say."""

_NAMES: Final = ("id", "field", "name", "title", "of")
"""Keys that tell entries apart where the template does not say: in the review, in the layout, and
where the tool does not know the key."""


def below(part: Part, key: str) -> Part:
    """What stands under a key of a document, a section or a record."""
    if isinstance(part, Template):
        parts: Iterable[Field | Section] = (*part.fields, *part.sections)
        return next((one for one in parts if one.key == key), None)
    if isinstance(part, Section):
        return part.parts.get(key)
    if isinstance(part, Field) and isinstance(part.kind, Records):
        return part.kind.by_key.get(key)
    return None


def field_of(part: Part) -> Field | None:
    """The field that a part is, if it is one."""
    if isinstance(part, Section):
        return part.fields[0] if part.is_value else None
    return part if isinstance(part, Field) else None


def keys_in_order(part: Part, *values: dict[str, Value]) -> list[str]:
    """The keys of some mappings: those of the template in its order, then the others as they came.

    Args:
        part: Which part of the template the mappings are.
        values: The mappings.
    """
    known: list[str] = []
    if isinstance(part, Template):
        known = [field.key for field in part.fields] + [one.key for one in part.sections]
    elif isinstance(part, Section):
        known = list(part.parts)
    elif isinstance(part, Field) and isinstance(part.kind, Records):
        known = list(part.kind.by_key)
    there = dict.fromkeys(key for value in values for key in value)
    ordered = {key: None for key in known if key in there}
    return list(ordered | there)


def naming_keys(field: Field | None) -> tuple[str, ...]:
    """The keys of an entry under one of which stands what it is called.

    Args:
        field: The list it stands in.
    """
    if field is None:
        return _NAMES
    if not isinstance(field.kind, Records):
        return ()
    texts = [one.key for one in field.kind.fields if one.kind.shape is Shape.TEXT]
    heads = [key for key in field.kind.head.keys if key in texts]
    return tuple((heads or texts)[:1])


def name_of(field: Field | None, item: Value) -> str:
    """What an entry of a list is called: its name if it has one, a text itself; may be empty."""
    text = text_in(item)
    if text is not None:
        return text
    inside = opened(item)
    if not isinstance(inside, dict):
        return ""
    names = (text_in(inside.get(key)) for key in naming_keys(field))
    return next((name.strip() for name in names if name and name.strip()), "")


def names_on(template: Template, values: Value, path: Path) -> tuple[str, ...]:
    """What the entries of lists on the way to a place are called, one for each position in it.

    Args:
        template: What the document contains.
        values: The document.
        path: The place.
    """
    names: list[str] = []
    part: Part = template
    here = values
    for step in path:
        inside = opened(here)
        if isinstance(step, str):
            part = below(part, step)
            here = inside.get(step) if isinstance(inside, dict) else None
        else:
            part = field_of(part)
            here = inside[step] if isinstance(inside, list) and step < len(inside) else None
            names.append(name_of(part, here))
    return tuple(names)
