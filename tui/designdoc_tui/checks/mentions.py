"""Whether a document speaks of something."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from designdoc_tui.template.kinds import Value
from designdoc_tui.template.reserved import REVIEW

_WORD: Final = re.compile(r"[^\W_]+")
_WORD_ENDS: Final = re.compile(r"s?(?!\w)")  # with the ending of a plural
_FEW: Final = 16  # names; to search all texts for more takes longer than to note their words


class Mentions:
    """The texts of a document, to be searched for names.

    Thousands of names are searched for in hardly more time than it takes to read the texts once.
    """

    def __init__(self, values: Mapping[str, Value], but: str) -> None:
        """Begins; nothing is read before a name is asked for.

        Args:
            values: The document's values. What reviewers say is not looked at.
            but: The key of the fields that are passed over.
        """
        self._values = values
        self._but = but
        self._answers: dict[str, bool] = {}
        self._texts: list[str] = []
        self._with_word: dict[str, list[int]] = {}

    def of(self, name: str) -> bool:
        """Whether a text has a name in it, in whole words, in capitals or not, also as a plural."""
        folded = name.casefold()
        if folded not in self._answers:
            self._answers[folded] = any(_stands_in(text, folded) for text in self._likely(folded))
        return self._answers[folded]

    def _likely(self, name: str) -> Iterator[str]:
        """The texts that may hold a name, in lower case."""
        if len(self._answers) < _FEW:
            yield from (text.casefold() for text in _texts(self._values, self._but))
            return
        if not self._texts:
            self._note_words()
        places: Sequence[int] = range(len(self._texts))
        for word in _WORD.findall(name):
            places = min(places, self._places(word), key=len)
        yield from (self._texts[place] for place in places)

    def _places(self, word: str) -> Sequence[int]:
        """The texts with a word or its plural."""
        return [*self._with_word.get(word, ()), *self._with_word.get(f"{word}s", ())]

    def _note_words(self) -> None:
        self._texts = [text.casefold() for text in _texts(self._values, self._but)]
        with_word: dict[str, list[int]] = defaultdict(list)
        for place, text in enumerate(self._texts):
            for word in set(_WORD.findall(text)):
                with_word[word].append(place)
        self._with_word = dict(with_word)


def _stands_in(text: str, words: str) -> bool:
    # A search for whole words by a pattern would take fifty times as long.
    at = text.find(words)
    while at >= 0:
        if _WORD_ENDS.match(text, at + len(words)) and not text[at - 1 : at].isalnum():
            return True
        at = text.find(words, at + 1)
    return False


def _texts(values: Mapping[str, Value], but: str) -> Iterator[str]:
    """The texts of a document in their order, without those of the fields with a key."""
    todo: list[Value] = [value for part, value in values.items() if part != REVIEW]
    todo.reverse()
    while todo:
        value = todo.pop()
        if type(value) is str:
            yield value
        elif type(value) is list:
            todo += reversed(value)
        elif type(value) is dict:
            todo += [value[inner] for inner in reversed(value) if inner != but]
