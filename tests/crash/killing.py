"""The program, killed again and again at random moments."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from designdoc_tui.desk.journals import Journals
from designdoc_tui.desk.recovery import recover
from designdoc_tui.document import Document
from designdoc_tui.draft.load import load_draft
from designdoc_tui.markdown.render import render
from tests.crash.typist import FIELDS, Done, Keys, State, Typist
from tests.end_to_end.terminal import Desk, Terminal

MUST_BE_THERE = 1.0
"""Seconds after which what was typed has to survive anything."""

_DRAFT = """\
designdoc: 1
template: design
title: Crash test
overview:
  problem: Where the typing starts
  goals:
    - one
    - two
    - three
    - four
"""
_BACK = "Not saved when the program ended"
_PAUSES = (0.04, 0.08, 0.12, 0.25)  # seconds between two things done, as by a fast typist

_AFTER_ALT = 0.2
_IN_ONE_DRAFT = 8  # kills, after which texts would grow longer than the screen


@dataclass(frozen=True)
class Kill:
    """What one kill came to.

    Attributes:
        done: How many things had been done when it came.
        lost: How many of them were not there afterwards, though the program had read their keys.
        lost_old: How many of those it had shown, and read more than a second before.
        loss: Seconds between the kill and the oldest thing that was lost and had been shown; 0 for
            none.
        behind: Seconds between the kill and the oldest thing that was lost, had been read, and was
            not shown yet: the machine was too busy to let the program have its turn.
        unread: How many more were still waiting in the terminal: the program had not come to read
            their keys.
        waited: Seconds for which the oldest of those had waited.
        recovering: Seconds it took to bring everything back, without starting the program.
        starting: Seconds the program took until it showed what was recovered; `None` where there
            was nothing to recover.
    """

    done: int
    lost: int
    lost_old: int
    loss: float
    behind: float
    unread: int
    waited: float
    recovering: float
    starting: float | None


def kills(folder: Path, count: int, seed: int, longest: float = 2.5) -> Iterator[Kill]:
    """Kills the program so many times, in drafts that are worked on further for a while.

    Args:
        folder: An empty folder.
        count: How often.
        seed: What decides about everything that is random.
        longest: The most seconds of typing before a kill.

    Yields:
        What each kill came to.

    Raises:
        AssertionError: What is left was never there, or is no draft.
    """
    random = Random(seed)
    home = folder / "home"
    home.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        for number in range(0, count, _IN_ONE_DRAFT):
            work = folder / f"work-{number}"
            work.mkdir()
            desk = Desk(home, work)
            patch.setenv("DESIGNDOC_STATE_HOME", desk.env["DESIGNDOC_STATE_HOME"])
            yield from _kills_in_one(desk, min(_IN_ONE_DRAFT, count - number), random, longest)


def _kills_in_one(desk: Desk, count: int, random: Random, longest: float) -> Iterator[Kill]:
    draft = desk.writes("design.yaml", _DRAFT)
    there = _left(draft)
    for _ in range(count):
        began = time.monotonic()
        with desk.opens(draft, size=(80, 40)) as program:
            starting = _starts(program, began, is_told=there.is_back)
            typist = Typist(random, *_values(there.document))
            _types(program, typist, random, random.uniform(0.1, longest))
            _looks(program, typist)
            program.is_killed()
        killed = began = time.monotonic()
        there = _left(draft)
        yield _judged(typist, there, killed, time.monotonic() - began, starting)


def _starts(program: Terminal, began: float, *, is_told: bool) -> float | None:
    if not is_told:
        program.shows("/23 ")
        return None
    program.shows(_BACK)
    starting = time.monotonic() - began
    program.presses("enter")
    program.hides(_BACK)
    return starting


def _types(program: Terminal, typist: Typist, random: Random, seconds: float) -> None:
    _sends(program, typist, typist.begins(time.monotonic()), random)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        _sends(program, typist, typist.acts(time.monotonic()), random)


def _sends(program: Terminal, typist: Typist, sent: list[Keys], random: Random) -> None:
    for code, leads_to in sent:
        program.types(code)
        if leads_to:
            program.is_in(leads_to)
        # Only the pause behind it tells `alt` with a letter from `escape` and the letter.
        pause = _AFTER_ALT if code.startswith("\x1b") else random.choice(_PAUSES)
        program.takes_in(pause)
    _looks(program, typist)


def _looks(program: Terminal, typist: Typist) -> None:
    all_read = not program.unread()  # before the time: what is read later is no older than that
    typist.looks(time.monotonic(), program.text(), all_read=all_read)


class _Left(NamedTuple):
    """What the next start will show.

    Attributes:
        document: The document.
        state: What the typist would say of it.
        is_back: Whether something of it is recovered.
    """

    document: Document
    state: State
    is_back: bool


def _left(draft: Path) -> _Left:
    opened = load_draft(draft)
    if opened.saved is not None and opened.markdown_source is not None:
        assert opened.markdown_source.decode() == render(opened.saved), "the pair is mixed"
    journals = Journals(draft)
    found = recover(opened, journals, journals.left_behind())
    assert not [note for note in found.notes if "believed" in note], found.notes
    problem, goals = _values(opened.document)
    state = problem, tuple(goal for goal in goals if goal)
    return _Left(opened.document, state, found.recovered is not None)


def _values(document: Document) -> tuple[str, list[str]]:
    problem, goals = FIELDS
    return document.text(problem), [str(goal) for goal in document.items(goals)]


def _judged(
    typist: Typist, left: _Left, killed: float, recovering: float, starting: float | None
) -> Kill:
    history, state = typist.history, left.state
    known = [at for at, done in enumerate(history) if done.state == state]
    assert known, _never(history, state)
    missing = [done for done in history[known[-1] + 1 :] if done.state != state]
    lost = [done for done in missing if done.is_read or done.is_shown]
    ages = [killed - done.read for done in lost if done.is_shown]
    return Kill(
        done=len(history),
        lost=len(lost),
        lost_old=sum(age > MUST_BE_THERE for age in ages),
        loss=max(ages, default=0.0),
        behind=max((killed - done.read for done in lost if not done.is_shown), default=0.0),
        unread=len(missing) - len(lost),
        waited=max((killed - done.sent for done in missing if done not in lost), default=0.0),
        recovering=recovering,
        starting=starting,
    )


def _never(history: list[Done], state: State) -> str:
    return "\n".join(
        [f"never there: {state}", *(f"         was: {done.state}" for done in history[-40:])]
    )
