"""What was decided and what is left: trade-offs, questions, future, references, approval."""

from __future__ import annotations

from textwrap import dedent

from tests.stories.author import Author
from tests.stories.sections.story import Story


class TradeOffs(Story):
    heading = "Trade-offs"

    def write(self, author: Author) -> None:
        author.presses("enter")
        author.fills("Which factor")
        author.presses("enter")
        author.types("Text message")
        author.presses("alt+n")
        author.fills("App")
        author.presses("space")
        author.next_field()
        author.lists("Free", "Offline")
        author.lists("Phones get lost", "Setup")
        author.previous_field(times=9)
        author.presses("up", "enter", "tab", "tab")
        author.lists("Known", "No app")
        author.lists("SIM swaps", "Costs")
        author.types("Apps are safer")
        author.presses("alt+n")
        author.fills("Where it lives")
        author.presses("enter")
        author.fills("In accounts")
        author.presses("space")
        author.next_field()
        author.lists("One place")
        author.lists("Grows")
        author.previous_field(times=5)
        author.presses("alt+n")
        author.fills("New service")
        author.next_field()
        author.lists("Small")
        author.lists("To be run")
        author.fills("Nothing new to run")

    yaml = """
    """
    markdown = """
    """


class OpenQuestions(Story):
    heading = "Open Questions"

    def write(self, author: Author) -> None:
        author.presses("enter")
        author.fills("Who pays?")
        author.presses("space", "tab")
        author.chooses(2)
        author.types("Ada")
        author.presses("alt+n")
        author.fills("Which QR library?")
        author.next_field()
        author.chooses(1)
        author.fills("Grace")

    yaml = """
    """
    markdown = """
    """


class FutureWork(Story):
    heading = "Future Work"

    def write(self, author: Author) -> None:
        author.lists("Security keys", "2027: passkeys")

    yaml = """
    """
    markdown = """
    """


class References(Story):
    heading = "References"

    def write(self, author: Author) -> None:
        author.fills("proposal.md", "[tasks](tasks.md)", "ADR 7", "RFC 6238")

    yaml = """
    """
    markdown = """
    """


class Approval(Story):
    heading = "Approval"

    def write(self, author: Author) -> None:
        author.presses("enter", "tab")
        author.fills("Ada")
        author.types("2026-11-20")
        author.previous_field(times=3)
        author.presses("down", "enter", "tab")
        author.fills("Grace")
        author.types("2026-11-21")
        author.previous_field(times=3)
        author.presses("down", "alt+r", "alt+r", "alt+n")
        author.fills("Data: protection", "Barbara", "2026-11-22")

    @property
    def draft(self) -> str:
        return dedent("""\
        """)

    @property
    def document(self) -> str:
        return dedent("""\
        """)
