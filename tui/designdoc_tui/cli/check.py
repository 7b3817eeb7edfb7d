"""`check`: what stands between drafts and their approval."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from designdoc_tui.cli import streams
from designdoc_tui.cli.failures import CANNOT
from designdoc_tui.cli.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designdoc_tui.checks.report import Report

FOUND = 1
"""Exit code: there are errors, or with `--strict` warnings."""

_FORMATS = ("text", "json", "github", "sarif")

# Each function imports what it works with: `--help` and completion need none of it.


@click.command(short_help="Find what stands between drafts and approval.")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "name",
    type=click.Choice(_FORMATS),
    default="text",
    show_default=True,
    help="How to write the findings: for people, scripts, GitHub's annotations, code scanning.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings too.")
@click.pass_context
def check(context: click.Context, paths: tuple[Path, ...], name: str, strict: bool) -> None:
    """Find what stands between drafts and their approval.

    PATH is a draft, a folder with drafts at any depth, or - for standard input; the working
    folder when there is none. How much a finding weighs depends on the draft's status.
    """
    from datetime import date

    from designdoc_tui.checks.formats import FORMATS
    from designdoc_tui.checks.in_parallel import check_in_parallel
    from designdoc_tui.checks.report import Reporter
    from designdoc_tui.cli.progress import progress

    drafts, reports = _drafts(paths or (Path(),))
    without = len(reports)
    today = date.today()
    if streams.STREAM in drafts:
        drafts.remove(streams.STREAM)
        stdin, read = str(streams.STREAM), partial(streams.read, streams.STREAM)
        reports.append(Reporter(today).report(stdin, read, None))
    with progress(len(drafts), "drafts checked") as told:
        reports += check_in_parallel(drafts, today, told)
    streams.write_result(FORMATS[name](reports))
    for report in reports:
        if report.problem is not None:
            streams.tell(str(report.problem))
    streams.tell(_summary(reports, without) if len(reports) > without else "nothing was checked")
    context.exit(_exit_code(reports, strict=strict))


def _drafts(paths: Sequence[Path]) -> tuple[list[Path], list[Report]]:
    """Every draft that the paths mean, once, and a report on each folder that holds none."""
    from designdoc_tui.checks.finding import Findings
    from designdoc_tui.checks.report import Report
    from designdoc_tui.draft.find import Limits, find_drafts
    from designdoc_tui.draft.load import is_folder
    from designdoc_tui.source.errors import SourceError

    everything = Limits(depth=1_000, folders=10_000_000, drafts=10_000_000)
    drafts: dict[Path, None] = {}
    empty: list[Report] = []
    for path in paths:
        if path == streams.STREAM or not is_folder(path):
            drafts[path] = None
            continue
        below = dict.fromkeys(find_drafts(path, everything))
        drafts |= below
        if not below:
            problem = SourceError(
                str(path),
                "there is no draft in this folder or below it; correct the path, or begin a draft: "
                "`designdoc-tui new`",
            )
            empty.append(Report(str(path), Findings(), problem))
    return list(drafts), empty


def _summary(reports: Sequence[Report], without: int) -> str:
    """What was found altogether; so many of the reports are on folders without drafts."""
    from designdoc_tui.checks.finding import Severity

    counts = [
        (sum(report.findings.count(severity) for report in reports), severity.value)
        for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)
    ]
    found = ", ".join(counted(count, word) for count, word in counts if count)
    read = sum(report.problem is None for report in reports)
    unread = len(reports) - without - read
    off = sum(len(report.findings.switched_off) for report in reports)
    said = [f"{found or 'nothing found'} in {counted(read, 'draft')}"] if read else []
    said += [f"{off} switched off"] if off else []
    said += [f"{counted(unread, 'draft')} not read"] if unread else []
    return ", ".join(said)


def _exit_code(reports: Sequence[Report], *, strict: bool) -> int:
    from designdoc_tui.checks.finding import Severity

    if any(report.problem is not None for report in reports):
        return CANNOT
    weighty = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    for report in reports:
        if any(report.findings.count(severity) for severity in weighty):
            return FOUND
    return 0
