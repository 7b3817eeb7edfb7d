"""Somebody who types and rearranges at random, and knows what ought to be there."""

from __future__ import annotations

import re
import string
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from tests.end_to_end.terminal import code_of

FIELDS = ("overview.problem", "overview.goals")

_LETTERS = string.ascii_lowercase + "  ,.-éß長🙂"
_FEWEST = 3
_PROBLEM, _GOALS = range(2)

State = tuple[str, tuple[str, ...]]
"""The text of the problem, and the goals that say something."""


class Keys(NamedTuple):
    """What is sent in one go.

    Attributes:
        code: The keys.
        leads_to: The label of the field they lead to; empty where they stay in theirs.
    """

    code: str
    leads_to: str = ""


@dataclass
class Done:
    """One thing that was done.

    Attributes:
        state: What ought to be there since.
        sent: When its keys were sent, as `time.monotonic` tells.
        read: When the program can have read them at the earliest.
        is_read: Whether it has read them.
        is_shown: Whether the screen was seen to say what they have done.
    """

    state: State
    sent: float
    read: float
    is_read: bool = False
    is_shown: bool = False


@dataclass
class Typist:
    """Types into two fields of the overview.

    Attributes:
        random: What decides.
        problem: The text of the problem, as it ought to be.
        goals: The goals, as they ought to be.
        history: Everything done so far; the first is what was there before.
    """

    random: Random
    problem: str
    goals: list[str]
    history: list[Done] = field(default_factory=list)
    _place: int = _PROBLEM
    _at: int = 0

    def begins(self, now: float) -> list[Keys]:
        """The keys that lead to where the typing starts."""
        self.history = [Done(self.state, now, now, is_read=True, is_shown=True)]
        return self._goes(self.random.choice((_PROBLEM, _GOALS)))

    @property
    def state(self) -> State:
        """What ought to be there now."""
        return self.problem, tuple(goal for goal in self.goals if goal)

    def looks(self, now: float, screen: str, *, all_read: bool) -> None:
        """Notes how far the program has come with what was done.

        Args:
            now: The time.
            screen: What it shows.
            all_read: Whether it has read every key by now; if not, the last ones wait.
        """
        # The first that fits: of two things done that look alike the second is not yet believed.
        seen, waiting = shown(screen), [done for done in self.history if not done.is_shown]
        fits = next((at for at, done in enumerate(waiting) if squeezed(done.state) == seen), -1)
        for done in waiting[: fits + 1]:
            done.is_shown = True
        for done in self.history:
            if not done.is_read:
                done.is_read, done.read = all_read, done.read if all_read else now

    def acts(self, now: float) -> list[Keys]:
        """Does one thing more; gives the keys for it, with a pause behind each."""
        chance = self.random.random()
        if chance < 0.03:
            keys = [Keys(code_of("f2"))]
        elif chance < 0.08:
            keys = self._goes(1 - self._place)
        elif chance < 0.25 and self._place == _GOALS:
            keys = [Keys(self._rearranges())]
        else:
            keys = [Keys(self._types(self.random.choice(_LETTERS)))]
        self.history.append(Done(self.state, now, now))
        return keys

    def _goes(self, place: int) -> list[Keys]:
        self._place, self._at = place, 0
        if place == _PROBLEM:
            # `home` alone goes to the beginning of a row, and a long line has several.
            start = [Keys(code_of("pageup")), Keys(code_of("home"))]
            return [Keys(code_of("f3")), Keys("Problem\r", "Problem"), *start]
        return [Keys(code_of("f3")), Keys("Goals\r", "Goals")]

    def _types(self, letter: str) -> str:
        if self._place == _PROBLEM:
            # The home key goes to the first character that is no blank.
            letter = "_" if letter == " " and not self._at else letter
            self.problem = self.problem[: self._at] + letter + self.problem[self._at :]
            self._at += 1
        else:
            self.goals[self._at] += letter
        return letter

    def _rearranges(self) -> str:
        at, goals = self._at, self.goals
        kinds = ["alt+n", "alt+d"]
        if at:
            kinds.append("alt+up")
        if at + 1 < len(goals):
            kinds += ["alt+down", "enter"]
        if len(goals) > _FEWEST:
            kinds += ["alt+r"] * 2
        kind = self.random.choice(kinds)
        if kind == "alt+n":
            if at + 1 == len(goals):  # the blank row below is there already; it wants a letter
                goals.append("")
                self._at += 1
                return code_of(kind) + self._types("+")
            goals.insert(at + 1, "")
            self._at += 1
        elif kind == "alt+d":
            goals.insert(at + 1, goals[at])
            self._at += 1
        elif kind in ("alt+up", "alt+down"):
            to = at + (1 if kind == "alt+down" else -1)
            goals.insert(to, goals.pop(at))
            self._at = to
        elif kind == "enter":
            self._at += 1
        else:
            goals.pop(at)
            self._at = min(at, len(goals) - 1)
        return code_of(kind)


_FORM = 31
"""The column where the form begins, behind the outline."""

_GOAL = re.compile(r"Goal \d+ ?(.*)")
_PLACEHOLDER = "["
"""What a placeholder begins with, and nothing that is typed here."""


def shown(screen: str) -> State:
    """What a screen says, without blanks.

    Args:
        screen: Its lines; the form is on the overview.

    Returns:
        The state, as far as it is on the screen.
    """
    field, problem, goals = "", "", [""]
    for line in screen.split("\n"):
        text = line[_FORM:].strip().removeprefix("▎").strip()
        found = _GOAL.match(text)
        if text.removesuffix(" *") in ("Problem", "Solution", "Goals", "Non-Goals"):
            field = text.removesuffix(" *")
        elif field == "Problem":
            problem += text
        elif field == "Goals" and found:
            goals.append(found[1])
        elif field == "Goals":
            goals[-1] += text
    written = tuple(goal for goal in goals if not goal.strip().startswith(_PLACEHOLDER))
    return squeezed((problem, written))


def squeezed(state: State) -> State:
    """A state without blanks, which a screen shows only where something follows them."""
    problem, goals = state
    texts = ("".join(goal.split()) for goal in goals)
    return "".join(problem.split()), tuple(text for text in texts if text)
