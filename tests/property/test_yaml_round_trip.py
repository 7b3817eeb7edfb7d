"""What is written is what is read: by us, by PyYAML's loaders, and by YAML's own rules for text."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from designdoc_tui.draft.yaml_text import write_yaml
from designdoc_tui.source.errors import SourceError
from designdoc_tui.source.yaml_nodes import Mapping, Node, Scalar, Sequence
from designdoc_tui.source.yaml_source import FASTEST_PARSER, PythonParser, plain_value, read_source
from tests.strategies import any_text, characters

# What YAML 1.2.2, chapter 10.3.2, takes for null, a boolean, an integer or a float.
CORE_SCHEMA = re.compile(
    r"null|Null|NULL|~||true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?(\.inf|\.Inf|\.INF)"
    r"|\.nan|\.NaN|\.NAN"
)

yaml_signs = st.text(st.sampled_from("-?:,[]{}#&*!|>'\"%@`\\ \t\n\r.=~<0123456789eExoTZ+_ayn\x85"))
looks_like_something = st.one_of(
    st.floats().map(str),
    st.integers().map(str),
    st.integers().map(hex),
    st.dates().map(str),
    st.datetimes().map(str),
    st.times().map(str),
    st.from_regex(r"\A[-+]?[0-9_]{1,6}[.:]?[0-9_]{0,4}(e[-+]?[0-9]{1,3})?\Z"),
    st.from_regex(CORE_SCHEMA, fullmatch=True),
    st.sampled_from(["y", "Y", "N", "on", "Off", "NULL", "True", ".inf", "-.INF", ".NaN", "="]),
)
texts = st.one_of(any_text, yaml_signs, looks_like_something, st.text(characters))
values = st.recursive(
    texts,
    lambda parts: st.one_of(st.lists(parts, max_size=4), st.dictionaries(texts, parts, max_size=4)),
    max_leaves=12,
)


plain_words = st.one_of(
    looks_like_something.filter(lambda text: text[-1:] not in (":", " ")),
    st.sampled_from(["a b", "-5", "-x", "?x", ":x", "a:b", "a#b", "Größe", "C:\\temp", "it's"]),
    st.sampled_from(['say "x"', "a, b", "x]", "漢字", "🙂", "<<", "a\tb", "2001-12-14\t21:59"]),
)
scalars = st.one_of(
    plain_words.map(Scalar),
    st.builds(Scalar, texts, st.sampled_from(["'", '"', "|", ">"])),
)


def _mapping(entries: list[tuple[Scalar, Node]]) -> Mapping:
    return Mapping(tuple({key.text: (key, value) for key, value in entries}.values()))


keys = scalars.filter(lambda key: not key.plain or key.text not in ("", "<<"))
nodes = st.recursive(
    scalars,
    lambda parts: st.one_of(
        st.lists(parts, max_size=4).map(lambda items: Sequence(tuple(items))),
        st.lists(st.tuples(keys, parts), max_size=4).map(_mapping),
    ),
    max_leaves=12,
)


fit_for_a_block = st.text(
    st.one_of(
        st.sampled_from("\t  -#:|>'\"é🙂"),
        st.characters(categories=["L", "M", "N", "P", "S", "Zs"]),
    )
)
"""Lines of what stands in a literal block as it is."""


class TestWhateverIsWritten:
    @given(values)
    @example({"": "", "<<": "a", "---": "...", "x" * 2000: {"y" * 2000: ["z"]}})
    @example(["\n", "\n\n", " \n", "\n a", "\n\ta", "a\n ", "a\n\n", "a\n \n", " ", "\t", "\ta\nb"])
    @example([[], {}, "", [[[]]], [{"a": [{}]}], {"a\nb": "c"}])
    def test_reads_back_the_same(self, value: Any) -> None:
        text = write_yaml(value)
        assert plain_value(read_source(text, "-")) == value
        assert plain_value(read_source(text.encode(), "-", parser=PythonParser)) == value

    @given(values)
    def test_is_text_to_every_loader_of_pyyaml(self, value: Any) -> None:
        text = write_yaml(value)
        for loader in (yaml.BaseLoader, yaml.CBaseLoader, yaml.SafeLoader, yaml.CSafeLoader):
            assert yaml.load(text, Loader=loader) == value  # noqa: S506 - all of them are safe

    @given(texts)
    def test_is_text_by_the_rules_of_yaml_1_2(self, text: str) -> None:
        scalar = read_source(write_yaml([text]), "-")
        assert isinstance(scalar, Sequence)
        (item,) = scalar.items
        assert isinstance(item, Scalar)
        assert not (item.plain and CORE_SCHEMA.fullmatch(text))

    @given(values)
    def test_is_written_the_same_again(self, value: Any) -> None:
        text = write_yaml(value)
        assert write_yaml(plain_value(read_source(text, "-"))) == text

    @given(st.lists(fit_for_a_block, min_size=2).map("\n".join))
    def test_has_a_line_for_each_line_of_a_text(self, text: str) -> None:
        head, *body = write_yaml({"a": {"b": text}}).split("\n")[1:]
        assert re.fullmatch(r"  b: \|2?[-+]?", head)
        lines = [f"    {line}" if line else "" for line in text.split("\n")]
        assert body == (lines if text.endswith("\n") else [*lines, ""])

    @given(st.booleans())
    def test_flags_stand_without_quotes(self, flag: bool) -> None:
        tree = read_source(write_yaml({"chosen": flag}), "-")
        assert tree == Mapping(((Scalar("chosen"), Scalar("true" if flag else "false")),))

    @given(st.text(st.characters(categories=["Cs"]), min_size=1, max_size=1), any_text, any_text)
    def test_half_a_surrogate_pair_never_is(self, half: str, before: str, after: str) -> None:
        text = before + half + after
        for value in (text, [text], {text: "a"}, {"a": Scalar(text)}, [Scalar(text, '"')]):
            with pytest.raises(ValueError, match="half of a surrogate pair"):
                write_yaml(value)


class TestKeptAsItCame:
    @given(nodes)
    def test_a_tree_keeps_its_meaning(self, node: Node) -> None:
        held = {"unknown": node, "list": [node]}
        tree = read_source(write_yaml(held), "-")
        assert tree == Mapping(
            ((Scalar("unknown"), node), (Scalar("list"), Sequence((node,)))),
        )

    @given(scalars)
    def test_what_was_plain_stays_plain_and_quoted_quoted(self, scalar: Scalar) -> None:
        tree = read_source(write_yaml({"a": scalar}), "-")
        assert isinstance(tree, Mapping)
        read = tree.entries[0][1]
        assert isinstance(read, Scalar)
        assert read.text == scalar.text
        assert read.plain == scalar.plain

    @given(nodes)
    def test_and_is_written_the_same_again(self, node: Node) -> None:
        text = write_yaml([node])
        assert write_yaml(read_source(text, "-")) == text


def attempt(data: str | bytes, parser: Any = FASTEST_PARSER) -> Node | SourceError:
    try:
        return read_source(data, "d.yaml", parser=parser)
    except SourceError as error:
        return error


class TestWhateverIsRead:
    @given(st.one_of(yaml_signs, any_text, st.lists(yaml_signs).map("\n  - a: ".join)))
    def test_is_a_tree_or_one_line_that_says_where(self, text: str) -> None:
        for parser in (FASTEST_PARSER, PythonParser):
            result = attempt(text, parser)
            if isinstance(result, Node):
                assert read_source(write_yaml(result), "-") == result
            else:
                assert re.fullmatch(r"d\.yaml:[1-9]\d*:[1-9]\d*: .+", str(result))

    @given(st.binary())
    def test_or_bytes_of_any_kind(self, data: bytes) -> None:
        result = attempt(data)
        assert isinstance(result, Node) or result.line is not None
