"""Marks and sign-offs: bound to what they were given to, and to their own words."""

from __future__ import annotations

import zlib
from base64 import b64encode
from datetime import datetime, timedelta, timezone
from hashlib import sha256

import pytest

from designdoc_tui.document import Document
from designdoc_tui.draft.load import load_draft, parse_draft
from designdoc_tui.draft.save import values_to_yaml
from designdoc_tui.markdown.live import LivePassages
from designdoc_tui.markdown.render import render
from designdoc_tui.review.canonical import canonical
from designdoc_tui.review.changes import changes_for, changes_since
from designdoc_tui.review.coverage import signed_content
from designdoc_tui.review.field_changes import FieldChange
from designdoc_tui.review.marks import is_fresh, mark_reviewed, marks, unmark
from designdoc_tui.review.people import Person
from designdoc_tui.review.sign_offs import (
    SignOff,
    Standing,
    current_sign_off,
    record_sign_off,
    sign_offs,
    standing,
    withdraw,
)
from designdoc_tui.review.states import pack, unpack
from designdoc_tui.source.errors import SourceError
from designdoc_tui.source.yaml_nodes import Scalar
from tests.benchmarks import drafts
from tests.documents import EXAMPLE

NOW = datetime(2026, 11, 22, 14, 3, 11, tzinfo=timezone(timedelta(hours=1)))
LATER = NOW + timedelta(days=1)
GRACE = Person("Grace Hopper", "grace@example.org")
BARBARA = Person("Barbara Liskov", "barbara@example.org")
LEAD = "Technical Lead"
CONSTRAINT = "background.constraints[0]"


@pytest.fixture
def document() -> Document:
    return load_draft(EXAMPLE).document


@pytest.fixture
def signed(document: Document) -> Document:
    record_sign_off(document, LEAD, GRACE, NOW)
    return document


def worth(document: Document) -> Standing:
    (only,) = sign_offs(document)
    return standing(document, only)


def lead(document: Document) -> SignOff:
    found = current_sign_off(document, LEAD)
    assert found is not None
    return found


def reopened(document: Document, before: str = "", after: str = "") -> Document:
    """The document saved, changed by hand, and opened again."""
    text = values_to_yaml(document)
    assert before in text
    return parse_draft(text.replace(before, after, 1).encode(), "design.yaml")


def approvals_in(document: Document) -> str:
    return render(document).split("## Approval\n\n")[1]


class TestSigning:
    def test_counts_as_long_as_nothing_changes(self, signed: Document) -> None:
        assert worth(signed) is Standing.FRESH
        assert worth(reopened(signed)) is Standing.FRESH
        assert changes_since(signed, lead(signed)) == []

    def test_reads_as_a_ticked_box_with_name_and_date(self, signed: Document) -> None:
        assert "- [x] Technical Lead: Grace Hopper - 2026-11-22\n" in approvals_in(signed)

    def test_adds_a_role_that_nobody_asked_for(self, document: Document) -> None:
        record_sign_off(document, "Data Protection", BARBARA, NOW)
        assert "- [x] Data Protection: Barbara Liskov - 2026-11-22" in approvals_in(document)

    def test_is_taken_back_by_one_undo(self, document: Document) -> None:
        before = values_to_yaml(document)
        record_sign_off(document, LEAD, GRACE, NOW)
        document.undo()
        assert values_to_yaml(document) == before

    def test_of_four_roles_keeps_the_text_once(self, document: Document) -> None:
        for record in document.items("approval"):
            assert isinstance(record, dict)
            record_sign_off(document, str(record["role"]), Person(str(record["name"]), "x@y"), NOW)
        states = document.get("review.states")
        assert isinstance(states, dict)
        assert len(states) == 1

    def test_needs_somebody_and_a_time_that_everybody_understands(self, document: Document) -> None:
        with pytest.raises(ValueError, match="somebody"):
            record_sign_off(document, LEAD, Person(""), NOW)
        with pytest.raises(ValueError, match="UTC"):
            record_sign_off(document, LEAD, GRACE, NOW.replace(tzinfo=None))


