"""Colours for code. Pygments is loaded when the first fence asks, and never in the way.

Importing Pygments and a lexer takes longer than a frame, so `lines` answers None and
remembers the language; whoever owns the highlighter calls `load` from a thread and then
draws again.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Final

from designdoc_tui.widgets.preview.ink import Ink, Run

if TYPE_CHECKING:
    from pygments.lexer import Lexer
    from pygments.token import _TokenType

LONGEST_CODE: Final = 20_000
"""Longer blocks, in characters, stay in one colour: they would cost a key its frame."""

_REMEMBERED: Final = 64
_ROLES: Final = {
    "Comment": "code-comment",
    "Keyword": "code-keyword",
    "Keyword.Constant": "code-constant",
    "Keyword.Type": "code-type",
    "Literal.String": "code-string",
    "Literal.Number": "code-number",
    "Name.Builtin": "code-type",
    "Name.Class": "code-name",
    "Name.Decorator": "code-name",
    "Name.Function": "code-name",
    "Name.Tag": "code-keyword",
    "Name.Attribute": "code-name",
    "Operator.Word": "code-keyword",
    "Generic.Deleted": "code-deleted",
    "Generic.Inserted": "code-inserted",
    "Generic.Heading": "code-name",
    "Generic.Subheading": "code-name",
}


class Highlighter:
    """Lexers by language, and the colours of the code seen last."""

    def __init__(self) -> None:
        self._lexers: dict[str, Lexer | None] = {}
        self._wanted: set[str] = set()
        self._seen: OrderedDict[tuple[str, str], list[tuple[Run, ...]]] = OrderedDict()

    @property
    def wanted(self) -> frozenset[str]:
        """Languages asked for and not loaded yet."""
        return frozenset(self._wanted)

    def load(self, languages: frozenset[str]) -> None:
        """Load the lexers of some languages: slow, and safe in another thread."""
        # Pygments costs 50 ms and more: not before code is on the screen.
        from pygments.lexers import get_lexer_by_name
        from pygments.util import ClassNotFound

        for language in languages:
            try:
                lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
            except ClassNotFound:
                lexer = None
            self._lexers[language] = lexer
            self._wanted.discard(language)

    def lines(self, code: str, language: str) -> list[tuple[Run, ...]] | None:
        """Colour some code.

        Args:
            code: The code.
            language: The first word of the fence's info string.

        Returns:
            Runs by line, their control characters still in them; None where there is no
            lexer (yet) or the code is too long.
        """
        if not language or len(code) > LONGEST_CODE:
            return None
        if language not in self._lexers:
            self._wanted.add(language)
            return None
        lexer = self._lexers[language]
        if lexer is None:
            return None
        key = (language, code)
        if key not in self._seen:
            self._seen[key] = _coloured(lexer, code)
            if len(self._seen) > _REMEMBERED:
                self._seen.popitem(last=False)
        return self._seen[key]


def _coloured(lexer: Lexer, code: str) -> list[tuple[Run, ...]]:
    lines: list[tuple[Run, ...]] = []
    line: list[Run] = []
    for kind, text in lexer.get_tokens(code):
        ink = Ink(_role(kind))
        first, *rest = text.split("\n")
        if first:
            line.append(Run(first, ink))
        for part in rest:
            lines.append(tuple(line))
            line = [Run(part, ink)] if part else []
    lines.append(tuple(line))
    return lines


def _role(kind: _TokenType) -> str:
    names = list(kind)
    while names:
        role = _ROLES.get(".".join(names))
        if role:
            return role
        names.pop()
    return "fence"
