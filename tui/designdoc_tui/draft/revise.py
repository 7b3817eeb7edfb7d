"""What the file of a draft will hold: what it held, with what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designdoc_tui.document.values import without_blanks
from designdoc_tui.draft.canonical import ordered_values, values_to_yaml
from designdoc_tui.draft.in_place import edited
from designdoc_tui.draft.load import FORMAT_VERSION, ParsedDraft, parse_draft, parse_tree
from designdoc_tui.draft.yaml_text import write_yaml
from designdoc_tui.source.errors import SourceError
from designdoc_tui.template.reserved import TEMPLATE, VERSION

if TYPE_CHECKING:
    from designdoc_tui.document import Document
    from designdoc_tui.document.values import Values

_BOM = "\ufeff"
_BEGINNING = f"{VERSION}: {FORMAT_VERSION}\n{TEMPLATE}: ".encode()


def revised(old: bytes, document: Document, saved: Document | None = None) -> str:
    """The text of a draft, as little different as can be from what its file holds.

    Args:
        old: What the file holds. When it is no draft of this template, nothing of it is kept.
        document: What the draft has to say.
        saved: What the file said, as far as that is known: it is read when it is needed.

    Returns:
        The text, with a byte-order mark when there was one.

    Raises:
        ValueError: A text holds half of a surrogate pair, which no file can hold.
    """
    # What the tool wrote itself, it writes as a whole: that comes to the same, and is faster.
    if saved is not None and old.startswith(_BEGINNING) and old == _bytes_of(saved):
        return values_to_yaml(document)
    ordered = _without_blanks(ordered_values(document))
    wanted = _without_blanks(document.values)
    parsed = _parsed(old)
    if parsed is None or parsed.template.name != document.template.name:
        return write_yaml(ordered)
    before = _without_blanks(parsed.values)
    before |= {key: ordered[key] for key in (VERSION, TEMPLATE)}

    def is_right(text: str) -> bool:
        try:
            return parse_draft(text.encode("utf-8", "surrogatepass"), "-").values == wanted
        except SourceError:
            return False

    text = edited(parsed.root.source.text, parsed.root, before, ordered, is_right)
    return _BOM + text if old.startswith(_BOM.encode()) else text


def _bytes_of(document: Document) -> bytes:
    return values_to_yaml(document).encode("utf-8", "surrogatepass")


def _parsed(content: bytes) -> ParsedDraft | None:
    try:
        return parse_tree(content, "-")
    except SourceError:
        return None


def _without_blanks(values: Values) -> Values:
    pruned = without_blanks(values)
    return pruned if isinstance(pruned, dict) else {}
