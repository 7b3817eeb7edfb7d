"""Reading one mapping of a template file, strictly: no key is passed over."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from types import TracebackType
from typing import TypeVar, overload

from designdoc_tui.source.errors import SourceError
from designdoc_tui.source.yaml_nodes import Mapping, Node, Scalar, Sequence, plain_value
from designdoc_tui.template.kinds.base import Value

Word = TypeVar("Word", bound=Enum)
Missing = TypeVar("Missing")

_FLAGS = {"true": True, "yes": True, "false": False, "no": False}
_MISSING: str = "\0missing"


def read_flag(text: str) -> bool | None:
    """What a word says as a flag; `None` when it is none."""
    return _FLAGS.get(text.lower())


def plain(node: Node) -> Value:
    """A node as text, list or mapping."""
    return plain_value(node)


class Spec:
    """One mapping of a template file.

    Used as a context: leaving it without an error makes sure that every key was asked for.
    """

    def __init__(self, node: Node, what: str) -> None:
        """Begins to read.

        Args:
            node: The mapping.
            what: What it should be, for messages: `a section`.

        Raises:
            SourceError: When the node is not a mapping.
        """
        if not isinstance(node, Mapping):
            raise node.error(f"{what} has to be a mapping: write it as `key: value` lines")
        self._node = node
        self._what = what
        self._entries = {key.text: (key, value) for key, value in node.entries}
        self._asked: set[str] = set()

    def __enter__(self) -> Spec:
        return self

    def __exit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if error_type is not None:
            return
        for name, (key, _) in self._entries.items():
            if name not in self._asked:
                raise key.error(
                    f"{self._what} has no use for {name!r} here: correct the spelling or remove it"
                )

    def error(self, message: str, key: str | None = None) -> SourceError:
        """An error that points at the value of a key, or at the whole mapping."""
        node = self._entries[key][1] if key in self._entries and key is not None else self._node
        return node.error(message)

    def has(self, key: str) -> bool:
        """Tells whether the mapping has a key."""
        return key in self._entries

    def take(self, key: str) -> Node | None:
        """The value of a key, whatever it is."""
        self._asked.add(key)
        entry = self._entries.get(key)
        return None if entry is None else entry[1]

    def entries(self) -> Iterator[tuple[str, Node]]:
        """All keys and values, each one asked for."""
        for name, (_, value) in self._entries.items():
            self._asked.add(name)
            yield name, value

    def text(self, key: str, default: str = _MISSING) -> str:
        """The text of a key.

        Raises:
            SourceError: When it is not text, or is missing and there is no default.
        """
        node = self.take(key)
        if node is None:
            if default is _MISSING:
                raise self.error(f"{self._what} needs {key!r}: add it")
            return default
        if not isinstance(node, Scalar):
            raise node.error(f"{key!r} has to be text")
        return node.text

    def number(self, key: str, default: int) -> int:
        """The whole number of a key.

        Raises:
            SourceError: When it is not one.
        """
        text = self.text(key, str(default))
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise self.error(f"{key!r} has to be a whole number", key)
        return int(text)

    def flag(self, key: str) -> bool:
        """Whether a key says `true`; a missing one does not.

        Raises:
            SourceError: When it says neither `true` nor `false`.
        """
        flag = read_flag(self.text(key, "false"))
        if flag is None:
            raise self.error(f"{key!r} has to be true or false", key)
        return flag

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts in the list of a key; none when it is missing or is not a list."""
        node = self.take(key)
        if not isinstance(node, Sequence):
            return ()
        for item in node.items:
            if not isinstance(item, Scalar):
                raise item.error(f"{key!r} has to be a list of texts")
        return tuple(item.text for item in node.items if isinstance(item, Scalar))

    @overload
    def choice(self, key: str, words: type[Word], default: Word) -> Word: ...
    @overload
    def choice(self, key: str, words: type[Word], default: None) -> Word | None: ...
    def choice(self, key: str, words: type[Word], default: Word | None) -> Word | None:
        """The word of a key, one of an enumeration's values.

        Raises:
            SourceError: When it is another word.
        """
        if not self.has(key):
            return default
        text = self.text(key)
        for word in words:
            if word.value == text:
                return word
        known = ", ".join(str(word.value) for word in words)
        raise self.error(f"{key!r} cannot be {text!r}: use one of {known}", key)

    def children(self, key: str) -> list[Spec]:
        """The mappings in the list of a key; none when it is missing.

        Raises:
            SourceError: When it is not a list of mappings.
        """
        node = self.take(key)
        if node is None:
            return []
        if not isinstance(node, Sequence):
            raise node.error(f"{key!r} has to be a list: begin each entry with `- `")
        return [Spec(item, f"an entry of {key!r}") for item in node.items]

    def inside(self, key: str) -> Spec:
        """The mapping of a key."""
        node = self.take(key)
        return Spec(node if node is not None else self._node, f"{key!r}")
