"""How far along a document and its sections are."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from designdoc_tui.document.document import Document
from designdoc_tui.template.field import Field
from designdoc_tui.template.model import Section
from designdoc_tui.template.path import Path


class State(Enum):
    """How far along a section is."""

    EMPTY = "empty"
    BEGUN = "begun"
    COMPLETE = "complete"
    NOT_APPLICABLE = "not applicable"


class Progress(NamedTuple):
    """How far along a document is.

    Attributes:
        complete: How many steps are complete or do not apply.
        total: How many there are.
    """

    complete: int
    total: int

    @property
    def share(self) -> float:
        """The share of steps that need nothing more, 0 to 1."""
        return self.complete / self.total if self.total else 1.0


def placed_on_step(document: Document, step: Section) -> list[tuple[Path, Field]]:
    """The fields edited on a step: its own and those below it.

    The document's own fields are edited on the first step.
    """
    placed = list(step.placed_fields())
    if step is document.template.steps[0]:
        placed[:0] = [((field.key,), field) for field in document.template.fields]
    return placed


def state_of(document: Document, step: Section) -> State:
    """How far along a step is.

    Args:
        document: The document.
        step: The section, with all that stands below it.

    Returns:
        Complete when something is filled and nothing that is required is missing. Sections
        that do not apply count as if they were not there.
    """
    if document.not_applicable(step) is not None:
        return State.NOT_APPLICABLE
    any_filled = missing = any_applies = False
    for path, field in placed_on_step(document, step):
        section = document.template.section_of(path)
        if section is not None and document.not_applicable(section) is not None:
            continue
        any_applies = True
        filled = document.is_filled(path, field)
        any_filled = any_filled or filled
        missing = missing or (field.required and not filled)
    if not any_applies:
        return State.NOT_APPLICABLE
    if not any_filled:
        return State.EMPTY
    return State.BEGUN if missing else State.COMPLETE


def progress(document: Document) -> Progress:
    """How many steps of a document need nothing more."""
    done = (State.COMPLETE, State.NOT_APPLICABLE)
    steps = document.template.steps
    return Progress(sum(state_of(document, step) in done for step in steps), len(steps))
