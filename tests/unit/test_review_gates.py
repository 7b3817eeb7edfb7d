"""What has to be settled before a document is signed, or goes a step further."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from itertools import product
from pathlib import Path

import pytest

from designdoc_tui.approval import (
    Filter,
    ItemKind,
    ItemState,
    RefusedError,
    answer,
    checklist,
    history,
    move_to,
    next_steps,
    questions,
    reasons_not_to_move,
    reasons_not_to_sign,
    sign,
    unanswer,
)
from designdoc_tui.document import Document
from designdoc_tui.draft.load import load_draft
from designdoc_tui.draft.me import me
from designdoc_tui.markdown.render import render
from designdoc_tui.review.comments import add_comment
from designdoc_tui.review.marks import mark_reviewed
from designdoc_tui.review.people import Person
from designdoc_tui.review.sign_offs import current_sign_off, record_sign_off, sign_offs, withdraw
from tests.documents import EXAMPLE

NOW = datetime(2026, 11, 22, 14, 3, 11, tzinfo=timezone(timedelta(hours=1)))
TODAY = date(2026, 11, 22)
ADA = Person("Ada Lovelace", "ada@example.org")
SIGNERS = {
    "Technical Lead": Person("Grace Hopper", "grace@example.org"),
    "Security Review": Person("Barbara Liskov", "barbara@example.org"),
    "Performance Review": Person("Katherine Johnson", "katherine@example.org"),
    "Product Owner": Person("Mary Kenneth Keller", "mary@example.org"),
}
GRACE = SIGNERS["Technical Lead"]
STATUSES = ("Draft", "In Review", "Approved", "Implemented")
Change = Callable[[Document], object]


@pytest.fixture
def document() -> Document:
    """A document in review that nothing is wrong with, and that everybody has yet to sign."""
    document = load_draft(EXAMPLE).document
    document.set("metadata.author", str(ADA))
    document.set("metadata.status", "In Review")
    document.set("approval[0].date", None)
    for question in questions(document):
        if not question.is_answered:
            answer(document, question.path, "Yes.", ADA, NOW)
    return document


@pytest.fixture
def signed(document: Document) -> Document:
    for role, person in SIGNERS.items():
        sign(document, role, person, NOW)
    return document


def refusals(document: Document, status: str) -> list[str]:
    """The fields that have to be seen to first."""
    return [reason.field for reason in reasons_not_to_move(document, status, today=TODAY)]


class TestSteps:
    @pytest.mark.parametrize(("before", "after"), list(product(STATUSES, STATUSES)))
    def test_lead_one_stage_further_or_back(
        self, signed: Document, before: str, after: str
    ) -> None:
        signed.set("metadata.status", before)
        further = STATUSES.index(after) - STATUSES.index(before)
        expected = [] if further < 0 or further == 1 else ["metadata.status"]
        assert refusals(signed, after) == expected
        if expected:
            with pytest.raises(RefusedError) as refused:
                move_to(signed, after, ADA, NOW)
            assert [reason.field for reason in refused.value.reasons] == expected
            assert (signed.text("metadata.status"), history(signed)) == (before, [])
        else:
            move_to(signed, after, ADA, NOW)
            (step,) = history(signed)
            assert (step.before, step.after, step.person) == (before, after, ADA)
            assert step.at == "2026-11-22T14:03:11+01:00"

    def test_are_told_for_every_other_status(self, signed: Document) -> None:
        steps = next_steps(signed, today=TODAY)
        assert [(step.status, step.is_back, bool(step.reasons)) for step in steps] == [
            ("Draft", True, False),
            ("Approved", False, False),
            ("Implemented", False, True),
        ]

    def test_of_a_document_that_says_nothing_of_it_begin_with_a_draft(
        self, document: Document
    ) -> None:
        document.set("metadata.status", None)
        assert refusals(document, "In Review") == []
        assert refusals(document, "Approved")[0] == "metadata.status"

    def test_lead_to_no_status_that_there_is_not(self, document: Document) -> None:
        assert refusals(document, "Done") == ["metadata.status"]

    def test_are_taken_back_by_one_undo(self, signed: Document) -> None:
        move_to(signed, "Approved", ADA, NOW)
        signed.undo()
        assert (signed.text("metadata.status"), history(signed)) == ("In Review", [])

    def test_make_no_sign_off_stale(self, signed: Document) -> None:
        move_to(signed, "Approved", ADA, NOW)
        move_to(signed, "Implemented", ADA, NOW)
        assert render(signed).count("- [x] ") == len(SIGNERS) + len(questions(signed))


STRUCTURE: list[tuple[Change, str]] = [
    (lambda doc: doc.set("metadata.change_id", None), "metadata.change_id"),
    (lambda doc: doc.set("metadata.change_id", "Not Good"), "metadata.change_id"),
    (lambda doc: doc.set("metadata.reviewers", None), "metadata.reviewers"),
    (lambda doc: doc.set("metadata.reviewers", ["Ada Lovelace"]), "metadata.reviewers[0]"),
    (lambda doc: doc.set("overview.problem", "```\nopen"), "overview.problem"),
    (lambda doc: doc.set("overview.problem", "a\n\n# b"), "overview.problem"),
    (lambda doc: doc.set("overview.problem", "```mermaid\n```"), "overview.problem"),
]
"""What keeps a document from being reviewed, each with the field that settles it."""

GAPS: list[tuple[Change, str]] = [
    (lambda doc: doc.set("overview.problem", None), "overview.problem"),
    (lambda doc: doc.set("open_questions[0].answered", False), "open_questions[0].blocker"),
    (lambda doc: doc.set("trade_offs[0].decision", None), "trade_offs[0].decision"),
]
"""What a document in review may lack, and an approved one may not."""

UNSIGNED: list[tuple[Change, str]] = [
    (
        lambda doc: withdraw(doc, sign_offs(doc)[1], ADA, "Too early", NOW),
        "approval[1]",
    ),
    (lambda doc: doc.set("approval[2].name", "Somebody Else"), "approval[2]"),
    (lambda doc: doc.set("approval[2].date", "2026-11-21"), "approval[2]"),
    (lambda doc: doc.set("approval[3].outstanding", "The load test"), "approval[3]"),
    (lambda doc: doc.set("review.sign_offs[0].email", "eve@example.org"), "approval[0]"),
    (lambda doc: doc.insert("approval", 4, {"role": "Data Protection"}), "approval[4]"),
    (lambda doc: doc.set("approval", None), "approval"),
]
"""What makes a sign-off count no longer, each with its approval."""


class TestGates:
    @pytest.mark.parametrize(("change", "field"), STRUCTURE)
    def test_of_review_let_no_error_of_structure_through(
        self, document: Document, change: Change, field: str
    ) -> None:
        document.set("metadata.status", "Draft")
        change(document)
        assert set(refusals(document, "In Review")) == {field}

    @pytest.mark.parametrize(("change", "field"), GAPS)
    def test_of_review_let_gaps_through(
        self, document: Document, change: Change, field: str
    ) -> None:
        document.set("metadata.status", "Draft")
        change(document)
        assert refusals(document, "In Review") == []

    @pytest.mark.parametrize(("change", "field"), [*STRUCTURE, *GAPS])
    def test_of_approval_let_neither_through_and_signatures_go_stale(
        self, signed: Document, change: Change, field: str
    ) -> None:
        change(signed)
        found = refusals(signed, "Approved")
        assert field in found
        assert found[-4:] == [f"approval[{index}]" for index in range(4)]

    @pytest.mark.parametrize(("change", "field"), UNSIGNED)
    @pytest.mark.parametrize("status", ["Approved", "Implemented"])
    def test_of_approval_and_what_follows_want_every_role_signed(
        self, signed: Document, status: str, change: Change, field: str
    ) -> None:
        if status == "Implemented":
            signed.set("metadata.status", "Approved")
        change(signed)
        assert refusals(signed, status) == [field]

    def test_name_what_changed_since_it_was_signed(self, signed: Document) -> None:
        signed.set("background.constraints[0]", "No downtime")
        messages = [each.message for each in reasons_not_to_move(signed, "Approved", today=TODAY)]
        assert all("background.constraints[0] changed" in message for message in messages)
        assert len(messages) == 4

    def test_open_for_a_rule_that_is_switched_off_with_a_reason(self, document: Document) -> None:
        document.set("open_questions[0].answered", False)
        document.set("review.switched_off", {"open-blocker": "Asked for in the contract"})
        for role, person in SIGNERS.items():
            sign(document, role, person, NOW)
        assert refusals(document, "Approved") == []


class TestSigning:
    @pytest.mark.parametrize(
        ("change", "field"),
        [
            (lambda doc: doc.set("metadata.status", "Draft"), "metadata.status"),
            (lambda doc: doc.set("approval[0].name", "Eve"), "approval[0].name"),
            (lambda doc: doc.set("approval[0].role", "Reader"), "approval"),
            (lambda doc: doc.set("approval[0].outstanding", "Tests"), "approval[0].outstanding"),
            (lambda doc: doc.set("metadata.author", str(GRACE)), "review.author_may_sign"),
            (lambda doc: record_sign_off(doc, "Technical Lead", GRACE, NOW), "approval[0]"),
            *STRUCTURE,
            *GAPS,
        ],
    )
    def test_is_refused_with_the_field_that_settles_it(
        self, document: Document, change: Change, field: str
    ) -> None:
        change(document)
        before = len(sign_offs(document))
        found = reasons_not_to_sign(document, "Technical Lead", GRACE, today=TODAY)
        assert field in {reason.field for reason in found}
        with pytest.raises(RefusedError) as refused:
            sign(document, "Technical Lead", GRACE, NOW)
        assert list(refused.value.reasons) == found
        assert len(sign_offs(document)) == before

    def test_needs_a_name_and_an_address(self, document: Document) -> None:
        for nobody in (Person("", ""), Person("Grace Hopper")):
            (reason,) = reasons_not_to_sign(document, "Technical Lead", nobody, today=TODAY)[:1]
            assert "your name and your address" in reason.message

    @pytest.mark.parametrize("said", ["", "true", "yes", "no"])
    def test_by_the_author_needs_more_than_a_yes(self, document: Document, said: str) -> None:
        document.set("metadata.author", "grace@example.org")
        document.set("metadata.reviewers", ["Barbara Liskov"])
        document.set("review.author_may_sign", said)
        (reason,) = reasons_not_to_sign(document, "Technical Lead", GRACE, today=TODAY)
        assert reason.field == "review.author_may_sign"

    def test_by_the_author_counts_where_the_draft_says_why(self, signed: Document) -> None:
        signed.set("metadata.author", str(GRACE))
        signed.set("metadata.reviewers", ["Barbara Liskov"])
        for role, person in SIGNERS.items():
            record_sign_off(signed, role, person, NOW)
        assert refusals(signed, "Approved") == ["approval[0]"]
        signed.set("review.author_may_sign", "Nobody else knows this code.")
        assert refusals(signed, "Approved") == []


class TestQuestions:
    def test_are_answered_with_name_and_date(self, document: Document) -> None:
        question = questions(document)[0]
        unanswer(document, question.path)
        assert "- [ ] Question 1" in render(document)
        answer(document, question.path, "In person, with a badge.", GRACE, NOW)
        block = render(document).split("- [x] Question 1")[1].split("- [")[0]
        assert "  - **Answer**: In person, with a badge.\n" in block
        assert "  - **Answered by**: Grace Hopper\n  - **Answered on**: 2026-11-22\n" in block

    def test_that_are_not_there_cannot_be_answered(self, document: Document) -> None:
        with pytest.raises(KeyError):
            answer(document, ("open_questions", 99), "Yes.", GRACE, NOW)


class TestTheChecklist:
    def test_holds_everything_between_a_draft_and_its_approval(self, document: Document) -> None:
        document.set("overview.problem", None)
        unanswer(document, ("open_questions", 0))
        add_comment(document, ("background",), "", "Why?", GRACE, NOW)
        mark_reviewed(document, document.template.steps[2], GRACE, NOW)
        record_sign_off(document, "Technical Lead", GRACE, NOW)
        document.set("background.context", "Another")
        listed = checklist(document, today=TODAY, me=GRACE)
        states = {(item.key, item.state, item.field) for item in listed.items}
        assert {
            (
                "finding:required-field-empty:overview.problem",
                ItemState.OPEN,
                "overview.problem",
            ),
            ("section:background", ItemState.STALE, "background"),
            ("section:overview", ItemState.OPEN, "overview"),
            ("question:open_questions[0]", ItemState.OPEN, "open_questions[0]"),
            ("sign-off:technical lead", ItemState.STALE, "approval[0]"),
            ("sign-off:security review", ItemState.OPEN, "approval[1]"),
        } <= states
        assert [item.title for item in listed.items if item.kind is ItemKind.COMMENT] == ["Why?"]
        assert len({item.key for item in listed.items}) == len(listed.items)

    def test_is_done_when_the_document_can_be_approved(self, signed: Document) -> None:
        for step in signed.template.steps:
            mark_reviewed(signed, step, GRACE, NOW)
        listed = checklist(signed, today=TODAY, me=GRACE)
        assert listed.shown(Filter.OPEN) == []
        assert {kind: count.open for kind, count in listed.counts().items()} == dict.fromkeys(
            ItemKind, 0
        )

    def test_shows_each_reader_their_own(self, document: Document) -> None:
        mark_reviewed(document, document.template.steps[1], GRACE, NOW)
        for person, state in ((GRACE, ItemState.DONE), (SIGNERS["Product Owner"], ItemState.OPEN)):
            item = checklist(document, today=TODAY, me=person).find("section:overview")
            assert item is not None
            assert item.state is state
        own = checklist(document, today=TODAY).shown(Filter.MINE, ADA)
        assert {item.kind for item in own} == {ItemKind.QUESTION}

    def test_shows_what_is_switched_off_and_does_not_count_it(self, document: Document) -> None:
        document.set("overview.problem", None)
        document.set("review.switched_off", {"required-field-empty": "Secret"})
        item = checklist(document, today=TODAY).find(
            "finding:required-field-empty:overview.problem"
        )
        assert item is not None
        assert (item.state, item.is_open) == (ItemState.OFF, False)
        assert item.detail.endswith("switched off: Secret")

    def test_says_that_a_comment_lost_its_place(self, document: Document) -> None:
        quote = document.text("overview.problem")[:40]
        add_comment(document, ("overview", "problem"), quote, "Why?", GRACE, NOW)
        document.set("overview.problem", "Other words")
        (item,) = [
            item for item in checklist(document, today=TODAY).items if item.kind is ItemKind.COMMENT
        ]
        assert (item.state, item.field) == (ItemState.LOST, "overview.problem")
        assert "lost its place" in item.detail


class TestWhoIAm:
    def test_is_what_the_variable_says(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("DESIGNDOC_AUTHOR", "Grace Hopper <grace@example.org>")
        assert me(tmp_path) == GRACE
        monkeypatch.setenv("DESIGNDOC_AUTHOR", "")
        assert me(tmp_path) is None


def test_the_latest_sign_off_is_found_whatever_the_role_is_written_like(signed: Document) -> None:
    found = current_sign_off(signed, "technical  lead")
    assert found is not None
    assert found.person == GRACE
