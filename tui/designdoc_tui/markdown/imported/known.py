"""What is found out once about fields that stand together, however many lines are read for them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from designdoc_tui.markdown.imported.heads import Heads
from designdoc_tui.markdown.imported.labels import Label, label_in
from designdoc_tui.markdown.imported.names import plain_name
from designdoc_tui.template.field import Look
from designdoc_tui.template.fragments import text_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from designdoc_tui.template.field import Field
    from designdoc_tui.template.kinds.records import Records


class Known:
    """Fields that stand together, and how they may be written.

    Attributes:
        fields: Those that may stand in the lines, in the order of the template.
    """

    def __init__(self, fields: Sequence[Field], whole: Sequence[Field] | None = None) -> None:
        """Takes the fields.

        Args:
            fields: Those that may stand in the lines.
            whole: These and others that stand beside the lines; what has the label of one of
                those is none of the fields. The fields alone unless it is given.
        """
        self.fields = fields
        self._whole = fields if whole is None else whole
        self._records: dict[str, KnownRecord] = {}

    @cached_property
    def blanks(self) -> Mapping[str, str]:
        """What the template has in the place of each field, by key."""
        return {
            field.key: text_of(field.write_value(None, placeholders=True)) for field in self._whole
        }

    def labelled_in(self, line: str) -> tuple[Label, Field] | None:
        """The label that a line begins with, and the field that has it; `None` for no field's."""
        label = label_in(line)
        if label is None or not label.is_sound:
            return None
        field = self.by_name.get(label.name)
        return None if field is None else (label, field)

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        """The fields that stand behind or under a label, by every name of it."""
        by_name: dict[str, Field] = {}
        for field in self._whole:
            if field.look is not Look.BLOCK or field.caption:
                for name in (field.label, *field.synonyms):
                    by_name.setdefault(plain_name(name), field)
        return by_name

    def record_of(self, field: Field, kind: Records) -> KnownRecord:
        """What is known of the records of one of the fields."""
        if field.key not in self._records:
            self._records[field.key] = KnownRecord(kind)
        return self._records[field.key]


class KnownRecord:
    """The fields of a record, and how they may be written.

    Attributes:
        kind: The records.
        below: The fields that stand below the first line.
    """

    def __init__(self, kind: Records) -> None:
        self.kind = kind
        self.below = Known(kind.body, kind.fields)

    @cached_property
    def heads(self) -> Heads:
        """What the first line may look like."""
        return Heads(self.kind, self.below.blanks)
