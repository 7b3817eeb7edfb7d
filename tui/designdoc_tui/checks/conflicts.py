"""Rules about what a merge has left to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designdoc_tui.checks.rules import MERGE_CONFLICT
from designdoc_tui.checks.view import Hit
from designdoc_tui.document.document import CONFLICTS
from designdoc_tui.template.path import format_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designdoc_tui.checks.view import View
    from designdoc_tui.merge import Conflict


def merge_conflict(view: View) -> Iterator[Hit]:
    """Two sides changed the same, and nobody has decided yet which of them holds."""
    if view.get(CONFLICTS) is None:
        return
    # Hardly any draft has conflicts, and the wizard should not load for them what reads them.
    from designdoc_tui.merge import conflicts_with_places

    for path, conflict in conflicts_with_places(view.values):
        message = _not_understood() if conflict is None else _message(view, conflict)
        yield Hit(MERGE_CONFLICT, path, message)


def _not_understood() -> str:
    return (
        f"What stands under {format_path(CONFLICTS)} is no conflict that a merge has noted: each "
        "has a `field` with the path of one; correct it, or remove it."
    )


def _message(view: View, conflict: Conflict) -> str:
    from designdoc_tui.merge import label_of

    label = label_of(view.template, conflict.path, dict(view.values))
    where = f"{label} ({format_path(conflict.path)})"
    advice = "decide in the wizard, or put it right by hand and remove this record."
    if conflict.is_about_entry:
        return f"{where} was taken out on one side and changed on the other: {advice}"
    return f"{where} was changed on both sides; until you decide, ours holds: {advice}"
