"""Documents to try things on: the example, those of the corpus, those of the specifications."""

from __future__ import annotations

import json
import os
from pathlib import Path

import designdoc_tui
from designdoc_tui.document import Document
from designdoc_tui.markdown.render import render
from designdoc_tui.template.load import load_template

EXAMPLE = Path(designdoc_tui.__file__).parent / "examples/two-factor-sign-in/design.yaml"
"""The draft that comes with the tool: in review, with one blocker."""


def corpus_paths() -> list[Path]:
    """The documents under `DESIGNDOC_CORPUS`; none where it is not set."""
    folder = os.environ.get("DESIGNDOC_CORPUS")
    tiers = ("openspec", "other", "same-template")
    if not folder:
        return []
    return sorted(path for tier in tiers for path in (Path(folder) / tier).rglob("*.md"))


def corpus_documents() -> list[bytes]:
    """Their bytes."""
    return [path.read_bytes() for path in corpus_paths()]


def spec_examples(corpus: Path) -> list[str]:
    """The Markdown of every example of the CommonMark and GFM specifications."""
    return [
        example["markdown"]
        for path in sorted((corpus / "markdown-spec").glob("*.json"))
        for example in json.loads(path.read_text())
    ]


def template_markdown() -> bytes:
    """The template as people copied it."""
    return render(Document(load_template("design")), placeholders=True).encode()
