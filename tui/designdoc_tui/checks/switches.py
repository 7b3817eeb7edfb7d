"""Rules that a draft switches off, each with a reason.

They stand in the draft under `review.switched_off`. A key is the id of a rule, for the whole
document, or the id, a blank and a field path, for what stands there and below:

    review:
      switched_off:
        no-number: The targets are in the contract, which is confidential.
        missing-file references.adr: Written once the decision is made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from designdoc_tui.checks.rules import (
    MERGE_CONFLICT,
    RULES,
    SWITCH_WITHOUT_REASON,
    UNKNOWN_SWITCH,
)
from designdoc_tui.checks.view import Hit
from designdoc_tui.document.values import value_at
from designdoc_tui.source.yaml_nodes import Scalar
from designdoc_tui.template.kinds import Value
from designdoc_tui.template.path import ROOT, Path, parse_path, starts_with
from designdoc_tui.template.reserved import REVIEW

SWITCHED_OFF: Final[Path] = (REVIEW, "switched_off")
"""Where the switches stand."""

_ALWAYS_ON: Final = frozenset({MERGE_CONFLICT.id, SWITCH_WITHOUT_REASON.id, UNKNOWN_SWITCH.id})


@dataclass(frozen=True, slots=True)
class Switch:
    """One rule switched off.

    Attributes:
        rule: Its id.
        path: Where it is off, with all that is below.
        reason: Why.
    """

    rule: str
    path: Path
    reason: str

    def covers(self, hit: Hit) -> bool:
        """Whether it is about what was found."""
        return hit.rule.id == self.rule and starts_with(hit.path, self.path)


def switches(values: Mapping[str, Value]) -> tuple[list[Switch], list[Hit]]:
    """Reads what a document switches off.

    Args:
        values: The document's values.

    Returns:
        The switches that hold, and what is wrong with the others.
    """
    written = value_at(values, SWITCHED_OFF)
    if written is None:
        return [], []
    if not isinstance(written, dict):
        message = "Write each rule that is off on a line of its own, as `rule: reason`."
        return [], [Hit(UNKNOWN_SWITCH, SWITCHED_OFF, message)]
    holding: list[Switch] = []
    wrong: list[Hit] = []
    for key, reason in written.items():
        name, _, place = key.strip().partition(" ")
        text = reason.text if isinstance(reason, Scalar) else reason
        problem = next(_problems(name, place.strip(), text), None)
        if problem is None:
            holding.append(Switch(name, parse_path(place.strip()) if place else ROOT, str(text)))
        else:
            wrong.append(problem._replace(path=(*SWITCHED_OFF, key)))
    return holding, wrong


def _problems(name: str, place: str, reason: object) -> Iterator[Hit]:
    if name not in RULES or name in _ALWAYS_ON:
        what = "cannot be switched off" if name in _ALWAYS_ON else "is no rule"
        message = f"{name} {what}: correct the name, or remove the line. See docs/rules.md."
        yield Hit(UNKNOWN_SWITCH, ROOT, message)
    try:
        parse_path(place)
    except ValueError:
        message = f"{place} is no field path: write it like overview.goals[2]."
        yield Hit(UNKNOWN_SWITCH, ROOT, message)
    if not isinstance(reason, str) or not reason.strip():
        yield Hit(
            SWITCH_WITHOUT_REASON,
            ROOT,
            f"Say why {name} is switched off: until then it stays on.",
        )
