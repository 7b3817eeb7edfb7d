"""How far a command has come that takes its time."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Final

from designdoc_tui.cli import streams

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_BLINK: Final = 0.5  # seconds; what is done sooner needs no progress
_PAUSE: Final = 0.1  # seconds between two lines


@contextmanager
def progress(total: int, what: str) -> Iterator[Callable[[int], None]]:
    """Shows how far a command has come, on one line that is gone when it is done.

    Only where standard error is a terminal, and only when it takes longer than a blink.

    Args:
        total: How much there is to do.
        what: What is counted: `drafts checked`.

    Yields:
        What is to be told how much is done.
    """
    stream = sys.stderr
    if not streams.is_terminal(stream):
        yield _nobody_looks
        return
    due = monotonic() + _BLINK
    widest = 0

    def told(done: int) -> None:
        nonlocal due, widest
        now = monotonic()
        if now < due:
            return
        due = now + _PAUSE
        line = f"{done:,} of {total:,} {what}"
        widest = max(widest, len(line))
        stream.write(f"\r{line}")
        stream.flush()

    try:
        yield told
    finally:
        if widest:
            stream.write(f"\r{' ' * widest}\r")
            stream.flush()


def _nobody_looks(_: int) -> None:
    """Takes what nobody is shown."""
