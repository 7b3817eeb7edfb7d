"""What there is to say about the chosen item of the checklist, below the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content

from designdoc_screens.review_words import look_of
from designdoc_tui.approval import Item, ItemKind, ItemState
from designdoc_tui.checks import Finding
from designdoc_tui.checks.rules import MARKDOWN_OUT_OF_DATE
from designdoc_tui.review.comments import Comment, standing
from designdoc_tui.source.errors import one_line
from designdoc_tui.template.reserved import REVIEW
from designdoc_tui.widgets.preview.visible import visible

if TYPE_CHECKING:
    from designdoc_tui.document import Document

_DIM: Final = "$foreground 60%"
_TONES: Final = {
    "error": "$text-error",
    "warning": "$text-warning",
    "success": "$text-success",
    "muted": _DIM,
}

_TO_DO: Final = {
    (ItemKind.SECTION, ItemState.OPEN): "space: you have read it · c: comment",
    (ItemKind.SECTION, ItemState.STALE): "d: what changed · space: you have read it again · "
    "c: comment",
    (ItemKind.SECTION, ItemState.DONE): "space: take it back · c: comment",
    (ItemKind.QUESTION, ItemState.OPEN): "space: answer it",
    (ItemKind.QUESTION, ItemState.DONE): "space: open it again",
    (ItemKind.COMMENT, ItemState.OPEN): "c: reply · space: settle it",
    (ItemKind.COMMENT, ItemState.LOST): "c: reply · space: settle it",
    (ItemKind.COMMENT, ItemState.DONE): "c: reply · space: open it again",
    (ItemKind.SIGN_OFF, ItemState.OPEN): "s: sign",
    (ItemKind.SIGN_OFF, ItemState.STALE): "d: what changed · s: sign again · w: withdraw",
    (ItemKind.SIGN_OFF, ItemState.DONE): "w: withdraw",
}


def detail_of(document: Document, item: Item | None) -> Content:
    """What to show of an item.

    Args:
        document: The document.
        item: The item; `None` when none is chosen.

    Returns:
        Its state and its place; its title in full; who and when; what the keys do with it.
    """
    if item is None:
        return Content()
    look = look_of(item)
    # The longest titles are somebody's words: what they said stands on the list item in full.
    lines = [
        Content.assemble(
            (f"{look.sign} {look.word}", _TONES[look.tone]), (f"  {_field(item)}", _DIM)
        ),
        Content.assemble((_title(item), "bold")),
    ]
    said = _said(document, item)
    if said:
        lines.append(Content(said))
    to_do = _TO_DO.get((item.kind, item.state), "")
    go = "enter: to its field" if item.path[:1] != (REVIEW,) else ""
    keys = " · ".join(part for part in (to_do, go) if part)
    if keys:
        lines.append(Content.styled(keys, _DIM))
    return Content("\n").join(lines)


def _title(item: Item) -> str:
    if isinstance(item.subject, Finding) and item.subject.rule == MARKDOWN_OUT_OF_DATE.id:
        # The finding itself is for a command line too, where there is no such key.
        return f"{item.title.removesuffix('.')}, or save with f2."
    return item.title


def _field(item: Item) -> str:
    return visible(item.field) or "the document"


def _said(document: Document, item: Item) -> str:
    if isinstance(item.subject, Comment):
        thread = standing(document, item.subject)
        if thread is not None and thread.replies:
            last = thread.replies[-1]
            return f"{item.detail}\n{visible(last.person.shown_name)}: {one_line(last.text)}"
    return item.detail
