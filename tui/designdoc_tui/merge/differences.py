"""What changed from one version of a document to another, field by field."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from designdoc_tui.document.values import without_blanks
from designdoc_tui.merge.alignment import longest_rising
from designdoc_tui.merge.identity import opened, same
from designdoc_tui.merge.labels import label_of
from designdoc_tui.merge.matching import match
from designdoc_tui.merge.structure import below, field_of, keys_in_order
from designdoc_tui.template.path import ROOT, Path

if TYPE_CHECKING:
    from designdoc_tui.document.values import Values
    from designdoc_tui.merge.structure import Part
    from designdoc_tui.template.kinds import Value
    from designdoc_tui.template.model import Template

_DEEPEST: Final = 100
"""How far down values are compared; see `three_way`."""


class Kind(Enum):
    """What happened to a field, or to an entry of a list."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is different.

    Attributes:
        path: Where it stands in the new version; what was removed, in the old one.
        label: What that place is called for people. It may quote the document as it is.
        old: The value before; `None` for what was added.
        new: The value now; `None` for what was removed. Of an entry that moved, both are the
            entry; what changed in it is told by differences of their own.
        kind: What happened.
        origin: For an entry that moved, the position it had.
    """

    path: Path
    label: str
    old: Value
    new: Value
    kind: Kind
    origin: int | None = None


def differences(template: Template, old: Values, new: Values) -> tuple[Difference, ...]:
    """Tells what changed from one version of a document to another.

    Args:
        template: What the document contains.
        old: The one version.
        new: The other.

    Returns:
        The differences in the order of the document; none when both say the same. Entries of
        lists are told apart by what they say: one that was put in is one difference, and those
        behind it are none. What was removed from a list comes before what else happened in it.
    """
    before, now = without_blanks(old), without_blanks(new)
    comparison = _Comparison(template, before, now)
    comparison.compare(template, ROOT, ROOT, before, now)
    return tuple(comparison.found)


class _Comparison:
    """One comparison under way.

    Attributes:
        found: The differences so far.
    """

    def __init__(self, template: Template, old: Value, new: Value) -> None:
        self._template = template
        self._old = old
        self._new = new
        self.found: list[Difference] = []

    def compare(self, part: Part, old_path: Path, path: Path, old: Value, new: Value) -> None:
        """Compares what stands at one place; `None` stands for nothing."""
        if same(old, new):
            return
        if len(path) < _DEEPEST:
            before, now = opened(old), opened(new)
            if isinstance(before, dict | None) and isinstance(now, dict | None):
                before, now = before or {}, now or {}
                for key in keys_in_order(part, before, now):
                    self.compare(
                        below(part, key),
                        (*old_path, key),
                        (*path, key),
                        before.get(key),
                        now.get(key),
                    )
                return
            if isinstance(before, list | None) and isinstance(now, list | None):
                self._lists(part, old_path, path, before or [], now or [])
                return
        if old is None:
            self._add(path, None, new, Kind.ADDED)
        elif new is None:
            self._add(old_path, old, None, Kind.REMOVED)
        else:
            self._add(path, old, new, Kind.CHANGED)

    def _lists(
        self, part: Part, old_path: Path, path: Path, old: list[Value], new: list[Value]
    ) -> None:
        field = field_of(part)
        pairs = match(field, old, new)
        stayed = {pairs[index] for index in longest_rising([one for one, _ in pairs])}
        origins = {there: one for one, there in pairs}
        kept = set(origins.values())
        for index, item in enumerate(old):
            if index not in kept:
                self._add((*old_path, index), item, None, Kind.REMOVED)
        for index, item in enumerate(new):
            place = (*path, index)
            origin = origins.get(index)
            if origin is None:
                self._add(place, None, item, Kind.ADDED)
                continue
            if (origin, index) not in stayed:
                self._add(place, old[origin], item, Kind.MOVED, origin)
            self.compare(field, (*old_path, origin), place, old[origin], item)

    def _add(
        self, path: Path, old: Value, new: Value, kind: Kind, origin: int | None = None
    ) -> None:
        values = self._old if kind is Kind.REMOVED else self._new
        label = label_of(self._template, path, values)
        self.found.append(Difference(path, label, old, new, kind, origin))
