"""The open questions of a document, and their answers."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from designdoc_tui.review.register import edit
from designdoc_tui.template.checks import CheckWord
from designdoc_tui.template.field import Field, Role
from designdoc_tui.template.kinds.records import Records
from designdoc_tui.template.path import Path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from designdoc_tui.document import Document
    from designdoc_tui.review.people import Person
    from designdoc_tui.template.kinds import Value


class Question(NamedTuple):
    """One question.

    Attributes:
        path: Its entry.
        number: Its number in the document, from 1.
        text: What is asked.
        is_answered: Whether it is answered.
        is_blocker: Whether the document cannot be approved before it is.
        owner: Who finds out.
        answer: What was found out.
        answered_by: Who found out.
        answered_on: When.
    """

    path: Path
    number: int
    text: str
    is_answered: bool
    is_blocker: bool
    owner: str
    answer: str
    answered_by: str
    answered_on: str


class _Keys(NamedTuple):
    path: Path
    kind: Records
    text: str
    answered: str
    blocker: str
    by_role: Mapping[Role, str]

    def said(self, record: Mapping[str, Value], role: Role) -> str:
        value = record.get(self.by_role.get(role, ""))
        return value if isinstance(value, str) else ""


def _keys(document: Document) -> _Keys | None:
    placed = document.template.with_role(Role.QUESTIONS)
    if placed is None or not isinstance(placed[1].kind, Records):
        return None
    kind = placed[1].kind
    answered, text = next(iter(kind.ticked_by), ""), next(iter(kind.head.keys), "")
    if not answered or not text:
        return None
    blocker = next((field.key for field in kind.fields if _blocks(field)), "")
    by_role = {field.role: field.key for field in kind.fields if field.role is not None}
    return _Keys(placed[0], kind, text, answered, blocker, by_role)


def _blocks(field: Field) -> bool:
    return any(check.word is CheckWord.SETTLED_BY for check in field.checks)


def questions(document: Document) -> list[Question]:
    """The questions of a document; those that say nothing are left out."""
    keys = _keys(document)
    if keys is None:
        return []
    found: list[Question] = []
    for index, record in enumerate(document.items(keys.path)):
        if not isinstance(record, dict) or not keys.kind.is_record_filled(record):
            continue
        text = record.get(keys.text)
        found.append(
            Question(
                (*keys.path, index),
                len(found) + 1,
                text if isinstance(text, str) else "",
                record.get(keys.answered) is True,
                record.get(keys.blocker) is True,
                keys.said(record, Role.OWNER),
                keys.said(record, Role.ANSWER),
                keys.said(record, Role.ANSWERED_BY),
                keys.said(record, Role.ANSWERED_ON),
            )
        )
    return found


def answer(document: Document, question: Path, text: str, person: Person, now: datetime) -> None:
    """Ticks a question, and writes down the answer, who gave it and when.

    Args:
        document: The document.
        question: The question's entry.
        text: The answer; may be empty where the document says it elsewhere.
        person: Who answers.
        now: When.

    Raises:
        KeyError: There is no such question.
        ValueError: Nobody is named.
    """
    if not person.shown_name:
        raise ValueError("an answer needs somebody who gives it")
    said = {
        Role.ANSWER: text.strip("\n"),
        Role.ANSWERED_BY: person.shown_name,
        Role.ANSWERED_ON: now.date().isoformat(),
    }
    _set(document, question, answered=True, said=said)


def unanswer(document: Document, question: Path) -> None:
    """Opens a question again; the answer that was given goes. `KeyError` as for `answer`."""
    _set(document, question, answered=False, said={})


def _set(document: Document, question: Path, *, answered: bool, said: Mapping[Role, str]) -> None:
    keys = _keys(document)
    if keys is None or question[:-1] != keys.path or document.get(question) is None:
        raise KeyError(question)
    edits: list[tuple[Path, Value]] = [((*question, keys.answered), answered)]
    edits.extend(
        ((*question, keys.by_role[role]), said.get(role) or None)
        for role in (Role.ANSWER, Role.ANSWERED_BY, Role.ANSWERED_ON)
        if role in keys.by_role
    )
    edit(document, edits)
