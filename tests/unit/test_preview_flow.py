"""Scrolling, following and editing a document of which only a window exists."""

from __future__ import annotations

from designdoc_tui.markdown.passages import Passage, Span
from designdoc_tui.widgets.preview.easel import Easel
from designdoc_tui.widgets.preview.flow import Flow, Shown
from designdoc_tui.widgets.preview.heights import Heights

WINDOW = 20


class Records:
    """Passages of one shape, counting how often they are read."""

    def __init__(self, count: int, guess: int = 6) -> None:
        self.texts = [f"text of {number}\n" for number in range(count)]
        self.guess = guess
        self.read = 0

    def __len__(self) -> int:
        return len(self.texts)

    def passage(self, index: int) -> Passage:
        self.read += 1
        return Passage(
            (
                Span(f"#### Component {index}\n\n- **Purpose**: "),
                Span("[Purpose]", f"c[{index}].purpose", placeholder=True),
                Span("\n- **Owner**: "),
                Span("somebody", f"c[{index}].owner"),
                Span("\n\n"),
                Span(self.texts[index], f"c[{index}].text"),
            )
        )

    def estimate(self, index: int) -> int:
        return self.guess

    def index_of(self, path: str) -> int | None:
        number = int(path[2 : path.index("]")])
        return number if number < len(self) else None


def open_flow(source: Records, width: int = 40) -> Flow:
    return Flow(source, width, Easel())


def text(rows: list[Shown]) -> list[str]:
    return ["".join(run.text for run in row.runs) for row in rows]


def top(flow: Flow) -> list[str]:
    return text(flow.window(WINDOW))


