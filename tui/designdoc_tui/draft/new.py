"""Beginning a draft."""

from __future__ import annotations

import os
from contextlib import suppress
from copy import deepcopy
from typing import TYPE_CHECKING

from designdoc_tui.document.values import Values, put
from designdoc_tui.draft.atomic import SaveError
from designdoc_tui.draft.load import DRAFT_NAME, Draft, markdown_path
from designdoc_tui.draft.save import values_to_yaml
from designdoc_tui.draft.slug import slug
from designdoc_tui.source.errors import SourceError
from designdoc_tui.template.field import Field, Role, Source
from designdoc_tui.template.kinds import Shape, Value
from designdoc_tui.template.kinds.records import Records
from designdoc_tui.template.spec import read_flag

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from designdoc_tui.document import Document
    from designdoc_tui.template.model import Template


def first_values(
    template: Template,
    title: str = "",
    *,
    today: date,
    change_id: str | None = None,
    author: str = "",
) -> Values:
    """What a new document has in its fields.

    Args:
        template: The template, which says what its fields have at first.
        title: What the document is called.
        today: The date of today.
        change_id: Its change id; made from the title when `None`.
        author: Who writes it.

    Returns:
        The values by key; fields without a first value are not there.
    """
    sources: dict[Source, str] = {
        Source.AUTHOR: author,
        Source.TODAY: today.isoformat(),
        Source.SLUG_OF_TITLE: slug(title),
    }
    said = {Role.TITLE: title, Role.CHANGE_ID: change_id}
    values: Values = {}
    for path, field in template.placed_fields:
        given = said.get(field.role) if field.role is not None else None
        value = _first_value(field, sources) if given is None else given
        put(values, path, value)
    return values


def _first_value(field: Field, sources: dict[Source, str]) -> Value:
    if isinstance(field.initial, Source):
        return sources[field.initial]
    return _with_flags(field, field.initial)


def _with_flags(field: Field, value: Value) -> Value:
    """A copy of a template's value in which flags, texts in its file, are flags."""
    if field.kind.shape is Shape.FLAG and isinstance(value, str):
        return read_flag(value)
    if isinstance(field.kind, Records) and isinstance(value, list):
        fields = field.kind.by_key
        return [
            {key: _with_flags(fields[key], inner) for key, inner in record.items() if key in fields}
            for record in value
            if isinstance(record, dict)
        ]
    return deepcopy(value)


def new_draft(folder: Path, document: Document) -> Draft:
    """A draft that is not on the disk yet.

    Args:
        folder: Where it will be saved.
        document: What it holds.

    Returns:
        The draft. Saving it replaces no file that is there already.
    """
    return Draft(folder / DRAFT_NAME, document)


def create_draft(folder: Path, document: Document) -> Path:
    """Writes the draft file of a new document.

    Args:
        folder: Where to; made when it is not there.
        document: What is in it at first.

    Returns:
        The draft file.

    Raises:
        SourceError: There is a draft, or Markdown that saving the draft would replace.
        SaveError: It could not be written.
    """
    path = folder / DRAFT_NAME
    content = values_to_yaml(document).encode("utf-8")
    _refuse_existing(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_new(path, content)
    except FileExistsError as error:
        if error.filename != str(path):
            raise SaveError(
                str(folder), "a file is in the way of the folder; choose another folder"
            ) from None
        raise _exists(path) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "this cannot be a folder's name"
        raise SaveError(str(path), f"not written: {reason}; choose another folder") from None
    return path


def _refuse_existing(path: Path) -> None:
    if os.path.lexists(path):
        raise _exists(path)
    markdown = markdown_path(path)
    if os.path.lexists(markdown):
        raise SourceError(
            str(markdown),
            "this document is there already, and saving a new draft would replace it; move it "
            "away, or choose another folder",
        )


def _exists(path: Path) -> SourceError:
    return SourceError(
        str(path),
        f"there is a draft already; open it with `designdoc-tui {path}`, or choose another folder",
    )


def write_new(path: Path, content: bytes) -> None:
    """Writes a file that must not be there, and removes it when it could not be written whole.

    Args:
        path: The file, in a folder that is there.
        content: What to write.

    Raises:
        FileExistsError: It is there.
        OSError: It could not be written.
    """
    with path.open("xb") as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            with suppress(OSError):
                path.unlink()
            raise
