"""Diagrams drawn as text, in another thread and never for long.

`termaid` draws Mermaid with box-drawing characters. It is quick for what people write and
takes minutes for a hundred crossing arrows, so that a drawing that takes too long is given
up. What is not drawn yet, or cannot be, is answered with the last good picture of a diagram
much like it: a picture stays while its text is being edited.
"""

from __future__ import annotations

import re
import sys
import time
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from designdoc_tui.markdown.mermaid import Problem, find_problem
from designdoc_tui.widgets.preview.ink import Ink, Run
from designdoc_tui.widgets.preview.visible import visible_code
from designdoc_tui.widgets.preview.wrap import cells

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

LONGEST_DIAGRAM: Final = 10_000
"""Longer diagrams, in characters, are not drawn."""

LONGEST_TIME: Final = 1.5
"""Seconds after which a drawing is given up."""

_SPELL: Final = 0.004
_PAUSE: Final = 0.001
"""Seconds of drawing, and of rest between two of them."""

_WAITING: Final = 4
_REMEMBERED: Final = 64
_LARGEST: Final = 200_000
"""Cells of the largest picture that is kept."""

_ROLES: Final = {
    "node": "diagram-node",
    "label": "diagram-label",
    "bold_label": "diagram-label",
    "italic_label": "diagram-label",
    "edge": "diagram-edge",
    "arrow": "diagram-arrow",
    "edge_label": "diagram-note",
    "subgraph": "diagram-group",
    "subgraph_label": "diagram-note",
}
_LATERAL: Final = re.compile(r"^(\s*(?:graph|flowchart)\s+)(?:LR|RL)\b", re.MULTILINE)
_COMMENT: Final = re.compile(r"\s*%%(?!\{)")
_ROUND: Final = re.compile(r"\[\(|\(\[|\(\(")
"""Shapes with round ends, which need lines over and under their text."""


class _Spacing(NamedTuple):
    padding: int
    gap: int
    label: int | None = None


_NARROWER: Final = (
    _Spacing(2, 3),
    _Spacing(1, 2),
    _Spacing(1, 1),
    _Spacing(1, 1, 12),
    _Spacing(0, 1, 8),
)
"""How a diagram is drawn, from roomy to narrow, until it fits."""


class Picture(NamedTuple):
    """What to show for a diagram.

    Attributes:
        lines: The picture, line by line; empty when there is none.
        problem: Why the text as it is now cannot be drawn, if it cannot.
    """

    lines: tuple[tuple[Run, ...], ...]
    problem: Problem | None = None


class _TooLongError(Exception):
    """A drawing took too long."""


class Diagrams:
    """Pictures of the diagrams seen last, and those still to be drawn."""

    def __init__(self) -> None:
        self._drawn: OrderedDict[tuple[str, int], Picture] = OrderedDict()
        self._waiting: OrderedDict[tuple[str, int], None] = OrderedDict()

    @property
    def has_work(self) -> bool:
        """Whether a picture was asked for that only `work` can draw."""
        return bool(self._waiting)

    def work(self) -> None:
        """Draw the picture that was asked for last: slow, and safe in another thread."""
        try:
            key, _ = self._waiting.popitem()
        except KeyError:
            return
        self._drawn[key] = _picture(*key)
        while len(self._drawn) > _REMEMBERED:
            self._drawn.popitem(last=False)

    def picture(self, code: str, width: int) -> Picture | None:
        """The picture of a diagram.

        Args:
            code: Its text.
            width: Cells to draw it in; a picture that cannot be so narrow is wider.

        Returns:
            Its picture, or that of an earlier version with what is wrong now; None when it
            was not drawn yet.
        """
        key = (code, width)
        drawn = self._drawn.get(key)
        if drawn is None:
            if len(code) > LONGEST_DIAGRAM:
                return Picture((), Problem(0, "this diagram is too long to be drawn here"))
            drawn = self._look_over(key)
        if drawn is not None and drawn.lines:
            self._drawn.move_to_end(key)
            return drawn
        earlier = self._like(code, width)
        if drawn is None:
            return earlier
        return Picture(earlier.lines, drawn.problem) if earlier else drawn

    def _look_over(self, key: tuple[str, int]) -> Picture | None:
        """What is known of a new text without drawing it."""
        problem = find_problem(key[0])
        if problem is not None:
            return Picture((), problem)
        self._waiting[key] = None
        while len(self._waiting) > _WAITING:
            self._waiting.popitem(last=False)
        return None

    def _like(self, code: str, width: int) -> Picture | None:
        """The last good picture of a text that shares most of its lines with this one."""
        lines = set(code.split("\n"))
        for (other, at), picture in reversed(list(self._drawn.items())):
            if at == width and picture.lines:
                before = set(other.split("\n"))
                if 2 * len(lines & before) >= min(len(lines), len(before)):
                    return Picture(picture.lines)
        return None


