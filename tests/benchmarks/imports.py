"""Importing Markdown: against parsing it with mistune, and a long document against a short one.

The specification is 10,000 lines of documents of `DESIGNDOC_CORPUS`, or of the template where
that is not set. Time is that of the process, and the garbage of one turn is collected before the
next.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import process_time

import mistune

from designdoc_tui.markdown.imported.importing import import_markdown
from designdoc_tui.template.load import load_template
from tests.benchmarks.figures import Figure, Goal, Group
from tests.documents import corpus_documents, template_markdown

_LINES = 10_000
_SHORT = 1_000_000
_TIMES = 10


def measure(turns: int) -> list[Group]:
    """Takes the figures."""
    template = load_template("design")
    text = _text()
    specification = "\n".join(text.split("\n", _LINES)[:_LINES])
    short = (text * (_SHORT // len(text) + 1))[:_SHORT]
    parse = mistune.create_markdown(renderer="ast")
    figures = (
        _figure(
            f"import {_LINES:,} lines, mistune's parse",
            lambda: import_markdown(specification, template),
            lambda: parse(specification),
            turns,
            Goal(2),
        ),
        _figure(
            f"import {_SHORT * _TIMES // 10**6} MB, {_SHORT // 10**6} MB",
            lambda: import_markdown(short * _TIMES, template),
            lambda: import_markdown(short, template),
            turns,
            Goal(12),
        ),
    )
    return [Group("Import", "what stands behind the comma", figures)]


def _text() -> str:
    """Many documents behind each other, those with a block that never ends left out."""
    whole = [source.decode().replace("\r\n", "\n") for source in corpus_documents()]
    sound = [text.rstrip() for text in whole if text.count("```") % 2 == 0 and text[:3] != "---"]
    return "\n\n".join(sound or [template_markdown().decode()] * 50) + "\n\n"


def _figure(
    what: str, ours: Callable[[], object], floor: Callable[[], object], turns: int, goal: Goal
) -> Figure:
    taken: tuple[list[float], list[float]] = ([], [])
    for turn in range(turns + 1):
        for work, times in zip((ours, floor), taken, strict=True):
            gc.collect()
            start = process_time()
            work()
            if turn:
                times.append((process_time() - start) * 1000)
    return Figure(what, taken[0], taken[1], goals=(goal,))
