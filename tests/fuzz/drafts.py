"""Drafts and templates with damage: opened or refused in one line, quickly and in little memory.

Each is a draft or a template of the project, cut,
doubled, spliced with another, or strewn with the signs of YAML; what can be opened is rendered,
checked, edited and saved as a text. A traceback, a step of more than two seconds or
more than 200 MB of memory is a failure, and the text that led to it is kept.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Final, ParamSpec, TypeVar

from designdoc_tui.document import Document
from designdoc_tui.document.progress import progress
from designdoc_tui.draft.load import parse_draft, parse_tree
from designdoc_tui.draft.revise import revised
from designdoc_tui.markdown.render import render
from designdoc_tui.source.errors import SourceError, visible
from designdoc_tui.template.load import builtin_names, builtin_source, read_template
from tests.benchmarks import drafts
from tests.fuzz.outcome import Outcome
from tests.hand_made import HandMade
from tests.strategies import NASTY

P = ParamSpec("P")
T = TypeVar("T")

MOST_SECONDS: Final = 2.0
"""What opening, rendering or saving may take."""

MOST_MEGABYTES: Final = 200
"""By how much all of it may grow the process."""

_LARGEST: Final = 1_000_000  # bytes; the bounds are for files below
_SIGNS: Final = [
    "\n", "\n  ", "\n- ", ": ", "- ", "? ", "[", "]", "{", "}", ",", "#", " #", "|", "|\n", ">-\n",
    "|9+\n", "&a ", "*a", "&a [*a, *a]", "<<: *a", "!!str ", "!x", "%TAG", "%YAML 1.2\n---\n",
    "---\n", "...\n", "\t", "'", '"', "\\", "\r", "\r\n", "\x00", "\x85", "\u2028", "\ufeff", "🙂",
    "\x1b[2J", "[" * 300, "{a: " * 60, "- " * 1200, "x" * 3000, "?" * 200, *NASTY,
]  # fmt: skip


def _bombs() -> list[str]:
    """Texts that are made to cost more than they look."""
    nine = "\n".join(
        f"a{depth}: &a{depth} [{', '.join([f'*a{depth - 1}'] * 9)}]" for depth in range(1, 12)
    )
    return [
        "a0: &a0 lol\n" + nine,
        "a: " + "[" * 5_000,
        "\n".join(f"{' ' * depth}a:" for depth in range(999)),
        "\n".join(f"k{number}: v" for number in range(20_000)),
        "x: " + "a " * 200_000,
        "x: |\n" + "  \n" * 200_000,
        "overview:\n  goals:\n" + "  - a\n" * 100_000,
        "x: &a [" + "b, " * 3_000 + "]\ny: [" + "*a, " * 300 + "]",
        "'" + "''" * 200_000,
        "- " * 400_000,
        "? " * 400_000,
    ]


def seeds(random: Random) -> list[str]:
    """What is damaged: drafts of every kind, and the built-in templates; few of them are large."""
    head = "designdoc: 1\ntemplate: design\n"
    values = drafts.document().values
    small = [{key: values[key] for key in random.sample(sorted(values), 3)} for _ in range(100)]
    by_hand = [HandMade(random).draft(some) for some in small]
    whole = [HandMade(random).draft(values) for _ in range(5)]
    templates = [builtin_source(name).decode() for name in builtin_names()]
    # A part of a template is no template, and refused at once.
    return [
        head,
        drafts.yaml(0),
        *[drafts.yaml(60)] * 9,  # long enough to be read ahead
        *by_hand,
        *whole,
        *templates * 3,
        *(head + one for one in _bombs()),
    ]


def damaged(random: Random, texts: list[str]) -> bytes:
    """One damaged text."""
    text = random.choice(texts)
    for _ in range(random.choice([0, 1, 1, 2, 3, 8])):
        at = random.randrange(len(text) + 1)
        to = min(len(text), at + random.choice([0, 1, 1, 5, 50, 500]))
        what = random.randrange(6)
        if what == 0:
            text = text[:at] + text[to:]
        elif what == 1:
            text = text[:to] + text[at:to] * random.choice([1, 1, 2, 9]) + text[to:]
        elif what == 2:
            other = random.choice(texts)
            start = random.randrange(len(other) + 1)
            text = text[:at] + other[start : start + random.choice([10, 300, 5000])] + text[to:]
        else:
            text = text[:at] + random.choice(_SIGNS) + text[to:]
    content = text.encode("utf-8", "replace")
    if random.randrange(10) == 0 and content:
        at = random.randrange(len(content))
        content = content[:at] + bytes([random.randrange(256)]) + content[at + 1 :]
    return content[:_LARGEST]


def try_out(content: bytes, clock: Clock) -> str:
    """Does with a text what the program does with files.

    Args:
        content: What the file holds.
        clock: Takes the time of each step.

    Returns:
        What came of it, in a word.
    """
    try:
        if b"designdoc: 1" not in content[:200] and b"sections:" in content:
            clock.take(read_template, content, "template.yaml")
            return "template"
        document = clock.take(parse_draft, content, "design.yaml")
    except SourceError as error:
        return _one_line(error)
    parsed = parse_tree(content, "design.yaml")
    if document != Document(parsed.template, parsed.values):
        raise AssertionError("what was opened is not what the parser reads")
    clock.take(render, document)
    clock.take(progress, document)
    before = document.snapshot().document
    document.set("title", "Another title\nof two lines" if len(content) % 2 else "Another")
    goals = document.items("overview.goals")
    document.insert("overview.goals", len(goals) // 2, "One more")
    again = clock.take(revised, content, document, before)
    if parse_draft(again.encode(), "-") != document:
        raise AssertionError("what was saved is not what was edited")
    return "draft"


class Clock:
    """Takes the time of steps.

    Attributes:
        longest: Of the slowest step so far, the seconds of this process.
    """

    def __init__(self) -> None:
        self.longest = 0.0

    def take(self, step: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Does a step."""
        start = time.process_time()
        try:
            return step(*args, **kwargs)
        finally:
            self.longest = max(self.longest, time.process_time() - start)


