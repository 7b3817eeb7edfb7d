"""The journal of a sitting: what is in it, what it survives, and what is not believed."""

from __future__ import annotations

import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designdoc_tui.desk import OpenDraft, open_draft
from designdoc_tui.document import Document
from designdoc_tui.draft.load import load_draft
from designdoc_tui.draft.new import create_draft
from designdoc_tui.state import state_folder
from designdoc_tui.template.load import load_template

TITLE = "Faster sign-in"
TODAY = date(2026, 11, 22)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return a_draft(tmp_path)


def a_draft(folder: Path) -> Path:
    values = {"title": TITLE, "overview": {"goals": ["one", "two", "three"]}}
    return create_draft(folder, Document(load_template("design"), values))


def journals() -> list[Path]:
    return sorted((state_folder() / "journals").glob("*.journal"))


def aside() -> list[Path]:
    return sorted((state_folder() / "journals" / "aside").glob("*.journal"))


def edits(document: Document) -> None:
    """Every kind of edit there is."""
    document.set("title", f"{TITLE}, again")
    document.set("overview.problem", "a\nb\x1b\ud800\N{FACE WITH TEARS OF JOY}")
    document.insert("overview.goals", 1, "one and a half")
    document.move("overview.goals[0]", 2)
    document.remove("overview.goals[3]")
    document.insert("trade_offs", 0, {"title": "Which", "options": [{"name": "x", "chosen": True}]})
    document.duplicate("trade_offs[0]")
    document.set("trade_offs[1].options[0].chosen", value=False)
    document.undo()
    document.undo()
    document.redo()
    document.set_not_applicable(document.template.steps[3], "it is small")


def saves(opened: OpenDraft) -> None:
    save = opened.begin_save(TODAY)
    save.write()
    opened.finish_save(save)


def left_by(path: Path, edit: Callable[[Document], object] = edits) -> Document:
    """Edits a draft and goes without saving; gives what was in it."""
    opened = open_draft(path)
    edit(opened.draft.document)
    assert opened.flush()
    opened.close()
    return opened.draft.document


def recovered(path: Path) -> OpenDraft:
    opened = open_draft(path)
    assert opened.recovered is not None
    return opened


class TestWhatWasNotSaved:
    def test_is_there_again_at_the_next_start(self, path: Path) -> None:
        before = left_by(path)
        opened = recovered(path)
        assert opened.draft.document == before
        assert opened.draft.document.is_modified
        assert load_draft(path).document.text("title") == TITLE
        opened.close()

    def test_is_there_again_as_often_as_it_is_not_saved(self, path: Path) -> None:
        left_by(path)
        left_by(path, lambda document: document.set("overview.solution", "S"))
        opened = recovered(path)
        assert opened.draft.document.text("title") == f"{TITLE}, again"
        assert opened.draft.document.text("overview.solution") == "S"
        opened.close()

    def test_is_put_away_by_a_save(self, path: Path) -> None:
        opened = open_draft(path)
        opened.draft.document.set("title", "Saved")
        assert opened.flush()
        assert len(journals()) == 1
        saves(opened)
        assert opened.flush()
        assert journals() == []
        opened.close()
        assert open_draft(path).recovered is None

    def test_includes_what_was_typed_while_it_was_saved(self, path: Path) -> None:
        opened = open_draft(path)
        document = opened.draft.document
        document.set("title", "One")
        save = opened.begin_save(TODAY)
        document.set("title", "One and more")
        save.write()
        opened.finish_save(save)
        opened.flush()
        opened.close()
        assert load_draft(path).document.text("title") == "One"
        again = recovered(path)
        assert again.draft.document.text("title") == "One and more"
        again.close()

    def test_is_told_from_a_save_that_the_journal_did_not_come_to_note(self, path: Path) -> None:
        opened = open_draft(path)
        document = opened.draft.document
        document.set("title", "One")
        opened.begin_save(TODAY).write()
        document.set("overview.solution", "Typed meanwhile")
        opened.flush()
        opened.close()
        again = recovered(path)
        assert again.draft.document.text("title") == "One"
        assert again.draft.document.text("overview.solution") == "Typed meanwhile"
        assert again.recovered is not None
        assert again.recovered.conflicts == ()
        again.close()

    def test_can_be_discarded_and_is_kept_aside_then(self, path: Path) -> None:
        left_by(path)
        opened = recovered(path)
        folder = opened.discard_recovered()
        assert opened.draft.document.text("title") == TITLE
        assert not opened.draft.document.is_modified
        assert opened.flush()
        assert journals() == []
        assert [file.parent for file in aside()] == [folder]
        opened.draft.document.undo()
        assert opened.draft.document.text("title") == f"{TITLE}, again"
        opened.close()

    def test_is_kept_aside_when_it_is_discarded_on_leaving(self, path: Path) -> None:
        opened = open_draft(path)
        opened.draft.document.set("title", "Given up")
        opened.close(discard=True)
        assert [file.name.endswith(".discarded.journal") for file in aside()] == [True]
        assert open_draft(path).recovered is None

    def test_is_merged_with_what_the_file_says_by_now(self, path: Path) -> None:
        left_by(path, lambda document: document.set("overview.problem", "Typed"))
        path.write_text(path.read_text().replace(TITLE, "Another title"))
        opened = recovered(path)
        assert opened.draft.document.text("title") == "Another title"
        assert opened.draft.document.text("overview.problem") == "Typed"
        opened.close()

    def test_is_shown_where_the_file_has_the_same_field_changed(self, path: Path) -> None:
        left_by(path, lambda document: document.set("title", "Mine"))
        path.write_text(path.read_text().replace(TITLE, "Theirs"))
        opened = recovered(path)
        assert opened.draft.document.text("title") == "Mine"
        assert opened.recovered is not None
        assert [one.path for one in opened.recovered.conflicts] == [("title",)]
        opened.close()


