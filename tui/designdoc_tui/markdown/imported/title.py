"""The first line of a document, and the title in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from designdoc_tui.markdown.render import title_block
from designdoc_tui.template.fragments import Fragment, Fragments, text_of
from designdoc_tui.template.kinds.text import Text

if TYPE_CHECKING:
    from designdoc_tui.document.document import Document
    from designdoc_tui.template.field import Field
    from designdoc_tui.template.model import Template

_OPENING: Final = re.compile(r" {0,3}#[ \t]+")
_CLOSING: Final = re.compile(r"(?:[ \t]+#+)?[ \t\r]*(?:\n {0,3}=+[ \t\r]*)?$")
_LABEL: Final = re.compile(r"(?:[\w-]+[ \t]+){0,3}[\w-]+[ \t]*(?::|[ \t][-–—])[ \t]+")
_LONGEST: Final = 1_000


def title_field(template: Template) -> Field | None:
    """The field that stands in the first line, if there is just one and it is a text."""
    fields = [field for field in template.fields if field.key in template.heading.keys]
    if len(fields) != 1 or not isinstance(fields[0].kind, Text) or fields[0].kind.code:
        return None
    return fields[0]


def title_in(template: Template, heading: str) -> tuple[int, int] | None:
    """Where the title stands in a first line.

    Args:
        template: The template; the label that it has in front is no part of the title.
        heading: The heading as it came, with its line of `=` if it has one.

    Returns:
        Where the title begins and ends; `None` when the line has none.
    """
    if len(heading) > _LONGEST:
        return None
    opening = _OPENING.match(heading)
    start = opening.end() if opening else len(heading) - len(heading.lstrip(" "))
    closing = _CLOSING.search(heading, start)
    end = closing.start() if closing else len(heading)
    label = template.heading.parts[0].text if template.heading.parts else ""
    words = [*re.findall(r"\w+", label.lower())]
    inner = heading[start:end]
    if [*re.findall(r"\w+", inner.lower())] == words:
        return None
    found = _LABEL.match(inner)
    if found and words:
        said = re.findall(r"\w+", found.group().lower())
        if words[0] in said or said == words:
            start += found.end()
    return (start, end) if heading[start:end].strip() and "\n" not in heading[start:end] else None


def put_title(document: Document, came: str) -> Fragments:
    """Writes the first line.

    Args:
        document: The document.
        came: The line as it came; empty where the template writes it.

    Returns:
        The line with the document's title in it.
    """
    template = document.template
    field = title_field(template)
    if not came or field is None:
        return title_block(document, placeholders=False)
    value = document.get((field.key,))
    place = title_in(template, came)
    said = came[place[0] : place[1]] if place else ""
    told = said if field.is_filled(said) else ""
    if told == (value if field.is_filled(value) else ""):
        if place is None:
            return [Fragment(came)]
        start, end = place
        return [Fragment(came[:start]), Fragment(said, (field.key,)), Fragment(came[end:])]
    if place is None or not field.is_filled(value):
        return title_block(document, placeholders=False)
    start, end = place
    inner = text_of(field.kind.write(value)).replace("\n", " ")
    return [Fragment(came[:start]), Fragment(inner, (field.key,)), Fragment(came[end:])]
