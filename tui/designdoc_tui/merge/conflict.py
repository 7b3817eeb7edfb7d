"""What two sides could not agree on, and how a draft keeps it until somebody decides.

A field that is in conflict holds what ours says, so that the draft opens and reads as always. The
three versions stand in the review part of the draft:

    review:
      conflicts:
        - field: design.components[0].purpose
          names:
            - Session service
          base: Keeps sessions.
          ours: Keeps sessions for a day.
          theirs: Keeps sessions until sign-out.

A version that is missing says that the field, or the entry of a list, was not there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from designdoc_tui.document.document import CONFLICTS
from designdoc_tui.document.values import copied, is_blank, put, value_at
from designdoc_tui.merge.identity import opened, same, text_in
from designdoc_tui.template.path import Path, Step, format_path, parse_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from designdoc_tui.document.values import Values
    from designdoc_tui.template.kinds import Value

_FIELD: Final = "field"
_NAMES: Final = "names"
_BASE: Final = "base"
_OURS: Final = "ours"
_THEIRS: Final = "theirs"


@dataclass(frozen=True, slots=True, eq=False)
class Conflict:
    """A value that both sides changed, each in its own way.

    Attributes:
        path: The field, or the entry of a list, in the merged document.
        base: What both sides found; `None` when there was nothing.
        ours: What the one side made of it; `None` when it took it away.
        theirs: The same of the other side.
        names: What the entries of lists on the way are called, outermost first, one for each
            position in the path; it is how they are found when other entries come and go.
    """

    path: Path
    base: Value
    ours: Value
    theirs: Value
    names: tuple[str, ...] = ()

    def __eq__(self, other: object) -> bool:
        """Conflicts are equal when they are about one place and all their versions say the same."""
        if not isinstance(other, Conflict):
            return NotImplemented
        return (self.path, self.names) == (other.path, other.names) and all(
            same(one, two)
            for one, two in (
                (self.base, other.base),
                (self.ours, other.ours),
                (self.theirs, other.theirs),
            )
        )

    def __hash__(self) -> int:
        return hash((self.path, self.names))

    @property
    def is_about_entry(self) -> bool:
        """Whether one side took an entry out of its list that the other side changed."""
        one_is_gone = is_blank(self.ours) or is_blank(self.theirs)
        return one_is_gone and isinstance(self.path[-1], int)

    def as_read(self) -> Conflict:
        """The same conflict, each version that is one piece of text as a text.

        Keys that nobody knows hold nodes; and somebody may have written a number by hand.
        """
        base, ours, theirs = (_as_text(each) for each in (self.base, self.ours, self.theirs))
        return Conflict(self.path, base, ours, theirs, self.names)

    def turned(self) -> Conflict:
        """The same conflict as the other side sees it."""
        return Conflict(self.path, self.base, self.theirs, self.ours, self.names)


def conflicts_of(values: Mapping[str, Value]) -> tuple[Conflict, ...]:
    """The conflicts that a document keeps.

    Args:
        values: Its values.

    Returns:
        The conflicts in their order, without records that cannot be understood.
    """
    found = (conflict for _, conflict in conflicts_with_places(values))
    return tuple(conflict for conflict in found if conflict is not None)


def conflicts_with_places(values: Mapping[str, Value]) -> list[tuple[Path, Conflict | None]]:
    """The conflicts that a document keeps, each with the path of its record.

    Args:
        values: Its values.

    Returns:
        The records in their order; `None` for one that cannot be understood. When there is
        something else than a list, that is one record.
    """
    there = opened(value_at(values, CONFLICTS))
    if is_blank(there):
        return []
    if not isinstance(there, list):
        return [(CONFLICTS, None)]
    return [((*CONFLICTS, index), _read(record)) for index, record in enumerate(there)]


def with_conflicts(values: Values, conflicts: Iterable[Conflict]) -> Values:
    """A document's values with conflicts noted in them, behind those that are there already.

    Args:
        values: Its values; not changed.
        conflicts: What to note.

    Returns:
        The values.
    """
    records = [_written(conflict) for conflict in conflicts]
    if not records:
        return values
    there = opened(value_at(values, CONFLICTS))
    before = there if isinstance(there, list) else [] if is_blank(there) else [there]
    noted = copied(values)
    assert isinstance(noted, dict)  # noqa: S101 - a mapping stays one
    put(noted, CONFLICTS, [*before, *records])
    return noted


def _written(conflict: Conflict) -> Values:
    record: Values = {
        _FIELD: _path_written(conflict.path),
        _NAMES: list(conflict.names),
        _BASE: copied(conflict.base),
        _OURS: copied(conflict.ours),
        _THEIRS: copied(conflict.theirs),
    }
    return {key: value for key, value in record.items() if not is_blank(value)}


def _path_written(path: Path) -> Value:
    """A path as text; as a list of its steps, where a key has a dot or a bracket in it."""
    text = format_path(path)
    try:
        is_clear = parse_path(text) == path
    except ValueError:
        is_clear = False
    if is_clear:
        return text
    return [f"[{step}]" if isinstance(step, int) else step for step in path]


def _read(record: Value) -> Conflict | None:
    inside = opened(record)
    if not isinstance(inside, dict):
        return None
    path = _path_read(inside.get(_FIELD))
    if not path:
        return None
    names = opened(inside.get(_NAMES))
    texts = [text_in(name) or "" for name in names] if isinstance(names, list) else []
    return Conflict(
        path, inside.get(_BASE), inside.get(_OURS), inside.get(_THEIRS), tuple(texts)
    ).as_read()


def _path_read(written: Value) -> Path | None:
    text, steps = text_in(written), opened(written)
    if text is not None:
        try:
            return parse_path(text)
        except ValueError:
            return None
    if not isinstance(steps, list):
        return None
    path: list[Step] = []
    for step in steps:
        key = text_in(step)
        if key is None:
            return None
        inner = key[1:-1]
        is_position = key == f"[{inner}]" and inner.isascii() and inner.isdigit()
        path.append(int(inner) if is_position else key)
    return tuple(path)


def _as_text(version: Value) -> Value:
    text = text_in(version)
    return (text or None) if text is not None else version
