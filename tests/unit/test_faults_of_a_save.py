"""Every system call of a save made to fail, and the process killed at each: never a mix.

The disk is the real one. What stands between the program and it are the functions of `os` that a
save uses: each call of them is counted, and the nth goes wrong.
"""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from designdoc_tui.draft.atomic import TEMPORARY_FILES, SaveError
from designdoc_tui.draft.load import load_draft, parse_draft
from designdoc_tui.draft.save import save_draft
from designdoc_tui.markdown.render import render

CALLS = (
    "open", "read", "write", "close", "fsync", "replace", "link", "unlink", "stat", "lstat",
    "fstat", "access", "fchown", "fchmod",
)  # fmt: skip
A_DAY = date(2026, 11, 23)
BY_HAND = "# mine\ndesigndoc: 1\ntemplate: design\ntitle: Old  # for now\n"
Fault = Callable[[Callable[..., Any], tuple[Any, ...], dict[str, Any]], Any]


@contextmanager
def going_wrong(nth: int, fault: Fault) -> Iterator[list[str]]:
    """Has the nth system call go wrong; gives the names of those that were made."""
    made: list[str] = []
    real = {name: getattr(os, name) for name in CALLS}

    def counted(name: str) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            made.append(name)
            if len(made) == nth:
                return fault(real[name], args, kwargs)
            return real[name](*args, **kwargs)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, counted(name))
        yield made


def failing(number: int) -> Fault:
    def fault(real: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        if real is os.close:  # Linux closes it whatever it answers
            real(*args, **kwargs)
        raise OSError(number, os.strerror(number))

    return fault


def short(real: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """A write that takes only a part of what it is given."""
    if real.__name__ != "write":
        return real(*args, **kwargs)
    return real(args[0], bytes(args[1])[:1])


def killed(real: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """The end of the process, in front of the call, and so behind the one before."""
    os.kill(os.getpid(), signal.SIGKILL)


def a_draft(folder: Path) -> Path:
    """A draft that was laid out by hand, with its document."""
    folder.mkdir()
    path = folder / "design.yaml"
    path.write_text(BY_HAND)
    path.with_suffix(".md").write_text(render(parse_draft(BY_HAND.encode(), "-")))
    return path


def edit_and_save(path: Path) -> None:
    draft = load_draft(path)
    draft.document.set("title", "New")
    save_draft(draft, A_DAY)


def opened(path: Path) -> str:
    """The title of a draft as the product opens it; its document has to belong to it."""
    draft = load_draft(path)
    assert draft.markdown_path.read_text("utf-8") == render(draft.document)
    assert draft.path.read_text("utf-8").startswith("# mine\n")
    return draft.document.text("title")


def calls_of_a_save(folder: Path) -> list[str]:
    path = a_draft(folder)
    with going_wrong(0, short) as made:
        edit_and_save(path)
    return made


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EINTR])
def test_a_call_that_fails_leaves_the_old_pair_or_the_new(tmp_path: Path, number: int) -> None:
    calls = calls_of_a_save(tmp_path / "whole")
    assert {"write", "fsync", "replace", "link"} <= set(calls)
    for nth in range(1, len(calls) + 1):
        path = a_draft(tmp_path / str(nth))
        wrong = ""
        with going_wrong(nth, failing(number)):
            try:
                edit_and_save(path)
            except SaveError as error:
                wrong = str(error)
            except Exception as error:  # noqa: BLE001 - opening, not saving, says it otherwise
                wrong = f"{type(error).__name__}: {error}"
        title = opened(path)
        assert title == "Old" if wrong else title == "New", (nth, calls[nth - 1], wrong)


def test_a_write_that_is_cut_short_goes_on(tmp_path: Path) -> None:
    calls = calls_of_a_save(tmp_path / "whole")
    for nth in (place for place, name in enumerate(calls, 1) if name == "write"):
        path = a_draft(tmp_path / str(nth))
        with going_wrong(nth, short):
            edit_and_save(path)
        assert opened(path) == "New"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process that can be killed")
def test_a_kill_at_any_call_leaves_the_old_pair_or_the_new(tmp_path: Path) -> None:
    calls = calls_of_a_save(tmp_path / "whole")
    titles: list[str] = []
    for nth in range(1, len(calls) + 1):
        path = a_draft(tmp_path / str(nth))
        child = os.fork()
        if child == 0:
            try:
                with going_wrong(nth, killed):
                    edit_and_save(path)
            finally:
                os._exit(1)  # it was to be killed before it came here
        status = os.waitpid(child, 0)[1]
        assert os.WIFSIGNALED(status), (nth, calls[nth - 1])
        titles.append(opened(path))
    # All old up to some call, and new from there on: what is once saved stays saved.
    assert titles == sorted(titles, reverse=True)
    assert {"Old", "New"} == set(titles)


def test_what_a_kill_leaves_behind_is_cleared_away(tmp_path: Path) -> None:
    calls = calls_of_a_save(tmp_path / "whole")
    second = [place for place, name in enumerate(calls, 1) if name == "replace"][-1]
    path = a_draft(tmp_path / "draft")
    child = os.fork()
    if child == 0:
        with going_wrong(second, killed):
            edit_and_save(path)
        os._exit(1)
    os.waitpid(child, 0)
    assert list(path.parent.glob(TEMPORARY_FILES))
    assert opened(path) == "New"
    assert not list(path.parent.glob(TEMPORARY_FILES))
