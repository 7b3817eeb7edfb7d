"""The installed program in a terminal of its own, read and typed at as a person would."""

from __future__ import annotations

import fcntl
import os
import re
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pexpect
import pyte

PROGRAM = (sys.executable, "-m", "designdoc_tui")
PATIENCE = 30.0
"""Seconds after which a screen that does not come counts as never coming; far beyond any need."""

_MOMENT = 0.02
"""Seconds between two looks at what nothing tells of."""

_ESCAPE = "\x1b"
_PLAIN_KEYS = {
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "escape": _ESCAPE,
    "backspace": "\x7f",
    "delete": "\x1b[3~",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "end": "\x1b[F",
    "home": "\x1b[H",
    "pageup": "\x1b[5~",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
} | {
    f"f{number}": f"\x1b[{code}~"
    for number, code in zip(range(5, 13), (15, 17, 18, 19, 20, 21, 23, 24), strict=True)
}
_CHORD = re.compile(r"ctrl\+(?P<letter>[a-z])|alt\+(?P<alt>.)|(?P<modifier>alt|ctrl)\+(?P<key>\w+)")
_MODIFIERS = {"alt": 3, "ctrl": 5}

_KEYBOARD_AS_BEFORE = b"\x1b[<u"
"""Takes a keyboard protocol back; the emulator would draw its last letter."""

_COLOURS = re.compile(rb"\x1b\[[0-9;:]*m")
"""Most of what is written, and nothing that anybody here looks at: the emulator is slow."""

_ALTERNATE_SCREEN = 1049
_LEFT_ON = {1000: "mouse", 1003: "mouse", 1004: "focus", 1049: "screen", 2004: "paste"}
"""Private modes of a terminal that a full-screen program sets and has to take back."""


def code_of(key: str) -> str:
    """What a terminal sends for a key, as xterm does.

    Args:
        key: Its name as the program's help writes it: `n`, `f8`, `ctrl+z`, `alt+n`, `alt+up`.

    Returns:
        The characters.
    """
    if key in _PLAIN_KEYS or len(key) == 1:
        return _PLAIN_KEYS.get(key, key)
    found = _CHORD.fullmatch(key)
    if found is None:
        raise ValueError(f"no key is called {key}")
    if found["letter"]:
        return chr(ord(found["letter"]) - ord("a") + 1)
    if found["alt"]:
        return _ESCAPE + found["alt"]
    plain = _PLAIN_KEYS[found["key"]]
    return f"{plain[:2]}1;{_MODIFIERS[found['modifier']]}{plain[2:]}"


class _Screen(pyte.Screen):
    """A screen of which the alternate one begins and ends empty."""

    def set_mode(self, *modes: int, **kwargs: bool) -> None:
        """Turns modes on."""
        super().set_mode(*modes, **kwargs)
        if _ALTERNATE_SCREEN in modes:
            self.erase_in_display(2)

    def reset_mode(self, *modes: int, **kwargs: bool) -> None:
        """Turns modes off."""
        super().reset_mode(*modes, **kwargs)
        if _ALTERNATE_SCREEN in modes:
            self.erase_in_display(2)
            self.cursor_position()


