"""Reading the long lists of records in a large draft where they stand as the tool writes them.

`source.yaml_stretches` says why. A record that stands otherwise, its fields in another order or
with a comment among them, is left to the parser, and so is all that is in no long list. What is
read here is what `conform` makes of the same lines.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from designdoc_tui.draft.conform import ReadRecord
from designdoc_tui.draft.record_patterns import RecordPattern
from designdoc_tui.source.yaml_nodes import NO_SOURCE
from designdoc_tui.source.yaml_patterns import is_readable
from designdoc_tui.source.yaml_stretches import Stretch
from designdoc_tui.template.kinds.records import Records
from designdoc_tui.template.load import builtin_names, load_template

if TYPE_CHECKING:
    from designdoc_tui.source.yaml_nodes import Node
    from designdoc_tui.template.model import Template

_LONG: Final = 1 << 16
"""Bytes from which on it pays to make a pattern for the records of a list."""

_AT_ONCE: Final = 1 << 18
"""Bytes that are looked at together: a large draft, decoded, would be its size in memory again."""

_STEP: Final = 2  # blanks that a list stands further in than the section it is in

_MOST_VALUES: Final = 3
"""In one line: `- name: Ada` is a mapping, its key and a text."""

_BEGINNING: Final = re.compile(rb"designdoc: 1\ntemplate: (\w+)\n(?=\w)")


def read_ahead(data: bytes) -> list[Stretch]:
    """Reads the records in long lists that stand as the tool writes them.

    Args:
        data: The bytes of a draft.

    Returns:
        What was read, in the order of the file; nothing when that is not UTF-8, or begins in
        another way than the tool writes.
    """
    beginning = _BEGINNING.match(data)
    name = beginning[1].decode() if beginning is not None else ""
    if name not in builtin_names():
        return []
    ahead = _Ahead(data)
    try:
        ahead.read(load_template(name))
    except UnicodeDecodeError:
        return []  # whoever reads all of it says where
    return ahead.stretches


class _Ahead:
    """What is read ahead of a draft, from its beginning to its end.

    Attributes:
        stretches: What was read.
    """

    def __init__(self, data: bytes) -> None:
        self.stretches: list[Stretch] = []
        self._data = data
        self._start = 0  # how far it was looked at, in bytes
        self._offset = 0  # the same in characters

    def read(self, template: Template) -> None:
        """Reads what it can of each long list of records."""
        lists: dict[bytes, tuple[tuple[str, ...], Records]] = {}
        for path, field in template.placed_fields:
            if isinstance(field.kind, Records):
                keys = tuple(map(str, path))
                lists[f"{' ' * _indent(keys)}{keys[-1]}:".encode()] = (keys, field.kind)
        head = re.compile(b"\n(" + b"|".join(lists) + b")\n(?= *- )")
        while found := head.search(self._data, max(0, self._start - 1)):
            self._pass(self._data[self._start : found.end()].decode())
            keys, kind = lists[found[1]]
            if self._is_long(_indent(keys)):
                self._read_list(keys, RecordPattern(kind, _indent(keys) + _STEP))

    def _is_long(self, indent: int) -> bool:
        """Whether the list that begins here is long.

        Args:
            indent: How many blanks stand in front of its key; what is no deeper does not belong
                to it.
        """
        end = self._start + _LONG
        after = re.compile(rb"\n {0,%d}[^ \n]" % indent)
        return end < len(self._data) and not after.search(self._data, self._start, end)

    def _read_list(self, path: tuple[str, ...], pattern: RecordPattern) -> None:
        """Reads what it can of the list that begins here."""
        begun = -1
        while self._start != begun:
            begun = self._start
            end = self._data.rfind(b"\n", begun, begun + _AT_ONCE) + 1
            lines = self._data[begun:end].decode()
            if not is_readable(lines):
                return
            self._read_lines(lines, path, pattern)

    def _read_lines(self, lines: str, path: tuple[str, ...], pattern: RecordPattern) -> None:
        """Reads what it can of these lines, and goes to where the next of them have to begin."""
        position = 0
        while lines.startswith(pattern.lead, position):
            position = self._read_stretch(lines, position, path, pattern)
            # What stands here is for the parser. Behind it there may be more.
            following = pattern.next_line(lines, position)
            if following is None:
                return
            self._pass(lines[position:following])
            position = following

    def _read_stretch(
        self, lines: str, start: int, path: tuple[str, ...], pattern: RecordPattern
    ) -> int:
        """Reads the records that begin here, and tells where what follows them begins."""
        entries: list[Node] = []
        shift = self._offset - start
        end = start
        while (record := pattern.read(lines, end)) is not None:
            values, after = record
            entries.append(ReadRecord(values, shift + end, shift + after - 1, NO_SOURCE))
            end = after
        if entries:
            byte, offset = self._start, self._offset
            self._pass(lines[start:end])
            self.stretches.append(
                Stretch(
                    path=path,
                    start=byte,
                    end=self._start,
                    offset=offset,
                    length=end - start,
                    indent=len(pattern.lead) - _STEP,
                    most_values=_MOST_VALUES * lines.count("\n", start, end),
                    entries=entries,
                )
            )
        return end

    def _pass(self, text: str) -> None:
        """Notes that this was looked at."""
        self._start += len(text) if text.isascii() else len(text.encode())
        self._offset += len(text)


def _indent(keys: tuple[str, ...]) -> int:
    """How many blanks stand in front of the last one of some keys."""
    return _STEP * (len(keys) - 1)
