"""Looking for drafts without making anybody wait."""

from __future__ import annotations

import asyncio
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

Found = TypeVar("Found")

_BATCH_SECONDS: Final = 0.1


async def look(
    paths: Callable[[], Iterable[Path]],
    read: Callable[[Path], Found],
    show: Callable[[list[Found]], None],
) -> None:
    """Finds and reads files in a thread, and shows them in batches as they come.

    The thread is a daemon of its own and not one of the event loop's pool: a folder on a network
    that does not answer must not keep the program from ending. When the caller is cancelled the
    thread stops at the next file.

    Args:
        paths: Finds the files; called and walked in the thread.
        read: Reads one; called in the thread.
        show: Gets what was read, in the event loop.
    """
    loop = asyncio.get_running_loop()
    done = asyncio.Event()
    stop = threading.Event()

    def tell(act: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the loop has ended: nobody is left to be told
            loop.call_soon_threadsafe(act)

    def pass_on(batch: list[Found]) -> None:
        if not stop.is_set():
            show(batch)

    def run() -> None:
        try:
            for batch in _in_batches(paths(), read, stop):
                tell(lambda batch=batch: pass_on(batch))  # type: ignore[misc]
        finally:
            tell(done.set)

    threading.Thread(target=run, name="looking for drafts", daemon=True).start()
    try:
        await done.wait()
    finally:
        stop.set()


def _in_batches(
    paths: Iterable[Path], read: Callable[[Path], Found], stop: threading.Event
) -> Iterator[list[Found]]:
    batch: list[Found] = []
    due = time.monotonic() + _BATCH_SECONDS
    for path in paths:
        if stop.is_set():
            return
        batch.append(read(path))
        if time.monotonic() >= due:
            yield batch
            batch = []
            due = time.monotonic() + _BATCH_SECONDS
    if batch:
        yield batch
