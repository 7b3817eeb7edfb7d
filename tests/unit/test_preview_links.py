"""Links: which lead nowhere, which are on the screen, and what opening one does."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.widgets import OptionList

from designdoc_screens.link_list import LinksDialog
from designdoc_screens.preview_screen import PreviewScreen
from designdoc_tui.widgets.preview import Preview
from designdoc_tui.widgets.preview.links import Links, file_of
from tests.contrast import quietest
from tests.passages import OneText

TEXT = """\
See [the plan](plan.md#one), [lost](<no such.md>), ![logo](logo.png) and https://example.org.

- [mail](mailto:a@example.org) [script](javascript:alert%281%29) [again](plan.md#one)

| a |
|---|
| [cell](gone.md) |
"""


class Desk(PreviewScreen):
    def __init__(self, folder: Path, text: str) -> None:
        super().__init__()
        self._at = folder
        self._text = text

    def compose(self) -> ComposeResult:
        yield self.preview
        yield self.search_line

    def on_mount(self) -> None:
        self.preview.show(OneText(self._text))
        self.look_up_files(self._at)
        self.preview.focus()


class DeskApp(App[None]):
    def __init__(self, folder: Path, text: str = TEXT) -> None:
        super().__init__()
        self.desk = Desk(folder, text)
        self.opened: list[str] = []

    def on_mount(self) -> None:
        self.push_screen(self.desk)

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        self.opened.append(url)

    @property
    def preview(self) -> Preview:
        return self.desk.preview

    @property
    def notices(self) -> str:
        return " ".join(notice.message for notice in self._notifications)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plan.md").write_text("A plan.\n")
    (tmp_path / "logo.png").write_bytes(b"")
    return tmp_path


class TestWhichTargetsAreFiles:
    @pytest.mark.parametrize(
        ("target", "file"),
        [
            ("a.md", "a.md"),
            ("../a%20b/c.md#d?e", "../a b/c.md"),
            ("a.md?raw=1", "a.md"),
            ("#here", None),
            ("/root.md", None),
            ("//host/a", None),
            ("https://example.org", None),
            ("mailto:a@b.c", None),
            ("C:\\a", None),
            ("a%00b", None),
            ("", None),
        ],
    )
    def test_relative_ones(self, target: str, file: str | None) -> None:
        assert file_of(target) == file


class TestLookingUp:
    def test_nothing_is_broken_before_it_was_looked_up(self) -> None:
        links = Links()
        links.exists = lambda _: False
        assert not links.is_broken("a.md")
        assert links.has_work
        links.work()
        assert links.is_broken("a.md")
        assert not links.has_work

    def test_without_a_folder_nothing_is_broken(self) -> None:
        links = Links()
        assert not links.is_broken("a.md")
        assert not links.has_work

    def test_what_cannot_be_looked_up_is_not_broken(self) -> None:
        def fail(_: str) -> bool:
            raise PermissionError

        links = Links()
        links.exists = fail
        links.is_broken("a.md")
        links.work()
        assert not links.is_broken("a.md")

    def test_files_may_come(self) -> None:
        files: set[str] = set()
        links = Links()
        links.exists = files.__contains__
        links.is_broken("a.md")
        links.work()
        files.add("a.md")
        assert links.is_broken("a.md")
        links.forget()
        links.is_broken("a.md")
        links.work()
        assert not links.is_broken("a.md")


class TestOnTheScreen:
    async def test_links_to_files_that_are_not_there_have_a_sign(self, folder: Path) -> None:
        app = DeskApp(folder)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await app.workers.wait_for_complete()
            shown = app.preview.visible_text()
            assert "lost (✗ no%20such.md)" in shown
            assert "cell (✗ gone.md)" in shown
            assert "the plan (plan.md#one)" in shown
            assert "logo] (logo.png)" in shown

    async def test_the_sign_looks_like_a_problem(self, folder: Path) -> None:
        app = DeskApp(folder, "[lost](gone.md)\n")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await app.workers.wait_for_complete()
            line = app.preview.render_line(1)
            colours = {seg.style.color for seg in line if seg.style and "gone" in seg.text}
            plain = {seg.style.color for seg in line if seg.style and "lost" in seg.text}
            assert colours
            assert not colours & plain

    async def test_o_lists_every_link_once_with_all_of_its_target(self, folder: Path) -> None:
        app = DeskApp(folder)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("o")
            await pilot.pause()
            assert isinstance(app.screen, LinksDialog)
            options = app.screen.query_one(OptionList).options
            shown = [str(option.prompt).split("\n") for option in options]
            assert ["the plan", "plan.md#one"] in shown
            assert ["cell", "gone.md"] in shown
            assert len(shown) == 8

    async def test_without_links_it_says_so(self, folder: Path) -> None:
        app = DeskApp(folder, "none\n")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("o")
            await pilot.pause()
            assert "no link" in app.notices

    async def test_control_and_a_click_ask_for_those_of_the_passage(self, folder: Path) -> None:
        app = DeskApp(folder)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            rows = app.preview.visible_text().split("\n")
            y = next(number for number, row in enumerate(rows) if "mail" in row)
            await pilot.click(Preview, offset=(6, y), control=True)
            await pilot.pause()
            assert isinstance(app.screen, LinksDialog)
            assert len(app.screen.query_one(OptionList).options) == 3

    @pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
    async def test_where_the_chosen_one_leads_can_be_read(self, folder: Path, theme: str) -> None:
        app = DeskApp(folder)
        async with app.run_test(size=(80, 24)) as pilot:
            app.theme = theme
            await pilot.pause()
            await pilot.press("o")
            await pilot.pause()
            links = app.screen.query_one(OptionList)
            assert not links.styles.border.top[0]  # the dialog has one
            assert "plan.md#one" in links.render_line(1).text
            assert quietest(links.render_line(1)) > 3


class TestOpening:
    @pytest.mark.parametrize(
        "target", ["https://example.org/a?b=c", "http://example.org", "mailto:a@example.org"]
    )
    async def test_web_and_mail(self, folder: Path, target: str) -> None:
        app = DeskApp(folder, f"[x]({target})\n")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("o")
            await pilot.pause()
            assert app.opened == []
            await pilot.press("enter")
            await pilot.pause()
            assert app.opened == [target]

    async def test_files_beside_the_draft(self, folder: Path) -> None:
        app = DeskApp(folder, "[x](plan.md#one)\n")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("o", "enter")
            await pilot.pause()
            assert app.opened == [(folder / "plan.md").resolve().as_uri()]

    @pytest.mark.parametrize(
        ("target", "reason"),
        [
            ("javascript:alert%281%29", "Only links"),
            ("file:///etc/passwd", "Only links"),
            ("data:text/html,x", "Only links"),
            ("/etc/passwd", "Only links"),
            ("gone.md", "not there"),
        ],
    )
    async def test_nothing_else(self, folder: Path, target: str, reason: str) -> None:
        app = DeskApp(folder, f"[x]({target})\n")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("o", "enter")
            await pilot.pause()
            assert app.opened == []
            assert reason in app.notices

    async def test_leaving_opens_nothing(self, folder: Path) -> None:
        app = DeskApp(folder)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("o", "escape")
            await pilot.pause()
            assert app.opened == []
            assert app.screen is app.desk
