"""Which stretch of a text belongs to which section."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field as default
from enum import Enum
from typing import TYPE_CHECKING, Final

from designdoc_tui.markdown.imported.names import SectionNames, plain_name
from designdoc_tui.markdown.imported.report import SectionReport
from designdoc_tui.template.path import format_path, starts_with

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designdoc_tui.markdown.imported.cut import Stretch
    from designdoc_tui.template.kinds.base import Lines
    from designdoc_tui.template.model import Section, Template
    from designdoc_tui.template.path import Path

_CAPTION: Final = re.compile(
    r"(?:[-*+][ \t]+)?(?P<bold>\*\*|__)?(?P<name>[^*_:`\[\]|]{1,80})(?P<rest>[:*_]{0,3})[ \t]*"
)


class Place(Enum):
    """What a stretch is."""

    TITLE = "title"
    SECTION = "section"
    FOREIGN = "foreign"  # the template has no such section
    BEFORE = "before"  # in front of the first heading


@dataclass(slots=True)
class Part:
    """A stretch, or several on end, and what it is.

    Attributes:
        place: What it is.
        level: The level of its heading.
        title: The words of its heading.
        start: The index of its first line.
        body: The index of the first line after its heading.
        end: The index of the line after the last one.
        section: The section it belongs to.
        inner: Where headings within it begin that belong to it.
        why: Why it belongs to no section.
    """

    place: Place
    level: int
    title: str
    start: int
    body: int
    end: int
    section: Section | None = None
    inner: list[int] = default(default_factory=list)
    why: str = ""

    def report(self, *, verbatim: bool, why: str = "") -> SectionReport:
        """What is said of it where no field was taken.

        Args:
            verbatim: Whether words of it stay as Markdown.
            why: Why they do.
        """
        path = format_path(self.section.path) if self.section is not None else ""
        return SectionReport(
            self.title, self.level, self.start + 1, path, verbatim=verbatim, why=why
        )


def sorted_out(
    template: Template,
    lines: Lines,
    stretches: Sequence[Stretch],
    elsewhere: frozenset[Path] = frozenset(),
) -> list[Part]:
    """Says of each stretch where it belongs.

    A heading belongs to the section that it is called like, within the section that it stands in
    if it stands in one. What a section of plain text has below headings of its own is part of
    that text, and headings below records are records. A section is found once.

    Args:
        template: The template.
        lines: The text's lines.
        stretches: The text, cut at its headings.
        elsewhere: Sections that cannot be among them, for they have been found elsewhere.

    Returns:
        The parts, which together are the whole text.
    """
    return _Sorter(template, lines, stretches, elsewhere).parts


class _Sorter:
    def __init__(
        self,
        template: Template,
        lines: Lines,
        stretches: Sequence[Stretch],
        elsewhere: frozenset[Path],
    ) -> None:
        self._names = SectionNames(template)
        self._template = template
        self._lines = lines
        self._taken: set[Path] = set(elsewhere)
        self.parts: list[Part] = []
        self._above: list[Part] = []
        title = self._title_of(stretches)
        for stretch in stretches:
            self._take(stretch, is_title=stretch is title)

    def _title_of(self, stretches: Sequence[Stretch]) -> Stretch | None:
        """The heading that is the document's title: the first one, when it is of level 1."""
        heads = [stretch for stretch in stretches if stretch.level]
        if not heads or heads[0].level != 1:
            return None
        others = any(stretch.level == 1 for stretch in heads[1:])
        return None if others and self._names.called(heads[0].title) else heads[0]

    def _take(self, stretch: Stretch, *, is_title: bool) -> None:
        part = Part(Place.FOREIGN, stretch.level, stretch.title, stretch.start, stretch.body,
                    stretch.end)  # fmt: skip
        if not stretch.level or is_title:
            part.place = Place.TITLE if is_title else Place.BEFORE
            self.parts.append(part)
            return
        while self._above and self._above[-1].level >= part.level:
            self._above.pop()
        parent = self._above[-1] if self._above else None
        part.section, part.why = self._section_of(part, parent)
        if part.section is None and parent is not None and self._absorbs(parent):
            parent.end = part.end
            parent.inner.append(part.start)
            return
        if part.section is not None:
            part.place = Place.SECTION
            self._taken.add(part.section.path)
        self._above.append(part)
        self.parts.append(part)
        self._split_at_captions(part)

    def _absorbs(self, parent: Part) -> bool:
        """Whether headings below a part belong to it."""
        section = parent.section
        if section is None or self.parts[-1] is not parent:
            return False
        kinds = [field.kind for field in section.fields]
        if any(kind.has_headings for kind in kinds):
            return True
        proses = sum(kind.is_open_ended for kind in kinds)
        return proses == 1 and all(kind.is_open_ended or kind.is_fenced for kind in kinds)

    def _section_of(self, part: Part, parent: Part | None) -> tuple[Section | None, str]:
        found = self._names.called(part.title)
        if not found:
            return None, "the template has no section of that name"
        if parent is not None and _holds_records(parent.section):
            return None, "it stands among the records of another section"
        inside = next((above.section for above in reversed(self._above) if above.section), None)
        if inside is not None:
            path = inside.path
            found = [s for s in found if starts_with(s.path, path)] or found
        elif parent is not None and not (part.level <= 3 and _is_own_name(found, part.title)):
            return None, "it stands below a heading that the template does not have"
        free = [section for section in found if not self._is_taken(section)]
        if not free:
            return None, "the section stands in the document already"
        near = [section for section in free if section.level == part.level] or free
        return near[0], ""

    def _is_taken(self, section: Section) -> bool:
        return bool(section.fields) and section.path in self._taken

    def _split_at_captions(self, part: Part) -> None:
        """Takes bold lines for headings where a section has nothing but sections below it."""
        section = part.section
        if section is None or section.fields:
            return
        current, end = part, part.end
        fence = ""
        for position in range(part.body, end):
            line = self._lines[position]
            bare = line.lstrip(" ")
            if bare.startswith(("```", "~~~")):
                fence = "" if fence and bare.startswith(fence) else fence or bare[:3]
            if fence or len(line) > 100:
                continue
            found = self._captioned(section, line)
            if found is None:
                continue
            current.end = position
            title = line.strip()
            current = Part(Place.SECTION, part.level + 1, title, position, position + 1, end, found)
            self._taken.add(found.path)
            self.parts.append(current)

    def _captioned(self, section: Section, line: str) -> Section | None:
        caption = _CAPTION.fullmatch(line)
        if caption is None or not caption["rest"]:
            return None
        for found in self._names.called(caption["name"]):
            below = starts_with(found.path, section.path) and found is not section
            if below and found.is_leaf and not self._is_taken(found):
                return found
        return None


def _holds_records(section: Section | None) -> bool:
    return section is not None and any(field.kind.has_headings for field in section.fields)


def _is_own_name(sections: Sequence[Section], title: str) -> bool:
    return any(plain_name(section.heading) == plain_name(title) for section in sections)
