"""The preview in an app: keys, clicks, edits, themes, and what each of them paints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.app import App, ComposeResult

from designdoc_tui.markdown.passages import Passage, Span
from designdoc_tui.widgets.preview import Preview

if TYPE_CHECKING:
    from textual.geometry import Region


class Paragraphs:
    """A passage for each paragraph."""

    def __init__(self, count: int) -> None:
        self.texts = [f"paragraph {number}" for number in range(count)]

    def __len__(self) -> int:
        return len(self.texts)

    def passage(self, index: int) -> Passage:
        return Passage((Span(self.texts[index], f"p[{index}]"), Span("\n")))

    def estimate(self, index: int) -> int:
        return 1

    def index_of(self, path: str) -> int | None:
        return int(path[2:-1])


class Watched(Preview):
    """A preview that remembers what it asked to be painted."""

    def __init__(self, source: Paragraphs) -> None:
        super().__init__(source)
        self.painted: list[Region] = []

    def refresh(self, *regions: Region, **options: bool) -> Watched:  # type: ignore[override]
        if self.is_mounted and not regions:
            regions = (self.size.region,)
        getattr(self, "painted", []).extend(regions)
        return super().refresh(*regions, **options)  # type: ignore[return-value]


class PreviewApp(App[None]):
    def __init__(self, source: Paragraphs) -> None:
        super().__init__()
        self.source = source
        self.chosen: list[str] = []

    def compose(self) -> ComposeResult:
        yield Watched(self.source)

    def on_mount(self) -> None:
        self.preview.focus()

    def on_preview_passage_chosen(self, message: Preview.PassageChosen) -> None:
        self.chosen.append(message.path)

    @property
    def preview(self) -> Watched:
        return self.query_one(Watched)

    @property
    def first(self) -> str:
        return self.preview.visible_text().strip().split("\n")[0]


SIZE = (40, 20)


class TestKeys:
    @pytest.mark.parametrize(
        ("keys", "first"),
        [
            (["down"], "paragraph 0"),
            (["down", "down"], "paragraph 1"),
            (["j", "j", "k", "up"], "paragraph 0"),
            (["pagedown"], "paragraph 9"),
            (["pagedown", "pageup"], "paragraph 0"),
            (["end"], "paragraph 490"),
            (["end", "home"], "paragraph 0"),
        ],
    )
    async def test_scrolling(self, keys: list[str], first: str) -> None:
        app = PreviewApp(Paragraphs(500))
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press(*keys)
            assert app.first == first

    async def test_enter_chooses_the_field_at_the_top(self) -> None:
        app = PreviewApp(Paragraphs(500))
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press("pagedown", "enter")
            await pilot.pause()
            assert app.chosen == ["p[9]"]


class TestMouse:
    async def test_a_click_chooses_the_field_under_it(self) -> None:
        app = PreviewApp(Paragraphs(500))
        async with app.run_test(size=SIZE) as pilot:
            await pilot.click(Watched, offset=(5, 3))
            await pilot.pause()
            assert app.chosen == ["p[1]"]

    async def test_a_click_below_the_text_chooses_nothing(self) -> None:
        app = PreviewApp(Paragraphs(2))
        async with app.run_test(size=SIZE) as pilot:
            await pilot.click(Watched, offset=(5, 15))
            await pilot.pause()
            assert app.chosen == []

    async def test_the_wheel_and_the_bar_scroll(self) -> None:
        app = PreviewApp(Paragraphs(500))
        async with app.run_test(size=SIZE):
            app.preview.scroll_to(y=4, animate=False)
            assert app.first == "paragraph 2"
            app.preview.scroll_to(y=600, animate=False)
            assert app.first == "paragraph 300"


class TestEdits:
    async def test_are_shown_before_the_call_returns(self) -> None:
        app = PreviewApp(Paragraphs(5_000))
        async with app.run_test(size=SIZE):
            app.source.texts[2] = "edited"
            app.preview.passage_changed(2)
            assert "edited" in app.preview.visible_text()

    async def test_paint_only_the_lines_that_look_different(self) -> None:
        app = PreviewApp(Paragraphs(5_000))
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            app.preview.painted.clear()
            app.source.texts[2] = "edited"
            app.preview.passage_changed(2)
            assert [(region.y, region.height) for region in app.preview.painted] == [(5, 1)]

    async def test_paint_nothing_when_out_of_sight(self) -> None:
        app = PreviewApp(Paragraphs(5_000))
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            app.preview.painted.clear()
            app.source.texts[2_000] = "edited\n\nand longer"
            app.preview.passage_changed(2_000)
            assert app.preview.painted == []

    async def test_passages_that_come_and_go(self) -> None:
        app = PreviewApp(Paragraphs(3))
        async with app.run_test(size=SIZE):
            app.source.texts.append("new")
            app.preview.passages_changed()
            assert "new" in app.preview.visible_text()
            del app.source.texts[0]
            app.preview.passages_changed()
            assert "paragraph 0" not in app.preview.visible_text()

    async def test_following_shows_the_field(self) -> None:
        app = PreviewApp(Paragraphs(5_000))
        async with app.run_test(size=SIZE):
            app.preview.follow("p[4000]")
            assert "paragraph 4000" in app.preview.visible_text()

    async def test_another_document_begins_at_its_beginning(self) -> None:
        app = PreviewApp(Paragraphs(50))
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press("end")
            app.preview.show(Paragraphs(7))
            assert app.first == "paragraph 0"
            assert "paragraph 7" not in app.preview.visible_text()


class TestHidden:
    async def test_edits_made_meanwhile_are_there_when_it_comes_back(self) -> None:
        app = PreviewApp(Paragraphs(500))
        async with app.run_test(size=SIZE) as pilot:
            app.preview.display = False
            await pilot.pause()
            app.source.texts[1] = "edited"
            app.preview.passage_changed(1)
            app.preview.follow("p[1]")
            app.preview.display = True
            await pilot.pause()
            assert "edited" in app.preview.visible_text()

    async def test_a_document_given_meanwhile_is_there_when_it_comes_back(self) -> None:
        app = PreviewApp(Paragraphs(5))
        async with app.run_test(size=SIZE) as pilot:
            app.preview.display = False
            await pilot.pause()
            other = Paragraphs(50)
            other.texts[0] = "other"
            app.preview.show(other)
            app.preview.follow("p[40]")
            app.preview.display = True
            await pilot.pause()
            assert "paragraph 40" in app.preview.visible_text()


class TestAppearance:
    async def test_a_smaller_window_keeps_the_line_at_the_top(self) -> None:
        app = PreviewApp(Paragraphs(500))
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press("pagedown")
            await pilot.resize_terminal(12, 8)
            await pilot.pause()
            assert app.first == "paragrap"

    async def test_another_theme_colours_the_same_text(self) -> None:
        app = PreviewApp(Paragraphs(5))
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            text, dark = app.preview.visible_text(), app.preview.render_line(1)
            app.theme = "textual-light"
            await pilot.pause()
            assert app.preview.visible_text() == text
            assert [segment.style for segment in app.preview.render_line(1)] != [
                segment.style for segment in dark
            ]

    async def test_code_is_coloured_once_its_language_has_loaded(self) -> None:
        source = Paragraphs(1)
        source.texts[0] = "```python\ndef f(): pass\n```"
        app = PreviewApp(source)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            await app.workers.wait_for_complete()
            styles = {
                segment.style for segment in app.preview.render_line(2) if segment.text.strip()
            }
            assert len(styles) > 2

    async def test_long_code_keeps_its_colours_while_it_is_edited(self) -> None:
        source = Paragraphs(1)
        code = "".join(f"def f{number}(): return '{number}'\n" for number in range(60))
        source.texts[0] = f"```python\n{code}```"
        app = PreviewApp(source)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            await app.workers.wait_for_complete()
            before = [segment.style for segment in app.preview.render_line(3)]
            assert len(set(before)) > 2
            source.texts[0] = source.texts[0].replace("f9", "f9x")
            app.preview.passage_changed(0)
            assert "def f9x()" in app.preview.visible_text()
            assert [segment.style for segment in app.preview.render_line(3)] == before
            await pilot.pause()
            await app.workers.wait_for_complete()
            edited = app.preview.visible_text().split("\n").index("│ def f9x(): return '9'")
            assert len({segment.style for segment in app.preview.render_line(edited)}) > 2

    async def test_an_unknown_language_stays_plain(self) -> None:
        source = Paragraphs(1)
        source.texts[0] = "```no-such-language\nx\n```"
        app = PreviewApp(source)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            await app.workers.wait_for_complete()
            assert "│ x" in app.preview.visible_text()
