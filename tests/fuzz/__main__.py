"""`make fuzz`, or `python -m tests.fuzz [TARGET...] [--edits N] [--seed S]`.

Each target is a module of this package with a function `run(edits, seed) -> Outcome` and an entry
in `TARGETS`. A failure prints what is needed to see it again.
"""

from __future__ import annotations

import argparse
import importlib
import random
import sys
import time
from typing import Final

from tests.fuzz.outcome import Outcome, Target

TARGETS: Final = {
    "drafts": "tests.fuzz.drafts",
    "import": "tests.fuzz.imports",
    "preview": "tests.fuzz.preview",
}
"""The module of each target."""

_EDITS: Final = 100_000


def main(arguments: list[str] | None = None) -> int:
    """Runs the targets that are asked for, all of them by default.

    Args:
        arguments: The command line; that of the process by default.

    Returns:
        0 when nothing failed, else 1.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--edits", type=int, default=_EDITS, help="how many (default: %(default)s)")
    parser.add_argument("--seed", type=int, help="of the random numbers; a new one by default")
    options = parser.parse_args(arguments)
    unknown = set(options.targets) - set(TARGETS)
    if unknown:
        parser.error(f"no such target: {', '.join(sorted(unknown))}; use {', '.join(TARGETS)}")
    seed = random.SystemRandom().randrange(2**32) if options.seed is None else options.seed
    outcomes = [_run(name, options.edits, seed) for name in options.targets or TARGETS]
    return 0 if all(outcome.failure is None for outcome in outcomes) else 1


def _run(name: str, edits: int, seed: int) -> Outcome:
    target: Target = importlib.import_module(TARGETS[name])
    begun = time.monotonic()
    outcome = target.run(edits, seed)
    seconds = time.monotonic() - begun
    print(f"{name}: {outcome.edits} edits in {seconds:.0f} s, seed {seed}: ", end="")
    if outcome.failure is None:
        print(f"all the same ({outcome.what})")
    else:
        print(f"FAILED\n{outcome.failure}")
        print(f"see it again: python -m tests.fuzz {name} --edits {edits} --seed {seed}")
    return outcome


if __name__ == "__main__":
    sys.exit(main())
