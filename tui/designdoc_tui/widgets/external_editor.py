"""Editing one text in the user's own editor.

The text is never at risk: whatever the editor does, what comes back is either the text it
saved or a sentence that says why there is none, and then the field keeps what it has.
"""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_FALLBACKS = ("sensible-editor", "nano", "vim", "vi")
_SENT_BY_KEYS = [getattr(signal, name) for name in ("SIGINT", "SIGQUIT") if hasattr(signal, name)]


@dataclass(frozen=True, slots=True)
class Edited:
    """What came of it.

    Attributes:
        text: The text the editor saved; `None` when there is none to take.
        problem: Why there is none; empty when nothing went wrong.
    """

    text: str | None
    problem: str = ""


def editor_command(environment: Mapping[str, str]) -> list[str]:
    """The editor to start: `$VISUAL`, `$EDITOR`, or one that is usually there.

    Args:
        environment: The environment variables.

    Returns:
        The command and its arguments; empty when there is no editor.
    """
    # Deferred: only needed when no editor was named.
    from shutil import which

    for name in ("VISUAL", "EDITOR"):
        try:
            command = shlex.split(environment.get(name, ""))
        except ValueError:
            continue
        if command:
            return command
    return next(([found] for name in _FALLBACKS if (found := which(name))), [])


def edit_outside(text: str, *, suffix: str, line: int, command: list[str]) -> Edited:
    """Has a text edited in another program, and waits for it to end.

    Args:
        text: The text.
        suffix: The ending of the file's name, such as `.md`.
        line: The line to open at, from 1.
        command: The editor and its arguments.

    Returns:
        What came of it; never raises for anything the editor does.
    """
    if not command:
        return Edited(None, "No editor was found: set $VISUAL or $EDITOR to the one you use.")
    try:
        handle, name = tempfile.mkstemp(prefix="designdoc-", suffix=suffix)
    except OSError as error:
        return Edited(None, f"No file could be made for the editor: {error.strerror}.")
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
        return _run(path, text, [*command, *_at_line(command[0], line), name])
    except OSError as error:
        return Edited(None, f"The text could not be handed to the editor: {error.strerror}.")
    finally:
        path.unlink(missing_ok=True)


def _at_line(program: str, line: int) -> list[str]:
    """The argument that opens a line, for the editors that share the usual one."""
    known = ("vi", "vim", "nvim", "nano", "emacs", "emacsclient", "kak", "micro", "joe", "ne")
    return [f"+{line}"] if Path(program).name in known and line > 1 else []


@contextmanager
def _keys_are_the_editors() -> Iterator[None]:
    """Lets the keys that interrupt stop whatever the editor is doing, and not the wizard.

    The terminal sends their signals to both. A handler that does nothing is given back to its
    default in the editor, while a signal that is ignored would be ignored there too.
    """
    before = [signal.signal(sent, lambda *_: None) for sent in _SENT_BY_KEYS]
    try:
        yield
    finally:
        for sent, handler in zip(_SENT_BY_KEYS, before, strict=True):
            signal.signal(sent, signal.SIG_DFL if handler is None else handler)


def _run(path: Path, before: str, command: list[str]) -> Edited:
    try:
        with _keys_are_the_editors():
            finished = subprocess.run(command, check=False)  # noqa: S603 - the user's own editor
    except OSError as error:
        return Edited(None, f"{command[0]} could not be started: {error.strerror}.")
    if finished.returncode != 0:
        return Edited(
            None, f"{Path(command[0]).name} ended with code {finished.returncode}: nothing taken."
        )
    try:
        after = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return Edited(None, "The editor removed the file: nothing taken.")
    except UnicodeDecodeError:
        return Edited(None, "The editor did not save UTF-8: nothing taken.")
    except OSError as error:
        return Edited(None, f"What the editor saved cannot be read: {error.strerror}.")
    # Most editors end the last line; a field's text need not end with a line break.
    if after.endswith("\n") and not before.endswith("\n"):
        after = after[:-1]
    return Edited(after)
