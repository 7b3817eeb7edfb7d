"""The difference between two texts, line by line and safe to show."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

from designdoc_tui.cli.streams import harmless
from designdoc_tui.source.errors import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_LINE_END = "\\ No newline at end of file"


def line_diff(before: bytes, after: bytes, before_name: str, after_name: str) -> str:
    r"""A unified diff.

    Args:
        before: One content; need not be UTF-8.
        after: The other.
        before_name: What to call the one.
        after_name: What to call the other.

    Returns:
        The diff, lines ending in a line feed only. Other control characters and bytes that are
        not UTF-8 are made visible, so that a line that ends in CR LF shows it: `\x0d`.
    """
    return "".join(f"{line}\n" for line in _lines(before, after, before_name, after_name))


def _lines(before: bytes, after: bytes, before_name: str, after_name: str) -> Iterator[str]:
    pieces = (_split(before), _split(after))
    for line in unified_diff(*pieces, visible(before_name), visible(after_name), lineterm="\n"):
        yield harmless(line.removesuffix("\n"))
        if not line.endswith("\n"):
            yield _NO_LINE_END


def _split(content: bytes) -> list[str]:
    text = content.decode("utf-8", "surrogateescape")
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1].removesuffix("\n")
    return lines if lines[-1] else lines[:-1]
