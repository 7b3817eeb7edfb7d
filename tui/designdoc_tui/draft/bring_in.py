"""Bringing a Markdown document in as a new draft."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from designdoc_tui.draft.atomic import SaveError
from designdoc_tui.draft.canonical import values_to_yaml
from designdoc_tui.draft.new import write_new
from designdoc_tui.markdown.imported.importing import Imported, import_markdown
from designdoc_tui.source.errors import SourceError
from designdoc_tui.source.yaml_source import decode

if TYPE_CHECKING:
    from pathlib import Path

    from designdoc_tui.document import Document
    from designdoc_tui.template.model import Template

_BOM: Final = "\ufeff"
_BOM_BYTES: Final = _BOM.encode()


def import_source(source: bytes, name: str, template: Template) -> Imported:
    """Makes a document of the bytes of a Markdown file.

    Args:
        source: The bytes.
        name: What to call the file in errors: a path, or `-`.
        template: What the document is to contain.

    Returns:
        The document, which renders to those very bytes, and what became of each part.

    Raises:
        SourceError: They are not UTF-8, or too many.
    """
    return import_markdown(text_of_source(source, name), template)


def text_of_source(source: bytes, name: str) -> str:
    """The text of a Markdown file, its byte-order mark and its line ends as they are.

    Args:
        source: The bytes.
        name: What to call the file in errors: a path, or `-`.

    Raises:
        SourceError: They are not UTF-8, or too many.
    """
    text = decode(source, name)
    return _BOM + text if source.startswith(_BOM_BYTES) else text


def draft_source(document: Document) -> bytes:
    """The bytes of the draft file for a document."""
    return values_to_yaml(document).encode("utf-8")


def write_draft(path: Path, document: Document) -> None:
    """Writes the draft of a document that came in.

    Args:
        path: The draft file; its folder is made when it is not there.
        document: What it holds.

    Raises:
        SourceError: There is a file of that name.
        SaveError: It could not be written.
    """
    if os.path.lexists(path):
        raise _exists(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_new(path, draft_source(document))
    except FileExistsError:
        raise _exists(path) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "this cannot be a file's name"
        raise SaveError(str(path), f"not written: {reason}; choose another place with -o") from None


def _exists(path: Path) -> SourceError:
    return SourceError(
        str(path), "there is a file of this name already; choose another one with -o"
    )
