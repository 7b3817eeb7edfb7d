"""The keys at the top of a draft that are the tool's own: no template may have them."""

from __future__ import annotations

from typing import Final

VERSION: Final = "designdoc"
"""The version of the format; the first line of a draft."""

TEMPLATE: Final = "template"
"""The name of the template."""

REVIEW: Final = "review"
"""What reviewers said, and why sections do not apply."""

LAYOUT: Final = "layout"
"""How a document that came in as Markdown is laid out."""

RESERVED: Final = frozenset({VERSION, TEMPLATE, REVIEW, LAYOUT})