class TestOnlyTheWindowExists:
    def test_opening_thousands_of_passages_reads_a_few(self) -> None:
        source = Records(5_000)
        open_flow(source).window(WINDOW)
        assert source.read <= 5

    def test_jumping_reads_only_what_is_there(self) -> None:
        source = Records(5_000)
        flow = open_flow(source)
        flow.scroll_to(flow.height // 2, WINDOW)
        flow.window(WINDOW)
        flow.scroll_end(WINDOW)
        assert "text of 4999" in top(flow)
        assert source.read <= 30

    def test_paging_through_does_not_keep_everything(self) -> None:
        source = Records(1_000)
        flow = open_flow(source)
        for _ in range(400):
            flow.scroll_by(WINDOW, WINDOW)
            flow.window(WINDOW)
        read = source.read
        flow.scroll_home()
        flow.window(WINDOW)
        assert source.read > read

    def test_an_edit_out_of_sight_reads_no_more_than_that_passage(self) -> None:
        source = Records(5_000)
        flow = open_flow(source)
        before = top(flow)
        read = source.read
        source.texts[4_000] = "other\n"
        assert not flow.change(4_000, WINDOW)
        assert source.read <= read + 1
        assert top(flow) == before

    def test_an_edit_in_sight_reads_one_passage(self) -> None:
        source = Records(5_000)
        flow = open_flow(source)
        flow.window(WINDOW)
        read = source.read
        source.texts[1] = "other\n"
        assert flow.change(1, WINDOW)
        assert source.read == read + 1
        assert "other" in top(flow)


class TestScrolling:
    def test_moves_row_by_row_whatever_was_guessed(self) -> None:
        for guess in (1, 6, 50):
            flow = open_flow(Records(50, guess))
            every = flow.lines()
            flow = open_flow(Records(50, guess))
            seen = []
            for _ in range(60):
                seen.append(top(flow)[0])
                flow.scroll_by(1, WINDOW)
            assert seen == every[:60]

    def test_goes_back_the_way_it_came(self) -> None:
        flow = open_flow(Records(50, 1))
        flow.scroll_end(WINDOW)
        seen = [top(flow)]
        for _ in range(30):
            flow.scroll_by(-3, WINDOW)
            seen.append(top(flow))
        for before in reversed(seen[:-1]):
            flow.scroll_by(3, WINDOW)
            assert top(flow) == before

    def test_stops_at_both_ends(self) -> None:
        flow = open_flow(Records(20))
        flow.scroll_by(-5, WINDOW)
        assert flow.offset == 0
        flow.scroll_by(10_000, WINDOW)
        last = top(flow)
        assert len(last) == WINDOW
        assert last[-1] == "text of 19"

    def test_a_short_document_does_not_scroll(self) -> None:
        flow = open_flow(Records(1))
        flow.scroll_by(3, WINDOW)
        assert flow.offset == 0

    def test_an_empty_document_is_empty(self) -> None:
        flow = open_flow(Records(0))
        flow.scroll_end(WINDOW)
        flow.scroll_to(5, WINDOW)
        assert flow.window(WINDOW) == []

    def test_looking_at_guessed_passages_above_moves_nothing_on_the_screen(self) -> None:
        flow = open_flow(Records(200, 50))
        flow.scroll_to(flow.height // 2, WINDOW)
        before = top(flow)
        flow.scroll_by(-100, WINDOW)
        flow.scroll_by(100, WINDOW)
        assert top(flow) == before


class TestStayingPut:
    def test_an_edit_above_does_not_move_the_window(self) -> None:
        source = Records(50)
        flow = open_flow(source)
        flow.window(WINDOW)
        flow.scroll_by(30, WINDOW)
        before = top(flow)
        source.texts[1] = "one\n\ntwo\n\nthree\n"
        flow.change(1, WINDOW)
        assert top(flow) == before

    def test_an_edit_above_in_the_same_passage(self) -> None:
        source = Records(1)
        paragraphs = [f"paragraph {number}" for number in range(40)]
        source.texts[0] = "\n\n".join(paragraphs) + "\n"
        flow = open_flow(source)
        flow.scroll_by(30, WINDOW)
        before = top(flow)
        paragraphs[1:2] = ["new", "and new"]
        source.texts[0] = "\n\n".join(paragraphs) + "\n"
        flow.change(0, WINDOW)
        assert top(flow) == before

    def test_another_width_keeps_the_line_at_the_top(self) -> None:
        source = Records(50)
        for number in range(50):
            source.texts[number] = "many words in a row " * 20 + "\n"
        flow = open_flow(source)
        flow.window(WINDOW)
        flow.scroll_by(100, WINDOW)
        shown = next(row for row in flow.window(WINDOW) if row.runs)
        flow.set_width(20)
        assert (flow.top.passage, shown.line) in [
            (row.place.passage, row.line) for row in flow.window(3)
        ]

    def test_records_put_in_above_do_not_move_the_window(self) -> None:
        source = Records(50)
        flow = open_flow(source)
        flow.scroll_by(100, WINDOW)
        before = [line for line in top(flow) if line.startswith("text of")]
        # The texts move; headings count anew.
        source.texts[2:2] = ["new\n"]
        flow.change_all()
        flow.clamp(WINDOW)
        assert "text of 0" in flow.lines()
        assert "new" in flow.lines()
        assert before

    def test_all_records_removed(self) -> None:
        source = Records(50)
        flow = open_flow(source)
        flow.scroll_end(WINDOW)
        source.texts.clear()
        flow.change_all()
        flow.clamp(WINDOW)
        assert flow.window(WINDOW) == []


class TestFollowing:
    def test_a_field_out_of_sight_is_brought_in_and_marked(self) -> None:
        flow = open_flow(Records(5_000))
        flow.window(WINDOW)
        flow.follow("c[3000].owner")
        flow.reveal(WINDOW)
        marked = [row for row in flow.window(WINDOW) if row.followed]
        assert text(marked) == ["• Owner: somebody"]
        assert marked[0].place.passage == 3_000

    def test_a_field_in_sight_moves_nothing(self) -> None:
        flow = open_flow(Records(50))
        before = top(flow)
        flow.follow("c[1].purpose")
        flow.reveal(WINDOW)
        assert top(flow) == before

    def test_a_record_is_marked_as_a_whole(self) -> None:
        flow = open_flow(Records(5))
        flow.follow("c[1]")
        marked = [row.place.passage for row in flow.window(WINDOW) if row.followed]
        assert set(marked) == {1}
        assert len(marked) > 2

    def test_something_inside_a_field_finds_the_field(self) -> None:
        flow = open_flow(Records(5))
        flow.follow("c[1].owner[4]")
        assert text([row for row in flow.window(WINDOW) if row.followed]) == ["• Owner: somebody"]

    def test_scrolling_by_hand_holds_until_the_next_edit(self) -> None:
        source = Records(100)
        flow = open_flow(source)
        flow.follow("c[1].text")
        flow.reveal(WINDOW)
        flow.scroll_by(200, WINDOW)
        away = top(flow)
        flow.change(50, WINDOW)
        assert top(flow) == away
        source.texts[1] = "edited\n"
        flow.change(1, WINDOW)
        assert "edited" in top(flow)

    def test_writing_at_the_end_of_a_long_field_keeps_the_end_in_sight(self) -> None:
        source = Records(10)
        flow = open_flow(source)
        flow.follow("c[0].text")
        for count in range(1, 60):
            source.texts[0] = (
                "".join(f"line {number}\n\n" for number in range(count)).rstrip() + "\n"
            )
            flow.change(0, WINDOW)
            assert f"line {count - 1}" in top(flow)

    def test_writing_in_the_middle_of_a_paragraph_of_many_lines_shows_what_is_written(self) -> None:
        source = Records(3)
        lines = [f"Line {number} of one paragraph." for number in range(10_000)]
        source.texts[1] = "\n".join(lines)
        flow = open_flow(source)
        flow.follow("c[1].text")
        flow.reveal(WINDOW)
        assert "Line 5000" not in "".join(top(flow))
        lines[5_000] += " zqx"
        source.texts[1] = "\n".join(lines)
        flow.change(1, WINDOW)
        assert "Line 5000 of one paragraph. zqx" in "".join(top(flow))

    def test_nothing_is_followed_where_the_field_is_not_shown(self) -> None:
        flow = open_flow(Records(5))
        flow.follow("c[77].owner")
        flow.reveal(WINDOW)
        assert not any(row.followed for row in flow.window(WINDOW))


class TestKnowingTheField:
    def test_each_line_knows_its_field(self) -> None:
        flow = open_flow(Records(3))
        paths = {line: flow.path_of(row) for row in flow.rows() for line in text([row]) if line}
        assert paths["• Purpose: [Purpose]"].endswith(".purpose")
        assert paths["• Owner: somebody"].endswith(".owner")
        assert paths["text of 2"] == "c[2].text"

    def test_a_heading_leads_to_the_first_field_under_it(self) -> None:
        flow = open_flow(Records(3))
        row = next(row for row in flow.rows() if text([row]) == ["Component 2"])
        assert flow.path_of(row) == "c[2].purpose"

    def test_only_lines_that_are_not_filled_are_dimmed(self) -> None:
        flow = open_flow(Records(1))
        assert text([row for row in flow.rows() if row.dimmed]) == ["• Purpose: [Purpose]"]

    def test_nested_lists_and_quotes_know_their_lines(self) -> None:
        source = Records(1)
        source.texts[0] = "1. one\n   - two\n\n     three\n2. > four\n\n   ```\n   five\n   ```\n"
        rows = open_flow(source).rows()
        lines = {text([row])[0].split()[-1]: row.line for row in rows if row.runs}
        first = 5
        assert [lines[word] - first for word in ("one", "two", "three", "four", "five")] == [
            0, 1, 3, 4, 7,
        ]  # fmt: skip


class TestHeights:
    def test_sums_and_searches(self) -> None:
        heights = Heights([3, 0, 5, 1])
        heights[1] = 2
        assert heights.total == 11
        assert [heights.before(index) for index in range(5)] == [0, 3, 5, 10, 11]
        assert [heights.find(offset) for offset in (0, 2, 3, 4, 5, 9, 10, 99)] == [
            0, 0, 1, 1, 2, 2, 3, 3,
        ]  # fmt: skip
