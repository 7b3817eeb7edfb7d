"""The commands that open no screen, from start to end, against starting Python.

Wall-clock time of the whole process, its output thrown away, in turns.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter

from tests.benchmarks import drafts
from tests.benchmarks.figures import Figure, Goal, Group
from tests.benchmarks.start import command, environment


def measure(turns: int) -> list[Group]:
    """Takes the figures."""
    python = [sys.executable, "-c"]
    programs = {
        "pass": [*python, "pass"],
        "import": [*python, "import click, yaml"],
        "--help": [*command(), "--help"],
        "render": [*command(), "render", str(drafts.EXAMPLE)],
    }
    taken: dict[str, list[float]] = {name: [] for name in programs}
    with tempfile.TemporaryDirectory() as folder:
        kept = environment(Path(folder))
        for turn in range(turns + 1):
            for name, program in programs.items():
                time = _run(program, kept)
                if turn:  # the first start writes bytecode
                    taken[name].append(time)
    return [
        Group(
            "Commands against `python -c pass`",
            "python -c pass",
            (
                Figure("--help", taken["--help"], taken["pass"]),
                Figure("render of the example", taken["render"], taken["pass"]),
                Figure('python -c "import click, yaml"', taken["import"], taken["pass"]),
            ),
        ),
        Group(
            'Commands against `python -c "import click, yaml"`',
            'python -c "import click, yaml"',
            (
                Figure("--help", taken["--help"], taken["import"], goals=(Goal(2.0),)),
                Figure("render of the example", taken["render"], taken["import"]),
            ),
        ),
    ]


def _run(program: Sequence[str], kept: Mapping[str, str]) -> float:
    start = perf_counter()
    subprocess.run(program, check=True, stdout=subprocess.DEVNULL, env=kept)
    return (perf_counter() - start) * 1000
