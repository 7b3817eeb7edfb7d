"""What changed in a document since it was signed, for those who show it while it is edited.

Most drafts that are opened have not been signed, and opening one has to be quick: what reads and
compares sign-offs is loaded for a document that has some.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from designdoc_tui.review.parts import is_signed

if TYPE_CHECKING:
    from designdoc_tui.document import Document
    from designdoc_tui.review.changes import Changes
    from designdoc_tui.review.sign_offs import Standing


class SinceSigned:
    """The sign-offs of one document, and what changed since."""

    def __init__(self, document: Document) -> None:
        """Looks at nothing yet.

        Args:
            document: The document; it may be edited at any time.
        """
        self._document = document
        self._changes: Changes | None = None

    @property
    def changes(self) -> Changes | None:
        """What changed since; `None` while nobody has signed."""
        if self._changes is None and is_signed(self._document):
            from designdoc_tui.review.changes import Changes

            self._changes = Changes(self._document)
        return self._changes

    def worth(self) -> list[Standing]:
        """What each sign-off is worth now."""
        changes = self.changes
        if changes is None:
            return []
        from designdoc_tui.review.sign_offs import Standings

        standings = Standings(self._document, changes.content)
        return [standings.of(each) for each in standings.sign_offs]
