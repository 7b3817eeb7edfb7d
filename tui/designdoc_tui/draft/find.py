"""Finding drafts, and telling about each in a line."""

from __future__ import annotations

import os
import re
from collections import deque
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from designdoc_tui.document.progress import progress
from designdoc_tui.draft.load import DRAFT_NAME, load_draft
from designdoc_tui.source.errors import SourceError
from designdoc_tui.template.field import Role
from designdoc_tui.template.reserved import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PASSED_OVER: Final = frozenset({"node_modules", "site-packages", "__pycache__", "venv"})
_MARK_OF_AN_ENVIRONMENT: Final = "pyvenv.cfg"
_BEGINNING: Final = 4096  # bytes in which the first line that is no comment has to be found
_FIRST_LINE = re.compile(rb"(?:\xef\xbb\xbf)?(?:[ \t]*(?:#[^\r\n]*)?[\r\n]+|---[ \t]*[\r\n]+)*")


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a search goes.

    Attributes:
        depth: How many folders deep; 0 looks into the folder itself only.
        folders: How many folders are looked into.
        drafts: How many drafts are found.
    """

    depth: int = 8
    folders: int = 2_000
    drafts: int = 200


DEFAULT_LIMITS: Final = Limits()


@dataclass(frozen=True, slots=True)
class DraftSummary:
    """A draft in one line.

    Attributes:
        path: The draft file.
        title: Its title; empty when it has none.
        status: How far it has come, in the template's words.
        filled: How many of its steps need nothing more.
        total: How many there are.
        modified: When the file was last written, in local time; `None` when it has gone.
        problem: Why it cannot be opened, in one line; empty when it can.
    """

    path: Path
    title: str = ""
    status: str = ""
    filled: int = 0
    total: int = 0
    modified: datetime | None = None
    problem: str = ""


def find_drafts(folder: Path, limits: Limits = DEFAULT_LIMITS) -> Iterator[Path]:
    """Finds the drafts under a folder, the nearest first.

    Those are the files called `design.yaml`, and other YAML files that begin like a draft. Hidden
    folders and those that hold what programs have installed are passed over; links to folders are
    not followed, so that a search ends.

    Args:
        folder: Where to search. One that cannot be read holds none.
        limits: How far to go.

    Yields:
        Each draft once, those of one folder in the order of their names.
    """
    waiting = deque([(folder, 0)])
    looked_into = found = 0
    while waiting and looked_into < limits.folders:
        here, depth = waiting.popleft()
        looked_into += 1
        files, folders = _content(here)
        for name in files:
            path = here / name
            if name == DRAFT_NAME or begins_like_a_draft(path):
                yield path
                found += 1
                if found == limits.drafts:
                    return
        if depth < limits.depth:
            waiting.extend((here / name, depth + 1) for name in folders)


def summary(path: Path) -> DraftSummary:
    """What a list of drafts says about one.

    Args:
        path: The draft file.

    Returns:
        The summary; for a draft that cannot be opened, with the reason.
    """
    modified = _modified(path)
    try:
        document = load_draft(path).document
    except SourceError as error:
        return DraftSummary(path, modified=modified, problem=str(error))
    complete, total = progress(document)
    return DraftSummary(
        path,
        title=document.with_role(Role.TITLE),
        status=document.with_role(Role.STATUS),
        filled=complete,
        total=total,
        modified=modified,
    )


def _content(folder: Path) -> tuple[list[str], list[str]]:
    """The YAML files and the folders to look at in a folder, by name."""
    files: list[str] = []
    folders: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                name = entry.name
                if name == _MARK_OF_AN_ENVIRONMENT:
                    return [], []
                if name.startswith(".") or name in _PASSED_OVER:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append(name)
                elif name.endswith((".yaml", ".yml")) and entry.is_file():
                    files.append(name)
    except OSError:
        return [], []
    return sorted(files), sorted(folders)


def begins_like_a_draft(path: Path) -> bool:
    """Whether the first line of a file that says something is that of a draft."""
    try:
        with path.open("rb") as file:
            beginning = file.read(_BEGINNING)
    except OSError:
        return False
    first = _FIRST_LINE.match(beginning)
    return first is not None and beginning.startswith(f"{VERSION}:".encode(), first.end())


def _modified(path: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    except (OSError, ValueError, OverflowError):
        return None
