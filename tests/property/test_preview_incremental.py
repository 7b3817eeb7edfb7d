"""Whatever is typed, the preview after an edit is the preview of the edited text."""

from __future__ import annotations

from pathlib import Path
from unicodedata import category

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from designdoc_tui.markdown import blocks as blocks_module
from designdoc_tui.markdown import positioned
from designdoc_tui.markdown.blocks import Block, parse, reparse
from designdoc_tui.markdown.passages import Passage, Span
from designdoc_tui.widgets.preview.column import Column
from designdoc_tui.widgets.preview.easel import Easel
from designdoc_tui.widgets.preview.flow import Flow
from designdoc_tui.widgets.preview.heights import Heights
from designdoc_tui.widgets.preview.inline import pieces
from designdoc_tui.widgets.preview.list_rows import takes_one_row
from designdoc_tui.widgets.preview.wrap import Piece, cells, wrap
from tests.fuzz.preview import BITS
from tests.passages import OneText

markdown = st.lists(st.sampled_from(BITS), max_size=30).map("".join)
edits = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 12), st.lists(st.sampled_from(BITS), max_size=3)),
    min_size=1,
    max_size=8,
)
items = st.lists(
    st.sampled_from(
        ["some words", "`code` of it", "**bold**", "[x] done", "[a]: /b", "1. one", "- - -", "# no",
         "a | b", "    code", "<div>", "```", "", "words " * 12]
    ),
    min_size=1,
    max_size=20,
).map(lambda texts: "".join(f"- {text}\n" for text in texts))  # fmt: skip
lists = st.lists(st.one_of(items, items, st.sampled_from(BITS)), min_size=1, max_size=4).map(
    "".join
)
WIDTH = 30
_ACTING = {"Cc", "Cs", "Zl", "Zp"}
"""Control characters, lone surrogates, line and paragraph separators."""


def edited(text: str, edit: tuple[float, int, list[str]]) -> str:
    where, length, bits = edit
    start = int(where * len(text))
    return text[:start] + "".join(bits) + text[start + length :]


def passage(text: str) -> Passage:
    return Passage((Span(text + "\n", "text"),))


def signature(blocks: list[Block]) -> list[object]:
    return [(block.source, block.tokens, dict(block.definitions), block.closed) for block in blocks]


def assert_parses_as_if_afresh(text: str, changes: list[tuple[float, int, list[str]]]) -> None:
    old = text.replace("\r", "") + "\n"
    blocks = list(parse(old))
    for change in changes:
        new = edited(old, change).replace("\r", "") + "\n"
        splice = reparse(blocks, old, new)
        blocks[splice.start : splice.stop] = splice.blocks
        assert signature(blocks) == signature(list(parse(new)))
        assert "".join(block.source for block in blocks) == new
        old = new


def rows(column: Column) -> list[object]:
    return [tuple(column.rows(index)) for index in range(len(column.blocks))]


class TestBlocks:
    @given(markdown)
    def test_they_cover_the_text(self, text: str) -> None:
        text = text.replace("\r", "") + "\n"
        assert "".join(block.source for block in parse(text)) == text

    @given(markdown, edits)
    def test_parsing_around_an_edit_is_parsing_afresh(
        self, text: str, changes: list[tuple[float, int, list[str]]]
    ) -> None:
        assert_parses_as_if_afresh(text, changes)

    @given(lists, edits)
    def test_so_it_is_within_one_item_of_a_list(
        self, text: str, changes: list[tuple[float, int, list[str]]]
    ) -> None:
        assert_parses_as_if_afresh(text, changes)


long_markdown = st.lists(st.sampled_from(BITS), max_size=120).map("".join)


class TestLongBlocks:
    """Lists, quotes, paragraphs and code that are so long that they are cut."""

    @pytest.fixture(autouse=True)
    def everything_is_long(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(positioned, "LONGEST", 60)
        monkeypatch.setattr(positioned, "MOST_LINES", 5)
        monkeypatch.setattr(positioned, "LONGEST_CODE", 40)
        monkeypatch.setattr(positioned, "REACH", 120)
        monkeypatch.setattr(blocks_module, "REACH", 120)

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(long_markdown, edits)
    def test_parsing_around_an_edit_is_parsing_afresh(
        self, text: str, changes: list[tuple[float, int, list[str]]]
    ) -> None:
        assert_parses_as_if_afresh(text, changes)

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(lists, edits)
    def test_so_it_is_within_one_item_of_a_list(
        self, text: str, changes: list[tuple[float, int, list[str]]]
    ) -> None:
        assert_parses_as_if_afresh(text, changes)


class TestRows:
    @given(markdown, edits)
    def test_laying_out_around_an_edit_is_laying_out_afresh(
        self, text: str, changes: list[tuple[float, int, list[str]]]
    ) -> None:
        column = Column(passage(text), WIDTH, Easel())
        for change in changes:
            text = edited(text, change)
            column.change(passage(text))
            fresh = Column(passage(text), WIDTH, Easel())
            assert rows(column) == rows(fresh)
            assert column.height == fresh.height

    @given(markdown)
    @example("```mermaid\n\x1b[0m")
    def test_nothing_is_wider_than_the_width_or_acts_on_the_terminal(self, text: str) -> None:
        column = Column(passage(text), WIDTH, Easel())
        for block in range(len(column.blocks)):
            for row in column.rows(block):
                assert cells(row.text) <= WIDTH
                assert not any(category(sign) in _ACTING for sign in row.text)


class TestLines:
    @given(st.text("ab \n", max_size=60), st.integers(1, 20))
    @example("aa bb c", 5)
    def test_words_taken_at_once_stand_where_they_stand_one_by_one(
        self, text: str, width: int
    ) -> None:
        assert wrap([Piece(text)], width) == wrap([Piece(sign) for sign in text], width)

    @given(
        st.one_of(markdown, st.text("ab *_`~[]<&\\é日\xa0\u200b\u0301\u3164:/.w@\t", max_size=40)),
        st.integers(8, 60),
    )
    @example("`a` **b** www.example.org ~~c~~", 31)
    @example("a \xa0 \u2003", 8)
    @example("abcdefgh \xa0", 8)
    def test_what_surely_takes_one_row_takes_one(self, text: str, width: int) -> None:
        rows = wrap(pieces(text, {}, lambda _target: False), width)
        assert len(rows) == 1 or not takes_one_row(text, width)


class TestHeights:
    @given(st.lists(st.integers(0, 9), min_size=1), st.data())
    def test_sums_are_sums(self, heights: list[int], data: st.DataObject) -> None:
        tree = Heights(heights)
        index = data.draw(st.integers(0, len(heights) - 1))
        heights[index] = tree[index] + 3
        tree[index] = heights[index]
        assert [tree.before(at) for at in range(len(heights))] == [
            sum(heights[:at]) for at in range(len(heights))
        ]
        offset = data.draw(st.integers(0, max(0, sum(heights) - 1)))
        found = tree.find(offset)
        assert tree.before(found) <= offset < tree.before(found) + heights[found]


class TestPublicDocuments:
    def test_each_is_shown_within_the_width(self, corpus: Path) -> None:
        documents = sorted(corpus.rglob("*.md"))
        assert documents
        for path in documents:
            text = path.read_text(encoding="utf-8", errors="replace")
            shown = Flow(OneText(text), 60, Easel()).lines()
            assert max(map(cells, shown), default=0) <= 60, path
            assert not any(category(sign) in _ACTING for line in shown for sign in line), path
