"""What has to happen to the entries of a mapping or the items of a list, however it is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from designdoc_tui.draft.in_place.matching import Matching
from designdoc_tui.draft.in_place.page import Page, Part, Refused
from designdoc_tui.source.yaml_nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Mapping as Lookup


@dataclass(frozen=True, slots=True)
class Added:
    """An entry or item that will stand where there was none.

    Attributes:
        behind: The position of the part that stays in front of it; None when it comes first.
        key: Its key, in a mapping.
        value: Its value.
        origin: The position of the item it was before it moved.
    """

    behind: int | None
    key: str | None
    value: Any
    origin: int | None = None


@dataclass(slots=True)
class Plan:
    """What has to happen to a collection.

    Attributes:
        parts: What stands in it.
        changed: The values before and after of parts that stay but say something else.
        gone: The parts that go.
        moved: The parts that go and come back elsewhere.
        added: What comes, in its order.
    """

    parts: list[Part]
    changed: dict[int, tuple[Any, Any]] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    moved: set[int] = field(default_factory=set)
    added: list[Added] = field(default_factory=list)

    def stays(self, position: int) -> bool:
        """Whether a part stays where it is."""
        return position not in self.gone and position not in self.moved

    @property
    def staying(self) -> list[int]:
        """The positions of the parts that stay where they are."""
        return [place for place in range(len(self.parts)) if self.stays(place)]


def plan_of_mapping(
    page: Page, node: Mapping, before: Lookup[str, Any], after: Lookup[str, Any]
) -> Plan:
    """What has to happen to a mapping.

    Args:
        page: Where it stands.
        node: The mapping.
        before: What it says. Keys whose value says nothing are missing.
        after: What it has to say; new keys come behind those they follow here.
    """
    plan = Plan(page.parts(node))
    places: dict[str, int] = {}
    for place, (key, value) in enumerate(node.entries):
        places[key.text] = place
        old, new = before.get(key.text), after.get(key.text)
        if key.text not in after and key.text in before:
            if isinstance(value, Mapping) and isinstance(old, dict) and _has_blanks(value, old):
                plan.changed[place] = old, {}
            else:
                plan.gone.add(place)
        elif old != new:
            plan.changed[place] = old, new
    behind: int | None = None
    for name, value in after.items():
        if name in places:
            behind = places[name]
        else:
            plan.added.append(Added(behind, name, value))
    return plan


def _has_blanks(node: Mapping, values: Lookup[str, Any]) -> bool:
    """Whether a mapping has keys that say nothing, which somebody wrote for later."""
    return any(key.text not in values for key, _ in node.entries)


def plan_of_list(page: Page, node: Sequence, before: list[Any], after: list[Any]) -> Plan:
    """What has to happen to a list.

    Args:
        page: Where it stands.
        node: The list.
        before: What it says.
        after: What it has to say.

    Raises:
        Refused: What it says is not what stands there.
    """
    if len(before) != len(node.items):
        raise Refused
    plan = Plan(page.parts(node))
    matching = Matching(before, after)
    behind: int | None = None
    for place, origin in enumerate(matching.kept):
        if origin is None:
            plan.added.append(Added(behind, None, after[place]))
        elif place in matching.moved:
            plan.moved.add(origin)
            plan.added.append(Added(behind, None, after[place], origin))
        else:
            behind = origin
            if before[origin] != after[place]:
                plan.changed[origin] = before[origin], after[place]
    plan.gone = set(range(len(before))) - {one for one in matching.kept if one is not None}
    return plan


def is_blank_node(part: Part) -> bool:
    """Whether nothing at all stands behind a colon or a dash."""
    node = part.node
    return isinstance(node, Scalar) and node.plain and part.begin >= part.end and not part.alias
