"""The preview after an edit is the preview of the edited text, whatever the edit.

Real documents (those under `DESIGNDOC_CORPUS`; the example draft and the template where it is not
set) are cut into a few passages and edited at random: pieces of Markdown typed, lines removed,
doubled and moved. After each edit the blocks, and the rows of a block in sight, are compared with
those of the same text parsed afresh; now and then, all the rows of the whole document.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from designdoc_tui.draft.load import load_draft
from designdoc_tui.markdown import blocks as blocks_module
from designdoc_tui.markdown import positioned
from designdoc_tui.markdown.blocks import Block, parse, reparse
from designdoc_tui.markdown.passages import Passage, Span
from designdoc_tui.markdown.render import render
from designdoc_tui.widgets.preview.easel import Easel
from designdoc_tui.widgets.preview.flow import Flow, Shown
from tests.fuzz.outcome import Outcome

BITS: Final = [
    "a", "b c", " ", "    ", "\t", "\n", "\n\n", "\n\n\n", "- ", "  - ", "1. ", "2. ", "> ",
    "- [ ] ", "```\n", "~~~\n", "# h", "***", "---\n", "===\n", "|", "a | b\n--|--\n",
    "| x | y |\n",
    "[a]: /u\n", "[a]: /u\n'", "[a]", "[^n]: note\n", "[^n]", "<div>\n", "</div>\n", "<!--", "-->",
    "```mermaid\n", "graph LR\n", "a --> b\n", "[a](b.md)", "![a](b)", "      \n",
    "<pre>", "</pre", "<?", "*", "_", "`", "'", "\\", "\r\n", "日本", "\x1b[0m",
]  # fmt: skip
"""What is typed: everything that begins or ends something in Markdown."""

_ROOT: Final = Path(__file__).parents[2]
_EDITS_OF_A_TEXT: Final = 100
_LONGEST: Final = 4_000
"""Characters of a document that are edited: the whole of it is parsed after each edit."""

_ROWS_EVERY: Final = 10
_CUT_SHORT: Final = {"LONGEST": 60, "MOST_LINES": 5, "LONGEST_CODE": 40, "REACH": 120}
"""Limits so low that every list and paragraph is cut, in one run of three."""

_WIDTH: Final = 40
_WINDOW: Final = 30


def run(edits: int, seed: int) -> Outcome:
    """See `tests.fuzz.outcome.Target`."""
    numbers = random.Random(seed)
    texts = list(_texts())
    done = 0
    while done < edits:
        count = min(_EDITS_OF_A_TEXT, edits - done)
        name, text = numbers.choice(texts)
        begin = numbers.randrange(max(1, len(text) - _LONGEST // 2))
        excerpt = text[begin : begin + numbers.randrange(100, _LONGEST)]
        with _limits_lowered() if numbers.random() < 1 / 3 else _limits_as_they_are():
            steps = _edit_blocks if numbers.random() < 1 / 2 else _edit_document
            for failure in steps(excerpt, count, numbers):
                done += 1
                if failure is not None:
                    where = f"{name}, characters from {begin}, edit {done}"
                    return Outcome(done, "", f"{where}\n{failure}")
    return Outcome(done, f"{len(texts)} documents, blocks and rows")


def _texts() -> Iterator[tuple[str, str]]:
    folder = os.environ.get("DESIGNDOC_CORPUS")
    for path in sorted(Path(folder).rglob("*.md")) if folder else ():
        yield path.name, path.read_text(encoding="utf-8", errors="replace")
    example = _ROOT / "tui/designdoc_tui/examples/two-factor-sign-in/design.yaml"
    yield "the example draft", render(load_draft(example).document)
    template = _ROOT / "tests/data/design-template.md"
    yield "the template", template.read_text(encoding="utf-8")


def edited(text: str, numbers: random.Random) -> str:
    """A text after one edit: something typed, removed, doubled or moved."""
    start = numbers.randrange(len(text) + 1)
    kind = numbers.random()
    if kind < 0.7:
        typed = "".join(numbers.choices(BITS, k=numbers.randrange(3)))
        return text[:start] + typed + text[start + numbers.randrange(8) :]
    lines = text.split("\n")
    at = numbers.randrange(len(lines))
    taken = lines[at : at + numbers.randrange(1, 6)]
    if kind < 0.9:
        del lines[at : at + len(taken)]
    if kind >= 0.8:
        to = numbers.randrange(len(lines) + 1)
        lines[to:to] = taken
    return "\n".join(lines)


def _edit_blocks(text: str, count: int, numbers: random.Random) -> Iterator[str | None]:
    """Compares blocks parsed around each edit with those parsed afresh; says what differs."""
    old = text.replace("\r", "") + "\n"
    blocks = list(parse(old))
    for _ in range(count):
        new = edited(old, numbers).replace("\r", "").rstrip("\n") + "\n"
        splice = reparse(blocks, old, new)
        blocks[splice.start : splice.stop] = splice.blocks
        if _of_blocks(blocks) != _of_blocks(list(parse(new))):
            yield f"before: {old!r}\nafter: {new!r}"
            return
        yield None
        old = new


def _of_blocks(blocks: list[Block]) -> list[object]:
    return [(block.source, block.tokens, dict(block.definitions), block.closed) for block in blocks]


class _Document:
    """A text as a document of several passages."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts

    def __len__(self) -> int:
        return len(self.texts)

    def passage(self, index: int) -> Passage:
        return Passage((Span(self.texts[index] + "\n", str(index)),))

    def estimate(self, index: int) -> int:
        return self.texts[index].count("\n")

    def index_of(self, path: str) -> int | None:
        return int(path) if path else None


def _edit_document(text: str, count: int, numbers: random.Random) -> Iterator[str | None]:
    """Compares what is in the window after each edit, and now and then all rows."""
    parts = numbers.randrange(1, 5)
    size = len(text) // parts + 1
    source = _Document([text[at : at + size] for at in range(0, max(1, len(text)), size)])
    flow = Flow(source, _WIDTH, Easel())
    flow.rows()
    for number in range(count):
        index = numbers.randrange(len(source))
        before = list(source.texts)
        source.texts[index] = edited(source.texts[index], numbers)
        flow.change(index, _WINDOW)
        fresh = Flow(source, _WIDTH, Easel())
        whole = number % _ROWS_EVERY == 0
        if whole:
            same = _looks(flow.rows()) == _looks(fresh.rows())
        else:
            window = flow.window(_WINDOW)
            fresh.rows()
            fresh.top = flow.top
            same = _looks(window) == _looks(fresh.window(_WINDOW))
        if not same:
            yield f"passage {index} of {before!r}\nbecame {source.texts[index]!r}"
            return
        yield None


def _looks(rows: list[Shown]) -> list[object]:
    return [(row.look, row.place, row.line) for row in rows]


@contextmanager
def _limits_as_they_are() -> Iterator[None]:
    yield


@contextmanager
def _limits_lowered() -> Iterator[None]:
    before = {name: getattr(positioned, name) for name in _CUT_SHORT}
    try:
        for name, value in _CUT_SHORT.items():
            setattr(positioned, name, value)
        blocks_module.REACH = _CUT_SHORT["REACH"]  # type: ignore[misc]
        yield
    finally:
        for name, value in before.items():
            setattr(positioned, name, value)
        blocks_module.REACH = before["REACH"]  # type: ignore[misc]
