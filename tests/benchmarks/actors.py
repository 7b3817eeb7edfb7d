"""The apps that are measured, each alone in a process of its own.

A process of its own keeps memory, caches and garbage of one app from weighing on another. The
process that measures lets them act in turn (some keys here, the same keys there), so that what
else the machine does meets all of them alike.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, Self

from tests.benchmarks.stage import Take
from tests.benchmarks.terminal import Painted, Terminal


class Process:
    """An app in a process of its own, asked to do things and to tell how long they took.

    Attributes:
        terminal: What the app shows, after the last action.
    """

    def __init__(self, actor: Callable[..., Any], *args: object) -> None:
        """Starts the process; it takes what it is asked as soon as its app is on the screen.

        Args:
            actor: Makes the actor there: an object whose coroutine methods can be asked for.
            args: What it is made with.
        """
        self.terminal = Terminal()
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_perform, args=(theirs, actor, args), daemon=True)
        self._process.start()
        theirs.close()

    def ask(self, method: str, *args: object) -> Any:
        """Has a method of the actor called, and waits for what it returns.

        Raises:
            RuntimeError: It failed there; the message is the whole traceback.
        """
        self._connection.send((method, args))
        try:
            failed, result = self._connection.recv()
        except EOFError:
            raise RuntimeError("the process of the app ended") from None
        if failed:
            raise RuntimeError(result)
        return result

    def paint(self, method: str, *args: object) -> list[Painted]:
        """Has a method of the actor called that acts on the clock, and sees what came of it."""
        takes: Take | list[Take] = self.ask(method, *args)
        return [
            self.terminal.play(take) for take in (takes if isinstance(takes, list) else [takes])
        ]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()  # it ends when there is nobody to ask it
        self._process.join(5)
        if self._process.is_alive():
            self._process.kill()


def _perform(connection: Connection, actor: Callable[..., Any], args: tuple[object, ...]) -> None:
    asyncio.run(_performed(connection, actor, args))


async def _performed(
    connection: Connection, make: Callable[..., Any], args: tuple[object, ...]
) -> None:
    try:
        actor = make(*args)
        await actor.stage.open()
        problem = ""
    except Exception:  # noqa: BLE001 - told to who asks
        problem = traceback.format_exc()
    while True:
        try:
            method, arguments = await asyncio.to_thread(connection.recv)
        except EOFError:
            return
        try:
            result = None if problem else await getattr(actor, method)(*arguments)
            connection.send((bool(problem), problem or result))
        except Exception:  # noqa: BLE001 - told to who asks
            connection.send((True, traceback.format_exc()))
