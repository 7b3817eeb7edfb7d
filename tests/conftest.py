"""What every test needs: a still cursor, a state folder of its own, a corpus if there is one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from pytest_textual_snapshot import SVGImageExtension
from textual.widgets import Input, TextArea

settings.register_profile(
    "searching",
    deadline=None,  # time is measured in `make bench`, nowhere else
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
# A clean clone passes for everybody or for nobody. `make search` looks where nobody looked yet.
settings.register_profile("steady", settings.get_profile("searching"), derandomize=True)
settings.load_profile("steady")

SNAPSHOTS = Path(__file__).parent.parent / "snapshots"


def _folder_of_pictures(cls: type, *, test_location: object) -> str:
    """Pictures stand in snapshots/<test file>/ at the top of the project."""
    return str(SNAPSHOTS / Path(test_location.filepath).stem)  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _pictures_at_the_top(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SVGImageExtension, "dirname", classmethod(_folder_of_pictures))


@pytest.fixture(autouse=True)
def _still_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TextArea, "cursor_blink", False)
    monkeypatch.setattr(Input, "cursor_blink", False)


@pytest.fixture(autouse=True)
def _own_state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees or touches the state folder or the git settings of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("DESIGNDOC_STATE_HOME", str(home / "state"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.delenv("DESIGNDOC_AUTHOR", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of public documents that nobody here wrote."""
    folder = os.environ.get("DESIGNDOC_CORPUS")
    if not folder:
        pytest.skip("DESIGNDOC_CORPUS does not say where the public documents are")
    return Path(folder)
