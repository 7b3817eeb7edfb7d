"""Fields that follow others until the author writes them."""

from __future__ import annotations

from collections.abc import Callable

from designdoc_tui.document.changes import Change
from designdoc_tui.document.document import Document
from designdoc_tui.draft.slug import slug
from designdoc_tui.template.field import Role, Source


def follow_title(document: Document) -> Callable[[], None]:
    """Makes the change id follow the title until the author writes their own.

    Args:
        document: The document.

    Returns:
        A function that ends it.
    """
    placed_title = document.template.with_role(Role.TITLE)
    placed_id = document.template.with_role(Role.CHANGE_ID)
    if placed_title is None or placed_id is None:
        return lambda: None
    if placed_id[1].initial is not Source.SLUG_OF_TITLE:
        return lambda: None
    title, change_id = placed_title[0], placed_id[0]

    def follow(change: Change) -> None:
        if change.path != title or change.splice is None or document.is_replaying:
            return
        now = document.text(title)
        before = change.splice.reversed().apply(now)
        if document.text(change_id) in ("", slug(before)):
            document.set_along(change_id, slug(now))

    return document.subscribe(follow)
