"""What is different between two states of a document for those who read its Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designdoc_tui.document.values import value_at
from designdoc_tui.markdown.imported.outline import verbatim_pieces
from designdoc_tui.markdown.render import render
from designdoc_tui.merge import Difference, Kind, differences, label_of
from designdoc_tui.merge.labels import BETWEEN
from designdoc_tui.template.reserved import LAYOUT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designdoc_tui.document.document import Document
    from designdoc_tui.template.path import Path

_VERBATIM: Final = "Word for word"
_LAYOUT: Final = "Layout"


def changes(old: Document, new: Document) -> tuple[Difference, ...]:
    """Tells what changed from one state of a document to another.

    As `merge.differences`, but for the layout, of which a reader wants to know only what text
    came or went. Where nothing else differs, that is a difference of its own: the lines of the
    Markdown that are not the same.

    Args:
        old: The one state.
        new: The other.

    Returns:
        The differences, those of fields first.
    """
    found = [
        one for one in differences(old.template, old.values, new.values) if one.path[0] != LAYOUT
    ]
    if old.get(LAYOUT) == new.get(LAYOUT):
        return tuple(found)
    found += _verbatim(old, new)
    return tuple(found or _lines(old, new))


def _verbatim(old: Document, new: Document) -> Iterator[Difference]:
    """The texts that stand word for word in one of the two only, or read otherwise there."""
    before, after = _texts(old), _texts(new)
    there = {text for _, _, text in after}
    gone = [(path, label, text) for path, label, text in before if text not in there]
    known = {text for _, _, text in before}
    for path, label, text in after:
        if text in known:
            continue
        same = next((entry for entry in gone if entry[1] == label), None)
        if same is None:
            yield Difference(path, label, None, text, Kind.ADDED)
        else:
            gone.remove(same)
            yield Difference(path, label, same[2], text, Kind.CHANGED)
    for path, label, text in gone:
        yield Difference(path, label, text, None, Kind.REMOVED)


def _texts(document: Document) -> list[tuple[Path, str, str]]:
    """The texts that stand word for word: where, what they are called, and what they say."""
    found: list[tuple[Path, str, str]] = []
    for piece in verbatim_pieces(document):
        text = value_at(document.values, piece.path)
        if isinstance(text, str) and text:
            name = label_of(document.template, piece.path, document.values)
            found.append((piece.path, f"{_VERBATIM}{BETWEEN}{name}", text))
    return found


def _lines(old: Document, new: Document) -> list[Difference]:
    """The lines of the Markdown that differ, from the first to the last one."""
    before, after = render(old).split("\n"), render(new).split("\n")
    first = _shared(before, after)
    last = _shared(before[:first:-1], after[:first:-1])
    one, other = ("\n".join(lines[first : len(lines) - last]) for lines in (before, after))
    if one == other:
        return []
    return [Difference((LAYOUT,), _LAYOUT, one or None, other or None, Kind.CHANGED)]


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))
