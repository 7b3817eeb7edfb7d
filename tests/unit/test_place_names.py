"""What places in a document are called before people: those that no template names."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from designdoc_tui.document import Document
from designdoc_tui.markdown.imported.importing import import_markdown
from designdoc_tui.markdown.steps import steps_of
from designdoc_tui.merge import in_words, is_for_people, label_of
from designdoc_tui.review.comments import add_comment, reply, resolve
from designdoc_tui.review.marks import mark_reviewed
from designdoc_tui.review.people import Person
from designdoc_tui.review.sign_offs import record_sign_off
from designdoc_tui.template.load import load_template
from designdoc_tui.template.path import parse_path

NOW = datetime(2026, 11, 22, 14, 3, 11, tzinfo=UTC)
GRACE = Person("Grace Hopper", "grace@example.org")
ADA = Person("Ada Lovelace", "ada@example.org")
SOURCE = """\
# Sign-in

## Goals

- Safe
- Quick

And that is all.

## Odd

Words.

## References

- Tracker: sign-in
"""


@pytest.fixture
def document() -> Document:
    return import_markdown(SOURCE, load_template("design")).document


def called(document: Document, path: str) -> str:
    return label_of(document.template, parse_path(path), document.values)


class TestMarkdownThatIsNoSection:
    def test_is_called_by_its_heading(self, document: Document) -> None:
        assert called(document, "layout.pieces[3]") == "Odd"
        assert called(document, "layout.pieces[3].markdown") == "Odd"
        assert called(document, "layout.pieces[3].after") == "Odd › What follows it"

    def test_is_called_by_its_first_words_in_its_section(self, document: Document) -> None:
        assert called(document, "layout.pieces[2].markdown") == (
            "Overview › Goals › And that is all."
        )

    def test_has_the_name_of_its_place_where_it_is_not_known(self, document: Document) -> None:
        assert called(document, "layout.pieces[99].markdown") == "Layout › part 100"

    def test_is_told_from_how_a_section_is_laid_out(self, document: Document) -> None:
        assert called(document, "layout.pieces[1].heading") == "Layout › Overview › Goals › Heading"
        assert called(document, "layout.line_ends") == "Layout › Line ends"


class TestAComment:
    def test_is_called_by_what_it_is_about(self, document: Document) -> None:
        about = add_comment(document, parse_path("overview.goals[0]"), "Safe", "How?", GRACE, NOW)
        reply(document, about, "Well.", ADA, NOW)
        assert called(document, "review.comments[0]") == "Comment on Overview › Goals › 1"
        assert called(document, "review.comments[0].replies[0].text") == (
            "Comment on Overview › Goals › 1 › Reply 1 › Text"
        )

    def test_on_the_whole_says_so(self, document: Document) -> None:
        add_comment(document, (), "", "Well done.", GRACE, NOW)
        assert called(document, "review.comments[0]") == "Comment on the document"

    def test_is_called_by_its_words_where_others_stand_in_their_place(
        self, document: Document
    ) -> None:
        add_comment(document, parse_path("overview.goals[0]"), "Safe", "How?", GRACE, NOW)
        document.move("overview.goals[1]", 0)
        assert called(document, "review.comments[0]") == "Comment on “Safe”"

    def test_on_a_comment_is_called_something(self, document: Document) -> None:
        add_comment(document, parse_path("review.comments[0]"), "", "Me?", GRACE, NOW)
        assert called(document, "review.comments[0]").startswith("Comment on review")

    def test_reads_as_it_was_said(self, document: Document) -> None:
        about = add_comment(document, parse_path("overview.goals[0]"), "Safe", "How?", GRACE, NOW)
        reply(document, about, "Well.", ADA, NOW)
        resolve(document, about, GRACE, NOW)
        path = parse_path("review.comments[0]")
        assert in_words(path, document.get(path)) == (
            "How?\n“Safe”\nGrace Hopper, 2026-11-22\n\nWell.\nAda Lovelace, 2026-11-22\n"
            "Settled: Grace Hopper, 2026-11-22"
        )


class TestTheRestOfAReview:
    def test_is_called_by_what_it_says(self, document: Document) -> None:
        document.set("approval", [{"role": "Technical Lead", "name": "Grace Hopper"}])
        overview = document.template.sections_by_path[("overview",)]
        mark_reviewed(document, overview, GRACE, NOW)
        record_sign_off(document, "Technical Lead", GRACE, NOW)
        document.set_not_applicable(document.template.sections_by_path[("migration",)], "None.")
        assert called(document, "review.marks[0]") == "Overview, read by Grace Hopper"
        assert called(document, "review.sign_offs[0]") == "Sign-off of Technical Lead"
        assert called(document, "review.not_applicable.migration").endswith("› Does not apply")
        assert called(document, "review.author_may_sign") == "Review › Why the author may sign"

    def test_does_not_say_that_markdown_was_read_which_stands_where_something_was(
        self, document: Document
    ) -> None:
        odd = next(step.section for step in steps_of(document) if step.section.heading == "Odd")
        mark_reviewed(document, odd, GRACE, NOW)
        document.insert("layout.pieces", 3, {"markdown": "## New\n\nUnread."})
        assert called(document, "review.marks[0]") == "Markdown, read by Grace Hopper"

    @pytest.mark.parametrize("path", ["review.states.5f0c", "review.marks[0].digest"])
    def test_is_in_part_for_programs_alone(self, path: str) -> None:
        assert not is_for_people(parse_path(path))

    @pytest.mark.parametrize("path", ["review.comments[0].text", "references.states", "title"])
    def test_is_for_people_otherwise(self, path: str) -> None:
        assert is_for_people(parse_path(path))
