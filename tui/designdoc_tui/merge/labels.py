"""What places in a document are called for people."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from designdoc_tui.document.values import value_at
from designdoc_tui.merge.layout_labels import layout_labels
from designdoc_tui.merge.review_labels import review_labels
from designdoc_tui.merge.structure import below, field_of, name_of
from designdoc_tui.template.field import Field
from designdoc_tui.template.kinds.records import Records
from designdoc_tui.template.model import Section
from designdoc_tui.template.reserved import LAYOUT, REVIEW

if TYPE_CHECKING:
    from designdoc_tui.merge.structure import Part
    from designdoc_tui.template.kinds import Value
    from designdoc_tui.template.model import Template
    from designdoc_tui.template.path import Path

BETWEEN: Final = " › "
"""What stands between a section and what is in it."""

_LONGEST: Final = 40  # characters of a name


def label_of(template: Template, path: Path, values: Value) -> str:
    """What a place is called for people.

    Args:
        template: What the document contains.
        path: The place.
        values: The document it is a place in; it says what entries are called.

    Returns:
        For instance `Design › Components › Session service › Purpose`; of a list of texts,
        `Overview › Goals › 2`. Markdown that stands word for word is called by its heading or its
        first words, a comment by what it is about. It may quote the document as it is. The
        document's own name for keys that nobody knows.
    """
    if path[:1] != (REVIEW,):
        return _in_document(template, path, values)
    about = partial(_in_document, template, values=values)  # a comment on a comment is on nothing
    return BETWEEN.join(review_labels(path, values, about))


def _in_document(template: Template, path: Path, values: Value) -> str:
    if path[:1] != (LAYOUT,):
        return _in_template(template, path, values)
    section = partial(_in_template, template, values=values)
    return BETWEEN.join(layout_labels(path, values, section))


def _in_template(template: Template, path: Path, values: Value) -> str:
    labels: list[str] = []
    part: Part = template
    for end, step in enumerate(path, start=1):
        if isinstance(step, int):
            labels.append(_entry(field_of(part), step, value_at(values, path[:end])))
            part = field_of(part)
            continue
        part = below(part, step)
        if isinstance(part, Section):
            labels.append(part.heading)
        elif isinstance(part, Field):
            labels.append(part.label)
        else:
            labels.append(step)
    return BETWEEN.join(labels)


def _entry(field: Field | None, index: int, item: Value) -> str:
    if field is not None and not isinstance(field.kind, Records):
        return str(index + 1)
    name = " ".join(name_of(field, item).split()) if isinstance(item, dict) else ""
    if name:
        return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
    noun = field.kind.noun if field is not None and isinstance(field.kind, Records) else ""
    return f"{noun} {index + 1}".strip()
