"""What the commands read and write: files, and `-` for standard input and output."""

from __future__ import annotations

import sys
from pathlib import Path

import click

STREAM = Path("-")
"""Stands for standard input or standard output."""


def read(path: Path) -> bytes:
    """The bytes of a file, or of standard input.

    Args:
        path: The file, or `-`.

    Raises:
        SourceError: It cannot be read.
    """
    # The draft layer brings the YAML parser with it: only for a command that runs.
    from designdoc_tui.draft.load import read_file
    from designdoc_tui.source.yaml_source import MAX_BYTES

    if path != STREAM:
        return read_file(path)
    return sys.stdin.buffer.read(MAX_BYTES + 1)


def write_result(text: str) -> None:
    """Writes a text that holds a document's to standard output.

    A file or a pipe gets its exact bytes, in UTF-8 and with its own line ends. A terminal gets
    line ends and tabs as they are, and every other control character made visible.

    Args:
        text: What to write, its last line end included.
    """
    stream = sys.stdout
    if stream.isatty():
        shown = harmless(text)
        encoding = stream.encoding or "utf-8"
        content = shown.encode(encoding, "backslashreplace")
    else:
        # File names may hold bytes that are no UTF-8; documents do not.
        content = text.encode("utf-8", "surrogateescape")
    # What was written as text before comes first.
    stream.flush()
    stream.buffer.write(content)
    stream.buffer.flush()


def harmless(text: str) -> str:
    """A text whose control characters a terminal shows instead of obeying."""
    # Kept out of `--help`, see the package.
    from designdoc_tui.source.errors import visible

    lines = text.split("\n")
    return "\n".join("\t".join(map(visible, line.split("\t"))) for line in lines)


def tell(message: str) -> None:
    """Says something about what was done, on standard error."""
    click.echo(message, err=True)
