"""Every section of the template, written by somebody at a keyboard and saved."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest

from designdoc_tui.template.load import load_template
from designdoc_tui.template.model import Section
from tests.stories.author import WIDE, at_the_desk, fresh_draft
from tests.stories.sections import beginning, decisions, delivery, parts, qualities
from tests.stories.sections.story import Story

STEPS = load_template("design").steps
STORIES: dict[str, Story] = {
    story.heading: story()
    for story in chain.from_iterable(
        vars(module).values() for module in (beginning, parts, qualities, delivery, decisions)
    )
    if isinstance(story, type) and issubclass(story, Story) and story is not Story
}
"""The stories by the heading of the section they are about."""


async def write_section(draft: Path, step: Section, size: tuple[int, int]) -> None:
    async with at_the_desk(draft, size=size) as author:
        await author.goes_to(step.heading)
        STORIES[step.heading].write(author)
        await author.saves()


class TestEverySection:
    @pytest.mark.parametrize("step", STEPS, ids=lambda step: step.key)
    async def test_is_written_with_the_keyboard_and_saved(
        self, step: Section, tmp_path: Path
    ) -> None:
        draft, story = fresh_draft(tmp_path), STORIES[step.heading]
        await write_section(draft, step, size=WIDE)
        assert draft.read_text() == story.draft
        assert (tmp_path / "design.md").read_text() == story.document

    async def test_is_written_on_a_small_terminal_just_as_well(self, tmp_path: Path) -> None:
        step = next(step for step in STEPS if step.heading == "API Design")
        draft, story = fresh_draft(tmp_path), STORIES[step.heading]
        await write_section(draft, step, size=(80, 24))
        assert draft.read_text() == story.draft
        assert (tmp_path / "design.md").read_text() == story.document

    def test_has_a_story(self) -> None:
        assert list(STORIES) == [step.heading for step in STEPS]
