"""The built-in template, and what is said of a broken one."""

from __future__ import annotations

from pathlib import Path

import pytest

from designdoc_tui.document import Document
from designdoc_tui.markdown.live import LivePassages
from designdoc_tui.markdown.render import render
from designdoc_tui.source.errors import SourceError
from designdoc_tui.template.field import Role
from designdoc_tui.template.load import key_of, load_template, read_template
from designdoc_tui.template.path import format_path, parse_path

SEED = (Path(__file__).parent.parent / "data" / "design-template.md").read_text("utf-8")


class TestTheBuiltInTemplate:
    def test_is_the_seed_byte_for_byte(self) -> None:
        assert render(Document(load_template("design")), placeholders=True) == SEED

    def test_is_the_seed_in_the_preview_too(self) -> None:
        passages = LivePassages(Document(load_template("design")))
        text = "\n".join(passages.passage(index).text for index in range(len(passages)))
        assert text == SEED

    def test_has_a_field_for_every_role(self) -> None:
        template = load_template("design")
        placed = [field for _, field in template.placed_fields]
        inner = [other for field in placed for other in getattr(field.kind, "fields", ())]
        assert {field.role for field in [*placed, *inner]} - {None} == set(Role)

    def test_has_help_for_every_field_and_section(self) -> None:
        template = load_template("design")
        assert [format_path(path) for path, field in template.placed_fields if not field.help] == []
        assert [section.heading for section in template.steps if not section.help] == []

    @pytest.mark.parametrize(
        ("heading", "key"),
        [
            ("Non-Goals", "non_goals"),
            ("Monitoring & Observability", "monitoring_and_observability"),
            ("E2E Tests", "e2e_tests"),
            ("High-Level Architecture", "high_level_architecture"),
            ("Trade-offs", "trade_offs"),
        ],
    )
    def test_names_its_keys_after_its_headings(self, heading: str, key: str) -> None:
        assert key_of(heading) == key

    def test_takes_the_sections_of_the_design_one_at_a_time(self) -> None:
        steps = [step.heading for step in load_template("design").steps]
        assert steps[:5] == [
            "Metadata", "Overview", "Background", "High-Level Architecture", "Components",
        ]  # fmt: skip
        assert "Design" not in steps


class TestAnotherTemplate:
    SOURCE = b"""
template: note
title: Note
heading: "Note[ on {title}]"
fields: [{label: Title, kind: text, role: title, placeholder: "[What]"}]
sections:
  - heading: Why
    kind: prose
    placeholder: "[Because]"
  - heading: Steps
    kind: records
    style: numbered
    noun: step
    head: "{what}[ (by {who})]"
    samples: [{}]
    fields:
      - {label: What, kind: text, placeholder: "[Do]"}
      - {label: Who, kind: text, placeholder: "[Name]"}
"""

    def test_needs_only_another_file(self) -> None:
        template = read_template(self.SOURCE, "note.yaml")
        assert render(Document(template), placeholders=True) == (
            "# Note on [What]\n\n## Why\n\n[Because]\n\n## Steps\n\n1. [Do] (by [Name])\n"
        )

    def test_leaves_out_what_is_not_filled_and_what_stands_over_nothing(self) -> None:
        values = {"steps": [{"what": "Dig"}, {}, {"what": "Fill", "who": "Bo"}]}
        document = Document(read_template(self.SOURCE, "note.yaml"), values)
        assert render(document) == "# Note\n\n## Steps\n\n1. Dig\n2. Fill (by Bo)\n"


RECORDS = "sections: [{heading: A, kind: records,\n"


class TestABrokenTemplate:
    START = "template: x\ntitle: X\nheading: X\n"

    @pytest.mark.parametrize(
        ("rest", "place", "what"),
        [
            ("sections: 5", "4:11", "'sections' has to be a list"),
            ("sections: []", "4:11", "needs sections"),
            ("hue: red\nsections: [{heading: A, kind: prose}]", "4:1", "no use for 'hue'"),
            ("sections: [{heading: A, kind: verse}]", "4:31", "there is no kind 'verse'"),
            ('sections: [{heading: A, kind: text, pattern: "("}]', "4:46", "regular expression"),
            ('sections: [{heading: A, kind: text, pattern: "[[a]"}]', "4:46", "nested set"),
            ("sections: [{heading: A, kind: list, samples: [{}]}]", "4:47", "a list of texts"),
            ("sections: [{heading: A, key: a-b, kind: prose}]", "4:12", "cannot name a field"),
            ("sections: [{heading: Review, kind: prose}]", "1:1", "is a key of every draft"),
            (
                "sections: [{heading: A, kind: prose}, {heading: A, kind: prose}]",
                "4:11",
                "two things are called 'a'",
            ),
            (
                "fields: [{key: a, kind: text}]\nsections: [{heading: A, kind: prose}]",
                "4:9",
                "two things are called 'a'",
            ),
            (f"{RECORDS} head: c, fields: [{{key: b, kind: x}}]}}]", "5:35", "no kind 'x'"),
            (f"{RECORDS} head: c, fields: [{{kind: date}}]}}]", "5:20", "needs 'key'"),
            (f"{RECORDS} head: '{{', fields: [{{key: b, kind: mark}}]}}]", "5:8", "does not fit"),
            (f"{RECORDS} head: '{{c}}', fields: [{{key: b, kind: mark}}]}}]", "5:8", "names 'c'"),
        ],
    )
    def test_is_refused_with_place_and_advice(self, rest: str, place: str, what: str) -> None:
        with pytest.raises(SourceError) as caught:
            read_template(f"{self.START}{rest}".encode(), "t.yaml")
        assert str(caught.value).startswith(f"t.yaml:{place}: ")
        assert what in str(caught.value)
        assert "\n" not in str(caught.value)


class TestPaths:
    @pytest.mark.parametrize("text", ["title", "overview.goals[2]", "design.components[0].name"])
    def test_read_as_they_are_written(self, text: str) -> None:
        assert format_path(parse_path(text)) == text

    @pytest.mark.parametrize("text", ["a..b", "a[", "a[x]", ".a", "a]"])
    def test_that_are_none_are_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match="not a field path"):
            parse_path(text)
