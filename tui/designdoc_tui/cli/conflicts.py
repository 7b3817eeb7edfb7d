"""What the commands say of a merge that has left conflicts in a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designdoc_tui.cli import streams
from designdoc_tui.cli.wording import counted

if TYPE_CHECKING:
    from designdoc_tui.document import Document
    from designdoc_tui.merge import Merged

CONFLICTING = 1
"""Exit code: both sides changed something, each in its own way."""

# Each function imports what it works with: `--help` and completion need none of it.


def content_of(ours: bytes, document: Document, merged: Merged, name: str) -> bytes:
    """A merged draft, written as little differently from ours as can be.

    Args:
        ours: What the draft file holds.
        document: The same as a document.
        merged: The merge.
        name: What to call the draft in errors.
    """
    from designdoc_tui.document import Document
    from designdoc_tui.draft.load import parse_draft
    from designdoc_tui.draft.revise import revised
    from designdoc_tui.draft.save import values_to_yaml

    after = Document(document.template, merged.with_conflicts())
    if after == document:
        return ours
    if merged.conflicts:
        # Versions of keys that nobody knows stand in the review, and read as other values there.
        after = parse_draft(values_to_yaml(after).encode("utf-8"), name)
    return revised(ours, after).encode("utf-8")


def tell_conflicts(content: bytes, merged: Merged, name: str) -> int:
    """Says, on standard error, what was decided without asking and what is to be decided.

    Args:
        content: The merged draft.
        merged: The merge.
        name: What to call the draft.

    Returns:
        The exit code.
    """
    from designdoc_tui.checks.places import Places
    from designdoc_tui.draft.load import parse_tree
    from designdoc_tui.merge import conflicts_with_places, label_of
    from designdoc_tui.source.errors import SourceError, visible

    for note in merged.notes:
        streams.tell(visible(f"{name}: {note.message}"))
    if not merged.conflicts:
        return 0
    parsed = parse_tree(content, name)
    places = Places(parsed.root)
    wanted = {conflict.path for conflict in merged.conflicts}
    for path, conflict in conflicts_with_places(parsed.values):
        if conflict is None or conflict.path not in wanted:
            continue
        label = label_of(parsed.template, conflict.path, parsed.values)
        message = f"conflict in {label}: decide it in the wizard; ours holds until then"
        streams.tell(str(SourceError(name, message, *places.of(path))))
    streams.tell(visible(f"{name}: {counted(len(merged.conflicts), 'conflict')} to decide"))
    return CONFLICTING
