"""From a key to its painted frame: the wizard against Textual's stock text area.

`stage` tells how one key is timed. The wizard shows outline, form and preview, 160 columns wide;
the floor is an app that holds nothing but `TextArea` with the same text as the field and the
cursor at the same place. Each is alone in its process; they take turns of some keys each, and
what was typed is taken back between the turns. Typed are words with spaces, so that lines wrap
now and then, as they do when someone writes. After each turn the typed word is looked for on
the emulated terminal: it has to stand in the field and in the preview. In a list of thousands,
items come and go besides.
"""

from __future__ import annotations

from collections.abc import Sequence

from tests.benchmarks import apps, drafts
from tests.benchmarks.actors import Process
from tests.benchmarks.figures import Figure, Goal, Group, percentile
from tests.benchmarks.terminal import Painted

PLACES = {
    "top": "overview.problem",
    "middle": "design.components[{middle}].purpose",
    "end": "references.external_docs",
}
_LINES = "design.high_level_architecture.text"
_ITEMS = 5_000
_ITEM = "overview.goals[{}]"

_WORDS = "zqx vkjw xqzy jvk wq"
_BREAKS = "\n\nzq\n\nvk"
"""Every second line feed begins a paragraph: field and preview both change their height."""

_FLOOR = "an app with nothing but Textual's TextArea, the same text in it"
_GOALS = (Goal(0.8), Goal(3.0, "p99"))


def measure(sizes: Sequence[int], turns: int) -> list[Group]:
    """Takes the figures.

    Args:
        sizes: Components of the drafts.
        turns: How many turns of 20 keys.
    """
    figures: list[Figure] = []
    with Process(apps.Stock) as floor:
        for size in sizes:
            with Process(apps.Wizard, drafts.document, size) as wizard:
                middle = wizard.ask("middle")
                for name, pattern in PLACES.items():
                    path = pattern.format(middle=middle)
                    what = f"{drafts.described(size)}, {name}"
                    figures.append(_figure(what, wizard, floor, path, _WORDS, turns, _GOALS))
                what = f"{drafts.described(size)}, height changes"
                path = PLACES["top"]
                goals = (Goal(1.2),)
                figures.append(_figure(what, wizard, floor, path, _BREAKS, turns * 2, goals))
        for what, paragraph in (("10,000 lines", 5), ("10,000 lines, one paragraph", 10_001)):
            with Process(apps.Wizard, drafts.with_lines, 10_000, paragraph) as wizard:
                wanted: tuple[Goal, ...] = (Goal(0.2),) if paragraph < 10_000 else ()
                long = max(2, turns // 4)
                figures.append(_figure(what, wizard, floor, _LINES, _WORDS, long, wanted))
        with Process(apps.Wizard, drafts.with_items, _ITEMS) as wizard:
            for name, number in (("top", 0), ("middle", _ITEMS // 2), ("end", _ITEMS - 1)):
                what = f"{_ITEMS:,} items, {name}"
                path = _ITEM.format(number)
                figures.append(_figure(what, wizard, floor, path, _WORDS, turns, (Goal(2),)))
                figures += _items_come_and_go(what, wizard, floor, path, turns)
    return [Group("Key to painted frame", _FLOOR, tuple(figures))]


def _items_come_and_go(
    what: str, wizard: Process, floor: Process, path: str, turns: int
) -> list[Figure]:
    """Adds an item behind one, begins to write it, and takes it away; the floor writes a letter."""
    wizard.ask("go", path, (0, 0))
    taken: dict[str, list[Painted]] = {"one more": [], "its first letter": [], "one less": []}
    stock: list[Painted] = []
    for turn in range(turns + 1):
        painted = (
            wizard.paint("press", "alt+n"),
            wizard.paint("type", "z"),
            wizard.paint("press", "alt+r"),
        )
        letter = floor.paint("type", "z")
        floor.ask("erase", 1)
        wizard.ask("go", path, (0, 0))
        if turn:
            stock += letter
            for ours, found in zip(taken.values(), painted, strict=True):
                ours.extend(found)
    return [
        Figure(
            f"{what}, {name}",
            [each.shown for each in ours],
            [each.shown for each in stock],
            goals=(Goal(8),),
            note=_note(ours, stock, 0),
        )
        for name, ours in taken.items()
    ]


def _figure(
    what: str,
    wizard: Process,
    floor: Process,
    path: str,
    typed: str,
    turns: int,
    goals: tuple[Goal, ...],
) -> Figure:
    """Types in the middle of a field, in turns, after one turn that does not count."""
    text: str = wizard.ask("text", path)
    lines = text.split("\n")
    row = len(lines) // 2
    cursor = (row, len(lines[row]))
    wizard.ask("go", path, cursor)
    floor.ask("load", text, cursor)
    ours: list[Painted] = []
    stock: list[Painted] = []
    unseen = 0
    for turn in range(turns + 1):
        for process, all_painted in ((wizard, ours), (floor, stock)):
            painted = process.paint("type", typed)
            if process is wizard:
                unseen += wizard.terminal.count(typed.rsplit(maxsplit=1)[-1]) < 2
            process.ask("erase", len(typed))
            counted = [
                each
                for each, character in zip(painted, typed, strict=True)
                if typed is _WORDS or character == "\n"
            ]
            if turn:
                all_painted.extend(counted)
    return Figure(
        what,
        [each.shown for each in ours],
        [each.shown for each in stock],
        goals=goals,
        note=_note(ours, stock, unseen),
    )


def _note(ours: Sequence[Painted], stock: Sequence[Painted], unseen: int) -> str:
    def middle(values: Sequence[float]) -> float:
        return percentile(values, 50)

    work, floor = middle([each.work for each in ours]), middle([each.work for each in stock])
    note = (
        f"processor time {work:.1f} ms (floor {floor:.1f}, ratio {work / floor:.2f}); "
        f"{middle([each.size for each in ours]):,.0f} bytes a key (floor "
        f"{middle([each.size for each in stock]):,.0f}); "
        f"{sum(each.frames for each in ours) / len(ours):.1f} frames, the last after "
        f"{middle([each.last for each in ours]):.1f} ms; "
        f"floor's p99 {percentile([each.shown for each in stock], 99):.1f} ms"
    )
    return note + (f"; NOT SHOWN in field and preview {unseen} times" if unseen else "")
