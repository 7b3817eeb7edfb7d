"""One document: its values, edits to them, undo, and how far along it is."""

from designdoc_tui.document.changes import Change, Edit
from designdoc_tui.document.document import Document

__all__ = ["Change", "Document", "Edit"]
