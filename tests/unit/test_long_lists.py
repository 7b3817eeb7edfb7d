"""A list of thousands of items is written in as quickly as a short one."""

from __future__ import annotations

import pytest

from designdoc_tui.document import Document
from designdoc_tui.markdown.blocks import Block, parse, parse_more, reparse
from designdoc_tui.markdown.live import LivePassages
from designdoc_tui.markdown.passages import Passage, Span
from designdoc_tui.template.fragments import text_of
from designdoc_tui.template.kinds.items import Items
from designdoc_tui.template.load import load_template
from designdoc_tui.widgets.preview.column import Column
from designdoc_tui.widgets.preview.easel import Easel
from designdoc_tui.widgets.preview.fields import Fields
from designdoc_tui.widgets.preview.flow import Flow
from tests.work import calls

MANY = 5_000
WINDOW = 30
GOALS = "overview.goals"


def goals(count: int) -> Document:
    texts = [f"something *worth* reaching, {number}" for number in range(1, count + 1)]
    return Document(load_template("design"), {"overview": {"goals": list(texts)}})


def section(document: Document) -> Passage:
    passages = LivePassages(document)
    return passages.passage(passages.index_of(GOALS) or 0)


class OneList:
    """A document of one list, written before it is asked for."""

    def __init__(self, count: int) -> None:
        self._texts = [f"something *worth* reaching, {number}" for number in range(count)]
        self.write()

    def edit(self, index: int, text: str) -> None:
        self._texts[index] += text
        self.write()

    def add(self, index: int, text: str) -> None:
        self._texts.insert(index, text)
        self.write()

    def write(self) -> None:
        text = "\n".join(f"- Goal {number}: {each}" for number, each in enumerate(self._texts, 1))
        list_span = Span(text, "list", items=range(len(self._texts)))
        self._passage = Passage((Span("### Goals\n\n"), list_span, Span("\n")))

    def __len__(self) -> int:
        return 1

    def passage(self, index: int) -> Passage:
        return self._passage

    def estimate(self, index: int) -> int:
        return len(self._texts)

    def index_of(self, path: str) -> int | None:
        return 0


def followed(source: OneList, index: int) -> Flow:
    """A window on an item, after a key in it."""
    flow = Flow(source, 60, Easel())
    flow.follow(f"list[{index}]")
    flow.reveal(WINDOW)
    source.edit(index, "z")
    flow.change(0, WINDOW)
    flow.window(WINDOW)
    return flow


def shown(flow: Flow) -> list[str]:
    return ["".join(run.text for run in row.runs) for row in flow.window(WINDOW)]


class TestWriting:
    def test_takes_one_piece_however_long_the_list(self) -> None:
        assert len(section(goals(MANY)).spans) == len(section(goals(2)).spans)

    def test_takes_little_for_an_item(self) -> None:
        kind, items = Items(label="Goal {#}"), ["something"] * MANY
        assert calls(lambda: kind.write(items)) < 8 * MANY

    def test_leaves_out_what_is_blank_and_remembers_what_is_where(self) -> None:
        (written,) = Items(numbered=True).write(["one", " ", "two\n\nlines", "", "three"])
        assert text_of([written]) == "1. one\n2. two\n\n   lines\n3. three"
        assert list(written.items) == [0, 2, 2, 2, 4]

    def test_takes_placeholders_of_several_lines(self) -> None:
        (written,) = Items().write_placeholder(["[One]", "[Two\nlines]"])
        assert written == ("- [One]\n- [Two\n  lines]", (), True, ())


class TestTheLinesOfAList:
    def test_know_their_item(self) -> None:
        document = goals(4)
        document.set(f"{GOALS}[1]", "two\nlines")
        document.set(f"{GOALS}[2]", " ")
        fields = Fields(section(document))
        assert [fields.path(line) for line in range(2, 6)] == [
            f"{GOALS}[0]", f"{GOALS}[1]", f"{GOALS}[1]", f"{GOALS}[3]",
        ]  # fmt: skip
        assert fields.extent(f"{GOALS}[1]") == (3, 4)
        assert fields.extent(GOALS) == (2, 5)

    def test_know_their_item_behind_one_with_other_line_ends(self) -> None:
        document = goals(3)
        document.set(f"{GOALS}[0]", "a\rb\r\nc")
        fields = Fields(section(document))
        assert fields.text.endswith("- Goal 2: something *worth* reaching, 2\n"
                                    "- Goal 3: something *worth* reaching, 3\n")  # fmt: skip
        assert fields.extent(f"{GOALS}[0]") == (2, 4)
        assert fields.path(5) == f"{GOALS}[1]"

    def test_stand_for_the_whole_list_where_an_item_says_nothing(self) -> None:
        document = goals(3)
        document.insert(GOALS, 1, "")
        fields = Fields(section(document))
        assert fields.extent(f"{GOALS}[1]") == (2, 4)
        assert fields.line_before(f"{GOALS}[1]") == 2
        assert fields.line_before(f"{GOALS}[2]") is None

    def test_are_the_same_text_with_the_placeholders_of_the_template(self) -> None:
        fields = Fields(section(Document(load_template("design"))))
        assert fields.placeholder(2)
        assert fields.placeholder(4)
        assert fields.path(3) == GOALS


