"""Drops from `review.states` every text that no mark or sign-off of today refers to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designdoc_tui.review.approvals import role_key
from designdoc_tui.review.register import text_in
from designdoc_tui.review.states import STATES
from designdoc_tui.template.reserved import REVIEW

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designdoc_tui.document import Document
    from designdoc_tui.review.register import Entry
    from designdoc_tui.template.kinds import Value
    from designdoc_tui.template.path import Path


def kept(
    document: Document,
    *,
    marks: Iterable[Value] | None = None,
    sign_offs: Iterable[Value] | None = None,
    new: tuple[str, str] | None = None,
) -> tuple[Path, Value]:
    """The edit that brings the states in line with who refers to them.

    Args:
        document: The document.
        marks: The marks as they will be; as they are by default.
        sign_offs: The sign-offs as they will be.
        new: A state that is added: its digest and its text.

    Returns:
        Where the states stand, and which there will be.
    """
    there = document.get(STATES)
    states = dict(there) if isinstance(there, dict) else {}
    if new is not None:
        states[new[0]] = new[1]
    marks = document.items((REVIEW, "marks")) if marks is None else marks
    sign_offs = document.items((REVIEW, "sign_offs")) if sign_offs is None else sign_offs
    wanted = {text_in(mark, "digest") for mark in marks if isinstance(mark, dict)}
    wanted |= {text_in(each, "digest") for each in _live(sign_offs)}
    return STATES, {digest: text for digest, text in states.items() if digest in wanted}


def _live(sign_offs: Iterable[Value]) -> list[Entry]:
    """The last sign-off of each role, unless it was withdrawn."""
    last = {role_key(text_in(each, "role")): each for each in sign_offs if isinstance(each, dict)}
    return [each for each in last.values() if not each.get("withdrawn")]
