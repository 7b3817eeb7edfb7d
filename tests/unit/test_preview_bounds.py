"""However a document is written, the preview reads no more of it than a screen needs.

Work is counted in calls, which are the same on every machine. What happens inside one call
of a regular expression is not counted, so its time is compared with an ordinary document's.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

import pytest

from designdoc_tui.markdown import blocks, positioned
from designdoc_tui.markdown.blocks import parse
from designdoc_tui.markdown.references import definitions_in
from designdoc_tui.widgets.preview.easel import Easel
from designdoc_tui.widgets.preview.flow import Flow
from tests.passages import OneText
from tests.work import calls

WINDOW: Final = 50

MOST_CALLS: Final = 300_000
"""For the window of one document. A frame of 100 ms is about a million on a slow machine."""

ORDINARY: Final = "".join(
    f"## Section {number}\n\nSome *words* and `code` in a [paragraph](https://example.org).\n\n"
    "- one\n  - two\n  - three\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
    for number in range(300)
)


def nested(depth: int) -> str:
    return "".join("  " * level + "- a\n" for level in range(depth))


def table(columns: int, rows: int) -> str:
    def line(cell: str) -> str:
        return "|" + f"{cell}|" * columns + "\n"

    return line("h") + line("-") + line("c") * rows


HOSTILE: Final[dict[str, str]] = {
    "nested lists, a line each": nested(1_500),
    "nested lists on one line": "- " * 5_000 + "x\n",
    "nested quotes": ">" * 5_000 + " x\n",
    "lists and quotes in turn": "> - " * 5_000 + "x\n",
    "a list of many items": "- item one\n" * 10_000,
    "a numbered list of many items": "".join(f"{n}. item\n" for n in range(1, 10_001)),
    "an item of many lines": "- a\n" + "  some words\n" * 50_000,
    "a quote of many lines": "> some words\n" * 50_000,
    "a lazy quote": "> a\n" + "some words\n" * 50_000,
    "a paragraph of many lines": "some words\n" * 50_000,
    "a megabyte on one line": "word " * 200_000 + "\n",
    "a megabyte without a space": "x" * 1_000_000 + "\n",
    "a list item of a megabyte": "- " + "word " * 200_000 + "\n",
    "emphasis that never closes": "*a " * 50_000 + "\n",
    "brackets that never close": "[" * 100_000 + "\n",
    "blank lines": "a\n" + "\n" * 100_000 + "b\n",
    "blank lines in a list": "- a\n" + "\n" * 100_000 + "b\n",
    "a long table": table(50, 1_000),
    "a wide table": table(50, 79),
    "a table of pipes": "|" * 50_000 + "\n" + "|-" * 25_000 + "\n",
    "a fence that never closes": "```\n" + "code line\n" * 100_000,
    "indented code": "    code line\n" * 100_000,
    "HTML that never closes": "<div>\n" + "x\n" * 300_000,
    "definitions": "".join(f"[a{number}]: /b\n\n" for number in range(50_000)),
    "zero-width characters": "\u200b" * 300_000 + "\n",
    "letters with many accents": ("a" + "\u0301" * 1_000) * 200 + "\n",
    "from right to left": "\u202e\u0627\u0644\u0639\u0631\u0628\u064a\u0629 " * 30_000 + "\n",
    "backticks": "".join("`" * length + " " for length in range(300)) + "\n",
}


def cost(work: Callable[[], object]) -> float:
    """Processor time in seconds, the least of three."""
    times = []
    for _ in range(3):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def opened(text: str) -> Flow:
    flow = Flow(OneText(text), 80, Easel())
    flow.window(WINDOW)
    return flow


@pytest.fixture(scope="module")
def floor() -> float:
    """What an ordinary document of some pages costs, all of it laid out."""
    return cost(lambda: Flow(OneText(ORDINARY), 80, Easel()).lines())


@pytest.mark.parametrize("name", HOSTILE)
class TestWork:
    def test_opening(self, name: str) -> None:
        assert calls(lambda: opened(HOSTILE[name])) < MOST_CALLS

    def test_an_edit_in_the_middle(self, name: str) -> None:
        source = OneText(HOSTILE[name])
        flow = Flow(source, 80, Easel())
        flow.window(WINDOW)
        middle = len(source.text) // 2
        source.text = source.text[:middle] + "z" + source.text[middle:]

        def edit() -> None:
            flow.change(0, WINDOW)
            flow.window(WINDOW)

        assert calls(edit) < MOST_CALLS

    def test_looking_for_what_it_defines(self, name: str) -> None:
        text = HOSTILE[name] + "[a]: /b\n"
        assert calls(lambda: definitions_in(text)) < MOST_CALLS

    def test_it_takes_no_longer_than_an_ordinary_document(self, name: str, floor: float) -> None:
        assert cost(lambda: opened(HOSTILE[name])) < floor


class TestWhatIsCut:
    def test_no_line_is_lost(self) -> None:
        text = "".join(f"{number}. item {number}\n" for number in range(1, 1_201))
        shown = [line for line in Flow(OneText(text), 80, Easel()).lines() if line]
        assert [line.split()[-1] for line in shown] == [str(n) for n in range(1, 1_201)]
        assert all(line.split()[0] == f"{line.split()[-1]}." for line in shown)

    def test_what_is_nested_too_deeply_is_shown_as_it_is_written(self) -> None:
        shown = "".join(opened("- " * 30 + "deep\n").lines())
        assert "- - - - - - - - - - deep" in shown

    def test_a_long_list_is_cut_between_items(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for module in (positioned, blocks):
            monkeypatch.setattr(module, "REACH", 200)
        monkeypatch.setattr(positioned, "LONGEST", 100)
        text = "".join(f"- item {number}\n\n  more of it\n" for number in range(20))
        assert all(block.source.startswith("- item") for block in parse(text))

    def test_text_after_a_long_list_is_no_part_of_it(self) -> None:
        shown = Flow(OneText("- item\n" * 1_000 + "\nAfter.\n"), 80, Easel()).lines()
        assert shown[-2:] == ["", "After."]
