"""Markdown as a reader sees it, in one neutral form: from the preview, and from HTML.

Each line of the form is one leaf of the document. Before its text stand the containers it
is in: `> ` for a quote, `* ` or `7. ` (and `[x] `) where a list item begins, and two spaces
further down in it. Then come what it is (`h2: `, `code: `, `table: ` ...) and its text, in
which emphasis, code, struck and linked text stand in braces and a target follows its link.
Raw HTML is text as it is written: the preview of an author shows what will be interpreted.
"""

from __future__ import annotations

import re
from html import unescape
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from designdoc_tui.markdown.passages import Passage, Span
from designdoc_tui.widgets.preview.flow import Flow
from designdoc_tui.widgets.preview.highlight import Highlighter
from designdoc_tui.widgets.preview.ink import Mark, Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

WIDTH = 4_000
"""Cells enough that nothing wraps."""

TAB = 4
_SHOWN_MARKS = Mark.EMPHASIS | Mark.STRONG | Mark.STRIKE | Mark.CODE | Mark.LINK
_BREAK = "\n"


class _OneText:
    def __init__(self, text: str) -> None:
        self.text = text

    def __len__(self) -> int:
        return 1

    def passage(self, index: int) -> Passage:
        return Passage((Span(self.text),))

    def estimate(self, index: int) -> int:
        return 1

    def index_of(self, path: str) -> int | None:
        return None


def _inline(runs: Iterable[Run]) -> str:
    """Text with its marks; spaces outside code count as one, and have none."""
    signs: list[tuple[str, Mark]] = []
    for text, ink in runs:
        marks = ink.marks & _SHOWN_MARKS
        for sign in text:
            verbatim = bool(marks & Mark.CODE)
            if sign == " " and not verbatim:
                if signs and signs[-1][0] not in " \n":
                    signs.append((" ", Mark.NONE))
            else:
                if sign == _BREAK and signs and signs[-1] == (" ", Mark.NONE):
                    signs.pop()
                signs.append((sign, marks))
    # A space between two parts with the same marks is inside them.
    for at in range(1, len(signs) - 1):
        if signs[at] == (" ", Mark.NONE) and signs[at - 1][1] == signs[at + 1][1]:
            signs[at] = (" ", signs[at - 1][1])
    parts = []
    for marks, group in groupby(signs, key=lambda pair: pair[1]):
        text = "".join(sign for sign, _ in group).replace(_BREAK, " / ")
        parts.append(f"{{{_names(marks)}:{text}}}" if marks else text)
    return "".join(parts).strip()


def _names(marks: Mark) -> str:
    return "+".join(str(mark.name).lower() for mark in Mark if mark & marks)


class _Line(NamedTuple):
    before: str
    kind: str
    runs: list[Run]

    def written(self) -> str:
        verbatim = self.kind in {"code", "language", "table"}
        text = "".join(run.text for run in self.runs) if verbatim else _inline(self.runs)
        return f"{self.before}{self.kind}{': ' if self.kind else ''}{text}".rstrip()


def of_preview(markdown: str) -> list[str]:
    """The form of what the preview shows for some Markdown."""
    lines: list[_Line] = []
    apart = True
    rows = Flow(_OneText(markdown), WIDTH, Highlighter()).rows()
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
        if not apart and not begins and last and kind == last.kind and kind in _TEXT_KINDS:
            last.runs.extend([Run(_BREAK), *runs])
        else:
            lines.append(_Line(before, kind, runs))
        apart = False
    return [line.written() for line in lines]


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
            _inline(group)
            for line, group in groupby(runs, key=lambda run: run.ink.role == "table-line")
            if not line
        ]
        head = "head " if any(run.ink.role == "table-head" for run in runs) else ""
        return "table", [Run(head + " | ".join(cells))]
    if role in _TEXT_KINDS:
        return role, runs
    return "", runs


