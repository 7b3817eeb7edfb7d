"""Comments: threads about words, which find those words again or say that they cannot."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from designdoc_tui.document import Document
from designdoc_tui.review.anchors import Anchor, Place, place_of
from designdoc_tui.review.comments import (
    Comment,
    add_comment,
    comments,
    reopen,
    reply,
    resolve,
    standing,
)
from designdoc_tui.review.people import Person
from designdoc_tui.template.load import load_template
from designdoc_tui.template.path import parse_path

NOW = datetime(2026, 11, 22, 14, 3, 11, tzinfo=UTC)
ADA, GRACE = Person("Ada", "ada@example.org"), Person("Grace")
PROBLEM = "Passwords alone do not keep anybody out. They are shared, guessed and reused."
QUOTE = "They are shared, guessed and reused."


@pytest.fixture
def document() -> Document:
    return Document(
        load_template("design"),
        {
            "overview": {"problem": PROBLEM, "goals": ["Nobody signs in twice", "It is quick"]},
            "trade_offs": [{"title": "Codes or keys", "decision": "Both"}],
        },
    )


def comment_on(document: Document, path: str, quote: str = "") -> Comment:
    return add_comment(document, parse_path(path), quote, "Really?", GRACE, NOW)


def place(document: Document) -> Place:
    (only,) = comments(document)
    return place_of(document, only)


class TestThreads:
    def test_are_answered_settled_and_opened_again(self, document: Document) -> None:
        comment = comment_on(document, "overview.problem", QUOTE)
        reply(document, comment, "Yes.", ADA, NOW)
        resolve(document, comment, GRACE, NOW)
        (thread,) = comments(document)
        assert [(each.text, each.person) for each in thread.replies] == [("Yes.", ADA)]
        assert thread.resolved is not None
        reopen(document, comment)
        assert comments(document)[0].resolved is None

    def test_have_ids_that_two_branches_do_not_share(self, document: Document) -> None:
        made = [comment_on(document, "overview.problem") for _ in range(3)]
        made.append(add_comment(document, ("overview",), "", "Other", ADA, NOW))
        assert len({comment.id for comment in made}) == 4

    def test_without_an_id_are_known_by_what_they_say(self, document: Document) -> None:
        for text in ("One", "Two", "Three"):
            comment = add_comment(document, ("overview",), "", text, GRACE, NOW)
            document.set(("review", "comments", comment.position, "id"), None)
        first, second, third = comments(document)
        reply(document, third, "Yes.", ADA, NOW)
        resolve(document, third, ADA, NOW)
        document.remove(("review", "comments", 0))
        assert standing(document, first) is None
        reply(document, second, "No.", ADA, NOW)
        assert [each.replies[0].text for each in comments(document)] == ["No.", "Yes."]

    def test_say_something_about_something(self, document: Document) -> None:
        with pytest.raises(ValueError, match="say something"):
            add_comment(document, ("overview",), "", " \n", GRACE, NOW)
        never_made = comment_on(document, "overview.problem")
        document.undo()
        with pytest.raises(KeyError):
            reply(document, never_made, "Yes.", ADA, NOW)
        assert comments(document) == []

    def test_are_taken_back_by_undo(self, document: Document) -> None:
        comment_on(document, "overview.problem")
        document.undo()
        assert comments(document) == []


class TestWhereACommentBelongs:
    def test_in_place_while_its_words_are_there(self, document: Document) -> None:
        comment_on(document, "overview.problem", QUOTE)
        document.set("overview.problem", f"First of all: {PROBLEM}")
        assert place(document) == Place(Anchor.IN_PLACE, ("overview", "problem"), QUOTE)

    def test_it_moves_with_its_words(self, document: Document) -> None:
        comment_on(document, "overview.goals[0]", "Nobody signs in twice")
        document.move("overview.goals[0]", 1)
        expected = Place(Anchor.MOVED, ("overview", "goals", 1), "Nobody signs in twice")
        assert place(document) == expected

    def test_it_knows_its_words_when_they_change_a_little(self, document: Document) -> None:
        comment_on(document, "overview.problem", QUOTE)
        document.set("overview.problem", PROBLEM.replace("guessed", "found out"))
        expected = "They are shared, found out and reused"
        found = place(document)
        assert (found.anchor, found.path) == (Anchor.CHANGED, ("overview", "problem"))
        assert found.quote.startswith(expected[:20])

    def test_it_says_when_its_words_are_gone(self, document: Document) -> None:
        comment_on(document, "overview.problem", QUOTE)
        document.set("overview.problem", "Nothing at all")
        assert place(document) == Place(Anchor.LOST, ("overview", "problem"), QUOTE)

    def test_it_never_disappears_with_what_it_was_about(self, document: Document) -> None:
        comment_on(document, "trade_offs[0].decision", "Both")
        document.remove("trade_offs[0]")
        assert place(document) == Place(Anchor.LOST, ("trade_offs",), "Both")

    @pytest.mark.parametrize("path", ["overview", "overview.solution", "future_work"])
    def test_about_a_whole_section_or_field_needs_no_words(
        self, document: Document, path: str
    ) -> None:
        comment_on(document, path)
        assert place(document) == Place(Anchor.IN_PLACE, parse_path(path), "")

    @pytest.mark.parametrize("path", ["nowhere", "", "trade_offs[7].title", "a..b"])
    def test_about_what_never_was_it_has_lost_its_place(
        self, document: Document, path: str
    ) -> None:
        document.set("review", {"comments": [{"id": "x", "path": path, "text": "?", "quote": "q"}]})
        assert place(document).anchor is Anchor.LOST
