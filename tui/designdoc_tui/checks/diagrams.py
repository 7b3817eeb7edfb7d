"""The rule about Mermaid diagrams: only what no version of Mermaid draws.

The preview looks at diagrams too (`markdown/mermaid.py`), but may err there: its reader sees the
text either way. A finding stands between an author and an approval, so this looks only for four
things that Mermaid's own grammars refuse whatever else the text holds, and keeps silent where a
text uses what could carry them across lines (quoted line breaks, directives, semicolons).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from designdoc_tui.checks.rules import DIAGRAM_DOES_NOT_PARSE
from designdoc_tui.checks.view import Hit, View
from designdoc_tui.template.field import Field
from designdoc_tui.template.kinds import Value
from designdoc_tui.template.kinds.fence import Fence
from designdoc_tui.template.path import Path

_KINDS: Final = (
    "graph", "flowchart", "sequenceDiagram", "classDiagram", "stateDiagram", "stateDiagram-v2",
    "erDiagram", "gantt", "pie", "gitGraph", "mindmap", "timeline", "journey", "quadrantChart",
    "requirementDiagram", "kanban",
)  # fmt: skip
"""Kinds that are spelt like this and no other way; there are more, and there will be."""
_SPELT: Final = {kind.casefold(): kind for kind in _KINDS}
_FRONT_MATTER: Final = re.compile(r"\s*---[ \t]*\n.*?\n---[ \t]*(?:\n|$)", re.DOTALL)
_ACROSS_LINES: Final = re.compile(r"[;`{]|%%\{|\bacc(?:Title|Descr)\b", re.ASCII)
_FLOWCHARTS: Final = frozenset({"graph", "flowchart"})
_ARROW_AT_END: Final = re.compile(r"\w[ \t]*(?:--+>|==+>|-\.+->)$")
_BLOCK: Final = re.compile(r"(?:loop|alt|opt|par|par_over|critical|break|rect|box)(?:[ \t]|$)")


def diagram_in(kind: Fence) -> Callable[[Field, Value, Path, View], Iterator[Hit]]:
    """Makes the rule about a block of text that holds a diagram which cannot be drawn."""

    def look(field: Field, value: Value, path: Path, view: View) -> Iterator[Hit]:
        text = str(value)
        problem = problem_of(text) if kind.holds_diagram(text) else ""
        if problem:
            name = view.name_of(path, field)
            yield Hit(DIAGRAM_DOES_NOT_PARSE, path, f"{name} cannot be drawn: {problem}.")

    return look


def problem_of(text: str) -> str:
    """What surely keeps a Mermaid diagram from being drawn, and what to do; empty for nothing.

    Args:
        text: The diagram.
    """
    front = _FRONT_MATTER.match(text)
    first_line = text.count("\n", 0, front.end()) if front else 0
    lines = [
        (number, line.strip())
        for number, line in enumerate(text.split("\n"), 1)
        if number > first_line and line.strip() and not line.strip().startswith("%%")
    ]
    if not lines:
        return "there is nothing in it; draw something, or remove it"
    word = re.split(r"[\s;:]", lines[0][1], maxsplit=1)[0]
    spelt = _SPELT.get(word.casefold())
    if spelt is not None and word not in _KINDS:
        return f"Mermaid knows no {word}; write {spelt}"
    body = lines[1:]
    if _ACROSS_LINES.search(text) or any(line.count('"') % 2 for _, line in body):
        return ""
    if word in _FLOWCHARTS:
        return _flowchart(body)
    return _sequence(body) if word == "sequenceDiagram" else ""


def _flowchart(lines: list[tuple[int, str]]) -> str:
    opened: list[int] = []
    for number, line in lines:
        if re.match(r"subgraph(?:[ \t]|$)", line):
            opened.append(number)
        elif line == "end":
            if not opened:
                return f"the end in line {number} closes no subgraph; remove one of the two ends"
            opened.pop()
        elif _ARROW_AT_END.search(line):
            return f"the arrow at the end of line {number} leads nowhere; say where to"
    return _left_open(opened, "subgraph")


def _sequence(lines: list[tuple[int, str]]) -> str:
    opened: list[int] = []
    for number, line in lines:
        if _BLOCK.match(line):
            opened.append(number)
        elif line == "end":
            if not opened:
                return f"the end in line {number} closes nothing; remove it"
            opened.pop()
    return _left_open(opened, "block")


def _left_open(opened: list[int], what: str) -> str:
    return f"the {what} in line {opened[-1]} has no end; add a line with end" if opened else ""
