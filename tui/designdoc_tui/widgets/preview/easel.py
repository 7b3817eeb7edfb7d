"""What layout needs beside the text: colours, pictures, and how far code is pushed aside."""

from __future__ import annotations

from designdoc_tui.widgets.preview.diagrams import Diagrams
from designdoc_tui.widgets.preview.highlight import Highlighter
from designdoc_tui.widgets.preview.links import Links


class Easel:
    """Everything that is drawn slowly, and that a change of which lays code out anew.

    Attributes:
        colours: Colours code.
        diagrams: Draws diagrams.
        links: Knows which files are there.
        shift: How many cells of each line of code and of each diagram are hidden at its left.
    """

    def __init__(self) -> None:
        self.colours = Highlighter()
        self.diagrams = Diagrams()
        self.links = Links()
        self.shift = 0

    @property
    def has_work(self) -> bool:
        """Whether something was asked for that only `work` can answer."""
        return self.colours.has_work or self.links.has_work or self.diagrams.has_work

    def work(self) -> None:
        """Do some of what was asked for: slow, and safe in another thread."""
        if self.colours.has_work:
            self.colours.work()
        elif self.links.has_work:
            self.links.work()
        else:
            self.diagrams.work()
