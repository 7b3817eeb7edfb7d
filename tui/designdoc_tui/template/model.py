"""Templates: what a kind of document contains."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from designdoc_tui.template.field import Field, Role
from designdoc_tui.template.kinds.records import Records
from designdoc_tui.template.path import Path, starts_with
from designdoc_tui.template.pattern import Pattern


@dataclass(frozen=True)
class Section:
    """A section of the template, with its fields and the sections below it.

    Attributes:
        key: Its name in the draft.
        heading: Its heading.
        level: The heading's level; 2 for the sections of a document.
        path: Where its values stand.
        fields: Its own fields.
        sections: The sections below it.
        is_value: Whether it has just one field, whose value stands where the section's
            values would.
        divider: Whether a line is drawn above it.
        help: What it is for.
        synonyms: Other headings that mean the same in documents that are imported.
    """

    key: str
    heading: str
    level: int
    path: Path
    fields: tuple[Field, ...] = ()
    sections: tuple[Section, ...] = ()
    is_value: bool = False
    divider: bool = False
    help: str = ""
    synonyms: tuple[str, ...] = ()

    def field_path(self, field: Field) -> Path:
        """Where the value of one of its own fields stands."""
        return self.path if self.is_value else (*self.path, field.key)

    @cached_property
    def parts(self) -> Mapping[str, Field | Section]:
        """Its own fields and the sections below it by key."""
        fields: dict[str, Field | Section] = {field.key: field for field in self.fields}
        return fields | {section.key: section for section in self.sections}

    def walk(self) -> Iterator[Section]:
        """Itself and every section below it, in the order of the document."""
        yield self
        for section in self.sections:
            yield from section.walk()

    def placed_fields(self) -> Iterator[tuple[Path, Field]]:
        """Its fields and those of the sections below it, each with its path."""
        for section in self.walk():
            for field in section.fields:
                yield section.field_path(field), field

    @property
    def is_leaf(self) -> bool:
        """Whether there are no sections below it."""
        return not self.sections


@dataclass(frozen=True)
class Template:
    """What a kind of document contains.

    Attributes:
        name: What drafts call it.
        version: Its version; drafts do not depend on it.
        title: What it is called for people.
        heading: How the first line of the document is put together.
        fields: The fields of the document itself, such as its title.
        sections: Its sections.
    """

    name: str
    version: int
    title: str
    heading: Pattern
    fields: tuple[Field, ...]
    sections: tuple[Section, ...]

    def walk(self) -> Iterator[Section]:
        """Every section, in the order of the document."""
        for section in self.sections:
            yield from section.walk()

    @cached_property
    def placed_fields(self) -> tuple[tuple[Path, Field], ...]:
        """Every field of the document and its sections, each with its path."""
        own = tuple(((field.key,), field) for field in self.fields)
        return own + tuple(
            placed for section in self.sections for placed in section.placed_fields()
        )

    @cached_property
    def _fields_by_path(self) -> dict[Path, Field]:
        return dict(self.placed_fields)

    @cached_property
    def sections_by_path(self) -> dict[Path, Section]:
        """Every section by its path."""
        return {section.path: section for section in self.walk()}

    @cached_property
    def steps(self) -> tuple[Section, ...]:
        """The sections that the wizard takes one at a time.

        A section is one step when no section below it has sections of its own; otherwise each
        section below it is looked at in the same way.
        """
        return tuple(step for section in self.sections for step in _steps(section))

    def step_of(self, path: Path) -> Section:
        """The step on which a path is edited; the first one for the document's own fields."""
        for step in self.steps:
            if starts_with(path, step.path):
                return step
        for step in self.steps:
            if starts_with(step.path, path):
                return step
        return self.steps[0]

    def section_of(self, path: Path) -> Section | None:
        """The innermost section that holds a path; `None` for the document's own fields."""
        for end in range(len(path), 0, -1):
            section = self.sections_by_path.get(path[:end])
            if section is not None:
                return section
        return None

    def field_at(self, path: Path) -> Field | None:
        """The field a path leads to or into, inside records too.

        Args:
            path: The path of a field, or of an item or a field inside one.

        Returns:
            The innermost field on the way, or `None` when the template has none there.
        """
        for end in range(1, len(path) + 1):
            field = self._fields_by_path.get(path[:end])
            if field is not None:
                return _field_inside(field, path[end:])
        return None

    def with_role(self, role: Role) -> tuple[Path, Field] | None:
        """The field that means this to the tool, with its path, if the template has one."""
        return next((placed for placed in self.placed_fields if placed[1].role is role), None)


def _steps(section: Section) -> Iterator[Section]:
    if all(below.is_leaf for below in section.sections):
        yield section
        return
    if section.fields:
        yield section
    for below in section.sections:
        yield from _steps(below)


def _field_inside(field: Field, rest: Path) -> Field | None:
    while len(rest) >= 2 and isinstance(field.kind, Records):
        inner = field.kind.by_key.get(str(rest[1]))
        if inner is None:
            return None
        field, rest = inner, rest[2:]
    return field
