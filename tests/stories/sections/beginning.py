"""The sections that say what it is about: Metadata, Overview, Background."""

from __future__ import annotations

from textwrap import dedent

from tests.stories.author import Author
from tests.stories.sections.story import Story


class Metadata(Story):
    heading = "Metadata"

    def write(self, author: Author) -> None:
        author.previous_field()
        author.clears()
        author.fills("Two: factors")
        author.clears()
        author.fills("add-2fa")
        author.clears()
        author.fills("Grace <g@example.org>")
        author.lists("Barbara Liskov", "no")
        author.chooses(1)
        author.clears()
        author.types("2026-01-31")

    @property
    def draft(self) -> str:
        return dedent("""\
        """)

    @property
    def document(self) -> str:
        return dedent("""\
        """)

class Overview(Story):
    heading = "Overview"

    def write(self, author: Author) -> None:
        author.fills("One password.\n\n- It leaks: often\n- It is `reused`", "A code.\n# not a title")
        author.lists("Hard to guess", "yes", "2 minutes: no more")
        author.lists("Text messages", "# Passkeys")

    yaml = """
    """
    markdown = """
    """

class Background(Story):
    heading = "Background"

    def write(self, author: Author) -> None:
        author.fills("Wards share\ncomputers.", "Argon2id today.", "Browser --> Proxy\n   |\n   +--> Redis")
        author.lists("No new service", "PostgreSQL 16")

    yaml = """
    """
    markdown = """
    """
