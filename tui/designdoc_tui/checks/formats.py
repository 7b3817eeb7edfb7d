"""Findings as text for people, as JSON for scripts, and as annotations for GitHub."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any, Final

from designdoc_tui.checks.finding import Finding, Severity
from designdoc_tui.checks.report import Report
from designdoc_tui.checks.sarif import as_sarif
from designdoc_tui.source.errors import visible


def as_text(reports: Sequence[Report]) -> str:
    """A line for each finding, as compilers write them; what is switched off comes last.

    Args:
        reports: What was found, by file.

    Returns:
        Lines of `path:line:column: severity rule message`.
    """
    lines = [
        f"{visible(report.file)}:{finding.line}:{finding.column}: "
        f"{finding.severity.value} {finding.rule} {finding.message}\n"
        for report in reports
        for finding in report.findings.findings
    ]
    for report in reports:
        off = sorted(report.findings.switched_off, key=_rule_and_reason)
        for (rule, reason), group in groupby(off, key=_rule_and_reason):
            count = len(list(group))
            what = "1 finding is" if count == 1 else f"{count} findings are"
            lines.append(f"{visible(report.file)}: {what} switched off: {rule}: {reason}\n")
    return "".join(lines)


def _rule_and_reason(finding: Finding) -> tuple[str, str]:
    return finding.rule, finding.reason


def as_json(reports: Sequence[Report]) -> str:
    """One object with all findings, and those that are switched off beside them.

    Args:
        reports: What was found, by file.

    Returns:
        The JSON (RFC 8259), in ASCII, so that no name of a file can break it.
    """
    found = [
        _as_object(report, finding) for report in reports for finding in report.findings.findings
    ]
    off = [
        {**_as_object(report, finding), "reason": finding.reason}
        for report in reports
        for finding in report.findings.switched_off
    ]
    return json.dumps({"findings": found, "switched_off": off}, indent=2) + "\n"


def _as_object(report: Report, finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "field": finding.field,
        "message": finding.message,
        "file": report.file,
        "line": finding.line,
        "column": finding.column,
    }


_GITHUB_COMMANDS: Final = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
}


def as_github(reports: Sequence[Report]) -> str:
    """A workflow command for each finding, which GitHub shows beside the line it is about.

    The format is told in GitHub's documentation, "Workflow commands for GitHub Actions".

    Args:
        reports: What was found, by file.

    Returns:
        Lines such as `::error file=design.yaml,line=7,col=3,title=open-blocker::message`.
    """
    lines: list[str] = []
    for report in reports:
        for finding in report.findings.findings:
            command = _GITHUB_COMMANDS[finding.severity]
            lines.append(_annotation(command, report, finding, finding.message))
        for finding in report.findings.switched_off:
            message = f"{finding.message} Switched off: {finding.reason}"
            lines.append(_annotation("notice", report, finding, message))
    return "".join(lines)


def _annotation(command: str, report: Report, finding: Finding, message: str) -> str:
    properties = {
        "file": report.file,
        "line": str(finding.line),
        "col": str(finding.column),
        "title": finding.rule,
    }
    said = ",".join(f"{key}={_as_property(text)}" for key, text in properties.items())
    return f"::{command} {said}::{_as_data(message)}\n"


def _as_data(text: str) -> str:
    return visible_lines(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _as_property(text: str) -> str:
    return _as_data(text).replace(":", "%3A").replace(",", "%2C")


def visible_lines(text: str) -> str:
    """A text without live control characters, its line ends left to be escaped."""
    return "\n".join("\r".join(map(visible, line.split("\r"))) for line in text.split("\n"))


FORMATS: Final[dict[str, Callable[[Sequence[Report]], str]]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
"""How findings can be written, by name."""
