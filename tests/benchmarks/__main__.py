"""Prints the figures: `python -m tests.benchmarks [--quick] [GROUP...]`."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Callable
from importlib.metadata import version
from time import perf_counter

from tests.benchmarks import checking, commands, files, imports, keys, merging, reader, start, views
from tests.benchmarks.figures import Group, table

_SIZES = (0, 100, 1_000, 5_000)

_MARKDOWN_SIZES = (0, 20)

_GROUPS: dict[str, tuple[str, Callable[[bool], list[Group]]]] = {
    "keys": ("key to painted frame", lambda quick: keys.measure(_SIZES, 2 if quick else 5)),
    "views": (
        "resize, theme, next section",
        lambda quick: views.measure(_SIZES, 4 if quick else 10),
    ),
    "start": ("first frame", lambda quick: start.measure(3 if quick else 10)),
    "memory": ("memory", lambda quick: start.measure_memory(1 if quick else 3)),
    "commands": ("--help and render", lambda quick: commands.measure(5 if quick else 20)),
    "check": (
        "check of many drafts, against reading them",
        lambda quick: checking.measure(1 if quick else 5, 200 if quick else 1_000),
    ),
    "files": ("load and save", lambda quick: files.measure(3 if quick else 8)),
    "merging": (
        "conflicts against git, time",
        lambda quick: merging.measure(20 if quick else 200, 2 if quick else 5),
    ),
    "import": (
        "Markdown to draft, against mistune and its own size",
        lambda quick: imports.measure(1 if quick else 4),
    ),
    "reader": (
        "Textual's Markdown widget",
        lambda quick: reader.measure(_MARKDOWN_SIZES, 1 if quick else 3),
    ),
}


def main() -> None:
    """Measures what was asked for and prints it; the exit code is always 0."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    known = "; ".join(f"{name}: {what}" for name, (what, _) in _GROUPS.items())
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=known)
    parser.add_argument("--quick", action="store_true", help="fewer repetitions")
    arguments = parser.parse_args()
    unknown = set(arguments.groups) - set(_GROUPS)
    if unknown:
        parser.error(f"no such group: {', '.join(sorted(unknown))} (there are: {known})")
    # The same colours, and so the same bytes, whatever terminal this runs in.
    os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
    os.environ.pop("NO_COLOR", None)
    print(
        f"Python {platform.python_version()}, textual {version('textual')}, "
        f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}\n"
        "Milliseconds unless it says otherwise. Trust the ratios: the floor is measured in turn "
        "with each figure. With fewer than 100 measurements (n) p99 is the largest.\n"
    )
    missed: list[str] = []
    for name in arguments.groups or _GROUPS:
        began = perf_counter()
        try:
            groups = _GROUPS[name][1](arguments.quick)
        except (RuntimeError, TimeoutError) as error:
            print(f"{_GROUPS[name][0]}: NOT MEASURED\n{error}\n", flush=True)
            missed.append(f"{_GROUPS[name][0]}: not measured")
            continue
        for group in groups:
            print(table(group), flush=True)
            missed += [f"{group.title}: {each.what}" for each in group.figures if each.missed]
        print(f"({name}: {perf_counter() - began:.0f} s)\n", file=sys.stderr)
    print("All goals met." if not missed else "Goals missed:\n  " + "\n  ".join(missed))


if __name__ == "__main__":
    main()
