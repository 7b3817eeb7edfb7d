"""Text in YAML as the tool writes it, as patterns.

Each pattern matches a part of what YAML's grammar allows and nothing else, so that what it matches
is what every reader takes it for. The rules are those of YAML 1.2.2, chapters 7 and 8, as libyaml
follows them; what libyaml does more than that allow is never matched. There is one way at most in
which a pattern matches a text, or failing would take time without end; and the repeats are bounded,
for each turn of them takes memory.
"""

from __future__ import annotations

import re
from typing import Final

_UNFIT: Final = r"\x00-\x08\x0a-\x1f\x7f-\x9f"  # control characters and line ends, but not tabs
_UNFIT_OR_TAB: Final = r"\x00-\x1f\x7f-\x9f"
_NOT_FIRST: Final = rf"{_UNFIT_OR_TAB} \-?:,\[\]{{}}#&*!|>'\"%@`"
_UNREADABLE: Final = re.compile("[\u2028\u2029\ufeff\ufffe\uffff]")

# A colon in front of a blank or at the end makes a key, a number sign behind a blank a comment.
_PLAIN: Final = (
    rf"[^{_NOT_FIRST}]"
    rf"[^{_UNFIT_OR_TAB}:#]*+(?:(?::(?![ \n])|(?<! )#)[^{_UNFIT_OR_TAB}:#]*+){{0,100}}(?<! )"
)
_SINGLE_QUOTED: Final = rf"'[^{_UNFIT_OR_TAB}']*+(?:''[^{_UNFIT_OR_TAB}']*+){{0,100}}'"
_DOUBLE_QUOTED: Final = rf'"[^{_UNFIT_OR_TAB}"\\]*+"'  # without escapes


def is_readable(text: str) -> bool:
    """Whether a text has none of the characters that the patterns match and libyaml does not.

    It refuses them, or takes them for line ends. To look for them once is faster than to have them
    in each pattern, for hardly any text has one.
    """
    return text.isascii() or not _UNREADABLE.search(text)


def line_no_deeper(indent: int) -> str:
    """Matches the beginning of a line in which something stands, no comment, up to its first sign.

    Args:
        indent: How many blanks stand in front of that at most.
    """
    return rf" {{0,{indent}}}[^{_UNFIT_OR_TAB} #]"


def text_pattern(indent: int) -> str:
    """Matches what stands for a text behind a colon or a dash and a blank, without its line end.

    Args:
        indent: How many blanks stand in front of the lines of a literal block.
    """
    return f"(?:{_SINGLE_QUOTED}|{_DOUBLE_QUOTED}|{_literal(indent)}|{_PLAIN})"


def _literal(indent: int) -> str:
    # It begins and ends with a line in which something stands, and has no lines of blanks alone.
    return (
        rf"\|-?\n {{{indent}}}[^{_UNFIT_OR_TAB} ][^{_UNFIT}]*+"
        rf"(?:\n{{1,20}} {{{indent}}} *[^{_UNFIT} ][^{_UNFIT}]*+){{0,2000}}"
    )


def text_in(written: str, indent: int) -> str:
    """What a text says that `text_pattern` has matched.

    Args:
        written: What was matched.
        indent: As for `text_pattern`.
    """
    sign = written[0]
    if sign == "'":
        return written[1:-1].replace("''", "'")
    if sign == '"':
        return written[1:-1]
    if sign != "|":
        return written
    head, _, lines = written.partition("\n")
    text = lines[indent:].replace("\n" + " " * indent, "\n")
    return text if head == "|-" else f"{text}\n"
