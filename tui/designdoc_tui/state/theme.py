"""The colours that somebody has chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designdoc_tui.state.folder import StateFile, state_folder

if TYPE_CHECKING:
    from pathlib import Path


class ChosenTheme:
    """The theme that was chosen last, kept in `theme.json` in the state folder."""

    def __init__(self, folder: Path | None = None) -> None:
        """Names the memory; nothing is read yet.

        Args:
            folder: The state folder; the user's own by default.
        """
        self._file = StateFile((folder or state_folder()) / "theme.json", "themes")

    def read(self) -> str | None:
        """The name of the theme; `None` when none was chosen. There may be no such theme."""
        for entry in self._file.read():
            name = entry.get("name")
            if isinstance(name, str):
                return name
        return None

    def remember(self, name: str) -> bool:
        """Keeps the theme until another one is chosen.

        Returns:
            Whether it could be kept.
        """
        return self._file.update(lambda _: [{"name": name}])
