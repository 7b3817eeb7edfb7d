"""Where an author was in each draft, so that opening it goes on from there.

This belongs to a person, not to a document, so it does not stand in the draft.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from designdoc_tui.state.folder import Entry, StateFile, real_path, state_folder

if TYPE_CHECKING:
    from pathlib import Path

MOST_PLACES: Final = 200
"""For how many drafts a place is kept; the one left longest ago goes first."""


class Place(NamedTuple):
    """A place in a draft.

    Attributes:
        step: The path of the section that was shown, as text; empty for none.
        field: The path of the field that had the focus, as text; empty for none.
        row: The line the cursor was on, from 0.
        column: The character in that line, from 0.
        outline: Whether the author had the outline shown; None when they left that to its width.
        preview: The same of the preview.
    """

    step: str = ""
    field: str = ""
    row: int = 0
    column: int = 0
    outline: bool | None = None
    preview: bool | None = None


class Places:
    """The places of a user, kept in `places.json` in the state folder."""

    def __init__(self, folder: Path | None = None) -> None:
        """Names the memory; nothing is read yet.

        Args:
            folder: The state folder; the user's own by default.
        """
        self._file = StateFile((folder or state_folder()) / "places.json", "places")

    def place_of(self, path: Path | str) -> Place | None:
        """Where the author was in a draft.

        Args:
            path: The draft file.

        Returns:
            The place, or None when none is remembered. The draft may have changed since: the
            section or field it names need not exist any more.
        """
        name = real_path(path)
        for entry in self._file.read():
            if entry.get("path") == name:
                return _place_of(entry)
        return None

    def remember(self, path: Path | str, place: Place) -> bool:
        """Keeps a place until the next one for the same draft.

        Args:
            path: The draft file.
            place: Where its author is.

        Returns:
            Whether it could be kept.
        """
        entry: Entry = {"path": real_path(path), **place._asdict()}

        def put_first(entries: list[Entry]) -> list[Entry]:
            others = [other for other in entries if other.get("path") != entry["path"]]
            return [entry, *others][:MOST_PLACES]

        return self._file.update(put_first)


def _place_of(entry: Entry) -> Place:
    """Reads a place; what makes no sense in it counts as not said."""
    return Place(
        step=_text(entry.get("step")),
        field=_text(entry.get("field")),
        row=_count(entry.get("row")),
        column=_count(entry.get("column")),
        outline=_choice(entry.get("outline")),
        preview=_choice(entry.get("preview")),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _count(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0


def _choice(value: object) -> bool | None:
    return value if isinstance(value, bool) else None
