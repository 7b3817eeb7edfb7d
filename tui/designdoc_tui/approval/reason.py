"""Why something is refused."""

from __future__ import annotations

from typing import NamedTuple

from designdoc_tui.template.path import Path, format_path


class Reason(NamedTuple):
    """One thing that stands in the way.

    Attributes:
        path: The field or section that settles it.
        message: What stands in the way and what to do; one harmless line.
    """

    path: Path
    message: str

    @property
    def field(self) -> str:
        """The path as it is written: `overview.goals[2]`."""
        return format_path(self.path)


class RefusedError(Exception):
    """Something was refused; nothing has been changed.

    Attributes:
        reasons: All that stands in the way.
    """

    def __init__(self, reasons: list[Reason]) -> None:
        super().__init__("; ".join(reason.message for reason in reasons))
        self.reasons = tuple(reasons)
