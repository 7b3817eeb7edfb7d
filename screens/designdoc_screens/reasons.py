"""Why a key does nothing just now."""

from __future__ import annotations

_REASONS = {
    "step(1)": "this is the last section",
    "step(-1)": "this is the first section",
    "undo": "there is nothing to undo",
    "redo": "there is nothing to redo",
}


def why_not(action: str) -> str:
    """Why an action cannot be done just now.

    Args:
        action: The action, with or without its namespace.

    Returns:
        The reason in a few words.
    """
    return _REASONS.get(action.rpartition(".")[2], "this does nothing here")
