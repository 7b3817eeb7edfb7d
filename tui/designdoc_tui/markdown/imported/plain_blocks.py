"""Reading blocks that hold no fields of their own: paragraphs, fences, lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from designdoc_tui.markdown.imported.body import Body
from designdoc_tui.markdown.imported.entries import Entry, entries_at
from designdoc_tui.markdown.imported.lists import ListedItems
from designdoc_tui.markdown.imported.nodes import Found, Node, Whole
from designdoc_tui.template.field import Field, Look
from designdoc_tui.template.kinds.items import Items

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designdoc_tui.template.kinds.base import Lines

_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})([^`]*)")


def paragraphs_in(fields: Sequence[Field], lines: Lines) -> Body | None:
    """Reads lines that are all paragraphs, but for the fence that ends them if one does.

    Args:
        fields: The fields that may stand in them.
        lines: The lines.

    Returns:
        The lines taken apart; `None` when the fields are other than one of text and at most one
        of a fence.
    """
    proses = [field for field in fields if field.kind.is_open_ended]
    fences = [field for field in fields if field.kind.is_fenced]
    if len(proses) != 1 or len(fences) > 1 or len(fields) != len(proses) + len(fences):
        return None
    if any(field.look is not Look.BLOCK for field in fields):
        return None
    start = _start_of_last_fence(lines) if fences else None
    if start is None:
        return Body(fields, [_paragraphs(proses[0], lines)])
    fence = _fence(fences[0], lines[start:])
    end = start
    while end and not lines[end - 1].strip():
        end -= 1
    if not end:
        return Body(fields, [fence])
    gap = ["\n".join(lines[end:start]) + "\n"] if end < start else []
    return Body(fields, [_paragraphs(proses[0], lines[:end]), *gap, fence])


def _paragraphs(field: Field, lines: Lines) -> Node:
    text = "\n".join(lines)
    return Whole(field, text if field.is_filled(text) else None, text + "\n")


def _start_of_last_fence(lines: Lines) -> int | None:
    """Where the fence on the last lines begins, behind a blank line.

    It is found from the front: only so is it known what opens.
    """
    position = 0
    while position < len(lines):
        end = _end_of_fence(lines, position)
        if end == len(lines):
            return position if not position or not lines[position - 1].strip() else None
        if end is None and _FENCE.match(lines[position]):
            return None  # it is never closed
        position = position + 1 if end is None else end
    return None


def _end_of_fence(lines: Lines, start: int) -> int | None:
    """The line after the fence that begins on a line; `None` when none does, or none ends."""
    opening = _FENCE.fullmatch(lines[start])
    if opening is None or lines[start].startswith(" "):
        return None
    fence = opening[1]
    for end in range(start + 1, len(lines)):
        if lines[end].startswith(fence) and not lines[end].strip().strip(fence[0]):
            return end + 1
    return None


def _fence(field: Field, lines: Lines) -> Node:
    text = "\n".join(lines[1:-1])
    value = text if field.is_filled(text) else None
    return Whole(field, value, "\n".join(lines) + "\n", lines[0] + "\n", f"\n{lines[-1]}\n")


def fence_at(field: Field, lines: Lines, start: int) -> Found | None:
    """Reads the fence that begins on a line.

    Args:
        field: The field of the fence.
        lines: Lines without their line breaks.
        start: Where it begins.

    Returns:
        The fence; `None` when none begins there, or it is never closed.
    """
    end = _end_of_fence(lines, start)
    return None if end is None else Found(_fence(field, lines[start:end]), end)


def items_at(field: Field, kind: Items, lines: Lines, start: int) -> Found | None:
    """Reads the list that begins on a line.

    Args:
        field: The field of the list.
        kind: Its kind.
        lines: Lines without their line breaks.
        start: Where it begins.

    Returns:
        The list; `None` when none begins there.
    """
    cuts, end = entries_at(lines, start, _label_of_items(kind))
    entries = [
        Entry(marker, text if kind.is_item_filled(text) else None, raw, gap)
        for marker, text, raw, gap in cuts
    ]
    return Found(ListedItems(field, entries), end) if entries else None


def _label_of_items(kind: Items) -> re.Pattern[str] | None:
    if not kind.label:
        return None
    words = re.escape(kind.label).replace(re.escape("{#}"), r"\d{1,9}").replace(r"\ ", r"[ \t]*")
    return re.compile(rf"(?:\*\*|__)?{words}(?::(?:\*\*|__)|(?:\*\*|__):|:)[ \t]?", re.IGNORECASE)
