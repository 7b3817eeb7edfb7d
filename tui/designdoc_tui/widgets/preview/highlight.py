"""Colours for code, found in another thread and never in the way of a key.

Importing Pygments takes longer than a frame, and so does lexing a page of code. What is not
known yet is answered with what the last version of that code looked like, plain where it
differs; whoever owns the highlighter calls `work` from a thread, and then draws again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from designdoc_tui.widgets.preview.ink import Ink, Run

if TYPE_CHECKING:
    from pygments.lexer import Lexer
    from pygments.token import _TokenType

Coloured: TypeAlias = list[tuple[Run, ...]]
"""Code as runs, line by line."""

LONGEST_CODE: Final = 100_000
"""Longer blocks, in characters, stay in one colour."""

AT_ONCE: Final = 300
"""Code up to so many characters is coloured without waiting."""

_WAITING: Final = 16
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
        self._seen: OrderedDict[tuple[str, str], Coloured] = OrderedDict()
        self._waiting: OrderedDict[tuple[str, str], None] = OrderedDict()

    @property
    def has_work(self) -> bool:
        """Whether something was asked for that only `work` can answer."""
        return bool(self._wanted or self._waiting)

    def work(self) -> None:
        """Load lexers and colour code asked for: slow, and safe in another thread."""
        self.load(frozenset(self._wanted))
        # The code that was asked for last is what is on the screen now.
        while self._waiting:
            key, _ = self._waiting.popitem()
            lexer = self._lexers.get(key[0])
            if lexer is not None:
                self._keep(key, _coloured(lexer, key[1]))

    def load(self, languages: frozenset[str]) -> None:
        """Load the lexers of some languages: slow, and safe in another thread."""
        if not languages:
            return
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

    def lines(self, code: str, language: str) -> Coloured | None:
        """Colour some code.

        Args:
            code: The code.
            language: The first word of the fence's info string.

        Returns:
            Runs by line, their control characters still in them; None where there is no
            lexer (yet), nothing like it was seen, or the code is too long.
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
        known = self._seen.get(key)
        if known is not None:
            return known
        if len(code) <= AT_ONCE:
            return self._keep(key, _coloured(lexer, code))
        self._waiting[key] = None
        while len(self._waiting) > _WAITING:
            self._waiting.popitem(last=False)
        return self._patched(code, language)

    def _keep(self, key: tuple[str, str], coloured: Coloured) -> Coloured:
        self._seen[key] = coloured
        while len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)
        return coloured

    def _patched(self, code: str, language: str) -> Coloured | None:
        """The colours of an earlier version, its changed lines plain."""
        lines = code.split("\n")
        for (other_language, other), coloured in reversed(list(self._seen.items())):
            if other_language != language:
                continue
            before = other.split("\n")
            start = _shared(lines, before)
            end = _shared(lines[start:][::-1], before[start:][::-1])
            if 2 * (start + end) >= len(lines):
                middle = [(Run(line, Ink("fence")),) for line in lines[start : len(lines) - end]]
                return [*coloured[:start], *middle, *coloured[len(before) - end :]]
        return None


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines two texts share at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    differing = (index for index, (line, line2) in pairs if line != line2)
    return next(differing, min(len(one), len(other)))


def _coloured(lexer: Lexer, code: str) -> Coloured:
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
