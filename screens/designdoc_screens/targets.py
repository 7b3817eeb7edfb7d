"""The places of a document that one can go to by name."""

from __future__ import annotations

from collections.abc import Iterator

from designdoc_screens.go_to import Target
from designdoc_tui.document.document import Document
from designdoc_tui.document.progress import state_of
from designdoc_tui.markdown.steps import is_verbatim, steps_of
from designdoc_tui.template.field import Field
from designdoc_tui.template.kinds.records import Records
from designdoc_tui.template.model import Section
from designdoc_tui.template.path import Path, format_path, parse_path, starts_with
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
    return _with_verbatim(document, targets)


def _with_verbatim(document: Document, targets: list[Target]) -> list[Target]:
    """Puts what stands word for word behind what it follows in the document."""
    behind: dict[str, list[Target]] = {}
    above = ""
    for step in steps_of(document):
        section = step.section
        if is_verbatim(section):
            target = Target(format_path(section.path), section.heading, step.group, "word for word")
            behind.setdefault(above, []).append(target)
        else:
            above = format_path(section.path)
    if not behind:
        return targets
    found = behind.pop("", [])
    for place, target in enumerate(targets):
        found.append(target)
        rest = targets[place + 1].path if place + 1 < len(targets) else ""
        for path in [path for path in behind if _is_last_of(path, target.path, rest)]:
            found += behind.pop(path)
    return found


def _is_last_of(step: str, path: str, following: str) -> bool:
    """Whether a target is the last one of a step."""
    inside = parse_path(step)
    return starts_with(parse_path(path), inside) and not starts_with(parse_path(following), inside)


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
