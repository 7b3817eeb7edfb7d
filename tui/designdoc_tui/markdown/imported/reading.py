"""Reading the lines of a section's own fields, near ways of writing them included.

The rule is that nothing is guessed: every line belongs to a field, is blank or holds nothing but
a comment or a divider, or the section is not read at all. Each reader goes once through its lines.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from designdoc_tui.markdown.imported.body import Body
from designdoc_tui.markdown.imported.cut import DIVIDER
from designdoc_tui.markdown.imported.entries import entries_at
from designdoc_tui.markdown.imported.known import Known
from designdoc_tui.markdown.imported.lists import Listed
from designdoc_tui.markdown.imported.names import plain_name
from designdoc_tui.markdown.imported.nodes import Captioned, Line, Node, Whole
from designdoc_tui.markdown.imported.records import records_at
from designdoc_tui.markdown.imported.values import NotAValueError, value_in
from designdoc_tui.template.field import Field, Look
from designdoc_tui.template.kinds.fence import Fence
from designdoc_tui.template.kinds.items import Items
from designdoc_tui.template.kinds.prose import Prose
from designdoc_tui.template.kinds.records import Records
from designdoc_tui.template.lines import take_continuation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designdoc_tui.template.kinds.base import Lines, Value

LABEL: Final = re.compile(
    r"(?P<marker> {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]{1,4})?(?P<open>\*\*|__|\*|_)?"
    r"(?P<label>[^:*_|\[\]\n]{1,80})"
    r"(?::(?P<inside>\*\*|__|\*|_)|(?P<before>\*\*|__|\*|_)[ \t]?:|:|(?P<bare>\*\*|__)[ \t]*$)"
)
_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})([^`]*)")


def read_body(fields: Sequence[Field], lines: Lines, known: Known | None = None) -> Body | None:
    """Reads the lines of several fields.

    Args:
        fields: The fields that may stand in them.
        lines: The lines, neither the first nor the last one blank.
        known: What is known of the fields; found out now unless it is given.

    Returns:
        The lines taken apart: written again they are the same. `None` when some line belongs to
        no field for certain.
    """
    proses = [field for field in fields if isinstance(field.kind, Prose)]
    if len(proses) == 1 and all(field.look is Look.BLOCK for field in fields):
        others = [field for field in fields if field is not proses[0]]
        if all(isinstance(field.kind, Fence) for field in others) and len(others) <= 1:
            return _prose_and_fence(fields, proses[0], others, lines)
    return _fields_in_turn(fields, lines, known or Known(fields))


def _prose_and_fence(
    fields: Sequence[Field], prose: Field, others: Sequence[Field], lines: Lines
) -> Body:
    """Paragraphs, and the fence that ends them if one does."""
    rows: list[Node | str] = []
    end = len(lines)
    fence = _last_fence(others[0], lines) if others else None
    if fence is not None:
        start, node = fence
        end = start
        while end and not lines[end - 1].strip():
            end -= 1
        if end:
            rows += [_prose(prose, lines[:end]), "\n".join(["", *lines[end:start]]) [1:] + "\n"
                     if start > end else ""]  # fmt: skip
        rows.append(node)
        return Body(fields, [row for row in rows if row != ""])
    return Body(fields, [_prose(prose, lines)])


def _prose(field: Field, lines: Lines) -> Node:
    text = "\n".join(lines)
    return Whole(field, text if field.is_filled(text) else None, text + "\n")


def _last_fence(field: Field, lines: Lines) -> tuple[int, Node] | None:
    """The fence on the last lines, found from the front: only so is it known what opens."""
    position, found = 0, None
    while position < len(lines):
        taken = (
            _fence_at(field, lines, position) if lines[position].lstrip(" ")[:1] in "`~" else None
        )
        if taken is None:
            opening = _FENCE.match(lines[position])
            if opening and ("`" not in opening[2] or opening[1][0] == "~"):
                return None  # it is never closed
            position += 1
            continue
        node, after = taken
        found = (position, node) if after == len(lines) else None
        position = after
    if found is None or (found[0] and lines[found[0] - 1].strip()):
        return None
    return found


def _fence_at(field: Field, lines: Lines, start: int) -> tuple[Node, int] | None:
    opening = _FENCE.fullmatch(lines[start])
    if opening is None or lines[start].startswith(" "):
        return None
    fence = opening[1]
    for end in range(start + 1, len(lines)):
        line = lines[end]
        if line.startswith(fence) and not line.strip().strip(fence[0]):
            text = "\n".join(lines[start + 1 : end])
            raw = "\n".join(lines[start : end + 1]) + "\n"
            value = text if field.is_filled(text) else None
            return Whole(field, value, raw, lines[start] + "\n", "\n" + line + "\n"), end + 1
    return None


def _fields_in_turn(fields: Sequence[Field], lines: Lines, known: Known) -> Body | None:
    left = {field.key: field for field in fields}
    rows: list[Node | str] = []
    position = 0
    while position < len(lines):
        filler = filler_at(lines, position)
        if filler > position:
            rows.append("\n".join(lines[position:filler]) + "\n")
            position = filler
            continue
        taken = labelled_at(known, left, lines, position) or block_at(known, left, lines, position)
        if taken is None:
            return None
        node, position = taken
        rows.append(node)
        del left[node.field.key]
    return Body(fields, rows)


def filler_at(lines: Lines, position: int) -> int:
    """The line after what says nothing: blank lines, comments on lines of their own, dividers."""
    line = lines[position].strip()
    if not line or DIVIDER.fullmatch(lines[position]):
        return position + 1
    if not line.startswith("<!--"):
        return position
    for end in range(position, len(lines)):
        if "-->" in lines[end]:
            return end + 1 if lines[end].rstrip().endswith("-->") else position
    return position


def labelled_at(
    known: Known, left: dict[str, Field], lines: Lines, start: int
) -> tuple[Node, int] | None:
    """A value behind its label, or a block under it, and the line after it."""
    line = lines[start]
    found = LABEL.match(line)
    if found is None:
        return None
    marks = found["inside"] or found["before"] or found["bare"]
    if found["open"] != marks and not (found["open"] is None and marks is None):
        return None
    field = known.labelled.get(plain_name(found["label"]))
    if field is None or field.key not in left:
        return None
    if field.look is Look.BLOCK:
        return _captioned(known, field, lines, start) if not line[found.end() :].strip() else None
    end = found.end()
    exact = line[end:].startswith(" ") and "\n" not in line
    opening = line[: end + 1] if exact else line[:end]
    rest = line[len(opening) :]
    width = len(found["marker"]) if found["marker"] else 2
    later, after = _later_lines(lines, start + 1, width, bool(found["marker"]))
    return _line_node(known, field, opening, rest, (later, after), width)


def _later_lines(lines: Lines, start: int, width: int, marked: bool) -> tuple[list[str], int]:
    """The later lines of a value, without their indent."""
    if not marked or start >= len(lines):
        return [], start
    for indent in (" " * width, "  "):
        taken, after = take_continuation(lines, start, indent)
        if taken:
            return taken, after
    return [], start


def _line_node(
    known: Known, field: Field, opening: str, rest: str, below: tuple[list[str], int], width: int
) -> tuple[Node, int] | None:
    later, after = below
    indent = " " * width
    whole = "\n".join([rest, *(indent + line if line else line for line in later)])
    raw = whole.rstrip(" \t")
    closing = whole[len(raw) :] + "\n"
    text = "\n".join([rest.strip(), *later]).strip("\n").rstrip()
    try:
        value = _items_below(field, rest, later) or value_in(
            field, text.strip(), known.blanks[field.key]
        )
    except NotAValueError:
        return None
    return Line(field, value, opening, raw, closing, indent), after


def _items_below(field: Field, rest: str, later: list[str]) -> Value:
    """The items that stand below a label as a list; nothing when they do not."""
    if not isinstance(field.kind, Items) or rest.strip() or not later:
        return None
    node = items_at(field, later, 0)
    if node is None or node[1] != len(later):
        raise NotAValueError
    return node[0].value


def _captioned(known: Known, field: Field, lines: Lines, start: int) -> tuple[Node, int] | None:
    below = start + 1
    while below < len(lines) and not lines[below].strip():
        below += 1
    taken = block_at(known, {field.key: field}, lines, below, captioned=True)
    if taken is None:
        return None
    node, end = taken
    return Captioned("\n".join(lines[start:below]) + "\n", node), end


def block_at(
    known: Known, left: dict[str, Field], lines: Lines, start: int, *, captioned: bool = False
) -> tuple[Node, int] | None:
    """A list, a fence or records that need no label."""
    if start >= len(lines):
        return None
    for field in left.values():
        if field.look is not Look.BLOCK or (field.caption and not captioned):
            continue
        taken: tuple[Node, int] | None = None
        if isinstance(field.kind, Items):
            taken = items_at(field, lines, start)
        elif isinstance(field.kind, Fence):
            taken = _fence_at(field, lines, start)
        elif isinstance(field.kind, Records):
            taken = records_at(field, field.kind, lines, start, known.inside(field), read_body)
        if taken is not None:
            return taken
    return None


def items_at(field: Field, lines: Lines, start: int) -> tuple[Node, int] | None:
    """Reads a list that begins on a line."""
    kind = field.kind
    assert isinstance(kind, Items)  # noqa: S101 - asked only of lists
    label = _label_of_items(kind)
    entries, end = entries_at(lines, start, label)
    if not entries:
        return None
    for entry in entries:
        text = str(entry.value)
        entry.value = text if kind.is_item_filled(text) else None
    return Listed(field, entries), end


def _label_of_items(kind: Items) -> re.Pattern[str] | None:
    if not kind.label:
        return None
    words = re.escape(kind.label).replace(re.escape("{#}"), r"\d{1,9}").replace(r"\ ", r"[ \t]*")
    return re.compile(rf"(?:\*\*|__)?{words}(?::(?:\*\*|__)|(?:\*\*|__):|:)[ \t]?", re.IGNORECASE)
