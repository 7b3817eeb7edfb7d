"""How what somebody works with shares the terminal with the preview."""

from __future__ import annotations

from enum import Enum
from typing import ClassVar, Final

from textual.reactive import reactive

from designdoc_screens.editing import EditingScreen

ROOM_FOR_TWO: Final = 72
"""Columns below which there is room for one thing alone."""


class View(Enum):
    """What is shown."""

    WORK = "work"  # the form, or the checklist
    BOTH = "both"
    PREVIEW = "preview"


class RoomsScreen(EditingScreen):
    """A screen with something to work with and a preview, both where there is room for both.

    Whoever builds on it calls `show_view` before the rooms are there and when the size changes.
    """

    ROOM_FOR_BOTH: ClassVar[int]
    """Columns from which on both are shown as long as nobody says otherwise."""

    view: reactive[View | None] = reactive(None)
    """What is shown; `None` for what fits best."""

    def show_view(self) -> None:
        """Shows what there is room for."""
        raise NotImplementedError

    def focus_work(self) -> None:
        """Puts the cursor back to where it was left."""
        raise NotImplementedError

    def watch_view(self) -> None:
        """Shows what was asked for."""
        if self.is_mounted:
            self.show_view()

    @property
    def columns(self) -> int:
        """Columns there are or, before the next layout, will be."""
        return self.app.size.width

    def views(self) -> list[View]:
        """What there is room for."""
        has_room = self.columns >= ROOM_FOR_TWO
        return [view for view in View if has_room or view is not View.BOTH]

    def fitting(self) -> View:
        """What is shown now: what was asked for, where there is room for it."""
        view = self.view
        if view in self.views():
            return view
        return View.BOTH if self.columns >= self.ROOM_FOR_BOTH else View.WORK

    def action_next_view(self) -> None:
        """The work, the work and the preview, the preview."""
        order = self.views()
        self.view = order[(order.index(self.fitting()) + 1) % len(order)]
        if self.view is View.PREVIEW:
            self.preview.focus()
        elif self.focused is self.preview or self.focused is None:
            self.focus_work()

    def show_preview(self) -> None:
        """Shows the preview, beside the work where there is room."""
        if not self.preview.display:
            self.view = View.BOTH if View.BOTH in self.views() else View.PREVIEW

    def leave_preview(self) -> None:
        """Goes back to where the cursor was left."""
        if self.fitting() is View.PREVIEW:
            self.preview.focus()
        else:
            self.focus_work()
