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
from designdoc_tui.markdown.imported.labels import label_in
from designdoc_tui.markdown.imported.nodes import Found, Line, Node, Whole
from designdoc_tui.markdown.imported.reading import Reader, filler_at
from designdoc_tui.template.field import Field, Look

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
_DRAWINGS: Final = frozenset(
    ("", "text", "txt", "ascii", "mermaid", "plantuml", "puml", "dot", "graphviz", "d2")
)


def read_own(fields: Sequence[Field], lines: Lines) -> Body | None:
    """Reads the lines under a section's heading.

    Args:
        fields: The section's own fields.
        lines: The lines, neither the first nor the last one blank.

    Returns:
        The lines taken apart: written again they are the same. `None` when none of them belongs
        to a field for certain.
    """
    known = Known(fields)
    body = Reader(known, lines).body()
    if body is None and _may_stand_among_others(fields):
        body = _Among(known, lines).read()
    return body if body is not None and body.keys else None


def _may_stand_among_others(fields: Sequence[Field]) -> bool:
    """Whether it can be told where each field ends, whatever stands behind it."""
    return not any(field.kind.is_open_ended or field.kind.has_headings for field in fields)


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
    names, end = Known(fields).by_name, 0
    for position, line in enumerate(lines):
        if not line.strip():
            continue
        label = label_in(line)
        if label is None or not label.has_colon:
            break
        if not label.marker and not label.opened and label.name not in names:
            break
        end = position + 1
    return end


class _Among:
    """The lines of a section that hold its fields and other things."""

    def __init__(self, known: Known, lines: Lines) -> None:
        self._known = known
        self._lines = lines
        self._blocks = [field for field in known.fields if field.look is Look.BLOCK]

    def read(self) -> Body | None:
        """Takes them apart; `None` when it is not certain what is a field's and what is not."""
        left = {field.key: field for field in self._known.fields}
        rows: list[Node | str] = []
        introduction = ""
        position = 0
        while position < len(self._lines):
            end = filler_at(self._lines, position)
            found = self._field_at(position, left) if end == position else None
            if found is not None:
                if not self._is_certain(found, position, introduction):
                    return None
                rows.append(found.node)
                del left[found.node.field.key]
                position = found.end
                continue
            if end == position:
                foreign = self._end_of_foreign(position)
                if foreign is None:
                    return None
                if not _OPENS_FENCE.match(self._lines[position]):
                    introduction = " ".join(self._lines[position:foreign]).rstrip()
                end = foreign
            rows.append("\n".join(self._lines[position:end]) + "\n")
            position = end
        return Body(self._known.fields, rows)

    def _field_at(self, position: int, left: Mapping[str, Field]) -> Found | None:
        found = Reader(self._known, self._lines).field_at(position, left)
        return found or self._not_understood_at(position, left)

    def _is_certain(self, found: Found, start: int, introduction: str) -> bool:
        """Whether lines are a field's, given what stands around them."""
        node, after = found
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
            usual = node.field.kind.language.casefold()
            return language in ({usual, ""} if usual else _DRAWINGS)
        return not following.strip() and _introduces(introduction, node.field)

    def _end_of_foreign(self, start: int) -> int | None:
        """The line after a block that is no field's; `None` when it may be one."""
        line = self._lines[start]
        if opening := _OPENS_FENCE.match(line):
            has_fence = any(field.kind.is_fenced for field in self._blocks)
            return None if has_fence else self._after_fence(start, opening[1])
        width = width_of(line)
        if self._blocks and (width or not _BEGINS_PLAIN.match(line)):
            return None
        if self._known.labelled_in(line) is not None:
            return None  # the field stands elsewhere already, or what is said of it is not clear
        end = start + 1
        while end < len(self._lines) and self._belongs(start, end, width):
            end += 1
        return None if any("<!--" in each for each in self._lines[start:end]) else end

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

    def _not_understood_at(self, position: int, left: Mapping[str, Field]) -> Found | None:
        """A label with something behind it that cannot be its value: `Status: Rejected`.

        It is the field's place all the same. The words stand there until the field is filled.
        """
        line = self._lines[position]
        named = self._known.labelled_in(line)
        if named is None or named[1].key not in left:
            return None
        label, field = named
        said = line[label.end :]
        if field.kind.takes_any_text or not said.strip():
            return None
        text = said.rstrip(" \t")
        blank = len(text) - len(text.lstrip(" "))
        opening = line[: label.end] + text[:blank]
        closing = said[len(text) :] + "\n"
        return Found(Line(field, None, opening, text[blank:], closing), position + 1)

    def _after_fence(self, start: int, fence: str) -> int | None:
        for position in range(start + 1, len(self._lines)):
            line = self._lines[position].strip()
            if line.startswith(fence) and not line.strip(fence[0]):
                return position + 1
        return None


def _introduces(words: str, field: Field) -> bool:
    """Whether the words in front of a list are about it, and no part of what it says."""
    if words and not _ENDED.search(words):
        return False
    turned = _TURNS_ROUND.search(words) is not None
    return not turned or _TURNS_ROUND.search(field.label) is not None


def _is_labelled(line: str) -> bool:
    return _BOLD_LABEL.match(line) is not None
