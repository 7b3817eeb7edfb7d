"""Findings as SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format)."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote

from designdoc_tui.checks.finding import Finding, Severity
from designdoc_tui.checks.report import Report
from designdoc_tui.checks.rules import RULES

_SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_RULE_INDEX: Final = {name: index for index, name in enumerate(RULES)}


def as_sarif(reports: Sequence[Report]) -> str:
    """One run with all findings; those that are switched off are suppressed results.

    Args:
        reports: What was found, by file.

    Returns:
        The log, in ASCII.
    """
    results = [
        _result(report, finding)
        for report in reports
        for finding in (*report.findings.findings, *report.findings.switched_off)
    ]
    unread = [_notification(report) for report in reports if report.problem is not None]
    invocation: dict[str, Any] = {"executionSuccessful": not unread}
    if unread:
        invocation["toolExecutionNotifications"] = unread
    # Looking the version up reads the metadata of the installation.
    from designdoc_tui import __version__

    driver = {"name": "designdoc-tui", "version": __version__, "rules": _rules()}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation],
        "results": results,
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2) + "\n"


def _rules() -> list[dict[str, Any]]:
    return [
        {
            "id": rule.id,
            "shortDescription": {"text": f"{rule.summary}."},
            "defaultConfiguration": {"level": _LEVELS[rule.levels.review]},
        }
        for rule in RULES.values()
    ]


def _result(report: Report, finding: Finding) -> dict[str, Any]:
    location = _physical(report.file, finding.line, finding.column)
    if finding.path:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.field}]
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": _RULE_INDEX[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding.message)},
        "locations": [location],
    }
    if finding.reason:
        result["suppressions"] = [{"kind": "inSource", "justification": finding.reason}]
    return result


def _notification(report: Report) -> dict[str, Any]:
    problem = report.problem
    assert problem is not None  # noqa: S101 - asked for those only
    return {
        "level": "error",
        "message": {"text": _message(problem.message)},
        "locations": [_physical(report.file, problem.line or 1, problem.column or 1)],
    }


def _message(text: str) -> str:
    """A text as a message: braces that are no placeholders are doubled (SARIF, section 3.11.5)."""
    return text.replace("{", "{{").replace("}", "}}")


def _physical(file: str, line: int, column: int) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(file)},
            "region": {"startLine": line, "startColumn": column},
        }
    }


def _uri(file: str) -> str:
    """A path as a URI reference (RFC 3986); relative ones stay relative."""
    path = quote(os.fsencode(file.replace(os.sep, "/")))
    return f"file://{path}" if path.startswith("/") else path
