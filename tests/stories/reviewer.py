"""Somebody who reviews a draft at the keyboard; see `author`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path

from designdoc_screens.review import ReviewScreen
from designdoc_tui.approval import Item, answer, questions
from designdoc_tui.document import Document
from designdoc_tui.draft.load import load_draft
from designdoc_tui.draft.save import values_to_yaml
from designdoc_tui.review.comments import add_comment, reply
from designdoc_tui.review.marks import mark_reviewed
from designdoc_tui.review.people import Person
from designdoc_tui.review.sign_offs import record_sign_off, sign_offs
from tests.stories.author import EXAMPLE, WIDE, Author, WatchedApp

NOW = datetime(2026, 11, 22, 14, 3, 11, tzinfo=timezone(timedelta(hours=1)))
ADA = Person("Ada Lovelace", "ada@example.org")
GRACE = Person("Grace Hopper", "grace@example.org")
BARBARA = Person("Barbara Liskov", "barbara@example.org")
PROBLEM = "overview.problem"


def example() -> Document:
    """The document that comes with the tool: in review, with one blocker."""
    return load_draft(EXAMPLE).document


def written(folder: Path, document: Document) -> Path:
    """A draft that holds a document."""
    path = folder / "design.yaml"
    path.write_text(values_to_yaml(document), encoding="utf-8")
    return path


def with_everything_open(folder: Path) -> Path:
    """A draft with an open item of every kind, which Grace alone has to approve."""
    document = example()
    document.set(PROBLEM, None)
    document.set("approval", [{"role": "Technical Lead", "name": str(GRACE.name)}])
    add_comment(document, ("background", "constraints", 0), "", "At night?", BARBARA, NOW)
    return written(folder, document)


def half_reviewed(folder: Path) -> Path:
    """A draft that was read, signed and talked about, and has changed since."""
    document = example()
    for question in questions(document):
        if question.number == 1:
            answer(document, question.path, "Yes, after a call back.", ADA, NOW)
    for name in ("overview", "background", "migration"):
        section = document.template.sections_by_path[(name,)]
        mark_reviewed(document, section, GRACE, NOW)
    record_sign_off(document, "Technical Lead", GRACE, NOW)
    constraint = document.items("background.constraints")[0]
    assert isinstance(constraint, str)
    place = ("background", "constraints", 0)
    about = add_comment(document, place, constraint[:20], "Not even at night?", BARBARA, NOW)
    reply(document, about, "At night it is fine.", ADA, NOW)
    add_comment(document, ("overview", "goals", 0), "words since gone", "Measured?", GRACE, NOW)
    document.set("background.constraints[0]", f"{constraint}, except at night")
    document.set("overview.goals[1]", "Anyone can enrol alone, in a minute, with any app")
    assert sign_offs(document)
    return written(folder, document)


class Reviewing(Author):
    """Somebody at the checklist."""

    @property
    def review(self) -> ReviewScreen:
        """The checklist."""
        return next(each for each in self.app.screen_stack if isinstance(each, ReviewScreen))

    @property
    def is_reviewing(self) -> bool:
        """Whether the checklist is the screen on top."""
        return isinstance(self.screen, ReviewScreen)

    @property
    def item(self) -> Item:
        """The chosen item."""
        item = self.review.items.item
        assert item is not None, "nothing is in the list"
        return item

    def state_of(self, key: str) -> str:
        """How an item stands."""
        item = self.review.checklist.find(key)
        return "gone" if item is None else item.state.value

    async def chooses_item(self, key: str) -> None:
        """Goes to an item, wherever it is: with the keys that is a long way."""
        keys = [item.key for item in self.review.items.items]
        assert key in keys, keys
        self.review.items.choose(keys.index(key))
        await self.rests()
        assert self.item.key == key


@asynccontextmanager
async def at_the_checklist(
    draft: Path, *, size: tuple[int, int] = WIDE
) -> AsyncIterator[Reviewing]:
    """Opens the wizard on the checklist of a draft and sits down at it."""
    app = WatchedApp(draft, on_review=True)
    async with app.run_test(size=size, notifications=True) as pilot:
        reviewer = Reviewing(app, pilot)
        await reviewer.rests()
        assert reviewer.is_reviewing
        yield reviewer
