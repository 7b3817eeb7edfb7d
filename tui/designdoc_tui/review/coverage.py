"""What a mark and a sign-off cover.

A mark covers what stands in its section; a sign-off covers all that a reader is told: every field
but those whose role in the template is `status`, `last_updated` or `approval`, with keys that the
template does not know and the reasons why sections do not apply. Of the rest of the review part
nothing is covered, so that a comment makes no sign-off stale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from designdoc_tui.document.document import NOT_APPLICABLE, Document
from designdoc_tui.document.values import Values, value_at
from designdoc_tui.review.canonical import content_digest
from designdoc_tui.template.field import Role
from designdoc_tui.template.path import Path, parse_path, touches

if TYPE_CHECKING:
    from collections.abc import Mapping as Lookup
    from collections.abc import Sequence

    from designdoc_tui.template.field import Field
    from designdoc_tui.template.kinds import Value
    from designdoc_tui.template.model import Section, Template

_REVIEW, _NOT_APPLICABLE = map(str, NOT_APPLICABLE)
_NOT_COVERED: Final = frozenset({Role.STATUS, Role.LAST_UPDATED, Role.APPROVAL})


def signed_content(document: Document) -> Values:
    """What a sign-off covers.

    Args:
        document: The document.

    Returns:
        The values by key, to be read only: they are the document's own where they can be.
    """
    values = {key: value for key, value in document.values.items() if key != _REVIEW}
    _take_out(values, document.template)
    reasons = value_at(document.values, NOT_APPLICABLE)
    if isinstance(reasons, dict) and reasons:
        values[_REVIEW] = {_NOT_APPLICABLE: reasons}
    return values


class SignedContent:
    """What a sign-off of a document covers, and its digest; both taken again when it changes.

    May be kept while the document is edited. An edit leaves as they are the values that it does
    not touch (`with_value` in `document/values.py`), so that to see that nothing of what is covered
    has changed takes no time.
    """

    def __init__(self, document: Document) -> None:
        """Takes nothing yet.

        Args:
            document: The document.
        """
        self._document = document
        self._content: Values | None = None
        self._digest = ""

    def now(self) -> Values:
        """What is covered now: the very values of the last time when all of it is as it was."""
        content = signed_content(self._document)
        if self._content is None or not _is_untouched(self._content, content):
            self._content, self._digest = content, ""
        return self._content

    def digest(self) -> str:
        """The digest of what is covered now."""
        content = self.now()
        self._digest = self._digest or content_digest(content)
        return self._digest


def _is_untouched(before: Value, after: Value) -> bool:
    """Whether nothing was put in place of anything in a value, but for the collections around."""
    if before is after:
        return True
    if isinstance(before, dict) and isinstance(after, dict):
        return before.keys() == after.keys() and all(
            _is_untouched(inner, after[key]) for key, inner in before.items()
        )
    if isinstance(before, list) and isinstance(after, list):
        return len(before) == len(after) and all(map(_is_untouched, before, after))
    return isinstance(before, str) and before == after


def section_content(document: Document, section: Section) -> Values:
    """What a mark on a section covers.

    Args:
        document: The document.
        section: The section. The first step of the document has the document's own fields too.

    Returns:
        Its values, each standing where it does in the document; empty when there is nothing to
        read.
    """
    template = document.template
    whole = entry_content(document, section.path)
    if section is template.steps[0]:
        own = {field.key for field in template.fields}
        whole |= {key: inner for key, inner in document.values.items() if key in own}
    _take_out(whole, template)
    reasons = value_at(document.values, NOT_APPLICABLE)
    if isinstance(reasons, dict):
        about = {key: reason for key, reason in reasons.items() if _is_about(key, section.path)}
        if about:
            whole[_REVIEW] = {_NOT_APPLICABLE: about}
    return whole


def entry_content(document: Document, path: Path) -> Values:
    """What stands at a path, standing where it does in the document.

    Args:
        document: The document.
        path: The path. Where it leads to an entry of a list, the list has that entry alone: which
            one of them it is says nothing about what stands there.

    Returns:
        Empty when nothing stands there.
    """
    value = document.get(path)
    if value is None:
        return {}
    inner: Value = value
    for step in reversed(path[1:]):
        inner = [inner] if isinstance(step, int) else {step: inner}
    return {str(path[0]): inner}


def entry_in(content: Value, path: Path) -> Value:
    """What stands at a path, in what `entry_content` gave for it; `None` where nothing does."""
    value = content
    for step in path:
        if isinstance(step, int):
            value = value[0] if isinstance(value, list) and value else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value


def is_entry(path: Path) -> bool:
    """Whether a path leads to, or into, an entry of a list."""
    return any(isinstance(step, int) for step in path)


def _is_about(key: str, section: Path) -> bool:
    """Whether a section, one around it or one in it is marked as not applicable."""
    try:
        path = parse_path(key)
    except ValueError:
        return False
    return touches(section, path)


def _take_out(values: Values, template: Template) -> None:
    """Takes out what is not covered, and the marks that are not set: those say nothing."""
    for path, field in template.placed_fields:
        if field.role in _NOT_COVERED:
            _replace(values, path, None)
        elif _has_marks(field.kind.inner_fields):
            records = value_at(values, path)
            if records is not None:
                _replace(values, path, _without_unset(field.kind.inner_fields, records))


def _replace(values: Values, path: Path, value: Value) -> None:
    """Puts a value in place of another, in copies of the mappings around it."""
    here: Any = values
    for step in path[:-1]:
        inner = here.get(step)
        if not isinstance(inner, dict):
            return
        here[step] = dict(inner)
        here = here[step]
    if path[-1] in here:
        here[path[-1]] = value


def _has_marks(fields: Sequence[Field]) -> bool:
    return any(not field.kind.has_text or _has_marks(field.kind.inner_fields) for field in fields)


def _without_unset(fields: Sequence[Field], records: Value) -> Value:
    if not isinstance(records, list):
        return records
    by_key = {field.key: field for field in fields}
    return [_record(by_key, item) if isinstance(item, dict) else item for item in records]


def _record(fields: Lookup[str, Field], record: Values) -> Values:
    kept: Values = {}
    for key, value in record.items():
        kind = fields[key].kind if key in fields else None
        if kind is not None and kind.inner_fields:
            kept[key] = _without_unset(kind.inner_fields, value)
        elif kind is None or kind.has_text or value is not False:
            kept[key] = value
    return kept
