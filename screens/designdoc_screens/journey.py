"""The author's way through a document: from field to field, a step at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING

from designdoc_tui.template.path import format_path
from designdoc_tui.widgets.editor import TextEditor
from designdoc_tui.widgets.keys_in_turn import hold_keys, passed

if TYPE_CHECKING:
    from designdoc_screens.section import SectionScreen
    from designdoc_tui.template.model import Section
    from designdoc_tui.template.path import Path
    from designdoc_tui.widgets.fields.base import Cursor


class Journey:
    """Where the author is, and how they come to another place.

    Attributes:
        step: The step that is open.
        path: The field the author is in.
    """

    def __init__(self, screen: SectionScreen, start: Path, cursor: Cursor) -> None:
        """Begins at a place; `begin` goes there.

        Args:
            screen: What shows the document.
            start: The field to begin on; the first field where it is not there.
            cursor: Where in that field.
        """
        self._screen = screen
        self.step: Section = screen.steps.of(start)
        self.path = start
        self._cursor = cursor
        self._going = asyncio.Lock()
        self._last_hold: Callable[[], None] | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether the author is on the way to another place."""
        return self._going.locked()

    def place(self) -> tuple[Path, Path, Cursor]:
        """Where the author is: the step, the field, and the cursor in it."""
        self.note_cursor(self._screen.focused)
        return self.step.path, self.path, self._cursor

    def note_cursor(self, left: object) -> None:
        """Notes where in a text the author was, who may quit from elsewhere.

        Args:
            left: The widget that has, or had, the focus.
        """
        if isinstance(left, TextEditor):
            self._cursor = left.cursor_location

    def note_place(self, path: Path) -> None:
        """Notes that the author has come to another place.

        Args:
            path: The field, or the section that does not apply.
        """
        if path != self.path:
            self._screen.document.close_step()
        self.path = path
        self._screen.preview.follow(format_path(path))

    # On the way

    def begin(self) -> None:
        """Puts the cursor where the author left, once everything is laid out."""
        release = hold_keys(self._screen.app)
        self._screen.call_after_refresh(self._set_out, self._focus_start, release)

    def go_to(self, path: Path, cursor: Cursor | None = None) -> None:
        """Opens the step a path is edited on and puts the cursor there.

        Args:
            path: A field, an item or field inside it, or a section.
            cursor: Where in the text.
        """
        release = self._last_hold = hold_keys(self._screen.app)
        self._set_out(partial(self._arrive, path, cursor, release), release)

    def go_on(self, by: int) -> None:
        """Goes some sections on, as far as there are any.

        Args:
            by: How many; backwards when negative.
        """
        steps = self._screen.steps.sections
        index = self._screen.steps.index(self.step) + by
        if 0 <= index < len(steps):
            self.go_to(steps[index].path)

    def _set_out(self, arrive: Callable[[], Awaitable[None]], release: Callable[[], None]) -> None:
        self._screen.run_worker(self._travel(arrive, release), group="go")

    async def _travel(
        self, arrive: Callable[[], Awaitable[None]], release: Callable[[], None]
    ) -> None:
        try:
            # One after the other: a form that is left half built could not be gone on with, and
            # Textual waits for ever for widgets whose removal was cancelled.
            async with self._going:
                await arrive()
            self.keep_in_sight()
        finally:
            release()

    async def _focus_start(self) -> None:
        with self._screen.app.batch_update():  # as in `_arrive`
            self._put_cursor(self.path, self._cursor)
            await self._focus_told()

    async def _arrive(self, path: Path, cursor: Cursor | None, release: Callable[[], None]) -> None:
        if release is not self._last_hold:
            return  # somebody wants to be elsewhere by now
        screen = self._screen
        screen.make_room_for_form()
        with screen.app.batch_update():  # until the focus is there: painted once
            await self._open(screen.steps.of(path))
            if screen.is_attached:
                self._put_cursor(path, cursor)
                await self._focus_told()

    async def _open(self, step: Section) -> None:
        if step is self.step:
            return
        screen = self._screen
        screen.document.close_step()
        self.step = step
        screen.set_focus(None)  # or it would jump to whatever comes after the form
        screen.outline.show_current(step)
        await screen.form.open_step(step)
        screen.show_top()

    async def _focus_told(self) -> None:
        """Returns when everybody knows what has got the focus."""
        await passed(self._screen.app)
        if self._screen.focused is not None:
            for pump in self._screen.focused.ancestors_with_self:
                await passed(pump)

    # In the open step

    def focus(self, path: Path, cursor: Cursor | None = None) -> None:
        """Puts the cursor into a field of the open step; into its first one, if it has no such.

        Args:
            path: The field, or something inside it.
            cursor: Where in its text.
        """
        self._put_cursor(path, cursor)
        self.keep_in_sight()

    def _put_cursor(self, path: Path, cursor: Cursor | None) -> None:
        screen = self._screen
        found = bool(path) and screen.form.focus_path(path, cursor)
        if not found and not screen.form.focus_first():
            screen.set_focus(None)
            screen.form.focus_reason(self.step)

    def keep_in_sight(self) -> None:
        """Scrolls to what has the cursor, once everything is laid out."""
        if self.is_under_way:
            return  # nothing is laid out before it arrives; then it asks again
        # Twice, for texts take their height only when they are laid out.
        self._screen.call_after_refresh(self._screen.call_after_refresh, self._show_focused)

    def _show_focused(self) -> None:
        focused = self._screen.focused
        if focused is not None and self._screen.form in focused.ancestors:
            if not self._screen.can_view_entire(focused):
                self._screen.scroll_to_center(focused, animate=False, immediate=True)
            if isinstance(focused, TextEditor):
                # Input methods and screen readers look where the terminal's own cursor is.
                self._screen.app.cursor_position = focused.cursor_screen_offset
