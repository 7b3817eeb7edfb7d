"""The digests of what is signed, and what is told of changes."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from designdoc_tui.draft.load import parse_draft
from designdoc_tui.draft.yaml_text import write_yaml
from designdoc_tui.review.canonical import canonical, content_digest
from designdoc_tui.review.coverage import signed_content
from designdoc_tui.review.field_changes import field_changes
from designdoc_tui.review.states import pack, unpack
from designdoc_tui.source.yaml_nodes import Scalar
from designdoc_tui.template.load import load_template
from tests.strategies import any_text

TEMPLATE = load_template("design")

texts = any_text.filter(bool)
values = st.recursive(
    texts | st.booleans(),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(texts, inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)
"""Values that say something, all through."""
mappings = st.dictionaries(texts, values, max_size=4)


def shuffled(value: Any, by: random.Random) -> Any:
    if isinstance(value, dict):
        keys = list(value)
        by.shuffle(keys)
        return {key: shuffled(value[key], by) for key in keys}
    return [shuffled(item, by) for item in value] if isinstance(value, list) else value


def with_nothings(value: Any) -> Any:
    """The same, with keys and entries that say nothing all over it."""
    if isinstance(value, dict):
        inner = {key: with_nothings(each) for key, each in value.items()}
        return {"\x01none": None, "\x01text": "", "\x01list": [{}, [""]], **inner}
    if isinstance(value, list):
        return ["", *(with_nothings(each) for each in value), {}]
    return value


class TestDigests:
    @given(mappings, mappings)
    def test_tell_any_two_contents_apart(self, one: Any, other: Any) -> None:
        assert (content_digest(one) == content_digest(other)) == (one == other)

    def test_tell_apart_where_one_text_ends(self) -> None:
        assert content_digest(["ab", "c"]) != content_digest(["a", "bc"])
        assert content_digest({"a": "b,c"}) != content_digest({"a": ["b", "c"]})

    def test_tell_a_number_from_a_text_that_looks_like_one(self) -> None:
        assert content_digest(Scalar("5")) != content_digest("5")
        assert content_digest(Scalar("5")) != content_digest("\0" + "5")
        assert content_digest(Scalar("true")) == content_digest(True)

    @given(mappings, st.randoms(use_true_random=False))
    def test_do_not_depend_on_the_order_of_keys(self, value: Any, by: random.Random) -> None:
        assert content_digest(shuffled(value, by)) == content_digest(value)

    @given(mappings)
    def test_do_not_depend_on_what_says_nothing(self, value: Any) -> None:
        assert content_digest(with_nothings(value)) == content_digest(value)

    @given(st.dictionaries(texts.map("x".__add__), values, max_size=3))
    def test_survive_being_saved_and_opened(self, unknown: Any) -> None:
        text = write_yaml({"designdoc": Scalar("1"), "template": "design", **unknown})
        opened = parse_draft(text.encode(), "design.yaml")
        assert content_digest(signed_content(opened)) == content_digest(unknown)

    def test_of_a_tree_too_deep_to_walk_are_taken_all_the_same(self) -> None:
        def deep(core: str) -> str:
            text = f"designdoc: 1\ntemplate: design\nodd:\n  {'- ' * 400}{core}\n"
            return content_digest(signed_content(parse_draft(text.encode(), "design.yaml")))

        assert deep("a") == deep("'a'")
        assert deep("a") != deep("b")


class TestEarlierTexts:
    @given(mappings)
    def test_come_back_as_they_were(self, value: Any) -> None:
        digest, text = pack(value)
        assert digest == content_digest(value)
        assert unpack(text, digest) == (canonical(value) or {})

    @given(mappings, mappings)
    def test_are_told_apart_field_by_field(self, before: Any, after: Any) -> None:
        changes = field_changes(TEMPLATE, canonical(before) or {}, after)
        assert bool(changes) == (before != after)
        assert all(change.before != change.after for change in changes)
