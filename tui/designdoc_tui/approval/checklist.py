"""Making the checklist of a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from designdoc_tui.approval.gates import counts_in_spite_of_author
from designdoc_tui.approval.item import Checklist, Item, ItemKind, ItemState, comment_key
from designdoc_tui.approval.questions import Question, questions
from designdoc_tui.checks import Checker, Finding, Severity
from designdoc_tui.checks.rules import (
    APPROVAL_WITHOUT_NAME,
    NOT_SIGNED_OFF,
    OPEN_BLOCKER,
    SIGN_OFF_DOES_NOT_MATCH,
    STALE_SIGN_OFF,
)
from designdoc_tui.markdown.steps import Step, steps_of
from designdoc_tui.review.anchors import Anchor, place_of
from designdoc_tui.review.approvals import Approval, approvals, role_key
from designdoc_tui.review.canonical import canonical, content_digest
from designdoc_tui.review.changes import Changes
from designdoc_tui.review.comments import Comment, comments
from designdoc_tui.review.coverage import section_content
from designdoc_tui.review.marks import Mark, Marked
from designdoc_tui.review.outstanding import why_not
from designdoc_tui.review.parts import SIGN_OFFS
from designdoc_tui.review.people import Person
from designdoc_tui.review.register import day_of
from designdoc_tui.review.sign_offs import Standing, Standings
from designdoc_tui.source.errors import one_line
from designdoc_tui.template.field import Role
from designdoc_tui.template.path import format_path

if TYPE_CHECKING:
    from designdoc_tui.checks import Surroundings
    from designdoc_tui.document import Document
    from designdoc_tui.source.yaml_nodes import Mapping as SourceMapping
    from designdoc_tui.template.kinds import Value

_TOLD_AS_ITEMS: Final = frozenset(
    {
        APPROVAL_WITHOUT_NAME.id,
        NOT_SIGNED_OFF.id,
        OPEN_BLOCKER.id,
        SIGN_OFF_DOES_NOT_MATCH.id,
        STALE_SIGN_OFF.id,
    }
)
"""What stands in the list as a question or a sign-off is no finding besides."""
_LONGEST: Final = 300  # characters of somebody's words on one line


def checklist(
    document: Document,
    *,
    today: date,
    me: Person | None = None,
    source: SourceMapping | None = None,
    surroundings: Surroundings | None = None,
    checker: Checker | None = None,
) -> Checklist:
    """Makes the checklist of a document.

    Args:
        document: The document.
        today: The day on which no date may be in the future.
        me: Who reads it: a section is done when they have read it. For the author, and when
            nobody is known, it is done when anybody has.
        source: The draft it was read from, which puts the findings in its order.
        surroundings: The files around the draft.
        checker: A checker of the document's template, if there is one already.

    Returns:
        Every item.
    """
    checker = checker or Checker(document.template)
    found = checker.check(document.values, today=today, source=source, surroundings=surroundings)
    author = Person.parse(document.with_role(Role.AUTHOR))
    reader = None if me is None or me.is_same(author) else me
    changes = Changes(document)
    items = [
        *_findings([*found.findings, *found.switched_off], author),
        *_sections(document, reader, changes),
        *(_question(each, author) for each in questions(document)),
        *(_comment(document, each, author) for each in comments(document)),
        *_sign_offs(document, changes),
    ]
    return Checklist(tuple(items))


def _findings(found: list[Finding], author: Person) -> Iterator[Item]:
    seen: Counter[str] = Counter()
    for finding in found:
        if finding.rule in _TOLD_AS_ITEMS and not finding.reason:
            continue
        key = f"finding:{finding.rule}:{finding.field}"
        seen[key] += 1
        off = bool(finding.reason)
        yield Item(
            ItemKind.FINDING,
            finding,
            key if seen[key] == 1 else f"{key}:{seen[key]}",
            ItemState.OFF if off else ItemState.OPEN,
            finding.message,
            f"{finding.rule}, switched off: {finding.reason}" if off else finding.rule,
            finding.path,
            (author,),
            None if off else finding.severity,
        )


def _sections(document: Document, reader: Person | None, changes: Changes) -> Iterator[Item]:
    marked = Marked(document)
    readers = _readers(document)
    for step in steps_of(document):
        section = step.section
        made = marked.on(section.path)
        content = section_content(document, section)
        if not made and _says_nothing(content):
            continue
        # Only what somebody has read is compared, for that takes time with the size of it.
        digest = content_digest(content) if made else ""
        own = [mark for mark in made if reader is None or mark.person.is_same(reader)]
        fresh = [mark for mark in own if mark.digest == digest]
        state = ItemState.DONE if fresh else ItemState.STALE if own else ItemState.OPEN
        yield Item(
            ItemKind.SECTION,
            section,
            f"section:{format_path(section.path)}",
            state,
            _heading(document, step),
            _line(", ".join(_read_by(mark, digest, changes) for mark in made)),
            section.path,
            (*readers, *(mark.person for mark in made)),
        )


def _says_nothing(value: Value) -> bool:
    """Whether there is nothing to read in a value; stops at the first thing there is."""
    if isinstance(value, dict):
        return all(_says_nothing(inner) for inner in value.values())
    if isinstance(value, list):
        return all(_says_nothing(inner) for inner in value)
    return canonical(value) is None


def _readers(document: Document) -> tuple[Person, ...]:
    """Those who are asked to read the document, and those who are asked to approve it."""
    placed = document.template.with_role(Role.REVIEWERS)
    named_there = [] if placed is None else document.items(placed[0])
    texts = [text for text in named_there if isinstance(text, str) and text.strip()]
    texts += [approval.name for approval in approvals(document) if approval.name]
    return tuple(dict.fromkeys(Person.parse(text) for text in texts))


def _heading(document: Document, step: Step) -> str:
    section = step.section
    around = document.template.sections_by_path.get(section.path[:-1])
    group = step.group if around is None else around.heading
    return _line(f"{group} › {section.heading}" if group else section.heading)


def _read_by(mark: Mark, digest: str, changes: Changes) -> str:
    who = f"{mark.person.shown_name} on {day_of(mark.at)}"
    return who if mark.digest == digest else f"{who}, since when {changes.named(mark)}"


def _question(question: Question, author: Person) -> Item:
    said = [f"blocks approval until {question.owner or 'somebody'} has found out"]
    if not question.is_blocker:
        said = [f"{question.owner} finds out"] if question.owner else []
    if question.is_answered:
        who = ", ".join(text for text in (question.answered_by, question.answered_on) if text)
        said = [text for text in (question.answer, who) if text]
    return Item(
        ItemKind.QUESTION,
        question,
        f"question:{format_path(question.path)}",
        ItemState.DONE if question.is_answered else ItemState.OPEN,
        _line(question.text or f"Question {question.number}"),
        _line(" - ".join(said)),
        question.path,
        (Person.parse(question.owner) if question.owner else author,),
        Severity.ERROR if question.is_blocker and not question.is_answered else None,
    )


def _comment(document: Document, comment: Comment, author: Person) -> Item:
    place = place_of(document, comment)
    state = ItemState.LOST if place.anchor is Anchor.LOST else ItemState.OPEN
    said = [f"{comment.person.shown_name} on {day_of(comment.at)}"]
    if comment.quote:
        said.append(f"“{place.quote}”")
    if place.anchor is not Anchor.IN_PLACE:
        said.append(place.anchor.value)
    if comment.replies:
        count = len(comment.replies)
        said.append("1 reply" if count == 1 else f"{count} replies")
    if comment.resolved is not None:
        state = ItemState.DONE
        said.append(f"settled by {comment.resolved.person.shown_name}")
    talking = (comment.person, *(each.person for each in comment.replies))
    return Item(
        ItemKind.COMMENT,
        comment,
        comment_key(comment),
        state,
        _line(comment.text),
        _line(", ".join(said)),
        place.path,
        tuple(dict.fromkeys((author, *talking))),
    )


def _sign_offs(document: Document, changes: Changes) -> Iterator[Item]:
    standings = Standings(document, changes.content)
    asked = approvals(document)
    for approval in asked:
        yield _approval(document, approval, standings, changes)
    roles = {role_key(approval.role) for approval in asked}
    for sign_off in standings.sign_offs:
        is_last = standings.last(sign_off.role) == sign_off
        if is_last and role_key(sign_off.role) not in roles:
            yield Item(
                ItemKind.SIGN_OFF,
                sign_off,
                f"sign-off:{role_key(sign_off.role)}",
                ItemState.OFF,
                _line(sign_off.role),
                _line(f"signed by {sign_off.person.shown_name}, and nobody is asked any more"),
                (*SIGN_OFFS, sign_off.position),
                (sign_off.person,),
            )


def _approval(
    document: Document, approval: Approval, standings: Standings, changes: Changes
) -> Item:
    last = standings.last(approval.role)
    state, weight = ItemState.OPEN, None
    person = Person.parse(approval.name)
    if last is None:
        detail = f"{approval.name} is asked to sign" if approval.name else "nobody is asked to sign"
        if approval.date:
            detail += "; a date alone is no sign-off"
    else:
        person = last.person
        worth = standings.of(last)
        detail = why_not(last, standings, changes)
        if worth is Standing.STALE:
            state = ItemState.STALE
        elif worth is Standing.ALTERED:
            weight = Severity.ERROR
        elif worth is Standing.FRESH and approval.outstanding:
            detail = f"outstanding: {approval.outstanding}"
        elif worth is Standing.FRESH and not counts_in_spite_of_author(document, person):
            detail = f"signed by {person.shown_name}, who is the author"
        elif worth is Standing.FRESH:
            state = ItemState.DONE
            detail = f"signed by {person.shown_name} on {last.day}"
    return Item(
        ItemKind.SIGN_OFF,
        approval,
        f"sign-off:{role_key(approval.role)}",
        state,
        _line(approval.role),
        _line(detail),
        approval.path,
        (person,) if person.shown_name else (),
        weight,
    )


def _line(text: str) -> str:
    return one_line(text, _LONGEST)
