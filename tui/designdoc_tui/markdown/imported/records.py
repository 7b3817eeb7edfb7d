"""Records as they came, made of their lines and of the fields that were found in those."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designdoc_tui.markdown.imported.body import Body
from designdoc_tui.markdown.imported.entries import Entry
from designdoc_tui.markdown.imported.record_text import RecordText
from designdoc_tui.template.kinds.records import Records, Style

if TYPE_CHECKING:
    from collections.abc import Mapping

    from designdoc_tui.markdown.imported.heads import Head
    from designdoc_tui.markdown.imported.known import KnownRecord
    from designdoc_tui.markdown.imported.record_lines import RecordLines
    from designdoc_tui.template.kinds.base import Value


def heading_record(known: KnownRecord, lines: RecordLines, body: Body | None) -> Entry | None:
    """Makes a record of a heading and what stands under it.

    Args:
        known: What is known of the records.
        lines: The lines of the record.
        body: The fields below its heading; `None` when some line there belongs to no field.

    Returns:
        The record; `None` when it cannot be told for certain.
    """
    kind = known.kind
    head = known.heads.read(lines.head)
    if head is None:
        return None
    if body is None and not head.values and "\n".join(lines.below) == kind.more:
        body = Body(kind.body, [])  # one more record of the template's own
    if body is None:
        return None
    # Where no field followed, the first one will come behind a blank line.
    gap = "\n" * lines.blank if lines.below else "\n"
    text = RecordText(head.parts, "", gap, body, "")
    return _entry(kind, lines, {**head.values, **body.values}, text)


def list_record(known: KnownRecord, lines: RecordLines, body: Body | None) -> Entry | None:
    """Makes a record of an entry of a list.

    Args:
        known: What is known of the records.
        lines: The lines of the record.
        body: The fields below its first line; `None` when some line there belongs to no field.

    Returns:
        The record; `None` when it cannot be told for certain.
    """
    kind = known.kind
    if lines.box and kind.style is not Style.CHECKBOX:
        return None
    if body is not None:
        head = known.heads.read(lines.head)
        gap = "\n" * lines.blank
    else:
        head = _all_one_text(known, lines)
        body, gap = Body(kind.body, []), ""
    if head is None:
        return None
    record = {**head.values, **body.values, **_ticked(kind, lines)}
    if lines.box and lines.is_ticked is not kind.is_ticked(record):
        return None
    return _entry(kind, lines, record, RecordText(head.parts, lines.box, gap, body, lines.indent))


def _all_one_text(known: KnownRecord, lines: RecordLines) -> Head | None:
    """Reads all lines as the first one, as long as only one text stands in that."""
    return known.heads.read(lines.text) if len(known.heads.texts) == 1 else None


def _ticked(kind: Records, lines: RecordLines) -> Mapping[str, Value]:
    """The marks that nothing but the tick in the box says."""
    if not lines.is_ticked:
        return {}
    return dict.fromkeys(kind.box_only, True)


def _entry(kind: Records, lines: RecordLines, record: dict[str, Value], text: RecordText) -> Entry:
    """The record as an entry of its list; one of the template's own has no value."""
    if not _says_something(kind, record):
        return Entry(lines.marker, None, lines.raw, lines.gap)
    return Entry(lines.marker, record, lines.raw, lines.gap, text)


def _says_something(kind: Records, record: Mapping[str, Value]) -> bool:
    """Whether a record holds more than a template's record, the records in it included."""
    if not kind.is_record_filled(record):
        return False
    for field in kind.record_fields_filled(record):
        inner = field.kind
        if not isinstance(inner, Records) or record[field.key] != list(inner.samples):
            return True
    return False
