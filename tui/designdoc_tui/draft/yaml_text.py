"""Writing YAML that reviews and merges well.

PyYAML's dumpers fall back to one long quoted line for text with a trailing blank, a tab or an
emoji, and fold long lines. This emitter writes text of several lines as a literal block, so that
a change to one line is a change of one line in the file, and puts quotes around what a reader of
YAML 1.1 or 1.2 might take for something other than text. The same value always gives the same
file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from designdoc_tui.draft.yaml_nodes import Mapping, Node, Scalar, Sequence
from designdoc_tui.draft.yaml_scalars import node_on_one_line, node_value, on_one_line, text_value

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
    written = text_value(text, _STEP) if isinstance(value, str) else node_value(value, _STEP)
    if written.startswith(" |2"):
        # What an indentation indicator means without a parent, readers do not agree on.
        written = f' "{"\\n".join(map(_inside_quotes, text.split("\n")))}"'
    return f"{written[1:]}\n"
