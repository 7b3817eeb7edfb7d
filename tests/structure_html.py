"""The form of what a specification says some Markdown becomes: its HTML, read back."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

from designdoc_tui.widgets.preview.ink import PLAIN, Mark, Run
from tests.structure_text import BREAK, Line, inline

TAB = 4
"""Cells between two stops of a tab in code."""

_UNSAID = ("", "mailto:", "http://")
"""What a link's text need not say of its target."""

_HTML = re.compile(
    r"<!--(?:-?>|.*?-->)|<\?.*?\?>|<![A-Z].*?>|<!\[CDATA\[.*?\]\]>"
    r"|</?[A-Za-z][A-Za-z0-9-]*(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?)*"
    r"\s*/?>|[^<]+|<",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_MARKS = {"em": Mark.EMPHASIS, "strong": Mark.STRONG, "del": Mark.STRIKE, "code": Mark.CODE}
_HEADED = {"h1", "h2"}
"""Headings with a line under them: shown even when they are empty."""

_BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6"}


def of_html(html: str, markdown: str) -> list[str]:
    """Read expected HTML into the neutral form.

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
        self.lines: list[Line] = []
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
        if tag is None or (token in self.markdown and tag.group(1) != "br"):
            self._text(token)
        elif token.startswith("</"):
            self._close(tag.group(1))
        else:
            attributes = {name: unescape(value) for name, value in _ATTRIBUTE.findall(token)}
            self._open(tag.group(1), attributes, "checked=" in token)

    def end_leaf(self) -> None:
        if self._runs is not None and (self._kind in _HEADED or inline(self._runs)):
            self._put("" if self._kind == "p" else self._kind, self._runs)
        self._runs, self._kind = None, ""

    def _put(self, kind: str, runs: list[Run]) -> None:
        self.lines.append(Line("".join(self._containers), kind, runs))
        self._containers = [part if part == "> " else "  " for part in self._containers]

    def _add(self, text: str, mark: Mark = Mark.NONE) -> None:
        if self._runs is None:
            self._runs = []
        marks = mark
        for other in self._marks:
            marks |= other
        self._runs.append(Run(text, PLAIN.marked(marks)))

    def _text(self, text: str) -> None:
        is_tag = text.startswith("<")
        if self._code is not None:
            self._code += unescape(text)
        elif self._kind or self._marks:
            text = text if is_tag else unescape(text)
            self._add(text if Mark.CODE in self._marks else text.replace("\n", " "))
        elif self._containers and self._containers[-1] != "> ":
            if text.strip():
                self._add((text if is_tag else unescape(text)).strip("\n").replace("\n", " "))
        else:
            self._raw(text)

    def _raw(self, text: str) -> None:
        """Text outside any block: of an HTML block, its lines kept."""
        written = text if text in self.markdown else unescape(text)
        for number, part in enumerate(written.split("\n")):
            if number:
                self.end_leaf()
            if part.strip():
                self._add(part)

    def _open(self, tag: str, attributes: dict[str, str], checked: bool) -> None:  # noqa: C901
        if tag in _BLOCKS or tag in {"ul", "ol", "blockquote", "pre", "hr", "table"}:
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
            self._add(BREAK)
        elif tag == "thead":
            self._head = "head "
        elif tag in {"th", "td"}:
            self._runs, self._kind = [], "cell"

    def _close(self, tag: str) -> None:
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
            self._cells.append(inline(self._runs or []))
            self._runs, self._kind = None, ""
        elif tag == "tr":
            self._put("table", [Run(self._head + " | ".join(self._cells))])
            self._cells, self._head = [], ""

    def _target(self, url: str, start: int) -> None:
        shown = "".join(run.text for run in (self._runs or [])[start:])
        if url and unquote(url) not in {unquote(f"{way}{shown}") for way in _UNSAID}:
            self._add(f" ({url})")

    def _image(self, attributes: dict[str, str]) -> None:
        self._add(f"[image: {attributes.get('alt', '')}]")
        if attributes.get("src"):
            self._add(f" ({attributes['src']})")
