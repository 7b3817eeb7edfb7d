"""Versions of a draft: files, and what git has of them."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Final, NamedTuple

from designdoc_tui.cli import streams

_GIT_TAKES: Final = 30  # seconds to wait for git at the most


class Version(NamedTuple):
    """Which version of a draft is meant.

    Attributes:
        name: What to call it in messages.
        path: The file; `None` when it is in git.
        revision: For git: the revision, a colon and the path in it.
        folder: For git: where to ask.
    """

    name: str
    path: Path | None
    revision: str = ""
    folder: Path = Path()

    def read(self) -> bytes:
        """Its bytes.

        Raises:
            SourceError: It cannot be read, or git does not have it.
        """
        return _from_git(self) if self.path is None else streams.read(self.path)


def versions(old: str, new: str) -> tuple[Version, Version]:
    """Finds out which versions two arguments mean.

    Args:
        old: A file, a folder with a draft, `-`, `REVISION:PATH`, or a revision alone.
        new: The same. A revision alone means the draft that the other argument names, or
            `design.yaml` in the working folder when that is a revision too.

    Returns:
        The two.
    """
    return _version(old, new), _version(new, old)


def _version(text: str, other: str) -> Version:
    file = _file(text)
    if file is not None:
        return Version(text, file)
    if ":" in text:
        return Version(text, None, text)
    draft = _file(other)
    if draft is None or draft == streams.STREAM:
        inside = other.partition(":")[2] or f"./{_draft_name()}"
        return Version(f"{text}:{inside}", None, f"{text}:{inside}")
    # `./` has git count from the folder, not from the top of the tree.
    return Version(f"{text}:{draft}", None, f"{text}:./{draft.name}", draft.parent)


def _file(text: str) -> Path | None:
    from designdoc_tui.draft.load import resolve

    path = Path(text)
    if path == streams.STREAM:
        return path
    try:
        return resolve(path) if path.exists() else None
    except (OSError, ValueError):
        return None


def _draft_name() -> str:
    from designdoc_tui.draft.load import DRAFT_NAME

    return DRAFT_NAME


def _from_git(version: Version) -> bytes:
    from designdoc_tui.source.errors import SourceError
    from designdoc_tui.source.yaml_source import MAX_BYTES

    advice = "name a file, or a revision of git such as HEAD~2, or HEAD~2:path/design.yaml"
    # What begins with a dash would be an option to git, and is the name of no revision.
    if version.revision.startswith("-") or "\0" in version.revision:
        raise SourceError(version.name, f"there is no such file or revision: {advice}")
    command = ["git", "-C", str(version.folder), "cat-file", "blob", version.revision]
    try:
        with subprocess.Popen(  # noqa: S603 - no shell; the argument is no option
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as git:
            assert git.stdout is not None  # noqa: S101 - asked for above
            content = git.stdout.read(MAX_BYTES + 1)
            if len(content) > MAX_BYTES:
                git.kill()
                return content  # refused as too large by whoever reads it as a draft
            code = git.wait(_GIT_TAKES)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SourceError(
            version.name,
            f"there is no such file, and git cannot be asked for a revision ({error}): {advice}",
        ) from error
    if code != 0:
        raise SourceError(version.name, f"there is no such file or revision: {advice}")
    return content
