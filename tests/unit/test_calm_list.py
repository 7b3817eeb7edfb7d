"""A list draws the rows that look different, and no others."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.content import Content
from textual.strip import Strip
from textual.widgets.option_list import Option

from designdoc_tui.widgets.calm_list import CalmList

SIZE = (20, 8)


class Watched(CalmList):
    """Notes which rows it draws."""

    def __init__(self) -> None:
        super().__init__(*(Option(f"option {at}", id=str(at)) for at in range(20)), compact=True)
        self.drawn: list[int] = []

    def render_line(self, y: int) -> Strip:
        """Draws a row."""
        self.drawn.append(y)
        return super().render_line(y)

    def shown(self) -> list[str]:
        """What its rows say."""
        return [self.render_line(y).text.rstrip() for y in range(self.size.height)]


class ListApp(App[None]):
    """Nothing but a list."""

    CSS = "CalmList { height: 1fr; border: none; }"

    def __init__(self) -> None:
        super().__init__()
        self.list = Watched()

    def compose(self) -> ComposeResult:
        yield self.list


class TestDrawnAnew:
    async def test_an_option_that_says_something_else(self) -> None:
        app = ListApp()
        async with app.run_test(size=SIZE) as pilot:
            app.list.drawn.clear()
            app.list.replace_option_prompt("3", "another")
            await pilot.pause()
            assert app.list.drawn == [3]
            assert app.list.shown()[2:5] == ["option 2", "another", "option 4"]

    async def test_an_option_that_says_the_same_in_another_colour(self) -> None:
        app = ListApp()
        async with app.run_test(size=SIZE) as pilot:
            app.list.replace_option_prompt("3", Content("same"))
            await pilot.pause()
            app.list.drawn.clear()
            app.list.replace_option_prompt("3", Content.styled("same", "bold"))
            await pilot.pause()
            assert app.list.drawn == [3]

    async def test_the_option_under_the_cursor_and_the_one_that_was(self) -> None:
        app = ListApp()
        async with app.run_test(size=SIZE) as pilot:
            app.list.highlighted = 1
            await pilot.pause()
            app.list.drawn.clear()
            await pilot.press("down")
            await pilot.pause()
            assert app.list.drawn == [1, 2]

    async def test_all_of_them_when_it_scrolls(self) -> None:
        app = ListApp()
        async with app.run_test(size=SIZE) as pilot:
            app.list.highlighted = 10
            await pilot.pause()
            assert app.list.shown()[-1] == "option 10"

    async def test_rows_that_a_larger_window_shows_besides(self) -> None:
        app = ListApp()
        async with app.run_test(size=SIZE) as pilot:
            app.list.drawn.clear()
            await pilot.resize_terminal(SIZE[0], SIZE[1] + 2)
            await pilot.pause()
            assert app.list.drawn == [8, 9]

    async def test_all_of_them_in_a_wider_window(self) -> None:
        app = ListApp()
        async with app.run_test(size=SIZE) as pilot:
            app.list.drawn.clear()
            await pilot.resize_terminal(SIZE[0] + 5, SIZE[1])
            await pilot.pause()
            assert app.list.drawn == list(range(SIZE[1]))
