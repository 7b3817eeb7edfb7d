"""Rules over a document, and what they find.

A rule is a small function with a stable id; `rules` lists them. Most look at one field at a time
and are given to it by its kind or by the template (`plan`); the others look at the document.
"""

from designdoc_tui.checks.check import Checker, check_document, stage_of
from designdoc_tui.checks.finding import Finding, Findings, Severity
from designdoc_tui.checks.rules import RULES, Rule
from designdoc_tui.checks.surroundings import OnDisk
from designdoc_tui.checks.view import Surroundings

__all__ = [
    "RULES",
    "Checker",
    "Finding",
    "Findings",
    "OnDisk",
    "Rule",
    "Severity",
    "Surroundings",
    "check_document",
    "stage_of",
]
