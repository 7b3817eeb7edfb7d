"""Where the draft of a Markdown document stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_SUFFIXES: Final = (".md", ".markdown")


def is_markdown(path: Path) -> bool:
    """Whether a file is called like Markdown."""
    return path.suffix.lower() in _SUFFIXES


def draft_beside(markdown: Path) -> Path:
    """Where the draft of a Markdown document stands: beside it, with the same name."""
    if is_markdown(markdown):
        return markdown.with_suffix(".yaml")
    return markdown.with_name(f"{markdown.name}.yaml")
