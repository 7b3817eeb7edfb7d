"""What a rule may look at, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as default
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from designdoc_tui.document.document import NOT_APPLICABLE
from designdoc_tui.document.values import value_at
from designdoc_tui.template.checks import Stage
from designdoc_tui.template.path import Path, format_path

if TYPE_CHECKING:
    from designdoc_tui.checks.rules import Rule
    from designdoc_tui.template.field import Field, Role
    from designdoc_tui.template.kinds import Value
    from designdoc_tui.template.model import Template


class Hit(NamedTuple):
    """What a rule found.

    Attributes:
        rule: The rule.
        path: Where.
        message: What is wrong and what to do. It may quote the document as it is.
        at_key: Whether the place is the path's key, as for a section.
    """

    rule: Rule
    path: Path
    message: str
    at_key: bool = False


class Surroundings(Protocol):
    """The files around a draft, as far as rules look at them."""

    def is_there(self, target: str) -> bool:
        """Whether a relative link leads to a file or a folder.

        Args:
            target: The link without query and fragment, its escapes undone.
        """

    def markdown(self) -> bytes | None:
        """What the Markdown beside the draft holds; `None` when there is none."""


@dataclass(slots=True)
class View:
    """A document as rules see it.

    Attributes:
        template: What it contains.
        values: What is in it.
        today: The day of the check.
        stage: How far it has come.
        surroundings: The files around it; `None` when it is in no folder.
        roles: The fields that mean something to the tool, each with its path.
        seen: For rules about what may stand only once: where each value of a group was seen first.
        worked_out: A memo for rules that work something out once for each document, by a key of
            theirs.
    """

    template: Template
    values: Mapping[str, Value]
    today: date
    stage: Stage
    surroundings: Surroundings | None = None
    roles: Mapping[Role, tuple[Path, Field]] = default(default_factory=dict)
    seen: dict[tuple[str, str], Path] = default(default_factory=dict)
    worked_out: dict[tuple[str, Path], Any] = default(default_factory=dict)

    def get(self, path: Path) -> Value:
        """The value at a path, or `None`."""
        return value_at(self.values, path)

    def with_role(self, role: Role) -> tuple[Path, Field, Value] | None:
        """The field that means this to the tool, with its path and its value.

        `None` when the template has none, or it stands in a section that does not apply.
        """
        placed = self.roles.get(role)
        if placed is None or not self.applies(placed[0]):
            return None
        return (*placed, self.get(placed[0]))

    def applies(self, path: Path) -> bool:
        """Whether no section around a path is marked as not applicable."""
        reasons = value_at(self.values, NOT_APPLICABLE)
        if not isinstance(reasons, dict) or not reasons:
            return True
        return not any(format_path(path[:end]) in reasons for end in range(len(path), 0, -1))

    @property
    def applies_everywhere(self) -> bool:
        """Whether no section at all is marked as not applicable."""
        return not value_at(self.values, NOT_APPLICABLE)

    def name_of(self, path: Path, field: Field) -> str:
        """What messages call a field: its label, and which record it stands in.

        Args:
            path: Where it stands.
            field: The field.

        Returns:
            For instance `Purpose of component 2`, or `Retention under Audit Logging`.
        """
        around, last = path[:-1], path[-2] if len(path) > 1 else ""
        if isinstance(last, int):
            records = self.template.field_at(around[:-1])
            noun = records.kind.noun if records is not None else "entry"
            return f"{field.label} of {noun} {last + 1}"
        section = self.template.sections_by_path.get(around)
        if section is None or self.template.sections_by_path.get(path) is not None:
            return field.label  # the label is the section's heading, or the document's own
        return f"{field.label} under {section.heading}"
