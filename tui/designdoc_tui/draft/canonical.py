"""How a draft is written by the tool itself: the same document always gives the same text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designdoc_tui.draft.load import FORMAT_VERSION
from designdoc_tui.draft.yaml_text import write_yaml
from designdoc_tui.source.yaml_nodes import Scalar
from designdoc_tui.template.field import Field
from designdoc_tui.template.kinds.records import Records
from designdoc_tui.template.model import Section
from designdoc_tui.template.reserved import LAYOUT, REVIEW, TEMPLATE, VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping as Lookup

    from designdoc_tui.document import Document
    from designdoc_tui.document.values import Values
    from designdoc_tui.template.kinds import Value


def values_to_yaml(document: Document) -> str:
    """Writes a document as the text of a draft.

    Args:
        document: The document.

    Returns:
        The YAML: the format version, the template, then the fields in the order of the template,
        the review, and in the order they came in the keys that the template does not know.

    Raises:
        ValueError: A text holds half of a surrogate pair, which no file can hold.
    """
    return write_yaml(ordered_values(document))


def ordered_values(document: Document) -> Values:
    """All that stands in the file of a draft, in its order.

    Args:
        document: The document.

    Returns:
        Its values by key, with the format version and the template.
    """
    template, values = document.template, document.values
    ordered: Values = {
        VERSION: Scalar(FORMAT_VERSION),  # a number, not text
        TEMPLATE: template.name,
    }
    ordered |= _in_order([*template.fields, *template.sections], values, last=(REVIEW, LAYOUT))
    return ordered


def _in_order(
    parts: Iterable[Field | Section], values: Lookup[str, Value], last: tuple[str, ...] = ()
) -> Values:
    """Values in the order of the template, and behind them those that it does not know."""
    ordered: Values = {}
    for part in parts:
        if part.key in values:
            ordered[part.key] = _part_in_order(part, values[part.key])
    known = [key for key in last if key in values and key not in ordered]
    return (
        ordered
        | {key: values[key] for key in known}
        | {key: value for key, value in values.items() if key not in ordered}
    )


def _part_in_order(part: Field | Section, value: Value) -> Value:
    if isinstance(part, Section):
        if not part.is_value:
            parts: list[Field | Section] = [*part.fields, *part.sections]
            return _in_order(parts, value) if isinstance(value, dict) else value
        part = part.fields[0]
    if isinstance(part.kind, Records) and isinstance(value, list):
        fields = part.kind.fields
        return [_in_order(fields, item) if isinstance(item, dict) else item for item in value]
    return value
