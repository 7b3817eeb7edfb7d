"""Lists and records as they came, into which entries come and from which they go."""

from __future__ import annotations

import re
from abc import abstractmethod
from dataclasses import dataclass, replace
from dataclasses import field as default
from typing import TYPE_CHECKING, Final

from designdoc_tui.markdown.imported.align import align
from designdoc_tui.markdown.imported.entries import Entry
from designdoc_tui.markdown.imported.nodes import Node
from designdoc_tui.template.fragments import Fragment, Fragments, below, indent_after_first
from designdoc_tui.template.kinds.records import Records, Style

if TYPE_CHECKING:
    from collections.abc import Hashable

    from designdoc_tui.template.field import Field
    from designdoc_tui.template.kinds import Value

_COUNTS: Final = re.compile(r"\d+")


@dataclass(slots=True)
class Listed(Node):
    """The entries of a list, of whatever sort.

    Attributes:
        entries: Those that stood there.
    """

    field: Field
    entries: list[Entry]
    _places: dict[int, int] = default(default_factory=dict, init=False)

    @abstractmethod
    def _changed(self, old: Entry | None, value: Value, number: int, marker: str) -> Fragments:
        """An entry that is new or says something else, in the manner of its neighbour."""

    def _same(self, entry: Entry) -> Fragments:
        """The text of an entry as it came."""
        return [Fragment(entry.raw, (), entry.value is None)]

    @property
    def _usual_gap(self) -> str:
        """What stands between two entries where there was only one."""
        return ""

    @property
    def value(self) -> Value:  # type: ignore[override]
        """The values of the entries; `None` when they are the template's own."""
        values = [entry.value for entry in self.entries if entry.value is not None]
        return values if self.field.is_filled(values) else None

    def put(self, value: Value) -> Fragments:
        """The entries of a value: those that are as they were keep their lines."""
        if self.holds(value):
            return self._as_they_came()
        is_filled = self.field.kind.is_filled
        shown = [
            (index, entry)
            for index, entry in enumerate(value if isinstance(value, list) else [])
            if is_filled([entry])
        ]
        pairs = align(
            [_token(entry.value) for entry in self.entries], [_token(entry) for _, entry in shown]
        )
        counted = self._is_counted()
        written: Fragments = []
        gap = self.entries[0].gap if self.entries[1:] else self._usual_gap
        last: Entry | None = None
        for number, ((index, entry), pair) in enumerate(zip(shown, pairs, strict=True), start=1):
            old = None if pair is None else self.entries[pair]
            if last is not None:
                between = (
                    self.entries[pair - 1].gap if pair and last is self.entries[pair - 1] else gap
                )
                written.append(Fragment(between))
            near = old or last or self.entries[0]
            marker = (
                self._numbered(near, number, counted) if counted or old is None else near.marker
            )
            if old is not None and old.value == entry:
                text = self._recounted(old, number, counted)
                inner: Fragments = [Fragment(marker), *text]
            else:
                inner = self._changed(old, entry, number, marker)
            written += below(index, inner)
            last = old or last
        return written

    def _as_they_came(self) -> Fragments:
        written: Fragments = []
        place = 0
        for position, entry in enumerate(self.entries):
            path = () if entry.value is None else (place,)
            place += entry.value is not None
            inner = [Fragment(entry.marker), *self._same(entry)]
            written += [each._replace(path=(*path, *each.path)) for each in inner]
            if position + 1 < len(self.entries):
                written.append(Fragment(entry.gap))
        return written

    def _is_counted(self) -> bool:
        """Whether the numbers of the entries are their places, so that they go on counting."""
        if len(self.entries) == 1:
            found = _COUNTS.findall(self._counting(self.entries[0]))
            return found == ["1"]
        return all(
            str(number) in _COUNTS.findall(self._counting(entry))
            for number, entry in enumerate(self.entries, start=1)
        )

    def _place_of(self, entry: Entry) -> int:
        if not self._places:
            self._places = {id(each): n for n, each in enumerate(self.entries, start=1)}
        return self._places[id(entry)]

    @staticmethod
    def _counting(entry: Entry) -> str:
        """The part of an entry in which its number stands."""
        if entry.body is not None and not _COUNTS.search(entry.marker):
            return next((text for key, text in entry.body.head if not key), "")
        return entry.marker

    def _numbered(self, near: Entry, number: int, counted: bool) -> str:
        if not counted or not _COUNTS.search(near.marker):
            return near.marker
        old = self._place_of(near)
        return re.sub(rf"(?<!\d){old}(?!\d)", str(number), near.marker)

    def _recounted(self, entry: Entry, number: int, counted: bool) -> Fragments:
        """The text of an entry behind its marker, with its new number in the first line."""
        if entry.body is None or not counted or _COUNTS.search(entry.marker):
            return self._same(entry)
        old = self._place_of(entry)
        if old == number:
            return self._same(entry)
        head = list(entry.body.head)
        place = next(index for index, (key, _) in enumerate(head) if not key)
        head[place] = ("", re.sub(rf"(?<!\d){old}(?!\d)", str(number), head[place][1]))
        return self._same(replace(entry, body=replace(entry.body, head=head)))


@dataclass(slots=True)
class ListedItems(Listed):
    """The items of a list of texts."""

    def _changed(self, old: Entry | None, value: Value, number: int, marker: str) -> Fragments:  # noqa: ARG002
        text = str(value).strip("\n")
        indent = re.match(r"\s*(?:[-*+]|\d+[.)])\s+", marker)
        width = len(indent.group()) if indent else 2
        last = "" if old is None else old.raw.removesuffix("\n")
        blanks = last[len(last.rstrip(" \t")) :]
        return [Fragment(marker), *indent_after_first([Fragment(text)], " " * width),
                Fragment(blanks + "\n")]  # fmt: skip


@dataclass(slots=True)
class ListedRecords(Listed):
    """Records, some lines of which are taken apart further.

    Attributes:
        kind: What they are.
    """

    kind: Records

    @property
    def _usual_gap(self) -> str:
        return self.kind.between[1:]

    def _same(self, entry: Entry) -> Fragments:
        if entry.body is None or not isinstance(entry.value, dict):
            return [Fragment(entry.raw, (), entry.value is None)]
        return entry.body.put(self.kind, entry.value, entry.value) or [Fragment(entry.raw)]

    def _changed(self, old: Entry | None, value: Value, number: int, marker: str) -> Fragments:
        kind = self.kind
        assert isinstance(value, dict)  # noqa: S101 - records are mappings
        if old is not None and old.body is not None and isinstance(old.value, dict):
            written = old.body.put(kind, old.value, value)
            if written is not None:
                return [Fragment(marker), *written]
        canonical = kind.write_record(value, number, placeholders=False)
        if kind.style is Style.HEADING:
            return [Fragment(marker), *canonical[1:], Fragment("\n")]
        bullet = re.match(r"\s*[-*+]", marker)
        if bullet and canonical[0].text.startswith("- "):
            first, *rest = canonical
            return [Fragment(bullet.group() + first.text[1:]), *rest, Fragment("\n")]
        return [*canonical, Fragment("\n")]


def _token(value: Value) -> Hashable:
    """A value as something that can be looked up."""
    if isinstance(value, dict):
        return tuple(sorted((key, _token(inner)) for key, inner in value.items()))
    if isinstance(value, list):
        return tuple(_token(inner) for inner in value)
    return str(value) if isinstance(value, str) else repr(value)
