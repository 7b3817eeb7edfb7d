"""The text inside blocks: mistune's inline tokens into pieces to wrap."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from designdoc_tui.markdown.dialect import Definitions, Token, inline_tokens
from designdoc_tui.widgets.preview.ink import PLAIN, Ink, Mark
from designdoc_tui.widgets.preview.visible import visible
from designdoc_tui.widgets.preview.wrap import CUT, Piece

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

LONGEST_TARGET: Final = 60
"""How many characters of a link's target stand after its text."""

_LINE_BREAK_TAG: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_MARKS: Final = {
    "emphasis": Mark.EMPHASIS,
    "strong": Mark.STRONG,
    "strikethrough": Mark.STRIKE,
    "link": Mark.LINK,
}


BROKEN: Final = "✗"
"""Stands with the target of a link that leads nowhere."""


def pieces(
    text: str,
    definitions: Definitions,
    is_broken: Callable[[str], bool],
    ink: Ink = PLAIN,
    source: int = 0,
) -> list[Piece]:
    """Parse a block's text and say what each part of it is.

    Args:
        text: The text of a paragraph, heading or cell.
        definitions: The targets its references may name.
        is_broken: Whether a target is known to lead nowhere.
        ink: What the block is.
        source: The source line on which the text begins.

    Returns:
        Pieces free of control characters, hard breaks as newlines.
    """
    tokens = inline_tokens(text, definitions)
    return list(_Flattener(source, is_broken).pieces(tokens, ink))


class _Flattener:
    """Walks inline tokens, counting source lines as it passes line ends."""

    def __init__(self, source: int, is_broken: Callable[[str], bool]) -> None:
        self._source = source
        self._is_broken = is_broken

    def pieces(self, tokens: Sequence[Token], ink: Ink) -> Iterator[Piece]:
        for token in tokens:
            yield from self._piece(token, ink)

    def _piece(self, token: Token, ink: Ink) -> Iterator[Piece]:
        kind: str = token["type"]
        if kind == "text":
            yield from self._text(token["raw"], ink)
        elif kind in {"softbreak", "linebreak"}:
            yield Piece(" " if kind == "softbreak" else "\n", ink, self._source)
            self._source += 1
        elif kind == "codespan":
            yield Piece(visible(token["raw"]), ink.marked(Mark.CODE), self._source)
        elif kind == "inline_html":
            yield from self._html(token["raw"], ink)
        elif kind == "footnote_ref":
            yield Piece(f"[{visible(token['raw'])}]", ink.marked(Mark.ASIDE), self._source)
        elif kind in _MARKS or kind == "image":
            yield from self._marked(token, kind, ink)
        else:
            yield from self._text(str(token.get("raw", "")), ink)

    def _text(self, text: str, ink: Ink) -> Iterator[Piece]:
        yield Piece(visible(text.replace("\n", " ")), ink, self._source)
        self._source += text.count("\n")

    def _html(self, raw: str, ink: Ink) -> Iterator[Piece]:
        if _LINE_BREAK_TAG.fullmatch(raw):
            yield Piece("\n", ink, self._source)
        else:
            yield from self._text(raw, ink.marked(Mark.ASIDE))

    def _marked(self, token: Token, kind: str, ink: Ink) -> Iterator[Piece]:
        aside = ink.marked(Mark.ASIDE)
        shown = []
        if kind == "image":
            yield Piece("[image: ", aside, self._source)
            yield from self._text(plain_text(token["children"]), ink)
            yield Piece("]", aside, self._source)
        else:
            for piece in self.pieces(token["children"], ink.marked(_MARKS[kind])):
                shown.append(piece.text)
                yield piece
        if kind in {"link", "image"}:
            url: str = token["attrs"]["url"]
            target = _target(url, "".join(shown))
            if self._is_broken(url):
                text = f" ({BROKEN} {target})" if target else f" {BROKEN}"
                yield Piece(text, aside.marked(Mark.BROKEN), self._source)
            elif target:
                yield Piece(f" ({target})", aside, self._source)


def plain_text(tokens: Sequence[Token]) -> str:
    """The text of inline tokens without their looks, as an image's description has it."""
    return "".join(
        plain_text(token["children"])
        if "children" in token
        else "\n"
        if token["type"] in {"softbreak", "linebreak"}
        else str(token.get("raw", ""))
        for token in tokens
    )


def _target(url: str, shown: str) -> str:
    """What to show of a link's target: nothing where its text says it already."""
    written = unquote(url) if "%" in url else url
    if not url or {url, written} & {shown, f"mailto:{shown}", f"http://{shown}"}:
        return ""
    short = url if len(url) <= LONGEST_TARGET else url[: LONGEST_TARGET - 1] + CUT
    return visible(short)
