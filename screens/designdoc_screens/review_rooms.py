"""What there is room for on the checklist: the list, the preview, or both."""

from __future__ import annotations

from enum import Enum
from typing import Final

from textual.reactive import reactive

from designdoc_screens.preview_screen import PreviewScreen
from designdoc_screens.review_list import ReviewList

_ROOM_FOR_BOTH: Final = 100
_ROOM_BESIDE: Final = 72


class View(Enum):
    """What is shown."""

    LIST = "list"
    BOTH = "both"
    PREVIEW = "preview"


class ReviewRooms(PreviewScreen):
    """A screen with a list and a preview, of which a narrow terminal shows one.

    Attributes:
        list: The list.
    """

    view: reactive[View | None] = reactive(None)
    """What is shown; `None` for what fits best."""

    list: ReviewList

    def watch_view(self) -> None:
        """Shows what was asked for."""
        if self.is_mounted:
            self.show_view()

    @property
    def columns(self) -> int:
        """Columns there are, or, before the first layout, will be."""
        return self.size.width or self.app.size.width

    def _views(self) -> tuple[View, ...]:
        has_room = self.columns >= _ROOM_BESIDE
        return tuple(view for view in View if has_room or view is not View.BOTH)

    def _fitting(self) -> View:
        if self.view in self._views():
            assert self.view is not None  # noqa: S101 - none of them is None
            return self.view
        return View.BOTH if self.columns >= _ROOM_FOR_BOTH else View.LIST

    def show_view(self) -> None:
        """Shows what there is room for."""
        view = self._fitting()
        self.set_class(view is View.LIST, "-list-only")
        self.set_class(view is View.PREVIEW, "-preview-only")
        self.preview.display = view is not View.LIST

    def action_next_view(self) -> None:
        """List, list and preview, preview."""
        order = self._views()
        self.view = order[(order.index(self._fitting()) + 1) % len(order)]
        if self.view is View.PREVIEW:
            self.preview.focus()
        else:
            self.list.focus()

    def show_preview(self) -> None:
        """Shows the preview, beside the list where there is room."""
        if not self.preview.display:
            self.view = View.BOTH if View.BOTH in self._views() else View.PREVIEW

    def leave_preview(self) -> None:
        """Goes back to the list."""
        if self._fitting() is View.PREVIEW:
            self.preview.focus()
        else:
            self.list.focus()
