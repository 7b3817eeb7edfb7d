"""From a draft with everything open to an approved one, and what happens on the way."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

from designdoc_screens.review_changes import ChangesScreen
from designdoc_screens.review_dialogs import PersonDialog
from designdoc_tui.approval import Filter, ItemKind, ItemState, history
from designdoc_tui.document import Document
from designdoc_tui.draft.load import load_draft
from designdoc_tui.markdown.render import render
from designdoc_tui.review.approvals import role_key
from designdoc_tui.review.comments import comments
from designdoc_tui.review.marks import marks
from designdoc_tui.review.sign_offs import current_sign_off, sign_offs
from tests.contrast import quietest
from tests.stories.reviewer import (
    BARBARA,
    GRACE,
    PROBLEM,
    at_the_checklist,
    example,
    half_reviewed,
    with_everything_open,
    written,
)
from tests.stories.test_imported_documents import brought_in

LEAD = "sign-off:technical lead"
BLOCKER = "question:open_questions[0]"


@pytest.fixture(autouse=True)
def _grace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESIGNDOC_AUTHOR", str(GRACE))


class TestFromOpenToApproved:
    async def test_everything_is_settled_by_keyboard(self, tmp_path: Path) -> None:
        async with at_the_checklist(with_everything_open(tmp_path)) as grace:
            counts = grace.review.checklist.counts()
            assert all(counts[kind].open for kind in ItemKind)

            # A finding: to its field, and back.
            finding = grace.item
            assert finding.field == PROBLEM
            grace.presses("enter")
            await grace.rests()
            assert grace.field == PROBLEM
            grace.types("Passwords get stolen.")
            grace.presses("f5")
            await grace.rests()
            assert grace.state_of(finding.key) == "gone"

            # A question: answered.
            await grace.chooses_item(BLOCKER)
            grace.presses("space")
            grace.types("Yes, after a call back.")
            grace.presses("f2")
            await grace.rests()
            assert grace.state_of(BLOCKER) == "done"
            assert grace.document.text("open_questions[0].answered_by") == GRACE.name

            # A comment: replied to and settled.
            comment = comments(grace.document)[0]
            await grace.chooses_item(f"comment:{comment.id}")
            grace.presses("c")
            grace.types("At night it may be down.")
            grace.presses("f3")
            await grace.rests()
            assert grace.state_of(f"comment:{comment.id}") == "done"
            assert comments(grace.document)[0].replies[0].text == "At night it may be down."

            # The sections: read.
            await grace.chooses_item("section:metadata")
            grace.presses("j", "space", "j", "space", "j", "down", "k", "up")
            await grace.rests()
            assert grace.item.key == "section:background"
            assert grace.state_of("section:overview") == "done"
            assert grace.state_of("section:background") == "done"

            # Not approved without her; each reason leads to its field.
            grace.presses("t")
            await grace.rests()
            assert grace.sees("refused, 1 reason")
            grace.presses("enter")
            await grace.rests()
            assert grace.field == "approval[0]"

            # The sign-offs, one of a role that nobody had asked for.
            grace.presses("f5")
            await grace.rests()
            await grace.chooses_item(LEAD)
            grace.presses("s")
            await grace.rests()
            assert grace.sees("Sign as Technical Lead")
            assert grace.sees("Two-factor sign-in")
            grace.presses("enter")
            await grace.rests()
            assert grace.state_of(LEAD) == "done"
            await grace.chooses_item("section:overview")
            grace.presses("s", "end", "enter")
            grace.types("Legal Review")
            grace.presses("f2", "enter")
            await grace.rests()
            assert grace.state_of("sign-off:legal review") == "done"
            assert grace.state_of(LEAD) == "done"

            grace.presses("t", "enter")
            await grace.rests()
            assert grace.document.text("metadata.status") == "Approved"
            await grace.saves()
            await grace.leaves()

        saved = load_draft(tmp_path / "design.yaml").document
        assert saved.text("metadata.status") == "Approved"
        assert [step.after for step in history(saved)] == ["Approved"]
        assert "- [x] Technical Lead: Grace Hopper - 2026-11-22" in render(saved)
        assert (tmp_path / "design.md").read_text() == render(saved)

    async def test_every_step_of_it_can_be_undone(self, tmp_path: Path) -> None:
        async with at_the_checklist(half_reviewed(tmp_path)) as grace:
            before = copy.deepcopy(grace.document.values)
            await grace.chooses_item("section:overview")
            grace.presses("space")
            await grace.rests()
            assert grace.state_of("section:overview") == "done"
            assert grace.document.is_modified
            grace.presses("ctrl+z")
            await grace.rests()
            assert grace.state_of("section:overview") == "stale"
            assert grace.sees("Taken back: Review › Read")
            assert grace.document.values == before
            assert not grace.document.is_modified
            grace.presses("ctrl+y")
            await grace.rests()
            assert grace.state_of("section:overview") == "done"


class TestComingAndGoing:
    async def test_f5_comes_back_to_the_field_and_to_the_item(self, tmp_path: Path) -> None:
        async with at_the_checklist(half_reviewed(tmp_path)) as grace:
            await grace.chooses_item("section:migration")
            grace.presses("enter")
            await grace.rests()
            assert not grace.is_reviewing
            assert grace.heading == "Migration"
            grace.presses("tab")
            await grace.rests()
            left = grace.field
            grace.presses("f5")
            await grace.rests()
            assert grace.item.key == "section:migration"
            grace.presses("f5")
            await grace.rests()
            assert grace.field == left

    async def test_keys_typed_at_once_all_arrive(self, tmp_path: Path) -> None:
        async with at_the_checklist(with_everything_open(tmp_path)) as grace:
            grace.presses("enter")
            grace.types("Stolen")
            grace.presses("f5", "f5")
            grace.types(" passwords")
            await grace.rests()
            assert grace.document.text(PROBLEM) == "Stolen passwords"

    async def test_n_and_p_pass_over_what_is_done(self, tmp_path: Path) -> None:
        async with at_the_checklist(half_reviewed(tmp_path)) as grace:
            await grace.chooses_item("section:migration")
            assert grace.item.state.value == "done"
            grace.presses("p", "n")
            await grace.rests()
            assert grace.item.key == "section:trade_offs"
            grace.presses("n", times=100)
            await grace.rests()
            assert grace.item.key == "sign-off:product owner"

    async def test_filters_show_what_is_open_and_what_is_mine(self, tmp_path: Path) -> None:
        async with at_the_checklist(half_reviewed(tmp_path)) as grace:
            grace.presses("f")
            await grace.rests()
            assert grace.review.items.items
            assert all(item.is_open for item in grace.review.items.items)
            grace.presses("f")
            await grace.rests()
            shown = grace.review.items.items
            assert shown == tuple(grace.review.checklist.shown(Filter.MINE, GRACE))
            assert all(item.is_for(GRACE) for item in shown)

    async def test_the_passage_stands_beside_the_item(self, tmp_path: Path) -> None:
        async with at_the_checklist(half_reviewed(tmp_path)) as grace:
            await grace.chooses_item("section:migration")
            assert "Migration" in grace.review.preview.visible_text()

    async def test_on_a_narrow_terminal_the_preview_is_a_key_away(self, tmp_path: Path) -> None:
        async with at_the_checklist(half_reviewed(tmp_path), size=(60, 20)) as grace:
            assert not grace.review.preview.display
            grace.presses("f6")
            await grace.rests()
            assert grace.review.preview.display
            assert grace.app.focused is grace.review.preview
            grace.presses("f6")
            await grace.rests()
            assert grace.app.focused is grace.review.items

    async def test_says_why_a_key_does_nothing(self, tmp_path: Path) -> None:
        async with at_the_checklist(with_everything_open(tmp_path)) as grace:
            grace.presses("space")
            await grace.rests()
            assert grace.sees("Only sections, questions and comments are marked")

    async def test_all_keys_are_a_key_away(self, tmp_path: Path) -> None:
        async with at_the_checklist(half_reviewed(tmp_path)) as grace:
            grace.presses("question_mark")
            await grace.rests()
            assert grace.sees("Everything between the document and its approval")


class TestUndoInTheForm:
    async def test_of_a_mark_says_so_and_leaves_the_author_where_they_are(
        self, tmp_path: Path
    ) -> None:
        async with at_the_checklist(written(tmp_path, example())) as grace:
            await grace.chooses_item("section:background")
            grace.presses("enter")
            await grace.until(lambda: grace.field.startswith("background"))
            here = grace.field
            grace.presses("f5")
            await grace.rests()
            await grace.chooses_item("section:migration")
            grace.presses("space", "f5")
            await grace.rests()
            grace.presses("ctrl+z")
            await grace.rests()
            assert grace.sees("Taken back: Review")
            assert grace.field == here
            assert not marks(grace.document)
            grace.presses("ctrl+y")
            await grace.rests()
            assert grace.sees("Done again: Review")
            assert grace.field == here
            assert len(marks(grace.document)) == 1


class TestWhoIsThere:
    async def test_is_asked_once_and_remembered(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("DESIGNDOC_AUTHOR")
        draft = half_reviewed(tmp_path)
        async with at_the_checklist(draft) as somebody:
            await somebody.chooses_item("section:references")
            somebody.presses("space")
            await somebody.rests()
            assert isinstance(somebody.screen, PersonDialog)
            somebody.types("Barbara Liskov\nbarbara@example.org\n")
            await somebody.rests()
            assert somebody.item.people[-1] == BARBARA
            await somebody.saves()
        async with at_the_checklist(draft) as somebody:
            await somebody.chooses_item("section:future_work")
            somebody.presses("space")
            await somebody.rests()
            assert somebody.item.people[-1] == BARBARA


class TestComments:
    async def test_are_offered_whether_a_section_was_read_or_not(self, tmp_path: Path) -> None:
        async with at_the_checklist(half_reviewed(tmp_path)) as grace:
            for section, state in (
                ("metadata", "open"),
                ("overview", "stale"),
                ("migration", "done"),
            ):
                await grace.chooses_item(f"section:{section}")
                assert grace.state_of(f"section:{section}") == state
                assert grace.reads("c: comment")

    async def test_quote_words_of_the_text(self, tmp_path: Path) -> None:
        async with at_the_checklist(written(tmp_path, example())) as grace:
            await grace.chooses_item("section:background")
            grace.presses("c", "shift+tab", "down", "enter")
            grace.types("How many\nof them?")
            grace.presses("f2")
            await grace.rests()
            made = comments(grace.document)[0]
            assert made.text == "How many\nof them?"
            assert made.quote
            assert made.quote in grace.document.text(made.path)
            assert grace.item.key == f"comment:{made.id}"

    async def test_what_was_typed_is_there_again_after_escape(self, tmp_path: Path) -> None:
        async with at_the_checklist(written(tmp_path, example())) as grace:
            await grace.chooses_item("section:background")
            grace.presses("c")
            grace.types("Half a thou")
            grace.presses("escape")
            await grace.rests()
            assert not comments(grace.document)
            grace.presses("c")
            grace.types("ght")
            grace.presses("f2")
            await grace.rests()
            assert comments(grace.document)[0].text == "Half a thought"

    async def test_one_that_lost_its_place_says_so(self, tmp_path: Path) -> None:
        async with at_the_checklist(half_reviewed(tmp_path)) as grace:
            lost = next(each for each in comments(grace.document) if each.text == "Measured?")
            await grace.chooses_item(f"comment:{lost.id}")
            assert grace.sees("lost its place")
            grace.presses("c")
            await grace.rests()
            assert grace.sees("Lost its place: these words are gone.")

    async def test_space_settles_one_and_opens_it_again(self, tmp_path: Path) -> None:
        async with at_the_checklist(half_reviewed(tmp_path)) as grace:
            about = comments(grace.document)[0].id
            await grace.chooses_item(f"comment:{about}")
            grace.presses("space")
            await grace.rests()
            assert grace.state_of(f"comment:{about}") == "done"
            grace.presses("space")
            await grace.rests()
            assert grace.state_of(f"comment:{about}") == "open"

    async def test_one_written_by_hand_without_an_id_is_one_like_others(
        self, tmp_path: Path
    ) -> None:
        document = example()
        document.set("review.comments", [{"path": "overview", "text": "Why?", "name": "Ada"}])
        async with at_the_checklist(written(tmp_path, document)) as grace:
            await grace.chooses_item("comment:0")
            grace.presses("space")
            await grace.rests()
            assert grace.state_of("comment:0") == "done"
            grace.presses("c")
            grace.types("Because.")
            grace.presses("f2")
            await grace.rests()
            assert grace.sees("Because.")
            assert comments(grace.document)[0].replies[0].text == "Because."

    async def test_that_is_gone_by_now_takes_no_answer_and_loses_none(self, tmp_path: Path) -> None:
        async with at_the_checklist(half_reviewed(tmp_path)) as grace:
            about = comments(grace.document)[0]
            await grace.chooses_item(f"comment:{about.id}")
            grace.presses("c")
            grace.types("Not at night.")
            await grace.rests()
            grace.document.remove(("review", "comments", about.position))
            grace.presses("f2")
            await grace.rests()
            assert grace.sees("not there any more")
            assert comments(grace.document)[-1].text == "Not at night."


class TestSigning:
    async def test_says_what_changed_since_by_the_names_of_fields(self, tmp_path: Path) -> None:
        async with at_the_checklist(half_reviewed(tmp_path)) as grace:
            await grace.chooses_item(LEAD)
            grace.presses("s")
            await grace.rests()
            assert grace.sees("Sign as Technical Lead")
            assert grace.sees("since then Overview › Goals ›")
            assert grace.sees("2 and Background › Constraints › 1 changed")

    async def test_is_done_in_a_role_that_no_line_could_hold(self, tmp_path: Path) -> None:
        role = "Head of \x1b[31mEverything " + "and all the rest" * 30
        document = example()
        document.set("approval", [{"role": role, "name": str(GRACE.name)}])
        document.set("open_questions", None)
        async with at_the_checklist(written(tmp_path, document)) as grace:
            await grace.chooses_item(f"sign-off:{role_key(role)}")
            grace.presses("s")
            await grace.rests()
            grace.presses("enter")
            await grace.rests()
            assert [each.role for each in sign_offs(grace.document)] == [role]
            assert grace.item.state is ItemState.DONE

    async def test_is_refused_with_every_reason_each_a_key_from_its_field(
        self, tmp_path: Path
    ) -> None:
        document = example()
        document.set("metadata.status", "Draft")
        async with at_the_checklist(written(tmp_path, document)) as grace:
            await grace.chooses_item(LEAD)
            grace.presses("s")
            await grace.rests()
            assert grace.sees("Not to be signed as Technical Lead yet")
            grace.presses("enter")
            await grace.rests()
            assert grace.field == "metadata.status"
            assert not sign_offs(grace.document)

    async def test_is_not_given_to_what_changed_while_it_was_asked_for(
        self, tmp_path: Path
    ) -> None:
        async with at_the_checklist(half_reviewed(tmp_path)) as grace:
            await grace.chooses_item(LEAD)
            before = len(sign_offs(grace.document))
            grace.presses("s")
            await grace.rests()
            grace.document.set(PROBLEM, "From elsewhere")
            grace.presses("enter")
            await grace.rests()
            assert len(sign_offs(grace.document)) == before
            assert grace.sees("look again with s")
            grace.presses("s")
            await grace.rests()
            grace.presses("enter")
            await grace.rests()
            assert len(sign_offs(grace.document)) == before + 1

    async def test_is_taken_back_with_a_reason(self, tmp_path: Path) -> None:
        async with at_the_checklist(half_reviewed(tmp_path)) as grace:
            await grace.chooses_item(LEAD)
            grace.presses("w")
            grace.types("The load test failed")
            grace.presses("f2")
            await grace.rests()
            assert current_sign_off(grace.document, "Technical Lead") is None
            withdrawn = sign_offs(grace.document)[0].withdrawn
            assert withdrawn is not None
            assert withdrawn.reason == "The load test failed"
            assert grace.item.state.value == "open"

    async def test_the_author_has_to_say_why_they_may(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("DESIGNDOC_AUTHOR", "Ada Lovelace <ada@example.org>")
        document = example()
        document.set("open_questions", None)
        document.set("approval", [{"role": "Technical Lead", "name": "Ada Lovelace"}])
        async with at_the_checklist(written(tmp_path, document)) as ada:
            await ada.chooses_item(LEAD)
            ada.presses("s")
            await ada.rests()
            assert ada.sees("You are the author")
            ada.presses("end", "enter")
            ada.types("Nobody else knows this code.")
            ada.presses("f2")
            await ada.rests()
            assert ada.document.text("review.author_may_sign") == "Nobody else knows this code."


class TestWhatChanged:
    async def test_is_shown_field_by_field(self, tmp_path: Path) -> None:
        async with at_the_checklist(half_reviewed(tmp_path)) as grace:
            await grace.chooses_item(LEAD)
            grace.presses("d")
            await grace.rests()
            assert isinstance(grace.screen, ChangesScreen)
            assert grace.sees("Overview › Goals › 2")
            grace.presses("enter")
            await grace.rests()
            assert grace.field == "overview.goals[1]"

    async def test_is_nothing_to_somebody_who_has_read_nothing(self, tmp_path: Path) -> None:
        async with at_the_checklist(written(tmp_path, example())) as grace:
            grace.presses("d")
            await grace.until(lambda: grace.sees("You have not read or signed it yet."))


class TestMarkdownThatIsNoSection:
    async def test_is_read_and_marked_like_a_section(self, tmp_path: Path) -> None:
        async with at_the_checklist(brought_in(tmp_path)) as grace:
            listed = grace.review.checklist.items
            key = next(item.key for item in listed if item.title == "Proposal")
            await grace.chooses_item(key)
            grace.presses("space")
            await grace.rests()
            assert grace.state_of(key) == "done"
            grace.presses("enter")
            await grace.rests()
            assert grace.heading == "Proposal"
            grace.presses("ctrl+end")
            grace.types(" At all.")
            grace.presses("f5")
            await grace.rests()
            assert grace.state_of(key) == "stale"
            grace.presses("d")
            await grace.rests()
            assert isinstance(grace.screen, ChangesScreen)
            assert [pair.label for pair in grace.screen.pairs] == ["Proposal"]
            assert grace.sees("no longer enough. At all.")

    async def test_is_called_as_it_was_when_it_is_gone(self, tmp_path: Path) -> None:
        async with at_the_checklist(brought_in(tmp_path)) as grace:
            items = grace.review.checklist.items
            proposal = next(item for item in items if item.title == "Proposal")
            await grace.chooses_item(proposal.key)
            grace.presses("space")
            await grace.rests()
            grace.document.remove(proposal.path[:-1])
            await grace.rests()
            assert grace.state_of(proposal.key) == "open"  # of what stands there now
            await grace.chooses_item("section:overview")
            grace.presses("d")
            await grace.rests()
            assert isinstance(grace.screen, ChangesScreen)
            assert [pair.label for pair in grace.screen.pairs] == ["Proposal"]


class TestTheChosenRow:
    @pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
    async def test_is_as_easy_to_read_as_the_others(self, tmp_path: Path, theme: str) -> None:
        async with at_the_checklist(half_reviewed(tmp_path)) as grace:
            grace.app.theme = theme
            grace.presses("d")
            await grace.rests()
            assert isinstance(grace.screen, ChangesScreen)
            chosen, other = (quietest(grace.screen.fields.render_line(row)) for row in (0, 1))
            assert chosen > 0.75 * other > 2.5


class TestTheMarkdownBesideTheDraft:
    async def test_is_out_of_date_only_where_a_save_would_not_mend_it(self, tmp_path: Path) -> None:
        draft = written(tmp_path, example())
        out_of_date = "finding:markdown-out-of-date:"
        async with at_the_checklist(draft) as grace:
            await grace.saves()
            await grace.chooses_item("section:overview")
            grace.presses("enter")
            grace.types("Well: ")
            grace.presses("f5")
            await grace.until(lambda: grace.is_reviewing and grace.document.is_modified)
            await grace.rests()
            assert grace.state_of(out_of_date) == "gone"
            await grace.saves()
        draft.write_text(draft.read_text().replace("Two-factor sign-in", "A second factor", 1))
        async with at_the_checklist(draft) as grace:
            assert grace.state_of(out_of_date) == "open"
            await grace.chooses_item(out_of_date)
            assert grace.reads("or write it anew with `designdoc-tui render -o`, or save with f2.")
            await grace.chooses_item("section:background")
            grace.presses("space")
            await grace.saves()
            await grace.until(lambda: grace.state_of(out_of_date) == "gone")


class TestTheRoles:
    async def test_say_all_of_how_they_stand_in_a_small_terminal(self, tmp_path: Path) -> None:
        async with at_the_checklist(written(tmp_path, example())) as grace:
            await grace.resizes(80, 24)
            grace.presses("s")
            await grace.until(lambda: grace.sees("is asked to sign; a date alone is no"))
            assert grace.sees("sign-off")


class TestALargeDraft:
    async def test_its_list_comes_by_itself(self, tmp_path: Path) -> None:
        base = example()
        values = copy.deepcopy(base.values)
        values["design"]["components"] = [{"name": f"Part {n}"} for n in range(1, 1001)]  # type: ignore[index, call-overload]
        document = Document(base.template, values)
        async with at_the_checklist(written(tmp_path, document)) as grace:
            await grace.until(lambda: len(grace.review.items.items) > 1000)
            grace.presses("n", times=3)
            await grace.rests()
            assert grace.item.field == "design.components[3].purpose"
            await grace.chooses_item("section:overview")
            grace.presses("space")
            await grace.until(lambda: grace.state_of("section:overview") == "done")
            assert grace.item.key == "section:overview"


class TestReadOnly:
    async def test_nothing_is_marked_and_the_reason_is_told(self, tmp_path: Path) -> None:
        async with at_the_checklist(half_reviewed(tmp_path)) as grace:
            grace.document.freeze("somebody else has it")
            await grace.chooses_item("section:references")
            grace.presses("space")
            await grace.rests()
            assert grace.state_of("section:references") == "open"
            assert grace.sees("Somebody else has it")
