"""The places of a document that one can go to by name."""

from __future__ import annotations

from collections.abc import Iterator

from designdoc_screens.go_to import Target
from designdoc_tui.document.document import Document
from designdoc_tui.document.progress import state_of
from designdoc_tui.template.field import Field
from designdoc_tui.template.kinds.records import Records
from designdoc_tui.template.model import Section
from designdoc_tui.template.path import Path, format_path
from designdoc_tui.widgets.preview.visible import visible


def targets_of(document: Document) -> list[Target]:
    """Every section, field and record of a document, in its order.

    Args:
        document: The document.

    Returns:
        The targets, each with the names of what it stands in.
    """
    own = document.template.fields
    targets = [_field_target(document, (field.key,), field, "") for field in own]
    for section in document.template.sections:
        targets.extend(_section_targets(document, section, ""))
    return targets


def _section_targets(document: Document, section: Section, crumb: str) -> Iterator[Target]:
    state = state_of(document, section).value
    yield Target(format_path(section.path), section.heading, crumb, state)
    inside = f"{crumb} › {section.heading}" if crumb else section.heading
    for field in section.fields:
        path = section.field_path(field)
        if not section.is_value:
            yield _field_target(document, path, field, inside)
        yield from _record_targets(document, path, field, inside)
    for below in section.sections:
        yield from _section_targets(document, below, inside)


def _field_target(document: Document, path: Path, field: Field, crumb: str) -> Target:
    state = "complete" if document.is_filled(path, field) else "empty"
    return Target(format_path(path), field.label, crumb, state)


def _record_targets(document: Document, path: Path, field: Field, crumb: str) -> Iterator[Target]:
    if not isinstance(field.kind, Records):
        return
    for index, record in enumerate(document.items(path)):
        if not isinstance(record, dict):
            continue
        for inner in field.kind.fields:
            text = record.get(inner.key)
            if isinstance(text, str) and text.strip():
                label = visible(text.strip().partition("\n")[0])
                place = (*path, index, inner.key)
                yield Target(format_path(place), label, crumb, "complete")
                break
