"""From the values before and after to the changes in the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from designdoc_tui.draft.in_place.blocks import block_changes, rewritten
from designdoc_tui.draft.in_place.flows import flow_changes, rewritten_in_flow
from designdoc_tui.draft.in_place.page import Change, Page, Part, Refused
from designdoc_tui.draft.in_place.plan import is_blank_node, plan_of_list, plan_of_mapping
from designdoc_tui.draft.in_place.texts import filled, flow_value, text_changes
from designdoc_tui.source.yaml_nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Mapping as Lookup

_ANCHOR: Final = re.compile(r"&(?<![^\s,\[{]&)[^\s,\[\]{}]")
"""What may be an anchor; without one there are no aliases. It begins with what is looked for, so
that a text without one is searched at once."""


class Walk:
    """A walk down a tree, to where it says something else than it has to."""

    def __init__(self, page: Page, deepest: int) -> None:
        """Begins at the top.

        Args:
            page: The text that the tree was read from.
            deepest: How many collections down parts are changed in place; what changes below
                is written anew.
        """
        self._page = page
        self._deepest = deepest

    def changes(
        self, root: Mapping, before: Lookup[str, Any], after: Lookup[str, Any]
    ) -> list[Change]:
        """The changes that make a text say something else.

        Args:
            root: The whole tree.
            before: What it says.
            after: What it has to say.

        Raises:
            Refused: That cannot be done in place.
        """
        changes = self._collection(root, before, after, 1)
        if changes and _ANCHOR.search(self._page.text):
            changes = _with_aliases_written_out(self._page, root, changes)
        return changes

    def _collection(self, node: Node, before: Any, after: Any, depth: int) -> list[Change]:
        page = self._page
        if isinstance(node, Mapping) and isinstance(after, dict):
            plan = plan_of_mapping(page, node, before or {}, after)
        elif isinstance(node, Sequence) and isinstance(after, list):
            plan = plan_of_list(page, node, before or [], after)
        else:
            raise Refused
        if not plan.parts:
            raise Refused
        if node.flow:
            return flow_changes(
                page, plan, node.end, lambda part, old, new: self._in_flow(part, old, new, depth)
            )
        column = page.column(plan.parts[0].start)
        return block_changes(
            page,
            plan,
            page.line_start(node.start),
            lambda part, old, new: self._in_block(part, old, new, column, depth),
        )

    def _in_block(
        self, part: Part, before: Any, after: Any, column: int, depth: int
    ) -> list[Change]:
        if depth < self._deepest:
            try:
                return self._value(part, before, after, column, depth, flow=False)
            except Refused:
                pass
        return [rewritten(self._page, part, after)]

    def _in_flow(self, part: Part, before: Any, after: Any, depth: int) -> list[Change]:
        try:
            return self._value(part, before, after, 0, depth, flow=True)
        except Refused:
            return [rewritten_in_flow(self._page, part, after)]

    def _value(
        self, part: Part, before: Any, after: Any, column: int, depth: int, *, flow: bool
    ) -> list[Change]:
        page, node = self._page, part.node
        if part.alias:
            return [Change(part.begin, part.end, _short(after))]
        if not isinstance(node, Scalar):
            return self._collection(node, before, after, depth + 1)
        if not isinstance(after, str | bool):
            raise Refused
        if is_blank_node(part):
            at = part.start + 1 if part.key is None else page.colon(part)
            return list(filled(page, at, after, column, flow=flow))
        return list(text_changes(page, part, node, after, column, flow=flow))


def _short(value: Any) -> str:
    """A value to stand on one line in place of an alias."""
    if not isinstance(value, str | bool) or (isinstance(value, str) and "\n" in value):
        raise Refused
    return flow_value(value)


def _with_aliases_written_out(page: Page, root: Node, changes: list[Change]) -> list[Change]:
    """Adds the changes that let aliases mean what they meant, where their anchors' values change.

    Raises:
        Refused: The text has an alias whose place is not found.
    """
    waiting = _aliases(page, root)
    while True:
        # What is inside a passage that is replaced goes with it.
        waiting = [
            part
            for part in waiting
            if not any(one.start <= part.begin and part.end <= one.end for one in changes)
        ]
        touched = [
            part
            for part in waiting
            if any(one.start <= part.node.end and part.node.start <= one.end for one in changes)
        ]
        if not touched:
            return changes
        changes = changes + [
            Change(part.begin, part.end, flow_value(part.node)) for part in touched
        ]


def _aliases(page: Page, root: Node) -> list[Part]:
    """All the places where an alias stands."""
    found: list[Part] = []
    todo = [root]
    while todo:
        node = todo.pop()
        if isinstance(node, Mapping | Sequence):
            for part in page.parts(node):
                if part.alias:
                    found.append(part)
                else:
                    todo.append(part.node)
    return found
