"""One document: its values, edits to them, undo, and how far along it is."""

from designdoc_tui.document.changes import Change, Edit
from designdoc_tui.document.document import Document, Snapshot

__all__ = ["Change", "Document", "Edit", "Snapshot"]
