"""Mermaid text: which text is a diagram, and what in it is visibly unfinished.

Whoever draws a diagram for an author draws it at every key, so most of the time it is broken.
A drawing library that guesses what was meant would make the picture jump about. So the text
is looked over first, for what breaks while one types: an arrow without an end, a bracket or
block that is not closed, a kind of diagram that does not exist. Mermaid's own grammar is
far stricter; what passes here may still fail there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from designdoc_tui.template.kinds.fence import MERMAID, begins_diagram

_KINDS: Final = (
    "graph", "flowchart", "sequenceDiagram", "stateDiagram-v2", "stateDiagram", "classDiagram",
    "erDiagram", "gantt", "pie", "gitGraph", "mindmap", "timeline", "journey", "quadrantChart",
    "xychart-beta", "block-beta", "packet-beta", "kanban", "architecture-beta", "treemap-beta",
)  # fmt: skip
_FRONT_MATTER: Final = re.compile(r"\s*---[ \t]*\n.*?\n---[ \t]*(?:\n|$)", re.DOTALL)
_DIRECTIONS: Final = {"TB", "TD", "BT", "RL", "LR"}

_LINK_END: Final = re.compile(r"(?:[-=.~]{2,}[>ox]?|&)\s*(?:\|[^|]*\|)?$")
_LINK_START: Final = re.compile(r"(?:[-=~]{2,}|-\.|&)")
_QUOTED: Final = re.compile(r'"[^"]*"')
_LABEL: Final = re.compile(r"\|[^|]*\|")
_FLAG: Final = re.compile(r">[^\]\[|]*\]")
_FLOW_WORDS: Final = re.compile(r"(?:classDef|class|style|linkStyle|click|direction|acc\w+)\b")
_PAIRS: Final = {"(": ")", "[": "]", "{": "}"}

_ARROW: Final = re.compile(r"<<-{1,2}>>|-{1,2}>>|-{1,2}[>x)]")
_MESSAGE_END: Final = re.compile(r"[+-]?\s*([^:\s][^:]*?)\s*:")
_SEQUENCE_OPENERS: Final = re.compile(r"(?:loop|alt|opt|par|critical|break|rect|box)\b")
_SEQUENCE_WORDS: Final = re.compile(
    r"(?:participant|actor|note|else|and|option|activate|deactivate|autonumber|title|create"
    r"|destroy|links?|properties|details|acc\w+)\b",
    re.IGNORECASE,
)


class Problem(NamedTuple):
    """What is wrong with a diagram.

    Attributes:
        line: On which line of its text, counting from 1; 0 when it is not about one line.
        message: What is wrong, as a sentence without its stop.
    """

    line: int
    message: str


class _Line(NamedTuple):
    number: int
    text: str


def is_diagram(code: str, language: str) -> bool:
    """Whether a block of code is a Mermaid diagram.

    Args:
        code: The code.
        language: Its language as the fence names it; empty when it names none. Then only
            a first line that nothing but a diagram begins with counts.
    """
    return language == MERMAID or (not language and begins_diagram(code))


def flowchart_head(code: str) -> str | None:
    """The line that makes a text a flowchart; `None` for any other diagram or text."""
    first = next(_lines(code), None)
    if first is None or re.match(r"(?:graph|flowchart)\b", first.text) is None:
        return None
    return first.text


def find_problem(code: str) -> Problem | None:
    """The first thing that keeps a diagram from being drawn, if anything does."""
    lines = list(_lines(code))
    if not lines:
        return Problem(1, "the diagram is empty")
    head, body = lines[0], lines[1:]
    words = head.text.split()
    kind = words[0].rstrip(";:")
    if kind not in _KINDS:
        return Problem(head.number, f"“{kind[:30]}” is no kind of diagram")
    if kind in {"graph", "flowchart"}:
        direction = words[1].rstrip(";") if len(words) > 1 else ""
        if direction and direction not in _DIRECTIONS:
            return Problem(head.number, f"“{direction[:30]}” is no direction: TB, LR, BT or RL")
    look = _LOOKS.get(kind)
    return look(body) if look else None


def _lines(code: str) -> Iterator[_Line]:
    """Lines with something on them: no comments, no front matter."""
    front = _FRONT_MATTER.match(code)
    skipped = code.count("\n", 0, front.end()) if front else 0
    for number, line in enumerate(code.split("\n"), 1):
        text = line.strip()
        if number > skipped and text and not text.startswith("%%"):
            yield _Line(number, text)


def _flowchart(lines: list[_Line]) -> Problem | None:
    opened: list[int] = []
    for number, line in lines:
        if re.match(r"subgraph\b", line):
            opened.append(number)
        elif line.rstrip(";") == "end":
            if not opened:
                return Problem(number, "this “end” closes no subgraph")
            opened.pop()
        elif not _FLOW_WORDS.match(line):
            message = _statement(line.rstrip("; "))
            if message:
                return Problem(number, message)
    return Problem(opened[-1], "this subgraph has no “end”") if opened else None


def _statement(text: str) -> str:
    """What is wrong with a line of nodes and links."""
    if text.count('"') % 2:
        return "a quotation mark is not closed"
    plain = _QUOTED.sub("x", text)
    if _LINK_START.match(plain):
        return "this arrow comes from nowhere"
    if _LINK_END.search(plain):
        return "this arrow leads nowhere"
    unlabelled = _LABEL.sub("", plain)
    if "|" in unlabelled:
        return "the label of this arrow is not closed"
    return _brackets(_FLAG.sub("", unlabelled))


def _brackets(text: str) -> str:
    waiting: list[str] = []
    for sign in text:
        if sign in _PAIRS:
            waiting.append(sign)
        elif sign in _PAIRS.values():
            if not waiting or _PAIRS[waiting[-1]] != sign:
                return f"this “{sign}” closes nothing"
            waiting.pop()
    return f"“{waiting[-1]}” is not closed" if waiting else ""


def _sequence(lines: list[_Line]) -> Problem | None:
    opened: list[int] = []
    for number, line in lines:
        if _SEQUENCE_OPENERS.match(line):
            opened.append(number)
        elif line == "end":
            if not opened:
                return Problem(number, "this “end” closes nothing")
            opened.pop()
        elif not _SEQUENCE_WORDS.match(line):
            message = _message(line)
            if message:
                return Problem(number, message)
    return Problem(opened[-1], "this block has no “end”") if opened else None


def _message(text: str) -> str:
    arrow = _ARROW.search(text)
    if arrow is None:
        return "this is neither a message nor a note"
    if not text[: arrow.start()].strip():
        return "this message comes from nobody"
    rest = text[arrow.end() :].strip()
    if not rest or rest.startswith(":"):
        return "this message goes to nobody"
    if not _MESSAGE_END.match(rest):
        return "this message needs a colon and a text"
    return ""


def _braced(lines: list[_Line]) -> Problem | None:
    """State, class and entity diagrams: arrows with two ends, braces that close."""
    opened: list[int] = []
    for number, line in lines:
        plain = _QUOTED.sub("x", line)
        if not opened or "-->" in plain:
            if _LINK_END.search(plain):
                return Problem(number, "this arrow leads nowhere")
            if plain.startswith("--"):
                return Problem(number, "this arrow comes from nowhere")
        if plain.endswith("{") and not plain.endswith(("o{", "|{")):
            opened.append(number)
        elif plain == "}":
            if not opened:
                return Problem(number, "this “}” closes nothing")
            opened.pop()
        elif plain.endswith(("o{", "|{")):
            return Problem(number, "this relation leads nowhere")
    return Problem(opened[-1], "“{” is not closed") if opened else None


_LOOKS: Final[dict[str, Callable[[list[_Line]], Problem | None]]] = {
    "graph": _flowchart,
    "flowchart": _flowchart,
    "sequenceDiagram": _sequence,
    "stateDiagram": _braced,
    "stateDiagram-v2": _braced,
    "classDiagram": _braced,
    "erDiagram": _braced,
}
