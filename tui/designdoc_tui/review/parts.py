"""Where a review stands in a draft, and whether there is one: for those who only ask that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designdoc_tui.template.reserved import REVIEW

if TYPE_CHECKING:
    from designdoc_tui.document import Document
    from designdoc_tui.template.path import Path

SIGN_OFFS: Final[Path] = (REVIEW, "sign_offs")
"""Where the sign-offs stand."""


def is_signed(document: Document) -> bool:
    """Whether there are sign-offs in a document, whatever they are worth."""
    return bool(document.items(SIGN_OFFS))
