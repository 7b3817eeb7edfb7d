"""Checking draft files, one or thousands, and what is told of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from designdoc_tui.checks.check import Checker
from designdoc_tui.checks.finding import Findings
from designdoc_tui.checks.surroundings import OnDisk
from designdoc_tui.draft.load import parse_tree, read_file
from designdoc_tui.source.errors import SourceError

if TYPE_CHECKING:
    from designdoc_tui.checks.view import Surroundings


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in one draft file.

    Attributes:
        file: The file as the user named it; `-` for standard input.
        findings: What was found; nothing when it cannot be read.
        problem: Why it cannot be read, if so.
    """

    file: str
    findings: Findings
    problem: SourceError | None = None


class Reporter:
    """Checks drafts, and works out the rules of each template once."""

    def __init__(self, today: date) -> None:
        """Begins.

        Args:
            today: The day on which no date may be in the future.
        """
        self._today = today
        self._checkers: dict[str, Checker] = {}

    def report(
        self, file: str, read: Callable[[], bytes], surroundings: Surroundings | None
    ) -> Report:
        """Checks one draft.

        Args:
            file: What the user calls it.
            read: Reads it; raises `SourceError` when it cannot be read.
            surroundings: The files around it, if it is in a folder.

        Returns:
            What was found, or why it cannot be read.
        """
        try:
            parsed = parse_tree(read(), file)
        except SourceError as error:
            return Report(file, Findings(), error)
        checker = self._checkers.get(parsed.template.name)
        if checker is None:
            checker = self._checkers[parsed.template.name] = Checker(parsed.template)
        found = checker.check(
            parsed.values, today=self._today, source=parsed.root, surroundings=surroundings
        )
        return Report(file, found)

    def on_disk(self, file: Path) -> Report:
        """Checks a draft file.

        Args:
            file: The file.

        Returns:
            As `report`.
        """
        return self.report(str(file), partial(read_file, file), OnDisk(file))


def check_files(files: Iterable[Path], today: date) -> list[Report]:
    """Checks draft files. One that cannot be read keeps no other from being checked.

    Args:
        files: The files.
        today: The day on which no date may be in the future.

    Returns:
        A report on each, in their order.
    """
    reporter = Reporter(today)
    return [reporter.on_disk(file) for file in files]
