"""What a screen of a draft does to draw a diagram from its parts."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from designdoc_screens.editing import EditingScreen
from designdoc_tui.markdown.drawings import drawing_near, has_parts
from designdoc_tui.template.path import Path


class DrawingScreen(EditingScreen):
    """A screen on which the parts of a design can be drawn into their diagram.

    Whoever builds on it says where the author is.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "alt+g",
            "draw",
            "Draw the diagram",
            id="diagram.draw",
            show=False,
            tooltip="Draw the parts and what each depends on",
        ),
    ]

    def here(self) -> Path:
        """The field the author is in."""
        raise NotImplementedError

    def go_to(self, path: Path) -> None:
        """Puts the cursor into a field."""
        raise NotImplementedError

    def can_do(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Greys drawing where there is nothing to draw; hides it where there is no diagram."""
        if action != "draw":
            return super().can_do(action, parameters)
        drawing = drawing_near(self.document.template, self.here())
        if drawing is None:
            return False
        return True if has_parts(self.document, drawing) else None

    def action_draw(self) -> None:
        """Draws the parts, as one edit of its own, and goes to the diagram."""
        # Deferred: opening a draft has to be quick.
        from designdoc_tui.markdown.architecture import DiagramError, draw

        drawing = drawing_near(self.document.template, self.here())
        if drawing is None:
            return
        try:
            drawn = draw(self.document, drawing)
        except DiagramError as error:
            self.notify(str(error), severity="warning", timeout=10, markup=False)
            self.go_to(drawing.path)
            return
        with self.document.one_step():
            changed = self.document.set(drawing.path, drawn.text)
        self.go_to(drawing.path)
        if changed:
            self.notify(f"Drawn: {drawn.summary(drawing.kind.noun)}.", markup=False)
        else:
            self.notify("The diagram shows all of it already.", markup=False)
