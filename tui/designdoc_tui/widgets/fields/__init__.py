"""The form's widgets: one for each kind of field."""

from designdoc_tui.widgets.fields.base import FieldWidget
from designdoc_tui.widgets.fields.factory import field_widget

__all__ = ["FieldWidget", "field_widget"]