class Terminal:
    """A terminal with the program in it.

    Nothing here waits for a time: output is read as it arrives until the screen is as expected.

    Attributes:
        output: Every byte the program has written, as far as it was read.
    """

    def __init__(
        self,
        *arguments: str | Path,
        folder: Path,
        env: dict[str, str],
        size: tuple[int, int],
        begun_by: str = "",
    ) -> None:
        """Starts the program.

        Args:
            arguments: What it is started with.
            folder: The working folder.
            env: Its whole environment.
            size: Columns and rows.
            begun_by: A line for the shell to start it by, as `"$@"`; without, there is no shell.
        """
        columns, rows = size
        self.output = bytearray()
        self._screen = _Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._held = b""  # the beginning of a sequence whose end was not read yet
        by = ("/bin/sh", "-c", begun_by, "sh") if begun_by else ()
        command, *rest = (*by, *PROGRAM, *map(str, arguments))
        self._process = pexpect.spawn(
            command,
            rest,
            cwd=str(folder),
            env=env,
            dimensions=(rows, columns),
            timeout=PATIENCE,
        )
        self._process.delaybeforesend = None
        self._before = termios.tcgetattr(self._process.child_fd)

    # What there is to see

    def text(self) -> str:
        """The screen, a line for each row."""
        buffer, columns = self._screen.buffer, range(self._screen.columns)
        rows = (buffer[row] for row in range(self._screen.lines))
        # The second cell of a wide character has no text.
        return "\n".join("".join(row[at].data for at in columns).rstrip() for row in rows)

    @property
    def cursor(self) -> tuple[int, int]:
        """Row and column of the cursor, from 0."""
        return self._screen.cursor.y, self._screen.cursor.x

    def is_full_screen(self) -> bool:
        """Whether the alternate screen is shown."""
        return self._is_on(_ALTERNATE_SCREEN)

    def _is_on(self, mode: int) -> bool:
        return mode << 5 in self._screen.mode  # pyte keeps private modes shifted

    def before_cursor(self) -> str:
        """What stands to the left of the cursor, from the beginning of its row."""
        row, column = self.cursor
        cells = self._screen.buffer[row]
        return "".join(cells[at].data for at in range(column))

    # Waiting

    def waits_until(self, condition: Callable[[], bool], what: str) -> None:
        """Reads what the program writes until the screen is as expected.

        Args:
            condition: Tells whether it is.
            what: What is waited for, should it never come.
        """
        deadline = time.monotonic() + PATIENCE
        while not condition():
            remaining = deadline - time.monotonic()
            if remaining <= 0 or not self._read(remaining):
                raise AssertionError(f"never came: {what}; the screen is\n{self.text()}")

    def shows(self, *texts: str) -> None:
        """Waits until each text stands on one of the screen's lines."""
        for text in texts:
            self.waits_until(lambda text=text: text in self.text(), f"“{text}”")  # type: ignore[misc]

    def hides(self, *texts: str) -> None:
        """Waits until none of the texts is on the screen."""
        for text in texts:
            self.waits_until(
                lambda text=text: text not in self.text(),  # type: ignore[misc]
                f"a screen without “{text}”",
            )

    def has_cursor_after(self, text: str) -> None:
        """Waits until the cursor stands right behind a text."""
        self.waits_until(lambda: self.before_cursor().endswith(text), f"the cursor behind “{text}”")

    def is_in(self, label: str) -> None:
        """Waits until the bar that marks the focused field stands before a label."""
        self.shows(f"▎ {label} ")

    def _read(self, patience: float) -> bool:
        """Takes all that the program has written, once there is anything; tells whether."""
        data = self._written(patience)
        whole = data
        while data:
            data = self._written(0)
            whole += data
        self.output += whole
        self._feed(whole)
        return bool(whole)

    def _written(self, patience: float) -> bytes:
        try:
            # The stub does not know that without an encoding it gives bytes.
            data: object = self._process.read_nonblocking(65536, timeout=patience)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return b""
        assert isinstance(data, bytes)
        return data

    def _feed(self, data: bytes) -> None:
        *whole, rest = (self._held + data).split(_KEYBOARD_AS_BEFORE)
        # The rest may end in the middle of it.
        sizes = range(len(_KEYBOARD_AS_BEFORE) - 1, 0, -1)
        size = next((n for n in sizes if rest.endswith(_KEYBOARD_AS_BEFORE[:n])), 0)
        self._held = rest[len(rest) - size :]
        text = b"".join(whole) + rest[: len(rest) - size]
        self._stream.feed(_COLOURS.sub(b"", text))

    def unread(self) -> int:
        """How many bytes of what was typed the program has not read yet, as Linux tells."""
        keyboard = os.open(f"/proc/{self._process.pid}/fd/0", os.O_RDONLY | os.O_NOCTTY)
        try:
            count = fcntl.ioctl(keyboard, termios.FIONREAD, struct.pack("i", 0))
        finally:
            os.close(keyboard)
        return int(struct.unpack("i", count)[0])

    # Doing something

    def types(self, text: str | bytes) -> None:
        """Types a text, as it is, in one go; bytes where it is none."""
        self._process.send(text)

    def presses(self, *keys: str) -> None:
        """Presses keys, one after the other; see `code_of` for their names."""
        for key in keys:
            self.types(code_of(key))

    def pastes(self, text: str) -> None:
        """Pastes a text, marked as such, as terminals do."""
        self.types(f"\x1b[200~{text}\x1b[201~")

    def resizes(self, columns: int, rows: int) -> None:
        """Gives the window another size, and the program the signal that goes with it."""
        self._screen.resize(rows, columns)
        self._screen.reset()  # what a terminal makes of the old lines is its own affair
        self._process.setwinsize(rows, columns)

    # The end

    def leaves(self, code: int = 0) -> None:
        """Waits for the end of the program, and that it leaves everything as it found it.

        Args:
            code: The exit code it has to end with.
        """
        settings = self._before
        while self._read(PATIENCE):
            pass
        assert self._process.flag_eof, f"still running; the screen is\n{self.text()}"
        assert termios.tcgetattr(self._process.child_fd) == settings
        self._process.close()
        assert (self._process.exitstatus, self._process.signalstatus) == (code, None), self.text()
        assert [name for mode, name in _LEFT_ON.items() if self._is_on(mode)] == []
        assert not self._screen.cursor.hidden
        assert b"Traceback" not in self.output

    def takes(self, seconds: float) -> None:
        """Lets a time go by, taking what the program writes without looking at it."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._written(left)

    def takes_in(self, seconds: float) -> None:
        """Lets a time go by, and looks at what the program shows meanwhile."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._read(left)

    def is_sent(self, number: signal.Signals) -> None:
        """Sends the program a signal."""
        self._process.kill(number)

    def is_killed(self) -> None:
        """Ends the program without giving it time for anything."""
        self._process.kill(signal.SIGKILL)
        self._process.wait()
        self._process.close()

    def is_closed(self) -> None:
        """Takes the window away, and waits for the end of the program."""
        os.close(self._process.child_fd)
        self._process.closed = True
        deadline = time.monotonic() + PATIENCE
        while self._process.isalive():
            if time.monotonic() > deadline:
                os.killpg(self._process.pid, signal.SIGKILL)
                raise AssertionError("still running, though its window was closed")
            time.sleep(_MOMENT)

    def ends(self) -> None:
        """Ends the program, whatever it does."""
        if not self._process.closed:
            self._process.close(force=True)


