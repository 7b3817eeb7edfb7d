"""What the YAML parser complains about, in words that tell what to do.

libyaml and PyYAML's own parser name the same mistakes differently, and both name what the parser
wanted rather than what the writer meant. A mistake is reported where it has to be mended: a quote
that is never closed at its opening, not at the end of the file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yaml.error import MarkedYAMLError
from yaml.reader import ReaderError

from designdoc_tui.source.yaml_complaints import (
    Complaint,
    advice,
    in_one_line,
    never_closed_bracket,
)

if TYPE_CHECKING:
    from designdoc_tui.source.errors import SourceError
    from designdoc_tui.source.yaml_nodes import Source

# Everything else is printable by the definition of YAML 1.2.2, production [1] c-printable.
_NOT_PRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
)


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
            0, f"this is not YAML ({in_one_line(str(error))}); check how it is written"
        )
    at = error.problem_mark.index
    begun = at if error.context_mark is None else error.context_mark.index
    complaint = Complaint(error.problem or "", at, begun, error.context or "", source)
    # At the end of the text the parser says what it missed last; what was opened first matters,
    # unless that is a quote.
    ended = at >= len(source.text.rstrip()) and "end of stream" not in complaint.problem
    if ended and open_bracket is not None:
        return source.error(*never_closed_bracket(source, open_bracket))
    return source.error(*advice(complaint))


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
