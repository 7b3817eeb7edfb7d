"""Fields that are certain among lines that are no field's.

Where a section holds more than its fields, what is its fields' is still told by the labels, or by
being the only list or the only fence there. All else stays between them as it came. Whatever
could mean something else leaves the whole section to Markdown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from designdoc_tui.markdown.imported.body import Body
from designdoc_tui.markdown.imported.entries import width_of
from designdoc_tui.markdown.imported.known import Known
from designdoc_tui.markdown.imported.names import plain_name
from designdoc_tui.markdown.imported.nodes import Line, Node, Whole
from designdoc_tui.markdown.imported.reading import (
    LABEL,
    block_at,
    filler_at,
    labelled_at,
    read_body,
)
from designdoc_tui.template.field import Field, Look
from designdoc_tui.template.kinds.choice import Choice
from designdoc_tui.template.kinds.date import Date
from designdoc_tui.template.kinds.fence import Fence
from designdoc_tui.template.kinds.flag import Flag
from designdoc_tui.template.kinds.prose import Prose
from designdoc_tui.template.kinds.records import Records, Style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designdoc_tui.template.kinds.base import Lines

_BOLD_LABEL: Final = re.compile(r" {0,3}(\*\*|__)[^*_]{1,80}(?::\1|\1[ \t]?:)")
_OPENS_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
_BEGINS_PLAIN: Final = re.compile(r"[^\W_]|[`'\"“‘(]")
_INTERRUPTS: Final = re.compile(r" {0,3}(?:[-*+]|1[.)]) ")
_TURNS_ROUND: Final = re.compile(
    r"\b(?:not?|non|never|without|except|nor|neither|none|resolved|answered|closed|done|rejected|"
    r"removed|deferred|out of|instead|former|previous(?:ly)?|example|e\.g)\b|n['’]t\b",
    re.IGNORECASE,
)
"""Words in front of a list that make it another one: what is no goal, what was answered."""
_ENDED: Final = re.compile(r"[:.!?…][*_)\"'”’]*$")
_ONE_OF_FEW: Final = (Choice, Date, Flag)
_DRAWINGS: Final = frozenset(
    ("", "text", "txt", "ascii", "mermaid", "plantuml", "puml", "dot", "graphviz", "d2")
)


def read_own(fields: Sequence[Field], lines: Lines, known: Known | None = None) -> Body | None:
    """Reads the lines under a section's heading.

    Args:
        fields: The section's own fields.
        lines: The lines, neither the first nor the last one blank.
        known: What is known of the fields; found out now unless it is given.

    Returns:
        The lines taken apart: written again they are the same. `None` when none of them belongs
        to a field for certain.
    """
    known = known or Known(fields)
    body = read_body(fields, lines, known) or _read_among(fields, lines, known)
    return body if body is not None and body.keys else None


def end_of_fields(body: Body) -> int:
    """How many lines a body has without the text at its end that is no field's."""
    count = end = 0
    foreign = False
    for row in body.rows:
        if isinstance(row, str):
            count += row.count("\n")
            foreign = foreign or not filler_at(row.split("\n"), 0)
        else:
            count += sum(part.text.count("\n") for part in row.put(row.value))
            end, foreign = count, False
    return end if foreign else count


def end_of_labels(fields: Sequence[Field], lines: Lines) -> int:
    """How many lines there are from the first one on that have a label, or none but blank ones.

    Args:
        fields: The fields; one that has no label has no line among them.
        lines: The lines.

    Returns:
        The count, blank lines at the end not counted; 0 unless all fields stand behind labels.
    """
    if any(field.look is Look.BLOCK for field in fields):
        return 0
    names, end = Known(fields).labelled, 0
    for position, line in enumerate(lines):
        if not line.strip():
            continue
        found = LABEL.match(line)
        if found is None or found["bare"] is not None:
            break
        if (
            found["marker"] is None
            and found["open"] is None
            and plain_name(found["label"]) not in names
        ):
            break
        end = position + 1
    return end


def _read_among(fields: Sequence[Field], lines: Lines, known: Known) -> Body | None:
    kinds = [field.kind for field in fields]
    if any(isinstance(kind, Prose) for kind in kinds):
        return None
    if any(isinstance(kind, Records) and kind.style is Style.HEADING for kind in kinds):
        return None
    return _Among(fields, lines, known).read()


