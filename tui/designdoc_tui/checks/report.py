"""Checking draft files, and what is told of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from designdoc_tui.checks.check import Checker
from designdoc_tui.checks.finding import Findings
from designdoc_tui.checks.surroundings import OnDisk
from designdoc_tui.draft.load import parse_tree
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


def check_files(
    files: Iterable[Path],
    *,
    today: date,
    read: Callable[[Path], bytes],
    stream: Path,
) -> Iterator[Report]:
    """Checks draft files, one after the other.

    Args:
        files: The files.
        today: The day on which no date may be in the future.
        read: Reads a file; raises `SourceError` when it cannot be read.
        stream: What stands for standard input among the files: there are no files around it.

    Yields:
        A report on each, in their order. One that cannot be read keeps no other from being checked.
    """
    checkers: dict[str, Checker] = {}
    for file in files:
        surroundings: Surroundings | None = None if file == stream else OnDisk(file)
        try:
            parsed = parse_tree(read(file), str(file))
        except SourceError as error:
            yield Report(str(file), Findings(), error)
            continue
        checker = checkers.get(parsed.template.name)
        if checker is None:
            checker = checkers[parsed.template.name] = Checker(parsed.template)
        findings = checker.check(
            parsed.values, today=today, source=parsed.root, surroundings=surroundings
        )
        yield Report(str(file), findings)
