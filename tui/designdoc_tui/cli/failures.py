"""How a failure is told: one line on standard error, and an exit code."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import Final

DEBUG_VARIABLE: Final = "DESIGNDOC_DEBUG"
"""The environment variable that has a fault of the program shown in full."""

CANNOT: Final = 2
"""Exit code: wrong usage, or input that cannot be read."""

_INTERRUPTED: Final = 130  # as shells report the signal of ctrl+c
_NOBODY_READS: Final = 141  # as shells report a closed pipe


def told(error: BaseException) -> int:
    """Tells what ended the program, in one line on standard error.

    Args:
        error: What was raised. It must be the one that is being handled.

    Returns:
        The exit code.

    Raises:
        BaseException: What was raised, if it is a fault of the program and the environment asks
            for those to be shown in full.
    """
    if isinstance(error, KeyboardInterrupt):
        return _INTERRUPTED
    if isinstance(error, BrokenPipeError):
        # Nobody reads what is still buffered, and the interpreter would complain of that.
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _NOBODY_READS
    if os.environ.get(DEBUG_VARIABLE):
        raise error
    if sys.stderr is not None:
        print(_in_one_line(error), file=sys.stderr)
    return CANNOT


def _in_one_line(error: BaseException) -> str:
    # Only when something is wrong: `--help` gets by without.
    from designdoc_tui.source.errors import SourceError, visible

    if isinstance(error, SourceError):
        return str(error)
    what = visible(f"{type(error).__name__}: {error}".rstrip(": "))
    return (
        f"designdoc-tui: a fault of the program, not yours: {what} "
        f"(set {DEBUG_VARIABLE}=1 to see where, and report it)"
    )
