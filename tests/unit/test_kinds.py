"""What a kind of field needs, and that it needs nothing else."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import ClassVar

import pytest

from designdoc_tui.checks import Checker, of_kinds
from designdoc_tui.checks.of_kinds import OfKind
from designdoc_tui.checks.rules import BAD_FORMAT
from designdoc_tui.document import Document
from designdoc_tui.draft.canonical import values_to_yaml
from designdoc_tui.draft.conform import read_values
from designdoc_tui.markdown.imported.importing import import_markdown
from designdoc_tui.markdown.imported.reading import Reader
from designdoc_tui.markdown.render import render
from designdoc_tui.source.yaml_nodes import Mapping as MappingNode
from designdoc_tui.source.yaml_source import read_source
from designdoc_tui.template import kinds, load_fields
from designdoc_tui.template.kinds import InlineKind, Kind, Problem, Shape, Value
from designdoc_tui.template.load import read_template
from designdoc_tui.template.model import Template
from designdoc_tui.widgets.fields.factory import WIDGETS
from tests.strategies import VALUES

TABLES: Mapping[str, Mapping[type[Kind], object]] = {
    "BLOCKS of markdown/imported/reading.py, what reads a block of one": Reader.BLOCKS,
    "OF_KINDS of checks/of_kinds.py, what looks at one": of_kinds.OF_KINDS,
    "WIDGETS of widgets/fields/factory.py, what edits one": WIDGETS,
    "VALUES of tests/strategies.py, what the laws are tried on": VALUES,
}


def _kinds_that_have_a_file() -> Iterator[type[Kind]]:
    for module in pkgutil.iter_modules(kinds.__path__):
        for each in vars(import_module(f"{kinds.__name__}.{module.name}")).values():
            if isinstance(each, type) and issubclass(each, Kind) and "name" in vars(each):
                yield each


class TestEveryKind:
    def test_can_be_asked_for_by_a_template(self) -> None:
        missing = {kind.__name__ for kind in _kinds_that_have_a_file()} - {
            kind.__name__ for kind in load_fields.KINDS
        }
        assert not missing, f"KINDS of template/load_fields.py has no {', '.join(missing)}: add it"

    @pytest.mark.parametrize("table", TABLES)
    def test_has_its_line_in_the_table_of_each_room(self, table: str) -> None:
        missing = [kind.__name__ for kind in load_fields.KINDS if kind not in TABLES[table]]
        assert not missing, f"{table}, has no {', '.join(missing)}: add it"


@dataclass(frozen=True)
class Amount(InlineKind):
    """So much of something, such as `200 g`: a kind that the tool does not have."""

    name: ClassVar[str] = "amount"
    shape: ClassVar[Shape] = Shape.TEXT
    takes_any_text: ClassVar[bool] = False

    def encode(self, value: Value) -> str:
        return str(value)

    def decode(self, text: str) -> Value | None:
        return text if re.fullmatch(r"\d+ (?:g|ml)", text) else None

    def decode_loosely(self, text: str) -> Value | None:
        found = re.fullmatch(r"(\d+) *(g|ml)", text, re.IGNORECASE)
        return f"{found[1]} {found[2].lower()}" if found else None

    def problems(self, value: Value) -> Iterator[Problem]:
        if self.decode(str(value)) is None:
            yield Problem("Write an amount such as 200 g.")


TEMPLATE = b"""
template: recipe
title: Recipe
heading: "Recipe: {name}"
fields:
  - {label: Name, kind: text}
sections:
  - heading: Batter
    lines: bold
    fields:
      - {label: Flour, kind: amount}
      - {label: Milk, kind: amount}
  - heading: Steps
    kind: records
    head: "{amount}: {what}"
    fields:
      - {label: Amount, kind: amount}
      - {label: What, kind: text}
"""


@pytest.fixture
def recipe(monkeypatch: pytest.MonkeyPatch) -> Template:
    """A template that asks for amounts, in a tool that has them: a line in each table is all."""
    known = {**load_fields.KINDS, Amount: lambda _, __: Amount()}
    looked_at = {**of_kinds.OF_KINDS, Amount: lambda _: OfKind(form=BAD_FORMAT)}
    monkeypatch.setattr(load_fields, "KINDS", known)
    monkeypatch.setattr(of_kinds, "OF_KINDS", looked_at)
    monkeypatch.setattr(Reader, "BLOCKS", {**Reader.BLOCKS, Amount: None})
    return read_template(TEMPLATE, "recipe.yaml")


@pytest.fixture
def pancakes(recipe: Template) -> Document:
    """A document with amounts, behind a label and in the first lines of records."""
    steps = [{"amount": "50 g", "what": "butter, melted"}, {"amount": "3 ml", "what": "salt"}]
    batter = {"flour": "200 g", "milk": "400 ml"}
    return Document(recipe, {"name": "Pancakes", "batter": batter, "steps": steps})


class TestAKindThatIsAdded:
    def test_stands_in_the_draft(self, recipe: Template, pancakes: Document) -> None:
        root = read_source(values_to_yaml(pancakes), "design.yaml")
        assert isinstance(root, MappingNode)
        assert read_values(recipe, root)["batter"] == pancakes.get("batter")

    def test_comes_back_from_its_own_markdown(self, recipe: Template, pancakes: Document) -> None:
        text = render(pancakes)
        assert "- **Flour**: 200 g\n" in text
        assert "- 50 g: butter, melted\n" in text
        assert import_markdown(text, recipe).document == pancakes

    def test_is_understood_in_the_words_of_others(
        self, recipe: Template, pancakes: Document
    ) -> None:
        text = render(pancakes).replace("200 g", "200G").replace("**Milk**", "Milk")
        document = import_markdown(text, recipe).document
        assert render(document) == text
        assert document.get("batter") == pancakes.get("batter")
        document.set("batter.flour", "300 g")
        assert render(document) == text.replace("200G", "300 g")

    def test_keeps_its_place_for_what_is_no_value_of_it(
        self, recipe: Template, pancakes: Document
    ) -> None:
        text = render(pancakes).replace("200 g", "Plenty")
        document = import_markdown(text, recipe).document
        assert document.get("batter") == {"milk": "400 ml"}
        document.set("batter.flour", "300 g")
        assert render(document) == text.replace("Plenty", "300 g")

    def test_is_checked(self, recipe: Template, pancakes: Document) -> None:
        pancakes.set("batter.flour", "a lot")
        pancakes.set("steps[1].amount", "some")
        findings = Checker(recipe).check(pancakes.values, today=date(2026, 11, 23)).findings
        assert {(each.rule, each.field) for each in findings} >= {
            ("bad-format", "batter.flour"),
            ("bad-format", "steps[1].amount"),
        }
