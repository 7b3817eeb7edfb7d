"""What checking a document gives."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from designdoc_tui.template.path import Path, format_path


class Severity(Enum):
    """How much a finding weighs."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing between a document and its approval.

    Attributes:
        rule: The id of the rule that found it.
        severity: How much it weighs at the document's status.
        path: The field or section it is about; the root for the document as a whole.
        message: What is wrong and what to do; one harmless line.
        line: The line of the draft file it stands in, from 1.
        column: The character of that line, from 1.
        reason: Why its rule is switched off here; empty when it is not.
    """

    rule: str
    severity: Severity
    path: Path
    message: str
    line: int = 1
    column: int = 1
    reason: str = ""

    @property
    def field(self) -> str:
        """The path as it is written: `overview.goals[2]`."""
        return format_path(self.path)


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything found in one document.

    Attributes:
        findings: What counts, in the order of the file.
        switched_off: What was found by rules that are switched off there, each with the reason.
    """

    findings: tuple[Finding, ...] = ()
    switched_off: tuple[Finding, ...] = ()

    def count(self, severity: Severity) -> int:
        """How many findings of a severity count."""
        return sum(finding.severity is severity for finding in self.findings)
