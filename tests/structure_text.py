"""Markdown as a reader sees it, in one neutral form: from the preview, and from HTML.

Each line of the form is one leaf of the document. Before its text stand the containers it
is in: `> ` for a quote, `* ` or `7. ` (and `[x] `) where a list item begins, and two spaces
further down in it. Then come what it is (`h2: `, `code: `, `table: ` ...) and its text, in
which emphasis, code, struck and linked text stand in braces and a target follows its link.
Raw HTML is text as it is written: the preview of an author shows what will be interpreted.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from designdoc_tui.widgets.preview.easel import Easel
from designdoc_tui.widgets.preview.flow import Flow
from designdoc_tui.widgets.preview.ink import Mark, Run
from tests.passages import OneText

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WIDTH = 4_000
"""Cells enough that nothing wraps."""

_SHOWN_MARKS = Mark.EMPHASIS | Mark.STRONG | Mark.STRIKE | Mark.CODE | Mark.LINK
BREAK = "\n"
"""A hard break within a text."""


def inline(runs: Iterable[Run]) -> str:
    """Text with its marks; spaces outside code count as one, and have none."""
    signs: list[tuple[str, Mark]] = []
    for text, ink in runs:
        marks = ink.marks & _SHOWN_MARKS
        for sign in text if marks & Mark.CODE else text.replace("\t", " "):
            verbatim = bool(marks & Mark.CODE)
            if sign == " " and not verbatim:
                if signs and signs[-1][0] not in " \n":
                    signs.append((" ", Mark.NONE))
            else:
                if sign == BREAK and signs and signs[-1] == (" ", Mark.NONE):
                    signs.pop()
                signs.append((sign, marks))
    # A space or line break between two parts with the same marks is inside them.
    for at in range(1, len(signs) - 1):
        if signs[at][0] in " \n" and signs[at - 1][1] == signs[at + 1][1]:
            signs[at] = (signs[at][0], signs[at - 1][1])
    parts = []
    for marks, group in groupby(signs, key=lambda pair: pair[1]):
        text = "".join(sign for sign, _ in group).replace(BREAK, " / ")
        parts.append(f"{{{_names(marks)}:{text}}}" if marks else text)
    return "".join(parts).strip()


def _names(marks: Mark) -> str:
    return "+".join(str(mark.name).lower() for mark in Mark if mark & marks)


class Line(NamedTuple):
    before: str
    kind: str
    runs: list[Run]

    def written(self) -> str:
        verbatim = self.kind in {"code", "language", "table"}
        text = "".join(run.text for run in self.runs) if verbatim else inline(self.runs)
        return f"{self.before}{self.kind}{': ' if self.kind else ''}{text}".rstrip()


def of_preview(markdown: str) -> list[str]:
    """The form of what the preview shows for some Markdown."""
    lines: list[Line] = []
    apart = True
    rows = Flow(OneText(markdown), WIDTH, Easel()).rows()
    for row in (shown.runs for shown in rows):
        before, begins, rest = _containers(row)
        kind, runs = _kind(rest)
        if kind == "skipped":
            continue
        if kind == "rule" and rest[0].ink.role != "rule":
            if lines and lines[-1].kind == rest[0].ink.role[:2] and not apart:
                continue
            kind, runs = rest[0].ink.role[:2], []
        if not runs and not kind and not begins:
            apart = True
            continue
        last = lines[-1] if lines else None
        raw = all(run.ink.marks & Mark.ASIDE for run in runs)
        goes_on = last and kind == last.kind and before == _further_on(last.before)
        if last and goes_on and not apart and not begins and kind in _TEXT_KINDS and not raw:
            last.runs.extend([Run(BREAK), *runs])
        else:
            lines.append(Line(before, kind, runs))
        apart = False
    return [line.written() for line in lines]


def _further_on(before: str) -> str:
    """How the containers of a line are written on the lines after it."""
    parts = re.findall(r"> |(?:\* |\d+\. |  )(?:\[[x ]\] )?", before)
    return "".join(part if part == "> " else "  " for part in parts)


_TEXT_KINDS = {"", "h1", "h2", "h3", "h4", "h5", "h6"}


def _containers(row: Sequence[Run]) -> tuple[str, bool, list[Run]]:
    """What a row begins with: its containers, whether one of them begins here; the rest."""
    before: list[str] = []
    begins = False
    for at, run in enumerate(row):
        role, text = run.ink.role, run.text
        if role == "quote-bar":
            before.append("> ")
        elif role in {"marker", "open", "done"}:
            begins = True
            number = re.match(r"\s*(\d+)", text)
            box = {"open": "[ ] ", "done": "[x] "}.get(role, "")
            before.append((f"{number.group(1)}. " if number else "* ") + box)
        elif not text.strip() and role == "text" and not run.ink.marks:
            before.append("  ")
        else:
            return "".join(before), begins, list(row[at:])
    return "".join(before), begins, []


def _kind(runs: list[Run]) -> tuple[str, list[Run]]:
    if not runs:
        return "", []
    role = runs[0].ink.role
    if role.endswith("rule"):
        return "rule", []
    if role == "fence-edge":
        label = any(run.ink.role == "fence-label" for run in runs)
        if label:
            return "language", [Run(runs[1].text.split()[0])]
        return "code", runs[1:-1]  # the last one fills the row
    if role == "table-line":
        if "│" not in runs[0].text:
            return "skipped", []
        cells = [
            inline(group)
            for line, group in groupby(runs, key=lambda run: run.ink.role == "table-line")
            if not line
        ]
        head = "head " if any(run.ink.role == "table-head" for run in runs) else ""
        return "table", [Run(head + " | ".join(cells))]
    if role in _TEXT_KINDS:
        return role, runs
    return "", runs


def agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two forms are the same, however targets are escaped."""
    return [unquote(line) for line in one] == [unquote(line) for line in other]
