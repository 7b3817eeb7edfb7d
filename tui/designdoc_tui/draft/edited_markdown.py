"""What a draft says once its Markdown was edited by hand, by a script, or in a merge.

Markdown holds less than a draft: no review, no keys that the tool does not know, nothing of what
stands beneath a section that does not apply. So the edited text is not simply imported. Both it
and the text that the draft was written as are read in the same way; what differs between the two
is the edit, and the draft with that edit is the answer.

A tick under Approval is no sign-off, and typing one makes none: ticks there stay as they were.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from designdoc_tui.document import Document
from designdoc_tui.document.document import NOT_APPLICABLE
from designdoc_tui.document.values import copied, put, value_at
from designdoc_tui.draft.bring_in import text_of_source
from designdoc_tui.markdown.imported.cut import cut
from designdoc_tui.markdown.imported.importing import import_markdown
from designdoc_tui.markdown.imported.sorting import sorted_out
from designdoc_tui.markdown.render import render
from designdoc_tui.merge import three_way
from designdoc_tui.review.approvals import approval_list
from designdoc_tui.source.errors import SourceError
from designdoc_tui.template.field import Role
from designdoc_tui.template.path import parse_path
from designdoc_tui.template.reserved import LAYOUT, REVIEW

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designdoc_tui.document.values import Values
    from designdoc_tui.markdown.imported.report import Report
    from designdoc_tui.template.model import Template

TICKS_LEFT_OUT: Final = (
    "Ticks under Approval were left as they were: a sign-off is given in the wizard."
)

_TICK: Final = re.compile(r"^([ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\[[ xX]\]")
_MARKERS: Final = ("<<<<<<< ", "=======", ">>>>>>> ")
"""The lines that git leaves around the two sides of a conflict, in their order."""


@dataclass(frozen=True, slots=True)
class EditedMarkdown:
    """Markdown of a draft, edited outside.

    Attributes:
        document: What the draft says with the edits. Rendered it is the edited text, but for the
            approvals, where what the sign-offs are worth is written.
        notes: What was not taken as it stands, a sentence each.
        report: What of the text was taken as fields, and what stayed word for word.
    """

    document: Document
    notes: tuple[str, ...]
    report: Report


def read_edited(before: Document, markdown: bytes, name: str) -> EditedMarkdown:
    """Reads Markdown that was edited since it was written from a draft.

    Args:
        before: The draft as it was when the Markdown was written.
        markdown: What the Markdown holds now.
        name: What to call it in errors: a path, or `-`.

    Returns:
        The draft with the edits in it. What Markdown cannot hold is as it was.

    Raises:
        SourceError: It is not UTF-8, too large, or holds what a merge of git has left.
    """
    text = text_of_source(markdown, name)
    written = render(before)
    _refuse_markers(text, written, name)
    template = before.template
    kept = _with_ticks_of(template, text, written)
    notes = () if kept == text else (TICKS_LEFT_OUT,)
    imported = import_markdown(kept, template)
    known = import_markdown(written, template).document.values
    for values in _candidates(template, before.values, known, imported.document.values):
        document = Document(template, values)
        if _says(document, kept):
            break
    return EditedMarkdown(document, notes, imported.report)


def _candidates(
    template: Template, before: Values, known: Values, read: Values
) -> Iterator[Values]:
    """What the draft may say now, the likeliest first; the last one is taken as it is."""
    # What differs between the two readings is the edit; where a field of the draft is not just as
    # Markdown gives it back and was edited, the edit counts.
    yield three_way(template, known, read, before).values
    # Where that is not what is written: what was read, and all that no Markdown says.
    others = {key: value for key, value in before.items() if not _is_in_markdown(template, key)}
    values: Values = {key: copied(value) for key, value in {**others, **read}.items()}
    review = before.get(REVIEW)
    reasons = value_at(read, NOT_APPLICABLE)
    if isinstance(review, dict):
        kept = {key: value for key, value in review.items() if key != NOT_APPLICABLE[-1]}
        values[REVIEW] = kept if reasons is None else {**kept, NOT_APPLICABLE[-1]: reasons}
    for path in reasons if isinstance(reasons, dict) else ():
        beneath = value_at(before, parse_path(path))
        if beneath is not None:
            put(values, parse_path(path), beneath)
    yield values


def _is_in_markdown(template: Template, key: str) -> bool:
    known = [field.key for field in template.fields]
    known += [section.key for section in template.sections]
    return key == LAYOUT or key in known


def _says(document: Document, text: str) -> bool:
    """Whether a document is written as a text, but for what sign-offs have put in it."""
    written = render(document)
    if written == text:
        return True
    template = document.template
    return _without_approvals(template, written) == _without_approvals(template, text)


def _approvals_in(template: Template, lines: Sequence[str]) -> range:
    """The lines of the section with the approvals; none where it is not found."""
    placed = approval_list(template)
    section = template.section_of(placed.path) if placed is not None else None
    if section is None:
        return range(0)
    for part in sorted_out(template, lines, cut(lines)):
        if part.section is section:
            return range(part.body, part.end)
    return range(0)


def _without_approvals(template: Template, text: str) -> list[str]:
    lines = text.split("\n")
    found = _approvals_in(template, lines)
    return lines[: found.start] + lines[found.stop :]


def _with_ticks_of(template: Template, text: str, written: str) -> str:
    """A text in which nobody has ticked an approval, or taken a tick away.

    Args:
        template: What the document contains.
        text: The edited text.
        written: The text as it was written.

    Returns:
        The text; lines of the approvals that differ in nothing but the tick are as they were, and
        others have the tick that goes with what they say.
    """
    lines, before = text.split("\n"), written.split("\n")
    there, were = _approvals_in(template, lines), _approvals_in(template, before)
    ticks = {_unticked(before[at]): before[at] for at in were if _TICK.match(before[at])}
    for at in there:
        line = lines[at].removesuffix("\r")
        if not ticks or not _TICK.match(line):
            continue
        end = lines[at][len(line) :]
        known = ticks.get(_unticked(line))
        if known is not None:
            lines[at] = known.removesuffix("\r") + end
            continue
        below = at + 1
        while below < there.stop and lines[below].startswith(" "):
            below += 1
        rest = [each.removesuffix("\r") for each in lines[at + 1 : below]]
        lines[at] = _with_fitting_tick(template, line, rest) + end
    return "\n".join(lines)


def _with_fitting_tick(template: Template, line: str, rest: Sequence[str]) -> str:
    """The first line of an approval with the tick with which it reads as one, if there is any."""
    placed = template.with_role(Role.APPROVAL)
    if placed is None:
        return line
    kind = placed[1].kind
    ticks = (line, _unticked(line), _TICK.sub(r"\1[x]", line))
    fitting = (tick for tick in ticks if kind.read("\n".join([tick, *rest])) is not None)
    return next(fitting, line)


def _unticked(line: str) -> str:
    return _TICK.sub(r"\1[ ]", line.removesuffix("\r"))


def _refuse_markers(text: str, written: str, name: str) -> None:
    """Refuses a text that git has left half merged; one that tells of such lines is none."""
    waiting = list(_MARKERS)
    first = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if line.removesuffix("\r").startswith(waiting[0]):
            first = first or number
            if len(waiting) == 1:
                break
            waiting.pop(0)
    else:
        return
    if _MARKERS[0] in written and _MARKERS[-1] in written:
        return
    raise SourceError(
        name,
        "a merge has left its conflicts here: decide them and remove these lines, or write the "
        "file anew with `designdoc-tui render -o`",
        first,
    )
