"""The JSON Schema and the loader accept and reject the same drafts."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from designdoc_tui.document import Document
from designdoc_tui.draft.load import parse_draft
from designdoc_tui.draft.new import create_draft, first_values
from designdoc_tui.draft.schema import draft_schema
from designdoc_tui.draft.yaml_text import write_yaml
from designdoc_tui.review.shape import (
    REVIEW_PARTS,
    EntriesPart,
    EntryPart,
    Part,
    TextPart,
)
from designdoc_tui.source.errors import SourceError
from designdoc_tui.source.yaml_nodes import Scalar
from designdoc_tui.template.field import Field
from designdoc_tui.template.kinds import Shape
from designdoc_tui.template.kinds.records import Records
from designdoc_tui.template.load import load_template
from designdoc_tui.template.model import Section

TEMPLATE = load_template("design")
SCHEMA = draft_schema(TEMPLATE)
VALIDATOR = Draft202012Validator(SCHEMA)
EXAMPLES = Path(__file__).parents[2] / "tui" / "designdoc_tui" / "examples"

texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=8)
flags = st.sampled_from([True, False])
nothing = st.none()
numbers = st.integers(-5, 5_000) | st.sampled_from([0.5, 3.25])
anything = st.recursive(
    texts | flags | nothing | numbers,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts, inner, max_size=2),
    max_leaves=4,
)


def one_in_many(wrong: st.SearchStrategy[Any], right: st.SearchStrategy[Any]) -> Any:
    """Mostly what is right, so that a whole draft is about as often right as wrong."""
    return st.integers(0, 39).flatmap(lambda number: wrong if number == 0 else right)


def of_field(field: Field) -> st.SearchStrategy[Any]:
    shape = field.kind.shape
    right: st.SearchStrategy[Any]
    if shape is Shape.TEXT:
        right = texts | numbers | flags | nothing
    elif shape is Shape.FLAG:
        right = flags | nothing
    elif isinstance(field.kind, Records):
        right = nothing | st.lists(nothing | of_parts(field.kind.fields, ()), max_size=2)
    else:
        right = nothing | st.lists(texts | numbers | nothing, max_size=3)
    return one_in_many(anything, right)


def of_parts(fields: Any, sections: Any) -> st.SearchStrategy[Any]:
    parts = {field.key: of_field(field) for field in fields}
    parts |= {section.key: of_section(section) for section in sections}
    return st.fixed_dictionaries({}, optional={**parts, "unknown": anything})


def of_section(section: Section) -> st.SearchStrategy[Any]:
    if section.is_value:
        return of_field(section.fields[0])
    return one_in_many(anything, nothing | of_parts(section.fields, section.sections))


def of_review(part: Part) -> st.SearchStrategy[Any]:
    right: st.SearchStrategy[Any]
    if isinstance(part, TextPart):
        right = texts | numbers | nothing
    elif isinstance(part, EntriesPart):
        right = nothing | st.lists(of_review(part.entry), max_size=2)
    elif isinstance(part, EntryPart):
        parts = {key: of_review(inner) for key, inner in part.parts.items()}
        right = nothing | st.fixed_dictionaries({}, optional={**parts, "unknown": anything})
    else:
        right = nothing | st.dictionaries(texts, texts | nothing, max_size=2)
    return one_in_many(anything, right)


reviews = one_in_many(
    anything,
    st.fixed_dictionaries(
        {},
        optional={
            "not_applicable": one_in_many(anything, st.dictionaries(texts, texts, max_size=2)),
            **{key: of_review(part) for key, part in REVIEW_PARTS.items()},
            "unknown": anything,
        },
    ),
)
heads = st.fixed_dictionaries(
    {
        "designdoc": one_in_many(anything, st.sampled_from([1, "1"])),
        "template": one_in_many(anything, st.just("design")),
    }
)
drafts = st.tuples(
    heads,
    of_parts(TEMPLATE.fields, TEMPLATE.sections),
    st.fixed_dictionaries({}, optional={"review": reviews}),
).map(lambda parts: {**parts[0], **parts[1], **parts[2]})


def as_yaml(value: Any) -> Any:
    """A value as it is written: nothing at all for nothing, numbers and flags without quotes."""
    if value is None:
        return Scalar("")
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return Scalar(repr(value))
    if isinstance(value, str):
        return Scalar(value, "'")
    if isinstance(value, list):
        return [as_yaml(item) for item in value]
    return {key: as_yaml(inner) for key, inner in value.items()}


def opens(text: str) -> bool:
    try:
        parse_draft(text.encode(), "design.yaml")
    except SourceError:
        return False
    return True


HEAD = {"designdoc": 1, "template": "design"}


class TestTheSchema:
    def test_is_a_schema(self) -> None:
        Draft202012Validator.check_schema(SCHEMA)

    @given(drafts)
    @example(HEAD)
    @example({**HEAD, "title": None, "overview": None, "trade_offs": [None]})
    @example({**HEAD, "title": ["T"]})
    @example({**HEAD, "overview": "all of it"})
    @example({**HEAD, "overview": {"goals": "one"}})
    @example({**HEAD, "overview": {"goals": [["one"]]}})
    @example({**HEAD, "open_questions": [{"blocker": 1}]})
    @example({**HEAD, "open_questions": ["why?"]})
    @example({**HEAD, "review": {"not_applicable": {"overview": None}}})
    @example({**HEAD, "review": {"not_applicable": {"overview": ["a"]}}})
    @example({**HEAD, "review": "fine"})
    @example({**HEAD, "review": {"marks": [None], "sign_offs": None, "states": {"a": None}}})
    @example({**HEAD, "review": {"sign_offs": [{"withdrawn": "yes"}]}})
    @example({**HEAD, "review": {"comments": [{"replies": [{"text": ["a"]}]}]}})
    @example({"template": "design"})
    @example({**HEAD, "designdoc": 2})
    @example({**HEAD, "template": "other"})
    def test_accepts_what_opens_and_nothing_else(self, draft: dict[str, Any]) -> None:
        assert VALIDATOR.is_valid(draft) == opens(write_yaml(as_yaml(draft)))

    @pytest.mark.parametrize("word", ["yes", "No", "TRUE", "false"])
    def test_knows_the_words_for_flags_that_a_reader_of_yaml_1_2_leaves_as_text(
        self, word: str
    ) -> None:
        assert VALIDATOR.is_valid({**HEAD, "open_questions": [{"blocker": word}]})
        assert opens(f"designdoc: 1\ntemplate: design\nopen_questions: [{{blocker: {word}}}]\n")

    @pytest.mark.parametrize("word", ["maybe", "on", "yes please", ""])
    def test_knows_no_other_words(self, word: str) -> None:
        assert not VALIDATOR.is_valid({**HEAD, "open_questions": [{"blocker": word}]})

    def test_accepts_the_example_and_a_new_draft(self, tmp_path: Path) -> None:
        values = first_values(TEMPLATE, "Login", today=date(2026, 11, 22), author="Ada Lovelace")
        new = create_draft(tmp_path, Document(TEMPLATE, values))
        for path in [*EXAMPLES.glob("*/design.yaml"), new]:
            draft = yaml.load(path.read_bytes(), yaml.BaseLoader)  # noqa: S506 - it makes text only
            VALIDATOR.validate(draft)

    def test_explains_every_field(self) -> None:
        for path, field in TEMPLATE.placed_fields:
            here = SCHEMA
            for step in path:
                here = here["properties"][step]
            assert here["description"] == field.help
