"""Writing YAML that reviews and merges well.

PyYAML's dumpers fall back to one long quoted line for text with a trailing blank, a tab or an
emoji, and fold long lines. This emitter writes text of several lines as a literal block, so that
a change to one line is a change of one line in the file, and puts quotes around what a reader of
YAML 1.1 or 1.2 might take for something other than text. The same value always gives the same
file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from designdoc_tui.draft.yaml_scalars import (
    double_quoted,
    node_in_front,
    node_value,
    on_one_line,
    text_value,
)
from designdoc_tui.source.yaml_nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

YamlValue: TypeAlias = "str | bool | dict[str, Any] | list[Any] | tuple[Any, ...] | Node"
"""What can be written: text and flags, lists and dictionaries of such, and nodes anywhere."""

MAX_DEPTH: Final = 1_000
"""How many lists and mappings may stand in each other; no more are read."""

_STEP: Final = "  "

_LONGEST_SIMPLE_KEY: Final = 1_000
"""YAML looks no further than 1,024 characters for the colon; longer keys begin with a `?`."""


def write_yaml(value: YamlValue) -> str:
    """Writes a value as one YAML document.

    Args:
        value: Text, a flag, or lists and dictionaries of such. A node that was read may stand
            anywhere and keeps its meaning: what was plain stays plain, what was in quotes stays
            in quotes. Comments and flow style are not kept.

    Returns:
        The document, with a line end at its end. `read_source` gives the same value back.

    Raises:
        TypeError: A value or a key is of another type, for instance None or a number.
        ValueError: The nesting is deeper than `MAX_DEPTH`, or a text holds a lone surrogate.
    """
    if isinstance(value, (str, Scalar)):
        return _whole_text(value)
    written = _on_the_line(value, _STEP)
    return "".join(_lines(value)) if written is None else f"{written[1:]}\n"


def _whole_text(value: str | Scalar) -> str:
    """A document that is one piece of text."""
    text = value if isinstance(value, str) else value.text
    if isinstance(value, str) or "\n" in text:
        written = text_value(text, _STEP)
    else:
        written = node_in_front(value)
    if written.startswith(" |2"):
        # Readers do not agree on what indentation a block without a parent has.
        return double_quoted(text) + "\n"
    return f"{written.removeprefix(' ')}\n"


def _lines(value: YamlValue) -> list[str]:
    """The lines of a list or mapping that is not empty, as pieces to be joined."""
    out: list[str] = []
    entries = _entries(value, "")
    outer: list[tuple[Iterator[tuple[str, Any]], str]] = []
    indent = ""  # of the lines of the innermost collection
    lead = ""  # what its next line begins with: the indentation, or a dash in front of the first
    while True:
        for head, item in entries:
            inner = indent + _STEP
            written = text_value(item, inner) if type(item) is str else _on_the_line(item, inner)
            if written is not None:
                out.append(f"{lead}{head}{written}\n")
                lead = indent
                continue
            if len(outer) + 1 == MAX_DEPTH:
                raise ValueError(
                    f"more than {MAX_DEPTH:,} lists or mappings stand in each other; a value "
                    "may contain itself"
                )
            if head == "-":
                lead = f"{lead}- "
            else:
                out.append(f"{lead}{head}\n")
                lead = inner
            outer.append((entries, indent))
            entries, indent = _entries(item, inner), inner
            break
        else:
            if not outer:
                return out
            entries, indent = outer.pop()
            lead = indent


def _entries(value: YamlValue, indent: str) -> Iterator[tuple[str, Any]]:
    """The parts of a collection, each with what its line begins with."""
    if isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                raise TypeError(f"a key must be text to be written, not {type(key).__name__}")
            yield _head(on_one_line(key), indent), item
    elif isinstance(value, Mapping):
        for name, item in value.entries:
            yield _head(node_in_front(name), indent), item
    elif isinstance(value, Sequence):
        for item in value.items:
            yield "-", item
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield "-", item


def _head(key: str, indent: str) -> str:
    return f"{key}:" if len(key) <= _LONGEST_SIMPLE_KEY else f"? {key}\n{indent}:"


def _on_the_line(value: YamlValue, indent: str) -> str | None:
    """What follows a key or a dash, or None for a collection, which has lines of its own."""
    if isinstance(value, Scalar):
        return node_value(value, indent)
    if isinstance(value, bool):
        return " true" if value else " false"
    if isinstance(value, str):
        return text_value(value, indent)
    if isinstance(value, (dict, Mapping)):
        return None if (value if isinstance(value, dict) else value.entries) else " {}"
    if isinstance(value, (list, tuple, Sequence)):
        return None if (value.items if isinstance(value, Sequence) else value) else " []"
    raise TypeError(f"only text, flags, lists and mappings are written, not {type(value).__name__}")
