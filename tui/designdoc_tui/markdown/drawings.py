"""Which blocks of a template can be drawn from records, and from which.

Apart from what draws them (`component_diagram`), for the keys of a screen are asked for this before
its first frame.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from designdoc_tui.template.checks import CheckWord
from designdoc_tui.template.kinds.records import Records
from designdoc_tui.template.path import Path, parse_path, starts_with

if TYPE_CHECKING:
    from designdoc_tui.document.document import Document
    from designdoc_tui.template.model import Template


class Drawing(NamedTuple):
    """A block for a diagram, and the records it can be drawn from.

    Attributes:
        path: The block.
        records: The records.
        kind: What they are.
        name: The field of theirs by which they are called.
        needs: The field of theirs that tells what each depends on.
    """

    path: Path
    records: Path
    kind: Records
    name: str
    needs: str


def drawings(template: Template) -> Iterator[Drawing]:
    """The blocks of a template that can be drawn from records, in their order."""
    for path, field in template.placed_fields:
        records = parse_path(field.draws) if field.draws else ()
        source = template.field_at(records)
        if source is None or not isinstance(source.kind, Records):
            continue
        for inner in source.kind.fields:
            for check in inner.checks:
                if check.word is CheckWord.DEPENDS_ON:
                    yield Drawing(path, records, source.kind, check.about, inner.key)


def drawing_near(template: Template, path: Path) -> Drawing | None:
    """The block to draw for somebody who is at a path.

    Args:
        template: The template.
        path: Where the author is.

    Returns:
        The block that is there or is drawn from the records that are there, else the first one
        of the template; `None` when it has none.
    """
    every = list(drawings(template))
    near = (one for one in every if starts_with(path, one.path) or starts_with(path, one.records))
    return next(near, every[0] if every else None)


def has_parts(document: Document, drawing: Drawing) -> bool:
    """Whether there is anything to draw: a record with something in it."""
    return any(map(drawing.kind.is_record_filled, document.items(drawing.records)))
