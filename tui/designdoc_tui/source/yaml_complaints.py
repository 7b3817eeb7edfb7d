"""Each mistake the YAML parser can name: where it is to be mended, and how."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from designdoc_tui.source.yaml_nodes import Source

_KEY_MISSING = "a key is missing in front of the colon; write `key: value`"
_INDENTATION = "indent with spaces so that it lines up with the keys it belongs to"


class Complaint(NamedTuple):
    """What a parser said.

    Attributes:
        problem: Its words.
        at: Offset where it gave up.
        begun: Offset where the thing it was reading began, or where it gave up.
        context: Its words for that thing.
        source: The text.
    """

    problem: str
    at: int
    begun: int
    context: str
    source: Source

    @property
    def character(self) -> str:
        """The character where the parser gave up; empty at the end of the text."""
        return self.source.text[self.at : self.at + 1]

    @property
    def line_so_far(self) -> str:
        """The part of the line in front of where the parser gave up."""
        column = self.source.position(self.at)[1]
        return self.source.text[self.at - column + 1 : self.at]


def advice(complaint: Complaint) -> tuple[int, str]:
    """What to do about what a parser said.

    Args:
        complaint: What it said.

    Returns:
        The offset of the place to mend, and what is wrong there and what to do.
    """
    for words, explain in _EXPLANATIONS:
        if any(word in complaint.problem for word in words):
            return explain(complaint)
    return _directive_or_anything(complaint)


def never_closed_bracket(source: Source, offset: int) -> tuple[int, str]:
    """The advice for a bracket or brace, given by its offset, that is open when the text ends."""
    return _bracket(Complaint("", len(source.text), offset, "", source))


def _tab(complaint: Complaint) -> tuple[int, str] | None:
    """A tab among the blanks a line begins with, whatever else the parser made of it."""
    blanks = complaint.line_so_far
    tab = (blanks + complaint.character).find("\t")
    if blanks.strip(" \t") or tab < 0:
        return None
    return complaint.at - len(blanks) + tab, "a tab indents this line; use spaces instead"


def _strange_start(complaint: Complaint) -> tuple[int, str]:
    return _tab(complaint) or (
        complaint.at,
        f"a text that begins with {complaint.character} must stand in quotes; add them",
    )


def _never_closed(complaint: Complaint) -> tuple[int, str]:
    quote = complaint.source.text[complaint.begun : complaint.begun + 1]
    return (
        complaint.begun,
        f"this {quote} opens a text that is never closed; add the closing {quote}",
    )


def _colon_missing(complaint: Complaint) -> tuple[int, str]:
    return (
        complaint.begun,
        "a colon is missing: write `key: value`, or indent the line if it continues the text above",
    )


def _colon_too_many(complaint: Complaint) -> tuple[int, str]:
    tab = _tab(complaint)
    if tab:
        return tab
    if re.search(r":\s", complaint.line_so_far):
        return complaint.at, "a second colon in this line; put the text after the first in quotes"
    return (
        complaint.at,
        (
            "this key is read as part of the text above; check that the line above reads "
            "`key: value` and that both lines begin in the same column"
        ),
    )


def _out_of_line(complaint: Complaint) -> tuple[int, str]:
    """The parser wanted another key, or the end of the mapping."""
    tab = _tab(complaint)
    if tab:
        return tab
    before = complaint.line_so_far
    character = complaint.character
    if before.strip(" -\ufeff"):
        return (
            complaint.at,
            (
                "this follows what is complete already, a closing quote or bracket; put the whole "
                "text in quotes"
            ),
        )
    if character == ":":
        return complaint.at, _KEY_MISSING
    if "\ufeff" in before:
        return complaint.at, "a byte-order mark stands in front of this; remove it"
    if character == "-":
        return complaint.at, "a list item stands where a key is wanted; indent the list's items"
    return complaint.at, f"this line's indentation fits no line above it; {_INDENTATION}"


def _block_goes_on(complaint: Complaint) -> tuple[int, str]:
    return (_not_an_item if "collection" in complaint.context else _out_of_line)(complaint)


def _not_an_item(complaint: Complaint) -> tuple[int, str]:
    return _tab(complaint) or (
        complaint.at,
        (
            "the list above is still open here; begin the line with `- `, or give it the "
            "indentation of the key that it is"
        ),
    )


def _bracket(complaint: Complaint) -> tuple[int, str]:
    opening = complaint.source.text[complaint.begun : complaint.begun + 1]
    closing = "}" if opening == "{" else "]"
    if not complaint.character:
        return complaint.begun, f"this {opening} is never closed; add {closing}"
    line = complaint.source.position(complaint.begun)[0]
    return (
        complaint.at,
        (
            f"a comma or {closing} is missing here for the {opening} of line {line}; add it, or "
            "put the text in quotes"
        ),
    )


def _escape(complaint: Complaint) -> tuple[int, str]:
    return (
        complaint.at,
        (
            "a backslash in double quotes begins an escape, and this is none; write two "
            "backslashes, or use single quotes"
        ),
    )


def _list_beside_key(complaint: Complaint) -> tuple[int, str]:
    return _tab(complaint) or (
        complaint.at,
        (
            "a list cannot begin in the line of its key; put it in the next line, indented, or the "
            "text in quotes"
        ),
    )


def _name(complaint: Complaint) -> tuple[int, str]:
    """Anchors, aliases and tags: nearly always text that happens to begin with their sign."""
    sign = complaint.source.text[complaint.begun : complaint.begun + 1]
    return complaint.begun, f"a text that begins with {sign} must stand in quotes; add them"


def _block_header(complaint: Complaint) -> tuple[int, str]:
    sign = complaint.source.text[complaint.begun : complaint.begun + 1]
    return (
        complaint.at,
        f"nothing may follow the {sign} in its line; begin the text in the next line",
    )


def _after_the_end(complaint: Complaint) -> tuple[int, str]:
    return _tab(complaint) or (
        complaint.at,
        (
            "this stands outside the document; begin the line in the column of the first key, and "
            "keep nothing after a line with ..."
        ),
    )


def _no_value(complaint: Complaint) -> tuple[int, str]:
    if complaint.character == ":":
        return complaint.at, _KEY_MISSING
    return complaint.at, "a value is missing here; write one, or put the text in quotes"


def _question_mark(complaint: Complaint) -> tuple[int, str]:
    return complaint.at, "a text that begins with ? must stand in quotes; add them"


def _directive_or_anything(complaint: Complaint) -> tuple[int, str]:
    if "directive" in complaint.context or "directive" in complaint.problem:
        return complaint.begun, "a line that begins with % is a directive; remove it"
    return _tab(complaint) or (
        complaint.at,
        (
            f"this is not YAML ({in_one_line(complaint.problem)}); check the quotes, colons and "
            "indentation here"
        ),
    )


def in_one_line(text: str) -> str:
    """A message of several lines as one."""
    return " ".join(text.split())


# In front what is more particular. The first wording is libyaml's, the second PyYAML's.
_EXPLANATIONS: tuple[tuple[tuple[str, ...], Callable[[Complaint], tuple[int, str]]], ...] = (
    (("found a tab character",), _strange_start),
    (("cannot start any token",), _strange_start),
    (("unexpected end of stream", "unexpected document"), _never_closed),
    (("could not find expected ':'",), _colon_missing),
    (("mapping values are not allowed",), _colon_too_many),
    (("',' or ']'", "',' or '}'"), _bracket),
    (("expected key", "expected '-'", "expected <block end>"), _block_goes_on),
    (("unknown escape", "escape sequence", "hexdecimal", "Unicode character"), _escape),
    (("sequence entries are not allowed",), _list_beside_key),
    (("mapping keys are not allowed",), _question_mark),
    (
        (
            "alphabetic or numeric",
            "tag handle",
            "tag URI",
            "expected '!'",
            "expected '>'",
            "while parsing a tag",
        ),
        _name,
    ),
    (
        (
            "comment or line break",
            "chomping or indentation",
            "indentation indicator",
            "in the range 1-9",
        ),
        _block_header,
    ),
    (("<document start>",), _after_the_end),
    (("node content",), _no_value),
)
