"""Who sits at this machine, for those whom neither git nor the environment names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designdoc_tui.review.people import Person
from designdoc_tui.state.folder import StateFile, state_folder

if TYPE_CHECKING:
    from pathlib import Path


class Identity:
    """What somebody said their name and address are, kept in `person.json` in the state folder."""

    def __init__(self, folder: Path | None = None) -> None:
        """Names the memory; nothing is read yet.

        Args:
            folder: The state folder; the user's own by default.
        """
        self._file = StateFile((folder or state_folder()) / "person.json", "people")

    def read(self) -> Person | None:
        """Who it is; `None` when nobody has said so."""
        for entry in self._file.read():
            name, email = entry.get("name"), entry.get("email")
            if isinstance(name, str) and isinstance(email, str) and name:
                return Person(name, email)
        return None

    def remember(self, person: Person) -> bool:
        """Keeps who it is.

        Returns:
            Whether it could be kept.
        """
        return self._file.update(lambda _: [{"name": person.name, "email": person.email}])
