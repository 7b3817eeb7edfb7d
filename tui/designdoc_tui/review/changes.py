"""What changed since somebody read or signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designdoc_tui.document.document import NOT_APPLICABLE
from designdoc_tui.review.coverage import section_content, signed_content
from designdoc_tui.review.field_changes import FieldChange, field_changes
from designdoc_tui.review.marks import Mark, marks
from designdoc_tui.review.sign_offs import SignOff, sign_offs
from designdoc_tui.review.states import kept_state
from designdoc_tui.template.path import ROOT, Path, parse_path

if TYPE_CHECKING:
    from designdoc_tui.document import Document
    from designdoc_tui.review.people import Person


def changes_since(document: Document, seen: Mark | SignOff) -> list[FieldChange] | None:
    """What changed since a section was marked, or since the document was signed.

    Args:
        document: The document.
        seen: The mark or the sign-off.

    Returns:
        Field by field, old and new; nothing when all is as it was; `None` when the text of that
        time is not kept, or is not what it should be.
    """
    before = kept_state(document, seen.digest)
    if before is None:
        return None
    if isinstance(seen, SignOff):
        now = signed_content(document)
    else:
        section = document.template.sections_by_path.get(seen.section)
        now = {} if section is None else section_content(document, section)
    found = field_changes(document.template, before, now)
    return [change._replace(path=_shown(change.path)) for change in found]


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
    steps = {mark.section for mark in newer}
    since_signed = (changes_since(document, last) or []) if last is not None else []
    found = [
        change
        for change in since_signed
        if document.template.step_of(change.path).path not in steps
    ]
    for mark in newer:
        found += changes_since(document, mark) or []
    return found


def named(changes: list[FieldChange] | None, most: int = 3) -> str:
    """What changed, as part of a sentence.

    Args:
        changes: What changed; `None` when that cannot be told.
        most: How many fields to name.

    Returns:
        For instance `background.constraints[0] changed`, `a, b, c and 4 more changed`.
    """
    fields = list(dict.fromkeys(change.field for change in changes or [] if change.path != ROOT))
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