_HTML = re.compile(
    r"<!--.*?-->|<\?.*?\?>|<![A-Z].*?>|<!\[CDATA\[.*?\]\]>"
    r"|</?[A-Za-z][A-Za-z0-9-]*(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?)*"
    r"\s*/?>|[^<]+|<",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_MARKS = {"em": Mark.EMPHASIS, "strong": Mark.STRONG, "del": Mark.STRIKE, "code": Mark.CODE}
_BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6"}


def of_html(html: str, markdown: str) -> list[str]:
    """The form of what a specification says some Markdown becomes.

    Args:
        html: The expected HTML.
        markdown: Its source: a tag that is written there too is raw HTML.
    """
    reader = _HtmlReader(markdown)
    for match in _HTML.finditer(html):
        reader.read(match.group())
    reader.end_leaf()
    return [line.written() for line in reader.lines]


class _HtmlReader:
    def __init__(self, markdown: str) -> None:
        self.markdown = markdown
        self.lines: list[_Line] = []
        self._containers: list[str] = []
        self._runs: list[Run] | None = None
        self._kind = ""
        self._code: str | None = None
        self._marks: list[Mark] = []
        self._targets: list[tuple[str, int]] = []
        self._numbers: list[int | None] = []
        self._cells: list[str] = []
        self._head = ""

    def read(self, token: str) -> None:
        tag = re.match(r"</?([A-Za-z0-9]+)", token)
        if tag is None:
            self._text(token)
        elif token in self.markdown and tag.group(1) != "br":
            self._add(token)
        elif token.startswith("</"):
            self._close(tag.group(1))
        else:
            attributes = {name: unescape(value) for name, value in _ATTRIBUTE.findall(token)}
            self._open(tag.group(1), attributes, "checked=" in token)

    def end_leaf(self) -> None:
        if self._runs is not None and (self._kind or _inline(self._runs)):
            self._put(self._kind, self._runs)
        self._runs, self._kind = None, ""

    def _put(self, kind: str, runs: list[Run]) -> None:
        self.lines.append(_Line("".join(self._containers), kind, runs))
        self._containers = [part if part == "> " else "  " for part in self._containers]

    def _add(self, text: str, mark: Mark = Mark.NONE) -> None:
        if self._runs is None:
            self._runs = []
        marks = mark
        for other in self._marks:
            marks |= other
        self._runs.append(Run(text, Run("").ink.marked(marks)))

    def _text(self, text: str) -> None:
        if self._code is not None:
            self._code += unescape(text)
        elif self._kind or self._marks:
            text = unescape(text)
            self._add(text if Mark.CODE in self._marks else text.replace("\n", " "))
        elif self._containers and self._containers[-1] != "> ":
            if text.strip():
                self._add(unescape(text.strip("\n")).replace("\n", " "))
        else:
            self._raw(text)

    def _raw(self, text: str) -> None:
        """Text outside any block: of an HTML block, its lines kept."""
        for number, part in enumerate(text.split("\n")):
            if number and self._runs and self._runs[-1].text == _BREAK:
                self._runs.pop()
                self.end_leaf()
            elif number and self._runs:
                self._add(_BREAK)
            if part.strip():
                self._add(part)

    def _open(self, tag: str, attributes: dict[str, str], checked: bool) -> None:  # noqa: C901, PLR0912
        if tag in _BLOCKS or tag in {"ul", "ol", "blockquote", "pre", "hr", "table"}:
            self._trim()
            self.end_leaf()
        if tag in _BLOCKS:
            self._runs, self._kind = [], tag
        elif tag in {"ul", "ol"}:
            self._numbers.append(int(attributes.get("start", 1)) if tag == "ol" else None)
        elif tag == "li":
            self.end_leaf()
            number = self._numbers[-1]
            self._containers.append("* " if number is None else f"{number}. ")
            self._numbers[-1] = None if number is None else number + 1
        elif tag == "blockquote":
            self._containers.append("> ")
        elif tag == "input":
            self._containers[-1] += "[x] " if checked else "[ ] "
        elif tag == "hr":
            self._put("rule", [])
        elif tag == "pre":
            self._code = ""
        elif tag == "code" and self._code is not None:
            if "class" in attributes:
                language = attributes["class"].removeprefix("language-")
                self._put("language", [Run(language)])
        elif tag in _MARKS:
            self._marks.append(_MARKS[tag])
        elif tag == "a":
            self._marks.append(Mark.LINK)
            self._targets.append((attributes.get("href", ""), len(self._runs or [])))
        elif tag == "img":
            self._image(attributes)
        elif tag == "br":
            self._add(_BREAK)
        elif tag == "thead":
            self._head = "head "
        elif tag in {"th", "td"}:
            self._runs, self._kind = [], "cell"

    def _close(self, tag: str) -> None:  # noqa: C901
        if tag in _BLOCKS:
            self.end_leaf()
        elif tag in {"ul", "ol"}:
            self._numbers.pop()
        elif tag == "li":
            self.end_leaf()
            if self._containers[-1] != "  ":
                self._put("", [])
            self._containers.pop()
        elif tag == "blockquote":
            self.end_leaf()
            self._containers.pop()
        elif tag == "pre":
            for line in (self._code or "").removesuffix("\n").split("\n"):
                self._put("code", [Run(line.expandtabs(TAB))])
            self._code = None
        elif tag in _MARKS and self._code is None:
            self._marks.pop()
        elif tag == "a":
            self._marks.pop()
            self._target(*self._targets.pop())
        elif tag in {"th", "td"}:
            self._cells.append(_inline(self._runs or []))
            self._runs, self._kind = None, ""
        elif tag == "tr":
            self._put("table", [Run(self._head + " | ".join(self._cells))])
            self._cells, self._head = [], ""

    def _trim(self) -> None:
        while self._runs and self._runs[-1].text == _BREAK:
            self._runs.pop()

    def _target(self, url: str, start: int) -> None:
        shown = "".join(run.text for run in (self._runs or [])[start:])
        if url and unquote(url) not in {unquote(f"{way}{shown}") for way in _UNSAID}:
            self._add(f" ({url})")

    def _image(self, attributes: dict[str, str]) -> None:
        self._add(f"[image: {attributes.get('alt', '')}]")
        if attributes.get("src"):
            self._add(f" ({attributes['src']})")


_UNSAID = ("", "mailto:", "http://")


def agree(one: Iterator[str] | list[str], other: Iterator[str] | list[str]) -> bool:
    """Whether two forms are the same, however targets are escaped."""
    return [unquote(line) for line in one] == [unquote(line) for line in other]
