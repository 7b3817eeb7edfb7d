"""What became of Markdown that somebody has read, where it is an entry of a list.

Such an entry has no name that would stay, and its position is no name: it changes as others come
and go. So what was read is found again by what it said. An entry that says the same is the same,
wherever it stands. Where none does, it was edited or it is gone; the words that were read are kept
in the draft, and tell which of the two.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from designdoc_tui.document.verbatim import level_of, name_of
from designdoc_tui.review.canonical import content_digest
from designdoc_tui.review.coverage import entry_content, entry_in
from designdoc_tui.review.states import STATES, unpack

if TYPE_CHECKING:
    from designdoc_tui.document import Document
    from designdoc_tui.template.path import Path

_WORD: Final = re.compile(r"\w+")
_ALIKE: Final = 2 / 3
"""The share of words that two texts have in common from which on one was made of the other."""
_MOST: Final = 200
"""Texts that are looked for by their words: each has to be unpacked first, which takes time."""


class _Entry(NamedTuple):
    """What stands at one place.

    Attributes:
        path: The place.
        name: The heading it begins with; empty for one that begins without.
        words: The different words in it.
    """

    path: Path
    name: str
    words: frozenset[str]


class EntriesRead:
    """Where in a document as it is now entries of a list stand that were read once."""

    def __init__(self, document: Document, around: Path, rest: Path) -> None:
        """Looks at all entries of the list.

        Args:
            document: The document.
            around: The path of the list.
            rest: What was read of each entry: the path from the entry on.
        """
        self._document = document
        self._digests: dict[Path, str] = {}
        self._by_digest: dict[str, list[Path]] = defaultdict(list)
        for index in range(len(document.items(around))):
            path = (*around, index, *rest)
            if document.get(path) is not None:
                digest = content_digest(entry_content(document, path))
                self._digests[path] = digest
                self._by_digest[digest].append(path)
        self._entries: list[_Entry] | None = None
        self._became: dict[str, Path | None] = {}

    def digest(self, path: Path) -> str:
        """The digest of what stands at a path; empty where nothing does."""
        return self._digests.get(path, "")

    def standing(self, digest: str) -> list[Path]:
        """The places of the entries that say just what was read, in the order of the list."""
        return self._by_digest.get(digest, [])

    def became(self, digest: str, path: Path) -> Path | None:
        """What an entry that says something else now has become.

        Not the entry that stands where it stood: that may be another, which nobody has read. It is
        the only one that begins with its heading; or else the one that has most of its words.

        Args:
            digest: Of what was read.
            path: Where that stood.

        Returns:
            Where it stands now; `None` when it is gone, when several could be it, or when what was
            read is not kept.
        """
        if digest not in self._became:
            self._became[digest] = self._looked_for(digest, path)
        return self._became[digest]

    def _looked_for(self, digest: str, path: Path) -> Path | None:
        packed = self._document.get((*STATES, digest))
        if not isinstance(packed, str) or len(self._became) >= _MOST:
            return None
        text = entry_in(unpack(packed, digest), path)
        if not isinstance(text, str):
            return None
        if self._entries is None:
            texts = ((each, self._document.get(each)) for each in self._digests)
            self._entries = [_entry(each, said) for each, said in texts if isinstance(said, str)]
        read = _entry(path, text)
        same = [each for each in self._entries if read.name and each.name == read.name]
        if len(same) == 1:
            return same[0].path
        alike = [(_likeness(read, each), each.path) for each in same or self._entries]
        most = max((share for share, _ in alike), default=0.0)
        found = [place for share, place in alike if share == most]
        return found[0] if most >= _ALIKE and len(found) == 1 else None


def _entry(path: Path, text: str) -> _Entry:
    name = name_of(text) if level_of(text) else ""
    return _Entry(path, name.casefold(), frozenset(_WORD.findall(text.casefold())))


def _likeness(one: _Entry, other: _Entry) -> float:
    if not one.words or not other.words:
        return 0.0
    return 2 * len(one.words & other.words) / (len(one.words) + len(other.words))
