"""Opening a draft."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from designdoc_tui.document import Document
from designdoc_tui.draft.conform import is_nothing, read_early, read_values
from designdoc_tui.draft.pending import finish_interrupted_save
from designdoc_tui.source.errors import SourceError
from designdoc_tui.source.yaml_nodes import Mapping, Node, Scalar
from designdoc_tui.source.yaml_source import MAX_BYTES, read_source
from designdoc_tui.template.load import builtin_names, load_template
from designdoc_tui.template.reserved import TEMPLATE, VERSION

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from designdoc_tui.document.values import Values
    from designdoc_tui.source.yaml_stretches import Stretch
    from designdoc_tui.template.model import Template

DRAFT_NAME: Final = "design.yaml"
"""What a draft is called in its folder."""

FORMAT_VERSION: Final = "1"
"""The version of the draft format that is read and written."""

_USUAL_SIZE = 1_000_000  # bytes; hardly any draft is larger
_LARGE = 100_000  # bytes from which on it takes long enough to be worth reading ahead
_PART = 1 << 16  # bytes
_YAML_SUFFIXES = (".yaml", ".yml")


@dataclass(slots=True)
class Draft:
    """A document and the files it is kept in.

    Attributes:
        path: The draft file.
        document: What it holds.
        source: The bytes of the draft file when it was last read or written; `None` when there
            was none.
        markdown_source: The same of the Markdown beside it.
        saved: The document as the draft file has it; `None` when there is none.
        is_markdown_undecided: Whether the Markdown holds edits that nobody has decided about: it
            is not replaced unless somebody says so.
    """

    path: Path
    document: Document
    source: bytes | None = None
    markdown_source: bytes | None = None
    saved: Document | None = None
    is_markdown_undecided: bool = False

    @property
    def markdown_path(self) -> Path:
        """The Markdown that people read, beside the draft."""
        return markdown_path(self.path)


def resolve(path: Path) -> Path:
    """The draft meant by a path: `design.yaml` in it when it is a folder, else the path."""
    return path / DRAFT_NAME if is_folder(path) else path


def is_folder(path: Path) -> bool:
    """Whether a path is a folder.

    One that may not be looked at, or that is too long, is none: whoever reads it says why.
    """
    try:
        return path.is_dir()
    except OSError:
        return False


def is_there(path: Path) -> bool:
    """Whether a path that a user named leads to anything.

    Raises:
        SourceError: That cannot be told.
    """
    try:
        return path.exists()
    except OSError as error:
        message = f"this path cannot be followed ({error.strerror or error}); correct it"
        raise SourceError(str(path), message) from error


def markdown_path(draft: Path) -> Path:
    """Where the Markdown of a draft stands: beside it, with the same name and ending in `.md`."""
    if draft.suffix in _YAML_SUFFIXES:
        return draft.with_suffix(".md")
    return draft.with_name(f"{draft.name}.md")


def load_draft(path: Path) -> Draft:
    """Opens a draft. A save of it that was cut short is finished first.

    Args:
        path: The draft file. A folder is not searched: see `resolve`.

    Returns:
        The draft.

    Raises:
        SourceError: The file cannot be read, or is not a draft; the message says where and what
            to do.
    """
    finish_interrupted_save((path, markdown_path(path)))
    source = read_file(path)
    document = parse_draft(source, str(path))
    saved = document.snapshot().document
    return Draft(path, document, source, bytes_at(markdown_path(path)), saved)


def parse_draft(source: bytes, name: str) -> Document:
    """Reads the text of a draft.

    Args:
        source: The YAML.
        name: What to call it in errors: a path, or `-`.

    Returns:
        The document.

    Raises:
        SourceError: It is not a draft.
    """
    parsed = _conformed(read_source(source, name, shorten=_shorten, read_ahead=_read_ahead))
    return Document.of_new(parsed.template, parsed.values)


class ParsedDraft(NamedTuple):
    """A draft and where everything in it stands.

    Attributes:
        root: The tree it was read as.
        template: What it contains.
        values: What is in it, by key.
    """

    root: Mapping
    template: Template
    values: Values


def parse_tree(source: bytes, name: str) -> ParsedDraft:
    """Reads the text of a draft, and keeps the places of what is in it.

    Args:
        source: The YAML.
        name: What to call it in errors: a path, or `-`.

    Returns:
        The draft.

    Raises:
        SourceError: It is not a draft.
    """
    return _conformed(read_source(source, name))


def _shorten(
    keys: tuple[str, ...], entries: list[tuple[Scalar, Node]]
) -> Callable[[Node, int], Node] | None:
    """Has records read while the draft is parsed, once it has named its template."""
    for key, node in entries:
        if key.text == TEMPLATE and isinstance(node, Scalar):
            known = node.text in builtin_names()
            return read_early(load_template(node.text), keys) if known else None
    return None


def _read_ahead(source: bytes) -> list[Stretch]:
    """Has the long lists of a large draft read without the parser."""
    if len(source) < _LARGE:
        return []
    # Deferred: hardly any draft is large.
    from designdoc_tui.draft.read_ahead import read_ahead

    return read_ahead(source)


def _conformed(root: Node) -> ParsedDraft:
    if not isinstance(root, Mapping):
        raise root.error(
            "this is no draft: a draft consists of `key: value` lines and begins with "
            f"`{VERSION}: {FORMAT_VERSION}`; make one with `designdoc-tui new`"
        )
    entries = {key.text: node for key, node in root.entries}
    _check_version(root, entries.get(VERSION))
    template = template_of(root, entries.get(TEMPLATE))
    return ParsedDraft(root, template, read_values(template, root))


def template_of(root: Mapping, name: Node | None) -> Template:
    """The template that a draft names.

    Args:
        root: The draft.
        name: The value of its key `template`.

    Raises:
        SourceError: It names none, or one that there is not.
    """
    known = ", ".join(builtin_names())
    if name is None or is_nothing(name):
        raise (name or root).error(
            f"the draft does not say which template it follows: add a line `{TEMPLATE}: NAME`"
            f", the name one of {known}"
        )
    if not isinstance(name, Scalar):
        raise name.error(f"{TEMPLATE} has to be a name: write one of {known}")
    try:
        return load_template(name.text)
    except KeyError:
        raise name.error(
            f"there is no template {name.text!r}: use one of {known}, or a version of "
            "designdoc-tui that has it"
        ) from None


def _check_version(root: Mapping, version: Node | None) -> None:
    wanted = f"`{VERSION}: {FORMAT_VERSION}`"
    if version is None:
        raise root.error(
            f"this is no draft, or its first line is lost: a draft begins with {wanted}; add "
            "that line, or make a draft with `designdoc-tui new`"
        )
    if isinstance(version, Scalar) and version.text == FORMAT_VERSION:
        return
    if isinstance(version, Scalar) and version.text.isascii() and version.text.isdigit():
        raise version.error(
            f"the draft has format version {version.text}, and only {FORMAT_VERSION} is known "
            "here: open it with the version of designdoc-tui that wrote it, or with a newer one"
        )
    raise version.error(f"the format version has to be a number that is known: write {wanted}")


def read_file(path: Path) -> bytes:
    """The bytes of a file that a user named.

    Args:
        path: The file. What is no ordinary file, such as a pipe, is read to its end.

    Returns:
        Its content; of a file that is too large to be read, the first part and a byte more.

    Raises:
        SourceError: It cannot be read.
    """
    name = str(path)
    try:
        with path.open("rb") as file:
            # To ask for all that could be there would set aside as much memory, and to read it in
            # parts takes time to put those together: so it is asked for as much as there seems.
            size = min(os.fstat(file.fileno()).st_size, MAX_BYTES) + 1
            beginning = file.read(max(size, _USUAL_SIZE))
            if len(beginning) < max(size, _USUAL_SIZE):
                return beginning
            return beginning + file.read(MAX_BYTES + 1 - len(beginning))
    except FileNotFoundError:
        message = "there is no such file; correct the name, or start a draft: `designdoc-tui new`"
    except IsADirectoryError:
        message = f"this is a folder, not a file; name a file in it, such as {DRAFT_NAME}"
    except PermissionError:
        message = "you are not allowed to read this file; ask its owner, or change its permissions"
    except NotADirectoryError:
        message = "a part of this path is not a folder; correct the path"
    except OSError as error:
        message = f"the file cannot be read ({error.strerror or error}); check it and try again"
    except ValueError:  # a NUL in the name
        message = "this cannot be the name of a file; correct it"
    raise SourceError(name, message)


def holds(path: Path, content: bytes) -> bool:
    """Whether a file of ours holds this and nothing else.

    It is read a part at a time: a large draft does not take its size in memory to be looked at.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode) or found.st_size != len(content):
            return False
        with path.open("rb") as file:
            return all(
                file.read(_PART) == content[start : start + _PART]
                for start in range(0, len(content) + 1, _PART)
            )
    except (OSError, ValueError):
        return False


def bytes_at(path: Path) -> bytes | None:
    """What a file of ours holds at the moment; `None` when there is none that can be read."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return None
        return path.read_bytes()
    except (OSError, ValueError):
        return None
