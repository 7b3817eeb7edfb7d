"""Which rules look at which field of a template: worked out once, for thousands of documents."""

from __future__ import annotations

from dataclasses import dataclass

from designdoc_tui.checks import filled, written
from designdoc_tui.checks.asked import FieldRule, rule_for
from designdoc_tui.checks.records import Doubt
from designdoc_tui.template.field import Field, Look, Role
from designdoc_tui.template.kinds import Value
from designdoc_tui.template.kinds.choice import Choice
from designdoc_tui.template.kinds.date import Date
from designdoc_tui.template.kinds.fence import Fence
from designdoc_tui.template.kinds.items import Items
from designdoc_tui.template.kinds.people import People
from designdoc_tui.template.kinds.prose import Prose
from designdoc_tui.template.kinds.records import Records
from designdoc_tui.template.kinds.text import Text
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
    """

    key: str
    field: Field
    rules: tuple[FieldRule, ...]
    text_rules: tuple[FieldRule, ...] = ()
    records: PlannedRecords | None = None

    def has_nothing_to_find(self, value: Value) -> bool:
        """Tells at a glance that no rule would find anything; `False` says nothing.

        Most values are a line of text without brackets, or are missing where they may. To pass
        over them here halves the time that checking takes.
        """
        if value is None:
            return not self.field.required and self.field.role is None
        return (
            type(value) is str
            and not self.rules
            and "\n" not in value
            and "[" not in value
            and "<!--" not in value
            and value != self.field.placeholder
            and value != ""
            and not value.isspace()
        )


@dataclass(frozen=True, slots=True)
class PlannedRecords:
    """The records of a field.

    Attributes:
        kind: What they are.
        inner: The fields of each.
        doubt: Tells which of them have to be read back.
    """

    kind: Records
    inner: tuple[Planned, ...]
    doubt: Doubt


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
    """

    sections: tuple[PlannedSection, ...]
    steps: tuple[PlannedStep, ...]


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
    return Plan(tuple(sections), tuple(steps))


def _planned(field: Field, level: int) -> Planned:
    kind = field.kind
    rules: list[FieldRule] = []
    text_rules: list[FieldRule] = []
    records: PlannedRecords | None = None
    if isinstance(kind, Date | Choice) or (isinstance(kind, Text) and (kind.code or kind.pattern)):
        rules.append(written.form)
    if isinstance(kind, Items | People):
        rules += [written.form, filled.unfilled_items]
    if isinstance(kind, Fence) and kind.language == written.JSON:
        rules.append(written.json_block)
    if isinstance(kind, Prose | Text | Items) and field.role is not Role.TITLE:
        of_block = field.look is Look.BLOCK and isinstance(kind, Prose)
        text_rules += [written.outline(level, of_block=of_block), written.links]
    if isinstance(field.placeholder, str) and filled.placeholder_inside(field):
        text_rules.append(filled.leftover)
    if isinstance(kind, Records):
        inner = tuple(_planned(other, kind.level) for other in kind.fields)
        records = PlannedRecords(kind, inner, Doubt(kind))
    rules += [rule_for(check) for check in field.checks]
    return Planned(field.key, field, tuple(rules), tuple(text_rules), records)
