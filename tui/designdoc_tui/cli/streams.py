"""What the commands read and write: files, and `-` for standard input and output."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, TextIO

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
    return _opened(sys.stdin, "input").buffer.read(MAX_BYTES + 1)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a standard stream is a terminal; one that was closed from the start is none."""
    return stream is not None and stream.isatty()


def write_result(text: str) -> None:
    """Writes a text that holds a document's to standard output.

    A file or a pipe gets its exact bytes, in UTF-8 and with its own line ends. A terminal gets
    line ends and tabs as they are, and every other control character made visible.

    Args:
        text: What to write, its last line end included.

    Raises:
        SourceError: It cannot be written: the disk is full, or standard output closed.
    """
    stream = _opened(sys.stdout, "output")
    if is_terminal(stream):
        shown = harmless(text)
        encoding = stream.encoding or "utf-8"
        content = shown.encode(encoding, "backslashreplace")
    else:
        # File names may hold bytes that are no UTF-8; documents do not.
        content = text.encode("utf-8", "surrogateescape")
    try:
        # What was written as text before comes first.
        stream.flush()
        stream.buffer.write(content)
        stream.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        from designdoc_tui.source.errors import SourceError

        message = f"standard output cannot be written ({error.strerror or error})"
        raise SourceError(str(STREAM), message) from error


def _opened(stream: TextIO | None, what: str) -> TextIO:
    """A standard stream; Python has none where the program was started with it closed."""
    if stream is None:
        from designdoc_tui.source.errors import SourceError

        raise SourceError(str(STREAM), f"standard {what} is closed; open it, or name a file")
    return stream


def write_json(value: Any) -> None:
    """Writes a value as JSON (RFC 8259) to standard output.

    It is in ASCII, so that neither a document nor the name of a file can break it.

    Args:
        value: Texts, numbers, flags, lists and dictionaries.
    """
    # Kept out of `--help`, see the package.
    import json

    write_result(json.dumps(value, indent=2) + "\n")


def harmless(text: str) -> str:
    """A text whose control characters a terminal shows instead of obeying."""
    # Kept out of `--help`, see the package.
    from designdoc_tui.source.errors import visible

    lines = text.split("\n")
    return "\n".join("\t".join(map(visible, line.split("\t"))) for line in lines)


def tell(message: str) -> None:
    """Says something about what was done, on standard error."""
    click.echo(message, err=True)
