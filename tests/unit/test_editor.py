"""The text area that every text is typed into."""

from __future__ import annotations

import random

import pytest
from textual.app import App, ComposeResult
from textual.events import Paste

from designdoc_tui.widgets.editor import TextEditor
from designdoc_tui.widgets.editor_text import LineFeedDocument

ODD = "a\x0bb\x0cc\x1cd\u0085e\u2028f\u2029g\rh"


class EditorApp(App[None]):
    CSS = "TextEditor { height: 8; width: 30; }"

    def __init__(self, text: str = "", *, one_line: bool = False, code: bool = False) -> None:
        super().__init__()
        self.told: list[str] = []
        self.editor = TextEditor(text, self.told.append, one_line=one_line, code=code)

    def compose(self) -> ComposeResult:
        yield self.editor


class TestTextThatIsKept:
    @pytest.mark.parametrize("text", ["", "\n", "a\n", "\n\na", ODD, f"{ODD}\n{ODD}", "é 漢 🙂"])
    def test_is_what_was_given(self, text: str) -> None:
        assert LineFeedDocument(text).text == text

    async def test_keeps_odd_characters_when_something_is_typed_beside_them(self) -> None:
        app = EditorApp(f"{ODD}\n{ODD}")
        async with app.run_test() as pilot:
            app.editor.focus()
            app.editor.move_cursor((1, 3))
            await pilot.press("x")
            assert app.told == [f"{ODD}\n{ODD[:3]}x{ODD[3:]}"]

    async def test_pastes_the_line_ends_of_any_system_as_line_feeds(self) -> None:
        app = EditorApp("")
        async with app.run_test() as pilot:
            app.editor.focus()
            app.editor.post_message(Paste("a\r\nb\rc\nd"))
            await pilot.pause()
            assert app.editor.text == "a\nb\nc\nd"

    async def test_pastes_several_lines_into_one_where_there_is_only_one(self) -> None:
        app = EditorApp("", one_line=True)
        async with app.run_test() as pilot:
            app.editor.focus()
            app.editor.post_message(Paste("a\nb\n"))
            await pilot.pause()
            assert app.editor.text == "a b "

    async def test_shows_another_text_without_telling_anyone(self) -> None:
        app = EditorApp("one two")
        async with app.run_test() as pilot:
            app.editor.show_text("one big two")
            await pilot.pause()
            assert app.editor.text == "one big two"
            assert app.editor.cursor_location == (0, 8)
            assert app.told == []

    async def test_takes_a_text_from_outside_as_one_edit(self) -> None:
        app = EditorApp("one two")
        async with app.run_test() as pilot:
            app.editor.take_text("one\ntwo\nthree", (9, 9))
            await pilot.pause()
            assert app.told == ["one\ntwo\nthree"]
            assert app.editor.cursor_location == (2, 5)


class TestKeys:
    async def test_that_are_commands_type_nothing(self) -> None:
        app = EditorApp("")
        async with app.run_test() as pilot:
            app.editor.focus()
            await pilot.press("alt+n", "alt+d", "f6", "f7", "ctrl+z")
            assert app.editor.text == ""

    @pytest.mark.parametrize("code", [False, True])
    async def test_lead_to_the_beginning_and_the_end_of_the_whole_text(self, code: bool) -> None:
        text = "\n".join(f"    {number} " + "word " * 20 for number in range(40))
        app = EditorApp(text, code=code)
        async with app.run_test() as pilot:
            app.editor.focus()
            await pilot.press("ctrl+end")
            assert app.editor.cursor_location == app.editor.document.end
            assert app.editor.scroll_offset.y == app.editor.max_scroll_y > 0
            await pilot.press("ctrl+home")
            assert app.editor.cursor_location == (0, 0)
            assert app.editor.scroll_offset == (0, 0)

    async def test_select_with_shift_as_far_as_they_lead(self) -> None:
        app = EditorApp("one\ntwo\nthree")
        async with app.run_test() as pilot:
            app.editor.focus()
            app.editor.move_cursor((1, 1))
            await pilot.press("ctrl+shift+end")
            assert app.editor.selected_text == "wo\nthree"
            await pilot.press("ctrl+shift+home")
            assert app.editor.selected_text == "one\nt"
            await pilot.press("x")
            assert app.editor.text == "xwo\nthree"

    async def test_enter_breaks_no_line_where_there_is_only_one(self) -> None:
        app = EditorApp("ab", one_line=True)
        async with app.run_test() as pilot:
            app.editor.focus()
            await pilot.press("enter")
            assert app.editor.text == "ab"


def shown(app: App[None]) -> str:
    """Everything on the screen, as text."""
    return app.export_screenshot()


class TestWhatIsShown:
    async def test_has_no_character_that_acts_on_the_terminal(self) -> None:
        app = EditorApp("\x1b[31mred\x07\x9b31m\u202eabc")
        async with app.run_test():
            line = app.editor.render_line(0).text
            assert "␛[31mred␇" in line
            assert not set(line) & {"\x1b", "\x07", "\x9b", "\u202e"}

    @pytest.mark.parametrize("seed", range(2))
    @pytest.mark.parametrize("code", [False, True])
    async def test_is_what_painting_everything_would_show(self, seed: int, code: bool) -> None:
        """Only rows that look different are painted: none may be forgotten."""
        choose = random.Random(seed)
        app = EditorApp("The quick brown fox (jumps)\n" * 12, code=code)
        keys = [
            "a", "b", "space", "(", "enter", "backspace", "delete", "up", "down", "left", "right",
            "shift+left", "shift+down", "shift+up", "home", "end", "pageup", "pagedown", "ctrl+k",
            "ctrl+u", "ctrl+x", "ctrl+v",
        ]  # fmt: skip
        async with app.run_test(size=(40, 12)) as pilot:
            app.editor.focus()
            await pilot.pause()
            for _ in range(30):
                await pilot.press(choose.choice(keys))
                await pilot.pause()
                painted = shown(app)
                app.editor.notify_style_update()
                app.editor.refresh(layout=True)
                await pilot.pause()
                assert shown(app) == painted
