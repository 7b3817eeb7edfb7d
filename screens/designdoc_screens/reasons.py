"""Why a key does nothing just now."""

from __future__ import annotations

_REASONS = {
    "step(1)": "this is the last section",
    "step(-1)": "this is the first section",
    "undo": "there is nothing to undo",
    "redo": "there is nothing to redo",
    "mark": "only sections, questions and comments are marked",
    "comment": "there is no field here to comment on",
    "withdraw": "what is chosen is no sign-off that counts: go to one in the list",
    "enter": "there is no item here",
    "to_fields": "this is no Markdown that could be fields",
    "done": "choose a side for each field first",
    "choose('OURS')": "only one side changed this field",
    "choose('THEIRS')": "only one side changed this field",
    "choose('BOTH')": "only one of the two can stand here",
    "draw": "there are no parts of the design to draw yet",
}


EDITS = frozenset(
    {"add", "remove", "duplicate", "move", "undo", "redo", "not_applicable", "draw", "save"}
    | {"edit_outside", "mark", "comment", "sign", "withdraw", "to_fields"}
)
"""The actions that change a document or its files."""


def why_not(action: str, frozen: str = "") -> str:
    """Why an action cannot be done just now.

    Args:
        action: The action, with or without its namespace.
        frozen: Why the document cannot be edited; empty when it can.

    Returns:
        The reason in a few words.
    """
    if frozen and action.rpartition(".")[2].partition("(")[0] in EDITS:
        return frozen
    return _REASONS.get(action.rpartition(".")[2], "this does nothing here")


def sentence(why: str) -> str:
    """A reason that stands for itself."""
    return f"{why[:1].upper()}{why[1:]}."
