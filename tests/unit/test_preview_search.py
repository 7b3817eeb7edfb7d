"""Searching a document: what is found, in which order, and what is shown of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.app import App, ComposeResult

from designdoc_tui.markdown.passages import Passage, Span
from designdoc_tui.widgets.preview import Preview
from designdoc_tui.widgets.preview.ink import Mark, Run
from designdoc_tui.widgets.preview.search import Hit, Search
from tests.contrast import quietest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.pilot import Pilot

SIZE = (40, 12)


class Passages:
    """Texts, each a passage, and what stands in for one that is not filled."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = list(texts)
        self.read = 0

    def __len__(self) -> int:
        return len(self.texts)

    def passage(self, index: int) -> Passage:
        self.read += 1
        text = self.texts[index]
        return Passage((Span(text, f"p[{index}]", placeholder=text.startswith("[")), Span("\n")))

    def estimate(self, index: int) -> int:
        return 1

    def index_of(self, path: str) -> int | None:
        return int(path[2:-1])


def found(texts: Sequence[str], query: str, near: int = 0) -> Search:
    search = Search(Passages(texts), query, near)
    while not search.done:
        search.scan(0)
    return search


class TestLooking:
    def test_every_place_counts(self) -> None:
        assert found(["a b a", "x\n\na", "none"], "a").total == 3

    def test_case_does_not_matter(self) -> None:
        assert found(["Two-Factor", "ÄRGER"], "two-factor").total == 1
        assert found(["Two-Factor", "ÄRGER"], "ärger").total == 1

    def test_signs_of_expressions_are_only_signs(self) -> None:
        assert found(["a.c abc (x", "("], "a.c").total == 1
        assert found(["a.c abc (x", "("], "(").total == 2

    def test_looks_do_not_matter(self) -> None:
        assert found(["some **bold** text and `co`de"], "bold text").total == 1
        assert found(["some **bold** text and `co`de"], "code").total == 1
        assert found(["some **bold** text"], "**bold").total == 1

    def test_it_does_not_matter_where_a_line_ends(self) -> None:
        assert found(["one\ntwo", "> one\n> two", "one\n\ntwo"], "one two").total == 2
        assert found(["one\ntwo three two"], "one two").next((0,), 1) == Hit(0, 0, 0)

    def test_what_is_not_filled_yet_is_not_found(self) -> None:
        assert found(["[Describe the problem]", "the problem"], "problem").total == 1

    def test_it_takes_a_passage_at_a_time(self) -> None:
        source = Passages(["a"] * 1_000)
        search = Search(source, "a", near=500)
        search.scan(0)
        assert source.read == 1
        assert search.next((0,), 1) == Hit(500, 0, 0)
        assert not search.done

    def test_a_passage_is_looked_through_again_after_it_changed(self) -> None:
        source = Passages(["a", "b"])
        search = Search(source, "a")
        search.scan(10)
        source.texts[:] = ["x", "a a"]
        search.look_at(0)
        search.look_at(1)
        assert search.total == 2
        assert search.next((0,), 1) == Hit(1, 0, 0)


class TestGoingFromPlaceToPlace:
    def test_forwards_backwards_and_round(self) -> None:
        search = found(["a a", "b", "x\na"], "a")
        hits = [Hit(0, 0, 0), Hit(0, 0, 1), Hit(2, 1, 0)]
        for place, following in zip(hits, hits[1:] + hits[:1], strict=True):
            assert search.next(place, 1) == following
            assert search.next(following, -1) == place

    def test_places_are_numbered(self) -> None:
        search = found(["a a", "b", "x\na"], "a")
        assert [search.number(Hit(*hit)) for hit in ((0, 0, 0), (0, 0, 1), (2, 1, 0))] == [1, 2, 3]

    def test_where_nothing_was_found_there_is_no_next_one(self) -> None:
        assert found(["a"], "z").next((0,), 1) is None


class TestMarks:
    def test_cut_the_runs_of_a_row(self) -> None:
        search = found([], "bc")
        [runs] = search.marked([(Run("ab"), Run("cd bc"))], 20, (0, 1))
        assert [(run.text, run.ink.marks) for run in runs] == [
            ("a", Mark.NONE), ("b", Mark.HIT), ("c", Mark.HIT), ("d ", Mark.NONE), ("bc", Mark.NOW),
        ]  # fmt: skip

    def test_leave_a_row_alone_that_has_none(self) -> None:
        runs = (Run("abc"),)
        assert found([], "x").marked([runs], 20) == [runs]

    @pytest.mark.parametrize(
        ("query", "rows", "parts"),
        [
            ("two words", ["some two", "words here"], ["two", "words"]),
            ("two words", ["▌ some two", "▌ words here"], ["two", "words"]),
            ("two words", ["• some two", "  words here"], ["two", "words"]),
            ("abcdef", ["01234567abc", "def here"], ["abc", "def"]),
            ("a b c d", ["x a", "b c", "d"], ["a", "b c", "d"]),
            ("日本語", ["0123456日本", "語"], ["日本", "語"]),
        ],
    )
    def test_go_on_on_the_next_row(self, query: str, rows: list[str], parts: list[str]) -> None:
        marked = found([], query).marked([(Run(row),) for row in rows], 11, (0, 0))
        runs = [run for row in marked for run in row if run.ink.marks & Mark.NOW]
        assert [run.text for run in runs] == parts
        assert ["".join(run.text for run in row) for row in marked] == rows

    @pytest.mark.parametrize(
        ("query", "rows"),
        [
            ("twowords", ["some two", "words here"]),
            ("two words", ["some two", "", "words here"]),
            ("two words", ["• some two", "• words here"]),
            ("two words", ["│ some two", "│ words here"]),
        ],
    )
    def test_do_not_go_on_where_the_text_does_not(self, query: str, rows: list[str]) -> None:
        runs = [(Run(row),) for row in rows]
        assert found([], query).marked(runs, 40) == runs


