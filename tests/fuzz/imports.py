"""Whatever is done to the bytes of a document, it goes out as it came in.

Real documents (those under `DESIGNDOC_CORPUS`; the template where it is not set) are damaged at
random, imported, and rendered again; the draft is written and read on the way.
"""

from __future__ import annotations

import random
import traceback
from collections.abc import Sequence
from typing import Final

from designdoc_tui.draft.canonical import values_to_yaml
from designdoc_tui.draft.load import parse_draft
from designdoc_tui.markdown.imported.importing import import_markdown
from designdoc_tui.markdown.render import render
from designdoc_tui.template.load import load_template
from tests.documents import corpus_documents, template_markdown
from tests.fuzz.outcome import Outcome

BITS: Final = [
    b"\n", b"\r\n", b"\r", b" ", b"    ", b"\t", b"```\n", b"~~~\n", b"# ", b"## Goals\n", b"- ",
    b"* ", b"1. ", b"- [x] ", b"**", b": ", b"`", b"\x00", b"\x85", b"\xc2\x85", b"<!--", b"-->",
    b"---\n", b"===\n", b"\xe2\x80\xa8", b"\xef\xbb\xbf", b"\xef\xbf\xbe", b"<div>\n", b"> ",
]  # fmt: skip
"""What is put in: what begins or ends something, and what some tools cannot carry."""

_LONGEST: Final = 20_000


def damaged(source: bytes, numbers: random.Random) -> bytes:
    """A document with some of its bytes changed.

    Args:
        source: The document.
        numbers: Where the changes come from.
    """
    content = bytearray(source)
    for _ in range(numbers.randint(1, 8)):
        place = numbers.randrange(len(content) + 1)
        kind = numbers.random()
        if kind < 0.3:
            del content[place : place + numbers.randint(1, 40)]
        elif kind < 0.6:
            content[place:place] = numbers.choice(BITS)
        elif kind < 0.9:
            begin = numbers.randrange(len(content) + 1)
            content[place:place] = content[begin : begin + numbers.randint(1, 200)]
        elif place < len(content):
            content[place] = numbers.randrange(256)
    return bytes(content)


def sources() -> Sequence[bytes]:
    """The documents that are damaged."""
    found = [source for source in corpus_documents() if len(source) <= _LONGEST]
    # The template is what most fields are read in.
    return [*found, *[template_markdown()] * max(1, len(found) // 5)]


def failure(text: str) -> str | None:
    """What goes wrong with a text; `None` when it goes out as it came in."""
    template = load_template("design")
    try:
        document = import_markdown(text, template).document
        opened = parse_draft(values_to_yaml(document).encode(), "design.yaml")
        if opened == document and render(opened) == text:
            return None
        return f"{text!r} came out as {render(opened)!r}"
    except Exception:  # noqa: BLE001 - whatever it is, it is a finding
        return f"{text!r}: {traceback.format_exc()}"


def run(edits: int, seed: int) -> Outcome:
    """See `tests.fuzz.outcome.Target`."""
    numbers = random.Random(seed)
    known = sources()
    what = "bytes in and out"
    done = 0
    while done < edits:
        try:
            text = damaged(numbers.choice(known), numbers).decode()
        except UnicodeDecodeError:
            continue  # refused before it is imported
        done += 1
        wrong = failure(text)
        if wrong is not None:
            return Outcome(done, what, wrong)
    return Outcome(done, what)
