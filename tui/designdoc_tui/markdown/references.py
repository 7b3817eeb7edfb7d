"""What the passages of a document define for each other: targets of links, and footnotes.

Each passage is parsed by itself, but a label defined in one of them holds in the whole document,
and where two define the same label the first one wins (CommonMark 0.31, section 4.7). So what each
passage defines is kept apart from its text, and brought together anew only when that changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final, Protocol, runtime_checkable

from designdoc_tui.markdown.blocks import PARSE_AT_ONCE, Block, parse

if TYPE_CHECKING:
    from designdoc_tui.markdown.dialect import Definitions
    from designdoc_tui.markdown.passages import PassageSource

SIGN: Final = "]:"
"""Stands in every definition, and in hardly any other text."""

READ_AT_ONCE: Final = 2 * PARSE_AT_ONCE
"""Characters that one call parses, about, looking for definitions."""


@runtime_checkable
class Telling(Protocol):
    """A source of passages that can tell quickly which of them may define anything."""

    def defining(self) -> Iterable[int]:
        """The passages whose text may hold `SIGN`, in their order."""


class References:
    """The definitions of all passages of a document, found by and by.

    Attributes:
        known: What is defined, by its normalised label, as far as it was read.
    """

    def __init__(self, source: PassageSource) -> None:
        """Begins to read.

        Args:
            source: The document.
        """
        self._source = source
        self.known: Definitions = {}
        self.begin_anew()

    def begin_anew(self) -> None:
        """The number or the order of the passages changed."""
        source = self._source
        self._by_passage: dict[int, Definitions] = {}
        self._done = False
        if isinstance(source, Telling):
            self._left = iter(source.defining())
            self.read()
        else:
            self._left = iter(range(len(source)))

    @property
    def done(self) -> bool:
        """Whether the whole document was read."""
        return self._done

    def read(self) -> bool:
        """Reads some more passages.

        Returns:
            Whether more is known now, or something else.
        """
        budget = READ_AT_ONCE
        for index in self._left:
            text = self._source.passage(index).source
            if SIGN in text:
                self._note(index, definitions_in(text))
                budget -= min(len(text), PARSE_AT_ONCE)
            if budget <= 0:
                return self._bring_together()
        self._done = True
        return self._bring_together()

    def change(self, index: int, definitions: Definitions) -> bool:
        """A passage has another text.

        Args:
            index: The passage.
            definitions: What it defines now.

        Returns:
            Whether anything in the document refers to something else now, or may.
        """
        if definitions == self._by_passage.get(index, {}):
            return False
        self._note(index, definitions)
        return self._bring_together()

    def _note(self, index: int, definitions: Definitions) -> None:
        if definitions:
            self._by_passage[index] = definitions
        else:
            self._by_passage.pop(index, None)

    def _bring_together(self) -> bool:
        known: dict[str, Any] = {}
        for index in sorted(self._by_passage, reverse=True):
            known.update(self._by_passage[index])
        changed = known != self.known
        self.known = known
        return changed


def definitions_in(text: str) -> dict[str, Any]:
    """What a passage defines.

    Args:
        text: Its Markdown. Of a long one only the beginning is read, as much as one call parses;
            what it defines after that is known once it was looked at and edited.
    """
    return merged(parse(text)) if SIGN in text else {}


def merged(blocks: Iterable[Block]) -> dict[str, Any]:
    """What some blocks define together; the first definition of a label holds."""
    found: dict[str, Any] = {}
    for block in _defining(blocks):
        for key, target in block.definitions.items():
            found.setdefault(key, target)
    return found


def _defining(blocks: Iterable[Block]) -> Iterator[Block]:
    return (block for block in blocks if block.definitions)
