"""How the rooms of the wizard share the terminal: outline, form and preview."""

from __future__ import annotations

from enum import Enum

from textual.containers import Vertical
from textual.reactive import reactive

from designdoc_screens.pieces import PiecesScreen
from designdoc_tui.template.path import Path
from designdoc_tui.widgets.fields.base import Cursor

_ROOM_FOR_THREE = 110
_ROOM_FOR_TWO = 72


class View(Enum):
    """What stands beside the outline."""

    FORM = "form"
    BOTH = "both"
    PREVIEW = "preview"


class SectionRooms(PiecesScreen):
    """A screen with an outline, a form and a preview, as many of them as there is room for.

    Whoever builds on it puts the form into the desk, shows the rooms by `_show_view` before they
    are there and when the size changes, and knows the cursor's way into a field.
    """

    HORIZONTAL_BREAKPOINTS = [
        (0, "-narrow"),
        (_ROOM_FOR_TWO, "-medium"),
        (_ROOM_FOR_THREE, "-wide"),
    ]

    view: reactive[View | None] = reactive(None)
    """What is shown; `None` for what fits best."""

    def __init__(self) -> None:
        """Makes the desk, on which the form stands."""
        super().__init__()
        self._desk = Vertical(id="desk")

    def focus_path(self, path: Path, cursor: Cursor | None = None) -> None:
        """Puts the cursor into a field of the open step."""
        raise NotImplementedError

    def watch_view(self) -> None:
        """Shows what was asked for."""
        if self.is_mounted:
            self._show_view()

    def on_descendant_focus(self) -> None:
        """The outline goes where there is no room for it once the cursor has left it."""
        self._show_view()

    @property
    def _width(self) -> int:
        """Columns there are or, before the next layout, will be."""
        return self.app.size.width

    def _views(self) -> list[View]:
        """What there is room for."""
        has_room = self._width >= _ROOM_FOR_TWO
        return [view for view in View if has_room or view is not View.BOTH]

    def _fitting(self) -> View:
        view = self.view
        if view in self._views():
            return view
        return View.BOTH if self._width >= _ROOM_FOR_THREE else View.FORM

    def _show_view(self) -> None:
        view, width = self._fitting(), self._width
        self._desk.display = view is not View.PREVIEW
        self.preview.display = view is not View.FORM
        beside = _ROOM_FOR_THREE if view is View.BOTH else _ROOM_FOR_TWO
        self.outline.display = width >= beside or self.outline.has_focus_within
        if view is View.PREVIEW and self.focused is None:
            self.preview.focus()

    def show_preview(self) -> None:
        """Shows the preview, beside the form where there is room."""
        if not self.preview.display:
            self.view = View.BOTH if View.BOTH in self._views() else View.PREVIEW

    def leave_preview(self) -> None:
        """Goes back to the field that was left."""
        if self._fitting() is View.PREVIEW:
            self.preview.focus()
        else:
            self.focus_path(self.here())

    def action_next_view(self) -> None:
        """Form, form and preview, preview."""
        order = self._views()
        self.view = order[(order.index(self._fitting()) + 1) % len(order)]
        if self.view is View.PREVIEW:
            self.preview.focus()
        elif self.focused is self.preview or self.focused is None:
            self.focus_path(self.here())

    def action_outline(self) -> None:
        """Goes to the outline, showing it where there was no room for it; and back."""
        if self.outline.has_focus_within:
            self.focus_path(self.here())
            return
        self.outline.display = True
        self.outline.focus_list()

    def make_room_for_form(self) -> None:
        """Shows the form again where there is nothing but the preview."""
        if self._fitting() is View.PREVIEW:
            self.view = View.FORM if self.size.width < _ROOM_FOR_TWO else View.BOTH
