"""Running a command as somebody would type it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner

from designdoc_tui.cli.commands import cli

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


def run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    """Runs `designdoc-tui` in this process.

    Args:
        arguments: What stands behind the name of the program.
        stdin: What it reads from standard input.

    Returns:
        Its exit code, and what it wrote to standard output and standard error.
    """
    words = [str(argument) for argument in arguments]
    return CliRunner().invoke(cli, words, input=stdin, prog_name="designdoc-tui")
