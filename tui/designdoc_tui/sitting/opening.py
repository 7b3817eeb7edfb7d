"""Reading a draft that may take longer to read than a key may wait."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from pathlib import Path
from typing import Final

from designdoc_tui.draft.load import Draft, load_draft, resolve

LARGE: Final = 2_000_000
"""Bytes above which a draft may take more than a blink to read."""

PATIENCE: Final = 0.25
"""Seconds for which a start shows nothing rather than that a draft is being opened.

Most large drafts are read by then, and another screen costs time too.
"""


def takes_long(path: Path) -> bool:
    """Tells whether the draft at a path is so large that reading it may take long."""
    try:
        return resolve(path).stat().st_size > LARGE
    except (OSError, ValueError):
        return False  # whoever opens it says what is wrong


class Reading:
    """A draft that is being read in a thread of its own.

    Nothing waits for it when the app ends meanwhile: it has done nothing that would be lost.

    Attributes:
        path: The draft, or the folder it is in.
    """

    def __init__(self, path: Path) -> None:
        """Begins.

        Args:
            path: The draft, or the folder it is in.
        """
        self.path = path
        self._draft: Draft | None = None
        self._problem: BaseException | None = None
        self._is_done = threading.Event()
        # Not one of asyncio's own threads: the program would not end before those do.
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        try:
            self._draft = load_draft(resolve(self.path))
        except BaseException as error:  # noqa: BLE001 - it is raised where the draft is waited for
            self._problem = error
        self._is_done.set()

    def is_done_within(self, seconds: float) -> bool:
        """Waits, and tells whether it is done.

        Args:
            seconds: How long to wait for it.
        """
        return self._is_done.wait(seconds)

    def draft(self) -> Draft:
        """The draft, once it is done.

        Raises:
            SourceError: It cannot be read, or is no draft.
        """
        self._is_done.wait()
        if self._problem is not None:
            raise self._problem
        assert self._draft is not None  # noqa: S101 - it is one or the other
        return self._draft

    async def when_done(self) -> Draft:
        """The draft; the app goes on meanwhile.

        Raises:
            SourceError: It cannot be read, or is no draft.
        """
        loop, done = asyncio.get_running_loop(), asyncio.Event()

        def wait() -> None:
            self._is_done.wait()
            with suppress(RuntimeError):  # the app has ended
                loop.call_soon_threadsafe(done.set)

        threading.Thread(target=wait, daemon=True).start()
        await done.wait()
        return self.draft()
