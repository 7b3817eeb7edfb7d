"""Blocks into rows: how each kind of Markdown block looks in so many cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final

from designdoc_tui.markdown.dialect import MAX_INLINE, Definitions, Token
from designdoc_tui.widgets.preview.code import CodeRows, SlabRows
from designdoc_tui.widgets.preview.fence import lay_code
from designdoc_tui.widgets.preview.ink import PLAIN, Ink, Mark, Row, Run
from designdoc_tui.widgets.preview.inline import pieces
from designdoc_tui.widgets.preview.laid_before import LaidBefore, Text
from designdoc_tui.widgets.preview.list_rows import ListRows, items_of, only_text, takes_one_row
from designdoc_tui.widgets.preview.table import is_too_large, lay_table
from designdoc_tui.widgets.preview.visible import visible_code
from designdoc_tui.widgets.preview.wrap import cells, fit, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from designdoc_tui.markdown.blocks import Block
    from designdoc_tui.widgets.preview.easel import Easel

NARROWEST: Final = 8
"""Containers stop indenting when fewer cells than this would be left."""

_RULES: Final = {1: "━", 2: "─"}
_QUOTE_BAR: Final = "▌ "
_LOOK_AHEAD: Final = 200


@dataclass
class Page:
    """What laying out one block needs to know.

    Attributes:
        definitions: The link and footnote targets of the passage.
        easel: Colours, pictures and what else layout needs.
        before: What was laid out for the last edit.
        source: The lines of the block's source.
        line: The source line that layout has come to.
    """

    definitions: Definitions
    easel: Easel
    before: LaidBefore
    source: Sequence[str] = field(default_factory=list)
    line: int = 0

    def find(self, text: str) -> int:
        """Where a piece of the block's text begins: the source line, from here on.

        mistune strips indentation and markers from nested blocks but keeps the rest of
        each line, so that the first line of a block's text is found in its source.
        """
        needle = text.lstrip("\n").partition("\n")[0].strip()
        if needle:
            for number in range(self.line, min(len(self.source), self.line + _LOOK_AHEAD)):
                if needle in self.source[number]:
                    self.line = number
                    break
        return min(self.line, max(0, len(self.source) - 1))

    def passed(self, text: str) -> None:
        """Go on behind a piece of text found before."""
        self.line += text.rstrip("\n").count("\n") + 1


def lay_block(
    block: Block, width: int, definitions: Definitions, easel: Easel, before: LaidBefore
) -> Sequence[Row]:
    """Lay one top-level block out.

    Args:
        block: A parsed block.
        width: Cells in a row.
        definitions: The link and footnote targets of its passage.
        easel: Colours, pictures and what else layout needs.
        before: What was laid out of its passage for the last edit, with these targets.

    Returns:
        Its rows; none for what is not shown, such as the target of a reference. Long code
        and long paragraphs make their rows when asked for one.
    """
    if len(block.tokens) == 1:
        token = block.tokens[0]
        if token["type"] == "block_code":
            return lay_code(token, width, easel)
        if token["type"] == "paragraph" and len(token["text"]) > MAX_INLINE:
            return SlabRows(token["text"], width)
        if token["type"] == "table" and is_too_large(token, width):
            return CodeRows({"raw": block.source, "style": "verbatim"}, width, easel)
        if token["type"] == "block_html":
            return CodeRows({"raw": block.source, "style": "html"}, width, easel)
    layer = _Layer(Page(definitions, easel, before, block.source.split("\n")))
    if len(block.tokens) == 1 and block.tokens[0]["type"] == "list" and block.tokens[0]["tight"]:
        return layer.tight_list(block.tokens[0], width)
    return layer.blocks(block.tokens, width, PLAIN)


class _Layer:
    """Lays a tree of tokens out, top to bottom."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def blocks(
        self, tokens: Sequence[Token], width: int, ink: Ink, *, tight: bool = False, depth: int = 0
    ) -> list[Row]:
        rows: list[Row] = []
        before = ""
        for token in tokens:
            kind: str = token["type"]
            laid = self._block(token, kind, width, ink, depth)
            if not laid:
                continue
            together = tight or (kind == "list" and before == "paragraph" and depth > 0)
            if rows and not together:
                rows.append(Row((), max(rows[-1].source, laid[0].source - 1)))
            rows.extend(laid)
            before = kind
        return rows

    def _block(self, token: Token, kind: str, width: int, ink: Ink, depth: int) -> Sequence[Row]:
        match kind:
            case "paragraph" | "block_text":
                return self._text(token["text"], width, ink)
            case "heading":
                return self._heading(token, width)
            case "list":
                return self._list(token, width, ink, depth)
            case "block_quote":
                return self._quote(token, width, depth)
            case "block_code":
                return self._code(token, width)
            case "thematic_break":
                return self._break(width)
            case "table":
                return self._table(token, width)
            case "block_html":
                return self._html(token, width)
            case "footnote":
                return self._footnote(token, width, depth)
            case _:
                return ()

    def _text(self, text: str, width: int, ink: Ink) -> list[Row]:
        source = self._page.find(text)
        rows: list[Row]
        if len(text) > MAX_INLINE:
            rows = [Row(row.runs, source + row.source) for row in SlabRows(text, width)]
        else:
            rows = self._rows(text, width, ink, source)
        self._page.passed(text)
        return rows

    def _rows(self, text: str, width: int, ink: Ink, source: int) -> list[Row]:
        return self._page.before.rows(
            Text(text, width, ink, source), lambda: self._wrapped(text, width, ink, source)
        )

    def _wrapped(self, text: str, width: int, ink: Ink, source: int) -> list[Row]:
        is_broken = self._page.easel.links.is_broken
        return wrap(pieces(text, self._page.definitions, is_broken, ink, source), width)

    def _heading(self, token: Token, width: int) -> list[Row]:
        level: int = token["attrs"]["level"]
        rows = self._text(token["text"], width, Ink(f"h{level}"))
        if level in _RULES:
            rule = Run(_RULES[level] * width, Ink(f"h{level}-rule"))
            rows.append(Row((rule,), rows[-1].source))
        return rows

    def _break(self, width: int) -> list[Row]:
        source = self._page.find("")
        self._page.passed("")
        return [Row((Run("─" * width, Ink("rule")),), source)]

    def _code(self, token: Token, width: int) -> list[Row]:
        source = self._page.find(token["raw"] if token["raw"].strip() else token.get("marker", ""))
        fenced = token["style"] == "fenced"
        self._page.passed(token["raw"])
        self._page.line += fenced
        first = source - fenced
        rows = lay_code(token, width, self._page.easel)
        return [Row(row.runs, max(0, first + row.source)) for row in rows]

    def _html(self, token: Token, width: int) -> list[Row]:
        source = self._page.find(token["raw"])
        self._page.passed(token["raw"])
        rows = CodeRows({"raw": token["raw"], "style": "html"}, width, self._page.easel)
        return [Row(row.runs, source + row.source) for row in rows]

    def _table(self, token: Token, width: int) -> list[Row]:
        source = self._page.find(token["head"][0] if token["head"] else "")
        rows = lay_table(token, width, self._page.definitions, self._page.easel.links.is_broken)
        self._page.line = source + 2 + len(token["rows"])
        return [Row(row.runs, source + row.source) for row in rows]

    def _quote(self, token: Token, width: int, depth: int) -> list[Row]:
        inner = self.blocks(
            token["children"], max(width - 2, NARROWEST), Ink("quote"), depth=depth + 1
        )
        bar = Run(_QUOTE_BAR, Ink("quote-bar"))
        return [_prefixed(bar, row, 2, width) for row in inner]

    def _footnote(self, token: Token, width: int, depth: int) -> list[Row]:
        label = visible_code(f"[{token['label']}]")
        marker = Run(f"{label} ", Ink("marker", Mark.ASIDE))
        self._page.find(f"[^{token['label']}]:")
        inside = max(width - cells(marker.text), NARROWEST)
        rows = self.blocks(token["children"], inside, PLAIN, depth=depth + 1)
        if not rows:
            rows = [Row((), self._page.line)]
            self._page.passed("")
        return self._hang(marker, rows, width)

    def tight_list(self, token: Token, width: int) -> Sequence[Row]:
        """A list at the top level, with no blank lines between its items."""
        rows: list[Row | Callable[[], Row]] = []
        for marker, children in items_of(token, 0):
            text = only_text(children)
            if text is None or not takes_one_row(text, _inside(marker, width)):
                rows.extend(self._item(marker, children, width, PLAIN, 0, tight=True))
                continue
            rows.append(partial(self._one_row, marker, text, width, self._page.find(text)))
            self._page.passed(text)
        return ListRows(rows)

    def _one_row(self, marker: Run, text: str, width: int, source: int) -> Row:
        rows = self._rows(text, _inside(marker, width), PLAIN, source)
        return self._hang(marker, rows, width)[0]

    def _list(self, token: Token, width: int, ink: Ink, depth: int) -> list[Row]:
        rows: list[Row] = []
        for marker, children in items_of(token, depth):
            laid = self._item(marker, children, width, ink, depth, tight=token["tight"])
            if rows and not token["tight"]:
                rows.append(Row((), max(rows[-1].source, laid[0].source - 1)))
            rows.extend(laid)
        return rows

    def _item(
        self, marker: Run, children: list[Token], width: int, ink: Ink, depth: int, *, tight: bool
    ) -> list[Row]:
        inside = _inside(marker, width)
        rows = self.blocks(children, inside, ink, tight=tight, depth=depth + 2)
        if not rows:
            rows = [Row((), self._page.find(""))]
            self._page.passed("")
        return self._hang(marker, rows, width)

    @staticmethod
    def _hang(marker: Run, rows: Sequence[Row], width: int) -> list[Row]:
        """Put a marker before the first row and indent the others as far."""
        size = cells(marker.text)
        indent = Run(" " * size)
        return [
            _prefixed(indent if index else marker, row, size, width)
            if row.runs or not index
            else row
            for index, row in enumerate(rows)
        ]


def _prefixed(prefix: Run, row: Row, size: int, width: int) -> Row:
    """A row inside a container, which was laid out for what the container leaves of the width."""
    runs = (prefix, *row.runs)
    return Row(runs if width - size >= NARROWEST else fit(runs, width), row.source)


def _inside(marker: Run, width: int) -> int:
    """How many cells a marker leaves."""
    return max(width - cells(marker.text), NARROWEST)
