"""What a target of the fuzz runs is, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Outcome:
    """How a run went.

    Attributes:
        edits: How many edits were made.
        what: What was compared, in a few words.
        failure: What was seen where it went wrong; None when it did not.
    """

    edits: int
    what: str
    failure: str | None = None


class Target(Protocol):
    """A module with a fuzz run."""

    def run(self, edits: int, seed: int) -> Outcome:
        """Makes so many random edits.

        Args:
            edits: How many.
            seed: Begins the random numbers: the same one gives the same edits.
        """
