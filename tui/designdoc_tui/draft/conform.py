"""From a YAML tree to the values of a document, as its template says.

A tree is only text, lists and mappings. What each of them has to be is for the template to say,
and whatever is not what it should be is told at its very place. What the template does not know
is kept as the node it was read as, so that it is saved with the meaning it had.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from designdoc_tui.document.document import NOT_APPLICABLE
from designdoc_tui.draft.layout import read_layout
from designdoc_tui.review.shape import (
    REVIEW_PARTS,
    EntriesPart,
    EntryPart,
    Part,
    TextPart,
)
from designdoc_tui.source.errors import SourceError
from designdoc_tui.source.yaml_nodes import Mapping, Node, Scalar, Sequence, Source
from designdoc_tui.template.field import Field
from designdoc_tui.template.kinds import Shape, Value
from designdoc_tui.template.kinds.records import Records
from designdoc_tui.template.path import Path, format_path
from designdoc_tui.template.reserved import LAYOUT, REVIEW, TEMPLATE, VERSION
from designdoc_tui.template.spec import read_flag

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping as Lookup

    from designdoc_tui.document.values import Values
    from designdoc_tui.template.model import Section, Template

_DEEPEST_REVIEW: Final = 40
"""How far down the review is read as plain values; it is used to a depth of five or so."""


def read_values(template: Template, root: Mapping) -> Values:
    """Reads the values of a draft.

    Args:
        template: What the draft contains.
        root: The whole draft. Its version and the name of its template are passed over.

    Returns:
        Text, flags, lists and dictionaries by key, and nodes where the template has no field.
        A key without a value is left out.

    Raises:
        SourceError: Something is not what its field needs.
    """
    parts: dict[str, Field | Section] = {field.key: field for field in template.fields}
    parts |= {section.key: section for section in template.sections}
    values: Values = {}
    for key, node in root.entries:
        name = key.text
        if name in parts:
            if not is_nothing(node):
                values[name] = read_part(parts[name], node, (name,))
        elif name == REVIEW:
            if not is_nothing(node):
                values[name] = read_review(node)
        elif name == LAYOUT:
            if not is_nothing(node):
                values[name] = read_layout(node)
        elif name not in (VERSION, TEMPLATE):
            values[name] = node
    return values


def is_nothing(node: Node) -> bool:
    """Tells whether a key has no value at all."""
    return isinstance(node, Scalar) and node.plain and not node.text


def read_part(part: Field | Section, node: Node, path: Path) -> Value:
    """Reads the value of one field, or the values of one section.

    Args:
        part: The field or section.
        node: What stands there.
        path: Where that is, for messages.

    Returns:
        The value, as in `read_values`.

    Raises:
        SourceError: Something is not what its field needs.
    """
    if isinstance(part, Field):
        return _field(part, node, path)
    if part.is_value:
        return _field(part.fields[0], node, path)
    return read_fields(part.parts, node, path)


def read_fields(parts: Lookup[str, Field | Section], node: Node, path: Path) -> Values:
    """Reads a mapping of fields: a section or one record.

    Args:
        parts: The fields and sections that may stand in it, by key.
        node: What stands there.
        path: Where that is, for messages.

    Returns:
        The values by key, as in `read_values`.

    Raises:
        SourceError: It is no mapping, or something in it is not what its field needs.
    """
    if not isinstance(node, Mapping):
        first = next(iter(parts), "name")
        raise node.error(
            f"{format_path(path)} holds several fields, each with its name: put them on lines of "
            f'their own below it, indented, such as "{first}: ..."'
        )
    values: Values = {}
    for key, inner in node.entries:
        part = parts.get(key.text)
        if part is None:
            values[key.text] = inner
        elif type(inner) is Scalar and type(part) is Field and part.kind.shape is Shape.TEXT:
            # By far the commonest, and what `read_part` would come to.
            if inner.text or inner.style:
                values[part.key] = inner.text  # the template's key: thousands share it
        elif not is_nothing(inner):
            values[part.key] = read_part(part, inner, (*path, key.text))
    return values


def _field(field: Field, node: Node, path: Path) -> Value:
    shape = field.kind.shape
    if shape is Shape.TEXT:
        return read_text(node, path)
    if shape is Shape.FLAG:
        return _flag(node, path)
    if not isinstance(node, Sequence):
        raise node.error(
            f"{format_path(path)} has to be a list: put each entry on a line of its own, "
            'beginning with "- "'
        )
    if isinstance(field.kind, Records):
        kind = field.kind
        return [_record(kind, item, (*path, index)) for index, item in enumerate(node.items)]
    return [read_text(item, (*path, index)) for index, item in enumerate(node.items)]


def _record(kind: Records, node: Node, path: Path) -> Value:
    if isinstance(node, ReadRecord):
        return node.values
    return {} if is_nothing(node) else read_fields(kind.by_key, node, path)


@dataclass(slots=True, eq=False)
class ReadRecord(Node):
    """Stands in the tree for a record whose values were read while it was parsed.

    Attributes:
        values: What it holds, as in `read_values`.
        start: Offset of its first character.
        end: Offset just after it.
        source: What it was read from; `NO_SOURCE` where that was not the parser.
    """

    values: Values
    start: int
    end: int
    source: Source


def read_early(template: Template, keys: tuple[str, ...]) -> Callable[[Node, int], Node] | None:
    """How to read the records of a list as soon as each is parsed; see `Shorten`.

    Args:
        template: What the draft contains.
        keys: The keys that lead to the list.

    Returns:
        What puts a record in the place of its node, for `read_values` to find there; the node
        itself where it cannot be read, so that `read_values` says why when its turn comes. `None`
        where there are no records.
    """
    field = template.field_at(keys)
    if field is None or not isinstance(field.kind, Records):
        return None
    parts = field.kind.by_key

    def read(node: Node, index: int) -> Node:
        try:
            values = read_fields(parts, node, (*keys, index))
        except SourceError:
            return node
        return ReadRecord(values, node.start, node.end, node.source)

    return read


def read_text(node: Node, path: Path) -> str:
    """Reads a text.

    Raises:
        SourceError: It is a list or a mapping.
    """
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping | Sequence) and node.flow:
        why = "text that begins with [ or { needs quotes around it"
    elif isinstance(node, Mapping):
        why = 'put quotes around text in which a blank follows a colon, or write it below "|-"'
    else:
        why = 'write it after the colon, or on the lines below it after "|-"'
    raise node.error(f"{format_path(path)} has to be text: {why}")


def _flag(node: Node, path: Path) -> bool:
    flag = read_flag(node.text) if isinstance(node, Scalar) and node.plain else None
    if flag is None:
        raise node.error(f"{format_path(path)} has to be true or false: write it without quotes")
    return flag


def read_review(node: Node) -> Value:
    """Reads what stands under `review`.

    Args:
        node: The value of the key.

    Returns:
        Text, flags, lists and dictionaries; nodes where those would be saved as something else.

    Raises:
        SourceError: It is no mapping, or a part of it that the tool uses is not what it should be.
    """
    if not isinstance(node, Mapping):
        raise node.error(
            f"{REVIEW} has to hold fields with their names: indent them below it, or remove it"
        )
    found: Values = {}
    for key, inner in node.entries:
        name = key.text
        if name == NOT_APPLICABLE[-1]:
            found[name] = _reasons(inner)
        elif name in REVIEW_PARTS:
            found[name] = _part_of_review(REVIEW_PARTS[name], inner, (REVIEW, name))
        else:
            found[name] = _plain(inner)
    return found


def _part_of_review(part: Part, node: Node, path: Path) -> Value:
    """Reads what the tool itself writes into the review; a hand may have been at it since."""
    if isinstance(part, TextPart):
        return "" if is_nothing(node) else read_text(node, path)
    if is_nothing(node):
        return [] if isinstance(part, EntriesPart) else {}
    if isinstance(part, EntriesPart):
        if not isinstance(node, Sequence):
            raise node.error(
                f"{format_path(path)} has to be a list: put each entry on a line of its own, "
                'beginning with "- "'
            )
        return [
            _part_of_review(part.entry, item, (*path, index))
            for index, item in enumerate(node.items)
        ]
    if not isinstance(node, Mapping):
        raise node.error(
            f"{format_path(path)} has to hold texts with their names: indent them below it, each "
            'as "name: text", or remove it'
        )
    if isinstance(part, EntryPart):
        known = part.parts
        return {
            key.text: _part_of_review(known[key.text], inner, (*path, key.text))
            if key.text in known
            else _plain(inner)
            for key, inner in node.entries
        }
    return {key.text: read_text(inner, (*path, key.text)) for key, inner in node.entries}


def _reasons(node: Node) -> Value:
    """Why sections do not apply, by the path of each."""
    path: Path = NOT_APPLICABLE
    if is_nothing(node):
        return {}
    if not isinstance(node, Mapping):
        raise node.error(
            f"{format_path(path)} has to hold a reason for each section: write "
            '"name of the section: why it does not apply" on lines of their own below it'
        )
    reasons: Values = {}
    for key, inner in node.entries:
        if is_nothing(inner):
            raise inner.error(
                f"{format_path(path)}.{key.text} needs a reason: write after the colon why the "
                "section does not apply, or remove the line"
            )
        reasons[key.text] = read_text(inner, (*path, key.text))
    return reasons


def _plain(node: Node, depth: int = 0) -> Value:
    """A node of the review as an ordinary value, where that means the same.

    A number or an empty value stays the node it is, for it would be saved as text.
    """
    if isinstance(node, Scalar):
        if not node.plain or node == Scalar(node.text, "'"):
            return node.text
        return node.text == "true" if node.text in ("true", "false") else node
    if depth == _DEEPEST_REVIEW:
        return node
    if isinstance(node, Sequence):
        return [_plain(item, depth + 1) for item in node.items]
    if isinstance(node, Mapping):
        return {key.text: _plain(inner, depth + 1) for key, inner in node.entries}
    return node