class SearchApp(App[None]):
    def __init__(self, source: Passages) -> None:
        super().__init__()
        self.source = source
        self.said: list[Preview.Searched] = []
        self.chosen: list[str] = []

    def compose(self) -> ComposeResult:
        yield Preview(self.source)

    def on_mount(self) -> None:
        self.preview.focus()

    @property
    def preview(self) -> Preview:
        return self.query_one(Preview)

    def on_preview_searched(self, message: Preview.Searched) -> None:
        self.said.append(message)

    def on_preview_passage_chosen(self, message: Preview.PassageChosen) -> None:
        self.chosen.append(message.path)

    async def look(self, pilot: Pilot[None], query: str) -> None:
        self.preview.search(query)
        await self.workers.wait_for_complete()
        await pilot.pause()

    @property
    def count(self) -> tuple[int, int]:
        return self.said[-1].number, self.said[-1].total


def thousands() -> Passages:
    return Passages(
        [f"passage {number}" + (" needle" if not number % 1000 else "") for number in range(5_000)]
    )


class TestInThePreview:
    @pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
    async def test_the_place_and_code_can_be_read_in_every_light(self, theme: str) -> None:
        app = SearchApp(Passages(["A needle in `some hay`."]))
        async with app.run_test(size=SIZE) as pilot:
            app.theme = theme
            await app.look(pilot, "needle")
            rows = app.preview.visible_text().splitlines()
            row = next(at for at, text in enumerate(rows) if "needle" in text)
            assert quietest(app.preview.render_line(row)) > 4.5

    async def test_the_first_place_is_shown_and_all_are_counted(self) -> None:
        app = SearchApp(thousands())
        async with app.run_test(size=SIZE) as pilot:
            app.preview.follow("p[500]")
            await app.look(pilot, "needle")
            assert "passage 1000 needle" in app.preview.visible_text()
            assert app.count == (2, 5)

    async def test_n_and_shift_n_go_on_and_back(self) -> None:
        app = SearchApp(thousands())
        async with app.run_test(size=SIZE) as pilot:
            await app.look(pilot, "needle")
            await pilot.press("n", "n")
            assert "passage 2000 needle" in app.preview.visible_text()
            await pilot.press("N")
            await pilot.pause()
            assert "passage 1000 needle" in app.preview.visible_text()
            assert app.count == (2, 5)

    async def test_enter_goes_to_the_field_of_the_place(self) -> None:
        app = SearchApp(thousands())
        async with app.run_test(size=SIZE) as pilot:
            await app.look(pilot, "needle")
            await pilot.press("n", "n", "enter")
            await pilot.pause()
            assert app.chosen == ["p[2000]"]

    async def test_the_place_on_a_wrapped_line_is_brought_into_the_window(self) -> None:
        app = SearchApp(Passages(["word " * 400 + "needle", "end"]))
        async with app.run_test(size=SIZE) as pilot:
            await app.look(pilot, "needle")
            assert "needle" in app.preview.visible_text()

    async def test_an_edit_changes_the_count(self) -> None:
        app = SearchApp(thousands())
        async with app.run_test(size=SIZE) as pilot:
            await app.look(pilot, "needle")
            app.source.texts[3] = "a needle"
            app.preview.passage_changed(3)
            await pilot.pause()
            assert app.count == (1, 6)

    async def test_escape_ends_it(self) -> None:
        app = SearchApp(thousands())
        async with app.run_test(size=SIZE) as pilot:
            await app.look(pilot, "needle")
            await pilot.press("escape", "n")
            await pilot.pause()
            assert app.count == (0, 0)
            assert app.said[-1].query == ""

    @pytest.mark.parametrize("query", ["", "nothing like it"])
    async def test_nothing_found_moves_nothing(self, query: str) -> None:
        app = SearchApp(thousands())
        async with app.run_test(size=SIZE) as pilot:
            before = app.preview.visible_text()
            await app.look(pilot, query)
            await pilot.press("n")
            assert app.preview.visible_text() == before


class TestSideways:
    CODE = "```\n" + "".join(f"{number:03}" for number in range(40)) + "\n\nshort\n```"

    async def test_code_is_scrolled_until_its_end_is_seen(self) -> None:
        app = SearchApp(Passages([self.CODE, "text"]))
        async with app.run_test(size=SIZE) as pilot:
            assert "039" not in app.preview.visible_text()
            await pilot.press(*["right"] * 30)
            shown = app.preview.visible_text()
            assert "038039" in shown
            assert "…" in shown
            assert "text" in shown

    async def test_and_back_again(self) -> None:
        app = SearchApp(Passages([self.CODE, "text"]))
        async with app.run_test(size=SIZE) as pilot:
            before = app.preview.visible_text()
            await pilot.press("right", "right", "l", "left", "h", "left", "left")
            assert app.preview.visible_text() == before

    async def test_where_all_of_it_is_seen_nothing_moves(self) -> None:
        app = SearchApp(Passages(["```\nshort\n```"]))
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press("right")
            assert "│ short" in app.preview.visible_text()