def _one_line(error: SourceError) -> str:
    said = str(error)
    if not said or said != visible(said):
        raise AssertionError(f"not one harmless line: {said!r}")
    return "refused"


def run(edits: int, seed: int) -> Outcome:
    """Tries damaged drafts and templates.

    Args:
        edits: How many.
        seed: Where the random numbers begin.

    Returns:
        What came of them, and the first failure.
    """
    random = Random(seed)
    texts = seeds(random)
    came: Counter[str] = Counter()
    slowest = 0.0
    floor = _peak()
    for turn in range(edits):
        content = damaged(random, texts)
        clock = Clock()
        try:
            came[try_out(content, clock)] += 1
        except Exception:  # noqa: BLE001 - that is what is looked for
            return Outcome(turn, "", f"{traceback.format_exc()}\n{_kept(content)}")
        slowest = max(slowest, clock.longest)
        if clock.longest > MOST_SECONDS or _peak() - floor > MOST_MEGABYTES:
            cost = f"{clock.longest:.1f} s, {_peak() - floor:.0f} MB more than before"
            return Outcome(turn, "", f"{cost}\n{_kept(content)}")
    sorts = ", ".join(f"{count} {what}" for what, count in came.most_common())
    more = _peak() - floor
    return Outcome(edits, f"{sorts}; slowest {slowest:.2f} s, at most {more:.0f} MB more")


def _kept(content: bytes) -> str:
    """Where a text was put that led to a failure."""
    handle, name = tempfile.mkstemp(prefix="designdoc-fuzz-", suffix=".yaml")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    return f"the text is in {name}"


def _peak() -> float:
    """The most memory the process has had, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)
