"""Sections that somebody has read, and Markdown that is none: who, when, and in which words."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from designdoc_tui.review.canonical import content_digest
from designdoc_tui.review.coverage import entry_content, is_entry, section_content
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
        section: The section's path; for Markdown that is none, the path at which it stood.
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


class Marked:
    """Which marks are about what, in a document as it is now.

    A mark on a section of the template is found by its path. Markdown that is none of them is an
    entry of a list, and moves as others come and go: a mark on it is found by its text, and where
    that stands nowhere any more by the place at which it stood.
    """

    def __init__(self, document: Document) -> None:
        """Looks the marks through.

        Args:
            document: The document.
        """
        self._document = document
        self._by_path: dict[Path, list[Mark]] = {}
        self._by_digest: dict[str, list[Mark]] = {}
        for mark in marks(document):
            self._by_path.setdefault(mark.section, []).append(mark)
            if is_entry(mark.section):
                self._by_digest.setdefault(mark.digest, []).append(mark)
        self._digests: dict[tuple[Path, Path], _Digests] = {}

    def on(self, path: Path) -> list[Mark]:
        """The marks on what stands at a path, in the order of the draft.

        Args:
            path: A section's, or that of Markdown which is none.
        """
        stood = self._by_path.get(path, [])
        if not is_entry(path) or not self._by_digest:
            return stood
        here = self._by_digest.get(self._beside(path).by_path.get(path, ""), [])
        readers = {_who(mark) for mark in here}
        gone = [mark for mark in stood if _who(mark) not in readers and not self.stands(mark)]
        return sorted([*here, *gone])

    def stands(self, mark: Mark) -> bool:
        """Whether the Markdown that was marked stands in the document, wherever that is."""
        return mark.digest in self._beside(mark.section).all

    def _beside(self, path: Path) -> _Digests:
        """The digests of an entry and of all that stand in the same list."""
        place = next(at for at, step in enumerate(path) if isinstance(step, int))
        around, rest = path[:place], path[place + 1 :]
        if (around, rest) not in self._digests:
            count = len(self._document.items(around))
            paths = ((*around, index, *rest) for index in range(count))
            by_path = {
                each: content_digest(entry_content(self._document, each))
                for each in paths
                if self._document.get(each) is not None
            }
            self._digests[around, rest] = _Digests(by_path, frozenset(by_path.values()))
        return self._digests[around, rest]


class _Digests(NamedTuple):
    """The digests of what stands in the entries of a list."""

    by_path: dict[Path, str]
    all: frozenset[str]


def _who(mark: Mark) -> str:
    return (mark.person.email or mark.person.name).casefold()


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
    made = Marked(document).on(section.path)
    own = {mark.position for mark in made if mark.person.is_same(person)}
    items = document.items((REVIEW, "marks"))
    return [item for index, item in enumerate(items) if index not in own]


def is_fresh(document: Document, mark: Mark) -> bool:
    """Whether a section still says what it said when it was marked."""
    if is_entry(mark.section):
        return Marked(document).stands(mark)
    section = document.template.sections_by_path.get(mark.section)
    if section is None:
        return False
    return content_digest(section_content(document, section)) == mark.digest
