"""Two at one draft: who has it, and who may take it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from designdoc_tui.desk import DraftHeldError, open_draft
from designdoc_tui.desk.lock import STALE_AFTER, DraftLock, Hold
from designdoc_tui.document import Document
from designdoc_tui.draft.load import load_draft
from designdoc_tui.draft.new import create_draft
from designdoc_tui.template.load import load_template


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return create_draft(tmp_path, Document(load_template("design"), {"title": "A"}))


def lock_file(path: Path) -> Path:
    return path.with_name(".design.yaml.lock")


def rewritten(path: Path, **entries: Any) -> None:
    """Makes a lock say something else."""
    file = lock_file(path)
    file.write_text(json.dumps({**json.loads(file.read_text()), **entries}))


class TestALock:
    def test_stands_beside_the_draft_while_it_is_open(self, path: Path) -> None:
        opened = open_draft(path)
        entry = json.loads(lock_file(path).read_text())
        assert entry["number"] == os.getpid()
        opened.close()
        assert sorted(file.name for file in path.parent.iterdir()) == ["design.yaml"]

    def test_is_one_for_all_links_to_a_draft(self, path: Path, tmp_path: Path) -> None:
        link = tmp_path / "link.yaml"
        link.symlink_to(path)
        opened = open_draft(path)
        with pytest.raises(DraftHeldError):
            open_draft(link)
        opened.close()

    def test_tells_who_has_the_draft_and_since_when(self, path: Path) -> None:
        opened = open_draft(path)
        with pytest.raises(DraftHeldError) as caught:
            open_draft(path)
        holder = caught.value.holder
        assert holder is not None
        assert holder.process.number == os.getpid()
        assert holder.since > 1_700_000_000
        opened.close()

    def test_that_nobody_can_make_is_said_and_does_not_stop_anybody(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr("designdoc_tui.desk.lock.os.open", refuse)
        opened = open_draft(path)
        monkeypatch.undo()
        assert not opened.is_read_only
        assert opened.notes == ["Opened without a lock: you may not write in its folder."]
        opened.close()


class TestALockLeftBehind:
    def test_by_a_dead_process_is_taken_without_a_question(self, path: Path) -> None:
        script = (
            "import os, sys; from pathlib import Path; from designdoc_tui.desk import open_draft;"
            "open_draft(Path(sys.argv[1])); os._exit(1)"
        )
        subprocess.run([sys.executable, "-c", script, path], check=False, env={**os.environ})
        assert lock_file(path).exists()
        opened = open_draft(path)
        assert not opened.is_read_only
        opened.close()

    def test_by_a_dead_process_that_nobody_has_asked_about_is_taken(self, path: Path) -> None:
        script = (
            "import os, sys; from pathlib import Path; from designdoc_tui.desk import open_draft;"
            "open_draft(Path(sys.argv[1])); os._exit(1)"
        )
        child = subprocess.Popen([sys.executable, "-c", script, path])
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)  # it stays a zombie
        opened = open_draft(path)
        assert not opened.is_read_only
        opened.close()
        child.wait()

    def test_by_an_earlier_process_of_this_number_is_taken(self, path: Path) -> None:
        open_draft(path)
        rewritten(path, started="1", ticket="another")
        assert DraftLock(path).take() is Hold.OURS

    def test_on_another_machine_is_held_while_it_is_touched(self, path: Path) -> None:
        open_draft(path)
        rewritten(path, machine="elsewhere", host="elsewhere", ticket="another")
        assert DraftLock(path).take() is Hold.THEIRS

    def test_on_another_machine_is_taken_when_it_is_not_touched_any_more(self, path: Path) -> None:
        open_draft(path)
        rewritten(path, machine="elsewhere", host="elsewhere", ticket="another")
        long_ago = lock_file(path).stat().st_mtime - STALE_AFTER - 1
        os.utime(lock_file(path), (long_ago, long_ago))
        assert DraftLock(path).take() is Hold.OURS

    @pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b'{"since": "x"}'])
    def test_that_makes_no_sense_is_taken_once_it_is_old(self, path: Path, content: bytes) -> None:
        lock_file(path).write_bytes(content)
        assert DraftLock(path).take() is Hold.THEIRS
        os.utime(lock_file(path), (1, 1))
        assert DraftLock(path).take() is Hold.OURS


class TestTakingOver:
    def test_makes_the_other_read_only_with_its_text_in_the_journal(self, path: Path) -> None:
        first = open_draft(path)
        first.draft.document.set("title", "Mine")
        second = open_draft(path, take_over=True)
        first.look()
        assert first.lost_lock()
        assert first.is_read_only
        assert not first.draft.document.set("title", "More")
        assert first.draft.document.undo() is None
        assert not first.lost_lock()
        second.draft.document.set("overview.problem", "Theirs")
        second.close()
        first.close()
        third = open_draft(path)
        assert third.draft.document.text("title") == "Mine"
        assert third.draft.document.text("overview.problem") == "Theirs"
        third.close()

    def test_leaves_the_lock_to_whoever_took_it(self, path: Path) -> None:
        first = open_draft(path)
        second = open_draft(path, take_over=True)
        first.close()
        second.look()
        assert not second.lost_lock()
        assert lock_file(path).exists()
        second.close()

    def test_a_lock_that_was_removed_is_made_again(self, path: Path) -> None:
        opened = open_draft(path)
        lock_file(path).unlink()
        opened.look()
        assert lock_file(path).exists()
        assert not opened.lost_lock()
        opened.close()


class TestOnlyReading:
    def test_changes_nothing_and_leaves_the_lock_alone(self, path: Path) -> None:
        first = open_draft(path)
        second = open_draft(path, read_only=True)
        assert second.is_read_only
        assert not second.draft.document.set("title", "X")
        assert not second.draft.document.insert("overview.goals", 0, "X")
        assert second.draft.document == load_draft(path).document
        second.close()
        first.look()
        assert not first.lost_lock()
        first.close()

    def test_shows_what_the_other_saves(self, path: Path) -> None:
        first = open_draft(path)
        second = open_draft(path, read_only=True)
        path.write_text(path.read_text().replace("title: A", "title: B"))
        outside = second.look()
        assert outside.source is not None
        assert outside.theirs is not None
        second.take_in(outside.source, outside.theirs, outside.theirs.values)
        assert second.draft.document.text("title") == "B"
        assert second.is_read_only
        first.close()
        second.close()
