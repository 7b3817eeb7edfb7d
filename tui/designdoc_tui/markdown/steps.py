"""The steps of a document: those of its template, and the Markdown it carries word for word.

What stands word for word is a step like any other: a section with one field, whose value is the
Markdown and whose path leads to it in the draft. So whoever shows a step need not know which of
the two it is. The steps stand in the order of the document; what it does not have yet stands where
it would come.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from designdoc_tui.document.layout import MARKDOWN, has_pieces
from designdoc_tui.template.path import starts_with
from designdoc_tui.template.reserved import LAYOUT

if TYPE_CHECKING:
    from designdoc_tui.document.changes import Change
    from designdoc_tui.document.document import Document
    from designdoc_tui.template.model import Section, Template
    from designdoc_tui.template.path import Path


class Step(NamedTuple):
    """A step, and where the outline has it.

    Attributes:
        section: The section of the template; for what stands word for word, one of its own.
        depth: How far it is indented.
        group: The heading of the section of the document that it is a part of; empty for none.
    """

    section: Section
    depth: int = 0
    group: str = ""


class Followed(Enum):
    """What a change did to the steps."""

    NOTHING = "nothing"
    RENAMED = "renamed"  # one of them is called something else, or stands deeper
    REPLACED = "replaced"  # others, or the same in another order


def is_verbatim(section: Section) -> bool:
    """Whether a step is Markdown that stands word for word."""
    return section.path[:1] == (LAYOUT,)


class Steps:
    """The steps of a document, brought up to date with `follow`.

    Attributes:
        all: The steps in the order of the document.
        sections: Their sections.
    """

    def __init__(self, document: Document) -> None:
        """Works the steps out.

        Args:
            document: The document. After each change to it, `follow` must be called.
        """
        self._document = document
        self.all: tuple[Step, ...] = ()
        self.sections: tuple[Section, ...] = ()
        self._places: dict[Path, int] = {}
        self._hold(steps_of(document))

    def _hold(self, steps: tuple[Step, ...]) -> None:
        self.all = steps
        self.sections = tuple(step.section for step in steps)
        self._places = {section.path: place for place, section in enumerate(self.sections)}

    def index(self, section: Section) -> int:
        """Which step a section is; 0 for one that is none, or is none any more."""
        return self._places.get(section.path, 0)

    def of(self, path: Path) -> Section:
        """The step on which a path is edited; the first one for what has none.

        Args:
            path: A path of the document: of a field, of what is in one, or of a section.

        Returns:
            The section of the step.
        """
        if not path:
            return self.sections[0]
        if path[0] != LAYOUT:
            return self._document.template.step_of(path)
        place = self._places.get((*path[:3], MARKDOWN))
        return self.sections[0 if place is None else place]

    def follow(self, change: Change) -> Followed:
        """Brings the steps up to date.

        Args:
            change: What has happened to the document.

        Returns:
            What that did to them.
        """
        if change.path[:1] != (LAYOUT,):
            return Followed.NOTHING
        place = self._places.get(change.path)
        if place is None:
            self._hold(steps_of(self._document))
            return Followed.REPLACED
        # Deferred: see `steps_of`.
        from designdoc_tui.markdown.imported.steps import renamed

        before = self.all[place]
        after = renamed(self._document, before)
        if after == before:
            return Followed.NOTHING
        self._hold((*self.all[:place], after, *self.all[place + 1 :]))
        return Followed.RENAMED


def steps_of(document: Document) -> tuple[Step, ...]:
    """The steps of a document, in its order.

    Args:
        document: The document.

    Returns:
        Those of the template; for one that came in with a layout of its own, what stands word
        for word among them.
    """
    if not has_pieces(document):
        return tuple(of_template(document.template, step) for step in document.template.steps)
    # Most drafts have no pieces, and opening one has to be quick.
    from designdoc_tui.markdown.imported.steps import steps_among_pieces

    return tuple(steps_among_pieces(document))


def of_template(template: Template, section: Section) -> Step:
    """A section of the template as a step."""
    for group in template.sections:
        if group is not section and starts_with(section.path, group.path):
            return Step(section, 1, group.heading)
    return Step(section)
