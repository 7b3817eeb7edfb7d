"""How it gets out: tests, deployment, migration."""

from __future__ import annotations

from tests.stories.author import Author
from tests.stories.sections.story import Story


class TestingStrategy(Story):
    __test__ = False  # a story, not a group of tests
    heading = "Testing Strategy"

    def write(self, author: Author) -> None:
        author.fills("95 %", "Replays")
        author.fills("Vault and Redis", "Containers")
        author.fills("Enrol, sign in", "Seeded")
        author.fills("50 a second", "Until it gives", "A night")

    yaml = """
    """
    markdown = """
    """


class DeploymentStrategy(Story):
    heading = "Deployment Strategy"

    def write(self, author: Author) -> None:
        author.lists("Ourselves", "One ward: 2 weeks", "All")
        author.lists("`factors`: the pages", "`policy`")
        author.fills("Alerts", "Flag off", "Redeploy", "Nothing to do")

    yaml = """
    """
    markdown = """
    """


class Migration(Story):
    heading = "Migration"

    def write(self, author: Author) -> None:
        author.fills("-- Step 1\nALTER TABLE account\n    ADD policy TEXT;")
        author.lists("Columns first", "Then the code")
        author.fills("By mail", "2026-12-01", "The help desk")

    yaml = """
    """
    markdown = """
    """
