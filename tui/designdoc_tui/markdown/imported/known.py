"""What is found out once about fields that stand together, however many lines are read for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designdoc_tui.markdown.imported.names import plain_name
from designdoc_tui.template.field import Look
from designdoc_tui.template.fragments import text_of
from designdoc_tui.template.kinds.records import Records

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from designdoc_tui.template.field import Field


class Known:
    """Fields that stand together, and how they may be written.

    Attributes:
        labelled: Those that stand behind or under a label, by every name of it.
        blanks: What the template has in the place of each, by key.
        patterns: For the fields of a record, what its first line may look like.
    """

    def __init__(self, fields: Sequence[Field]) -> None:
        self.labelled: dict[str, Field] = {}
        self.blanks: dict[str, str] = {}
        self.patterns: list[re.Pattern[str]] = []
        self._inner: dict[str, Known] = {}
        for field in fields:
            self.blanks[field.key] = text_of(field.write_value(None, placeholders=True))
            if field.look is not Look.BLOCK or field.caption:
                for name in (field.label, *field.synonyms):
                    self.labelled.setdefault(plain_name(name), field)

    def inside(self, field: Field) -> Known:
        """What is known of the fields of a field's records."""
        if field.key not in self._inner:
            kind = field.kind
            self._inner[field.key] = Known(kind.fields if isinstance(kind, Records) else ())
        return self._inner[field.key]
