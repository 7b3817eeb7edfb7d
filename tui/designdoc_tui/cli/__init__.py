"""The commands, and the way into them.

Nothing is imported before it is known what is wanted: the wizard on a draft that is there starts
without click, `--help` and completion in the shell load click and little else, and `render` in a
script never loads what only the wizard needs.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Runs the program with the arguments it was started with, and ends it."""
    # Loading click takes as long as painting a frame.
    from designdoc_tui.cli.at_once import is_plainly_there, open_at_once

    arguments = sys.argv[1:]
    if is_plainly_there(arguments):
        sys.exit(open_at_once(arguments[0]))
    from designdoc_tui.cli.commands import PROGRAM, cli

    cli(prog_name=PROGRAM)


__all__ = ["main"]
