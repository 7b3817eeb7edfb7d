"""Started where nobody can see a screen or press a key."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

import pytest

from tests.end_to_end.terminal import PROGRAM, Desk


@contextmanager
def terminal_end() -> Iterator[int]:
    """The program's end of a terminal."""
    ours, theirs = os.openpty()
    try:
        yield theirs
    finally:
        os.close(ours)
        os.close(theirs)


def start(desk: Desk, stdin: int, stdout: int | IO[bytes]) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        PROGRAM,
        cwd=desk.folder,
        env=desk.env,
        stdin=stdin,
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )


class TestWithoutATerminal:
    def test_the_wizard_refuses_in_one_line_and_names_what_a_script_can_use(
        self, desk: Desk
    ) -> None:
        done = start(desk, subprocess.DEVNULL, subprocess.PIPE)
        assert (done.returncode, done.stdout) == (2, b"")
        lines = done.stderr.decode().splitlines()
        assert len(lines) == 1
        assert "needs a terminal" in lines[0]
        assert "designdoc-tui render" in lines[0]
        assert list(desk.folder.iterdir()) == []

    @pytest.mark.parametrize("missing", ["stdin", "stdout"])
    def test_one_end_of_a_terminal_is_not_enough(self, desk: Desk, missing: str) -> None:
        with terminal_end() as end:
            if missing == "stdin":
                done = start(desk, subprocess.DEVNULL, end)
            else:
                done = start(desk, end, subprocess.PIPE)
        assert done.returncode == 2
        assert b"needs a terminal" in done.stderr
        assert not done.stdout
