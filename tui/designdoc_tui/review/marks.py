"""Sections that somebody has read: who, when, and in which words."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from designdoc_tui.review.canonical import content_digest
from designdoc_tui.review.coverage import section_content
from designdoc_tui.review.keeping import kept
from designdoc_tui.review.parts import REVIEW
from designdoc_tui.review.people import Person
from designdoc_tui.review.register import by, edit, entries, path_in, person_in, text_in
from designdoc_tui.review.states import pack
from designdoc_tui.template.path import Path, format_path

if TYPE_CHECKING:
    from designdoc_tui.document import Document
    from designdoc_tui.template.model import Section


class Mark(NamedTuple):
    """That somebody has read a section.

    Attributes:
        position: Its position among the marks.
        section: The section's path.
        person: Who has read it.
        at: When, as it is written.
        digest: Of what they have read.
    """

    position: int
    section: Path
    person: Person
    at: str
    digest: str


def marks(document: Document) -> list[Mark]:
    """Every mark, in the order of the draft."""
    return [
        Mark(
            index,
            path_in(entry, "section"),
            person_in(entry),
            text_in(entry, "at"),
            text_in(entry, "digest"),
        )
        for index, entry in entries(document, "marks")
    ]


def mark_reviewed(document: Document, section: Section, person: Person, now: datetime) -> None:
    """Marks a section as read by somebody, as it is now. An earlier mark of theirs goes.

    Args:
        document: The document.
        section: The section.
        person: Who has read it.
        now: When.

    Raises:
        ValueError: Nobody is named, or the time has no distance from UTC.
    """
    digest, text = pack(section_content(document, section))
    new = {"section": format_path(section.path), **by(person, now), "digest": digest}
    left = _without(document, section, person)
    edit(
        document,
        [
            ((REVIEW, "marks"), [*left, new]),
            kept(document, marks=[*left, new], new=(digest, text)),
        ],
    )


def unmark(document: Document, section: Section, person: Person) -> bool:
    """Takes back somebody's mark on a section.

    Returns:
        Whether there was one.
    """
    left = _without(document, section, person)
    if len(left) == len(document.items((REVIEW, "marks"))):
        return False
    edit(document, [((REVIEW, "marks"), left), kept(document, marks=left)])
    return True


def _without(document: Document, section: Section, person: Person) -> list[object]:
    own = {
        mark.position
        for mark in marks(document)
        if mark.section == section.path and mark.person.is_same(person)
    }
    items = document.items((REVIEW, "marks"))
    return [item for index, item in enumerate(items) if index not in own]


def is_fresh(document: Document, mark: Mark) -> bool:
    """Whether a section still says what it said when it was marked."""
    section = document.template.sections_by_path.get(mark.section)
    if section is None:
        return False
    return content_digest(section_content(document, section)) == mark.digest
