"""How the preview looks: its roles, their style sheet, and rows painted with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from designdoc_tui.widgets.preview.ink import Ink, Mark, Run
from designdoc_tui.widgets.preview.wrap import cells

if TYPE_CHECKING:
    from collections.abc import Callable

GUTTER: Final = 2
"""Cells at the left: the bar beside the followed field, and a space."""

MARGIN: Final = 1
"""Cells at the right that stay empty."""

ROLES: Final = frozenset(
    {
        "text", "h1", "h2", "h3", "h4", "h5", "h6", "h1-rule", "h2-rule", "rule",
        "marker", "open", "done", "quote", "quote-bar",
        "fence", "fence-edge", "fence-label",
        "code-comment", "code-keyword", "code-constant", "code-type", "code-string",
        "code-number", "code-name", "code-deleted", "code-inserted",
        "table-line", "table-head", "table-cell",
        "diagram", "diagram-node", "diagram-label", "diagram-edge", "diagram-arrow",
        "diagram-note", "diagram-group", "problem",
        "code", "aside", "placeholder", "followed", "hit", "now",
    }
)  # fmt: skip
"""What a piece of text can be; each is the component class `preview--<role>`."""

STYLE_SHEET: Final = """
Preview {
    background: $background;
    color: $foreground;
    overflow-x: hidden;
    overflow-y: scroll;
    scrollbar-size-vertical: 1;
    .preview--h1 { color: $markdown-h1-color; text-style: bold; }
    .preview--h1-rule { color: $markdown-h1-color; }
    .preview--h2 { color: $markdown-h2-color; text-style: bold; }
    .preview--h2-rule { color: $foreground 25%; }
    .preview--h3 { color: $markdown-h3-color; text-style: bold; }
    .preview--h4 { color: $markdown-h4-color; text-style: bold; }
    .preview--h5 { color: $markdown-h5-color; text-style: bold italic; }
    .preview--h6 { color: $markdown-h6-color; text-style: italic; }
    .preview--rule { color: $foreground 35%; }
    .preview--marker { color: $text-secondary; }
    .preview--open { color: $text-warning; }
    .preview--done { color: $text-success; }
    .preview--quote { color: $foreground 80%; }
    .preview--quote-bar { color: $secondary; }
    .preview--fence { background: $foreground 6%; }
    .preview--fence-edge { color: $foreground 35%; }
    .preview--fence-label { color: $foreground 55%; text-style: italic; }
    .preview--code-comment { color: $foreground 55%; text-style: italic; }
    .preview--code-keyword { color: $text-accent; text-style: bold; }
    .preview--code-constant { color: $text-error; }
    .preview--code-type { color: $text-secondary; }
    .preview--code-string { color: $text-success; }
    .preview--code-number { color: $text-warning; }
    .preview--code-name { color: $text-primary; }
    .preview--code-deleted { color: $text-error; }
    .preview--code-inserted { color: $text-success; }
    .preview--table-line { color: $foreground 35%; }
    .preview--table-head { text-style: bold; }
    .preview--diagram { color: $foreground; }
    .preview--diagram-node { color: $text-primary; }
    .preview--diagram-label { color: $foreground; }
    .preview--diagram-edge { color: $foreground 60%; }
    .preview--diagram-arrow { color: $text-accent; }
    .preview--diagram-note { color: $text-secondary; }
    .preview--diagram-group { color: $foreground 35%; }
    .preview--problem { color: $text-error; }
    .preview--code { background: $foreground 10%; color: $text-accent; }
    .preview--aside { color: $foreground 50%; }
    .preview--placeholder { color: $foreground 45%; }
    .preview--followed { color: $accent; }
    .preview--hit { background: $warning 35%; text-style: underline; }
    .preview--now { background: $warning; color: $background; text-style: bold underline; }
    &:light {
        /* Accents are too pale to read there on grey, and the background on what is marked. */
        .preview--code, .preview--now { color: $foreground; }
    }
    &:ansi {
        .preview--quote { color: ansi_default; }
        .preview--fence { background: ansi_default; }
        .preview--code { background: ansi_default; color: $text-accent; }
        .preview--hit { background: ansi_default; }
        .preview--now {
            background: ansi_yellow; color: ansi_black; text-style: bold underline;
        }
        .preview--diagram, .preview--diagram-label { color: ansi_default; }
        .preview--diagram-edge, .preview--diagram-group,
        .preview--h2-rule, .preview--rule, .preview--fence-edge,
        .preview--fence-label, .preview--code-comment, .preview--table-line,
        .preview--aside, .preview--placeholder { color: ansi_bright_black; }
    }
    &:nocolor {
        /* The grey of a dark colour would make a heading paler than the text below it. */
        .preview--h1, .preview--h2, .preview--h3, .preview--h4,
        .preview--h5, .preview--h6, .preview--h1-rule, .preview--marker,
        .preview--open, .preview--done, .preview--code,
        .preview--code-keyword, .preview--code-constant, .preview--code-type,
        .preview--code-string, .preview--code-number, .preview--code-name,
        .preview--diagram-node, .preview--diagram-arrow, .preview--diagram-note,
        .preview--problem { color: $foreground; }
        .preview--now {
            background: $background; color: $foreground; text-style: bold reverse;
        }
    }
}
"""

_REMEMBERED: Final = 4_096
_BAR: Final = "▎"


class Painter:
    """Rows into strips, in the styles of one theme.

    Args:
        style_of: Gives the style of several roles together, later ones over earlier ones.
    """

    def __init__(self, style_of: Callable[..., Style]) -> None:
        self._style_of = style_of
        self._styles: dict[tuple[Ink, bool], Style] = {}
        self._strips: dict[tuple[tuple[Run, ...], bool, bool, int], Strip] = {}

    def forget(self) -> None:
        """Ask for all styles again: the theme changed."""
        self._styles.clear()
        self._strips.clear()

    def strip(self, runs: tuple[Run, ...], *, dimmed: bool, followed: bool, width: int) -> Strip:
        """Paint one row.

        Args:
            runs: What stands on it.
            dimmed: Paint it as a placeholder.
            followed: Put the bar beside it.
            width: Cells of the whole row, gutter and margin included.
        """
        key = (runs, dimmed, followed, width)
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) >= _REMEMBERED:
                self._strips.clear()
            strip = self._strips[key] = self._paint(runs, dimmed, followed, width)
        return strip

    def _paint(self, runs: tuple[Run, ...], dimmed: bool, followed: bool, width: int) -> Strip:
        plain = self._style(Ink(), dimmed=False)
        bar = Segment(_BAR, self._style(Ink("followed"), dimmed=False))
        segments = [bar, Segment(" ", plain)] if followed else [Segment(" " * GUTTER, plain)]
        used = GUTTER
        for text, ink in runs:
            segments.append(Segment(text, self._style(ink, dimmed=dimmed)))
            used += cells(text)
        if used < width:
            segments.append(Segment(" " * (width - used), plain))
        return Strip(segments, max(used, width)).crop(0, width)

    def _style(self, ink: Ink, *, dimmed: bool) -> Style:
        style = self._styles.get((ink, dimmed))
        if style is None:
            style = self._styles[ink, dimmed] = self._compose(ink, dimmed=dimmed)
        return style

    def _compose(self, ink: Ink, *, dimmed: bool) -> Style:
        roles = [ink.role]
        if ink.marks & Mark.CODE:
            roles.append("code")
        if ink.marks & Mark.ASIDE:
            roles.append("aside")
        if dimmed and ink.role not in {"marker", "fence-edge", "table-line", "quote-bar"}:
            roles.append("placeholder")
        style = self._style_of(*roles)
        if ink.role.startswith(("fence", "code-")):
            style += Style(bgcolor=self._style_of("fence").bgcolor)
        if ink.marks & Mark.BROKEN:
            style += self._style_of("problem")
        if ink.marks & (Mark.HIT | Mark.NOW):
            hit = self._style_of("now" if ink.marks & Mark.NOW else "hit")
            style += hit if ink.marks & Mark.NOW else Style(bgcolor=hit.bgcolor, underline=True)
        return style + Style(
            bold=bool(ink.marks & Mark.STRONG) or None,
            italic=bool(ink.marks & Mark.EMPHASIS) or None,
            strike=bool(ink.marks & Mark.STRIKE) or None,
            underline=bool(ink.marks & Mark.LINK) or None,
        )
