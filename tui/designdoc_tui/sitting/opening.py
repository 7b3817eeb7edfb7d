"""Reading a draft that takes longer to read than a key may wait."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from designdoc_tui.draft.load import Draft, load_draft, resolve

LARGE: Final = 2_000_000
"""Bytes above which a draft takes more than a blink to read."""


def takes_long(path: Path) -> bool:
    """Tells whether the draft at a path is so large that reading it takes long."""
    try:
        return resolve(path).stat().st_size > LARGE
    except (OSError, ValueError):
        return False  # whoever opens it says what is wrong


async def read_aside(path: Path) -> Draft:
    """Reads a draft while the app goes on.

    Nothing waits for it when the app ends meanwhile: it has done nothing that would be lost.

    Args:
        path: The draft, or the folder it is in.

    Returns:
        The draft.

    Raises:
        SourceError: It cannot be read, or is no draft.
    """
    loop = asyncio.get_running_loop()
    read: asyncio.Future[Draft] = loop.create_future()

    def settle(with_it: Callable[[], None]) -> None:
        if not read.done():
            with_it()

    def tell(with_it: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the app has ended
            loop.call_soon_threadsafe(settle, with_it)

    def work() -> None:
        try:
            draft = load_draft(resolve(path))
        except BaseException as error:  # noqa: BLE001 - it is raised where the draft is waited for
            problem = error
            tell(lambda: read.set_exception(problem))
        else:
            tell(lambda: read.set_result(draft))

    # Not one of asyncio's own threads: the program would not end before those do.
    threading.Thread(target=work, daemon=True).start()
    return await read
