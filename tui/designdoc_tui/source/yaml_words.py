"""Which words a YAML reader would take for something other than text.

YAML 1.1 and 1.2 disagree, and readers disagree with both, so the answer errs towards yes: a date,
a version number or a lone `y` is put in quotes, and everyone reads what was typed.

The rules come from the type repository of YAML 1.1 (https://yaml.org/type/) and from the core
schema of YAML 1.2.2, chapter 10.3.
"""

from __future__ import annotations

import re

_WORDS = frozenset(
    {"", "~", "=", "<<", "null", "nil", "none", "nan", "inf", "infinity", "undefined"}
    | {"y", "n", "yes", "no", "on", "off", "true", "false"}
)

# Every number, date and time of both versions begins like this and has no other characters: signs,
# points, digit groups, bases 2, 8 and 16, exponents, sexagesimal parts, `T` and `Z` of timestamps.
_NUMBER_OR_DATE = re.compile(
    r"[-+]*(?:[0-9]|\.(?:[0-9_e]|\Z))[0-9a-fox_.:,+\-tz \t]*\Z", re.IGNORECASE
)

_SPECIAL_FLOAT = re.compile(r"[-+]?\.(?:inf|nan)\Z", re.IGNORECASE)

_LONGEST_WORD = max(map(len, _WORDS))


def is_taken_for_something_else(text: str) -> bool:
    """Whether some YAML reader takes this text, when it stands without quotes, for no text.

    Args:
        text: A scalar's text, as it would stand in the file.

    Returns:
        True for what looks like a number, a date, a time, a boolean, nothing at all or a merge
        key, in YAML 1.1 or 1.2, and for a few words that only look dangerous.
    """
    if len(text) <= _LONGEST_WORD and text.lower() in _WORDS:
        return True
    first = text[0]
    if first.isalpha() and first.isascii():
        return False
    return bool(_NUMBER_OR_DATE.match(text) or _SPECIAL_FLOAT.match(text))
