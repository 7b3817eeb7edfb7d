"""Three versions of a document made into one, field by field."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from designdoc_tui.document.document import CONFLICTS
from designdoc_tui.document.values import without_blanks
from designdoc_tui.merge.conflict import Conflict, with_conflicts
from designdoc_tui.merge.identity import closed, key_of, opened, same, text_in, told
from designdoc_tui.merge.order import Slot, ordered
from designdoc_tui.merge.structure import below, field_of, keys_in_order, names_on
from designdoc_tui.merge.text import merge_text
from designdoc_tui.template.field import Field, Role
from designdoc_tui.template.kinds import Shape
from designdoc_tui.template.path import ROOT, Path, format_path

if TYPE_CHECKING:
    from designdoc_tui.document.values import Values
    from designdoc_tui.merge.structure import Part
    from designdoc_tui.template.kinds import Value
    from designdoc_tui.template.model import Template

_DEEPEST: Final = 100
"""How far down values are taken apart. No template goes as deep; keys that it does not know may go
down a thousand levels, and from here on they are one value each."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was decided without asking.

    Attributes:
        path: The field.
        message: What was decided, in one sentence. It may quote the document as it is.
    """

    path: Path
    message: str


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of three versions of a document.

    Attributes:
        values: The merged document. A field in conflict holds what ours says; an entry of a list
            that one side took out and the other changed is there.
        conflicts: What the sides do not agree on.
        notes: What was decided without asking.
    """

    values: Values
    conflicts: tuple[Conflict, ...] = ()
    notes: tuple[Note, ...] = ()

    def with_conflicts(self) -> Values:
        """The merged document with its conflicts noted in it, as it has to be saved."""
        return with_conflicts(self.values, self.conflicts)


def three_way(template: Template, base: Values, ours: Values, theirs: Values) -> Merged:
    """Merges what two sides have made of a document.

    Edits to different fields never conflict. Entries of lists are told apart by what they say, so
    that it does not matter where they stand. In a text that both sides changed, lines do not
    conflict with lines unless they touch.

    Args:
        template: What the document contains.
        base: What both sides began with; an empty dictionary when that is not known.
        ours: The one side's document.
        theirs: The other's.

    Returns:
        The merged document; nothing in it says nothing. It is the same whichever side is called
        ours, except for what the fields in conflict hold.
    """
    versions = [without_blanks(each) for each in (base, ours, theirs)]
    merge = _Merge()
    merged = merge.value(template, ROOT, *versions)
    values = merged if isinstance(merged, dict) else {}
    conflicts = (
        replace(conflict.as_read(), names=names_on(template, values, conflict.path))
        for conflict in merge.conflicts
    )
    return Merged(values, tuple(conflicts), tuple(merge.notes))


class _Merge:
    """One merge under way.

    Attributes:
        conflicts: Those found so far.
        notes: The same of what was decided.
    """

    def __init__(self) -> None:
        self.conflicts: list[Conflict] = []
        self.notes: list[Note] = []

    def value(
        self,
        part: Part,
        path: Path,
        base: Value,
        ours: Value,
        theirs: Value,
    ) -> Value:
        """Merges one value; `None` stands for one that is not there."""
        if same(ours, theirs) or same(base, theirs):
            return ours
        if same(base, ours):
            return theirs
        if path == CONFLICTS:
            return _still_open(opened(base), opened(ours), opened(theirs))
        return closed(self._inside(part, path, base, ours, theirs), ours, theirs)

    def _inside(self, part: Part, path: Path, base: Value, ours: Value, theirs: Value) -> Value:
        """Merges what both sides changed, part by part where it has parts."""
        before, mine, others = opened(base), opened(ours), opened(theirs)
        if len(path) < _DEEPEST:
            if isinstance(mine, dict | None) and isinstance(others, dict | None):
                known = before if isinstance(before, dict) else {}
                return self._mapping(part, path, known, mine or {}, others or {})
            if isinstance(mine, list | None) and isinstance(others, list | None):
                known_list = before if isinstance(before, list) else []
                return self._list(part, path, known_list, mine or [], others or [])
        return self._single(field_of(part), path, base, ours, theirs)

    def _mapping(
        self,
        part: Part,
        path: Path,
        base: Values,
        ours: Values,
        theirs: Values,
    ) -> Value:
        merged: Values = {}
        for key in keys_in_order(part, base, ours, theirs):
            value = self.value(
                below(part, key),
                (*path, key),
                *(version.get(key) for version in (base, ours, theirs)),
            )
            if value is not None:
                merged[key] = value
        return merged if merged or (path and isinstance(path[-1], int)) else None

    def _list(
        self,
        part: Part,
        path: Path,
        base: list[Value],
        ours: list[Value],
        theirs: list[Value],
    ) -> Value:
        field = field_of(part)
        slots, clash = ordered(field, base, ours, theirs)
        if clash:
            message = (
                f"{format_path(path)}: both sides put the same entries into another order; look "
                "whether the order is right"
            )
            self.notes.append(Note(path, message))
        merged: list[Value] = []
        for index, slot in enumerate(slots):
            merged.append(self._item(field, (*path, index), slot, base, ours, theirs))
        return merged or None

    def _item(
        self,
        field: Field | None,
        path: Path,
        slot: Slot,
        base: list[Value],
        ours: list[Value],
        theirs: list[Value],
    ) -> Value:
        before = None if slot.base is None else base[slot.base]
        mine = None if slot.ours is None else ours[slot.ours]
        others = None if slot.theirs is None else theirs[slot.theirs]
        if slot.ours is None or slot.theirs is None:
            there = others if slot.ours is None else mine
            if slot.base is not None:
                self.conflicts.append(Conflict(path, before, mine, others))
            return there
        value = self.value(field, path, before, mine, others)
        return mine if value is None else value

    def _single(
        self,
        field: Field | None,
        path: Path,
        base: Value,
        ours: Value,
        theirs: Value,
    ) -> Value:
        if field is not None and field.kind.shape is Shape.FLAG and bool(ours) == bool(theirs):
            return bool(ours)
        texts = [text_in(each) for each in (base, ours, theirs)]
        if field is not None and field.role is Role.LAST_UPDATED:
            later = _later(texts[1], texts[2])
            if later is not None:
                message = f"{format_path(path)}: the later date was taken, {later}"
                self.notes.append(Note(path, message))
                return later
        if texts[0] is not None and texts[1] is not None and texts[2] is not None:
            merged = merge_text(texts[0], texts[1], texts[2])
            if merged is not None:
                return merged
        self.conflicts.append(Conflict(path, base, ours, theirs))
        return ours


def _still_open(base: Value, ours: Value, theirs: Value) -> Value:
    """The conflicts noted earlier that neither side has decided; they never conflict."""
    before, mine, others = (
        {key_of(record): record for record in (each if isinstance(each, list) else [])}
        for each in (base, ours, theirs)
    )
    kept = [record for key, record in before.items() if key in mine and key in others]
    new = {key: record for key, record in (mine | others).items() if key not in before}
    return [*kept, *sorted(new.values(), key=told)] or None


def _later(one: str | None, other: str | None) -> str | None:
    """The later of two days; the only one, where the other is no day."""
    days: list[str] = []
    for text in (one, other):
        try:
            days.append(date.fromisoformat(text or "").isoformat())
        except ValueError:
            continue
    return max(days, default=None)
