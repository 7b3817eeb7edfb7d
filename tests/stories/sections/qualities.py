"""What holds for all parts: security, performance, scale, observation, reliability."""

from __future__ import annotations

from tests.stories.author import Author
from tests.stories.sections.story import Story


class SecurityConsiderations(Story):
    heading = "Security Considerations"

    def write(self, author: Author) -> None:
        author.fills("Password, then\na code.", "By the owner.\n\nNobody else.")
        author.fills("AES-256-GCM", "TLS 1.3", "Never logged")
        author.fills("Enrolment", "Audit log", "400 days")

    yaml = """
    """
    markdown = """
    """


class PerformanceConsiderations(Story):
    heading = "Performance Considerations"

    def write(self, author: Author) -> None:
        author.fills("40", "900", "80 MB")
        author.fills("Data keys: 5 min", "factor (account)", "None")
        author.fills("p95 < 120 ms", "p95 < 5 ms", "200 a second")

    yaml = """
    """
    markdown = """
    """


class Scalability(Story):
    heading = "Scalability"

    def write(self, author: Author) -> None:
        author.fills("Any number", "2 cores", "The key service")

    yaml = """
    """
    markdown = """
    """


class MonitoringAndObservability(Story):
    heading = "Monitoring & Observability"

    def write(self, author: Author) -> None:
        author.lists("Codes accepted", "1e3 refused")
        author.fills("INFO", "account, kind", "From the proxy")
        author.lists("Refused > 5 %", "Redis gone")

    yaml = """
    """
    markdown = """
    """


class Reliability(Story):
    heading = "Reliability"

    def write(self, author: Author) -> None:
        author.presses("enter")
        author.fills("Redis is gone", "No sign-in", "Ping")
        author.types("Restart")
        author.presses("alt+n")
        author.fills("Clock drifts", "Codes refused", "NTP offset", "Resync")
        author.fills("5 in a row", "30 s", "One try")

    yaml = """
    """
    markdown = """
    """
