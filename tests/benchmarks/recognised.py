"""How much of real documents comes in as fields: `python -m tests.benchmarks.recognised`.

Prints a table for the documents under `DESIGNDOC_CORPUS`, a row for each kind of document. Each
document counts in one row.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from designdoc_tui.markdown.imported.importing import import_markdown
from designdoc_tui.template.load import load_template
from designdoc_tui.template.model import Template
from designdoc_tui.template.path import parse_path
from tests.documents import corpus_paths

_TIERS: Final[tuple[tuple[str, Callable[[Path], bool]], ...]] = (
    ("same-template", lambda path: path.parts[0] == "same-template"),
    ("openspec, design.md", lambda path: path.parts[0] == "openspec" and path.name == "design.md"),
    ("openspec, the rest", lambda path: path.parts[0] == "openspec"),
    ("other", lambda path: True),
)
"""A document belongs to the first that says so."""


@dataclass(slots=True)
class Tier:
    """What was found in documents of one kind.

    Attributes:
        documents: How many there are.
        headings: Their headings, those within a field's own text left out.
        known: Headings that belong to a section of the template.
        fields: The fields of the sections that were recognised.
        filled: Those of them that say something.
        found: Those that say something, or stand there with the template's own words.
    """

    documents: int = 0
    headings: int = 0
    known: int = 0
    fields: int = 0
    filled: int = 0
    found: int = 0

    def add(self, text: str, template: Template) -> None:
        """Counts one document."""
        sections = import_markdown(text, template).report.sections
        headed = [section for section in sections if section.level]
        self.documents += 1
        self.headings += len(headed)
        self.known += sum(bool(section.path) for section in headed)
        self.filled += sum(len(section.filled) for section in sections)
        self.found += sum(len(section.taken) for section in sections)
        for path in {parse_path(section.path) for section in sections if section.path}:
            section = template.sections_by_path.get(path)
            self.fields += 1 if section is None else len(section.fields)


def measured(template: Template) -> dict[str, Tier]:
    """Counts the documents of the corpus, by the name of their kind."""
    tiers = {name: Tier() for name, _ in _TIERS}
    corpus = Path(os.environ.get("DESIGNDOC_CORPUS", "."))
    for path in corpus_paths():
        name = next(name for name, holds in _TIERS if holds(path.relative_to(corpus)))
        tiers[name].add(path.read_bytes().decode(), template)
    return tiers


def _share(part: int, whole: int) -> str:
    return f"{part:5} {part / whole:5.0%}" if whole else f"{part:5}     -"


def main() -> None:
    """Prints the table."""
    print(f"{'':20} {'docs':>5} {'headings':>9} {'recognised':>11} {'fields':>7} "
          f"{'filled':>11} {'found':>11}")  # fmt: skip
    for name, tier in measured(load_template("design")).items():
        print(f"{name:20} {tier.documents:5} {tier.headings:9} {_share(tier.known, tier.headings)} "
              f"{tier.fields:7} {_share(tier.filled, tier.fields)} "
              f"{_share(tier.found, tier.fields)}")  # fmt: skip


if __name__ == "__main__":
    main()
