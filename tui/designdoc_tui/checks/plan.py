"""Which rules look at which field of a template: worked out once, for thousands of documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from designdoc_tui.checks import filled, written
from designdoc_tui.checks.asked import FieldRule, rule_for
from designdoc_tui.checks.glance import Doubt, Usual, UsualText
from designdoc_tui.checks.of_kinds import Markdown, of_kind
from designdoc_tui.template.field import Field, Look, Role
from designdoc_tui.template.kinds import Shape, Value
from designdoc_tui.template.kinds.records import Records
from designdoc_tui.template.model import Template
from designdoc_tui.template.path import Path


@dataclass(frozen=True, slots=True)
class Planned:
    """A field, and what looks at it.

    Attributes:
        key: Its name in the draft.
        field: The field.
        rules: The rules that look at its value once it is filled.
        text_rules: Those that only have to look at a text with brackets or of several lines.
        records: For records, what they are.
        usual: Tells at a glance that there is nothing to find; `None` where only rules can.
        may_be_missing: Whether there is nothing to find where it has no value.
    """

    key: str
    field: Field
    rules: tuple[FieldRule, ...]
    text_rules: tuple[FieldRule, ...] = ()
    records: PlannedRecords | None = None
    usual: Usual | None = None
    may_be_missing: bool = False


@dataclass(frozen=True, slots=True)
class PlannedRecords:
    """The records of a field.

    Attributes:
        kind: What they are.
        inner: The fields of each.
        doubt: Tells which of them have to be read back.
        told_apart_by: The text fields, each with the template's own texts for it: a record with
            any other text in one of them is filled.
    """

    kind: Records
    inner: tuple[Planned, ...]
    doubt: Doubt
    told_apart_by: tuple[tuple[str, frozenset[str]], ...]

    def is_filled(self, record: Value) -> bool:
        """The same as `Records.is_record_filled`, sooner in nearly all cases."""
        if isinstance(record, dict):
            for key, of_template in self.told_apart_by:
                value = record.get(key)
                if type(value) is str and value not in of_template and not value.isspace():
                    return True
        return self.kind.is_record_filled(record)


@dataclass(frozen=True, slots=True)
class PlannedSection:
    """A section's own fields, or those of the document.

    Attributes:
        around: Where the mapping stands that holds their values.
        fields: Each with its path.
    """

    around: Path
    fields: tuple[tuple[Path, Planned], ...]


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step of the wizard, which is begun, or finished, as a whole.

    Attributes:
        path: Its section.
        heading: The section's heading.
        fields: The paths of the fields on it.
    """

    path: Path
    heading: str
    fields: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to look at in documents of a template.

    Attributes:
        sections: The sections that have fields, in the order of the document.
        steps: The steps.
        roles: The fields that mean something to the tool.
    """

    sections: tuple[PlannedSection, ...]
    steps: tuple[PlannedStep, ...]
    roles: Mapping[Role, tuple[Path, Field]]


def plan(template: Template) -> Plan:
    """Works out which rules look at which field.

    Args:
        template: The template.

    Returns:
        The plan.
    """
    own = tuple(((field.key,), _planned(field, 1)) for field in template.fields)
    sections = [PlannedSection((), own)] if own else []
    for section in template.walk():
        if section.fields:
            fields = tuple(
                (section.field_path(field), _planned(field, section.level))
                for field in section.fields
            )
            sections.append(PlannedSection(fields[0][0][:-1], fields))
    steps = [
        PlannedStep(step.path, step.heading, tuple(path for path, _ in step.placed_fields()))
        for step in template.steps
    ]
    roles = {role: placed for role in Role if (placed := template.with_role(role)) is not None}
    return Plan(tuple(sections), tuple(steps), roles)


def _planned(field: Field, level: int) -> Planned:
    kind = field.kind
    by_kind = of_kind(kind)
    rules: list[FieldRule] = [] if by_kind.form is None else [written.form(by_kind.form)]
    rules += by_kind.rules
    text_rules = list(by_kind.text_rules)
    records: PlannedRecords | None = None
    if by_kind.markdown is not None and field.role is not Role.TITLE:
        of_block = field.look is Look.BLOCK and by_kind.markdown is Markdown.BLOCKS
        text_rules += [written.outline(level, of_block=of_block), written.links]
    if isinstance(field.placeholder, str) and filled.placeholder_inside(field):
        text_rules.append(filled.leftover)
    if isinstance(kind, Records):
        inner = tuple(_planned(other, kind.level) for other in kind.fields)
        records = PlannedRecords(kind, inner, Doubt(kind), _told_apart_by(kind))
    rules += [rule_for(check) for check in field.checks]
    usual: Usual | None = None
    optional = not field.required and field.role is None
    if by_kind.usual is not None and not field.checks:
        usual = by_kind.usual
    elif kind.shape is Shape.TEXT and not rules:
        usual = UsualText(field)
    return Planned(field.key, field, tuple(rules), tuple(text_rules), records, usual, optional)


def _told_apart_by(kind: Records) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple(
        (
            field.key,
            frozenset(
                text
                for text in ("", field.placeholder, *(each.get(field.key) for each in kind.samples))
                if isinstance(text, str)
            ),
        )
        for field in kind.fields
        if field.kind.shape is Shape.TEXT
    )
