"""From a resize, a change of theme or a jump to the next section to the last frame of it.

Timed as keys are (see `stage`), except that every frame counts: the clock stops at the last one.
The floor does the same with its single text area; for the jump it takes the text area away and
mounts another one with the text of the next section. At most two frames more than the floor are
wanted: 33 ms.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.benchmarks import apps, drafts
from tests.benchmarks.actors import Process
from tests.benchmarks.figures import Figure, Goal, Group
from tests.benchmarks.stage import SIZE

_OTHER_SIZE = (120, 40)
_JUMP_FROM = "overview.problem"
_TWO_FRAMES = 2 * 1000 / 60

_FLOOR = "the same in an app with nothing but Textual's TextArea"


def measure(sizes: Sequence[int], turns: int) -> list[Group]:
    """Takes the figures.

    Args:
        sizes: Components of the drafts.
        turns: How many times each is done; half of the resizes make the terminal smaller.
    """
    figures: list[Figure] = []
    with Process(apps.Stock) as floor:
        for size in sizes:
            with Process(apps.Wizard, drafts.document, size) as wizard:
                text: str = wizard.ask("text", _JUMP_FROM)
                wizard.ask("go", _JUMP_FROM, (0, 0))
                floor.ask("load", text, (0, 0))
                name = drafts.described(size)
                figures += [
                    _figure(f"resize, {name}", wizard, floor, _resize, turns),
                    _figure(f"theme, {name}", wizard, floor, _theme, turns),
                    _figure(f"jump, {name}", wizard, floor, _jump(text), turns),
                ]
    return [Group("Resize, theme, next section", _FLOOR, tuple(figures))]


def _resize(process: Process, _: bool, turn: int) -> float:
    width, height = _OTHER_SIZE if turn % 2 == 0 else SIZE
    return process.paint("resize", width, height)[0].last


def _theme(process: Process, _: bool, turn: int) -> float:
    return process.paint("theme", turn + 1)[0].last


def _jump(text: str) -> Callable[[Process, bool, int], float]:
    def jump(process: Process, is_wizard: bool, _: int) -> float:
        return process.paint("step", _JUMP_FROM if is_wizard else text)[0].last

    return jump


def _figure(
    what: str,
    wizard: Process,
    floor: Process,
    action: Callable[[Process, bool, int], float],
    turns: int,
) -> Figure:
    ours: list[float] = []
    stock: list[float] = []
    for turn in range(2 * (turns // 2) + 2):
        taken = action(wizard, True, turn), action(floor, False, turn)
        if turn > 1:  # the first of each kind loads what is loaded late
            ours.append(taken[0])
            stock.append(taken[1])
    return Figure(what, ours, stock, goals=(Goal(_TWO_FRAMES, "over"),))
