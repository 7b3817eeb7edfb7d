"""The drafts used last."""

from __future__ import annotations

import math
import time
from pathlib import Path
from typing import Final, NamedTuple

from designdoc_tui.state.folder import Entry, StateFile, real_path, state_folder

MOST_RECENT: Final = 50
"""How many drafts are remembered."""


class RecentDraft(NamedTuple):
    """A draft somebody had open.

    Attributes:
        path: The draft file, absolute.
        used: When it was last open, in seconds since 1970.
    """

    path: Path
    used: float


class RecentDrafts:
    """The list of drafts used last, kept in `recent.json` in the state folder."""

    def __init__(self, folder: Path | None = None) -> None:
        """Names the list; nothing is read yet.

        Args:
            folder: The state folder; the user's own by default.
        """
        self._file = StateFile((folder or state_folder()) / "recent.json", "drafts")

    def all(self) -> list[RecentDraft]:
        """The drafts used last, newest first; files that are gone may be among them."""
        found: dict[str, RecentDraft] = {}
        for entry in self._file.read():
            draft = _draft_of(entry)
            if draft is not None:
                known = found.get(str(draft.path))
                if known is None or known.used < draft.used:
                    found[str(draft.path)] = draft
        return sorted(found.values(), key=lambda draft: -draft.used)[:MOST_RECENT]

    def used(self, path: Path | str, when: float | None = None) -> bool:
        """Notes that a draft is in use.

        Args:
            path: The draft file.
            when: In seconds since 1970; now by default.

        Returns:
            Whether it could be noted.
        """
        moment = time.time() if when is None else when
        entry: Entry = {"path": real_path(path), "used": moment}

        def put_first(entries: list[Entry]) -> list[Entry]:
            others = [other for other in entries if other.get("path") != entry["path"]]
            return [entry, *others][:MOST_RECENT]

        return self._file.update(put_first)

    def forget(self, path: Path | str) -> bool:
        """Takes a draft off the list.

        Args:
            path: The draft file.

        Returns:
            Whether the list could be written.
        """
        name = real_path(path)
        return self._file.update(
            lambda entries: [entry for entry in entries if entry.get("path") != name]
        )


def _draft_of(entry: Entry) -> RecentDraft | None:
    path, used = entry.get("path"), entry.get("used")
    if not isinstance(path, str) or not path or "\0" in path:
        return None
    if isinstance(used, bool) or not isinstance(used, int | float) or math.isnan(used):
        return None
    return RecentDraft(Path(path), float(used))
