"""However long a text is, a key in the editor looks at no more of it than the screen shows.

Work is counted in calls, which are the same on every machine.
"""

from __future__ import annotations

import random
import sys
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual._wrap import compute_wrap_offsets
from textual.app import App, ComposeResult
from textual.strip import Strip
from textual.widgets import TextArea

from designdoc_tui.widgets.editor import TextEditor
from designdoc_tui.widgets.editor_text import LineFeedDocument
from designdoc_tui.widgets.editor_wrap import WrappedText, breaks_after_edit, breaks_in

MOST_CALLS: Final = 60_000
"""For a key, its frame included; one in a field of two lines takes 10,000."""

HOSTILE: Final = {
    "words": "word " * 200_000,
    "no spaces": "x" * 1_000_000,
    "right to left": "\u0627\u0644\u0639\u0631\u0628\u064a\u0629 " * 75_000,
    "wide": "漢字" * 160_000,
    "zero-width": "\u200b" * 330_000,
    "escapes": "\x1b[0m" * 250_000,
    "tabs": "\t" * 300_000,
    "blank lines": "\n" * 100_000,
    "list": "- an item\n" * 5_000,
}

WIDTH: Final = 20


class Calls:
    """How many functions were called meanwhile, those of the interpreter included."""

    def __init__(self) -> None:
        self.count = 0

    def __enter__(self) -> Calls:
        sys.setprofile(self._see)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)

    def _see(self, _frame: object, event: str, _argument: object) -> None:
        self.count += event in {"call", "c_call"}


class EditorApp(App[None]):
    CSS = "TextArea { height: 8; width: 30; border: none; padding: 0; }"

    def __init__(self, editor: TextArea) -> None:
        super().__init__()
        self.editor = editor

    def compose(self) -> ComposeResult:
        yield self.editor


def editor(text: str, *, code: bool = False) -> TextEditor:
    return TextEditor(text, lambda _: None, code=code)


class TestAKey:
    @pytest.mark.parametrize("name", HOSTILE)
    async def test_costs_what_the_screen_shows(self, name: str) -> None:
        app = EditorApp(editor(HOSTILE[name]))
        async with app.run_test(size=(100, 30)) as pilot:
            app.editor.focus()
            line = app.editor.document.line_count // 2
            app.editor.move_cursor((line, len(app.editor.document.get_line(line)) // 2))
            await pilot.pause()
            for key in ("a", "backspace", "left", "down", "pageup", "ctrl+left", "ctrl+right"):
                with Calls() as calls:
                    await pilot.press(key)
                    await pilot.pause()
                assert calls.count < MOST_CALLS, key

    async def test_wraps_code_that_is_too_long_to_scroll_along(self) -> None:
        app = EditorApp(editor("x = 1\n", code=True))
        async with app.run_test(size=(100, 30)) as pilot:
            app.editor.insert("x=" * 100_000, (0, 0))
            await pilot.pause()
            assert app.editor.soft_wrap
            with Calls() as calls:
                await pilot.press("a")
                await pilot.pause()
            assert calls.count < MOST_CALLS


class TestOpening:
    @pytest.mark.parametrize("name", HOSTILE)
    def test_looks_at_no_row_twice(self, name: str) -> None:
        document = LineFeedDocument(HOSTILE[name])
        with Calls() as once:
            wrapped = WrappedText(document, 100)
        with Calls() as again:
            wrapped.wrap(100)
        assert once.count < 300_000 + 20 * wrapped.height
        assert again.count < 20


lines = st.text(st.sampled_from("aab.  漢\u0301é"), max_size=300)


class TestRows:
    @given(lines)
    def test_are_those_of_the_text_area(self, line: str) -> None:
        assert breaks_in(line, WIDTH, 4) == compute_wrap_offsets(line, WIDTH, 4)

    @given(
        st.text(max_size=300) | st.text(st.sampled_from("a \t漢❤\ufe0f\u200d\u200b"), max_size=300)
    )
    def test_fit(self, line: str) -> None:
        _all_fit(line, breaks_in(line, WIDTH, 4))

    @given(st.data())
    def test_fit_after_edits_of_a_long_line(self, data: st.DataObject) -> None:
        choose = random.Random(data.draw(st.integers(0, 2**32)))
        line = "".join(choose.choice(["word ", "a ", "漢字", "longer, "]) for _ in range(1_000))
        breaks = breaks_in(line, WIDTH, 4)
        for _ in range(10):
            place = choose.randrange(len(line))
            to = place + choose.choice([0, 0, 1, 5, 300])
            before, line = line, line[:place] + choose.choice(["", "x", " ", "漢" * 99]) + line[to:]
            breaks = breaks_after_edit(before, line, breaks, WIDTH, 4)
            _all_fit(line, breaks)

    def test_move_no_further_than_they_have_to(self) -> None:
        line = "x" * 100_000
        breaks = breaks_in(line, WIDTH, 4)
        after = breaks_after_edit(line, "y" + line, breaks, WIDTH, 4)
        assert after[100:] == [place + 1 for place in breaks[99:]]

    @given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["", "a", "b\nc", "word " * 9]))))
    def test_are_counted_after_edits_as_from_the_start(self, edits: list[tuple[int, str]]) -> None:
        document = LineFeedDocument("some words on a line that is wrapped\n\nb")
        wrapped = WrappedText(document, WIDTH)
        for line, text in edits:
            start = (min(line, document.line_count - 1), 0)
            end = (min(line + 1, document.line_count - 1), 0)
            result = document.replace_range(start, end, text)
            wrapped.wrap_range(start, end, result.end_location)
            fresh = WrappedText(document, WIDTH)
            rows = [wrapped.row_at(row) for row in range(wrapped.height + 1)]
            assert rows == [fresh.row_at(row) for row in range(fresh.height + 1)]


def _all_fit(line: str, breaks: list[int]) -> None:
    assert breaks == sorted(set(breaks))
    for start, end in zip([0, *breaks], [*breaks, len(line)], strict=True):
        row = line[start:end]
        assert row or not line
        assert cell_len(row.replace("\t", "    ")) <= WIDTH


class TestWhatIsPainted:
    @pytest.mark.parametrize("code", [False, True])
    async def test_is_what_the_text_area_would_paint(self, code: bool) -> None:
        text = "The quick brown fox (jumps) over\n\n漢字 and é, a lazy dog sleeping\n" * 4
        stock = TextArea(text, soft_wrap=not code, compact=True, highlight_cursor_line=False)
        stock.match_cursor_bracket = code
        ours, theirs = [await _rows_seen(area) for area in (editor(text, code=code), stock)]
        assert ours == theirs


async def _rows_seen(area: TextArea) -> list[list[Strip]]:
    """The rows after each of some keys."""
    keys = ["a", "space", "enter", "backspace", "up", "down", "left", "shift+down", "end"]
    keys += ["shift+right", "pagedown", "ctrl+left", "home"]
    choose = random.Random(1)
    app = EditorApp(area)
    seen = []
    async with app.run_test(size=(40, 12)) as pilot:
        area.cursor_blink = False
        area.focus()
        await pilot.pause()
        for _ in range(16):
            await pilot.press(choose.choice(keys))
            seen.append([area.render_line(y).simplify() for y in range(8)])
    return seen
