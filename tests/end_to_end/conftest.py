"""A desk to work at."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.end_to_end.terminal import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty working folder, and a home without any past."""
    home, folder = tmp_path / "home", tmp_path / "work"
    home.mkdir()
    folder.mkdir()
    return Desk(home, folder)
