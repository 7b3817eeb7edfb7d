"""A terminal whose keyboard is read until it ends, whatever comes from it.

Textual's thread that reads the keyboard goes on for ever at the end of the input, which is what a
program sees of a closed window when SIGHUP is kept from it, as under `nohup`. One byte that is no
UTF-8, or a sequence that no terminal sends, ends the program there with a traceback.

Private parts of Textual are used here; all of `tests/end_to_end` notices when an upgrade breaks
them.
"""

from __future__ import annotations

import os
import select
from codecs import getincrementaldecoder
from collections.abc import Iterable

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

_TICK = 0.1
"""Seconds after which to look whether an escape that came was the key and no sequence."""

_CHUNK = 4096
"""Bytes taken at once."""


class Keyboard(LinuxDriver):
    """Textual's driver for Linux and macOS, with a reading of the keyboard that comes to an end."""

    class Gone(Message):
        """Nothing can be typed any more: the terminal has gone."""

    def run_input_thread(self) -> None:
        """Hands what is typed to the app until the app, or the terminal, has gone."""
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        parser = XTermParser(self._debug)
        while not self.exit_event.is_set():
            try:
                text = decode(self._typed())
            except (EOFError, OSError):
                self.send_message(self.Gone())
                return
            # Each for itself, so that none is lost with a sequence that makes no sense.
            for character in text:
                parser = self._after(parser, parser.feed(character))
            parser = self._after(parser, parser.tick())

    def _after(self, parser: XTermParser, messages: Iterable[Message]) -> XTermParser:
        """Hands to the app what a parser has read, and gives the one to go on with."""
        try:
            for message in messages:
                self.process_message(message)
        except Exception:  # noqa: BLE001 - a number too large, for one; it was not typed by hand
            return XTermParser(self._debug)
        return parser

    def _typed(self) -> bytes:
        """What was typed by now.

        Raises:
            EOFError: Nothing will be typed any more.
            OSError: The keyboard cannot be read.
        """
        ready, _, _ = select.select([self.fileno], [], [], _TICK)
        typed = os.read(self.fileno, _CHUNK) if ready else b""
        if ready and not typed:
            raise EOFError
        return typed
