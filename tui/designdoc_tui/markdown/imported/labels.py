"""A label at the beginning of a line: `- **Author**:`, `Status:`, `2. Goal:`."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from designdoc_tui.markdown.imported.names import plain_name

_LABEL: Final = re.compile(
    r"(?P<marker> {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]{1,4})?(?P<open>\*\*|__|\*|_)?"
    r"(?P<words>[^:*_|\[\]\n]{1,80})"
    r"(?::(?P<inside>\*\*|__|\*|_)|(?P<before>\*\*|__|\*|_)[ \t]?:|:|(?P<bare>\*\*|__)[ \t]*$)"
)


class Label(NamedTuple):
    """A label at the beginning of a line.

    Attributes:
        words: Its words as they came.
        marker: The bullet or the number in front of it, blanks included; empty for none.
        opened: The stars or low lines in front of its words; empty for none.
        closed: Those behind its words, or behind its colon.
        has_colon: Whether it ends with a colon; words in bold letters alone may lead a block.
        end: Where it ends in the line.
    """

    words: str
    marker: str
    opened: str
    closed: str
    has_colon: bool
    end: int

    @property
    def name(self) -> str:
        """Its words as they are compared."""
        return plain_name(self.words)

    @property
    def is_sound(self) -> bool:
        """Whether what is opened in front of its words is closed behind them."""
        return self.opened == self.closed


def label_in(line: str) -> Label | None:
    """The label that a line begins with; `None` where it begins with something else."""
    found = _LABEL.match(line)
    if found is None:
        return None
    return Label(
        found["words"],
        found["marker"] or "",
        found["open"] or "",
        found["inside"] or found["before"] or found["bare"] or "",
        found["bare"] is None,
        found.end(),
    )
