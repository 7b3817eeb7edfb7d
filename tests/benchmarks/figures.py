"""Figures, and the table they are printed in."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Goal:
    """What a figure has to keep to.

    Attributes:
        limit: The most it may be.
        of: What is compared with it: `ratio` (median over the floor's median), `p99` (the 99th
            percentile over the floor's median) or `over` (median minus the floor's median).
    """

    limit: float
    of: str = "ratio"


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table.

    Attributes:
        what: What was measured, in the reader's words.
        samples: The measurements.
        floor: The measurements of what it is compared with, taken in turn with the others;
            empty where there is nothing to compare with.
        unit: `ms`, `MB` or `x`.
        goals: What it has to keep to.
        note: What else to know: bytes written, frames, sizes, why it could not be taken.
    """

    what: str
    samples: Sequence[float]
    floor: Sequence[float] = ()
    unit: str = "ms"
    goals: tuple[Goal, ...] = ()
    note: str = ""

    def against(self, goal: Goal) -> float:
        """The value that a goal is about."""
        floor = median(self.floor)
        if goal.of == "over":
            return median(self.samples) - floor
        value = percentile(self.samples, 99) if goal.of == "p99" else median(self.samples)
        return value / floor if floor else math.inf

    @property
    def missed(self) -> list[Goal]:
        """The goals that are not met; none where there are no samples."""
        if not self.samples or not self.floor:
            return []
        return [goal for goal in self.goals if self.against(goal) > goal.limit]


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one question.

    Attributes:
        title: The question.
        floor: What the floor is.
        figures: The rows.
    """

    title: str
    floor: str
    figures: tuple[Figure, ...]


def percentile(samples: Sequence[float], percent: float) -> float:
    """The smallest sample that so many percent are not above (nearest rank)."""
    ordered = sorted(samples)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]


_HEAD = ("", "n", "median", "p99", "floor", "ratio", "goal", "")


def table(group: Group) -> str:
    """One group as text: its rows in columns, its notes below each row."""
    rows = [_HEAD, *(_cells(figure) for figure in group.figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    lines = [group.title, f"  floor: {group.floor}" if group.floor else "", ""]
    for row, figure in zip(rows, (None, *group.figures), strict=True):
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:6], widths[1:6], strict=True)]
        cells += [cell.ljust(width) for cell, width in zip(row[6:], widths[6:], strict=True)]
        lines.append(("  " + "  ".join(cells)).rstrip())
        if figure is not None and figure.note:
            lines.append(f"      {figure.note}")
    return "\n".join(lines) + "\n"


def _cells(figure: Figure) -> tuple[str, ...]:
    if not figure.samples:
        return (figure.what, "-", "-", "-", "-", "-", _goals(figure.goals), "not measured")
    floor = median(figure.floor) if figure.floor else None
    middle = median(figure.samples)
    ratio = f"{middle / floor:.2f}" if floor else "-"
    missed = figure.missed
    verdict = "" if not figure.goals or floor is None else "MISSED" if missed else "met"
    if missed:
        verdict += " " + ", ".join(_reached(figure, goal) for goal in missed)
    return (
        figure.what,
        str(len(figure.samples)),
        _value(middle, figure.unit),
        _value(percentile(figure.samples, 99), figure.unit),
        "-" if floor is None else _value(floor, figure.unit),
        ratio,
        _goals(figure.goals),
        verdict,
    )


def _value(value: float, unit: str) -> str:
    return f"{value:.2f}" if unit == "ms" and value < 10 else f"{value:.1f}"


def _goals(goals: Iterable[Goal]) -> str:
    words = {"ratio": "≤ {:g}", "p99": "p99 ≤ {:g}", "over": "≤ floor + {:.0f}"}
    return ", ".join(words[goal.of].format(goal.limit) for goal in goals)


def _reached(figure: Figure, goal: Goal) -> str:
    words = {"ratio": "{:.2f}", "p99": "p99 {:.2f}", "over": "floor + {:.0f}"}
    return words[goal.of].format(figure.against(goal))
