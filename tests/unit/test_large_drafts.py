"""Drafts as large as they may be are opened, written and saved in bounded memory, or refused."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from designdoc_tui.draft.load import load_draft
from designdoc_tui.sitting.opening import Reading
from designdoc_tui.source.errors import SourceError
from designdoc_tui.source.yaml_source import MAX_BYTES

HEAD: Final = "# by hand\ndesigndoc: 1\ntemplate: design\ntitle: Large\n"

FIXED_MEGABYTES: Final = 80
"""What may be needed on top, whatever the size of the file.

The promise is 200; these files are smaller than those that it is made for.
"""

PLAIN: Final = "import yaml; yaml.load(open(PATH, 'rb').read(), yaml.CSafeLoader)"
EVERYTHING: Final = """
from pathlib import Path
from designdoc_tui.draft.load import load_draft
from designdoc_tui.draft.revise import revised
from designdoc_tui.markdown.render import render
draft = load_draft(Path(PATH))
saved = draft.document.snapshot().document
draft.document.set("title", "Larger")
render(draft.document)
revised(draft.source, draft.document, saved)
"""

LARGE: Final = {
    "a long list": "overview:\n  goals:\n" + "  - a goal\n" * 30_000,
    "records": "open_questions:\n" + "  - question: what?\n    answered: no\n" * 5_000,
    "one text": "overview:\n  problem: |\n" + "    a line of some text\n" * 400_000,
    "nested": "x:\n" + "".join(f"{' ' * depth}- \n" for depth in range(1, 990)),
}

TOO_MUCH: Final = {
    "nested too deeply": ("x: " + "[" * 200_000, "more than"),
    "aliases that explode": (
        "a0: &a0 lol\n"
        + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)),
        "aliases repeat more than",
    ),
}


def megabytes(program: str, path: Path) -> float:
    """By how much a program grows."""
    # What `getrusage` tells begins at what the process had that started this one.
    measure = (
        "def peak(): return int(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])\n"
        f"PATH = {str(path)!r}\nbefore = peak()\n{program}\nprint((peak() - before) / 1e3)"
    )
    done = subprocess.run([sys.executable, "-c", measure], capture_output=True, check=True)
    return float(done.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="counts memory as Linux does")
@pytest.mark.parametrize("name", LARGE)
def test_takes_no_more_than_three_times_plain_reading(name: str, tmp_path: Path) -> None:
    path = tmp_path / "design.yaml"
    path.write_text(HEAD + LARGE[name])
    assert megabytes(EVERYTHING, path) < FIXED_MEGABYTES + 3 * megabytes(PLAIN, path)


@pytest.mark.parametrize("name", TOO_MUCH)
def test_is_refused_in_one_line(name: str, tmp_path: Path) -> None:
    text, why = TOO_MUCH[name]
    path = tmp_path / "design.yaml"
    path.write_text(HEAD + text)
    with pytest.raises(SourceError) as refused:
        load_draft(path)
    assert why in str(refused.value)
    assert "\n" not in str(refused.value)


def test_that_is_larger_than_may_be_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "design.yaml"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(SourceError, match="larger than"):
        load_draft(path)


class TestReadingInAThread:
    def test_gives_the_draft_once_it_is_done(self, tmp_path: Path) -> None:
        (tmp_path / "design.yaml").write_text(HEAD)
        reading = Reading(tmp_path)
        assert reading.is_done_within(60)
        assert reading.draft().document.text("title") == "Large"

    def test_tells_what_is_wrong_where_the_draft_is_waited_for(self, tmp_path: Path) -> None:
        reading = Reading(tmp_path / "none.yaml")
        with pytest.raises(SourceError, match="there is no such file"):
            reading.draft()
