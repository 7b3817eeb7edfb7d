"""`check` over a thousand drafts, against PyYAML's C loader reading them.

Wall-clock time of the whole process, its output thrown away, in turns. The floor is a process that
does nothing but read each file and give it to `yaml.load` with `CSafeLoader`. The drafts are of the
example's size, no two of them alike; once with `design.md` beside each, which has to be compared
with what the draft says, and once without.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter

from designdoc_tui.document import Document
from designdoc_tui.draft.save import values_to_yaml
from designdoc_tui.markdown.render import render
from tests.benchmarks import drafts
from tests.benchmarks.figures import Figure, Goal, Group
from tests.benchmarks.start import command, environment

_A_FOLDER = 50  # drafts
_READ = (
    "import sys, yaml; from pathlib import Path\n"
    "for path in Path(sys.argv[1]).rglob('design.yaml'):\n"
    "    yaml.load(path.read_bytes(), yaml.CSafeLoader)\n"
)


def measure(turns: int, count: int) -> list[Group]:
    """Takes the figures.

    Args:
        turns: How often.
        count: How many drafts there are.
    """
    with tempfile.TemporaryDirectory() as folder:
        alone, beside = Path(folder) / "alone", Path(folder) / "beside"
        _write(alone, count, with_markdown=False)
        _write(beside, count, with_markdown=True)
        programs = {
            "read": [sys.executable, "-c", _READ, str(alone)],
            "alone": [*command(), "check", str(alone)],
            "beside": [*command(), "check", str(beside)],
        }
        kept = environment(Path(folder))
        taken: dict[str, list[float]] = {name: [] for name in programs}
        for turn in range(turns + 1):
            for name, program in programs.items():
                time = _run(program, kept)
                if turn:  # the first start writes bytecode
                    taken[name].append(time)
    read, goals = taken["read"], (Goal(1.5),)
    return [
        Group(
            f"`check` of {count:,} drafts of the example's size",
            "yaml.load of each with CSafeLoader, in one process",
            (
                Figure("drafts alone", taken["alone"], read, goals=goals),
                Figure("design.md beside each", taken["beside"], read, goals=goals),
            ),
        )
    ]


def _write(folder: Path, count: int, *, with_markdown: bool) -> None:
    example = drafts.document()
    for number in range(count):
        document = Document(example.template, dict(example.values))
        document.set("title", f"Two-factor sign-in, part {number}")
        here = folder / f"{number // _A_FOLDER:03}" / f"{number:04}"
        here.mkdir(parents=True)
        (here / "design.yaml").write_text(values_to_yaml(document), encoding="utf-8")
        if with_markdown:
            (here / "design.md").write_text(render(document), encoding="utf-8", newline="")


def _run(program: Sequence[str], kept: Mapping[str, str]) -> float:
    start = perf_counter()
    subprocess.run(
        program, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=kept
    )
    return (perf_counter() - start) * 1000
