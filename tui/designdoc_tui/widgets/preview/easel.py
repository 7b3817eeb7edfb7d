"""What layout needs beside the text: colours, pictures, and how far code is pushed aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designdoc_tui.widgets.preview.highlight import Highlighter
from designdoc_tui.widgets.preview.links import Links

if TYPE_CHECKING:
    from designdoc_tui.widgets.preview.diagrams import Diagrams


class Easel:
    """Everything that is drawn slowly, and that a change of which lays code out anew.

    Attributes:
        colours: Colours code.
        links: Knows which files are there.
        shift: How many cells of each line of code and of each diagram are hidden at its left.
    """

    def __init__(self) -> None:
        self.colours = Highlighter()
        self.links = Links()
        self.shift = 0
        self._diagrams: Diagrams | None = None

    @property
    def diagrams(self) -> Diagrams:
        """Draws diagrams."""
        if self._diagrams is None:
            # Deferred: the first frame shows hardly ever a diagram.
            from designdoc_tui.widgets.preview.diagrams import Diagrams

            self._diagrams = Diagrams()
        return self._diagrams

    @property
    def has_work(self) -> bool:
        """Whether something was asked for that only `work` can answer."""
        draws = self._diagrams is not None and self._diagrams.has_work
        return self.colours.has_work or self.links.has_work or draws

    def work(self) -> None:
        """Do some of what was asked for: slow, and safe in another thread."""
        if self.colours.has_work:
            self.colours.work()
        elif self.links.has_work:
            self.links.work()
        elif self._diagrams is not None:
            self._diagrams.work()
