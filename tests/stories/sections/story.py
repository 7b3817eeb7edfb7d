"""What a story about a section consists of."""

from __future__ import annotations

from abc import ABC, abstractmethod
from textwrap import dedent
from typing import ClassVar

from tests.stories.author import Author


class Story(ABC):
    """One section written from beginning to end, with the keyboard alone.

    Attributes:
        heading: The section's heading.
        yaml: What the section adds to `design.yaml`, between what a fresh draft has.
        markdown: What the section adds to `design.md`.
    """

    heading: ClassVar[str]
    yaml: ClassVar[str]
    markdown: ClassVar[str]

    @abstractmethod
    def write(self, author: Author) -> None:
        """Fills every field, from the first one of the section on."""

    @property
    def draft(self) -> str:
        """The whole `design.yaml` once the section is saved."""
        return _YAML_BEFORE + dedent(self.yaml).lstrip("\n") + _YAML_AFTER

    @property
    def document(self) -> str:
        """The whole `design.md` once the section is saved."""
        return _MARKDOWN_BEFORE + dedent(self.markdown)


_YAML_BEFORE = """\
designdoc: 1
template: design
title: Sign-in
metadata:
  change_id: sign-in
  author: Ada Lovelace <ada@example.org>
  status: Draft
  last_updated: '2026-11-22'
"""

_YAML_AFTER = """\
approval:
  - role: Technical Lead
  - role: Security Review
  - role: Performance Review
  - role: Product Owner
"""

_MARKDOWN_BEFORE = """\
# Design Document: Sign-in

## Metadata

- **Change ID**: `sign-in`
- **Author**: Ada Lovelace <ada@example.org>
- **Status**: `Draft`
- **Last Updated**: 2026-11-22
"""