def _picture(code: str, width: int) -> Picture:
    try:
        lines = _within(LONGEST_TIME, lambda: _fitted(code, width))
    except _TooLongError:
        return Picture((), Problem(0, "this diagram takes too long to draw here"))
    except Exception as error:  # noqa: BLE001 - whatever a drawing library makes of such a text
        reason = visible_code(str(error).split("\n", 1)[0][:80]) or type(error).__name__
        return Picture((), Problem(0, f"this diagram cannot be drawn here: {reason}"))
    if not lines:
        return Picture((), Problem(0, "there is nothing to draw yet"))
    if sum(len(line) for line in lines) > _LARGEST:
        return Picture((), Problem(0, "this diagram is too large to be drawn here"))
    return Picture(tuple(lines))


def _fitted(code: str, width: int) -> list[tuple[Run, ...]]:
    """The roomiest drawing that fits; sideways diagrams are turned before they are cut."""
    narrowest: list[tuple[Run, ...]] = []
    least = sys.maxsize
    for text in _turns(code):
        for spacing in _NARROWER:
            lines = list(_drawn(text, spacing))
            size = max((sum(cells(run.text) for run in line) for line in lines), default=0)
            if size <= width:
                return lines
            if size < least:
                narrowest, least = lines, size
    return narrowest


def _turns(code: str) -> Iterator[str]:
    yield code
    turned = _LATERAL.sub(r"\1TD", code, count=1)
    if turned != code:
        yield turned


def _drawn(code: str, spacing: _Spacing) -> Iterator[tuple[Run, ...]]:
    # Loading it takes longer than a frame: not before there is a diagram to draw.
    from termaid import render_styled

    begun = False
    tall = 2 if _ROUND.search(code) else 0
    drawing = render_styled(
        visible_lines(code),
        padding_x=spacing.padding,
        padding_y=tall,
        gap=spacing.gap,
        max_label_width=spacing.label,
    )
    for line in drawing["lines"]:
        begun = begun or bool(line)
        if begun:
            yield tuple(Run(visible_code(chunk["text"]), _ink(chunk["style"])) for chunk in line)


def visible_lines(code: str) -> str:
    """Code without anything that acts on a terminal, so that its width can be measured.

    Comments go as well: termaid takes what follows a semicolon in one for a statement.
    """
    lines = code.split("\n")
    return "\n".join("" if _COMMENT.match(line) else visible_code(line) for line in lines)


def _ink(style: str) -> Ink:
    if style.startswith("section"):
        return Ink("diagram-note")
    if style.startswith(("class:", "nodestyle:")):
        return Ink("diagram-node")
    return Ink("diagram-edge" if style.startswith("linkstyle:") else _ROLES.get(style, "diagram"))


def _within(seconds: float, work: Callable[[], list[tuple[Run, ...]]]) -> list[tuple[Run, ...]]:
    """Do something in this thread, giving up at the next call after some time.

    Raises:
        _TooLongError: It took longer.
    """
    end = time.monotonic() + seconds
    turn = 0.0

    def watch(_frame: FrameType, _event: str, _argument: Any) -> None:
        nonlocal turn
        now = time.monotonic()
        if now > end:
            raise _TooLongError
        if now > turn:
            # Let whoever answers the keyboard go first: it has to ask for its turn otherwise.
            time.sleep(_PAUSE)
            turn = now + _PAUSE + _SPELL

    before = sys.gettrace()
    sys.settrace(watch)
    try:
        return work()
    finally:
        sys.settrace(before)