class Desk:
    """Somebody's home, folder and environment: where the program is started again and again.

    Attributes:
        folder: The working folder.
        env: The environment.
    """

    def __init__(self, home: Path, folder: Path) -> None:
        """Sets the desk up.

        Args:
            home: The home of who sits there, which also has the state of the program.
            folder: The working folder.
        """
        self.folder = folder
        self.env = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "DESIGNDOC_STATE_HOME": str(home / "state"),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
        }

    @contextmanager
    def opens(
        self,
        *arguments: str | Path,
        size: tuple[int, int] = (120, 36),
        begun_by: str = "",
        **env: str,
    ) -> Iterator[Terminal]:
        """Starts the program in a terminal; nothing of it is left behind in the end.

        Args:
            arguments: What it is started with.
            size: Columns and rows of the terminal.
            begun_by: A line for the shell to start it by, as `"$@"`; without, there is no shell.
            env: What the environment has besides.
        """
        terminal = Terminal(
            *arguments, folder=self.folder, env=self.env | env, size=size, begun_by=begun_by
        )
        try:
            yield terminal
        finally:
            terminal.ends()

    def writes(self, name: str, text: str) -> Path:
        """Puts a file on the desk."""
        path = self.folder / name
        path.write_bytes(text.encode())
        return path

    def program(self, name: str, lines: Sequence[str]) -> Path:
        """Makes a shell script that can be started, outside the working folder."""
        path = Path(self.env["HOME"]) / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(("#!/bin/sh", *lines, "")))
        path.chmod(0o755)
        return path
