"""Sections that somebody has read, and Markdown that is none: who, when, and in which words."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from designdoc_tui.review.canonical import content_digest
from designdoc_tui.review.coverage import is_entry, section_content
from designdoc_tui.review.entries_read import EntriesRead
from designdoc_tui.review.keeping import kept
from designdoc_tui.review.people import Person
from designdoc_tui.review.register import by, edit, entries, path_in, person_in, text_in
from designdoc_tui.review.states import pack
from designdoc_tui.template.path import Path, format_path
from designdoc_tui.template.reserved import REVIEW

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
    entry of a list, and a mark on it goes where what was read goes; see `entries_read`.
    """

    def __init__(self, document: Document) -> None:
        """Looks the marks through.

        Args:
            document: The document.
        """
        self._document = document
        self._on_sections: dict[Path, list[Mark]] = defaultdict(list)
        self._on_entries: dict[str, list[Mark]] = defaultdict(list)  # by the digest
        self._read: dict[tuple[Path, Path], EntriesRead] = {}
        for mark in marks(document):
            if is_entry(mark.section):
                self._on_entries[mark.digest].append(mark)
            else:
                self._on_sections[mark.section].append(mark)

    def on(self, path: Path) -> list[Mark]:
        """The marks on what stands at a path, in the order of the draft.

        Args:
            path: A section's, or that of Markdown which is none.
        """
        if not is_entry(path):
            return self._on_sections.get(path, [])
        if not self._on_entries:
            return []
        here = self._on_entries.get(self._beside(path).digest(path), [])
        readers = {_who(mark) for mark in here}
        before = {_who(mark): mark for mark in self._on_edited.get(path, [])}  # the last of each
        return sorted([*here, *(mark for who, mark in before.items() if who not in readers)])

    def stands(self, mark: Mark) -> bool:
        """Whether the Markdown that was marked stands in the document, wherever that is."""
        return bool(self._beside(mark.section).standing(mark.digest))

    def places_of(self, mark: Mark) -> list[Path]:
        """Where what was marked is now.

        Args:
            mark: The mark.

        Returns:
            The section. Of Markdown that is none, every place at which it stands as it was; else
            the one place of what has become of it; nothing when it is gone.
        """
        if not is_entry(mark.section):
            return [mark.section]
        beside = self._beside(mark.section)
        standing, became = beside.standing(mark.digest), None
        if not standing:
            became = beside.became(mark.digest, mark.section)
        return standing if became is None else [became]

    @cached_property
    def _on_edited(self) -> dict[Path, list[Mark]]:
        """The marks on Markdown that was edited since, by where it stands."""
        found: dict[Path, list[Mark]] = defaultdict(list)
        for mark in sorted(chain.from_iterable(self._on_entries.values())):
            if not self.stands(mark):
                for path in self.places_of(mark):
                    found[path].append(mark)
        return found

    def _beside(self, path: Path) -> EntriesRead:
        """The entries of the list that a path leads into."""
        place = next(at for at, step in enumerate(path) if isinstance(step, int))
        around, rest = path[:place], path[place + 1 :]
        if (around, rest) not in self._read:
            self._read[around, rest] = EntriesRead(self._document, around, rest)
        return self._read[around, rest]


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
    marked = Marked(document)
    own = {mark.position for mark in marked.on(section.path) if mark.person.is_same(person)}
    # What they read at this place before and is gone: now they have read what has come instead.
    stood = (mark for mark in marks(document) if mark.section == section.path)
    gone = (mark for mark in stood if mark.person.is_same(person) and not marked.places_of(mark))
    own |= {mark.position for mark in gone}
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
