"""Reading a document that the template laid out: the other way round of `markdown.render`.

Only the template's own headings count, at their level and in their order, so that whatever an
author has put into a field, a heading of their own too, stays in that field.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from designdoc_tui.document.document import NOT_APPLICABLE, Document
from designdoc_tui.document.values import Values, put
from designdoc_tui.markdown.imported.cut import cut
from designdoc_tui.markdown.imported.reading import read_body
from designdoc_tui.markdown.render import render
from designdoc_tui.template.field import read_fields
from designdoc_tui.template.path import format_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from designdoc_tui.template.field import Field
    from designdoc_tui.template.kinds.base import Kind, Lines, Value
    from designdoc_tui.template.model import Section, Template

_LONGEST_ENTRY: Final = 500
"""An entry of more lines is left to the patient readers: the strict one tries each line."""

REASON: Final = "Not applicable: "


def read_strictly(template: Template, lines: Lines, text: str) -> Document | None:
    """Reads a document that `render` has written.

    Args:
        template: What the document contains.
        lines: The text's lines, without their line breaks.
        text: The whole text.

    Returns:
        The document, which renders to that very text; `None` when the template did not write it.
    """
    if not text.endswith("\n") or not lines[0].startswith("# "):
        return None
    if (
        template.heading.read({field.key: field for field in template.fields}, lines[0][2:], 1)
        is None
    ):
        return None
    # A fence in a field may hold headings, and one that is never closed must not hide the fields
    # behind it. Where that does not lead to the text, any line may be a heading.
    aware = [stretch.start for stretch in cut(lines, open_fences=False)]
    for candidates in (aware, range(len(lines))):
        document = _read(template, lines, candidates)
        if document is not None and render(document) == text:
            return document
    return None


def _read(template: Template, lines: Lines, candidates: Iterable[int]) -> Document | None:
    by_key = {field.key: field for field in template.fields}
    head = template.heading.read(by_key, lines[0][2:], 1)
    others = [field for field in template.fields if field.key not in template.heading.keys]
    places = _places(template, lines, candidates)
    first = places[0][1] if places else len(lines)
    above = _trimmed(lines[1:first], divided=_is_divided(template, lines, first))
    rest = _own(others, above) if head is not None else None
    if head is None or rest is None:
        return None
    values: Values = {**head, **rest}
    for (section, start), (_, end) in pairwise([*places, (None, len(lines))]):
        assert section is not None  # noqa: S101 - only the last one has none
        body = _trimmed(lines[start + 1 : end], divided=_is_divided(template, lines, end))
        if body[:1] and body[0].startswith(REASON):
            reason = "\n".join(body)[len(REASON) :]
            put(values, (*NOT_APPLICABLE, format_path(section.path)), reason)
            continue
        own = _own(section.fields, body)
        if own is None:
            return None
        for key, value in own.items():
            put(values, section.path if section.is_value else (*section.path, key), value)
    return Document(template, values)


def _places(
    template: Template, lines: Lines, candidates: Iterable[int]
) -> list[tuple[Section | None, int]]:
    headings: Mapping[str, tuple[int, Section]] = {
        f"{'#' * section.level} {section.heading}": (order, section)
        for order, section in enumerate(template.walk())
    }
    places: list[tuple[Section | None, int]] = []
    last = -1
    for position in candidates:
        found = headings.get(lines[position])
        if found is None or found[0] <= last or position == 0 or lines[position - 1]:
            continue
        last, section = found
        places.append((section, position))
    return places


def _is_divided(template: Template, lines: Lines, end: int) -> bool:
    """Whether the section that begins on a line has the template's divider above it."""
    if end >= len(lines) or lines[end - 2 : end] != ["---", ""]:
        return False
    return any(
        section.divider and lines[end] == f"{'#' * section.level} {section.heading}"
        for section in template.sections
    )


def _trimmed(lines: Sequence[str], *, divided: bool) -> Sequence[str]:
    """The lines of a body without the blank lines around it."""
    first, last = 0, len(lines) - 2 if divided else len(lines)
    while first < last and not lines[first]:
        first += 1
    while last > first and not lines[last - 1]:
        last -= 1
    return lines[first:last]


def _own(fields: Sequence[Field], lines: Sequence[str]) -> Mapping[str, Value] | None:
    body = _trimmed(lines, divided=False)
    if not body:
        return {}
    if any(field.kind.is_open_ended for field in fields):
        read = read_body(fields, body)
        return None if read is None else read.values
    if (
        any(_may_take_long(field.kind) for field in fields)
        and _longest_entry(body) > _LONGEST_ENTRY
    ):
        return None
    return read_fields(fields, body)


def _may_take_long(kind: Kind) -> bool:
    """Whether it holds records whose lines have to be tried one by one."""
    inner = kind.inner_fields
    return bool(inner) and (
        not kind.has_headings or any(_may_take_long(field.kind) for field in inner)
    )


def _longest_entry(lines: Sequence[str]) -> int:
    longest = run = 0
    for line in lines:
        run = run + 1 if not line or line[0] == " " else 0
        longest = max(longest, run)
    return longest
