"""What a terminal shows of what an app wrote, and since when.

The frames of an action are played, long after it and in another process, to a terminal emulator.
The time that counts is that of the last frame that changed a character on the screen: a preview
that follows in a later frame than the field has its later time. Frames that only repaint what was
there already, or only its colours, are counted with their bytes.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyte

from tests.benchmarks.stage import SIZE, Take


@dataclass(frozen=True, slots=True)
class Painted:
    """What came of one action.

    Attributes:
        shown: Milliseconds until the last frame that changed a character on the screen was
            written; until the last frame, where none did.
        work: Milliseconds of processor time that the interface thread took until then: what
            `shown` would be on a machine that does nothing else.
        last: Milliseconds until the last frame was written.
        frames: How many frames there were.
        size: How many bytes they had.
    """

    shown: float
    work: float
    last: float
    frames: int
    size: int


class Terminal:
    """A terminal emulator that is shown one action after the other."""

    def __init__(self) -> None:
        self._screen = pyte.Screen(*SIZE)
        self._stream = pyte.Stream(self._screen)

    def count(self, word: str) -> int:
        """How often a word can be read now."""
        return sum(line.count(word) for line in self._screen.display)

    def play(self, take: Take) -> Painted:
        """Shows an action."""
        for data in take.before:
            self._stream.feed(data)
        columns, rows = take.size
        self._screen.resize(rows, columns)
        last = shown = take.frames[-1]
        before = self._screen.display
        changed = False
        for frame in take.frames:
            self._stream.feed(frame.data)
            after = self._screen.display
            if after != before:
                shown, before, changed = frame, after, True
        if not changed:
            shown = last
        return Painted(
            shown=(shown.time - take.time) * 1000,
            work=(shown.work - take.work) * 1000,
            last=(last.time - take.time) * 1000,
            frames=len(take.frames),
            size=sum(len(frame.data.encode()) for frame in take.frames),
        )