class TestWhenTheContentChanges:
    def test_the_field_that_changed_is_named(self, signed: Document) -> None:
        before = signed.text(CONSTRAINT)
        signed.set(CONSTRAINT, "No downtime")
        assert worth(signed) is Standing.STALE
        (change,) = changes_since(signed, lead(signed)) or []
        assert (change.field, change.before, change.after) == (CONSTRAINT, before, "No downtime")

    def test_changed_back_it_counts_again(self, signed: Document) -> None:
        before = signed.text(CONSTRAINT)
        signed.set(CONSTRAINT, "No downtime")
        signed.set(CONSTRAINT, before)
        assert worth(signed) is Standing.FRESH

    def test_the_box_is_not_ticked_and_says_why(self, signed: Document) -> None:
        signed.set(CONSTRAINT, "No downtime")
        assert (
            "- [ ] Technical Lead: Grace Hopper - 2026-11-22\n"
            f"  - **Outstanding**: {CONSTRAINT} changed after Grace Hopper signed on 2026-11-22\n"
        ) in approvals_in(signed)

    def test_a_change_by_another_program_is_seen_with_both_texts(self, signed: Document) -> None:
        title = signed.text("title")
        changed = reopened(signed, f"title: {title}", "title: Something else")
        assert changes_since(changed, lead(changed)) == [
            FieldChange(("title",), title, "Something else")
        ]

    def test_one_more_entry_at_the_top_is_one_change(self, signed: Document) -> None:
        signed.insert("background.constraints", 0, "Quickly")
        assert changes_since(signed, lead(signed)) == [
            FieldChange(("background", "constraints", 0), "", "Quickly")
        ]

    def test_an_entry_that_is_gone_is_named_where_it_stood(self, signed: Document) -> None:
        last = len(signed.items("background.constraints")) - 1
        text = signed.text(f"background.constraints[{last}]")
        signed.remove(f"background.constraints[{last}]")
        assert changes_since(signed, lead(signed)) == [
            FieldChange(("background", "constraints", last), text, "")
        ]

    def test_a_field_is_named_where_it_stands_among_empty_entries(self, signed: Document) -> None:
        text = signed.text(CONSTRAINT)
        signed.insert("background.constraints", 0, "")
        signed.set("background.constraints[1]", "No downtime")
        assert changes_since(signed, lead(signed)) == [
            FieldChange(("background", "constraints", 1), text, "No downtime")
        ]

    def test_an_entry_that_moved_is_named_where_it_stood_and_where_it_stands(
        self, signed: Document
    ) -> None:
        second = signed.text("future_work[1]")
        signed.move("future_work[1]", 0)
        assert changes_since(signed, lead(signed)) == [
            FieldChange(("future_work", 0), "", second),
            FieldChange(("future_work", 1), second, ""),
        ]

    def test_a_section_set_aside_is_a_change_of_it(self, signed: Document) -> None:
        section = signed.template.sections_by_path[("future_work",)]
        signed.set_not_applicable(section, "Nothing planned")
        assert [each.field for each in changes_since(signed, lead(signed)) or []] == ["future_work"]

    def test_what_the_template_does_not_know_counts_too(self, signed: Document) -> None:
        signed.set("layout", ["## Appendix"])
        assert worth(signed) is Standing.STALE

    @pytest.mark.parametrize(
        ("path", "value"),
        [
            ("metadata.status", "Approved"),
            ("metadata.last_updated", "2026-12-24"),
            ("review.comments", [{"text": "Nice"}]),
            ("approval[1].name", "Somebody Else"),
            ("future_work", ["x", ""]),
        ],
    )
    def test_what_is_not_content_changes_nothing(
        self, document: Document, path: str, value: object
    ) -> None:
        if path == "future_work":
            document.set(path, ["x"])
        record_sign_off(document, LEAD, GRACE, NOW)
        assert document.set(path, value)
        assert worth(document) is Standing.FRESH

    def test_a_question_said_to_be_open_is_one_that_is_not_answered(
        self, document: Document
    ) -> None:
        document.set("open_questions[0].answered", False)
        record_sign_off(document, LEAD, GRACE, NOW)
        document.set("open_questions[0].answered", None)
        assert worth(document) is Standing.FRESH
        document.set("open_questions[0].answered", True)
        assert worth(document) is Standing.STALE

    def test_order_and_comments_of_the_yaml_change_nothing(self, signed: Document) -> None:
        head, *parts = values_to_yaml(signed).split("\nbackground:\n")
        background, rest = parts[0].split("\ndesign:\n", 1)
        text = f"# A word\n{head}\ndesign:\n{rest}background:\n{background}\n# Another\n"
        moved = parse_draft(text.encode(), "design.yaml")
        assert list(moved.values) != list(signed.values)
        assert worth(moved) is Standing.FRESH


