"""The texts that marks and sign-offs were given to, kept in the draft so that changes can be told.

A state is what one mark or sign-off covers, once for all that cover the same: its canonical
encoding, compressed with zlib (RFC 1950), in base64 (RFC 4648) on lines of 76 characters, under its
digest. It is kept when the mark is made and not when the text changes, because a draft may be
changed by any editor. What it says is believed only when its digest is the one it stands under.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import zlib
from typing import TYPE_CHECKING, Final

from designdoc_tui.review.canonical import canonical, encoded
from designdoc_tui.template.path import Path
from designdoc_tui.template.reserved import REVIEW

if TYPE_CHECKING:
    from designdoc_tui.template.kinds import Value

STATES: Final[Path] = (REVIEW, "states")
"""Where the states stand, by their digests."""

# A few kilobytes written by a stranger could unpack to anything, and take the time and the memory
# of that wherever the draft is shown. So a state may only be as large as its own size explains.
_LARGEST: Final = 64_000_000  # bytes
_BYTES: Final = 1_000_000, 200  # at the least, and for each packed byte
_VALUES: Final = 20_000, 1  # the same
_COLUMNS: Final = 76


def pack(value: Value) -> tuple[str, str]:
    """Packs what is covered.

    Args:
        value: The values.

    Returns:
        Its digest, and the text under which it is kept.
    """
    content = encoded(canonical(value))
    text = base64.b64encode(zlib.compress(content, 9)).decode("ascii")
    lines = (text[start : start + _COLUMNS] for start in range(0, len(text), _COLUMNS))
    return hashlib.sha256(content).hexdigest(), "\n".join(lines)


def unpack(text: str, digest: str) -> Value | None:
    """Reads a state.

    Args:
        text: What `pack` gave.
        digest: The digest it has to have.

    Returns:
        The values as `canonical` gives them; an empty mapping for a state in which nothing stood;
        `None` when it is damaged, is not what the digest says, or holds more than a text that
        somebody wrote packs into so little.
    """
    try:
        packed = base64.b64decode("".join(text.split()), validate=True)
        unpacker = zlib.decompressobj()
        content = unpacker.decompress(packed, min(_LARGEST, _most(_BYTES, packed)))
        if not unpacker.eof or hashlib.sha256(content).hexdigest() != digest:
            return None
        # Commas in texts count as well, and are far fewer than this allows for.
        if sum(map(content.count, (b",", b"[", b"{"))) > _most(_VALUES, packed):
            return None
        value: Value = json.loads(content)
    except (binascii.Error, zlib.error, ValueError, RecursionError):
        return None
    return {} if value is None else value


def _most(allowed: tuple[int, int], packed: bytes) -> int:
    least, for_each_byte = allowed
    return least + for_each_byte * len(packed)
