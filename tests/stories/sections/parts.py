"""The parts of the design: architecture, components, data, calls, and how they flow."""

from __future__ import annotations

from tests.stories.author import Author
from tests.stories.sections.story import Story


class HighLevelArchitecture(Story):
    heading = "High-Level Architecture"

    def write(self, author: Author) -> None:
        author.fills("One place makes sessions.\n\nIt asks the vault.", "Browser -> Vault\n```\n  <- yes")

    yaml = """
    """
    markdown = """
    """


class Components(Story):
    heading = "Components"

    def write(self, author: Author) -> None:
        author.presses("enter")
        author.fills("Vault", "Keeps secrets", "Encryption", "`verify(code)`", "Key service")
        author.lists("AES-256-GCM", "One step of drift")
        author.previous_field(times=4)
        author.presses("alt+n")
        author.fills("Limiter", "Stops guessing", "Counting", "`reserve()`", "Redis: 7")
        author.lists("Counts first", "Mails once a day")

    yaml = """
    """
    markdown = """
    """


class DataModel(Story):
    heading = "Data Model"

    def write(self, author: Author) -> None:
        author.fills("CREATE TABLE factor (\n    id UUID\n);")
        author.presses("enter")
        author.fills("account", "policy TEXT")
        author.types("Set to 'off'")
        author.presses("alt+n")
        author.fills("session", "factor_id UUID", "None needed")

    yaml = """
    """
    markdown = """
    """


class ApiDesign(Story):
    heading = "API Design"

    def write(self, author: Author) -> None:
        author.presses("enter")
        author.fills("POST /factors", '{\n  "kind": "totp"\n}', '{"id": 1}')
        author.presses("enter")
        author.fills("400 Bad Request", "Unknown kind")
        author.previous_field(times=2)
        author.presses("alt+n")
        author.fills("409 Conflict", "There is one")
        author.previous_field(times=4)
        author.presses("alt+n")
        author.fills("DELETE /factors/{id}", "{}", "null")
        author.presses("enter")
        author.fills("401 Unauthorized", "No session")
        author.previous_field(times=2)
        author.presses("alt+n")
        author.fills("404 Not Found", "Not yours")
        # Modified endpoints
        author.presses("enter")
        author.fills("POST /sign-in")
        author.lists("Answers `202`", "Field `pending`: true")
        author.previous_field(times=4)
        author.presses("alt+n")
        author.fills("GET /account")
        author.lists("Field `factors`", "No longer cached")

    yaml = """
    """
    markdown = """
    """


class DataFlow(Story):
    heading = "Data Flow"

    def write(self, author: Author) -> None:
        author.fills("Client -> Proxy -> Vault\n                -> Redis\n\n  done")

    yaml = """
    """
    markdown = """
    """


class StateManagement(Story):
    heading = "State Management"

    def write(self, author: Author) -> None:
        author.fills("Pending, then active.", "pending --code--> active\n   \\--5 min--> gone")

    yaml = """
    """
    markdown = """
    """


class ErrorHandling(Story):
    heading = "Error Handling"

    def write(self, author: Author) -> None:
        author.presses("enter")
        author.fills("Redis is down", "Timeout", "503", "Twice: at once")
        author.types("Error")
        author.presses("alt+n")
        author.fills("Wrong code", "Check fails", "403", "no", "Info: no code in it")

    yaml = """
    """
    markdown = """
    """
