"""Changes to a collection each of whose parts has lines of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from designdoc_tui.draft.in_place.page import Change, Page, Part, Refused
from designdoc_tui.draft.yaml_scalars import double_quoted, on_one_line
from designdoc_tui.draft.yaml_text import write_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designdoc_tui.draft.in_place.plan import Added, Plan

ValueChanges = Callable[[Part, Any, Any], list[Change]]
"""The changes to one part's value, given what it says and has to say."""


def block_changes(page: Page, plan: Plan, floor: int, change: ValueChanges) -> list[Change]:
    """What to change for a plan to be carried out.

    Comments stay where they are when what they stand beside goes, and move with what moves.

    Args:
        page: Where the collection stands.
        plan: What has to happen to it.
        floor: Offset above which nothing belongs to the collection.
        change: Gives the changes to the value of one part.

    Raises:
        Refused: Nothing of it stays.
    """
    changes: list[Change] = []
    for place, (old, new) in plan.changed.items():
        changes += change(plan.parts[place], old, new)
    if plan.gone or plan.added:
        changes += _Lines(page, plan, floor).changes()
    return changes


class _Lines:
    """The lines of a collection, while parts come and go."""

    def __init__(self, page: Page, plan: Plan, floor: int) -> None:
        self._page = page
        self._plan = plan
        self._floor = floor
        self._staying = plan.staying
        if not self._staying:
            raise Refused
        first = plan.parts[0].start
        self._column = page.column(first)
        self._pad = " " * self._column
        # The first entry of a record stands behind the dash of its item.
        self._shared = not page.is_first_in_line(first)

    def changes(self) -> Iterator[Change]:
        page, plan = self._page, self._plan
        first = self._staying[0] if self._shared else 0
        if first:
            # The first part that stays takes the place behind the dash.
            start, end = plan.parts[0].start, plan.parts[first].start
            going = [part for place, part in enumerate(plan.parts[:first]) if place in plan.gone]
            comments = [
                text
                for part in going
                for text in page.comments([part], part.start, page.line_end(part.end))
            ]
            yield Change(start, end, "".join(f"{c}{page.newline}{self._pad}" for c in comments))
        for place in range(first, len(plan.parts)):
            if not plan.stays(place):
                yield self._removal(place)
        for added in plan.added:
            yield self._addition(added)

    def _floor_of(self, place: int) -> int:
        return self._page.next_line(self._plan.parts[place - 1].end) if place else self._floor

    def _lines_of(self, place: int) -> tuple[int, int]:
        """Where the lines of a part begin and end, with the comment directly above them."""
        page, part = self._page, self._plan.parts[place]
        if not page.is_first_in_line(part.start):
            return part.start, page.next_line(part.end)
        begin = page.comment_above(page.line_start(part.start), self._floor_of(place))
        return begin, page.next_line(part.end)

    def _removal(self, place: int) -> Change:
        page, part = self._page, self._plan.parts[place]
        begin, end = self._lines_of(place)
        if place in self._plan.moved:
            return Change(begin, end, "")
        begin = page.line_start(part.start)
        comments = page.comments([part], part.start, page.line_end(part.end))
        return Change(begin, end, "".join(f"{self._pad}{c}{page.newline}" for c in comments))

    def _addition(self, added: Added) -> Change:
        page, plan, pad = self._page, self._plan, self._pad
        if added.origin is None:
            entry = entry_lines(page, added.key, added.value, self._column)
            text = f"{pad}{entry}{page.newline}"
        else:
            begin, end = self._lines_of(added.origin)
            text = page.text[begin:end]
            if not page.is_first_in_line(begin):
                text = pad + text
        if added.behind is not None:
            at = page.next_line(plan.parts[added.behind].end)
            if added.origin is None:
                text = self._spaced(text, added, at)
            return Change(at, at, text)
        if self._shared:
            at = plan.parts[0].start
            return Change(at, at, text.removeprefix(pad) + pad)
        first = self._staying[0]
        at = page.line_start(plan.parts[first].start)
        at = page.comment_above(at, self._floor_of(first))
        return Change(at, at, text)

    def _spaced(self, text: str, added: Added, at: int) -> str:
        """New lines with a blank line above them where that is the custom of the page."""
        page = self._page
        if page.is_blank_line(at) and text.endswith(page.newline * 2):
            # The blank line that follows must not become part of the text at their end.
            if not isinstance(added.value, str):
                raise Refused
            head = "-" if added.key is None else f"{on_one_line(added.key)}:"
            text = f"{self._pad}{head} {double_quoted(added.value)}{page.newline}"
        return page.newline + text if self._is_spaced(added.behind or 0) else text

    def _is_spaced(self, place: int) -> bool:
        """Whether a blank line stands between this part and the next, or before the last one."""
        page, parts = self._page, self._plan.parts
        if page.keeps_blank_lines(parts[place]):
            return False
        if place == len(parts) - 1:
            place -= 1
        return place >= 0 and page.is_blank_line(page.next_line(parts[place].end))


def entry_lines(page: Page, key: str | None, value: Any, column: int) -> str:
    """An entry or item as the tool writes it.

    Args:
        page: Where it will stand.
        key: The key; None for an item of a list.
        value: The value.
        column: The column it will stand in.

    Returns:
        Its lines without the last line end, and without the blanks in front of the first.
    """
    written = write_yaml([value] if key is None else {key: value})
    pad = " " * column
    lines = [pad + line if line else "" for line in written.removesuffix("\n").split("\n")]
    return page.newline.join(lines)[column:]


def rewritten(page: Page, part: Part, value: Any) -> Change:
    """A part written anew, with the comments that stood in it above it."""
    end = page.line_end(part.end)
    column = page.column(part.start)
    name = None if part.key is None else part.key.text
    comments = page.comments([part], part.start, end)
    lines = [*comments, entry_lines(page, name, value, column)]
    return Change(part.start, end, (page.newline + " " * column).join(lines))
