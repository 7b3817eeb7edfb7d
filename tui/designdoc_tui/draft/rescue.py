"""The last resort: what was typed, put aside when the wizard cannot go on."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from designdoc_tui.draft.load import Draft
from designdoc_tui.draft.save import values_to_yaml


def rescue(draft: Draft, folder: Path, now: datetime) -> Path | None:
    """Writes the document as it is to a file of its own; the draft's files are left alone.

    Args:
        draft: The draft that was being edited.
        folder: Where to put the file; made when it is not there.
        now: The time, which names the file.

    Returns:
        The file, a draft that can be opened; `None` when there was nothing unsaved, or when it
        could not be written.
    """
    if not draft.document.is_modified:
        return None
    path = folder / f"{draft.path.stem}-{now:%Y-%m-%d-%H%M%S}.rescued.yaml"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(values_to_yaml(draft.document), encoding="utf-8")
    except (OSError, ValueError):
        return None
    return path
