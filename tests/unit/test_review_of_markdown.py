"""Markdown that came in with an import and is no section: it is read and marked like sections."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from designdoc_tui.approval import Item, ItemKind, ItemState, checklist
from designdoc_tui.document import Document
from designdoc_tui.markdown.imported.importing import import_markdown
from designdoc_tui.markdown.imported.outline import apply, to_fields, verbatim_pieces
from designdoc_tui.markdown.steps import steps_of
from designdoc_tui.review.changes import changes_for, changes_since
from designdoc_tui.review.field_changes import FieldChange
from designdoc_tui.review.marks import Marked, mark_reviewed, marks, unmark
from designdoc_tui.review.people import Person
from designdoc_tui.template.load import load_template
from designdoc_tui.template.model import Section
from designdoc_tui.template.path import format_path, parse_path

NOW = datetime(2026, 11, 22, 14, 3, 11, tzinfo=timezone(timedelta(hours=1)))
GRACE = Person("Grace Hopper", "grace@example.org")
BARBARA = Person("Barbara Liskov", "barbara@example.org")
SOURCE = """\
# Sign-in

## Goals

- Safe

## Odd

Words.

## Glossary

More words.
"""
PIECES = "layout.pieces"
ODD = "layout.pieces[2].markdown"
GLOSSARY = "layout.pieces[3].markdown"


@pytest.fixture
def document() -> Document:
    return import_markdown(SOURCE, load_template("design")).document


def section_at(document: Document, path: str) -> Section:
    sections = (step.section for step in steps_of(document))
    return next(section for section in sections if section.path == parse_path(path))


def to_read(document: Document, me: Person = GRACE) -> dict[str, Item]:
    """The sections to read and the Markdown among them, by what they are called."""
    listed = checklist(document, today=date(2026, 11, 22), me=me).items
    return {item.title: item for item in listed if item.kind is ItemKind.SECTION}


class TestTheChecklist:
    def test_lists_it_where_it_stands_among_the_sections(self, document: Document) -> None:
        assert list(to_read(document)) == ["Metadata", "Overview", "Odd", "Glossary"]
        assert to_read(document)["Odd"].field == ODD

    def test_leaves_out_what_was_emptied(self, document: Document) -> None:
        document.set(ODD, "")
        assert "Odd" not in to_read(document)

    def test_says_who_has_read_it(self, document: Document) -> None:
        mark_reviewed(document, section_at(document, ODD), GRACE, NOW)
        assert to_read(document)["Odd"].state is ItemState.DONE
        assert to_read(document)["Odd"].detail == "Grace Hopper on 2026-11-22"
        assert to_read(document)["Glossary"].state is ItemState.OPEN
        assert to_read(document, BARBARA)["Odd"].state is ItemState.OPEN


class TestAMark:
    def test_is_stale_when_the_text_changes_and_counts_when_it_is_changed_back(
        self, document: Document
    ) -> None:
        mark_reviewed(document, section_at(document, ODD), GRACE, NOW)
        document.set(ODD, "## Odd\n\nOther words.")
        (mark,) = marks(document)
        assert to_read(document)["Odd"].state is ItemState.STALE
        said = "Grace Hopper on 2026-11-22, since when the content changed"
        assert to_read(document)["Odd"].detail == said
        change = FieldChange(parse_path(ODD), "## Odd\n\nWords.", "## Odd\n\nOther words.")
        assert changes_since(document, mark) == [change]
        assert changes_for(document, GRACE) == [change]
        document.set(ODD, "## Odd\n\nWords.")
        assert to_read(document)["Odd"].state is ItemState.DONE
        assert changes_for(document, GRACE) == []

    def test_goes_with_its_text_when_that_comes_to_stand_elsewhere(
        self, document: Document
    ) -> None:
        mark_reviewed(document, section_at(document, GLOSSARY), GRACE, NOW)
        document.move(PIECES + "[3]", 2)
        document.insert(PIECES, 0, {"markdown": "In front of it all."})
        (mark,) = marks(document)
        assert to_read(document)["Glossary"].field == "layout.pieces[3].markdown"
        assert to_read(document)["Glossary"].state is ItemState.DONE
        assert to_read(document)["Odd"].state is ItemState.OPEN
        assert changes_since(document, mark) == []

    def test_of_what_comes_to_stand_in_a_place_is_not_taken_for_that_of_what_stood_there(
        self, document: Document
    ) -> None:
        mark_reviewed(document, section_at(document, ODD), GRACE, NOW)
        mark_reviewed(document, section_at(document, GLOSSARY), GRACE, NOW)
        document.remove(PIECES + "[2]")
        assert "Odd" not in to_read(document)
        assert to_read(document)["Glossary"].detail == "Grace Hopper on 2026-11-22"

    def test_is_one_for_each_person_and_text(self, document: Document) -> None:
        for person in (GRACE, BARBARA):
            mark_reviewed(document, section_at(document, ODD), person, NOW)
        document.set(ODD, "## Odd\n\nOther words.")
        mark_reviewed(document, section_at(document, ODD), GRACE, NOW)
        on = Marked(document).on(parse_path(ODD))
        assert [mark.person for mark in on] == [BARBARA, GRACE]
        assert to_read(document)["Odd"].state is ItemState.DONE
        assert to_read(document, BARBARA)["Odd"].state is ItemState.STALE

    def test_is_taken_back_with_what_was_kept_for_it(self, document: Document) -> None:
        before = document.snapshot().document
        mark_reviewed(document, section_at(document, ODD), GRACE, NOW)
        assert unmark(document, section_at(document, ODD), GRACE)
        assert document == before

    def test_that_leads_nowhere_is_left_alone(self, document: Document) -> None:
        entry = {"section": "title[3].x", "name": "Grace Hopper", "digest": "0" * 64}
        elsewhere = [{**entry, "section": f"layout.pieces[{at}].x"} for at in (2, 99)]
        document.set("review.marks", [entry, *elsewhere])
        assert {item.state for item in to_read(document).values()} == {ItemState.OPEN}
        assert [changes_since(document, mark) for mark in marks(document)] == [None] * 3
        mark_reviewed(document, section_at(document, ODD), GRACE, NOW)
        assert to_read(document)["Odd"].state is ItemState.DONE


class TestAMarkOnMarkdownThatWasEdited:
    def test_goes_with_its_heading(self, document: Document) -> None:
        mark_reviewed(document, section_at(document, GLOSSARY), GRACE, NOW)
        document.set(GLOSSARY, "## Glossary\n\nAll of it is told otherwise.")
        document.remove(ODD.removesuffix(".markdown"))
        assert to_read(document)["Glossary"].field == ODD
        assert to_read(document)["Glossary"].state is ItemState.STALE
        said = FieldChange(
            parse_path(ODD),
            "## Glossary\n\nMore words.",
            "## Glossary\n\nAll of it is told otherwise.",
        )
        assert changes_for(document, GRACE) == [said]

    def test_goes_with_its_words_where_it_is_called_something_else(
        self, document: Document
    ) -> None:
        document.set(ODD, "## Odd\n\nEight of these words stand there as before.")
        mark_reviewed(document, section_at(document, ODD), GRACE, NOW)
        document.insert(PIECES, 0, {"markdown": "In front of it all."})
        document.set(GLOSSARY, "## Strange\n\nEight of these words stand there as ever.")
        assert to_read(document)["Strange"].state is ItemState.STALE
        assert to_read(document)["In front of it all."].state is ItemState.OPEN

    def test_is_not_taken_for_one_on_what_came_in_front_of_it(self, document: Document) -> None:
        mark_reviewed(document, section_at(document, ODD), GRACE, NOW)
        document.set(ODD, "## Odd\n\nOther words.")
        document.insert(PIECES, 2, {"markdown": "## New\n\nOther words."})
        assert to_read(document)["New"].state is ItemState.OPEN
        assert to_read(document)["New"].detail == ""
        assert to_read(document)["Odd"].state is ItemState.STALE

    def test_is_not_taken_for_one_on_what_comes_after_it_when_it_goes(
        self, document: Document
    ) -> None:
        mark_reviewed(document, section_at(document, ODD), GRACE, NOW)
        document.remove(ODD.removesuffix(".markdown"))
        assert to_read(document)["Glossary"].field == ODD
        assert to_read(document)["Glossary"].state is ItemState.OPEN
        assert to_read(document)["Glossary"].detail == ""
        assert changes_for(document, GRACE) == [
            FieldChange(parse_path(ODD), "## Odd\n\nWords.", "")
        ]

    def test_stays_with_it_when_what_stands_before_it_becomes_fields(self) -> None:
        loose = SOURCE.replace("- Safe", "We want to be safe.")
        document = import_markdown(loose, load_template("design")).document
        goals, odd, _ = verbatim_pieces(document)
        mark_reviewed(document, section_at(document, format_path(odd.path)), GRACE, NOW)
        document.set(odd.path, "## Odd\n\nOther words.")
        document.set(goals.path, "* be safe")
        promotion = to_fields(document, goals.index)
        assert promotion is not None
        apply(document, promotion)
        assert to_read(document)["Glossary"].path == odd.path
        assert to_read(document)["Glossary"].state is ItemState.OPEN
        assert to_read(document)["Odd"].state is ItemState.STALE

    def test_is_nowhere_when_several_could_be_what_it_was_on(self, document: Document) -> None:
        document.set(GLOSSARY, "## Odd\n\nMore of them.")
        mark_reviewed(document, section_at(document, ODD), GRACE, NOW)
        document.set(ODD, "## Odd\n\nSomething else altogether.")
        made = Marked(document)
        assert [made.on(parse_path(path)) for path in (ODD, GLOSSARY)] == [[], []]

    def test_is_nowhere_when_what_was_read_is_not_kept(self, document: Document) -> None:
        mark_reviewed(document, section_at(document, ODD), GRACE, NOW)
        document.set("review.states", None)
        assert to_read(document)["Odd"].state is ItemState.DONE
        document.set(ODD, "## Odd\n\nOther words.")
        assert to_read(document)["Odd"].state is ItemState.OPEN

    def test_goes_when_what_has_come_in_its_place_is_read(self, document: Document) -> None:
        mark_reviewed(document, section_at(document, ODD), GRACE, NOW)
        document.set(ODD, "## Strange\n\nSomething else altogether.")
        mark_reviewed(document, section_at(document, ODD), GRACE, NOW)
        assert len(marks(document)) == 1
        assert changes_for(document, GRACE) == []
