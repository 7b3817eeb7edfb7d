"""Comments on sections and fields: threads that are settled, opened again, and never disappear."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from designdoc_tui.review.people import Person
from designdoc_tui.review.register import (
    Entry,
    by,
    edit,
    entries,
    inner_entries,
    new_id,
    path_in,
    person_in,
    text_in,
)
from designdoc_tui.template.path import Path, format_path
from designdoc_tui.template.reserved import REVIEW

if TYPE_CHECKING:
    from designdoc_tui.document import Document

COMMENTS: Final[Path] = (REVIEW, "comments")
"""Where the comments stand."""


class Reply(NamedTuple):
    """An answer to a comment.

    Attributes:
        text: What is said.
        person: By whom.
        at: When, as it is written.
    """

    text: str
    person: Person
    at: str


class Resolution(NamedTuple):
    """That a comment is settled.

    Attributes:
        person: Who settled it.
        at: When, as it is written.
    """

    person: Person
    at: str


class Comment(NamedTuple):
    """A comment, with what was said about it.

    Attributes:
        position: Its position among the comments.
        id: What tells it from others.
        path: The section or field it was about when it was made.
        quote: The words it is about; empty for the whole of it.
        text: What is said.
        person: By whom.
        at: When, as it is written.
        replies: The answers, oldest first.
        resolved: That it is settled, if so.
    """

    position: int
    id: str
    path: Path
    quote: str
    text: str
    person: Person
    at: str
    replies: tuple[Reply, ...]
    resolved: Resolution | None


def comments(document: Document) -> list[Comment]:
    """Every comment, in the order of the draft."""
    return [_comment(index, entry) for index, entry in entries(document, "comments")]


def _comment(index: int, entry: Entry) -> Comment:
    settled = entry.get("resolved")
    resolved = None
    if isinstance(settled, dict) and settled:
        resolved = Resolution(person_in(settled), text_in(settled, "at"))
    return Comment(
        index,
        text_in(entry, "id"),
        path_in(entry, "path"),
        text_in(entry, "quote"),
        text_in(entry, "text"),
        person_in(entry),
        text_in(entry, "at"),
        tuple(
            Reply(text_in(each, "text"), person_in(each), text_in(each, "at"))
            for each in inner_entries(entry, "replies")
        ),
        resolved,
    )


def add_comment(
    document: Document, path: Path, quote: str, text: str, person: Person, now: datetime
) -> Comment:
    """Adds a comment.

    Args:
        document: The document.
        path: The section or field it is about.
        quote: The words in it that it is about; empty for the whole of it.
        text: What to say.
        person: Who says it.
        now: When.

    Returns:
        The comment.

    Raises:
        ValueError: Nothing is said, nobody is named, or the time has no distance from UTC.
    """
    said: Entry = {"path": format_path(path), **_said(text, person, now)}
    if quote:
        said["quote"] = quote
    entry = {"id": new_id(document, "comments", said), **said}
    end = len(document.items(COMMENTS))
    with document.one_step():
        document.insert(COMMENTS, end, entry)
    return _comment(end, entry)


def standing(document: Document, comment: Comment) -> Comment | None:
    """A comment as it stands now.

    Args:
        document: The document.
        comment: The comment as it stood, maybe before others came and went.

    Returns:
        The comment; `None` when it is not there any more.
    """
    alike = [each for each in comments(document) if _is_same(each, comment)]
    in_place = (each for each in alike if each.position == comment.position)
    return next(in_place, None) or next(iter(alike), None)


def _is_same(one: Comment, other: Comment) -> bool:
    """Whether two are one comment: its id tells, or, where somebody left that out, what it says."""
    if one.id or other.id:
        return one.id == other.id
    return _said_at_first(one) == _said_at_first(other)


def _said_at_first(comment: Comment) -> tuple[Path, str, str, Person, str]:
    return comment.path, comment.quote, comment.text, comment.person, comment.at


def reply(document: Document, comment: Comment, text: str, person: Person, now: datetime) -> None:
    """Answers a comment.

    Args:
        document: The document.
        comment: The comment.
        text: What to say.
        person: Who says it.
        now: When.

    Raises:
        KeyError: There is no such comment.
        ValueError: As for `add_comment`.
    """
    said = _said(text, person, now)
    path = (*_path(document, comment), "replies")
    edit(document, [(path, [*document.items(path), said])])


def resolve(document: Document, comment: Comment, person: Person, now: datetime) -> None:
    """Says that a comment is settled; `KeyError` and `ValueError` as for `reply`."""
    path = (*_path(document, comment), "resolved")
    edit(document, [(path, by(person, now))])


def reopen(document: Document, comment: Comment) -> None:
    """Says that a comment is not settled after all; `KeyError` as for `reply`."""
    edit(document, [((*_path(document, comment), "resolved"), None)])


def _said(text: str, person: Person, now: datetime) -> Entry:
    if not text.strip():
        raise ValueError("a comment has to say something")
    return {"text": text.strip("\n"), **by(person, now)}


def _path(document: Document, comment: Comment) -> Path:
    now = standing(document, comment)
    if now is None:
        raise KeyError(comment.id or comment.text)
    return (*COMMENTS, now.position)
