"""Which field each source line of a passage came from."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from designdoc_tui.markdown.passages import Passage


class _Stretch(NamedTuple):
    """Lines that a span of the passage covers, the last one included."""

    start: int
    end: int
    path: str
    placeholder: bool


class Fields:
    """The lines of a passage and the fields they show.

    Args:
        passage: The passage.
    """

    def __init__(self, passage: Passage) -> None:
        stretches: list[_Stretch] = []
        texts: list[str] = []
        line = 0
        for span in passage.spans:
            text = span.text
            if "\r" in text:
                text = text.replace("\r\n", "\n").replace("\r", "\n")
            if not text:
                continue
            texts.append(text)
            breaks = text.count("\n")
            if text.strip("\n"):
                end = line + breaks - text.endswith("\n")
                hidden = span.placeholder and bool(text.strip())
                stretches.append(_Stretch(line, end, span.path, hidden))
            line += breaks
        self.text = "".join(texts)
        if not self.text.endswith("\n"):
            self.text += "\n"
        self._stretches = stretches
        self._unfilled = any(stretch.placeholder for stretch in stretches)

    def _on(self, line: int) -> list[_Stretch]:
        """What stands on a line, in order."""
        index = bisect_right(self._stretches, line, key=attrgetter("start"))
        found: list[_Stretch] = []
        while index:
            index -= 1
            stretch = self._stretches[index]
            if stretch.end >= line:
                found.append(stretch)
            if stretch.start < line:
                break
        return found[::-1]

    def path(self, line: int) -> str:
        """The field shown on a line: the last that begins on it or runs through it."""
        return next((stretch.path for stretch in reversed(self._on(line)) if stretch.path), "")

    def nearest_path(self, line: int) -> str:
        """The field on a line, or the next one, or else the one before."""
        here = self.path(line)
        if here:
            return here
        earlier = ""
        for stretch in self._stretches:
            if stretch.path and stretch.start > line:
                return stretch.path
            earlier = stretch.path or earlier
        return earlier

    def placeholder(self, line: int) -> bool:
        """Whether a line stands in for something that is not filled yet."""
        return self._unfilled and any(stretch.placeholder for stretch in self._on(line))

    def extent(self, path: str) -> tuple[int, int] | None:
        """The first and last line of a field or of anything inside it.

        A path that the passage does not show is looked for by its beginning, so that an
        item of a list that is shown as one piece finds the list.
        """
        while path:
            inside = (f"{path}.", f"{path}[")
            lines = [
                (stretch.start, stretch.end)
                for stretch in self._stretches
                if stretch.path == path or stretch.path.startswith(inside)
            ]
            if lines:
                return lines[0][0], max(end for _, end in lines)
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return None
