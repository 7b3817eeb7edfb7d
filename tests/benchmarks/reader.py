"""For comparison: Textual's own `Markdown` widget as a preview.

It stands beside the stock text area and is brought up to date on each edit, in the handler of
`TextArea.Changed`. Each key is timed as in `keys`, with patience: the clock stops when the
last frame was written. The floor is the same app without the preview. The wizard's own figures
are those of `keys`.
"""

from __future__ import annotations

from collections.abc import Sequence

from tests.benchmarks import apps, drafts
from tests.benchmarks.actors import Process
from tests.benchmarks.figures import Figure, Group
from tests.benchmarks.keys import PLACES

_TYPED = "zq"


def measure(sizes: Sequence[int], turns: int) -> list[Group]:
    """Takes the figures.

    Args:
        sizes: Components of the drafts; from some dozens on it does not finish.
        turns: How many turns of two keys.
    """
    figures: list[Figure] = []
    path = PLACES["top"]
    with Process(apps.Stock) as floor:
        floor.ask("load", drafts.document().text(path), (0, 0))
        for size in sizes:
            with Process(apps.WithMarkdown, size, path) as beside:
                taken: list[float] = []
                stock: list[float] = []
                for turn in range(turns + 1):
                    for process, times in ((beside, taken), (floor, stock)):
                        painted = process.paint("type", _TYPED)
                        if turn:
                            times += [each.last for each in painted]
                figures.append(Figure(drafts.described(size), taken, stock))
    return [
        Group("Textual's Markdown widget as the preview", "the text area alone", tuple(figures))
    ]
