"""The first screen: finding a draft, and starting one."""

from __future__ import annotations

import html
import re
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.app import App
from textual.widgets import Input, OptionList, Static

from designdoc_screens.dialogs import ProblemDialog
from designdoc_screens.draft_rows import ago, short_path
from designdoc_screens.help import HelpScreen
from designdoc_screens.home import HomeScreen
from designdoc_screens.new_draft import NewDraftDialog
from designdoc_tui.draft.find import DraftSummary
from designdoc_tui.state import RecentDraft
from designdoc_tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from textual.pilot import Pilot

NOW = 1_800_000_000.0
FOLDER = Path("/projects/shop")
HOUR = 3600.0


def draft(path: str, title: str, hours_ago: float, problem: str = "") -> DraftSummary:
    modified = datetime.fromtimestamp(NOW - hours_ago * HOUR, UTC)
    return DraftSummary(FOLDER / path, title, "Draft", 3, 27, modified, problem)


SIGN_IN = draft("sign-in/design.yaml", "Two-factor sign-in", 5)
AUDIT = draft("audit/design.yaml", "Audit log", 2)
SEARCH = draft("search/design.yaml", "Search", 24)
BROKEN = draft("broken/design.yaml", "", 48, f"{FOLDER}/broken/design.yaml:7:3: a tab \x1b[31m")
GONE = DraftSummary(Path("/elsewhere/gone.yaml"), problem="it has gone")


class Host(App[None]):
    """Shows the home screen and keeps what it asks for."""

    def __init__(
        self,
        drafts: Sequence[DraftSummary],
        recent: Sequence[RecentDraft] = (),
        find: Callable[[Path], Iterator[Path]] | None = None,
    ) -> None:
        super().__init__()
        self.summaries = {each.path: each for each in (*drafts, GONE)}
        self.opened: list[Path] = []
        self.asked: list[tuple[str, str, Path]] = []
        found = find or (lambda folder: iter([each.path for each in drafts]))
        self.home = HomeScreen(
            FOLDER, lambda: recent, found, self.summaries.__getitem__, lambda: NOW
        )

    def on_mount(self) -> None:
        self.push_screen(self.home)

    def on_home_screen_opened(self, message: HomeScreen.Opened) -> None:
        self.opened.append(message.path)

    def on_home_screen_new_asked(self, message: HomeScreen.NewAsked) -> None:
        self.asked.append((message.title, message.change_id, message.folder))


