"""Which field each source line of a passage came from."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designdoc_tui.markdown.passages import Passage


class _Stretch(NamedTuple):
    """Lines that a span of the passage covers, the last one included.

    For a list that is written as one, `items` has the item of each line.
    """

    start: int
    end: int
    path: str
    placeholder: bool
    items: Sequence[int]

    def path_on(self, line: int) -> str:
        """The field that one of its lines shows."""
        return f"{self.path}[{self.items[line - self.start]}]" if self.items else self.path

    def lines_of(self, path: str) -> tuple[int, int] | None:
        """The first and last line of a field or of anything inside it, if it shows that."""
        if self.path == path or self.path.startswith((f"{path}.", f"{path}[")):
            return self.start, self.end
        place = self._item_at(path)
        if place is None or place not in self.items:
            return None
        first = self.start + self.items.index(place)
        return first, first + self.items.count(place) - 1

    def line_before(self, path: str) -> int | None:
        """Of an item that is not shown: the line of the item before it, or of the first."""
        place = self._item_at(path)
        if place is None or place in self.items:
            return None
        return self.start + max(0, bisect_right(self.items, place) - 1)

    def _item_at(self, path: str) -> int | None:
        """Which item of the list that these lines show is meant by a path, if one is."""
        item = path[len(self.path) + 1 : -1]
        is_inside = self.items and path == f"{self.path}[{item}]" and item.isdecimal()
        return int(item) if is_inside else None


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
            text, items = span.text, span.items
            if "\r" in text:
                items = _of_each_line(text, items)
                text = _with_line_feeds(text)
            if not text:
                continue
            texts.append(text)
            breaks = text.count("\n")
            if text.strip("\n"):
                end = line + breaks - text.endswith("\n")
                hidden = span.placeholder and bool(text.strip())
                stretches.append(_Stretch(line, end, span.path, hidden, items))
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
        here = (stretch for stretch in reversed(self._on(line)) if stretch.path)
        return next((stretch.path_on(line) for stretch in here), "")

    def nearest_path(self, line: int) -> str:
        """The field on a line, or the next one, or else the one before."""
        here = self.path(line)
        if here:
            return here
        earlier = ""
        for stretch in self._stretches:
            if stretch.path and stretch.start > line:
                return stretch.path_on(stretch.start)
            earlier = stretch.path_on(stretch.end) if stretch.path else earlier
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
            found = [stretch.lines_of(path) for stretch in self._stretches]
            lines = [each for each in found if each is not None]
            if lines:
                return lines[0][0], max(end for _, end in lines)
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return None

    def line_before(self, path: str) -> int | None:
        """The line after which an item will stand that says nothing yet; None for all else."""
        lines = (stretch.line_before(path) for stretch in self._stretches)
        return next((line for line in lines if line is not None), None)


def _with_line_feeds(text: str) -> str:
    """A text whose lines end with a line feed only, as it is parsed."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _of_each_line(text: str, items: Sequence[int]) -> Sequence[int]:
    """What `Span.items` says of the lines that there are with carriage returns as line ends."""
    lines = zip(items, text.split("\n"), strict=False)
    return [item for item, line in lines for _ in _with_line_feeds(f"{line}\n")[:-1].split("\n")]
