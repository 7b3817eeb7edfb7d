"""Sign-offs: who agreed, in what capacity, and to what exactly.

A sign-off is bound twice: to the content by the digest of what it covers, and to itself by the
digest of its own words. Both are evidence, not proof: whoever can write the file can compute them.
They show what changed by accident, by habit or by merge; who wrote the file is for its history, in
git for instance, to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from designdoc_tui.review.approvals import Approval, approval_list, approvals, role_key
from designdoc_tui.review.canonical import content_digest
from designdoc_tui.review.coverage import SignedContent, signed_content
from designdoc_tui.review.keeping import kept
from designdoc_tui.review.parts import SIGN_OFFS
from designdoc_tui.review.people import Person
from designdoc_tui.review.register import (
    by,
    day_of,
    edit,
    entries,
    new_id,
    person_in,
    text_in,
)
from designdoc_tui.review.states import pack
from designdoc_tui.template.path import Path

if TYPE_CHECKING:
    from designdoc_tui.document import Document
    from designdoc_tui.template.kinds import Value

_RECORDED: Final = ("id", "role", "name", "email", "at", "digest")


class Withdrawal(NamedTuple):
    """That a sign-off was taken back.

    Attributes:
        person: Who took it back.
        at: When, as it is written.
        reason: Why.
    """

    person: Person
    at: str
    reason: str


class SignOff(NamedTuple):
    """One sign-off.

    Attributes:
        position: Its position among them.
        id: What tells it from others.
        role: In what capacity.
        person: Who agreed.
        at: When, as it is written.
        digest: Of the content they agreed to.
        is_intact: Whether its words are those of its own digest.
        withdrawn: That it was taken back, if so.
    """

    position: int
    id: str
    role: str
    person: Person
    at: str
    digest: str
    is_intact: bool
    withdrawn: Withdrawal | None

    @property
    def day(self) -> str:
        """The day on which it was given, where the signer was."""
        return day_of(self.at)


class Standing(Enum):
    """What a sign-off is worth."""

    FRESH = "fresh"  # it counts
    STALE = "stale"  # the content has changed since
    ALTERED = "altered"  # its own words have been changed, or the approval says something else
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"  # there is a later one for the role

    @property
    def counts(self) -> bool:
        """Whether it stands for what the document says."""
        return self is Standing.FRESH


def sign_offs(document: Document) -> list[SignOff]:
    """Every sign-off, in the order in which they were given."""
    return [_sign_off(index, entry) for index, entry in entries(document, "sign_offs")]


def _sign_off(index: int, entry: Mapping[str, Value]) -> SignOff:
    taken_back = entry.get("withdrawn")
    withdrawn = None
    if isinstance(taken_back, dict) and taken_back:
        who, reason = person_in(taken_back), text_in(taken_back, "reason")
        withdrawn = Withdrawal(who, text_in(taken_back, "at"), reason)
    return SignOff(
        index,
        text_in(entry, "id"),
        text_in(entry, "role"),
        person_in(entry),
        text_in(entry, "at"),
        text_in(entry, "digest"),
        text_in(entry, "record") == _record(entry),
        withdrawn,
    )


def _record(entry: Mapping[str, Value]) -> str:
    return content_digest({key: text_in(entry, key) for key in _RECORDED})


class Standings:
    """What the sign-offs of a document are worth, as it is now."""

    def __init__(self, document: Document, content: SignedContent | None = None) -> None:
        """Looks at a document; the content is only read when there is a sign-off to compare.

        Args:
            document: The document, which must not change in the meantime.
            content: What a sign-off of it covers, where that is known already.
        """
        self._document = document
        self._signed = content or SignedContent(document)
        self.sign_offs = sign_offs(document)
        self._last = {role_key(each.role): each for each in self.sign_offs}

    @cached_property
    def _approvals(self) -> dict[str, Approval]:
        return {role_key(each.role): each for each in reversed(approvals(self._document))}

    @cached_property
    def _content(self) -> str:
        return self._signed.digest()

    def last(self, role: str) -> SignOff | None:
        """The latest sign-off of a role, were it withdrawn; `None` when there is none."""
        return self._last.get(role_key(role))

    def of(self, sign_off: SignOff) -> Standing:
        """What a sign-off is worth."""
        if sign_off.withdrawn is not None:
            return Standing.WITHDRAWN
        if self.last(sign_off.role) != sign_off:
            return Standing.REPLACED
        approval = self._approvals.get(role_key(sign_off.role))
        if not sign_off.is_intact or (approval and not _says_the_same(approval, sign_off)):
            return Standing.ALTERED
        return Standing.FRESH if sign_off.digest == self._content else Standing.STALE


def _says_the_same(approval: Approval, sign_off: SignOff) -> bool:
    return sign_off.person.is_in(approval.name) and approval.date == sign_off.day


def current_sign_off(document: Document, role: str) -> SignOff | None:
    """The latest sign-off of a role; `None` when there is none, or it was withdrawn."""
    last = Standings(document).last(role)
    return None if last is None or last.withdrawn is not None else last


def standing(document: Document, sign_off: SignOff) -> Standing:
    """What one sign-off is worth; `Standings` tells it of several."""
    return Standings(document).of(sign_off)


def record_sign_off(document: Document, role: str, person: Person, now: datetime) -> None:
    """Writes down that somebody agrees to the document as it is. Nothing is asked: see `approval`.

    Args:
        document: The document.
        role: In what capacity; an approval is added for a role that has none.
        person: Who.
        now: When.

    Raises:
        ValueError: Nobody is named, or the time has no distance from UTC.
    """
    digest, text = pack(signed_content(document))
    said = {"role": role, **by(person, now), "digest": digest}
    entry = {"id": new_id(document, "sign_offs", said), **said}
    entry["record"] = _record(entry)
    all_of_them = [*document.items(SIGN_OFFS), entry]
    edits: list[tuple[Path, Value]] = [
        (SIGN_OFFS, all_of_them),
        kept(document, sign_offs=all_of_them, new=(digest, text)),
    ]
    placed = approval_list(document.template)
    if placed is not None:
        approval = _approval_of(document, role)
        day = now.date().isoformat()
        if approval is None:
            new = {placed.role: role, placed.name: person.shown_name, placed.date: day}
            edits.append((placed.path, [*document.items(placed.path), new]))
        else:
            if not person.is_in(approval.name):
                edits.append(((*approval.path, placed.name), person.shown_name))
            edits.append(((*approval.path, placed.date), day))
    edit(document, edits)


def _approval_of(document: Document, role: str) -> Approval | None:
    wanted = role_key(role)
    return next((each for each in approvals(document) if role_key(each.role) == wanted), None)


def withdraw(
    document: Document, sign_off: SignOff, person: Person, reason: str, now: datetime
) -> None:
    """Takes a sign-off back. It stays in the list, with who took it back and why.

    Args:
        document: The document.
        sign_off: The sign-off.
        person: Who takes it back.
        reason: Why.
        now: When.

    Raises:
        ValueError: There is no reason, nobody is named, or it is withdrawn already.
    """
    if not reason.strip():
        raise ValueError("say why the sign-off is withdrawn")
    if sign_off.withdrawn is not None:
        raise ValueError("the sign-off is withdrawn already")
    added = {**by(person, now), "reason": reason.strip()}
    items = [
        {**item, "withdrawn": added}
        if isinstance(item, dict) and index == sign_off.position
        else item
        for index, item in enumerate(document.items(SIGN_OFFS))
    ]
    edits: list[tuple[Path, Value]] = [(SIGN_OFFS, items), kept(document, sign_offs=items)]
    placed, approval = approval_list(document.template), _approval_of(document, sign_off.role)
    is_last = Standings(document).last(sign_off.role) == sign_off
    if placed is not None and approval is not None and is_last:
        edits.append(((*approval.path, placed.date), None))
    edit(document, edits)
