"""Saving a draft and its document: both or neither, and nothing left behind."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from designdoc_tui.draft.atomic import TEMPORARY_FILES, SaveError, save_together

if TYPE_CHECKING:
    from collections.abc import Callable

OLD = {"design.yaml": b"title: old\n", "design.md": b"# old\n"}
NEW = {"design.yaml": b"title: new\n", "design.md": b"# new\n"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a saved pair."""
    for name, content in OLD.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def save(folder: Path) -> None:
    save_together({folder / name: content for name, content in NEW.items()})


def held(folder: Path) -> dict[str, bytes]:
    """Everything there is in a folder, hidden files too."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def fail_at(
    monkeypatch: pytest.MonkeyPatch, call: str, nth: int, error: BaseException
) -> Callable[[], int]:
    """Lets the nth use of a call of `os` fail, and tells how many there were."""
    real = getattr(os, call)
    count = 0

    def failing(*args: Any, **kwargs: Any) -> Any:
        nonlocal count
        count += 1
        if count == nth:
            raise error
        return real(*args, **kwargs)

    monkeypatch.setattr(os, call, failing)
    return lambda: count


def os_error(number: int) -> OSError:
    return OSError(number, os.strerror(number))


class TestSaving:
    def test_replaces_both_and_leaves_nothing_else(self, folder: Path) -> None:
        save(folder)
        assert held(folder) == NEW

    def test_makes_files_that_were_not_there(self, tmp_path: Path) -> None:
        save(tmp_path)
        assert held(tmp_path) == NEW

    def test_new_files_respect_the_umask(self, tmp_path: Path) -> None:
        before = os.umask(0o027)
        try:
            save(tmp_path)
        finally:
            os.umask(before)
        assert stat.S_IMODE((tmp_path / "design.md").stat().st_mode) == 0o640

    @pytest.mark.parametrize("mode", [0o600, 0o664, 0o755])
    def test_permissions_are_kept_whatever_the_umask(self, folder: Path, mode: int) -> None:
        (folder / "design.md").chmod(mode)
        save(folder)
        assert stat.S_IMODE((folder / "design.md").stat().st_mode) == mode

    @pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
    def test_owner_and_group_are_kept(self, folder: Path) -> None:
        os.chown(folder / "design.yaml", 12345, 23456)
        (folder / "design.yaml").chmod(0o664)
        save(folder)
        status = (folder / "design.yaml").stat()
        assert (status.st_uid, status.st_gid) == (12345, 23456)
        assert stat.S_IMODE(status.st_mode) == 0o664

    def test_a_group_that_cannot_be_kept_hands_on_no_rights(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (folder / "design.yaml").chmod(0o664)

        def refused(*_: object) -> None:
            raise os_error(errno.EPERM)

        monkeypatch.setattr(os, "fchown", refused)
        save(folder)
        assert stat.S_IMODE((folder / "design.yaml").stat().st_mode) == 0o644

    def test_a_symbolic_link_stays_and_its_target_is_replaced(
        self, folder: Path, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        real = tmp_path_factory.mktemp("elsewhere") / "real.md"
        real.write_bytes(b"# old\n")
        (folder / "design.md").unlink()
        (folder / "design.md").symlink_to(real)
        save(folder)
        assert (folder / "design.md").is_symlink()
        assert held(real.parent) == {"real.md": NEW["design.md"]}

    def test_a_link_to_a_file_that_is_not_there_yet(self, tmp_path: Path) -> None:
        (tmp_path / "design.md").symlink_to(tmp_path / "real.md")
        save(tmp_path)
        assert (tmp_path / "real.md").read_bytes() == NEW["design.md"]

    def test_the_longest_name_a_file_can_have(self, tmp_path: Path) -> None:
        path = tmp_path / ("n" * 255)
        path.write_bytes(b"old")
        save_together({path: b"new"})
        assert held(tmp_path) == {path.name: b"new"}

    def test_a_disk_that_takes_a_few_bytes_at_a_time(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = os.write
        monkeypatch.setattr(os, "write", lambda file, data: real(file, bytes(data)[:3]))
        save(folder)
        assert held(folder) == NEW

    def test_a_file_system_without_hard_links(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        fail_at(monkeypatch, "link", 1, os_error(errno.EPERM))
        fail_at(monkeypatch, "replace", 2, os_error(errno.EIO))
        with pytest.raises(SaveError):
            save(folder)
        assert held(folder) == OLD

    def test_a_folder_that_cannot_be_synced(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        fail_at(monkeypatch, "fsync", 4, os_error(errno.EINVAL))
        save(folder)
        assert held(folder) == NEW

    def test_content_is_on_the_disk_before_anything_is_renamed(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        calls: list[str] = []
        for name in ("fsync", "replace"):
            real = getattr(os, name)
            monkeypatch.setattr(
                os, name, lambda *args, real=real, name=name: (calls.append(name), real(*args))[1]
            )
        save(folder)
        # The two files, the note and the folder; then the renames; then the folder, also once the
        # note has gone.
        assert calls == [*["fsync"] * 4, "replace", "replace", "fsync", "fsync"]


class TestASaveThatFails:
    @pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EINTR])
    @pytest.mark.parametrize(
        ("call", "nth"),
        [("open", 1), ("open", 2), ("write", 1), ("write", 2), ("fchmod", 2), ("fsync", 1),
         ("write", 3), ("fsync", 2), ("fsync", 3), ("fsync", 4), ("replace", 1), ("replace", 2),
         ("fsync", 5)],
    )  # fmt: skip
    def test_leaves_the_old_pair(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, call: str, nth: int, number: int
    ) -> None:
        used = fail_at(monkeypatch, call, nth, os_error(number))
        with pytest.raises(SaveError, match="not saved: "):
            save(folder)
        assert used() >= nth
        assert held(folder) == OLD

    @pytest.mark.parametrize(("call", "nth"), [("write", 2), ("replace", 2), ("fsync", 5)])
    def test_leaves_no_file_where_there_was_none(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, nth: int
    ) -> None:
        fail_at(monkeypatch, call, nth, os_error(errno.ENOSPC))
        with pytest.raises(SaveError):
            save(tmp_path)
        assert held(tmp_path) == {}

    @pytest.mark.parametrize(("call", "nth"), [("write", 1), ("replace", 2), ("fsync", 5)])
    def test_so_does_an_interrupt_by_the_user(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, call: str, nth: int
    ) -> None:
        fail_at(monkeypatch, call, nth, KeyboardInterrupt())
        with pytest.raises(KeyboardInterrupt):
            save(folder)
        assert held(folder) == OLD

    def test_puts_back_the_very_file_that_was_there(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = (folder / "design.yaml").stat()
        fail_at(monkeypatch, "replace", 2, os_error(errno.ENOSPC))
        with pytest.raises(SaveError):
            save(folder)
        after = (folder / "design.yaml").stat()
        assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)

    def test_says_where_the_old_text_is_when_it_cannot_be_put_back(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = os.replace
        calls = 0

        def broken(*args: Any) -> None:
            nonlocal calls
            calls += 1
            if calls > 1:
                raise os_error(errno.EIO)
            real(*args)

        monkeypatch.setattr(os, "replace", broken)
        with pytest.raises(SaveError) as caught:
            save(folder)
        (left,) = folder.glob(TEMPORARY_FILES.replace("*", "*.old"))
        assert str(left) in str(caught.value)
        assert str(caught.value).startswith(f"{folder / 'design.yaml'}: not saved: ")
        assert left.read_bytes() == OLD["design.yaml"]
        assert (folder / "design.md").read_bytes() == OLD["design.md"]


class TestWhatIsSaid:
    @pytest.mark.parametrize(
        ("number", "words"),
        [
            (errno.ENOSPC, "the disk is full; free some space"),
            (errno.EDQUOT, "quota is used up"),
            (errno.EROFS, "read-only; save elsewhere"),
            (errno.EACCES, "change the permissions"),
            (errno.EIO, "the disk reports an error"),
            (errno.EXDEV, "save elsewhere"),
        ],
    )
    def test_names_the_file_and_what_to_do(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
    ) -> None:
        fail_at(monkeypatch, "write", 2, os_error(number))
        with pytest.raises(SaveError) as caught:
            save(folder)
        assert str(caught.value).startswith(f"{folder / 'design.md'}: not saved: ")
        assert words in str(caught.value)

    def said_about(self, path: Path) -> str:
        with pytest.raises(SaveError) as caught:
            save_together({path: b"new"})
        assert "\n" not in str(caught.value)
        return str(caught.value)

    def test_a_folder_that_is_gone(self, tmp_path: Path) -> None:
        assert "folder is not there any more" in self.said_about(tmp_path / "gone" / "design.md")

    def test_a_file_where_a_folder_should_be(self, folder: Path) -> None:
        assert "not a folder" in self.said_about(folder / "design.md" / "design.md")

    def test_a_folder_where_the_file_should_be(self, tmp_path: Path) -> None:
        assert "it is a folder" in self.said_about(tmp_path)

    def test_a_name_that_is_too_long(self, tmp_path: Path) -> None:
        assert "name is too long" in self.said_about(tmp_path / ("n" * 256))

    def test_a_name_that_cannot_be_one(self, tmp_path: Path) -> None:
        assert "cannot be the name of a file" in self.said_about(tmp_path / "a\0b")

    def test_links_that_lead_in_a_circle(self, tmp_path: Path) -> None:
        (tmp_path / "a").symlink_to(tmp_path / "b")
        (tmp_path / "b").symlink_to(tmp_path / "a")
        assert "in a circle" in self.said_about(tmp_path / "a")

    def test_something_that_is_no_ordinary_file(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        assert "no ordinary file" in self.said_about(tmp_path / "pipe")

    def test_a_file_made_read_only(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (folder / "design.md").chmod(0o444)
        # The superuser may write everything, so that for them the answer has to be given.
        monkeypatch.setattr(os, "access", lambda path, _: not str(path).endswith("design.md"))
        with pytest.raises(SaveError, match="change the permissions"):
            save(folder)
        assert held(folder) == OLD

    def test_two_names_of_one_file(self, folder: Path) -> None:
        (folder / "other.yaml").symlink_to(folder / "design.yaml")
        with pytest.raises(SaveError, match="two of the names mean one file"):
            save_together({folder / "design.yaml": b"a", folder / "other.yaml": b"b"})

    def test_a_name_with_control_characters_is_shown_harmlessly(self, tmp_path: Path) -> None:
        said = self.said_about(tmp_path / "gone\x1b[31m\n" / "design.md")
        assert "gone\\x1b[31m\\x0a" in said
