"""How a draft reads in a list of drafts."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from textual.content import Content

from designdoc_screens.rows import Line, Row, cut_front
from designdoc_tui.widgets.preview.visible import visible

if TYPE_CHECKING:
    from datetime import datetime

_BAR: Final = 10
_MUTED: Final = "$foreground 60%"
_STATUS: Final = {
    "Draft": ("○", _MUTED),
    "In Review": ("◐", "$text-warning"),
    "Approved": ("●", "$text-success"),
    "Implemented": ("✓", "$text-success"),
}
_STATUS_WIDTH: Final = 11
_MINUTE: Final = 60.0
_SPANS: Final = (
    (_MINUTE * 60, _MINUTE, "min"),
    (_MINUTE * 60 * 24, _MINUTE * 60, "h"),
    (_MINUTE * 60 * 24 * 14, _MINUTE * 60 * 24, "day"),
    (_MINUTE * 60 * 24 * 60, _MINUTE * 60 * 24 * 7, "week"),
    (_MINUTE * 60 * 24 * 365, _MINUTE * 60 * 24 * 30, "month"),
    (float("inf"), _MINUTE * 60 * 24 * 365, "year"),
)


class Summary(Protocol):
    """What is told about a draft in a list; see `designdoc_tui.draft.find.DraftSummary`."""

    @property
    def path(self) -> Path:
        """The draft file."""

    @property
    def title(self) -> str:
        """Its title; empty when it has none."""

    @property
    def status(self) -> str:
        """How far it has come, in the template's words."""

    @property
    def filled(self) -> int:
        """How many of its steps need nothing more."""

    @property
    def total(self) -> int:
        """How many there are."""

    @property
    def modified(self) -> datetime | None:
        """When it was last written; None when it has gone."""

    @property
    def problem(self) -> str:
        """Why it cannot be opened, in one line; empty when it can."""


def draft_row(draft: Summary, folder: Path, now: float, used: float) -> Row:
    """A draft in two lines: what it is and how it stands; where it is and how far along.

    Args:
        draft: The draft.
        folder: The folder its path is told from.
        now: The time now, in seconds since 1970.
        used: When it was last open, in the same way; 0 when that is not known.

    Returns:
        The row.
    """
    where = Content.styled(visible(shown_place(draft.path, folder)), _MUTED)
    if draft.problem:
        return Row(
            [
                Line(where, Content.styled("cannot be opened", "$text-error"), cut_left=cut_front),
                Line(Content.styled(visible(problem_of(draft)), _MUTED)),
            ]
        )
    title = visible(draft.title.strip())
    name = Content.styled(title, "bold") if title else Content.styled("Untitled", "italic")
    sign, status, style = _status(visible(draft.status.strip()))
    when = ago(now - last_touched(draft, used))
    stands = Content.assemble((f"{sign} {status:<{_STATUS_WIDTH}}", style), (f"{when:>14}", _MUTED))
    narrow = Content.assemble((sign, style), "  ", (when, _MUTED))
    along = _progress(draft.filled, draft.total)
    return Row([Line(name, stands, narrow_right=narrow), Line(where, along, cut_left=cut_front)])


def problem_of(draft: Summary) -> str:
    """The problem of a draft without its path, which stands beside it."""
    return draft.problem.removeprefix(str(draft.path)).lstrip(":")


def last_touched(draft: Summary, used: float) -> float:
    """When somebody last had to do with a draft, in seconds since 1970."""
    return max(used, draft.modified.timestamp() if draft.modified is not None else 0.0)


def short_path(path: Path, folder: Path | None = None) -> str:
    """A path as people say it.

    Args:
        path: The path of a file or folder.
        folder: The folder one is in, if that matters.

    Returns:
        The path from the folder where it lies below it, else from `~`, else in full.
    """
    if folder is not None and path.is_relative_to(folder):
        return str(path.relative_to(folder))
    home = os.path.expanduser("~")  # noqa: PTH111 - Path.home() raises where there is none
    if path.is_relative_to(home):
        return str(Path("~") / path.relative_to(home))
    return str(path)


def ago(seconds: float) -> str:
    """A span of time as people say it: `2 h ago`; the future and the last minute are now."""
    if seconds < _MINUTE:
        return "just now"
    limit, unit, name = next(span for span in _SPANS if seconds < span[0])
    count = int(seconds // unit)
    plural = "s" if count != 1 and limit > _SPANS[1][0] else ""
    return f"{count} {name}{plural} ago"


def shown_place(path: Path, folder: Path) -> str:
    """Where a draft is; most are called `design.yaml`, so the folder says what matters."""
    if path.name == "design.yaml" and path.parent != folder:
        return f"{short_path(path.parent, folder)}{os.sep}"
    return short_path(path, folder)


def _status(status: str) -> tuple[str, str, str]:
    """The sign, the name and the style of a status."""
    sign, style = _STATUS.get(status, ("·" if status else " ", _MUTED))
    return sign, status, style


def _progress(filled: int, total: int) -> Content:
    # Only what is complete fills the bar, and only what is empty leaves it empty.
    full = filled * _BAR // total if total else 0
    full = max(full, 1) if filled else 0
    return Content.assemble(
        ("━" * full, "$success"),
        ("─" * (_BAR - full), "$foreground 30%"),
        (f" {f'{filled}/{total}':>5}", _MUTED),
    )
