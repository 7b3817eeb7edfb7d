"""What stands on the screen: the preview, and as much as a terminal has room for."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import pytest
from textual.theme import BUILTIN_THEMES

from designdoc_tui.document.changes import Change
from designdoc_tui.template.path import parse_path
from designdoc_tui.widgets.key_bar import KeyBar
from tests.contrast import quietest
from tests.stories.author import WIDE, Author, at_the_desk, example_draft, fresh_draft

SMALL = [(80, 24), (40, 12)]
LIGHT = [name for name, theme in BUILTIN_THEMES.items() if not theme.dark and not theme.ansi]


def shown(author: Author) -> str:
    """Which rooms of the wizard are open."""
    screen = author.section
    rooms = {"outline": screen.outline, "form": screen.form, "preview": screen.preview}
    return " ".join(
        name
        for name, room in rooms.items()
        if all(widget.display for widget in room.ancestors_with_self if widget is not author.app)
    )


def cursor_in_sight(author: Author) -> bool:
    """Tells whether what has the focus can be seen, at least in part."""
    focused = author.app.focused
    return focused is not None and author.section.form.region.overlaps(focused.region)


class TestPreview:
    async def test_shows_what_is_typed_in_the_same_frame(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            author.presses("f8")
            await author.rests()
            shown: list[bool] = []

            def look(change: Change) -> None:
                # Called within the edit, before anything else can happen.
                shown.append(author.document.text(change.path) in author.preview)

            author.document.subscribe(look)
            author.types("Leaks")
            await author.rests()
            assert shown == [True] * len("Leaks")

    async def test_shows_what_is_not_filled_as_its_placeholder(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            author.presses("f8")
            await author.rests()
            assert "[Brief restatement of the problem" in author.preview
            author.types("L")
            await author.rests()
            assert "[Brief restatement of the problem" not in author.preview

    async def test_follows_the_field(self, tmp_path: Path) -> None:
        async with at_the_desk(example_draft(tmp_path)) as author:
            assert "Approval" not in author.preview
            await author.goes_to("Approval")
            assert "Approval" in author.preview

    async def test_stays_where_it_was_put_until_something_is_typed(self, tmp_path: Path) -> None:
        async with at_the_desk(example_draft(tmp_path)) as author:
            await author.goes_to("Future Work")
            author.presses("f6", "home")
            await author.rests()
            assert author.preview.splitlines()[1].startswith("Design Document:")
            author.presses("down", "up")
            await author.rests()
            assert author.preview.splitlines()[1].startswith("Design Document:")

    async def test_is_shown_hidden_and_alone_by_a_key(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            seen = [shown(author)]
            for _ in range(3):
                author.presses("f6")
                await author.rests()
                seen.append(shown(author))
            assert seen == [
                "outline form preview",
                "outline preview",
                "outline form",
                "outline form preview",
            ]
            author.types("s")
            await author.rests()
            assert author.document.text("title") == "Sign-ins"

    async def test_goes_to_the_field_at_its_top_with_enter(self, tmp_path: Path) -> None:
        async with at_the_desk(example_draft(tmp_path)) as author:
            await author.goes_to("Future Work")
            author.presses("f6", "home", "enter")
            await author.rests()
            await author.until(lambda: author.field == "title")


class TestLinks:
    async def test_say_so_where_no_browser_can_be_started(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        tried: list[str] = []

        def there_is_none(url: str) -> bool:
            tried.append(url)
            return False

        monkeypatch.setattr(webbrowser, "open", there_is_none)
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            author.presses("f6", "o")
            await author.rests()
            assert author.sees("Open a link")
            author.presses("enter")
            await author.until(lambda: author.sees("No browser can be started from here"))
            assert tried == ["mailto:ada@example.org"]


class TestTheKeys:
    async def test_can_be_read_in_every_light_theme(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            bar = author.screen.query_one(KeyBar)
            for theme in LIGHT:
                author.app.theme = theme
                await author.rests()
                help_key = bar.render_line(0).crop(0, len(" f1"))
                assert help_key.text == " f1"
                assert quietest(help_key) >= 4.5, theme


class TestSmallTerminals:
    @pytest.mark.parametrize("size", SMALL, ids=str)
    async def test_take_every_key(self, size: tuple[int, int], tmp_path: Path) -> None:
        draft = fresh_draft(tmp_path)
        async with at_the_desk(draft, size=size) as author:
            author.presses("f8")
            author.types("problem")
            author.presses("tab")
            author.types("solution")
            author.presses("tab")
            author.types("one\ntwo")
            author.presses("alt+up", "f3")
            author.types("Components\n\nVault")
            author.presses("f7", "f9")
            author.types("None\n")
            await author.saves()
            assert author.document.values["overview"] == {
                "problem": "problem",
                "solution": "solution",
                "goals": ["two", "one"],
            }
            assert author.document.values["design"] == {"components": [{"name": "Vault"}]}
            assert author.heading == "High-Level Architecture"

    @pytest.mark.parametrize(
        ("size", "rooms"),
        [((80, 24), "outline form"), ((40, 12), "form"), (WIDE, "outline form preview")],
    )
    async def test_show_what_there_is_room_for(
        self, size: tuple[int, int], rooms: str, tmp_path: Path
    ) -> None:
        async with at_the_desk(fresh_draft(tmp_path), size=size) as author:
            assert shown(author) == rooms

    async def test_have_the_outline_a_key_away(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path), size=(40, 12)) as author:
            author.presses("f10")
            await author.rests()
            assert "outline" in shown(author)
            author.presses("down", "enter")
            await author.rests()
            await author.until(lambda: shown(author) == "form")
            assert author.field == "overview.problem"

    @pytest.mark.parametrize(("size", "views"), [((80, 24), 3), ((40, 12), 2)])
    async def test_have_the_preview_a_key_away(
        self, size: tuple[int, int], views: int, tmp_path: Path
    ) -> None:
        async with at_the_desk(example_draft(tmp_path), size=size) as author:
            before = shown(author)
            await author.goes_to("factor vault")
            author.presses("f6")
            await author.rests()
            assert "preview" in shown(author)
            assert "Component 2: Factor vault" in author.preview
            author.presses("f6", times=views - 1)
            await author.rests()
            assert shown(author) == before

    async def test_keep_the_cursor_in_sight(self, tmp_path: Path) -> None:
        async with at_the_desk(example_draft(tmp_path), size=(40, 12)) as author:
            for _ in range(12):
                author.presses("tab")
                await author.rests()
                await author.until(lambda: cursor_in_sight(author))

    async def test_take_another_size_while_somebody_writes(self, tmp_path: Path) -> None:
        async with at_the_desk(fresh_draft(tmp_path)) as author:
            author.presses("f8")
            author.types("one ")
            await author.resizes(40, 12)
            author.types("two ")
            await author.resizes(80, 24)
            author.types("three")
            await author.resizes(200, 60)
            assert author.document.text("overview.problem") == "one two three"
            assert shown(author) == "outline form preview"

    async def test_keeps_the_field_in_sight(self, tmp_path: Path) -> None:
        async with at_the_desk(example_draft(tmp_path), size=(200, 60)) as author:
            await author.goes_to("Non-Goals")
            await author.until(lambda: author.sees("Codes by text message"))
            await author.resizes(80, 24)
            await author.until(lambda: author.sees("Codes by text message"))

    async def test_cuts_long_headings_with_a_sign_also_beside_a_scrollbar(
        self, tmp_path: Path
    ) -> None:
        async with at_the_desk(example_draft(tmp_path), size=(200, 60)) as author:
            await author.resizes(80, 24)
            await author.until(lambda: author.sees("Performance Considerati…"))


class TestAFieldFarDown:
    """Where its widgets are new, and where they showed another step before."""

    @pytest.mark.parametrize("count", [30, 2000])
    async def test_is_in_sight_when_the_author_comes_to_it(
        self, count: int, tmp_path: Path
    ) -> None:
        goals = [f"Goal number {number}" for number in range(count)]
        draft = fresh_draft(tmp_path, overview={"problem": "Leaks", "goals": list(goals)})
        far = f"overview.goals[{count - 6}]"
        async with at_the_desk(draft) as author:
            for path in (far, "design.components", f"overview.goals[{count - 9}]"):
                author.section.go_to(parse_path(path))
                await author.until(lambda path=path: author.field == path)
                await author.until(lambda: cursor_in_sight(author))
        async with at_the_desk(draft) as author:
            assert author.field == f"overview.goals[{count - 9}]"
            await author.until(lambda: cursor_in_sight(author))


class TestAPictureOfTheScreen:
    @pytest.mark.parametrize("simplify", [False, True])
    async def test_shows_all_of_it_whatever_was_painted_last(
        self, tmp_path: Path, simplify: bool
    ) -> None:
        async with at_the_desk(example_draft(tmp_path), size=WIDE) as author:
            author.types("x")
            await author.rests()
            picture = author.app.export_screenshot(simplify=simplify).replace("&#160;", " ")
            for text in ("Two-factor sign-in", "Deployment Strategy", "Change ID", "Help"):
                assert text in picture
