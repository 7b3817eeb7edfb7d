"""How the review part of a draft is written: told once, for the loader and for the schema.

The reasons why sections do not apply, and the rules that are switched off, are told where they are
used. Keys that are not named here are kept as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple


class TextPart(NamedTuple):
    """One text.

    Attributes:
        about: What it says, for editors.
    """

    about: str


class TextsPart(NamedTuple):
    """Texts under keys of their own.

    Attributes:
        about: What they say.
    """

    about: str


class EntryPart(NamedTuple):
    """A mapping with keys that are known.

    Attributes:
        about: What it is.
        parts: What stands under each key.
    """

    about: str
    parts: Mapping[str, Part]


class EntriesPart(NamedTuple):
    """A list of mappings.

    Attributes:
        about: What is listed.
        entry: What each entry is.
    """

    about: str
    entry: EntryPart


Part = TextPart | TextsPart | EntryPart | EntriesPart
"""What may stand under a key of the review."""

_WHO: Final[dict[str, Part]] = {
    "name": TextPart("Who."),
    "email": TextPart("Their address."),
    "at": TextPart("When: date and time with the distance from UTC (ISO 8601)."),
}
_DIGEST: Final = TextPart("The SHA-256 of what is covered.")

REVIEW_PARTS: Final[Mapping[str, Part]] = MappingProxyType(
    {
        "author_may_sign": TextPart(
            "Why the author's own sign-off counts; without it, it does not."
        ),
        "marks": EntriesPart(
            "Sections that somebody has read.",
            EntryPart(
                "A section that somebody has read.",
                {"section": TextPart("The path of the section."), **_WHO, "digest": _DIGEST},
            ),
        ),
        "sign_offs": EntriesPart(
            "Who agreed, in what role, and to what.",
            EntryPart(
                "One person's agreement.",
                {
                    "id": TextPart("What tells it from others."),
                    "role": TextPart("In what capacity."),
                    **_WHO,
                    "digest": _DIGEST,
                    "record": TextPart("The SHA-256 of this entry, without what was added later."),
                    "withdrawn": EntryPart(
                        "That it was taken back.", {**_WHO, "reason": TextPart("Why.")}
                    ),
                },
            ),
        ),
        "comments": EntriesPart(
            "What was said about a section or a field.",
            EntryPart(
                "A comment.",
                {
                    "id": TextPart("What tells it from others."),
                    "path": TextPart("The section or field it is about."),
                    "quote": TextPart("The words it is about."),
                    "text": TextPart("What is said."),
                    **_WHO,
                    "replies": EntriesPart(
                        "What was answered.",
                        EntryPart("A reply.", {**_WHO, "text": TextPart("What is answered.")}),
                    ),
                    "resolved": EntryPart("That it is settled.", _WHO),
                },
            ),
        ),
        "history": EntriesPart(
            "Every step of the status.",
            EntryPart(
                "One step.",
                {
                    "from": TextPart("The status before."),
                    "to": TextPart("The status after."),
                    **_WHO,
                },
            ),
        ),
        "states": TextsPart("Earlier texts, packed, under their digests."),
    }
)
"""What stands under each key of the review."""
