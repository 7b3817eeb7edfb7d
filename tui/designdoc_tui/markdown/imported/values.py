"""The value that a text behind a label stands for, read with more patience than a kind has."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from designdoc_tui.template.field import Field
    from designdoc_tui.template.kinds import Value


class NotAValueError(Exception):
    """A text that cannot be what the field holds."""


def value_in(field: Field, text: str, blank: str) -> Value:
    """Reads the value of a field.

    Args:
        field: The field.
        text: What stands behind its label, without blanks around it.
        blank: What the template has in its place.

    Returns:
        The value, or `None` when nothing stands there but what the template has in its place.

    Raises:
        NotAValueError: The text is something else.
    """
    if not text or text == blank:
        return None
    value = field.kind.decode_loosely(text)
    if value is None:
        raise NotAValueError
    return value if field.is_filled(value) else None
