"""Saving what changed, and nothing else.

A draft that a person wrote by hand has comments, an order, quotes, brackets and blank lines that
are theirs. When it is saved, only the lines of what changed are touched: the tree it was read as
knows where each value stands, and what has to become of it is put in its place.

What cannot be done in place is written anew in the smallest part around it that has lines of its
own, with the comments of that part above it. Whatever comes out is read before it is trusted; if
it does not say what it should, larger parts are written anew, and in the end the whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from designdoc_tui.draft.in_place.page import Page, Refused, applied
from designdoc_tui.draft.in_place.walk import Walk
from designdoc_tui.draft.yaml_text import write_yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping as Lookup

    from designdoc_tui.source.yaml_nodes import Mapping

__all__ = ["edited"]

_DEPTHS: Final = (1_000, 3, 1)
"""How many collections down parts are changed in place, from one attempt to the next."""


def edited(
    source: str,
    tree: Mapping,
    before: Lookup[str, Any],
    after: Lookup[str, Any],
    is_right: Callable[[str], bool],
) -> str:
    """A text that says something else, with as little of it changed as can be.

    Args:
        source: The text, without a byte-order mark.
        tree: What it was read as.
        before: What it says: the values of the tree's keys, those left out that say nothing.
        after: What it has to say. New keys are put behind those that they follow here.
        is_right: Tells whether a text says that.

    Returns:
        The text.

    Raises:
        ValueError: A text holds half of a surrogate pair, which no file can hold.
    """
    # A last line without an end is given one for the time of the edit.
    added = "" if source.endswith(("\n", "\r")) else Page(source).newline
    page = Page(source + added)
    for deepest in _DEPTHS:
        text = _attempt(page, deepest, tree, before, after)
        if text is None:
            continue
        for found in (text.removesuffix(added), text) if added else (text,):
            if is_right(found):
                return found
    return _whole(page, tree, after)


def _attempt(
    page: Page, deepest: int, tree: Mapping, before: Lookup[str, Any], after: Lookup[str, Any]
) -> str | None:
    try:
        return applied(page.text, Walk(page, deepest).changes(tree, before, after))
    except Exception:  # noqa: BLE001 - whatever is wrong here, the text itself can still be saved
        return None


def _whole(page: Page, tree: Mapping, after: Lookup[str, Any]) -> str:
    """The whole written anew, below the comments that stood in it."""
    try:
        comments = page.comments(page.parts(tree), 0, len(page.text))
    except Refused:
        comments = []
    written = write_yaml(dict(after))
    return "".join(f"{comment}\n" for comment in comments) + written
