"""Changes to a collection that is written in brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designdoc_tui.draft.in_place.page import Change, Page, Part, Refused
from designdoc_tui.draft.in_place.texts import flow_text, flow_value
from designdoc_tui.draft.yaml_scalars import on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from designdoc_tui.draft.in_place.blocks import ValueChanges
    from designdoc_tui.draft.in_place.plan import Added, Plan


def flow_changes(page: Page, plan: Plan, end: int, change: ValueChanges) -> list[Change]:
    """What to change for a plan to be carried out.

    Args:
        page: Where the collection stands.
        plan: What has to happen to it.
        end: Offset just after its closing bracket.
        change: Gives the changes to the value of one part.

    Raises:
        Refused: Nothing of it stays, it has no brackets (`[a: b]`), or a comment is in the way.
    """
    changes: list[Change] = []
    for place, (old, new) in plan.changed.items():
        changes += change(plan.parts[place], old, new)
    if plan.gone or plan.added:
        if not plan.staying or page.text[end - 1] not in "]}":
            raise Refused
        changes += _removals(page, plan)
        changes += _additions(page, plan, end)
    return changes


def _removals(page: Page, plan: Plan) -> Iterator[Change]:
    parts = plan.parts
    place = 0
    while place < len(parts):
        if plan.stays(place):
            place += 1
            continue
        first = place
        while place < len(parts) and not plan.stays(place):
            place += 1
        if place < len(parts):
            start, end = parts[first].start, parts[place].start
        else:
            start, end = parts[first - 1].end, parts[-1].end
        if page.comments(parts[first - 1 if first else 0 : place], start, end):
            raise Refused
        yield Change(start, end, "")


def _additions(page: Page, plan: Plan, end: int) -> Iterator[Change]:
    parts, staying = plan.parts, plan.staying
    last = staying[-1]
    for added in plan.added:
        text = _text(page, plan, added)
        following = next(
            (place for place in staying if added.behind is None or place > added.behind), None
        )
        if following is not None:
            start = parts[following].start
            between = ", "
            if page.is_first_in_line(start):
                between = f",{page.newline}{' ' * page.column(start)}"
            yield Change(start, start, f"{text}{between}")
            continue
        start, stop = parts[last].start, parts[last].end
        line_end = page.line_end(stop)
        if not page.is_first_in_line(start) or line_end >= end:
            yield Change(stop, stop, f", {text}")
            continue
        indent = page.newline + " " * page.column(start)
        if page.text[stop:line_end].lstrip().startswith(","):
            yield Change(line_end, line_end, f"{indent}{text},")
        else:
            yield Change(stop, stop, ",")
            yield Change(line_end, line_end, f"{indent}{text}")
            # A second one would need to know of the first.
            if sum(one.behind == added.behind for one in plan.added) > 1:
                raise Refused


def _text(page: Page, plan: Plan, added: Added) -> str:
    if added.origin is not None:
        part = plan.parts[added.origin]
        if page.comments([part], part.start, part.end):
            raise Refused
        return page.text[part.start : part.end]
    return entry_text(added.key, added.value)


def entry_text(key: str | None, value: Any) -> str:
    """An entry or item as it is written between brackets."""
    written = flow_value(value)
    return written if key is None else f"{flow_text(on_one_line(key))}: {written}"


def rewritten_in_flow(page: Page, part: Part, value: Any) -> Change:
    """A part written anew between brackets.

    Raises:
        Refused: There is a comment in it.
    """
    end = max(part.end, part.start)
    if page.comments([part], part.start, end):
        raise Refused
    return Change(part.start, end, entry_text(part.key.text if part.key else None, value))
