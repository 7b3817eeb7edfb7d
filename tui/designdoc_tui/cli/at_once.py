"""The wizard on a draft that is there: what is started most often, and without click.

Everything else, and everything that is wrong with the arguments, is left to the commands.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

from designdoc_tui.cli.failures import told


def is_plainly_there(arguments: list[str]) -> bool:
    """Whether the arguments are a single path that is there, and can be nothing else.

    A path with a separator or a dot in it is neither an option nor the name of a command.

    Args:
        arguments: What the program was started with, without its own name.
    """
    if len(arguments) != 1 or not is_at_terminal():
        return False
    [path] = arguments
    return not path.startswith("-") and (os.sep in path or "." in path) and Path(path).exists()


def open_at_once(path: str) -> int:
    """Opens the wizard and waits until it is left.

    Args:
        path: A draft, a folder of drafts or a Markdown document, which is there.

    Returns:
        The exit code.
    """
    try:
        return wizard(Path(path))
    except (KeyboardInterrupt, Exception) as error:  # noqa: BLE001 - `told` raises faults on request
        return told(error)


def wizard(path: Path | None, *, on_review: bool = False) -> int:
    """Runs the wizard, from however it was asked for.

    Args:
        path: A draft, a folder of drafts or a Markdown document; `None` for the drafts there are.
        on_review: Whether it begins on the review checklist.

    Returns:
        The exit code.
    """
    # What is made until the first frame stays. To look through it for garbage, again and again,
    # would take a quarter of the start; the app takes that up once it is on the screen.
    gc.disable()
    # Textual takes longer to load than everything else together.
    from designdoc_tui.app import run_wizard

    return run_wizard(path, on_review=on_review)


def is_at_terminal() -> bool:
    """Whether somebody sits there: whether input and output are a terminal."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
