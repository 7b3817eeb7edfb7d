"""The README, held against the product: pictures, links, keys, commands, targets, the example."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import click
import pytest
from textual.app import App
from textual.binding import Binding
from textual.widgets import OptionList

from designdoc_screens.conflicts import ConflictsScreen
from designdoc_screens.help import help_text
from designdoc_screens.home import DraftList, HomeScreen
from designdoc_screens.import_report import ImportScreen
from designdoc_screens.markdown_edits import MarkdownEditsScreen
from designdoc_screens.recover import RecoverScreen
from designdoc_screens.review import ReviewScreen
from designdoc_screens.review_list import ReviewList
from designdoc_screens.section import SectionScreen
from designdoc_tui.app import DesignDocApp
from designdoc_tui.cli.commands import cli
from designdoc_tui.draft.load import load_draft
from designdoc_tui.widgets.editor import TextEditor
from designdoc_tui.widgets.fields.choice import ChoiceLine
from designdoc_tui.widgets.fields.items import ItemsField
from designdoc_tui.widgets.fields.record_index import RecordIndex
from designdoc_tui.widgets.fields.records import RecordsField
from designdoc_tui.widgets.preview import Preview
from designdoc_tui.widgets.preview.canvas import Canvas

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")

EVERYWHERE = (DesignDocApp, SectionScreen)
BESIDE = (RecoverScreen, ConflictsScreen, MarkdownEditsScreen, OptionList)

KEYS = {
    "`f1` shows the help": EVERYWHERE,
    "In a text": (TextEditor,),
    "On the list of drafts": (HomeScreen, DraftList),
    "In lists, records and choices": (ItemsField, RecordsField, RecordIndex, ChoiceLine),
    "In the preview": (Preview, Canvas),
    "On the review checklist": (ReviewScreen, ReviewList),
    "Before an import": (ImportScreen,),
    "Where two states": BESIDE,
}
"""How a paragraph begins above a table of keys, and whose keys these are."""

TOPICS = {
    "section": EVERYWHERE,
    "import": (ImportScreen,),
    "side-by-side": (*BESIDE, *EVERYWHERE),
    "review": (ReviewScreen, ReviewList),
}
"""The texts of the help in the app that name keys, and whose keys these are."""

A_KEY = re.compile(
    r"`((?:ctrl\+|alt\+|shift\+)*"
    r"(?:[a-zA-Z?/]|f\d+|tab|enter|escape|space|backspace|home|end|page(?:up|down)"
    r"|up|down|left|right))`"
)
NAMES = {"?": "question_mark", "/": "slash"}
A_WORD = re.compile(r"(?<![\w-])--?[a-z][a-z-]*")


def part(title: str) -> str:
    """What stands under a heading of the README."""
    return README.split(f"\n## {title}\n")[1].split("\n## ")[0]


def bound(*classes: type[Any]) -> set[str]:
    """The keys of widgets, screens and apps, with those that they inherit."""
    lists = [base.__dict__.get("BINDINGS", ()) for each in classes for base in each.__mro__]
    found = [b.key if isinstance(b, Binding) else b[0] for bindings in lists for b in bindings]
    return {key.strip() for keys in found for key in keys.split(",")} | {
        App.COMMAND_PALETTE_BINDING
    }


def keys_in(text: str) -> set[str]:
    return {NAMES.get(key, key) for key in A_KEY.findall(text)}


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, by what is typed for it."""
    for name, command in cli.commands.items():
        if isinstance(command, click.Group):
            yield from ((f"{name} {below}", each) for below, each in command.commands.items())
        else:
            yield name, command


def slugs(path: Path) -> set[str]:
    """The anchors that GitHub gives the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


class TestLinks:
    @pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)]+)\)", README))))
    def test_lead_somewhere(self, target: str) -> None:
        name, _, anchor = target.partition("#")
        path = ROOT / (unquote(name) or "README.md")
        assert path.is_file()
        assert not anchor or anchor in slugs(path)

    def test_show_the_review_and_an_import(self) -> None:
        pictures = re.findall(r"!\[[^]]+\]\((snapshots/\w+)", README)
        assert "snapshots/test_review_pictures" in pictures
        assert "snapshots/test_imported_pictures" in pictures


class TestKeys:
    @pytest.mark.parametrize("begins", KEYS)
    def test_of_a_table_are_bound(self, begins: str) -> None:
        table = part("Keys").split(begins)[1].split("\n\n")[1]
        named = keys_in(table)
        assert named
        assert named <= bound(*KEYS[begins])

    def test_have_no_table_that_is_not_looked_at(self) -> None:
        assert part("Keys").count("|---|---|") == len(KEYS)

    @pytest.mark.parametrize("topic", TOPICS)
    def test_of_the_help_are_bound(self, topic: str) -> None:
        named = keys_in(help_text(topic))
        assert named
        assert named <= bound(*TOPICS[topic])


class TestCommands:
    @pytest.mark.parametrize(("name", "command"), list(commands()))
    def test_are_told_with_all_that_they_understand(
        self, name: str, command: click.Command
    ) -> None:
        rows = re.findall(rf"^\| `designdoc-tui {name}\b([^`]*)`", part("Commands"), re.MULTILINE)
        assert rows
        told = {word for row in rows for word in A_WORD.findall(row)}
        options = [set(each.opts) for each in command.params if isinstance(each, click.Option)]
        assert told <= set().union(*options)
        assert not [option for option in options if not option & told]

    def test_are_all_there_are(self) -> None:
        told = re.findall(r"^\| `designdoc-tui ([a-z]+(?: show)?)", part("Commands"), re.MULTILINE)
        assert set(told) == {name for name, _ in commands()}


class TestTargets:
    def test_are_those_of_the_makefile(self) -> None:
        phony = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
        assert phony is not None
        told = re.findall(r"^make ([a-z]+)|`make ([a-z]+)`", README, re.MULTILINE)
        assert {"".join(each) for each in told} == set(phony[1].split())


class TestTheHouse:
    def test_is_told_with_every_room(self) -> None:
        plan = part("How the house is laid out").split("```")[1]
        told = set(re.findall(r"^    .*?(?=   )", plan, re.MULTILINE))
        rooms = {room for line in told for room in re.findall(r"([a-z]+)/", line)}
        there = {path.parent.name for path in (ROOT / "tui/designdoc_tui").glob("*/__init__.py")}
        assert there <= rooms
        assert all((ROOT / "tui/designdoc_tui" / room).is_dir() for room in rooms)


class TestTheExample:
    def test_is_a_draft(self, tmp_path: Path) -> None:
        draft = tmp_path / "design.yaml"
        draft.write_text(part("The draft file").split("```yaml\n")[1].split("```")[0])
        assert load_draft(draft).document.text("title") == "Two-factor sign-in"
