"""A save changes what was changed: the rest of a file that somebody laid out by hand stays."""

from __future__ import annotations

from collections.abc import Callable
from difflib import unified_diff

import pytest

from designdoc_tui.document import Document
from designdoc_tui.draft.load import parse_draft
from designdoc_tui.draft.revise import revised
from designdoc_tui.template.kinds import Value

BY_HAND = """\
# Sign-in, second attempt
---
designdoc: 1
template: design   # the usual one
metadata: {status: Draft, last_updated: 2026-01-01}  # kept short

# what it is called
title: "Login"  # for now
overview:
    # why we do it
    goals:
    - One   # first
    # about two
    - 'Two'

    - Three
    problem: |   # as told
      Passwords
      alone

    solution: >-
      A second factor,
      of course
background: {context: Some, constraints: [a, b, 'c']}

open_questions:
  - question: How?   # asked twice
    answered: no  # not yet
  - # nobody knows
    question: Why?
unknown: [1, yes]
...
"""

Edit = Callable[[Document], object]


def put(path: str, value: Value) -> Edit:
    return lambda document: document.set(path, value)


def changes(source: str, *edits: Edit) -> list[str]:
    """The lines that a save removes and adds."""
    document = parse_draft(source.encode(), "design.yaml")
    for edit in edits:
        edit(document)
    written = revised(source.encode(), document)
    assert parse_draft(written.encode(), "design.yaml") == document
    old, new = source.splitlines(keepends=True), written.splitlines(keepends=True)
    lines = list(unified_diff(old, new, n=0))[2:]
    return [f"{line[0]} {line[1:]}" for line in lines if not line.startswith("@@")]


class TestATextKeepsItsStyle:
    @pytest.mark.parametrize(
        ("path", "text", "old", "new"),
        [
            ("title", "New: one", 'title: "Login"  # for now', 'title: "New: one"  # for now'),
            ("overview.goals[1]", "Two's", "    - 'Two'", "    - 'Two''s'"),
            ("overview.goals[0]", "no", "    - One   # first", "    - 'no'   # first"),
            (
                "metadata.last_updated",
                "2026-11-23",
                "metadata: {status: Draft, last_updated: 2026-01-01}  # kept short",
                "metadata: {status: Draft, last_updated: 2026-11-23}  # kept short",
            ),
            (
                "background.constraints[1]",
                "x, y",
                "background: {context: Some, constraints: [a, b, 'c']}",
                "background: {context: Some, constraints: [a, 'x, y', 'c']}",
            ),
        ],
    )
    def test_on_its_line(self, path: str, text: str, old: str, new: str) -> None:
        assert changes(BY_HAND, put(path, text)) == [f"- {old}\n", f"+ {new}\n"]

    def test_in_a_block_that_gets_a_line(self) -> None:
        edit = put("overview.problem", "Passwords\nand luck\nalone\n")
        assert changes(BY_HAND, edit) == ["+       and luck\n"]

    def test_in_a_block_whose_lines_are_folded(self) -> None:
        text = "A third factor, a fourth, and a fifth that nobody asked for"
        assert changes(BY_HAND, put("overview.solution", text)) == [
            "-       A second factor,\n",
            "-       of course\n",
            "+       A third factor, a fourth, and a fifth\n",
            "+       that nobody asked for\n",
        ]

    def test_one_that_gets_a_second_line_becomes_a_block_below_its_comment(self) -> None:
        assert changes(BY_HAND, put("title", "Two\nlines")) == [
            '- title: "Login"  # for now\n',
            "+ title: |-  # for now\n",
            "+   Two\n",
            "+   lines\n",
        ]

    def test_a_flag_keeps_its_words(self) -> None:
        assert changes(BY_HAND, put("open_questions[0].answered", True)) == [
            "-     answered: no  # not yet\n",
            "+     answered: yes  # not yet\n",
        ]


class TestPartsThatComeAndGo:
    def test_a_new_field_stands_where_the_template_has_it(self) -> None:
        assert changes(BY_HAND, put("overview.non_goals", ["Fame"])) == [
            "+     non_goals:\n",
            "+       - Fame\n",
        ]

    def test_a_new_section_stands_apart_where_sections_do(self) -> None:
        new = changes(BY_HAND, put("migration.data_migration", "Nothing moves"))
        assert sorted(new) == ["+ \n", "+   data_migration: Nothing moves\n", "+ migration:\n"]

    def test_a_field_that_goes_leaves_its_comment(self) -> None:
        assert changes(BY_HAND, put("overview.problem", None)) == [
            "-     problem: |   # as told\n",
            "-       Passwords\n",
            "-       alone\n",
            "+     # as told\n",
        ]

    def test_the_first_field_of_a_record_gives_its_place_to_the_next(self) -> None:
        assert changes(BY_HAND, put("open_questions[0].question", None)) == [
            "-   - question: How?   # asked twice\n",
            "+   - # asked twice\n",
        ]

    def test_a_moved_item_takes_its_comments_along(self) -> None:
        moved = changes(BY_HAND, lambda document: document.move("overview.goals[0]", 2))
        assert moved == ["-     - One   # first\n", "+     - One   # first\n"]

    def test_an_item_is_put_between_others(self) -> None:
        put_in = changes(BY_HAND, lambda document: document.insert("overview.goals", 1, "New"))
        assert put_in == ["+     - New\n"]

    def test_brackets_stay(self) -> None:
        (old, new) = changes(
            BY_HAND,
            lambda document: document.remove("background.constraints[2]"),
            lambda document: document.insert("background.constraints", 0, "new"),
        )
        assert old.replace("[a, b, 'c']", "[new, a, b]")[1:] == new[1:]


class TestTheFileAsAWhole:
    def test_line_ends_stay(self) -> None:
        source = BY_HAND.replace("\n", "\r\n")
        written = changes(source, put("title", "Two\nlines"), put("overview.problem", "x\ny"))
        assert written
        assert all(line.endswith("\r\n") for line in written)

    def test_so_do_a_byte_order_mark_and_a_missing_last_line_end(self) -> None:
        source = "\ufeffdesigndoc: 1\ntemplate: design\ntitle: Old"
        document = Document(parse_draft(source.encode(), "x").template, {"title": "New"})
        assert revised(source.encode(), document) == source.replace("Old", "New")

    def test_what_an_alias_repeats_is_written_out_when_only_one_of_them_changes(self) -> None:
        source = (
            "designdoc: 1\ntemplate: design\ntitle: &name Login\n"
            "overview:\n  goals: &both [*name, Fast]\n  non_goals: *both  # the same\n"
        )
        assert changes(source, put("title", "Sign-in")) == [
            "- title: &name Login\n",
            "+ title: Sign-in\n",
            "-   goals: &both [*name, Fast]\n",
            "-   non_goals: *both  # the same\n",
            "+   goals: &both [Login, Fast]\n",
            "+   non_goals: [Login, Fast]  # the same\n",
        ]

    def test_a_file_that_is_no_draft_is_written_anew(self) -> None:
        document = parse_draft(BY_HAND.encode(), "design.yaml")
        written = revised(b"<<<<<<< ours\n", document)
        assert parse_draft(written.encode(), "design.yaml") == document
