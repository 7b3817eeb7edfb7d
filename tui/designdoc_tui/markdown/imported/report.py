"""What an import took as fields, what stayed word for word, and why."""

from __future__ import annotations

import json
from dataclasses import dataclass

from designdoc_tui.source.errors import visible


@dataclass(frozen=True, slots=True)
class SectionReport:
    """What became of one stretch of the document.

    Attributes:
        heading: Its heading; empty where it has none of its own.
        level: The heading's level; 0 where there is none.
        line: The line it begins on, from 1.
        path: The section it was taken for, as in `overview.goals`; empty for none.
        taken: The fields that were filled, or found empty as the template has them.
        filled: Those of them that say something.
        verbatim: Whether words of it stayed as Markdown.
        why: Why they did.
        place: Where it stands, should it have no heading.
    """

    heading: str
    level: int
    line: int
    path: str = ""
    taken: tuple[str, ...] = ()
    filled: tuple[str, ...] = ()
    verbatim: bool = False
    why: str = ""
    place: str = "before the first heading"

    @property
    def name(self) -> str:
        """What to call it before people: its heading, or where it stands."""
        place = "a heading without words" if self.level else self.place
        return visible(self.heading or f"({place})")


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a document.

    Attributes:
        sections: Its stretches in their order.
        exact: Whether the template lays it out just so.
    """

    sections: tuple[SectionReport, ...]
    exact: bool = False


def report_text(report: Report) -> str:
    """The report for people, a line for each stretch; its last line ends."""
    rows = [_row(section) for section in report.sections]
    return "".join(f"{row}\n" for row in [*rows, summary_of(report)])


def summary_of(report: Report) -> str:
    """The report in one line."""
    parts = len(report.sections)
    fields = sum(len(section.filled) for section in report.sections)
    known = sum(bool(section.path) for section in report.sections)
    kept = sum(section.verbatim for section in report.sections)
    both = sum(section.verbatim and bool(section.path) for section in report.sections)
    too = f", {both} of them recognised too" if both else ""
    return (
        f"{fields} {_few(fields, 'field')} filled; {known} of {parts} {_few(parts, 'part')} "
        f"recognised; {kept} kept word for word{too}."
    )


def _few(count: int, noun: str) -> str:
    return noun if count == 1 else f"{noun}s"


def _row(section: SectionReport) -> str:
    place = f"{section.line}: {'#' * section.level}{' ' if section.level else ''}{section.name}"
    if section.verbatim and section.path:
        return f"{place} -> {section.path}, kept word for word: {section.why}"
    if section.verbatim:
        return f"{place}: kept word for word: {section.why}"
    said = ", ".join(section.filled) or ("nothing filled" if section.taken else "heading")
    return f"{place} -> {section.path}: {said}" if said != section.path else f"{place} -> {said}"


def report_json(report: Report) -> str:
    """The report for programs: an object with `exact` and `sections`; its last line ends."""
    sections = [
        {
            "heading": section.heading,
            "level": section.level,
            "line": section.line,
            "section": section.path or None,
            "fields": list(section.filled),
            "unfilled": [path for path in section.taken if path not in section.filled],
            "verbatim": section.verbatim,
            "reason": section.why or None,
        }
        for section in report.sections
    ]
    return json.dumps({"exact": report.exact, "sections": sections}, indent=2) + "\n"
