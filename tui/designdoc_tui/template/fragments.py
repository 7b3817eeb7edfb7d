"""Markdown text that remembers which field each part of it came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from designdoc_tui.template.path import ROOT, Path


class Fragment(NamedTuple):
    """Consecutive Markdown text with one origin.

    Attributes:
        text: The Markdown.
        path: The field it came from, relative to the value that was written; the root
            for what the template itself says (headings, labels, numbers).
        placeholder: Whether it stands in for a field that is not filled.
    """

    text: str
    path: Path = ROOT
    placeholder: bool = False


Fragments = list[Fragment]


def text_of(fragments: Iterable[Fragment]) -> str:
    """The bare Markdown of some fragments."""
    return "".join(fragment.text for fragment in fragments)


def below(step: str | int, fragments: Iterable[Fragment]) -> Iterator[Fragment]:
    """Moves fragments one step down: what was written for a part, seen from its whole."""
    # `_replace` takes five times as long, and this is most of what rendering does.
    for text, path, placeholder in fragments:
        yield Fragment(text, (step, *path), placeholder)


def indent_after_first(fragments: Iterable[Fragment], indent: str) -> Iterator[Fragment]:
    """Indents every line but the first; lines without a character stay without one.

    This is how the later lines of a list item stand under its first
    (CommonMark 0.31, section 5.2).
    """
    pending = False  # a line break was written and the next line has not begun yet
    for fragment in fragments:
        text = fragment.text
        if not text:
            yield fragment
            continue
        head = indent if pending and not text.startswith("\n") else ""
        pending = text.endswith("\n")
        body = text[:-1] if pending else text
        if "\n" in body:
            first, *rest = body.split("\n")
            body = "\n".join([first, *(indent + line if line else line for line in rest)])
        whole = head + body + ("\n" if pending else "")
        yield Fragment(whole, fragment.path, fragment.placeholder)
