"""What a draft said when its Markdown was last written: the state from which both were edited.

A draft and the Markdown beside it can both be changed outside. Which of them was, and how, can
only be told from a state in which they said the same. It is kept in the state folder, and not in
the draft, where it would be one more line to conflict at every merge of two branches: a file for
each draft, with the digest of the Markdown and the draft itself.

Without it nothing is lost: see `desk.markdown_outside`.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
import time
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from designdoc_tui.source.yaml_source import MAX_BYTES
from designdoc_tui.state.folder import real_path, state_folder

_VERSION: Final = 1
_SUFFIX: Final = ".written"
_KEPT_DAYS: Final = 365
_DAY: Final = 24 * 60 * 60


class Written(NamedTuple):
    """A state in which draft and Markdown said the same.

    Attributes:
        draft: The bytes of the draft.
        digest: The digest of the Markdown; see `digest_of`.
    """

    draft: bytes
    digest: str


def digest_of(markdown: bytes) -> str:
    """What tells one state of a Markdown file from another: its SHA-256 in hexadecimal."""
    return hashlib.sha256(markdown).hexdigest()


class LastWritten:
    """The last state in which a draft and the Markdown beside it said the same.

    Attributes:
        path: The file in which it is kept, or would be.
    """

    def __init__(self, draft: Path, folder: Path | None = None) -> None:
        """Names the state of a draft; nothing is read or written yet.

        Args:
            draft: The draft file.
            folder: The state folder; the user's own by default.
        """
        self._draft = real_path(draft)
        # A path may hold anything, also half of a surrogate pair.
        name = hashlib.sha256(self._draft.encode("utf-8", "surrogatepass")).hexdigest()
        self.path = (folder or state_folder()) / "written" / f"{name[:32]}{_SUFFIX}"

    def read(self) -> Written | None:
        """The state; `None` when none is known, or it cannot be read or believed."""
        try:
            with self.path.open("rb") as file:
                kept = json.loads(file.read(2 * MAX_BYTES))
            if kept["version"] != _VERSION or kept["draft"] != self._draft:
                return None
            packed = base64.b64decode(kept["base"], validate=True)
            # A few bytes may ask for gigabytes.
            draft = zlib.decompressobj().decompress(packed, MAX_BYTES + 1)
            digest = kept["markdown"]
        except (OSError, ValueError, KeyError, TypeError, RecursionError, binascii.Error):
            return None
        except zlib.error:
            return None
        return Written(draft, digest) if isinstance(digest, str) else None

    def note(self, draft: bytes, markdown: bytes) -> bool:
        """Keeps a state, in the place of the one before.

        Args:
            draft: The bytes of a draft that says what the Markdown says.
            markdown: The Markdown.

        Returns:
            Whether it was kept; a folder that cannot be written to is not an error.
        """
        known = {
            "version": _VERSION,
            "draft": self._draft,
            "markdown": digest_of(markdown),
            "base": base64.b64encode(zlib.compress(draft, 1)).decode("ascii"),
        }
        new = self.path.with_name(f".{self.path.name}.{os.getpid()}.new")
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            new.write_bytes(json.dumps(known).encode("ascii"))
            new.replace(self.path)
            self._sweep()
        except OSError:
            with suppress(OSError):
                new.unlink()
            return False
        return True

    def _sweep(self) -> None:
        """Removes what was kept of drafts that nobody has saved for a year."""
        oldest = time.time() - _KEPT_DAYS * _DAY
        for path in self.path.parent.glob(f"*{_SUFFIX}"):
            with suppress(OSError):
                if path.stat().st_mtime < oldest:
                    path.unlink()
