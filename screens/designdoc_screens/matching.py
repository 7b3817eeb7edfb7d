"""Finding names by a few letters of them.

Names are ranked by how they match, and stay in their own order among equals, so that the list
does not shuffle while somebody types. From best to worst:

1. the name begins with what was typed,
2. a word of the name begins with it,
3. it is made of initials of words in a row (`tp` for "Endurance test plan"),
4. it stands somewhere in the name,
5. every word typed begins a word of the name or of where it stands (`auth ret`),
6. every word typed stands somewhere in either,
7. its letters stand in the name, in their order,
8. its letters stand in the name or where it stands, in their order.

Only the first ranks that fill the list are computed. The last two try one expression a name that
has one way to match and so cannot backtrack: no query is slow.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_BETWEEN: Final = "\x1f"
"""Stands between a name and where the name stands; neither can contain it once folded."""

_UNUSABLE: Final = re.compile(r"[\x00-\x1f]")
_INITIAL: Final = re.compile(r"(?<!\w)\w")


@dataclass(frozen=True, slots=True)
class Match:
    """A name that was found.

    Attributes:
        index: Which of the names it is, from 0.
        in_name: The positions of the characters that matched in the name.
        in_place: The same in the text that tells where it stands.
    """

    index: int
    in_name: tuple[int, ...] = ()
    in_place: tuple[int, ...] = ()


class Names:
    """Names to search, each with a text that tells where it stands."""

    def __init__(self, names: Sequence[tuple[str, str]]) -> None:
        """Prepares the search.

        Args:
            names: Pairs of a name and where it stands, such as a trail of headings.
        """
        self._names = [fold(name) for name, _ in names]
        self._lines = [
            f"{folded}{_BETWEEN}{fold(place)}"
            for folded, (_, place) in zip(self._names, names, strict=True)
        ]
        self._initials = ["".join(_INITIAL.findall(name)) for name in self._names]

    def search(self, query: str, limit: int, *, loose: bool = True) -> list[Match]:
        """Finds the names that match best.

        Args:
            query: What was typed; letter case and accents do not matter. When it is empty every
                name matches.
            limit: How many matches are wanted at most.
            loose: Whether letters that only stand in their order are a match, too (the last two
                ranks).

        Returns:
            The matches, best first.
        """
        words = fold(query).split()
        if not words:
            return [Match(index) for index in range(min(limit, len(self._names)))]
        found: dict[int, None] = {}
        for rank in self._ranks(words, loose=loose):
            for index in rank:
                found.setdefault(index)
                if len(found) == limit:
                    return [self._shown(index, words) for index in found]
        return [self._shown(index, words) for index in found]

    def _ranks(self, words: list[str], *, loose: bool) -> Iterator[Iterable[int]]:
        whole, letters = " ".join(words), "".join(words)
        names, lines = self._names, self._lines
        having = [i for i, name in enumerate(names) if whole in name]
        yield (i for i in having if names[i].startswith(whole))
        starts = _at_word_start(whole)
        yield (i for i in having if starts.search(names[i]))
        yield (i for i, initials in enumerate(self._initials) if letters in initials)
        yield having
        having = list(range(len(lines)))
        for word in words:
            having = [i for i in having if word in lines[i]]
        begins = [_at_word_start(word) for word in words]
        yield (i for i in having if all(begin.search(lines[i]) for begin in begins))
        yield having
        for texts in (names, lines) if loose else ():
            matches = _in_order(letters).match
            yield (i for i, text in enumerate(texts) if matches(text))

    def _shown(self, index: int, words: list[str]) -> Match:
        border = len(self._names[index])
        positions = self._positions(index, words)
        return Match(
            index,
            tuple(position for position in positions if position < border),
            tuple(position - border - 1 for position in positions if position > border),
        )

    def _positions(self, index: int, words: list[str]) -> list[int]:
        """Which characters of a line matched, read as the best rank it has."""
        whole, letters = " ".join(words), "".join(words)
        name, line = self._names[index], self._lines[index]
        begin = _at_word_start(whole).search(name)
        if begin is not None:
            return list(range(*begin.span()))
        if (first := self._initials[index].find(letters)) >= 0:
            initials = [found.start() for found in _INITIAL.finditer(name)]
            return initials[first : first + len(letters)]
        if (at := name.find(whole)) >= 0:
            return list(range(at, at + len(whole)))
        spans = [_span(line, word) for word in words]
        if all(spans):
            return sorted({position for span in spans for position in span})
        positions: list[int] = []
        text = name if _in_order(letters).match(name) else line
        for letter in letters:
            positions.append(text.index(letter, positions[-1] + 1 if positions else 0))
        return positions


def fold(text: str) -> str:
    """Makes letters that should find each other the same, one character for one.

    Args:
        text: Any text.

    Returns:
        The text in lower case, without accents and control characters, and exactly as long.
    """
    if not text.isascii():
        text = "".join(_fold_one(character) for character in text)
    return _UNUSABLE.sub(" ", text.lower())


def _fold_one(character: str) -> str:
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character


def _at_word_start(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(text)}")


def _in_order(letters: str) -> re.Pattern[str]:
    return re.compile("".join(f"[^{re.escape(letter)}]*{re.escape(letter)}" for letter in letters))


def _span(text: str, word: str) -> range:
    begin = _at_word_start(word).search(text)
    at = begin.start() if begin is not None else text.find(word)
    return range(at, at + len(word)) if at >= 0 else range(0)