class TestChangedByHand:
    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("email: grace@example.org", "email: mallory@example.org"),
            ("at: '2026-11-22T14:03:11+01:00'", "at: '2026-11-22T15:03:11+01:00'"),
            ("role: Technical Lead\n      name", "role: Product Owner\n      name"),
            ("role: Technical Lead\n    name: Grace Hopper", "role: Technical Lead\n    name: Eve"),
            ("date: '2026-11-22'", "date: '2026-11-23'"),
        ],
    )
    def test_a_sign_off_does_not_match(self, signed: Document, before: str, after: str) -> None:
        changed = reopened(signed, before, after)
        assert worth(changed) is Standing.ALTERED

    def test_a_digest_copied_from_elsewhere_does_not_match(self, signed: Document) -> None:
        old = lead(signed).digest
        signed.set(CONSTRAINT, "No downtime")
        record_sign_off(signed, "Other", BARBARA, LATER)
        new = sign_offs(signed)[-1].digest
        changed = reopened(signed, f"digest: {old}", f"digest: {new}")
        assert standing(changed, sign_offs(changed)[0]) is Standing.ALTERED

    def test_an_altered_one_is_not_ticked(self, signed: Document) -> None:
        changed = reopened(signed, "email: grace@example.org", "email: mallory@example.org")
        assert "- [ ] Technical Lead" in approvals_in(changed)

    def test_an_earlier_text_that_was_touched_is_not_believed(self, signed: Document) -> None:
        signed.set(CONSTRAINT, "No downtime")
        digest = lead(signed).digest
        for text in ("not base64!", "eJwDAAAAAAE=", ""):
            signed.set(("review", "states", digest), text)
            assert changes_since(signed, lead(signed)) is None
            assert "the content changed after Grace Hopper" in approvals_in(signed)

    @pytest.mark.parametrize(
        "content",
        [
            pytest.param(b'"' + b"a" * 4_000_000 + b'"', id="a text of megabytes"),
            pytest.param(b"[" + b"[]," * 300_000 + b"[]]", id="lists by the hundred thousand"),
        ],
    )
    def test_an_earlier_text_of_a_few_kilobytes_does_not_unpack_to_anything(
        self, content: bytes
    ) -> None:
        packed = b64encode(zlib.compress(content, 9)).decode("ascii")
        assert len(packed) < 10_000
        assert unpack(packed, sha256(content).hexdigest()) is None

    def test_the_earlier_text_of_a_large_draft_is_believed(self) -> None:
        large = drafts.document(components=1_000)
        digest, text = pack(signed_content(large))
        assert unpack(text, digest) == canonical(signed_content(large))

    @pytest.mark.parametrize(
        ("review", "place"),
        [
            ("sign_offs: yes", "4:14"),
            ("sign_offs: [text]", "4:15"),
            ("sign_offs: [{name: [a, b]}]", "4:22"),
            ("marks: {section: overview}", "4:10"),
            ("comments: [{replies: none}]", "4:24"),
            ("states: [a]", "4:11"),
            ("author_may_sign: [a]", "4:20"),
        ],
    )
    def test_what_has_another_shape_is_told_with_its_place(self, review: str, place: str) -> None:
        text = f"designdoc: 1\ntemplate: design\nreview:\n  {review}\n"
        with pytest.raises(SourceError) as refused:
            parse_draft(text.encode(), "design.yaml")
        assert str(refused.value).startswith(f"design.yaml:{place}: review.")

    def test_what_the_tool_does_not_know_is_kept(self) -> None:
        text = (
            "designdoc: 1\ntemplate: design\nreview:\n  sign_offs:\n    - role: Lead\n"
            "      weight: 5\n    -\n  ticket: 12\n  marks:\n"
        )
        document = parse_draft(text.encode(), "design.yaml")
        assert document.get("review.ticket") == Scalar("12")
        assert "weight: 5" in values_to_yaml(document)
        assert [(each.role, each.is_intact) for each in sign_offs(document)] == [("Lead", False)]
        assert "Lead" not in render(document)


