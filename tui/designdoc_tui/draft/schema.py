"""A JSON Schema of drafts, for editors.

It says of a draft what `conform` says: what opens, not what is finished; so a status that is no
option is a finding of `check`, and the schema only suggests the options. It is made from the same
template, and a test holds the two against each other.

A schema sees what YAML makes of the text, and the tool reads the text itself. So they differ where
YAML hides how a value is written; `docs/rules.md` lists those cases:

- A quoted `"yes"` looks like a plain one where YAML 1.2 is read: the schema lets it pass as a flag.
- `~` and `null` look like a key without a value, and are text to the tool.
- A version of `1.0` is the number 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from designdoc_tui.document.document import CONFLICTS, NOT_APPLICABLE
from designdoc_tui.document.layout import (
    BYTE_ORDER_MARK,
    CRLF,
    LINE_ENDS,
    PIECE_KEYS,
    PIECES,
    PLACEHOLDERS,
)
from designdoc_tui.draft.load import FORMAT_VERSION
from designdoc_tui.review.shape import (
    REVIEW_PARTS,
    EntriesPart,
    EntryPart,
    Part,
    TextPart,
)
from designdoc_tui.template.kinds import Shape
from designdoc_tui.template.kinds.records import Records
from designdoc_tui.template.reserved import LAYOUT, REVIEW, TEMPLATE, VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designdoc_tui.template.field import Field
    from designdoc_tui.template.model import Section, Template

Schema = dict[str, Any]

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_SCALARS: Final = ["string", "number", "boolean"]
_YES_OR_NO: Final = "^([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[Yy][Ee][Ss]|[Nn][Oo])$"
_TEXT: Final = "text"
_FLAG: Final = "flag"


def draft_schema(template: Template) -> Schema:
    """Makes the schema of drafts that follow a template.

    Args:
        template: The template.

    Returns:
        A JSON Schema, 2020-12. Keys it does not name are allowed, as the tool keeps them.
    """
    version = {
        "description": "The version of the draft format.",
        "enum": [int(FORMAT_VERSION), FORMAT_VERSION],
    }
    name = {"description": "The template that the draft follows.", "const": template.name}
    return {
        "$schema": _DIALECT,
        "title": f"Draft: {template.title}",
        "type": "object",
        "required": [VERSION, TEMPLATE],
        "properties": {
            VERSION: version,
            TEMPLATE: name,
            **_properties(template.fields, template.sections),
            REVIEW: _review(),
            LAYOUT: _layout(),
        },
        "$defs": {
            _TEXT: {"type": [*_SCALARS, "null"]},
            _FLAG: {
                "anyOf": [
                    {"type": ["boolean", "null"]},
                    {
                        "type": "string",
                        "pattern": _YES_OR_NO,
                    },
                ]
            },
        },
    }


def _properties(fields: Iterable[Field], sections: Iterable[Section]) -> dict[str, Schema]:
    found = {field.key: _field(field) for field in fields}
    return found | {section.key: _section(section) for section in sections}


def _section(section: Section) -> Schema:
    if section.is_value:
        return _field(section.fields[0])
    return {
        "title": section.heading,
        **_described(section.help),
        "type": ["object", "null"],
        "properties": _properties(section.fields, section.sections),
    }


def _field(field: Field) -> Schema:
    said = {"title": field.label, **_described(field.help)}
    shape = field.kind.shape
    if shape is Shape.TEXT:
        if field.kind.answers:
            said["examples"] = [value for _, value in field.kind.answers]
        return {**said, "$ref": f"#/$defs/{_TEXT}"}
    if shape is Shape.FLAG:
        return {**said, "$ref": f"#/$defs/{_FLAG}"}
    items: Schema = {"$ref": f"#/$defs/{_TEXT}"}
    if isinstance(field.kind, Records):
        items = {
            "title": field.kind.noun,
            "type": ["object", "null"],
            "properties": _properties(field.kind.fields, ()),
        }
    return {**said, "type": ["array", "null"], "items": items}


def _described(text: str) -> Schema:
    return {"description": text} if text else {}


def _layout() -> Schema:
    flag: Schema = {"$ref": f"#/$defs/{_FLAG}"}
    piece: Schema = {
        "type": ["object", "null"],
        "properties": {key: {"type": [*_SCALARS, "null"]} for key in PIECE_KEYS},
    }
    return {
        "description": "How the Markdown is laid out, for a document that was imported.",
        "type": ["object", "null"],
        "properties": {
            LINE_ENDS: {"enum": [CRLF, None]},
            BYTE_ORDER_MARK: flag,
            PLACEHOLDERS: flag,
            PIECES: {"type": ["array", "null"], "items": piece},
        },
    }


def _review() -> Schema:
    reasons = {
        "description": "Sections that do not apply, by their path, each with the reason.",
        "type": ["object", "null"],
        "additionalProperties": {"type": _SCALARS},
    }
    conflicts = {
        "description": "What two sides of a merge disagree about: decide each and remove it."
    }
    return {
        "description": "What reviewers said, and what the draft sets aside.",
        "type": ["object", "null"],
        "properties": {
            NOT_APPLICABLE[-1]: reasons,
            CONFLICTS[-1]: conflicts,
            **{key: _part_of_review(part) for key, part in REVIEW_PARTS.items()},
        },
    }


def _part_of_review(part: Part) -> Schema:
    text = {"$ref": f"#/$defs/{_TEXT}"}
    said = _described(part.about)
    if isinstance(part, TextPart):
        return {**said, **text}
    if isinstance(part, EntriesPart):
        return {**said, "type": ["array", "null"], "items": _part_of_review(part.entry)}
    if isinstance(part, EntryPart):
        known = {key: _part_of_review(inner) for key, inner in part.parts.items()}
        return {**said, "type": ["object", "null"], "properties": known}
    return {**said, "type": ["object", "null"], "additionalProperties": text}
