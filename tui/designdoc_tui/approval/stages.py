"""The status of a document, as its template tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from designdoc_tui.template.checks import Stage
from designdoc_tui.template.field import Role
from designdoc_tui.template.kinds.choice import Choice
from designdoc_tui.template.path import Path

if TYPE_CHECKING:
    from designdoc_tui.document import Document
    from designdoc_tui.template.model import Template

ORDER: Final = (Stage.DRAFT, Stage.REVIEW, Stage.APPROVED, Stage.IMPLEMENTED)
"""The stages in the order in which a document comes through them."""


class StatusField(NamedTuple):
    """The field that says how far a document has come.

    Attributes:
        path: Where it stands.
        kind: Its words, and what each stands for.
    """

    path: Path
    kind: Choice

    def of(self, document: Document) -> str:
        """The status of a document; the first one where it has none that the template knows."""
        said = document.text(self.path)
        return said if said in self.kind.options else self.kind.options[0]

    def stage_of(self, document: Document) -> Stage:
        """How far a document has come."""
        return self.stage(self.of(document))

    def stage(self, status: str) -> Stage:
        """What a status stands for."""
        return self.kind.stage_of(status) or Stage.DRAFT

    def rank(self, status: str) -> int:
        """How many stages come before that of a status."""
        return ORDER.index(self.stage(status))


def status_field(template: Template) -> StatusField | None:
    """The status field of a template; `None` when it has none with stages."""
    placed = template.with_role(Role.STATUS)
    if placed is None or not isinstance(placed[1].kind, Choice) or not placed[1].kind.stages:
        return None
    return StatusField(placed[0], placed[1].kind)
