"""One row of text that can change on every key."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget


class Line(Widget):
    """One row, cut off where the room ends.

    Textual's `Static` has the whole screen laid out whenever it shows something else; this one
    keeps its size and is only painted.
    """

    DEFAULT_CSS = "Line { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }"

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002 - Textual's name for it
        classes: str | None = None,
    ) -> None:
        """Begins empty."""
        super().__init__(id=id, classes=classes)
        self._content = Content()

    def show(self, content: Content) -> None:
        """Shows something else; paints nothing when it is the same.

        Args:
            content: What to show, without line breaks.
        """
        if content != self._content or content.spans != self._content.spans:
            self._content = content
            self.refresh()

    def render(self) -> RenderResult:
        """The row."""
        return self._content
