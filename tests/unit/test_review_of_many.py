"""Sign-offs and marks by the hundred: what changed is looked for once for all who saw the same."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from designdoc_tui.approval import checklist
from designdoc_tui.document import Document
from designdoc_tui.document.values import Values
from designdoc_tui.draft.load import load_draft
from designdoc_tui.markdown.live import LivePassages
from designdoc_tui.markdown.render import render
from designdoc_tui.review import changes as changes_module
from designdoc_tui.review.field_changes import FieldChange, field_changes
from designdoc_tui.review.marks import mark_reviewed
from designdoc_tui.review.people import Person
from designdoc_tui.review.sign_offs import record_sign_off
from designdoc_tui.template.kinds import Value
from designdoc_tui.template.model import Template
from tests.documents import EXAMPLE

NOW = datetime(2026, 11, 22, 14, 3, 11, tzinfo=timezone(timedelta(hours=1)))
GRACE = Person("Grace Hopper", "grace@example.org")


@pytest.fixture
def document() -> Document:
    return load_draft(EXAMPLE).document


def approvals_in(document: Document) -> str:
    return render(document).split("## Approval\n\n")[1]


class TestManyWhoSawTheSame:
    """What changed is looked for once for all of them, by whoever asks."""

    @pytest.fixture
    def compared(self, monkeypatch: pytest.MonkeyPatch) -> list[Value]:
        """Every state that what stands there now is compared with, as it happens."""
        seen: list[Value] = []

        def looked(template: Template, before: Value, after: Values) -> list[FieldChange]:
            seen.append(before)
            return field_changes(template, before, after)

        monkeypatch.setattr(changes_module, "field_changes", looked)
        return seen

    @pytest.fixture
    def signed_by_all(self, document: Document) -> Document:
        for number in range(40):
            record_sign_off(document, f"Role {number}", GRACE, NOW)
            mark_reviewed(document, document.template.steps[1], Person(f"{number}", "a@b"), NOW)
        document.set("overview.problem", "Worse")
        return document

    def test_is_told_at_every_box(self, signed_by_all: Document, compared: list[Value]) -> None:
        text = approvals_in(signed_by_all)
        assert text.count("overview.problem changed after Grace Hopper signed") == 40
        assert len(compared) == 1

    def test_is_told_at_every_item_of_the_checklist(
        self, signed_by_all: Document, compared: list[Value]
    ) -> None:
        items = checklist(signed_by_all, today=NOW.date()).items
        assert sum("overview.problem changed" in item.detail for item in items) == 41
        assert len(compared) == 3  # the sign-offs by `check` and by the list, the marks by the list

    def test_is_looked_for_again_only_when_the_content_changes(
        self, signed_by_all: Document, compared: list[Value]
    ) -> None:
        passages = LivePassages(signed_by_all)
        approval = passages.index_of("approval[0].name")
        assert approval is not None
        for name in ("B", "Bo", "Bob"):
            signed_by_all.set("approval[0].name", name)
            assert "overview.problem changed" in passages.passage(approval).text
        assert len(compared) == 1
        signed_by_all.set("title", "Another")
        assert "title and overview.problem changed" in passages.passage(approval).text
        assert len(compared) == 2

    def test_states_that_unpack_to_more_than_they_are_worth_are_not_all_told(
        self, document: Document, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        small = Document(document.template, {"title": "Small"})
        for number in range(12):
            small.set("overview.goals", ["a"] * 15_000 + [str(number)])
            record_sign_off(small, f"Role {number}", GRACE, NOW)
        small.set("overview.goals", ["b"])
        change = FieldChange(("overview", "goals", 0), "a", "b")
        monkeypatch.setattr(changes_module, "field_changes", lambda *_: [change])
        said = [
            line.split(": ")[1] for line in approvals_in(small).splitlines() if " after " in line
        ]
        told = said.index("the content changed after Grace Hopper signed on 2026-11-22")
        assert set(said[:told]) == {
            "overview.goals[0] changed after Grace Hopper signed on 2026-11-22"
        }
        assert set(said[told:]) == {"the content changed after Grace Hopper signed on 2026-11-22"}
        assert 1 < told < len(said) == 12
