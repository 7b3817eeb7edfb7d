"""Markdown text that remembers which field each part of it came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from designdoc_tui.template.path import ROOT, Path


class Fragment(NamedTuple):
    """Consecutive Markdown text with one origin.

    Attributes:
        text: The Markdown.
        path: The field it came from, relative to the value that was written; the root
            for what the template itself says (headings, labels, numbers).
        placeholder: Whether it stands in for a field that is not filled.
        items: For a list that is written as one, which item each line of the text came from: the
            step below `path`. Empty where all of it came from `path`.
    """

    text: str
    path: Path = ROOT
    placeholder: bool = False
    items: Sequence[int] = ()


Fragments = list[Fragment]


def text_of(fragments: Iterable[Fragment]) -> str:
    """The bare Markdown of some fragments."""
    return "".join([fragment[0] for fragment in fragments])


_fragment: Final = tuple.__new__
"""Makes a `Fragment` of its class and its four parts.

Most of what rendering does is making fragments, and to call the class, or `_replace`, takes several
times as long.
"""


def below(step: str | int, fragments: Iterable[Fragment]) -> Fragments:
    """Moves fragments one step down: what was written for a part, seen from its whole."""
    base = (step,)
    return [
        _fragment(Fragment, (text, base + path, placeholder, items))
        for text, path, placeholder, items in fragments
    ]


def placed(base: Path, fragments: Iterable[Fragment]) -> Fragments:
    """Moves fragments to where the whole stands in the document; those of no field stay so."""
    return [
        _fragment(Fragment, (fragment[0], base + fragment[1], fragment[2], fragment[3]))
        if fragment[1]
        else fragment
        for fragment in fragments
    ]


def indent_after_first(fragments: Iterable[Fragment], indent: str) -> Fragments:
    """Indents every line but the first; lines without a character stay without one.

    This is how the later lines of a list item stand under its first
    (CommonMark 0.31, section 5.2).
    """
    indented: Fragments = []
    pending = False  # a line break was written and the next line has not begun yet
    for fragment in fragments:
        text, path, placeholder, items = fragment
        if "\n" not in text and not (pending and text):
            indented.append(fragment)
            continue
        head = indent if pending and not text.startswith("\n") else ""
        pending = text.endswith("\n")
        body = text[:-1] if pending else text
        if "\n" in body:
            first, *rest = body.split("\n")
            body = "\n".join([first, *(indent + line if line else line for line in rest)])
        whole = head + body + ("\n" if pending else "")
        indented.append(_fragment(Fragment, (whole, path, placeholder, items)))
    return indented
