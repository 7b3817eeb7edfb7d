"""From starting a process to its first whole frame, and the memory it takes.

Each program runs in a pseudo-terminal of 160 x 50. The clock starts before the process does and
stops when everything that makes a frame whole has been written: for the wizard the title in the top
line, the outline's last step, a value in the form, a key in the footer and the heading of the
preview; for the empty app a row of blanks. Beside it, for the reader, two programs that do less
(`bare_libraries`, `stock_start`): the libraries with one text area, and the same rooms made of
Textual's own widgets. Nothing of the user's own configuration or state is read or written. Bytecode
is kept in a folder of this run's own, and each program is started once before, so that none is
timed while it is compiled: also where this runs without writing bytecode.

Memory is the most that was resident until then (`VmHWM`), and a second later, which catches what
is made after the first frame.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.benchmarks import bare_libraries, drafts, stock_start
from tests.benchmarks.figures import Figure, Goal, Group
from tests.benchmarks.stage import SIZE

_EMPTY = "from textual.app import App; App().run()"
_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()].|.)")
_WHOLE = {
    "wizard": ("1/23 Metadata", "Approval", "add-two-factor-sign-in", "Quit", "Design Document:"),
    "empty": (" " * 80,),
    "libraries": (bare_libraries.TEXT,),
    "stock": (stock_start.LAST_STEP, "add-two-factor-sign-in", "palette", "Design Document:"),
}
_PROGRAM = (sys.executable, "-P")
_PATIENCE = 60.0
_BIG = 5_000


@dataclass(frozen=True, slots=True)
class _Start:
    """How one start went.

    Attributes:
        time: Milliseconds until the first whole frame.
        memory: The most that was resident by then and in the second after, in MB.
    """

    time: float
    memory: float


def command() -> list[str]:
    """The command as it is installed beside the interpreter that runs this."""
    script = Path(sys.executable).with_name("designdoc-tui")
    return [str(script)] if script.exists() else [sys.executable, "-m", "designdoc_tui"]


def environment(folder: Path) -> dict[str, str]:
    """What programs are started with, so that they keep their bytecode and state in a folder."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("XDG_")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return {**kept, "HOME": str(folder / "home"), "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}


def measure(turns: int) -> list[Group]:
    """Takes the figures of the first frame."""
    with tempfile.TemporaryDirectory() as folder:
        small, big = _drafts(Path(folder))
        programs = (
            ("empty", [sys.executable, "-c", _EMPTY], "empty"),
            ("libraries", [*_PROGRAM, bare_libraries.__file__], "libraries"),
            ("stock", [*_PROGRAM, stock_start.__file__, str(small)], "stock"),
            ("small", [*command(), str(small)], "wizard"),
            ("big", [*command(), str(big)], "wizard"),
        )
        starts: dict[str, list[_Start]] = {name: [] for name, _, _ in programs}
        problem = ""
        for turn in range(turns + 1):
            for name, program, kind in programs:
                try:
                    start = _start(program, _WHOLE[kind], Path(folder))
                except RuntimeError as error:
                    problem = str(error)
                    continue
                if turn:
                    starts[name].append(start)
    times = {name: [start.time for start in all_] for name, all_ in starts.items()}
    return [
        Group(
            "Process start to first whole frame",
            "an empty Textual app; for the big draft, the example draft",
            (
                Figure(
                    "example draft",
                    times["small"],
                    times["empty"],
                    goals=(Goal(1.4),),
                    note=problem,
                ),
                Figure("the libraries, one text area", times["libraries"], times["empty"]),
                Figure("the same rooms of Textual's own widgets", times["stock"], times["empty"]),
                Figure(
                    drafts.described(_BIG),
                    times["big"],
                    times["small"],
                    goals=(Goal(2.0),),
                    note=problem,
                ),
            ),
        )
    ]


def measure_memory(turns: int) -> list[Group]:
    """Takes the figures of the memory."""
    with tempfile.TemporaryDirectory() as folder:
        small, big = _drafts(Path(folder))
        taken: dict[Path, list[float]] = {small: [], big: []}
        problem = ""
        for _ in range(turns):
            for path, memory in taken.items():
                try:
                    started = _start(
                        [*command(), str(path)], _WHOLE["wizard"], Path(folder), rest=1.0
                    )
                except RuntimeError as error:
                    problem = str(error)
                    continue
                memory.append(started.memory)
        yaml = (big.stat().st_size - small.stat().st_size) / 1e6
        note = problem
        if taken[small] and taken[big]:
            example = median(taken[small])
            note = f"example draft {example:.1f} MB, whole process"
            over = [memory - example for memory in taken[big]]
        else:
            over = []
    figure = Figure(
        f"{drafts.described(_BIG)}, beyond the example's", over, [yaml], "MB", (Goal(3.0),), note
    )
    return [Group("Memory, MB", "the size of its YAML beyond the example's", (figure,))]


def _drafts(folder: Path) -> tuple[Path, Path]:
    """The example draft and the big one, in folders of their own."""
    small, big = folder / "small" / "design.yaml", folder / "big" / "design.yaml"
    small.parent.mkdir()
    big.parent.mkdir()
    shutil.copyfile(drafts.EXAMPLE, small)
    big.write_text(drafts.yaml(_BIG), encoding="utf-8")
    return small, big


def _start(
    program: Sequence[str], whole: Sequence[str], folder: Path, *, rest: float = 0.0
) -> _Start:
    """Starts a program, waits for its first whole frame and ends it.

    Args:
        program: What to start.
        whole: What has to be there to read in a whole frame.
        folder: Where it keeps what it keeps; its user's home in there is emptied before.
        rest: Seconds to look on after the first frame.

    Raises:
        RuntimeError: It ended or took too long; the message says what could be read.
    """
    home = folder / "home"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0))
    start = perf_counter()
    process = subprocess.Popen(
        program,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=home,
        env=environment(folder),
        start_new_session=True,
    )
    os.close(theirs)
    try:
        taken = _until(ours, whole, start)
        end = perf_counter() + rest
        while (left := end - perf_counter()) > 0:
            _read(ours, left)
        return _Start(taken, _most_resident(process.pid))
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def _until(ours: int, whole: Sequence[str], start: float) -> float:
    """Reads until all of some texts were written, and tells how many milliseconds that took."""
    output = ""
    while True:
        data = _read(ours, _PATIENCE)
        now = perf_counter()
        output += data.decode(errors="replace")
        text = _SEQUENCE.sub("", output)
        if all(part in text for part in whole):
            return (now - start) * 1000
        if not data or now - start > _PATIENCE:
            words = " ".join(text.split())
            raise RuntimeError(f"no whole frame; what was written ends with: {words[-160:]}")


def _read(ours: int, patience: float) -> bytes:
    if not select.select([ours], [], [], patience)[0]:
        return b""
    try:
        return os.read(ours, 1 << 20)
    except OSError:  # the program ended
        return b""


def _most_resident(process: int) -> float:
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024 / 1e6
    raise RuntimeError("this system does not tell how much memory was resident")
