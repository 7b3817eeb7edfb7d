"""What the YAML parser complains about, in words that tell what to do.

libyaml and PyYAML's own parser name the same mistakes differently, and both name what the parser
wanted rather than what the writer meant. A mistake is reported where it has to be mended: a quote
that is never closed at its opening, not at the end of the file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from yaml.error import MarkedYAMLError
from yaml.reader import ReaderError

if TYPE_CHECKING:
    from collections.abc import Callable

    from designdoc_tui.source.errors import SourceError
    from designdoc_tui.source.yaml_nodes import Source

# Everything else is printable by the definition of YAML 1.2.2, production [1] c-printable.
_NOT_PRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
)

_INDENTATION = "indent with spaces so that it lines up with the keys it belongs to"


class _Complaint(NamedTuple):
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


def explained(error: Exception, source: Source, open_bracket: int | None = None) -> SourceError:
    """Turns what a parser of PyYAML raised into an error that says what to do.

    Args:
        error: A `yaml.YAMLError`, or what else the parser in Python lets through.
        source: The text that was parsed.
        open_bracket: Offset of the innermost bracket or brace that was open then.

    Returns:
        The error, at the place to mend.
    """
    if isinstance(error, ReaderError):
        found = _NOT_PRINTABLE.search(source.text)
        return bad_character(source, found.start() if found else int(error.position))
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return source.error(
            0, f"this is not YAML ({_in_one_line(str(error))}); see where it breaks"
        )
    at = error.problem_mark.index
    begun = at if error.context_mark is None else error.context_mark.index
    if at >= len(source.text.rstrip()) and open_bracket is not None:
        return source.error(*_bracket(_Complaint("", len(source.text), open_bracket, "", source)))
    complaint = _Complaint(error.problem or "", at, begun, error.context or "", source)
    for words, explain in _EXPLANATIONS:
        if any(word in complaint.problem for word in words):
            offset, message = explain(complaint)
            break
    else:
        offset, message = _directive_or_anything(complaint)
    return source.error(offset, message)


def bad_character(source: Source, offset: int) -> SourceError:
    """The error for a character that YAML does not allow in a file.

    Args:
        source: The text.
        offset: Where the character stands in it.

    Returns:
        The error, at the character.
    """
    code = ord(source.text[offset])
    if 0xD800 <= code < 0xE000:
        what, instead = "half of a surrogate pair", ""
    else:
        what = "no character" if code >= 0xFFFE else "a control character"
        instead = f', or write it as "\\u{code:04x}" in double quotes'
    return source.error(
        offset, f"U+{code:04X} is {what} and cannot stand in a YAML file; remove it{instead}"
    )


def _tab(complaint: _Complaint) -> tuple[int, str] | None:
    """A tab among the blanks a line begins with, whatever else the parser made of it."""
    blanks = complaint.line_so_far
    tab = (blanks + complaint.character).find("\t")
    if blanks.strip(" \t") or tab < 0:
        return None
    return complaint.at - len(blanks) + tab, "a tab indents this line; use spaces instead"


def _strange_start(complaint: _Complaint) -> tuple[int, str]:
    return _tab(complaint) or (
        complaint.at,
        f"a text that begins with {complaint.character} must stand in quotes; add them",
    )


def _never_closed(complaint: _Complaint) -> tuple[int, str]:
    quote = complaint.source.text[complaint.begun : complaint.begun + 1]
    return (
        complaint.begun,
        f"this {quote} opens a text that is never closed; add the closing {quote}",
    )


def _colon_missing(complaint: _Complaint) -> tuple[int, str]:
    return (
        complaint.begun,
        "a colon is missing: write `key: value`, or indent the line if it continues the text above",
    )


def _colon_too_many(complaint: _Complaint) -> tuple[int, str]:
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


def _out_of_line(complaint: _Complaint) -> tuple[int, str]:
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
        return complaint.at, "a key is missing in front of the colon; write `key: value`"
    if "\ufeff" in before:
        return complaint.at, "a byte-order mark stands in front of this; remove it"
    if character == "-":
        return complaint.at, "a list item stands where a key is wanted; indent the list's items"
    return complaint.at, f"this line's indentation fits no line above it; {_INDENTATION}"


def _block_goes_on(complaint: _Complaint) -> tuple[int, str]:
    return (_not_an_item if "collection" in complaint.context else _out_of_line)(complaint)


def _not_an_item(complaint: _Complaint) -> tuple[int, str]:
    return _tab(complaint) or (
        complaint.at,
        (
            "the list above is still open here; begin the line with `- `, or give it the "
            "indentation of the key that it is"
        ),
    )


def _bracket(complaint: _Complaint) -> tuple[int, str]:
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


def _escape(complaint: _Complaint) -> tuple[int, str]:
    return (
        complaint.at,
        (
            "a backslash in double quotes begins an escape, and this is none; write two "
            "backslashes, or use single quotes"
        ),
    )


def _list_beside_key(complaint: _Complaint) -> tuple[int, str]:
    return _tab(complaint) or (
        complaint.at,
        (
            "a list cannot begin in the line of its key; put it in the next line, indented, or the "
            "text in quotes"
        ),
    )


def _name(complaint: _Complaint) -> tuple[int, str]:
    """Anchors, aliases and tags: nearly always text that happens to begin with their sign."""
    sign = complaint.source.text[complaint.begun : complaint.begun + 1]
    return complaint.begun, f"a text that begins with {sign} must stand in quotes; add them"


def _block_header(complaint: _Complaint) -> tuple[int, str]:
    sign = complaint.source.text[complaint.begun : complaint.begun + 1]
    return (
        complaint.at,
        f"nothing may follow the {sign} in its line; begin the text in the next line",
    )


def _after_the_end(complaint: _Complaint) -> tuple[int, str]:
    return _tab(complaint) or (
        complaint.at,
        (
            "this stands outside the document; begin the line in the column of the first key, and "
            "keep nothing after a line with ..."
        ),
    )


def _no_value(complaint: _Complaint) -> tuple[int, str]:
    return complaint.at, "a value is missing here; write one, or put the text in quotes"


def _question_mark(complaint: _Complaint) -> tuple[int, str]:
    return complaint.at, "a text that begins with ? must stand in quotes; add them"


def _directive_or_anything(complaint: _Complaint) -> tuple[int, str]:
    if "directive" in complaint.context or "directive" in complaint.problem:
        return complaint.begun, "a line that begins with % is a directive; remove it"
    return _tab(complaint) or (
        complaint.at,
        (
            f"this is not YAML ({_in_one_line(complaint.problem)}); check the quotes, colons and "
            "indentation here"
        ),
    )


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


# In front what is more particular. The first wording is libyaml's, the second PyYAML's.
_EXPLANATIONS: tuple[tuple[tuple[str, ...], Callable[[_Complaint], tuple[int, str]]], ...] = (
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
