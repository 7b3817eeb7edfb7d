"""What changed since somebody read or signed."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Final

from designdoc_tui.document.document import NOT_APPLICABLE
from designdoc_tui.review.coverage import SignedContent, entry_in, is_entry, section_content
from designdoc_tui.review.field_changes import FieldChange, field_changes
from designdoc_tui.review.marks import Mark, Marked, marks
from designdoc_tui.review.sign_offs import SignOff, sign_offs
from designdoc_tui.review.states import STATES, unpack
from designdoc_tui.template.path import ROOT, Path, parse_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from designdoc_tui.document import Document
    from designdoc_tui.document.values import Values
    from designdoc_tui.review.people import Person
    from designdoc_tui.template.kinds import Value

_Seen = tuple[str, Path | None]
"""A digest, and the section it is of: `None` for all that a sign-off covers."""

_TOLD: Final = 100_000  # values; about a second
_DAMAGED: Final = 2_000  # what it takes to find that a state is not to be believed, in values


class Changes:
    """What changed in a document since it was read and signed: told once for all who saw the same.

    A few kilobytes written by a stranger can hold hundreds of sign-offs, each with a state of its
    own that unpacks to thousands of values. So what all states together are compared for is bounded
    by what their own sizes explain; beyond that `named` does not name the fields.

    May be kept while the document is edited; see `SignedContent`.
    """

    def __init__(self, document: Document) -> None:
        """Compares nothing yet.

        Args:
            document: The document.
        """
        self._document = document
        self.content = SignedContent(document)
        self._content_then: Values | None = None
        self._states_then: Value = None
        self._found: dict[_Seen, list[FieldChange] | None] = {}
        self._named: dict[_Seen, str] = {}
        self._spent = 0
        self._marked: Marked | None = None

    def since(self, seen: Mark | SignOff) -> list[FieldChange] | None:
        """What changed since a mark or a sign-off; see `changes_since`."""
        self._forget_what_was()
        key = self.key(seen)
        if key not in self._found:
            if isinstance(seen, Mark) and is_entry(seen.section):
                self._found[key] = self._entry_compared(seen)
            else:
                self._found[key] = self._compared(key)
        return self._found[key]

    def named(self, seen: Mark | SignOff) -> str:
        """The same as part of a sentence; see `named`."""
        self._forget_what_was()
        key = self.key(seen)
        if key not in self._named:
            # Of Markdown that is no section there is nothing to name but its position.
            is_told = not _is_on_entry(seen) and (key in self._found or self._spent <= _TOLD)
            self._named[key] = named(self.since(seen) if is_told else None)
        return self._named[key]

    def key(self, seen: Mark | SignOff) -> _Seen:
        """What a mark or a sign-off covered, the same for all that saw the same."""
        if not isinstance(seen, Mark):
            return seen.digest, None
        path = seen.section
        known = path in self._document.template.sections_by_path or is_entry(path)
        return seen.digest, path if known else ROOT

    def _forget_what_was(self) -> None:
        content, states = self.content.now(), self._document.get(STATES)
        if content is not self._content_then or states is not self._states_then:
            self._content_then, self._states_then, self._spent = content, states, 0
            self._found.clear()
            self._named.clear()
            self._marked = None

    def _compared(self, key: _Seen) -> list[FieldChange] | None:
        document, (digest, path) = self._document, key
        before = self._kept(digest)
        if before is None:
            return None
        now = self.content.now()
        if path is not None:
            section = document.template.sections_by_path.get(path)
            now = {} if section is None else section_content(document, section)
        packed = len(document.text((*STATES, digest)))
        self._spent += max(_values_in(before) + _values_in(now) - packed, 0)
        found = field_changes(document.template, before, now)
        return [change._replace(path=_shown(change.path)) for change in found]

    def _entry_compared(self, mark: Mark) -> list[FieldChange] | None:
        """What was read of Markdown that is no section, and what that has become."""
        self._marked = self._marked or Marked(self._document)
        if self._marked.stands(mark):
            return []
        before = self._kept(mark.digest)
        if before is None:
            return None
        path = next(iter(self._marked.places_of(mark)), None)
        texts = entry_in(before, mark.section), None if path is None else self._document.get(path)
        was, is_now = (text if isinstance(text, str) else "" for text in texts)
        return [FieldChange(path or mark.section, was, is_now)]

    def _kept(self, digest: str) -> Value | None:
        """What was seen; `None` when it is not kept, or is not to be believed."""
        text = self._document.get((*STATES, digest))
        before = unpack(text, digest) if isinstance(text, str) else None
        if before is None and isinstance(text, str):
            self._spent += _DAMAGED
        return before


def _is_on_entry(seen: Mark | SignOff) -> bool:
    return isinstance(seen, Mark) and is_entry(seen.section)


def _values_in(value: Value) -> int:
    """How many texts and flags there are in a value."""
    if isinstance(value, dict):
        return sum(map(_values_in, value.values()))
    return sum(map(_values_in, value)) if isinstance(value, list) else 1


def changes_since(document: Document, seen: Mark | SignOff) -> list[FieldChange] | None:
    """What changed since a section was marked, or since the document was signed.

    Args:
        document: The document.
        seen: The mark or the sign-off.

    Returns:
        Field by field, old and new; nothing when all is as it was; `None` when the text of that
        time is not kept, or is not what it should be.
    """
    return Changes(document).since(seen)


def changes_for(document: Document, person: Person) -> list[FieldChange]:
    """What changed since somebody last looked: since their mark on a section, or their sign-off.

    Args:
        document: The document.
        person: Who.

    Returns:
        Field by field. Where a section was marked after the document was signed, the mark counts;
        what they never looked at is not told, nor what is not kept.
    """
    signed = [each for each in sign_offs(document) if each.person.is_same(person)]
    marked = [each for each in marks(document) if each.person.is_same(person)]
    last = signed[-1] if signed else None
    newer = [mark for mark in marked if last is None or mark.at >= last.at]
    now, changes = Marked(document), Changes(document)
    steps = {path for mark in newer for path in now.places_of(mark)}
    since_signed = (changes.since(last) or []) if last is not None else []
    found = [
        change
        for change in since_signed
        if not steps & {change.path, document.template.step_of(change.path).path}
    ]
    for mark in {changes.key(mark): mark for mark in newer}.values():
        found += changes.since(mark) or []
    return list(dict.fromkeys(found))


def named(
    changes: list[FieldChange] | None,
    most: int = 3,
    *,
    name_of: Callable[[FieldChange], str] = attrgetter("field"),
) -> str:
    """What changed, as part of a sentence.

    Args:
        changes: What changed; `None` when that cannot be told.
        most: How many fields to name.
        name_of: What a field is called; its path, unless told otherwise.

    Returns:
        For instance `background.constraints[0] changed`, `a, b, c and 4 more changed`.
    """
    told = [change for change in changes or [] if change.path != ROOT]
    fields = list(dict.fromkeys(map(name_of, told)))
    if not fields:
        return "the content changed"
    if len(fields) <= most:
        return f"{_listed(fields)} changed"
    return f"{', '.join(fields[:most])} and {len(fields) - most} more changed"


def _listed(fields: list[str]) -> str:
    return " and ".join(part for part in (", ".join(fields[:-1]), fields[-1]) if part)


def _shown(path: Path) -> Path:
    """The section, where it is the reason why it does not apply that changed."""
    if path[:2] == NOT_APPLICABLE and len(path) == 3:
        try:
            return parse_path(str(path[2]))
        except ValueError:
            return path
    return path
