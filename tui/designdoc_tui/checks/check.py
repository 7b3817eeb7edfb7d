"""Checking a document: all rules over all fields, once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from designdoc_tui.checks import people, signing, written
from designdoc_tui.checks.conflicts import merge_conflict
from designdoc_tui.checks.filled import missing_or_sample, unfilled_record
from designdoc_tui.checks.finding import Finding, Findings
from designdoc_tui.checks.glance import is_remarkable
from designdoc_tui.checks.places import Places
from designdoc_tui.checks.plan import Plan, Planned, PlannedRecords, plan
from designdoc_tui.checks.rules import MARKDOWN_OUT_OF_DATE, SECTION_UNFINISHED
from designdoc_tui.checks.switches import Switch, switches
from designdoc_tui.checks.verbatim import word_for_word
from designdoc_tui.checks.view import Hit, Surroundings, View
from designdoc_tui.document import Document
from designdoc_tui.document.values import value_at
from designdoc_tui.source.errors import one_line
from designdoc_tui.template.checks import Stage
from designdoc_tui.template.field import Field, Role
from designdoc_tui.template.kinds import Value
from designdoc_tui.template.kinds.choice import Choice
from designdoc_tui.template.path import ROOT, Path
from designdoc_tui.template.reserved import LAYOUT

if TYPE_CHECKING:
    from designdoc_tui.source.yaml_nodes import Mapping as SourceMapping
    from designdoc_tui.template.model import Template

_ABOUT_PEOPLE: Final = (
    people.reviewer_is_author,
    people.approval_without_name,
    signing.sign_offs,
)
_LONGEST_MESSAGE: Final = 600  # characters; a document's own words may be in it


class Checker:
    """Checks documents of one template, however many."""

    def __init__(self, template: Template) -> None:
        """Works out which rule looks at which field.

        Args:
            template: What the documents contain.
        """
        self.template = template
        self.plan: Plan = plan(template)

    def check(
        self,
        values: Mapping[str, Value],
        *,
        today: date,
        source: SourceMapping | None = None,
        surroundings: Surroundings | None = None,
    ) -> Findings:
        """Checks one document.

        Args:
            values: What is in it; not changed.
            today: The day on which no date may be in the future.
            source: The draft it was read from, for the places; all are 1:1 without it.
            surroundings: The files around it. Without, no rule looks at any.

        Returns:
            What was found, in the order of the file. The same document gives the same findings.
        """
        roles = self.plan.roles
        view = View(self.template, values, today, _stage(roles, values), surroundings, roles)
        holding, hits = switches(values)
        missing: dict[Path, str] = {}
        begun: set[Path] = set()
        everywhere = view.applies_everywhere
        for section in self.plan.sections:
            around = value_at(values, section.around)
            inside = around if isinstance(around, dict) else values if not section.around else {}
            for path, planned in section.fields:
                if not everywhere and not view.applies(path):
                    continue
                value = inside.get(planned.key)
                if (planned.usual is not None and planned.usual.covers(value)) or _look(
                    planned, value, path, view, hits
                ):
                    begun.add(path)
                elif planned.field.required:
                    missing[path] = planned.field.label
        hits += self._unfinished(begun, missing)
        for rule in _ABOUT_PEOPLE:
            hits += rule(view)
        hits += merge_conflict(view)
        if LAYOUT in values:
            hits += word_for_word(view)
        hits += _markdown(view)
        return _findings(hits, holding, view.stage, Places(source))

    def _unfinished(self, begun: set[Path], missing: Mapping[Path, str]) -> Iterator[Hit]:
        """The steps on which something is written and something else is missing."""
        if not missing:
            return
        for step in self.plan.steps:
            labels = [missing[path] for path in step.fields if path in missing]
            if labels and not begun.isdisjoint(step.fields):
                message = f"{step.heading} is begun and not finished: fill in {', '.join(labels)}."
                yield Hit(SECTION_UNFINISHED, step.path, message, at_key=True)


def check_document(
    document: Document,
    *,
    today: date,
    source: SourceMapping | None = None,
    surroundings: Surroundings | None = None,
) -> Findings:
    """Checks one document.

    Args:
        document: The document.
        today: As for `Checker.check`, like the others.
        source: The draft it was read from.
        surroundings: The files around it.

    Returns:
        What was found.
    """
    checker = Checker(document.template)
    return checker.check(document.values, today=today, source=source, surroundings=surroundings)


def stage_of(template: Template, values: Mapping[str, Value]) -> Stage:
    """How far a document has come.

    Args:
        template: What it contains.
        values: What is in it.

    Returns:
        What the template says of its status; a document without one is a draft.
    """
    placed = template.with_role(Role.STATUS)
    return _stage({} if placed is None else {Role.STATUS: placed}, values)


def _stage(roles: Mapping[Role, tuple[Path, Field]], values: Mapping[str, Value]) -> Stage:
    placed = roles.get(Role.STATUS)
    if placed is None or not isinstance(placed[1].kind, Choice):
        return Stage.DRAFT
    return placed[1].kind.stage_of(value_at(values, placed[0])) or Stage.DRAFT


def _look(planned: Planned, value: Value, path: Path, view: View, hits: list[Hit]) -> bool:
    """All rules about one field and, in records, about the fields in it.

    Returns:
        Whether the field is filled.
    """
    field = planned.field
    records = planned.records
    if records is not None and isinstance(value, list):
        filled = list(map(records.is_filled, value))
        is_filled = True in filled
    else:
        is_filled = field.is_filled(value)
    if not is_filled:
        if value is not None or not planned.may_be_missing:
            hits += missing_or_sample(field, value, path, view)
        return False
    for rule in planned.rules:
        hits += rule(field, value, path, view)
    if planned.text_rules and _is_worth_a_look(value):
        for rule in planned.text_rules:
            hits += rule(field, value, path, view)
    if records is not None and isinstance(value, list):
        _look_into(planned, records, value, filled, path, view, hits)
    return True


def _is_worth_a_look(value: Value) -> bool:
    """Whether there is more to a text, or to one in a list, than a line without brackets."""
    texts = value if isinstance(value, list) else [value]
    return any(isinstance(text, str) and is_remarkable(text) for text in texts)


def _look_into(
    planned: Planned,
    records: PlannedRecords,
    value: list[Value],
    filled: list[bool],
    path: Path,
    view: View,
    hits: list[Hit],
) -> None:
    doubtful: list[int] = []
    for index, record in enumerate(value):
        place = (*path, index)
        if not filled[index] or not isinstance(record, dict):
            hits += unfilled_record(planned.field, record, place)
            continue
        is_usual = True
        for inner in records.inner:
            inner_value = record.get(inner.key)
            if inner_value is None and inner.may_be_missing:
                continue
            if inner.usual is None or not inner.usual.covers(inner_value):
                is_usual = False
                _look(inner, inner_value, (*place, inner.key), view, hits)
        if (not is_usual or records.doubt.of_usual_values) and records.doubt.about(record):
            doubtful.append(index)
    if doubtful:
        hits += written.reads_otherwise(planned.field, value, doubtful, path)


def _markdown(view: View) -> Iterator[Hit]:
    """The Markdown beside the draft is what people read."""
    there = view.surroundings.markdown() if view.surroundings is not None else None
    if there is None:
        return
    # Writing takes longer than all rules together: only where there is something to compare with.
    from designdoc_tui.markdown.render import render

    if render(Document(view.template, dict(view.values))).encode("utf-8") != there:
        yield Hit(
            MARKDOWN_OUT_OF_DATE,
            ROOT,
            "The Markdown beside this draft is not what the draft says: take its edits in with "
            "`designdoc-tui import --into`, or write it anew with `designdoc-tui render -o`.",
        )


def _findings(hits: list[Hit], holding: list[Switch], stage: Stage, places: Places) -> Findings:
    counted: list[Finding] = []
    switched_off: list[Finding] = []
    for hit in hits:
        line, column = places.of(hit.path, key=hit.at_key)
        reason = next((switch.reason for switch in holding if switch.covers(hit)), "")
        finding = Finding(
            hit.rule.id,
            hit.rule.severity_at(stage),
            hit.path,
            one_line(hit.message, _LONGEST_MESSAGE),
            line,
            column,
            one_line(reason, _LONGEST_MESSAGE),
        )
        (switched_off if reason else counted).append(finding)
    counted.sort(key=_in_order)
    switched_off.sort(key=_in_order)
    return Findings(tuple(counted), tuple(switched_off))


def _in_order(finding: Finding) -> tuple[int, int]:
    """By place; those in one place stay in the order of the document."""
    return finding.line, finding.column
