"""`python -m tests.crash`: how much is lost when the program is killed."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median

from designdoc_tui.source.errors import SourceError
from tests.crash.killing import kills


def main() -> int:
    """Kills the program and says what was lost; the exit code is 1 when it was too much."""
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=500, help="how often (500)")
    parser.add_argument("--seed", type=int, default=1, help="what decides about what is random (1)")
    chosen = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="designdoc-crash-"))
    found = []
    try:
        for kill in kills(folder, chosen.kills, chosen.seed):
            found.append(kill)
            if kill.lost_old or len(found) % 25 == 0:
                print(f"{len(found):5}  lost after a second: {kill.lost_old}", flush=True)
    except (AssertionError, SourceError) as error:
        print(f"kill {len(found) + 1}: {error}\neverything is as it was left: {folder}")
        return 1
    shutil.rmtree(folder)
    starts = [kill.starting for kill in found if kill.starting is not None]
    old = sum(kill.lost_old for kill in found)
    times = [1000 * kill.recovering for kill in found]
    for label, value in (
        ("kills", f"{len(found)}, {len(starts)} with something unsaved"),
        ("things typed or moved", f"{sum(kill.done for kill in found)}"),
        ("lost though older than one second", f"{old}"),
        ("lost at all", f"{sum(kill.lost for kill in found)}"),
        ("largest loss", f"{max(kill.loss for kill in found):.3f} s"),
        ("oldest that was not yet shown", f"{max(kill.behind for kill in found):.3f} s"),
        ("sent, but never read by the program", f"{sum(kill.unread for kill in found)}"),
        ("longest such wait", f"{max(kill.waited for kill in found):.3f} s"),
        ("files torn, or of two saves", "0"),  # or it would have ended above
        ("bringing it back", f"{median(times):.1f} ms, worst {max(times):.1f} ms"),
        ("start until it is shown", f"{median(starts or [0]):.2f} s"),
    ):
        print(f"{label:36} {value}")
    return 1 if old else 0


if __name__ == "__main__":
    sys.exit(main())