class TestTheFile:
    def test_is_nobody_elses_business_and_not_there_before_an_edit(self, path: Path) -> None:
        opened = open_draft(path)
        assert journals() == []
        opened.draft.document.set("title", "T")
        opened.flush()
        (file,) = journals()
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        opened.close()

    def test_grows_by_what_is_typed_and_not_by_what_is_there(self, path: Path) -> None:
        opened = open_draft(path)
        document = opened.draft.document
        document.set("overview.problem", "long " * 20_000)
        opened.flush()
        before = journals()[0].stat().st_size
        for number in range(10):
            document.set("overview.problem", "long " * 20_000 + "x" * (number + 1))
        opened.flush()
        assert 0 < journals()[0].stat().st_size - before < 10 * 120
        opened.close()

    def test_is_not_taken_by_a_second_program_while_the_first_runs(self, path: Path) -> None:
        first = open_draft(path)
        first.draft.document.set("title", "Mine")
        first.flush()
        second = open_draft(path, take_over=True)
        assert second.recovered is None
        first.close()
        second.close()
        assert recovered(path).draft.document.text("title") == "Mine"

    @pytest.mark.parametrize("end", [0.0, 0.3, 0.6, 0.9, 0.999])
    def test_that_is_torn_gives_its_whole_records_and_says_so(self, path: Path, end: float) -> None:
        def types(document: Document) -> None:
            for count in range(1, 40):
                document.set("overview.problem", "x" * count)

        left_by(path, types)
        (file,) = journals()
        whole = file.read_bytes()
        header = whole.index(b"\n") + 1
        file.write_bytes(whole[: header + int((len(whole) - header) * end)])
        opened = open_draft(path)
        text = opened.draft.document.text("overview.problem")
        assert text == "x" * len(text)
        assert len(text) >= int(39 * end) - 1
        torn = [note for note in opened.notes if "torn" in note]
        assert len(torn) == len([name for name in aside() if ".torn." in name.name]) <= 1
        opened.close()

    @given(place=st.floats(0, 1), change=st.integers(1, 255))
    def test_that_is_damaged_anywhere_never_gives_anything_that_was_not_typed(
        self, place: float, change: int, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        folder = tmp_path_factory.mktemp("damaged")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("DESIGNDOC_STATE_HOME", str(folder / "state"))
            self.damages_a_journal(a_draft(folder), place, change)

    def damages_a_journal(self, path: Path, place: float, change: int) -> None:
        seen = [TITLE]

        def types(document: Document) -> None:
            for letter in "abcdef":
                seen.append(seen[-1] + letter)
                document.set("title", seen[-1])

        left_by(path, types)
        (file,) = journals()
        whole = bytearray(file.read_bytes())
        whole[int(place * (len(whole) - 1))] ^= change
        file.write_bytes(whole)
        opened = open_draft(path)
        assert opened.draft.document.text("title") in seen
        assert opened.notes
        assert aside()
        opened.close()

    @pytest.mark.parametrize("content", [b"", b"\0" * 500, b"designdoc: 1\n", b"ffffffff 2 {}\n"])
    def test_that_is_no_journal_is_set_aside_and_said(self, path: Path, content: bytes) -> None:
        left_by(path)
        (file,) = journals()
        file.write_bytes(content)
        opened = open_draft(path)
        assert opened.recovered is None
        assert [note for note in opened.notes if "cannot be believed" in note]
        (kept,) = aside()
        assert kept.read_bytes() == content
        assert kept.name.endswith(".foreign.journal")
        opened.close()

    def test_of_another_draft_is_set_aside(self, path: Path, tmp_path: Path) -> None:
        left_by(path)
        (own,) = journals()
        content = own.read_bytes()
        own.unlink()
        other = a_draft(tmp_path / "other")
        left_by(other)
        (file,) = journals()
        file.write_bytes(content)
        opened = open_draft(other)
        assert opened.recovered is None
        assert "another draft" in opened.notes[0]
        opened.close()


class TestAFullDisk:
    def test_is_told_once_and_work_goes_on(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (state_folder() / "journals").parent.mkdir(parents=True)
        (state_folder() / "journals").write_text("no folder")
        opened = open_draft(path)
        opened.draft.document.set("title", "Typed")
        assert not opened.flush()
        assert opened.new_trouble()
        assert not opened.new_trouble()
        opened.draft.document.set("title", "Typed on")
        saves(opened)
        opened.close()
        assert load_draft(path).document.text("title") == "Typed on"

    def test_that_has_room_again_gets_all_that_was_typed(self, path: Path) -> None:
        (state_folder() / "journals").parent.mkdir(parents=True)
        (state_folder() / "journals").write_text("no folder")
        opened = open_draft(path)
        opened.draft.document.set("title", "Typed")
        assert not opened.flush()
        (state_folder() / "journals").unlink()
        opened.draft.document.set("title", "Typed on")
        while not opened.flush():
            pass
        opened.close()
        assert recovered(path).draft.document.text("title") == "Typed on"
