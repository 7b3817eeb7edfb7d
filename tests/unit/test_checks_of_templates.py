"""What a template may ask of its fields, and what is refused there."""

from __future__ import annotations

from datetime import date

import pytest

from designdoc_tui.checks import Checker
from designdoc_tui.draft.conform import read_values
from designdoc_tui.source.errors import SourceError
from designdoc_tui.source.yaml_nodes import Mapping
from designdoc_tui.source.yaml_source import read_source
from designdoc_tui.template.checks import Check, CheckWord, Stage
from designdoc_tui.template.kinds.choice import Choice
from designdoc_tui.template.load import read_template

TEMPLATE = """
template: recipe
title: Recipe
heading: "Recipe: {name}"
fields:
  - {label: Name, kind: text, required: true}
sections:
  - heading: State
    kind: choice
    role: status
    options: [Idea, Tasted, Served]
    stages: [draft, review, implemented]
  - heading: Oven
    kind: text
    checks: CHECKS
  - heading: Likes
    kind: list
  - heading: Steps
    kind: records
    head: "{title}"
    checks: [{at-least: 2}, {one-with: hot}]
    fields:
      - {label: Title, kind: text}
      - {label: Hot, kind: mark}
      - {label: After, kind: text, checks: [{depends-on: title}]}
"""


def read(checks: str, template: str = TEMPLATE) -> object:
    return read_template(template.replace("CHECKS", checks).encode(), "recipe.yaml")


class TestChecks:
    def test_are_words_alone_or_about_something(self) -> None:
        template = read_template(
            TEMPLATE.replace("CHECKS", "[number, {unique: heat, needs: likes}]").encode(), "r.yaml"
        )
        field = template.field_at(("oven",))
        assert field is not None
        assert field.checks == (
            Check(CheckWord.NUMBER),
            Check(CheckWord.UNIQUE, "heat"),
            Check(CheckWord.NEEDS, "likes"),
        )

    @pytest.mark.parametrize(
        ("checks", "message"),
        [
            ("number", "has to be a list"),
            ("[warmth]", "there is no check 'warmth': use one of "),
            ("[{number: 5}]", "is about nothing else"),
            ("[unique]", "say what it is about"),
            ("[{unique: [a]}]", "say what it is about"),
            ("[{at-least: two}]", "has to be a whole number"),
            ("[[number]]", "has to be a word"),
            ("[{needs: kitchen}]", "is about 'kitchen', which is not there"),
            ("[{settled-by: done}]", "is about 'done', which is not there"),
        ],
    )
    def test_that_mean_nothing_are_refused(self, checks: str, message: str) -> None:
        with pytest.raises(SourceError, match=r"^recipe\.yaml:\d+:\d+: ") as caught:
            read(checks)
        assert message in str(caught.value)

    @pytest.mark.parametrize("stages", ["[draft, review]", "[draft, review, eaten]"])
    def test_stages_fit_the_options(self, stages: str) -> None:
        template = TEMPLATE.replace("[draft, review, implemented]", stages)
        with pytest.raises(SourceError, match="stage"):
            read("[]", template)


class TestAnotherTemplate:
    def test_has_its_own_rules_without_any_code(self) -> None:
        template = read_template(TEMPLATE.replace("CHECKS", "[number]").encode(), "r.yaml")
        root = read_source(
            "state: Served\noven: hot\nsteps: [{title: Stir, after: Step 4}]\n", "soup.yaml"
        )
        assert isinstance(root, Mapping)
        findings = Checker(template).check(
            read_values(template, root), today=date(2026, 11, 22), source=root
        )
        assert [(each.rule, each.field, each.severity.value) for each in findings.findings] == [
            ("required-field-empty", "name", "error"),
            ("no-number", "oven", "error"),
            ("too-few", "steps", "error"),
            ("none-chosen", "steps", "error"),
            ("unknown-dependency", "steps[0].after", "error"),
        ]

    def test_says_which_option_is_which_stage(self) -> None:
        template = read_template(TEMPLATE.replace("CHECKS", "[]").encode(), "r.yaml")
        field = template.field_at(("state",))
        assert field is not None
        assert isinstance(field.kind, Choice)
        stages = [field.kind.stage_of(word) for word in ("Idea", "Served", "Eaten", None)]
        assert stages == [Stage.DRAFT, Stage.IMPLEMENTED, None, None]
