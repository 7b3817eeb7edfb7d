"""Drawing a diagram from the parts of a design that are described."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designdoc_tui.markdown.drawings import drawing_near, has_parts

if TYPE_CHECKING:
    from designdoc_screens.section import SectionScreen


class DrawingAction:
    """Draws the parts of a design into their diagram."""

    def __init__(self, screen: SectionScreen) -> None:
        """Begins with nothing drawn.

        Args:
            screen: Where the author is.
        """
        self._screen = screen

    def can_draw(self) -> bool | None:
        """Whether there is something to draw: None where there is not, False where no diagram is.

        Near the author, that is: in the section they are in, or the one around it.
        """
        document = self._screen.document
        drawing = drawing_near(document.template, self._screen.here())
        if drawing is None:
            return False
        return True if has_parts(document, drawing) else None

    def draw(self) -> None:
        """Draws the parts, as one edit of its own, and goes to the diagram."""
        # Deferred: opening a draft has to be quick.
        from designdoc_tui.markdown.component_diagram import DiagramError, draw

        screen = self._screen
        drawing = drawing_near(screen.document.template, screen.here())
        if drawing is None:
            return
        try:
            drawn = draw(screen.document, drawing)
        except DiagramError as error:
            screen.notify(str(error), severity="warning", timeout=10, markup=False)
            screen.go_to(drawing.path)
            return
        with screen.document.one_step():
            changed = screen.document.set(drawing.path, drawn.text)
        screen.go_to(drawing.path)
        if changed:
            screen.notify(f"Drawn: {drawn.summary(drawing.kind.noun)}.", markup=False)
        else:
            screen.notify("The diagram shows all of it already.", markup=False)