@pytest.mark.parametrize("index", [0, MANY // 2, MANY - 1])
class TestAKeyInAnItem:
    def test_has_that_item_read_and_no_other(self, index: int) -> None:
        old = "".join(f"- Goal {number}: *worth* it\n" for number in range(MANY))
        blocks: list[Block] = list(parse(old))
        while not blocks[-1].parsed:
            blocks[-1:] = parse_more(blocks)
        splice = reparse(blocks, old, old.replace(f"Goal {index}:", f"Goal {index}: so"))
        assert splice.stop == splice.start + len(splice.blocks)
        before = [item for block in blocks for item in block.tokens[0]["children"]]
        blocks[splice.start : splice.stop] = splice.blocks
        after = [item for block in blocks for item in block.tokens[0]["children"]]
        assert [one is other for one, other in zip(before, after, strict=True)].count(False) == 1

    def test_is_no_more_work_than_in_a_list_of_hundreds(self, index: int) -> None:
        def work(count: int, index: int) -> int:
            source = OneList(count)
            flow = followed(source, index)
            source.edit(index, "x")
            return calls(lambda: (flow.change(0, WINDOW), flow.window(WINDOW)))

        assert work(MANY, index) < 1.5 * work(500, min(index, 100))

    def test_is_shown(self, index: int) -> None:
        source = OneList(MANY)
        flow = followed(source, index)
        source.edit(index, " typed")
        flow.change(0, WINDOW)
        assert any(line.endswith("z typed") for line in shown(flow))


class TestAListThatWasCut:
    def test_is_whole_once_it_ends_where_it_was_cut(self) -> None:
        line = "- " + "x" * 98 + "\n"
        whole = line * 159  # the first line end behind 16,000 characters
        blocks: list[Block] = list(parse(f"{whole}- more\n"))
        splice = reparse(blocks, f"{whole}- more\n", whole)
        blocks[splice.start : splice.stop] = splice.blocks
        assert [block.source for block in blocks] == [whole]


class TestAnItemThatComes:
    def test_leaves_the_window_where_it_is_while_those_below_are_numbered_anew(self) -> None:
        source = OneList(MANY)
        flow = followed(source, 2_000)
        before = shown(flow)
        source.add(2_001, "new")
        flow.change(0, WINDOW)
        after = shown(flow)
        place = after.index("• Goal 2002: new")
        assert after[:place] == before[:place]

    def test_is_no_more_work_than_in_a_list_of_hundreds(self) -> None:
        def work(count: int) -> int:
            source = OneList(count)
            flow = followed(source, 100)
            source.add(101, "new")
            return calls(lambda: (flow.change(0, WINDOW), flow.window(WINDOW)))

        assert work(MANY) < 1.5 * work(500)

    def test_has_those_laid_out_that_are_looked_at(self) -> None:
        def work(rows: int) -> int:
            column = Column(OneList(MANY).passage(0), 60, Easel())
            return calls(lambda: column.rows(len(column.blocks) - 2)[:rows])

        assert 2 * work(WINDOW) < work(300)

    def test_has_its_place_before_it_says_anything(self) -> None:
        document = goals(MANY)
        flow = Flow(LivePassages(document), 60, Easel())
        flow.follow(f"{GOALS}[3000]")
        flow.reveal(WINDOW)
        before = shown(flow)
        document.insert(GOALS, 3_001, "")
        flow.change(flow.top.passage, WINDOW)
        flow.follow(f"{GOALS}[3001]")
        flow.reveal(WINDOW)
        assert shown(flow) == before