class _Among:
    def __init__(self, fields: Sequence[Field], lines: Lines, known: Known) -> None:
        self._fields = fields
        self._lines = lines
        self._known = known
        self._left = {field.key: field for field in fields}
        self._rows: list[Node | str] = []
        self._introduction = ""
        blocks = [field for field in fields if field.look is Look.BLOCK]
        self._has_blocks = bool(blocks)
        self._has_fence = any(isinstance(field.kind, Fence) for field in blocks)

    def read(self) -> Body | None:
        lines, position = self._lines, 0
        while position < len(lines):
            end = filler_at(lines, position)
            if end > position:
                self._keep(position, end)
                position = end
                continue
            taken = (
                labelled_at(self._known, self._left, lines, position)
                or block_at(self._known, self._left, lines, position)
                or self._not_understood_at(position)
            )
            if taken is None:
                after = self._foreign_at(position)
                if after is None:
                    return None
                self._keep(position, after)
                position = after
                continue
            node, after = taken
            if not self._is_certain(node, position, after):
                return None
            self._rows.append(node)
            del self._left[node.field.key]
            position = after
        return Body(self._fields, self._rows)

    def _keep(self, start: int, end: int) -> None:
        self._rows.append("\n".join(self._lines[start:end]) + "\n")

    def _is_certain(self, node: Node, start: int, after: int) -> bool:
        """Whether lines are a field's, given what stands around them."""
        following = self._lines[after] if after < len(self._lines) else ""
        if isinstance(node, Line):
            if not following.strip() or filler_at(self._lines, after) > after:
                return True
            # A value that goes on without an indent would be cut off.
            if width_of(self._lines[start]):
                return bool(width_of(following))
            return _is_labelled(following)
        if isinstance(node, Whole):
            language = node.opening.strip("`~\n ").casefold()
            usual = str(getattr(node.field.kind, "language", ""))
            return language in ({usual.casefold(), ""} if usual else _DRAWINGS)
        if following.strip():
            return False
        return self._introduces(node.field)

    def _introduces(self, field: Field) -> bool:
        """Whether the words in front of a list are about it, and no part of what it says."""
        words = self._introduction
        if words and not _ENDED.search(words):
            return False
        turned = _TURNS_ROUND.search(words) is not None
        return not turned or _TURNS_ROUND.search(field.label) is not None

    def _foreign_at(self, start: int) -> int | None:
        """The line after a block that is no field's; `None` when it may be one."""
        line = self._lines[start]
        if opening := _OPENS_FENCE.match(line):
            return None if self._has_fence else self._after_fence(start, opening[1])
        if self._has_blocks and not _BEGINS_PLAIN.match(line):
            return None
        width = width_of(line)
        if self._has_blocks and width:
            return None
        if self._label_at(line)[1] is not None:
            return None  # the field stands elsewhere already, or what is said of it is not clear
        end = start + 1
        while end < len(self._lines) and self._belongs(start, end, width):
            end += 1
        block = self._lines[start:end]
        if any("<!--" in each for each in block):
            return None
        self._introduction = " ".join(block).rstrip()
        return end

    def _belongs(self, start: int, position: int, width: int) -> bool:
        """Whether a line goes on with the block that began before it."""
        line = self._lines[position]
        if width and line.startswith(" " * min(width, 2)):
            return True
        if not line.strip():
            following = self._lines[position + 1] if position + 1 < len(self._lines) else ""
            return bool(width) and following.startswith(" " * width) and bool(following.strip())
        if _INTERRUPTS.match(line) or (width and width_of(line)) or _OPENS_FENCE.match(line):
            return False
        return not _is_labelled(line) or not (width or _is_labelled(self._lines[start]))

    def _not_understood_at(self, position: int) -> tuple[Node, int] | None:
        """A label with something behind it that cannot be its value: `Status: Rejected`.

        It is the field's place all the same. The words stand there until the field is filled.
        """
        line = self._lines[position]
        found, field = self._label_at(line)
        if found is None or field is None or field.key not in self._left:
            return None
        said = line[found.end() :]
        if not isinstance(field.kind, _ONE_OF_FEW) or not said.strip():
            return None
        text = said.rstrip(" \t")
        blank = len(text) - len(text.lstrip(" "))
        opening = line[: found.end()] + text[:blank]
        closing = said[len(text) :] + "\n"
        return Line(field, None, opening, text[blank:], closing), position + 1

    def _label_at(self, line: str) -> tuple[re.Match[str] | None, Field | None]:
        found = LABEL.match(line)
        if found is None or found["open"] != (found["inside"] or found["before"] or found["bare"]):
            return None, None
        return found, self._known.labelled.get(plain_name(found["label"]))

    def _after_fence(self, start: int, fence: str) -> int | None:
        for position in range(start + 1, len(self._lines)):
            line = self._lines[position].strip()
            if line.startswith(fence) and not line.strip(fence[0]):
                return position + 1
        return None


def _is_labelled(line: str) -> bool:
    return _BOLD_LABEL.match(line) is not None
