"""A document as the row of passages that the live preview draws from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from designdoc_tui.document.layout import PIECES, layout_of
from designdoc_tui.markdown.passages import Passage, PassageSource
from designdoc_tui.markdown.template_passages import TemplatePassages
from designdoc_tui.review.since_signed import SinceSigned
from designdoc_tui.template.reserved import REVIEW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designdoc_tui.document.changes import Change
    from designdoc_tui.document.document import Document


class _Laid(PassageSource, Protocol):
    """The passages of a document that is laid out in one of the ways there are."""

    def defining(self) -> Iterator[int]:
        """The passages that may define what others refer to; see `references.Telling`."""

    def after(self, change: Change) -> int | None:
        """Brings the passages up to date; see `LivePassages.after`."""


class LivePassages:
    """What the preview shows of a document: its fields, those not filled with their placeholders.

    Implements `PassageSource`. A document that came in with a layout of its own shows its pieces.
    """

    def __init__(self, document: Document) -> None:
        """Lays the passages out.

        Args:
            document: The document. After each change to it, `after` must be called.
        """
        self._document = document
        self._in_pieces = _is_in_pieces(document)
        self._signed = SinceSigned(document)
        self._laid = _laid(document, self._signed)
        self._worth = self._signed.worth()

    def __len__(self) -> int:
        """How many passages there are."""
        return len(self._laid)

    def passage(self, index: int) -> Passage:
        """The passage at a position, written now."""
        return self._laid.passage(index)

    def estimate(self, index: int) -> int:
        """About how many lines a passage has."""
        return self._laid.estimate(index)

    def defining(self) -> Iterator[int]:
        """The passages that may define what others refer to; see `references.Telling`."""
        return self._laid.defining()

    def index_of(self, path: str) -> int | None:
        """Which passage shows a field; the heading of its section for what has no place yet."""
        return self._laid.index_of(path)

    def after(self, change: Change) -> int | None:
        """Brings the passages up to date.

        Args:
            change: What has happened to the document.

        Returns:
            The one passage whose text changed, or `None` when their number or order did, or
            more than one may have changed.
        """
        reads_otherwise = self._makes_sign_offs_read_otherwise(change)
        if _is_in_pieces(self._document) is not self._in_pieces:
            self._in_pieces = not self._in_pieces
            self._laid = _laid(self._document, self._signed)
            return None
        index = self._laid.after(change)
        return None if reads_otherwise else index

    def _makes_sign_offs_read_otherwise(self, change: Change) -> bool:
        """Whether a change makes a sign-off stale, or one that was stale count again.

        To know that takes time with the size of the document. So while no sign-off counts, only
        edits of the review, undo and redo are asked; what is typed rarely brings a text back.
        """
        if not self._worth and change.path[:1] != (REVIEW,):
            return False
        counts = any(each.counts for each in self._worth)
        if not counts and change.path[:1] != (REVIEW,) and not self._document.is_replaying:
            return False
        before, self._worth = self._worth, self._signed.worth()
        return self._worth != before


def _is_in_pieces(document: Document) -> bool:
    return bool(layout_of(document).get(PIECES))


def _laid(document: Document, signed: SinceSigned) -> _Laid:
    if not _is_in_pieces(document):
        return TemplatePassages(document, signed)
    # Most drafts have no layout, and opening one has to be quick.
    from designdoc_tui.markdown.imported.passages import PiecePassages

    return PiecePassages(document, signed)