async def ready(pilot: Pilot[None]) -> None:
    """Waits until the screen has looked for drafts and shown them."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def listed(host: Host) -> list[str]:
    return [Path(option.id or "").parent.name for option in host.home.query_one(OptionList).options]


def on_cursor(host: Host) -> str:
    option = host.home.query_one(OptionList).highlighted_option
    return Path(option.id or "").parent.name if option is not None else ""


def words(host: Host) -> str:
    """All that stands on the screen, as one would read it aloud."""
    texts = re.findall(r">([^<]*)</text>", host.export_screenshot())
    return html.unescape("".join(texts)).replace("\xa0", " ")


class TestTheList:
    async def test_shows_the_newest_first(self) -> None:
        host = Host([SIGN_IN, AUDIT, SEARCH])
        async with host.run_test(size=(80, 24)) as pilot:
            await ready(pilot)
            assert listed(host) == ["audit", "sign-in", "search"]
            assert on_cursor(host) == "audit"

    async def test_tells_title_place_status_progress_and_time(self) -> None:
        host = Host([AUDIT])
        async with host.run_test(size=(80, 24)) as pilot:
            await ready(pilot)
            for word in ("Audit log", "audit/", "Draft", "3/27", "2 h ago"):
                assert word in words(host)

    async def test_has_those_used_last_too_each_once(self) -> None:
        recent = [RecentDraft(SEARCH.path, NOW - 60), RecentDraft(GONE.path, NOW)]
        host = Host([AUDIT, SEARCH], recent)
        async with host.run_test(size=(80, 24)) as pilot:
            await ready(pilot)
            assert listed(host) == ["search", "audit"]

    async def test_fits_a_small_terminal(self) -> None:
        host = Host([SIGN_IN, AUDIT])
        async with host.run_test(size=(40, 12)) as pilot:
            await ready(pilot)
            assert "Two-factor sign-in" in words(host)
            assert "3/27" in words(host)

    async def test_is_read_again_on_coming_back(self) -> None:
        host = Host([AUDIT])
        async with host.run_test() as pilot:
            await ready(pilot)
            host.summaries[AUDIT.path] = draft("audit/design.yaml", "Audit trail", 0)
            await pilot.press("f1", "escape")
            await ready(pilot)
            assert "Audit trail" in words(host)

    async def test_drops_what_has_gone(self) -> None:
        drafts = [AUDIT, SEARCH]
        host = Host(drafts, find=lambda folder: iter([each.path for each in drafts]))
        async with host.run_test() as pilot:
            await ready(pilot)
            drafts.remove(SEARCH)
            await pilot.press("r")
            await ready(pilot)
            assert listed(host) == ["audit"]


class TestLooking:
    async def test_never_holds_up_the_keys(self) -> None:
        go_on = threading.Event()

        def slow(folder: Path) -> Iterator[Path]:
            yield AUDIT.path
            go_on.wait(30)
            yield SEARCH.path

        host = Host([AUDIT, SEARCH], find=slow)
        async with host.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert "Looking for drafts" in words(host)
            await pilot.press("n")
            assert isinstance(host.screen, NewDraftDialog)
            await pilot.press("escape")
            go_on.set()
            await ready(pilot)
            assert listed(host) == ["audit", "search"]

    async def test_does_not_keep_the_program_from_ending(self) -> None:
        never = threading.Event()

        def stuck(folder: Path) -> Iterator[Path]:
            never.wait(30)
            yield AUDIT.path

        host = Host([AUDIT], find=stuck)
        async with host.run_test() as pilot:
            await pilot.press("q")
        assert not host.is_running
        never.set()


class TestOpening:
    async def test_with_the_cursor(self) -> None:
        host = Host([SIGN_IN, AUDIT, SEARCH])
        async with host.run_test() as pilot:
            await ready(pilot)
            await pilot.press("j", "down", "k", "enter")
            await pilot.pause()
            assert host.opened == [SIGN_IN.path]

    async def test_with_the_mouse(self) -> None:
        host = Host([SIGN_IN, AUDIT])
        async with host.run_test(size=(80, 24)) as pilot:
            await ready(pilot)
            await pilot.click(OptionList, offset=(5, 3))
            await pilot.pause()
            assert host.opened == [SIGN_IN.path]

    async def test_one_that_cannot_be_opened_says_why(self) -> None:
        host = Host([BROKEN])
        async with host.run_test(size=(80, 24)) as pilot:
            await ready(pilot)
            assert "cannot be opened" in words(host)
            assert "\x1b" not in words(host)
            await pilot.press("enter")
            assert isinstance(host.screen, ProblemDialog)
            assert host.screen.text == f"{FOLDER}/broken/design.yaml:7:3: a tab ␛[31m"
            await pilot.press("escape")
            assert host.screen is host.home
            assert host.opened == []


class TestFiltering:
    async def test_by_part_of_a_title_opens_the_first(self) -> None:
        host = Host([SIGN_IN, AUDIT, SEARCH])
        async with host.run_test(size=(80, 24)) as pilot:
            await ready(pilot)
            await pilot.press("slash", *"s", *"e")
            assert listed(host) == ["search"]
            assert "1 of 3" in words(host)
            await pilot.press("enter")
            await pilot.pause()
            assert host.opened == [SEARCH.path]

    async def test_moves_while_typing(self) -> None:
        host = Host([SIGN_IN, AUDIT, SEARCH])
        async with host.run_test() as pilot:
            await ready(pilot)
            await pilot.press("slash", "s", "down")
            assert on_cursor(host) == listed(host)[1]

    async def test_ends_with_escape(self) -> None:
        host = Host([SIGN_IN, AUDIT])
        async with host.run_test(size=(80, 24)) as pilot:
            await ready(pilot)
            await pilot.press("slash", *"zzz")
            assert listed(host) == []
            assert "nothing matches" in words(host)
            await pilot.press("escape")
            assert len(listed(host)) == 2
            await pilot.press("enter")
            await pilot.pause()
            assert host.opened == [AUDIT.path]


class TestANewDraft:
    async def test_takes_three_keys(self) -> None:
        host = Host([])
        async with host.run_test() as pilot:
            await ready(pilot)
            await pilot.press("n", "enter", "enter")
            await pilot.pause()
            assert host.asked == [("", "", FOLDER)]

    async def test_with_a_title_takes_no_more_than_typing_it(self) -> None:
        host = Host([AUDIT])
        async with host.run_test() as pilot:
            await ready(pilot)
            await pilot.press("n", *"Sign", "space", *"in", "enter")
            await pilot.pause()
            assert host.asked == [("Sign in", "", FOLDER)]

    async def test_can_be_left(self) -> None:
        host = Host([AUDIT])
        async with host.run_test() as pilot:
            await ready(pilot)
            await pilot.press("n", "x", "escape")
            await pilot.pause()
            assert host.asked == []
            assert host.screen is host.home

    async def test_is_offered_where_there_is_none(self) -> None:
        host = Host([])
        async with host.run_test(size=(80, 24)) as pilot:
            await ready(pilot)
            assert "There is no draft in /projects/shop yet." in words(host)
            await pilot.press("enter")
            assert isinstance(host.screen, NewDraftDialog)
            await pilot.press("escape")
            await pilot.click("#new")
            assert isinstance(host.screen, NewDraftDialog)


class TestTheKeys:
    async def test_are_shown_and_greyed(self) -> None:
        host = Host([])
        async with host.run_test(size=(80, 24)) as pilot:
            await ready(pilot)
            keys = host.home.active_bindings
            assert keys["n"].enabled
            assert not keys["slash"].enabled
            assert "/ Filter" in str(host.home.query_one(KeyBar).render())

    async def test_are_explained(self) -> None:
        host = Host([AUDIT])
        async with host.run_test(size=(80, 40)) as pilot:
            await ready(pilot)
            await pilot.press("f1")
            await pilot.pause()
            assert isinstance(host.screen, HelpScreen)
            shown = [str(each.content) for each in host.screen.query(Static)]
            for word in ("In the list", "Start a new draft", "Open the draft"):
                assert word in shown

    async def test_type_in_the_filter(self) -> None:
        host = Host([AUDIT])
        async with host.run_test() as pilot:
            await ready(pilot)
            await pilot.press("slash", "n", "q", "r", "slash")
            assert host.home.query_one("#filter", Input).value == "nqr/"


class TestHowThingsAreSaid:
    @pytest.mark.parametrize(
        ("seconds", "said"),
        [
            (-100, "just now"),
            (59, "just now"),
            (60, "1 min ago"),
            (2 * HOUR, "2 h ago"),
            (24 * HOUR, "1 day ago"),
            (3.9 * 24 * HOUR, "3 days ago"),
            (15 * 24 * HOUR, "2 weeks ago"),
            (70 * 24 * HOUR, "2 months ago"),
            (800 * 24 * HOUR, "2 years ago"),
        ],
    )
    def test_times(self, seconds: float, said: str) -> None:
        assert ago(seconds) == said

    def test_places(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HOME", "/home/ada")
        assert short_path(FOLDER / "a" / "design.yaml", FOLDER) == "a/design.yaml"
        assert short_path(Path("/home/ada/x.yaml"), FOLDER) == "~/x.yaml"
        assert short_path(Path("/srv/x.yaml"), FOLDER) == "/srv/x.yaml"