class TestWithdrawing:
    def test_keeps_the_sign_off_with_the_reason(self, signed: Document) -> None:
        withdraw(signed, lead(signed), BARBARA, "The load test failed", LATER)
        assert current_sign_off(signed, LEAD) is None
        (kept,) = sign_offs(signed)
        assert kept.withdrawn is not None
        assert (kept.withdrawn.person, kept.withdrawn.reason) == (BARBARA, "The load test failed")
        assert "- [ ] Technical Lead: Grace Hopper\n" in approvals_in(signed)
        assert signed.get("review.states") is None

    def test_cannot_be_hidden_by_writing_the_date_again(self, signed: Document) -> None:
        withdraw(signed, lead(signed), GRACE, "Too early", LATER)
        signed.set("approval[0].date", "2026-11-22")
        assert "withdrawn on 2026-11-23: Too early" in approvals_in(signed)

    def test_needs_a_reason_and_happens_once(self, signed: Document) -> None:
        with pytest.raises(ValueError, match="why"):
            withdraw(signed, lead(signed), GRACE, "  ", LATER)
        withdraw(signed, lead(signed), GRACE, "Too early", LATER)
        with pytest.raises(ValueError, match="already"):
            withdraw(signed, sign_offs(signed)[0], GRACE, "Again", LATER)

    def test_signed_again_the_earlier_one_is_replaced(self, signed: Document) -> None:
        signed.set(CONSTRAINT, "No downtime")
        record_sign_off(signed, LEAD, BARBARA, LATER)
        assert [standing(signed, each) for each in sign_offs(signed)] == [
            Standing.REPLACED,
            Standing.FRESH,
        ]
        assert "- [x] Technical Lead: Barbara Liskov - 2026-11-23" in approvals_in(signed)


class TestMarks:
    def test_are_bound_to_their_section_alone(self, document: Document) -> None:
        for step in document.template.steps:
            mark_reviewed(document, step, GRACE, NOW)
        document.set(CONSTRAINT, "No downtime")
        stale = [mark.section for mark in marks(document) if not is_fresh(document, mark)]
        assert stale == [("background",)]

    def test_of_the_first_section_cover_the_title(self, document: Document) -> None:
        mark_reviewed(document, document.template.steps[0], GRACE, NOW)
        document.set("title", "Another")
        assert [is_fresh(document, mark) for mark in marks(document)] == [False]

    def test_are_one_for_each_person_and_section(self, document: Document) -> None:
        section = document.template.steps[1]
        mark_reviewed(document, section, GRACE, NOW)
        mark_reviewed(document, section, BARBARA, NOW)
        document.set("overview.problem", "Another")
        mark_reviewed(document, section, GRACE, LATER)
        assert [(mark.person, is_fresh(document, mark)) for mark in marks(document)] == [
            (BARBARA, False),
            (GRACE, True),
        ]

    def test_are_taken_back_with_what_was_kept_for_them(self, document: Document) -> None:
        before = document.snapshot().document
        section = document.template.steps[1]
        mark_reviewed(document, section, GRACE, NOW)
        assert not unmark(document, section, BARBARA)
        assert unmark(document, section, GRACE)
        assert document == before

    def test_tell_what_changed_since_i_last_read(self, document: Document) -> None:
        record_sign_off(document, LEAD, GRACE, NOW)
        document.set("overview.problem", "Worse")
        document.set(CONSTRAINT, "No downtime")
        mark_reviewed(document, document.template.steps[1], GRACE, LATER)
        document.set("overview.goals[0]", "Peace")
        assert [change.field for change in changes_for(document, GRACE)] == [
            CONSTRAINT,
            "overview.goals[0]",
        ]
        assert changes_for(document, BARBARA) == []


class TestInThePreview:
    def test_the_box_loses_its_tick_at_the_first_key_and_gets_it_back_by_undo(
        self, signed: Document
    ) -> None:
        passages = LivePassages(signed)
        heard: list[int | None] = []
        signed.subscribe(lambda change: heard.append(passages.after(change)))
        approval = passages.index_of("approval[0].name")
        assert approval is not None
        assert "- [x] Technical Lead" in passages.passage(approval).text
        signed.set("title", signed.text("title") + "!")
        assert "- [ ] Technical Lead" in passages.passage(approval).text
        signed.set("title", signed.text("title") + "!")
        signed.undo()  # both keys, for they were typed in a row
        assert "- [x] Technical Lead" in passages.passage(approval).text
        title = passages.index_of("title")
        assert heard == [None, title, None]
