"""Saving a draft: what ends up in its two files, and what must not."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
import yaml

from designdoc_tui.document import Document
from designdoc_tui.draft.atomic import SaveError
from designdoc_tui.draft.load import Draft, load_draft, parse_draft
from designdoc_tui.draft.new import new_draft
from designdoc_tui.draft.save import ChangedOnDiskError, save_draft, values_to_yaml
from designdoc_tui.template.load import load_template

MONDAY = date(2026, 11, 23)
TUESDAY = date(2026, 11, 24)

BY_HAND = """\
# A note that I wrote myself.
designdoc: 1
template: design
metadata: {status: Draft, last_updated: 2026-01-01}
title: Login
"""


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    """A draft written by hand, just opened."""
    path = tmp_path / "design.yaml"
    path.write_text(BY_HAND)
    return load_draft(path)


class TestSavingAChange:
    def test_writes_both_files(self, draft: Draft) -> None:
        draft.document.set("title", "Two-factor sign-in")
        saved = save_draft(draft, MONDAY)
        assert saved.changed
        assert saved.paths == (draft.path, draft.markdown_path)
        assert saved.message == "Saved design.yaml and design.md"
        assert draft.path.read_text("utf-8") == (
            "# A note that I wrote myself.\n"
            "designdoc: 1\n"
            "template: design\n"
            "metadata: {status: Draft, last_updated: 2026-11-23}\n"
            "title: Two-factor sign-in\n"
        )
        assert draft.markdown_path.read_text("utf-8") == (
            "# Design Document: Two-factor sign-in\n"
            "\n"
            "## Metadata\n"
            "\n"
            "- **Status**: `Draft`\n"
            "- **Last Updated**: 2026-11-23\n"
        )

    def test_leaves_the_document_unmodified(self, draft: Draft) -> None:
        draft.document.set("title", "A")
        save_draft(draft, MONDAY)
        assert not draft.document.is_modified
        assert load_draft(draft.path).document == draft.document

    def test_one_undo_takes_back_the_edit_and_its_date(self, draft: Draft) -> None:
        before = Document(draft.document.template, draft.document.values)
        draft.document.set("title", "A")
        save_draft(draft, MONDAY)
        draft.document.undo()
        assert draft.document == before
        assert draft.document.is_modified

    def test_dates_what_changed_on_the_day_it_is_saved(self, draft: Draft) -> None:
        for day in (MONDAY, TUESDAY):
            draft.document.set("title", f"Changed on {day}")
            save_draft(draft, day)
            assert draft.document.get("metadata.last_updated") == day.isoformat()

    def test_dates_a_document_that_had_no_date(self, tmp_path: Path) -> None:
        document = Document(load_template("design"), {"title": "A"})
        save_draft(new_draft(tmp_path, document), MONDAY)
        assert document.get("metadata") == {"last_updated": "2026-11-23"}

    def test_makes_the_files_of_a_draft_that_had_none(self, tmp_path: Path) -> None:
        draft = new_draft(tmp_path, Document(load_template("design"), {"title": "A"}))
        assert save_draft(draft, MONDAY).changed
        assert load_draft(tmp_path / "design.yaml").document == draft.document
        assert draft.markdown_path.exists()


class TestNothingToSave:
    def test_says_so_and_touches_nothing(self, draft: Draft) -> None:
        draft.document.set("title", "A")
        save_draft(draft, MONDAY)
        for path in (draft.path, draft.markdown_path):
            os.utime(path, (1, 1))
        saved = save_draft(draft, TUESDAY)
        assert (saved.changed, saved.paths) == (False, ())
        assert saved.message == "Nothing to save: design.yaml and design.md are up to date"
        assert draft.path.stat().st_mtime == draft.markdown_path.stat().st_mtime == 1

    def test_a_draft_that_was_only_opened_keeps_its_layout_and_date(self, draft: Draft) -> None:
        saved = save_draft(draft, MONDAY)
        assert saved.paths == (draft.markdown_path,)
        assert saved.message == "Saved design.md"
        assert draft.path.read_text() == BY_HAND

    def test_so_does_one_whose_change_was_taken_back_by_hand(self, draft: Draft) -> None:
        draft.document.set("title", "Loginx")
        draft.document.close_step()
        draft.document.set("title", "Login")
        assert draft.document.is_modified
        save_draft(draft, MONDAY)
        assert draft.path.read_text() == BY_HAND
        assert not draft.document.is_modified

    def test_markdown_that_is_out_of_date_is_written_anew(self, draft: Draft) -> None:
        draft.markdown_path.write_text("# Old\n")
        reopened = load_draft(draft.path)
        assert save_draft(reopened, MONDAY).paths == (draft.markdown_path,)
        assert draft.markdown_path.read_text().startswith("# Design Document: Login\n")

    def test_a_file_that_has_gone_is_written_again(self, draft: Draft) -> None:
        save_draft(draft, MONDAY)
        draft.path.unlink()
        assert save_draft(draft, MONDAY).paths == (draft.path,)
        assert draft.path.read_text() == BY_HAND


class TestFilesThatSomethingElseChanged:
    def test_the_draft_is_not_overwritten_unseen(self, draft: Draft) -> None:
        save_draft(draft, MONDAY)
        before = draft.markdown_path.read_bytes()
        draft.path.write_text(BY_HAND.replace("Login", "Theirs"))
        draft.document.set("title", "Mine")
        with pytest.raises(ChangedOnDiskError) as caught:
            save_draft(draft, MONDAY)
        assert "was changed by something else since it was opened" in str(caught.value)
        assert "Theirs" in draft.path.read_text()
        assert draft.markdown_path.read_bytes() == before
        assert draft.document.is_modified

    def test_nor_is_it_when_there_was_nothing_to_save(self, draft: Draft) -> None:
        draft.path.write_text(BY_HAND.replace("Login", "Theirs"))
        with pytest.raises(ChangedOnDiskError):
            save_draft(draft, MONDAY)
        assert not draft.markdown_path.exists()

    def test_it_is_overwritten_when_that_is_wanted(self, draft: Draft) -> None:
        draft.path.write_text(BY_HAND.replace("Login", "Theirs"))
        draft.document.set("title", "Mine")
        assert save_draft(draft, MONDAY, overwrite=True).changed
        assert load_draft(draft.path).document == draft.document
        assert not save_draft(draft, MONDAY).changed

    def test_markdown_that_somebody_edits_meanwhile_is_not_overwritten(self, draft: Draft) -> None:
        draft.document.set("title", "A")
        save_draft(draft, MONDAY)
        draft.markdown_path.write_text("# Corrected by hand\n")
        draft.document.set("title", "AB")
        before = draft.path.read_bytes()
        with pytest.raises(ChangedOnDiskError) as caught:
            save_draft(draft, MONDAY)
        assert str(draft.markdown_path) in str(caught.value)
        assert draft.path.read_bytes() == before

    def test_a_new_draft_replaces_neither_draft_nor_document(self, tmp_path: Path) -> None:
        for name in ("design.yaml", "design.md"):
            there = tmp_path / name
            there.write_text("mine\n")
            draft = new_draft(tmp_path, Document(load_template("design"), {"title": "A"}))
            with pytest.raises(ChangedOnDiskError, match="since this draft was begun"):
                save_draft(draft, MONDAY)
            assert [path.name for path in tmp_path.iterdir()] == [name]
            assert there.read_text() == "mine\n"
            there.unlink()


class TestWhatCannotBeSaved:
    def test_half_a_character_names_its_field(self, draft: Draft) -> None:
        draft.document.set("overview.goals", ["fine", "broken \ud83d"])
        with pytest.raises(SaveError) as caught:
            save_draft(draft, MONDAY)
        assert "overview.goals[1] holds half of a character" in str(caught.value)
        assert draft.path.read_text() == BY_HAND
        assert not draft.markdown_path.exists()
        assert draft.document.is_modified

    def test_a_folder_in_the_way_leaves_both_files_alone(self, draft: Draft) -> None:
        draft.markdown_path.mkdir()
        draft.document.set("title", "A")
        with pytest.raises(SaveError, match=r"design\.md: not saved"):
            save_draft(draft, MONDAY)
        assert draft.path.read_text() == BY_HAND
        assert draft.document.is_modified


class TestTheTextOfADraft:
    def test_follows_the_template_and_keeps_what_nobody_knows(self) -> None:
        document = parse_draft(
            b"zebra: [1, yes, 'no', {a: ~}]\n"
            b"review: {by: Ada, not_applicable: {migration: Nothing moves}}\n"
            b"overview: {team: 7, goals: [One], problem: Why}\n"
            b"open_questions: [{since: 2026-11-22, answered: yes, question: How?}]\n"
            b"template: design\n"
            b"apple:\n"
            b"designdoc: 1\n",
            "design.yaml",
        )
        assert values_to_yaml(document) == (
            "designdoc: 1\n"
            "template: design\n"
            "overview:\n"
            "  problem: Why\n"
            "  goals:\n"
            "    - One\n"
            "  team: 7\n"
            "open_questions:\n"
            "  - question: How?\n"
            "    answered: true\n"
            "    since: 2026-11-22\n"
            "review:\n"
            "  by: Ada\n"
            "  not_applicable:\n"
            "    migration: Nothing moves\n"
            "zebra:\n"
            "  - 1\n"
            "  - yes\n"
            "  - 'no'\n"
            "  - a: ~\n"
            "apple:\n"
        )

    def test_means_to_other_readers_what_it_means_here(self) -> None:
        typed = {"title": "no", "metadata": {"last_updated": "2026-11-22"}}
        text = values_to_yaml(Document(load_template("design"), dict(typed)))
        assert yaml.safe_load(text) == {"designdoc": 1, "template": "design", **typed}
