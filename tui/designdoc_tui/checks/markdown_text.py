"""Looking at the Markdown that an author wrote, a line at a time.

Nearly every text of a document is plain, so a single search tells first whether there is anything
to look at. The grammar is that of CommonMark 0.31, sections 4.2 (headings), 4.3 (underlined
headings) and 4.5 (fences), as far as it takes to find what an author left open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_HEADING_OR_UNDERLINE: Final = re.compile(
    # Beginning with the line end makes the search several times faster than a `^` would.
    r"\n {0,3}(?:#|=+[ \t]*(?:\n|\Z)|-+[ \t]*(?:\n|\Z))"
)
_FENCE: Final = re.compile(r"((?:[ \t]|>|[-*+][ \t]|\d{1,9}[.)][ \t])*)(`{3,}|~{3,})(.*)")
_HEADING: Final = re.compile(r" {0,3}(#{1,6})(?:[ \t]|$)")
_UNDERLINE: Final = re.compile(r" {0,3}(=+|-+)[ \t]*")
_NO_PARAGRAPH: Final = re.compile(
    r" {0,3}(?:>|<!--|#{1,6}(?:[ \t]|$)|(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)|(?:[-*_][ \t]*){3,}$)"
    r"|[ \t]*$| {4}|\t"
)
_LIST_MARK: Final = re.compile(r"(?! {0,3}(?:[-*_][ \t]*){3,}$)\s*(?:[-*+]|\d{1,9}[.)])\s")
_TICKS: Final = re.compile(r"`+")
_LINK: Final = re.compile(r"\]\([ \t]*(?:<([^<>\n]*)>|([^\s()<>]+(?:\([^\s()]*\)[^\s()]*)?))")
_DEFINITION: Final = re.compile(r"^ {0,3}\[(?!\^)[^\[\]\n]+\]:[ \t]*<?([^\s<>]+)", re.MULTILINE)


class Block(NamedTuple):
    """A fenced block.

    Attributes:
        language: The first word after the opening fence, in lower case.
        text: What stands between the fences.
        line: The line of the opening fence, from 1.
        closed: Whether there is a closing fence.
    """

    language: str
    text: str
    line: int
    closed: bool


class Heading(NamedTuple):
    """A heading inside a text.

    Attributes:
        level: 1 to 6.
        line: Its line, from 1.
    """

    level: int
    line: int


class Outline(NamedTuple):
    """What stands out in a text.

    Attributes:
        blocks: Its fenced blocks.
        headings: Its headings, those outside blocks and comments.
        open_comment: The line of an HTML comment that is never closed; 0 when there is none.
        prose: The text without its fenced blocks.
    """

    blocks: list[Block]
    headings: list[Heading]
    open_comment: int
    prose: str


def is_notable(text: str) -> bool:
    """Tells quickly whether `outline` would find anything in a text; it errs towards yes."""
    if "```" in text or "~~~" in text or "<!--" in text:
        return True
    return text.lstrip(" ").startswith("#") or (
        "\n" in text and _HEADING_OR_UNDERLINE.search(text) is not None
    )


def outline(text: str) -> Outline:
    """Finds the fences, headings and comments of a text.

    Args:
        text: Markdown.

    Returns:
        What stands out in it.
    """
    blocks: list[Block] = []
    headings: list[Heading] = []
    prose: list[str] = []
    paragraph = in_list = after_blank = False
    comment = number = 0
    lines = text.split("\n")
    while number < len(lines):
        line = lines[number]
        number += 1
        if comment:
            comment = 0 if "-->" in line else comment
            continue
        fence = _opening(line, in_list)
        if fence is not None:
            end = _closing(lines, number, fence)
            language = fence[3].split()[0].lower() if fence[3].strip() else ""
            blocks.append(Block(language, "\n".join(lines[number:end]), number, end < len(lines)))
            number = end + 1
            paragraph = False
            continue
        prose.append(line)
        # What is indented in a list belongs to the list, and is nothing in the outline.
        level = 0 if in_list and line[:1].isspace() else _heading(line, paragraph)
        if level:
            headings.append(Heading(level, number))
        blank = not line.strip()
        if _LIST_MARK.match(line):
            in_list = True
        elif after_blank and not blank and not line[0].isspace():
            in_list = False
        # A line in a list cannot be underlined from outside of it.
        goes_on = paragraph and not blank and line.startswith(("    ", "\t"))
        paragraph = goes_on or not (in_list or level or _NO_PARAGRAPH.match(line))
        after_blank = blank
        opened = line.rfind("<!--")
        if opened >= 0 and "-->" not in line[opened:] and "`" not in line[:opened]:
            comment = number
    return Outline(blocks, headings, comment, "\n".join(prose))


def _heading(line: str, paragraph: bool) -> int:
    """The level of the heading that a line is, or makes of the line before; 0 for none."""
    marks = _HEADING.match(line)
    if marks is not None:
        return len(marks[1])
    underline = _UNDERLINE.fullmatch(line) if paragraph else None
    if underline is None:
        return 0
    return 1 if underline[1][0] == "=" else 2


def _opening(line: str, in_list: bool) -> re.Match[str] | None:
    """The fence that a line opens, in a list or a quote too."""
    fence = _FENCE.match(line)
    if fence is None or (fence[2][0] == "`" and "`" in fence[3]):
        return None
    indent = len(line) - len(line.lstrip(" "))
    return None if indent > 3 and not in_list else fence


def _closing(lines: list[str], start: int, fence: re.Match[str]) -> int:
    """The index of the line that closes a fence; that after the last line when none does."""
    ticks = fence[2]
    for index in range(start, len(lines)):
        line = lines[index].strip(" \t>")
        if line.startswith(ticks) and not line.strip(ticks[0]):
            return index
    return len(lines)


def links(text: str) -> Iterator[str]:
    """The targets of the links and pictures in a text, code left out.

    Args:
        text: Markdown without fenced blocks.

    Yields:
        Each target as it is written, without angle brackets.
    """
    bare = without_code_spans(text) if "`" in text else text
    for found in _LINK.finditer(bare):
        yield found[1] if found[1] is not None else found[2]
    for found in _DEFINITION.finditer(bare):
        yield found[1]


def without_code_spans(text: str) -> str:
    """A text without what stands in code ticks (CommonMark 0.31, section 6.1).

    A run of ticks with no other of its length after it is just ticks.
    """
    runs = list(_TICKS.finditer(text))
    following: dict[int, int] = {}  # the next run of each length, seen from the end
    closing: list[int | None] = [None] * len(runs)
    for index in range(len(runs) - 1, -1, -1):
        length = len(runs[index][0])
        closing[index] = following.get(length)
        following[length] = index
    kept: list[str] = []
    position = index = 0
    while index < len(runs):
        end = closing[index]
        if end is None:
            index += 1
            continue
        kept.append(text[position : runs[index].start()])
        position = runs[end].end()
        index = end + 1
    kept.append(text[position:])
    return "".join(kept)
