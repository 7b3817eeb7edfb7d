"""Writing a document as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from designdoc_tui.document.document import Document
from designdoc_tui.review.parts import is_signed
from designdoc_tui.template.field import Field, Role, write_fields
from designdoc_tui.template.fragments import Fragment, Fragments, placed, text_of
from designdoc_tui.template.kinds import Value
from designdoc_tui.template.model import Section
from designdoc_tui.template.reserved import LAYOUT

if TYPE_CHECKING:
    from designdoc_tui.review.changes import Changes


def render(document: Document, *, placeholders: bool = False) -> str:
    """Writes a document as `design.md`.

    Args:
        document: The document.
        placeholders: Whether fields that are not filled show what the template has in their
            place. Without it they are left out, and so are headings that would stand over
            nothing. A document that came in with a layout of its own shows what it came with.

    Returns:
        The Markdown, ending in one line break unless it came in without one. The same document
        always gives the same text.
    """
    if LAYOUT not in document.values:
        return _canonical(document, placeholders=placeholders)
    # Most drafts have no layout, and what writes one stands on this module.
    from designdoc_tui.markdown.imported.assemble import assemble, finished, wants_placeholders

    text = assemble(document)
    if text is None:
        shown = placeholders or wants_placeholders(document)
        text = _canonical(document, placeholders=shown)
    return finished(document, text)


def _canonical(document: Document, *, placeholders: bool) -> str:
    """The document as its template lays it out."""
    texts = [text_of(title_block(document, placeholders=placeholders))]
    for section in document.template.sections:
        blocks = _section_blocks(document, section, placeholders=placeholders)
        texts += [text_of(block) for block in blocks]
    return "\n\n".join(texts) + "\n"


def title_block(document: Document, *, placeholders: bool) -> Fragments:
    """The first line of the document, and its own fields that are not in it."""
    template = document.template
    by_key = {field.key: field for field in template.fields}
    head = template.heading.write(by_key, document.values, 1, placeholders=placeholders)
    line = [part._replace(text=part.text.replace("\n", " ")) for part in head]
    others = [field for field in template.fields if field.key not in template.heading.keys]
    body = write_fields(others, document.values, placeholders=placeholders)
    return [Fragment("# "), *line, *([Fragment("\n\n"), *body] if body else [])]


def _section_blocks(
    document: Document, section: Section, *, placeholders: bool
) -> Iterator[Fragments]:
    """A section and the ones below it, each with its heading; those that show nothing left out.

    Args:
        document: The document.
        section: The section.
        placeholders: As in `render`.

    Yields:
        The Markdown of each, without the blank line between them; its text alone is meant.
    """
    reason = document.not_applicable(section)
    if reason is not None:
        yield heading(section) + not_applicable(section, reason)
        return
    values = section_values(document, section) if section.fields else {}
    own = write_fields(section.fields, values, placeholders=placeholders, bare=True)
    below = (
        block
        for inner in section.sections
        for block in _section_blocks(document, inner, placeholders=placeholders)
    )
    first = next(below, None)
    if not own and first is None and not placeholders:
        return
    yield heading(section) + ([Fragment("\n\n"), *own] if own else [])
    if first is not None:
        yield first
        yield from below


def heading(section: Section) -> Fragments:
    """The heading of a section, with the line above it where the template draws one."""
    divider = "---\n\n" if section.divider else ""
    return [Fragment(f"{divider}{'#' * section.level} {section.heading}")]


def not_applicable(section: Section, reason: str) -> Fragments:
    """What stands under the heading of a section that does not apply."""
    return [Fragment("\n\n"), Fragment(f"Not applicable: {reason}", section.path)]


def fields_of(
    document: Document,
    section: Section,
    fields: Sequence[Field],
    *,
    placeholders: bool,
    changes: Changes | None = None,
) -> Fragments:
    """Some of a section's own fields, with the paths of the document.

    Args:
        document: The document.
        section: The section.
        fields: The fields.
        placeholders: As in `render`.
        changes: What changed in it since it was signed, where somebody remembers it.
    """
    if not fields:
        return []
    values = section_values(document, section, changes)
    base = section.path[:-1] if section.is_value else section.path
    return placed(base, write_fields(fields, values, placeholders=placeholders))


def section_values(
    document: Document, section: Section, changes: Changes | None = None
) -> Mapping[str, Value]:
    """The values of a section's own fields by key; see `fields_of`."""
    value = document.get(section.path)
    for field in section.fields:
        if field.role is Role.APPROVAL:
            value = _with_outstanding(document, section, value, changes)
    if section.is_value:
        return {section.key: value}
    return value if isinstance(value, dict) else {}


def _with_outstanding(
    document: Document, section: Section, value: Value, changes: Changes | None
) -> Value:
    """The values of a section with approvals, each with what keeps it from counting."""
    if not is_signed(document):
        return value
    # Deferred: see `review.since_signed`.
    from designdoc_tui.review.outstanding import shown_approvals

    shown = shown_approvals(document, changes)
    if shown is None:
        return value
    path, records = shown
    if path == section.path:
        return records
    return {**value, str(path[-1]): records} if isinstance(value, dict) else value
