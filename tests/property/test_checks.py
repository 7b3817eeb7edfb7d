"""Whatever stands in a document, it is checked, and no shortcut changes what is found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from designdoc_tui.checks import Checker, Finding
from designdoc_tui.checks.glance import Doubt
from designdoc_tui.checks.plan import Planned, plan
from designdoc_tui.template.field import Field
from designdoc_tui.template.kinds import Shape
from designdoc_tui.template.kinds.records import Records
from designdoc_tui.template.load import load_template
from designdoc_tui.template.model import Section
from tests.strategies import any_text, values

TEMPLATE = load_template("design")
TODAY = date(2026, 11, 22)
RECORDS = [field for _, field in TEMPLATE.placed_fields if isinstance(field.kind, Records)]


def of_field(field: Field) -> st.SearchStrategy[Any]:
    """Anything that a draft may have here, the template's own words among it."""
    kind = field.kind
    if isinstance(kind, Records):
        record = st.fixed_dictionaries({}, optional={f.key: of_field(f) for f in kind.fields})
        return st.lists(record | st.sampled_from(kind.samples).map(dict), max_size=3)
    if kind.shape is Shape.FLAG:
        return st.booleans()
    samples = getattr(kind, "samples", ())
    own = st.sampled_from([*samples, field.placeholder or "x"])
    text = values(kind) if kind.shape is Shape.TEXT else any_text
    text = text | any_text | st.sampled_from(["", " ", "# x", "```", "[a](b.md)", "[Y]", "<!--"])
    if kind.shape is Shape.TEXTS:
        own = own.filter(lambda each: isinstance(each, str))
        return st.lists(text | own, max_size=4)
    return text | own


def of_section(section: Section) -> st.SearchStrategy[Any]:
    if section.is_value:
        return of_field(section.fields[0])
    parts = {field.key: of_field(field) for field in section.fields}
    parts |= {below.key: of_section(below) for below in section.sections}
    return st.fixed_dictionaries({}, optional=parts)


documents = st.fixed_dictionaries(
    {},
    optional={
        **{field.key: of_field(field) for field in TEMPLATE.fields},
        **{section.key: of_section(section) for section in TEMPLATE.sections},
    },
)


class Nowhere:
    """A folder with nothing in it."""

    def is_there(self, target: str) -> bool:
        return False

    def markdown(self) -> None:
        return None


class WithoutShortcuts(Checker):
    """Asks every rule about everything."""

    def __init__(self) -> None:
        super().__init__(TEMPLATE)
        self.plan = plan(TEMPLATE)
        sections = tuple(
            replace(section, fields=tuple((path, _asking(each)) for path, each in section.fields))
            for section in self.plan.sections
        )
        self.plan = replace(self.plan, sections=sections)


def _asking(planned: Planned) -> Planned:
    """A field whose rules are asked each time."""
    records = planned.records
    if records is not None:
        records = replace(
            records,
            inner=tuple(map(_asking, records.inner)),
            told_apart_by=(),
            doubt=Always(records.kind),
        )
    rules = (*planned.rules, *planned.text_rules)
    return replace(planned, rules=rules, text_rules=(), usual=None, records=records)


class Always(Doubt):
    """Has every record written and read back that has what it begins with."""

    def about(self, record: Mapping[str, Any]) -> bool:
        return not self.lacks_beginning(record)


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str, str]]:
    return sorted((each.rule, each.field, each.message) for each in findings)


class TestChecking:
    @settings(max_examples=25)
    @given(documents)
    @example({"migration": {"code_migration": ["---", "```"]}})
    @example({"approval": [{"date": "0001-01-01"}]})
    @example({"open_questions": [{"question": "Why?", "answered_on": "yesterday"}]})
    def test_finds_the_same_without_its_shortcuts(self, document: dict[str, Any]) -> None:
        quick = Checker(TEMPLATE).check(document, today=TODAY, surroundings=Nowhere())
        slow = WithoutShortcuts().check(document, today=TODAY, surroundings=Nowhere())
        assert told(quick.findings) == told(slow.findings)

    @settings(max_examples=25)
    @given(documents)
    def test_says_everything_on_one_harmless_line(self, document: dict[str, Any]) -> None:
        for finding in Checker(TEMPLATE).check(document, today=TODAY).findings:
            assert "\n" not in finding.message
            assert "\x1b" not in finding.message
            assert finding.message


class TestDoubt:
    @pytest.mark.parametrize("field", RECORDS, ids=lambda field: field.key)
    def test_holds_no_record_for_certain_that_reads_as_another(self, field: Field) -> None:
        kind = field.kind
        assert isinstance(kind, Records)

        @given(values(kind))
        def law(records: list[dict[str, Any]]) -> None:
            wrong = {problem.path for problem in kind.problems(records) if len(problem.path) == 1}
            for (index,) in wrong:
                assert _is_doubtful(kind, records[index])

        law()


def _is_doubtful(kind: Records, record: dict[str, Any]) -> bool:
    """Whether a record or one in it is in doubt, or lacks what it begins with, which is told."""
    first = kind.head.keys[0]
    if Doubt(kind).about(record) or not kind.by_key[first].is_filled(record.get(first)):
        return True
    return any(
        _is_doubtful(field.kind, inner)
        for field in kind.fields
        if isinstance(field.kind, Records)
        for inner in record.get(field.key, [])
    )
