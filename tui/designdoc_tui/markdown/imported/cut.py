"""Cutting a Markdown text at its headings.

Nothing but headings is looked for, line by line, so that the time is linear and no nesting can
make it deep: front matter, fences, HTML comments and HTML blocks are passed over
(CommonMark 0.31, sections 4.2, 4.3, 4.5 and 4.6). Where this is mistaken nothing is lost: a cut
only says which lines are offered to which section.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
_ATX: Final = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)")
_UNDERLINE: Final = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_NO_PARAGRAPH: Final = re.compile(r" {0,3}(?:[-*+>|<]|\d{1,9}[.)][ \t]|(?:_[ \t]*){3,}$)| {4}|\t")
_RAW_HTML: Final = re.compile(r" {0,3}<(pre|script|style|textarea)(?=[\s>]|$)", re.IGNORECASE)
_HTML: Final = re.compile(
    r" {0,3}</?(?:address|article|aside|blockquote|body|center|details|dialog|div|dl|fieldset|"
    r"figure|footer|form|header|iframe|main|menu|nav|ol|p|section|summary|table|tbody|td|tfoot|"
    r"th|thead|tr|ul)(?=[\s/>]|$)",
    re.IGNORECASE,
)

DIVIDER: Final = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})")
"""A line across the page (CommonMark 0.31, section 4.1), on a line of its own."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A heading and the lines up to the next one.

    Attributes:
        level: The heading's level, 1 to 6; 0 for what stands in front of the first heading.
        title: The heading's own words.
        start: The index of its first line.
        body: The index of the first line after the heading.
        end: The index of the line after the last one.
    """

    level: int
    title: str
    start: int
    body: int
    end: int


def cut(lines: Sequence[str], *, open_fences: bool = True) -> list[Stretch]:
    """Cuts lines at their headings.

    Args:
        lines: Lines without their line breaks.
        open_fences: Whether a fence that is never closed hides all that follows, as CommonMark
            has it; otherwise it hides nothing.

    Returns:
        What covers all lines, in their order: first what stands before any heading, if anything.
    """
    heads: list[tuple[int, str, int, int]] = []  # level, title, first line, line after
    position = _after_front_matter(lines)
    paragraph = -1
    never: set[str] = set()  # fences that nothing closes from here on
    while position < len(lines):
        line = lines[position]
        first = line.lstrip(" ")[:1]
        if not line or line.isspace():
            paragraph = -1
        elif first == "#" and (found := _ATX.match(line)):
            heads.append((len(found[1]), _title(line[found.end() :]), position, position + 1))
            paragraph = -1
        elif first in "`~" and (found := _FENCE.match(line)) and _opens(line, found[1]):
            paragraph = -1
            after = position if found[1] in never else _after_fence(lines, position, found[1])
            if after > len(lines) and not open_fences:
                never.add(found[1])
                after = position
            position = max(after, position + 1)
            continue
        elif first == "<" and (after := _after_html(lines, position)) > position:
            position, paragraph = after, -1
            continue
        elif first in "=-" and paragraph >= 0 and (found := _UNDERLINE.match(line)):
            title = " ".join(part.strip() for part in lines[paragraph:position])
            heads.append((1 if found[1][0] == "=" else 2, title, paragraph, position + 1))
            paragraph = -1
        elif paragraph < 0 and not _NO_PARAGRAPH.match(line):
            paragraph = position
        position += 1
    return _stretches(heads, len(lines))


def _stretches(heads: list[tuple[int, str, int, int]], end: int) -> list[Stretch]:
    cuts: list[Stretch] = []
    first = heads[0][2] if heads else end
    if first:
        cuts.append(Stretch(0, "", 0, 0, first))
    stops = [start for _, _, start, _ in heads[1:]] + [end]
    for (level, title, start, body), stop in zip(heads, stops, strict=False):
        cuts.append(Stretch(level, title, start, body, stop))
    return cuts


def _title(text: str) -> str:
    text = text.strip(" \t\r")
    bare = text.rstrip("#")
    return bare.rstrip(" \t") if bare != text and (not bare or bare[-1] in " \t") else text


def _after_front_matter(lines: Sequence[str]) -> int:
    """The line after the front matter that some tools put first, between lines of `---`."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    for position in range(1, len(lines)):
        if lines[position].rstrip() in ("---", "..."):
            return position + 1
    return 0


def _opens(line: str, fence: str) -> bool:
    return fence[0] == "~" or "`" not in line.lstrip(" ").lstrip("`")


def _after_fence(lines: Sequence[str], start: int, fence: str) -> int:
    for position in range(start + 1, len(lines)):
        line = lines[position]
        if fence in line and line.strip(" \t\r").strip(fence[0]) == "" and line[:4] != "    ":
            return position + 1
    return len(lines) + 1


def _after_html(lines: Sequence[str], start: int) -> int:
    """The line after the HTML that begins on one; that line itself when none does."""
    line = lines[start]
    if line.lstrip(" ").startswith("<!--") and line[:4] != "    ":
        return _after_mark(lines, start, "-->", skip=line.index("<!--") + 4)
    if raw := _RAW_HTML.match(line):
        return _after_mark(lines, start, f"</{raw[1].lower()}>")
    if _HTML.match(line):
        for position in range(start + 1, len(lines)):
            if not lines[position].strip():
                return position
        return len(lines)
    return start


def _after_mark(lines: Sequence[str], start: int, mark: str, skip: int = 0) -> int:
    if mark in lines[start][skip:].lower():
        return start + 1
    for position in range(start + 1, len(lines)):
        if mark in lines[position].lower():
            return position + 1
    return len(lines)
