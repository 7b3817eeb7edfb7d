"""What the wizard remembers of its user: the drafts used last, and the place in each."""

from __future__ import annotations

import json
import multiprocessing
import os
import stat
from pathlib import Path

import pytest

from designdoc_tui.state import Place, Places, RecentDraft, RecentDrafts, state_folder
from designdoc_tui.state.places import MOST_PLACES
from designdoc_tui.state.recent import MOST_RECENT

AT_A_GOAL = Place("overview", "overview.goals[2]", row=3, column=14, outline=False, preview=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state"


class TestTheFolder:
    def test_can_be_chosen(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("DESIGNDOC_STATE_HOME", str(tmp_path / "mine"))
        assert state_folder() == tmp_path / "mine"
        RecentDrafts().used(tmp_path / "a.yaml", 1.0)
        assert (tmp_path / "mine" / "recent.json").exists()

    def test_is_the_systems_otherwise(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("DESIGNDOC_STATE_HOME", raising=False)
        assert "designdoc-tui" in state_folder().parts

    @pytest.mark.skipif(os.name == "nt", reason="permission bits are POSIX")
    def test_is_nobody_elses_business(self, folder: Path) -> None:
        RecentDrafts(folder).used("a.yaml", 1.0)
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE((folder / "recent.json").stat().st_mode) == 0o600

    def test_is_not_made_by_reading(self, folder: Path) -> None:
        assert RecentDrafts(folder).all() == []
        assert Places(folder).place_of("a.yaml") is None
        assert not folder.exists()

    def test_is_left_tidy(self, folder: Path) -> None:
        for moment in range(3):
            RecentDrafts(folder).used("a.yaml", moment)
        assert sorted(file.name for file in folder.iterdir()) == ["recent.json", "recent.json.lock"]

    def test_of_a_home_that_nobody_has_is_no_error(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DESIGNDOC_STATE_HOME", "~nobody-of-this-name/state")
        assert state_folder() == Path("~nobody-of-this-name/state")


class TestDraftsUsedLast:
    def test_come_newest_first(self, folder: Path, tmp_path: Path) -> None:
        recent = RecentDrafts(folder)
        for name, moment in (("old", 10.0), ("new", 30.0), ("middle", 20.0)):
            recent.used(tmp_path / name, moment)
        assert recent.all() == [
            RecentDraft(tmp_path / "new", 30.0),
            RecentDraft(tmp_path / "middle", 20.0),
            RecentDraft(tmp_path / "old", 10.0),
        ]

    def test_are_listed_once(self, folder: Path, tmp_path: Path) -> None:
        recent = RecentDrafts(folder)
        recent.used(tmp_path / "a.yaml", 1.0)
        recent.used(tmp_path / "b.yaml", 2.0)
        recent.used(tmp_path / "a.yaml", 3.0)
        assert [draft.path.name for draft in recent.all()] == ["a.yaml", "b.yaml"]

    def test_are_known_by_their_real_path(
        self, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "real").mkdir()
        (tmp_path / "link").symlink_to(tmp_path / "real")
        monkeypatch.chdir(tmp_path)
        recent = RecentDrafts(folder)
        for name in ("real/a.yaml", "link/a.yaml", "./real/../real/a.yaml"):
            recent.used(name, 1.0)
        assert [draft.path for draft in recent.all()] == [tmp_path / "real" / "a.yaml"]

    def test_are_few(self, folder: Path, tmp_path: Path) -> None:
        recent = RecentDrafts(folder)
        for number in range(MOST_RECENT + 5):
            recent.used(tmp_path / str(number), float(number))
        assert len(recent.all()) == MOST_RECENT
        assert recent.all()[-1].path.name == "5"

    def test_can_be_forgotten(self, folder: Path, tmp_path: Path) -> None:
        recent = RecentDrafts(folder)
        recent.used(tmp_path / "a.yaml", 1.0)
        recent.used(tmp_path / "b.yaml", 2.0)
        assert recent.forget(tmp_path / "a.yaml")
        assert [draft.path.name for draft in recent.all()] == ["b.yaml"]

    @pytest.mark.skipif(os.name == "nt", reason="such names are POSIX")
    def test_may_have_a_name_that_is_not_utf_8(self, folder: Path) -> None:
        path = Path(os.fsdecode(b"/drafts/caf\xe9.yaml"))
        RecentDrafts(folder).used(path, 1.0)
        assert RecentDrafts(folder).all() == [RecentDraft(path, 1.0)]


class TestPlaces:
    def test_are_remembered(self, folder: Path, tmp_path: Path) -> None:
        assert Places(folder).remember(tmp_path / "a.yaml", AT_A_GOAL)
        assert Places(folder).place_of(tmp_path / "a.yaml") == AT_A_GOAL
        assert Places(folder).place_of(tmp_path / "b.yaml") is None

    def test_are_replaced_by_the_next(self, folder: Path) -> None:
        places = Places(folder)
        places.remember("a.yaml", AT_A_GOAL)
        places.remember("a.yaml", Place("background"))
        assert places.place_of("a.yaml") == Place("background")

    def test_are_bounded_and_keep_the_latest(self, folder: Path, tmp_path: Path) -> None:
        places = Places(folder)
        for number in range(MOST_PLACES + 1):
            places.remember(tmp_path / str(number), Place(row=number))
        assert places.place_of(tmp_path / "0") is None
        assert places.place_of(tmp_path / "1") == Place(row=1)
        assert places.place_of(tmp_path / str(MOST_PLACES)) == Place(row=MOST_PLACES)

    def test_that_make_no_sense_count_as_unsaid(self, folder: Path, tmp_path: Path) -> None:
        places = Places(folder)
        places.remember(tmp_path / "a.yaml", AT_A_GOAL)
        file = folder / "places.json"
        data = json.loads(file.read_text())
        data["places"][0] |= {"step": 7, "row": -1, "column": "x", "preview": "yes"}
        file.write_text(json.dumps(data))
        assert places.place_of(tmp_path / "a.yaml") == Place(field=AT_A_GOAL.field, outline=False)


DAMAGED = {
    "empty": b"",
    "cut short": b'{"version": 1, "drafts": [{"path"',
    "another shape": b'{"version": 1, "drafts": {}}',
    "a list": b"[]",
    "a later version": b'{"version": 2, "drafts": []}',
    "not text": b"\xff\xfe\x00",
    "nested without end": b"[" * 100_000,
    "huge": b'{"version": 1, "drafts": [' + b" " * 1_000_001 + b"]}",
}


class TestDamage:
    @pytest.mark.parametrize("source", DAMAGED.values(), ids=DAMAGED.keys())
    def test_is_set_aside_and_the_list_begins_anew(self, folder: Path, source: bytes) -> None:
        folder.mkdir()
        (folder / "recent.json").write_bytes(source)
        recent = RecentDrafts(folder)
        assert recent.all() == []
        assert (folder / "recent.json.damaged").read_bytes() == source
        assert recent.used("/a.yaml", 1.0)
        assert recent.all() == [RecentDraft(Path(os.path.realpath("/a.yaml")), 1.0)]

    def test_of_one_entry_costs_that_entry(self, folder: Path) -> None:
        folder.mkdir()
        entries = [
            {"path": "/good.yaml", "used": 5},
            {"path": "/no-time.yaml"},
            {"path": "/nan.yaml", "used": float("nan")},
            {"path": "nul\0.yaml", "used": 1},
            {"used": 1},
            "text",
        ]
        (folder / "recent.json").write_text(json.dumps({"version": 1, "drafts": entries}))
        assert RecentDrafts(folder).all() == [RecentDraft(Path("/good.yaml"), 5.0)]


class TestAFolderThatCannotBeWritten:
    def test_costs_the_memory_only(self, tmp_path: Path) -> None:
        blocked = tmp_path / "file"
        blocked.write_text("in the way")
        assert not RecentDrafts(blocked).used("a.yaml", 1.0)
        assert RecentDrafts(blocked).all() == []
        assert not Places(blocked / "deeper").remember("a.yaml", AT_A_GOAL)
        assert Places(blocked / "deeper").place_of("a.yaml") is None

    def test_a_full_disk_keeps_what_was_there(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        places = Places(folder)
        places.remember("a.yaml", AT_A_GOAL)

        def fail(handle: int, mode: str) -> None:
            os.close(handle)
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fdopen", fail)
        assert not places.remember("a.yaml", Place())
        assert places.place_of("a.yaml") == AT_A_GOAL
        assert sorted(file.name for file in folder.iterdir()) == ["places.json", "places.json.lock"]


def _use_many(folder: str, name: str) -> None:
    for number in range(10):
        RecentDrafts(Path(folder)).used(f"/{name}-{number}", float(number))


class TestTwoWizards:
    def test_do_not_lose_each_others_drafts(self, folder: Path) -> None:
        processes = multiprocessing.get_context("spawn")
        both = [
            processes.Process(target=_use_many, args=(str(folder), name)) for name in ("a", "b")
        ]
        for process in both:
            process.start()
        for process in both:
            process.join()
        assert [process.exitcode for process in both] == [0, 0]
        names = {draft.path.name for draft in RecentDrafts(folder).all()}
        assert names == {f"{name}-{number}" for name in "ab" for number in range(10)}
