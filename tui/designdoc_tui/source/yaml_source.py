"""Reading one YAML document that a stranger may have written.

The text goes through libyaml's event parser and becomes a tree of our own (`yaml_nodes`). The
loaders and composers of PyYAML are not used: they give types to text, keep the last of two equal
keys, expand aliases and merge keys without limit, and call themselves for each level of nesting,
which ends the interpreter at some 200,000 brackets. The event parser keeps its state on the heap
and hands out one event at a time, so that every bound is checked before the next step is made.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Any, Protocol

import yaml
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError

from designdoc_tui.source.errors import SourceError
from designdoc_tui.source.yaml_builder import Shorten, TreeBuilder
from designdoc_tui.source.yaml_nodes import (
    Mapping,
    Mark,
    Node,
    Scalar,
    Sequence,
    Source,
    plain_value,
    same_meaning,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from designdoc_tui.source.yaml_stretches import Stretch

__all__ = [
    "FASTEST_PARSER",
    "MAX_BYTES",
    "EventParser",
    "Mapping",
    "Mark",
    "Node",
    "PythonParser",
    "Scalar",
    "Sequence",
    "Source",
    "decode",
    "plain_value",
    "read_source",
    "same_meaning",
]

MAX_BYTES = 50_000_000
"""The largest file that is read."""

_BOM = "\ufeff"
_SURROGATE = re.compile("[\ud800-\udfff]")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class EventParser(Protocol):
    """What is needed of a parser of PyYAML."""

    def get_event(self) -> yaml.Event | None:
        """The next event, or None after the last."""


class PythonParser(Reader, Scanner, Parser):
    """PyYAML's own parser, some ten times slower, for where libyaml is missing.

    Like libyaml it refuses escapes for lone surrogates, which could not be saved again.
    """

    def __init__(self, text: str | bytes) -> None:
        Reader.__init__(self, text if isinstance(text, str) else text.decode("utf-8"))
        Scanner.__init__(self)
        Parser.__init__(self)

    def get_event(self) -> yaml.Event | None:
        """The next event, or None after the last."""
        event: Any = super().get_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.ScalarEvent) and _SURROGATE.search(event.value):
            mark: Any = event.start_mark
            raise ScannerError(None, None, "found invalid Unicode character", mark)
        return event  # type: ignore[no-any-return]


def _fastest_parser() -> Callable[[str | bytes], EventParser]:
    try:
        from yaml._yaml import CParser  # missing where PyYAML was built without libyaml
    except ImportError:
        return PythonParser
    return CParser


FASTEST_PARSER = _fastest_parser()
"""libyaml's parser where it is installed, else `PythonParser`."""


def read_source(
    data: str | bytes,
    name: str,
    *,
    parser: Callable[[str | bytes], EventParser] = FASTEST_PARSER,
    shorten: Shorten | None = None,
    read_ahead: Callable[[bytes], list[Stretch]] | None = None,
) -> Node:
    """Reads a text that holds one YAML document.

    Args:
        data: The document, decoded or as the bytes of a file.
        name: What to call it in errors: a path, or `-`.
        parser: The parser of PyYAML to use. It gets text, or UTF-8 without a byte-order mark.
        shorten: Tells how the entries of a list are to stand in the tree, see `Shorten`.
        read_ahead: Reads what it can of the bytes of a file by itself; see `yaml_stretches`.

    Returns:
        The document's tree. Its offsets count characters of `decode(data, name)`.

    Raises:
        SourceError: It is too large, not UTF-8 or not YAML; it is empty or holds several
            documents; or it uses what a draft does without: a key twice, merge keys, tags, keys
            that are no text, aliases that repeat too much, nesting that is too deep.
    """
    if read_ahead is not None and isinstance(data, bytes) and len(data) <= MAX_BYTES:
        stretches = read_ahead(data)
        if stretches:
            # Deferred: only large drafts have any.
            from designdoc_tui.source.yaml_stretches import read_around

            root = read_around(stretches, data, name, parser=parser, shorten=shorten)
            if root is not None:
                return root
    source = Source(decode(data, name), name)
    _refuse_directives(source)
    if isinstance(data, bytes):
        data = data.removeprefix(codecs.BOM_UTF8)
        source.keep_encoded(data)
    builder = TreeBuilder(source, shorten)
    try:
        return builder.build(parser(data if isinstance(data, bytes) else source.text))
    except UnicodeEncodeError as error:
        # Deferred, here and below: hardly any draft is wrong.
        from designdoc_tui.source import yaml_messages

        raise yaml_messages.bad_character(source, error.start) from None
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        from designdoc_tui.source import yaml_messages

        raise yaml_messages.explained(error, source, builder.open_bracket) from None


def decode(data: str | bytes, name: str) -> str:
    """The text of a file, without its byte-order mark.

    Args:
        data: The bytes of a file, or text that is decoded already.
        name: What to call it in errors.

    Returns:
        The text. Line ends are left as they are.

    Raises:
        SourceError: It is larger than `MAX_BYTES`, or not UTF-8.
    """
    if len(data) > MAX_BYTES:
        raise SourceError(
            name,
            f"the file is larger than {MAX_BYTES // 1_000_000} MB; move large material into "
            "files of its own and refer to them",
        )
    text = data if isinstance(data, str) else _decoded(data, name)
    return text.removeprefix(_BOM)


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if data.startswith(_UTF16_MARKS):
            message = "the file is not UTF-8 but UTF-16; save it as UTF-8"
            raise SourceError(name, message, 1, 1) from None
        # All that stands in front of the bad byte is good.
        before = Source(data[: error.start].decode("utf-8").removeprefix(_BOM), name)
        raise before.error(
            len(before.text),
            f"the byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8, or "
            "replace the character there",
        ) from None


def _refuse_directives(source: Source) -> None:
    """Refuses `%TAG` lines, which libyaml compares each with each: 1 MB of them takes minutes."""
    offset = source.text.find("%TAG")
    while offset >= 0:
        if offset == 0 or source.text[offset - 1] in "\r\n\x85\u2028\u2029":
            raise source.error(
                offset,
                "a line that begins with %TAG declares YAML tags, which drafts do not use; "
                "remove it, or indent it if it is text",
            )
        offset = source.text.find("%TAG", offset + 1)
