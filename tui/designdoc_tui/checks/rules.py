"""The rules: their ids, how much each weighs, and what each is about.

The functions that look for them stand in the modules beside this one. `docs/rules.md` tells the
same at more length for those who write documents; a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from designdoc_tui.checks.finding import Severity
from designdoc_tui.template.checks import Stage


class Levels(NamedTuple):
    """How much a finding weighs as a document comes further.

    Attributes:
        draft: While the document is being written.
        review: While it is being reviewed.
        binding: Once it is approved or implemented.
    """

    draft: Severity
    review: Severity
    binding: Severity


GAP: Final = Levels(Severity.INFO, Severity.WARNING, Severity.ERROR)
"""Something is not written yet: a draft is allowed its gaps."""

PRECONDITION: Final = Levels(Severity.INFO, Severity.ERROR, Severity.ERROR)
"""Something without which there can be no review."""

DEFECT: Final = Levels(Severity.WARNING, Severity.ERROR, Severity.ERROR)
"""Something is written, and is wrong whatever comes next."""

ADVICE: Final = Levels(Severity.INFO, Severity.WARNING, Severity.WARNING)
"""Something is probably not meant like that; it never stands in the way of an approval."""

DRIFT: Final = Levels(Severity.WARNING, Severity.WARNING, Severity.ERROR)
"""Readers see something other than what the draft says."""

BROKEN: Final = Levels(Severity.ERROR, Severity.ERROR, Severity.ERROR)
"""What the document says cannot be told: its status, or which side of a merge holds."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        id: Its name in output and in `switched_off`; never changed, never used again.
        levels: How much its findings weigh.
        summary: What it finds, for lists of rules.
    """

    id: str
    levels: Levels
    summary: str

    def severity_at(self, stage: Stage) -> Severity:
        """How much its findings weigh at a stage."""
        if stage is Stage.DRAFT:
            return self.levels.draft
        return self.levels.review if stage is Stage.REVIEW else self.levels.binding


REQUIRED_FIELD_EMPTY: Final = Rule("required-field-empty", GAP, "A required field is empty")
PLACEHOLDER_LEFT: Final = Rule("placeholder-left", GAP, "The template's own text still stands here")
SECTION_UNFINISHED: Final = Rule("section-unfinished", GAP, "A section is begun and not finished")
EMPTY_ENTRY: Final = Rule("empty-entry", ADVICE, "An entry of a list says nothing")

NO_CHANGE_ID: Final = Rule("no-change-id", PRECONDITION, "There is no change id")
BAD_CHANGE_ID: Final = Rule("bad-change-id", DEFECT, "The change id is not written like one")
NO_REVIEWER: Final = Rule("no-reviewer", PRECONDITION, "Nobody is asked to review")
REVIEWER_IS_AUTHOR: Final = Rule("reviewer-is-author", DEFECT, "The author reviews their own work")
APPROVAL_WITHOUT_NAME: Final = Rule("approval-without-name", GAP, "An approval has no name")
NOT_AN_OPTION: Final = Rule("not-an-option", BROKEN, "A word is not among the options")
BAD_DATE: Final = Rule("bad-date", DEFECT, "A date is not a day of the calendar")
DATE_IN_FUTURE: Final = Rule("date-in-future", DEFECT, "A date has not come yet")
BAD_FORMAT: Final = Rule("bad-format", DEFECT, "A text is not written as its field wants it")
SEVERAL_IN_ONE: Final = Rule("several-in-one", ADVICE, "One entry names several people")

IN_BOTH_LISTS: Final = Rule("in-both-lists", DEFECT, "A list repeats what its opposite says")
SAID_TWICE: Final = Rule("said-twice", ADVICE, "A list says the same twice")
UNKNOWN_DEPENDENCY: Final = Rule("unknown-dependency", GAP, "A dependency does not exist")
BAD_ENDPOINT: Final = Rule("bad-endpoint", DEFECT, "An endpoint is not a method and a path")
DUPLICATE: Final = Rule("duplicate", DEFECT, "The same thing is described twice")
NO_NUMBER: Final = Rule("no-number", GAP, "A target has no number")
COUNTERPART_MISSING: Final = Rule(
    "counterpart-missing", GAP, "A part is there without the one it needs"
)
TOO_FEW: Final = Rule("too-few", GAP, "There are fewer entries than make sense")
NONE_CHOSEN: Final = Rule("none-chosen", GAP, "No option is chosen")
SEVERAL_CHOSEN: Final = Rule("several-chosen", DEFECT, "Several options are chosen")
OPEN_BLOCKER: Final = Rule("open-blocker", GAP, "A question that blocks approval is open")

BAD_JSON: Final = Rule("bad-json", DEFECT, "A block that says json is not JSON")
DIAGRAM_DOES_NOT_PARSE: Final = Rule(
    "diagram-does-not-parse", DEFECT, "A Mermaid diagram cannot be drawn"
)
UNCLOSED_FENCE: Final = Rule("unclosed-fence", DEFECT, "A fenced block is never closed")
UNCLOSED_COMMENT: Final = Rule("unclosed-comment", DEFECT, "An HTML comment is never closed")
HEADING_IN_FIELD: Final = Rule(
    "heading-in-field", DEFECT, "A heading in a field breaks the document's outline"
)
READS_OTHERWISE: Final = Rule(
    "reads-otherwise", ADVICE, "The Markdown of an entry would be read as something else"
)
MISSING_FILE: Final = Rule("missing-file", GAP, "A link leads to a file that is not there")
MARKDOWN_OUT_OF_DATE: Final = Rule(
    "markdown-out-of-date", DRIFT, "The Markdown beside the draft is not what the draft says"
)

MERGE_CONFLICT: Final = Rule(
    "merge-conflict", BROKEN, "Two sides of a merge disagree, and nobody has decided"
)

STALE_SIGN_OFF: Final = Rule("stale-sign-off", GAP, "The content has changed since it was signed")
SIGN_OFF_DOES_NOT_MATCH: Final = Rule(
    "sign-off-does-not-match", DEFECT, "A sign-off is not as it was given"
)
NOT_SIGNED_OFF: Final = Rule(
    "not-signed-off", GAP, "A document is approved, and a role has not signed"
)

SWITCH_WITHOUT_REASON: Final = Rule(
    "switch-without-reason", DEFECT, "A rule is switched off without a reason"
)
UNKNOWN_SWITCH: Final = Rule(
    "unknown-switch", ADVICE, "What is switched off is no rule, or no place in the document"
)

RULES: Final[dict[str, Rule]] = {
    rule.id: rule for rule in tuple(globals().values()) if isinstance(rule, Rule)
}
"""Every rule by its id, in the order of this file."""
