"""The widgets of fields, used again for the fields of the next step.

Making an editor, having it styled and started is most of what it costs to open a step. So what
showed a field of the step before shows one of this step, and what is left over waits out of sight.
Only simple fields are used again; those of records are made for their records.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Final

from designdoc_tui.document.document import Document
from designdoc_tui.template.field import Field
from designdoc_tui.template.path import Path
from designdoc_tui.widgets.fields.base import FieldWidget
from designdoc_tui.widgets.fields.factory import field_widget

_MOST: Final = 24
"""Widgets that wait; each is styled anew with another theme, though nobody sees it."""


class SpareFields:
    """The field widgets of a form: those that are shown and those that wait.

    A widget that waits is on the form and not displayed. It shows nothing of the field it had: it
    takes everything from the document when it becomes another's.
    """

    def __init__(self, document: Document) -> None:
        """Begins with nothing waiting.

        Args:
            document: What the fields are of.
        """
        self._document = document
        self._waiting: list[FieldWidget] = []

    def lay_aside(self, widgets: Iterable[FieldWidget]) -> None:
        """Takes widgets whose fields are no longer shown.

        Those that are not `waiting` afterwards will not be used again: they are to be removed.

        Args:
            widgets: The widgets, in the order in which they stand on the form.
        """
        kept = [widget for widget in widgets if widget.can_become_another]
        self._waiting = [*kept, *self._waiting][:_MOST]

    def take(self, field: Field, path: Path, *, label: bool) -> FieldWidget:
        """A widget for a field.

        Args:
            field: The field.
            path: Where its value stands.
            label: Whether to show the field's label.

        Returns:
            One that waited and is the field's now, or a new one that is not mounted yet.
        """
        wanted = _sort(field, label=label)
        for widget in self._waiting:
            if _sort(widget.field, label=widget.shows_label) == wanted:
                self._waiting.remove(widget)
                widget.become(field, path)
                return widget
        return field_widget(field, path, self._document, label=label)

    @property
    def waiting(self) -> list[FieldWidget]:
        """The widgets that wait."""
        return list(self._waiting)


def _sort(field: Field, *, label: bool) -> Hashable:
    """What two fields have in common that the same widget can show."""
    return field.kind.name, label
