"""The value that a text behind a label stands for, read with more patience than a kind has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from designdoc_tui.template.kinds.choice import Choice
from designdoc_tui.template.kinds.date import Date, is_day
from designdoc_tui.template.kinds.flag import Flag
from designdoc_tui.template.kinds.items import Items
from designdoc_tui.template.kinds.people import People
from designdoc_tui.template.kinds.text import Text, text_in_ticks
from designdoc_tui.template.spec import read_flag

if TYPE_CHECKING:
    from designdoc_tui.template.field import Field
    from designdoc_tui.template.kinds import Value

_COMMAS: Final = re.compile(r",[ \t]+|,$")


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
    value = _value(field, text)
    if value is None:
        raise NotAValueError
    return value if field.is_filled(value) else None


def _value(field: Field, text: str) -> Value:
    kind = field.kind
    if isinstance(kind, Text):
        inner = text_in_ticks(text) if kind.code else None
        return text if inner is None else inner
    if isinstance(kind, Choice):
        word = (text_in_ticks(text) or text).strip("*_ ").casefold()
        return next((option for option in kind.options if option.casefold() == word), None)
    if isinstance(kind, Date):
        day = text_in_ticks(text) or text
        return day if is_day(day) else None
    if isinstance(kind, Flag):
        word = text.strip("*_` .").casefold()
        if word in (kind.yes.casefold(), kind.no.casefold()):
            return word == kind.yes.casefold()
        return read_flag(word)
    if isinstance(kind, People):
        return None if "\n" in text else [name for name in _COMMAS.split(text) if name.strip()]
    if isinstance(kind, Items):
        return [text]
    return None
