"""The list of who has to agree, as its template tells it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from designdoc_tui.template.field import Role
from designdoc_tui.template.kinds.date import Date
from designdoc_tui.template.kinds.records import Records
from designdoc_tui.template.kinds.text import Text
from designdoc_tui.template.path import Path

if TYPE_CHECKING:
    from designdoc_tui.document import Document
    from designdoc_tui.template.kinds import Value
    from designdoc_tui.template.model import Template


class ApprovalList(NamedTuple):
    """Where the approvals stand, and what their fields mean.

    Attributes:
        path: The list.
        role: The key of the capacity in which somebody agrees.
        name: The key of who agrees.
        date: The key of the day.
        outstanding: The key of what keeps an approval from counting; empty where there is none.
    """

    path: Path
    role: str
    name: str
    date: str
    outstanding: str


class Approval(NamedTuple):
    """One approval that is asked for.

    Attributes:
        path: Its entry.
        role: In what capacity.
        name: Who is to agree, or has; empty when nobody is named.
        date: When they did, as it is written.
        outstanding: What keeps it from counting.
    """

    path: Path
    role: str
    name: str
    date: str
    outstanding: str


def approval_list(template: Template) -> ApprovalList | None:
    """Where the approvals of a template stand; `None` when it has none that can be signed."""
    placed = template.with_role(Role.APPROVAL)
    if placed is None or not isinstance(placed[1].kind, Records):
        return None
    kind = placed[1].kind
    named = (key for key in kind.ticked_by if isinstance(kind.by_key[key].kind, Text))
    dated = (key for key in kind.ticked_by if isinstance(kind.by_key[key].kind, Date))
    roles = (key for key in kind.head.keys if key not in kind.ticked_by)
    role, name, date = next(roles, ""), next(named, ""), next(dated, "")
    if not (role and name and date):
        return None
    return ApprovalList(placed[0], role, name, date, next(iter(kind.unticked_by), ""))


def approvals(document: Document) -> list[Approval]:
    """The approvals that a document asks for, those without a role left out."""
    placed = approval_list(document.template)
    return [] if placed is None else list(_approvals(placed, document.items(placed.path)))


def _approvals(placed: ApprovalList, records: list[Value]) -> Iterator[Approval]:
    for index, record in enumerate(records):
        if isinstance(record, dict) and _text(record, placed.role):
            texts = (_text(record, key) for key in placed[1:])
            yield Approval((*placed.path, index), *texts)


def _text(record: Mapping[str, Value], key: str) -> str:
    value = record.get(key)
    return value.strip() if isinstance(value, str) else ""


def role_key(role: str) -> str:
    """What two spellings of one role share."""
    return " ".join(role.casefold().split())
