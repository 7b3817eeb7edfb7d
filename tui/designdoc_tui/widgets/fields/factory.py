"""Which widget edits which kind of field."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from designdoc_tui.document.document import Document
from designdoc_tui.template.field import Field
from designdoc_tui.template.kinds import Kind
from designdoc_tui.template.kinds.choice import Choice
from designdoc_tui.template.kinds.date import Date
from designdoc_tui.template.kinds.fence import Fence
from designdoc_tui.template.kinds.flag import Flag
from designdoc_tui.template.kinds.items import Items
from designdoc_tui.template.kinds.mark import Mark
from designdoc_tui.template.kinds.people import People
from designdoc_tui.template.kinds.prose import Prose
from designdoc_tui.template.kinds.records import Records
from designdoc_tui.template.kinds.text import Text
from designdoc_tui.template.path import Path
from designdoc_tui.widgets.fields.base import FieldWidget
from designdoc_tui.widgets.fields.choice import ChoiceField, MarkField
from designdoc_tui.widgets.fields.items import ItemsField
from designdoc_tui.widgets.fields.records import RecordsField
from designdoc_tui.widgets.fields.text import DateField, FenceField, ProseField, TextField

WIDGETS: Mapping[type[Kind], type[FieldWidget]] = MappingProxyType(
    {
        Text: TextField,
        Prose: ProseField,
        Fence: FenceField,
        Date: DateField,
        Choice: ChoiceField,
        Flag: ChoiceField,
        Mark: MarkField,
        People: ItemsField,
        Items: ItemsField,
        Records: RecordsField,
    }
)


def field_widget(
    field: Field, path: Path, document: Document, *, example: str = "", label: bool = True
) -> FieldWidget:
    """Makes the widget that edits a field.

    Args:
        field: The field.
        path: Where its value stands.
        document: The document.
        example: What the template's own records have here.
        label: Whether to show the field's label.

    Returns:
        The widget, not yet mounted.
    """
    widget = WIDGETS[type(field.kind)]
    return widget(field, path, document, make=field_widget, example=example, label=label)
