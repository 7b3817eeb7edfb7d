"""Who writes here, as far as git knows."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_PATIENCE: Final = 2.0  # seconds; a configuration on a network folder may hang


def git_author(folder: Path) -> str:
    """Who the author is, as far as git's configuration knows.

    Args:
        folder: Where the draft is or will be; its repository may have its own configuration.

    Returns:
        `Name <address>`, only one of them when git knows one, or nothing.
    """
    # Few of those that import this module ask git: the others should not pay for it.
    import shutil
    import subprocess

    git = shutil.which("git")
    if git is None:
        return ""
    # Unlike the method, this tells a name that is too long from a folder without an error.
    while not os.path.isdir(folder) and folder != folder.parent:  # noqa: PTH112
        folder = folder.parent
    command = [git, "config", "--null", "--get-regexp", r"^user\.(name|email)$"]
    try:
        done = subprocess.run(  # noqa: S603 - nothing in it comes from a document
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        )
        listed = done.stdout.decode("utf-8")
    except (OSError, ValueError, subprocess.SubprocessError):
        return ""
    # Where a key stands twice, the later one holds, as it does for git.
    known = dict(entry.split("\n", 1) for entry in listed.split("\0") if "\n" in entry)
    name, address = (" ".join(known.get(key, "").split()) for key in ("user.name", "user.email"))
    return f"{name} <{address}>" if name and address else name or address
