"""Reading YAML that strangers wrote: what is text, where it stands, and what is refused."""

from __future__ import annotations

import time
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest

from designdoc_tui.source.errors import SourceError, visible
from designdoc_tui.source.yaml_source import (
    FASTEST_PARSER,
    MAX_BYTES,
    Mapping,
    Node,
    PythonParser,
    Scalar,
    Sequence,
    plain_value,
    read_source,
)

if TYPE_CHECKING:
    from collections.abc import Callable

BOTH_PARSERS = pytest.mark.parametrize("parser", [FASTEST_PARSER, PythonParser])
A_HANG = 5.0
"""Seconds no refusal may take, on a machine however busy; they take milliseconds."""


def refused(data: str | bytes, parser: Callable[[str], Any] = FASTEST_PARSER) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read_source(data, "design.yaml", parser=parser)
    return caught.value


def value_at(tree: Node, *path: str | int) -> Node:
    for step in path:
        if isinstance(tree, Sequence) and isinstance(step, int):
            tree = tree.items[step]
        else:
            assert isinstance(tree, Mapping)
            tree = next(value for key, value in tree.entries if key.text == step)
    return tree


@BOTH_PARSERS
class TestEveryScalarIsText:
    @pytest.mark.parametrize(
        "word",
        ["no", "on", "true", "null", "~", "1e3", "0o17", "0x1F", "1_000", "+1", ".5", ".inf",
         "2026-11-22", "2026-11-22 10:00:00", "12:30:00", "=", "<<"],
    )  # fmt: skip
    def test_whatever_it_looks_like(self, parser: Any, word: str) -> None:
        tree = read_source(f"a: {word}\n", "design.yaml", parser=parser)
        assert plain_value(tree) == {"a": word}

    def test_but_it_tells_whether_it_was_in_quotes(self, parser: Any) -> None:
        text = "a: true\nb: 'true'\nc: \"true\"\nd: |-\n  true\ne: !!str true\nf:\n"
        tree = read_source(text, "design.yaml", parser=parser)
        plain = {key: value_at(tree, key) for key in "abcdef"}
        assert {key: node.plain for key, node in plain.items() if isinstance(node, Scalar)} == {
            "a": True, "b": False, "c": False, "d": False, "e": False, "f": True,
        }  # fmt: skip

    def test_a_key_without_a_value_has_an_empty_one(self, parser: Any) -> None:
        assert plain_value(read_source("a:\nb: ''\n", "-", parser=parser)) == {"a": "", "b": ""}

    def test_lists_and_mappings_come_in_their_order(self, parser: Any) -> None:
        text = "b: [1, {y: 2, x: []}]\na:\n  - {}\n  - - deep\n"
        value = plain_value(read_source(text, "-", parser=parser))
        assert value == {"b": ["1", {"y": "2", "x": []}], "a": [{}, ["deep"]]}
        assert isinstance(value, dict)
        assert list(value) == ["b", "a"]

    def test_a_byte_order_mark_in_front_is_dropped(self, parser: Any) -> None:
        tree = read_source(b"\xef\xbb\xbfa: \xc3\xa9\n", "-", parser=parser)
        assert plain_value(tree) == {"a": "é"}
        assert tree.mark.column == 1


@BOTH_PARSERS
class TestWhereThingsStand:
    TEXT = (
        "title: 🙂 é\nlist:\n  - one\n  -   two # why\n\n# end\n"
        "flow: [a,  'b' ]\nempty:\nlast: |\n  x\n"
    )

    def read(self, parser: Any) -> Node:
        return read_source(self.TEXT, "design.yaml", parser=parser)

    @pytest.mark.parametrize(
        ("path", "line", "column", "text"),
        [
            (("title",), 1, 8, "🙂 é"),
            (("list",), 3, 3, "- one\n  -   two"),
            (("list", 1), 4, 7, "two"),
            (("flow",), 7, 7, "[a,  'b' ]"),
            (("flow", 1), 7, 12, "'b'"),
            (("empty",), 8, 7, ""),
            (("last",), 9, 7, "|\n  x\n"),
        ],
    )
    def test_values(
        self, parser: Any, path: tuple[str | int, ...], line: int, column: int, text: str
    ) -> None:
        mark = value_at(self.read(parser), *path).mark
        assert (mark.line, mark.column) == (line, column)
        assert self.TEXT[mark.start : mark.end] == text

    def test_keys(self, parser: Any) -> None:
        tree = self.read(parser)
        assert isinstance(tree, Mapping)
        assert [key.mark.line for key, _ in tree.entries] == [1, 2, 7, 8, 9]

    def test_the_whole_ends_with_its_last_value(self, parser: Any) -> None:
        text = "a:\n  b: c\n\n# a comment\n"
        assert read_source(text, "-", parser=parser).mark.end == text.index("c") + 1

    def test_an_alias_at_the_end_is_inside(self, parser: Any) -> None:
        text = "a: &x one\nb:\n  - two\n  - *x\n"
        mark = value_at(read_source(text, "-", parser=parser), "b").mark
        assert text[mark.start : mark.end] == "- two\n  - *x"

    def test_lines_are_those_of_editors(self, parser: Any) -> None:
        tree = read_source("a: x\r\nb: 'y\x85z'\rc: d\n", "-", parser=parser)
        assert [value_at(tree, key).mark.line for key in "abc"] == [1, 2, 3]


@BOTH_PARSERS
class TestWhatIsRefusedWithItsPlace:
    @pytest.mark.parametrize(
        ("text", "place", "words"),
        [
            ("", "1:1", "empty"),
            ("# only a comment\n", "1:1", "empty"),
            ("---\n", "1:1", "empty"),
            ("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n", "5:3", "'c' stands here a second time"),
            ("a: 1\nb: 2\nb: 3\n", "3:1", "first in line 2"),
            ("a: 1\n'a': 2\n", "2:1", "second time"),
            ("'': 1\n'': 2\n", "2:1", "second time"),
            ("a: {b: 1}\nc:\n  <<: {b: 2}\n", "3:3", "merge keys"),
            ("? \n: x\n", "1:2", "a key is missing"),
            ("{: x}\n", "1:2", "a key is missing"),
            ("a: !!python/object/apply:os.system [x]\n", "1:4", "!!python/object/apply:os.system"),
            ("a: !!python/name:x y\n", "1:4", "tag"),
            ("a: !custom b\n", "1:4", "!custom"),
            ("a: !!int 5\n", "1:4", "!!int"),
            ("? [a, b]\n: c\n", "1:3", "cannot be a key"),
            ("a: &x b\n*x : c\n", "2:1", "cannot be a key"),
            ("a: b\n---\nc: d\n", "2:1", "second document"),
            ("a: b\n...\nc: d\n", "3:1", "outside the document"),
            ("%TAG ! tag:x,2000:\n---\na: b\n", "1:1", "%TAG"),
            ("a: [1, &x [*x]]\n", "1:12", "contain itself"),
            ("a: *nowhere\n", "1:4", "stands for nothing"),
            ("a: b\x07\n", "1:5", "U+0007"),
            ("é: b\n🙂: \x1b[31m\n", "2:4", "U+001B"),
            ("a: \ufffe\n", "1:4", "U+FFFE"),
            ("a: \ud800\n", "1:4", "surrogate"),
            ('a: "\\ud800"\n', None, "escape"),
        ],
    )  # fmt: skip
    def test_what_a_draft_does_without(
        self, parser: Any, text: str, place: str | None, words: str
    ) -> None:
        error = refused(text, parser)
        assert words in error.message
        if place:
            assert f"{error.line}:{error.column}" == place

    @pytest.mark.parametrize(
        ("text", "place", "words"),
        [
            ("a:\n\tb: c\n", "2:1", "a tab indents"),
            ("a:\n  b: c\n  \td: e\n", "3:3", "a tab indents"),
            ("a:\n  - b\n\t- c\n", "3:1", "a tab indents"),
            ("a: |\n\ttext\n", "2:1", "a tab indents"),
            ("a: 'b\nc: d\n", "1:4", "never closed"),
            ('a: b\nc: "d\n\ne: f', "2:4", "never closed"),
            ("a: ['b\n", "1:5", "never closed; add the closing '"),
            ("a: b\nc\n", "2:1", "a colon is missing"),
            ("a: b: c\n", "1:5", "a second colon"),
            ("a: b\n  c: d\n", "2:4", "part of the text above"),
            ("a:b\nc: d\n", "2:2", "part of the text above"),
            ("a:\n  b: c\n d: e\n", "3:2", "indentation fits no line"),
            ("a:\n  b: c\n    - d\nf", "4:1", "a colon is missing"),
            ("a: b\n- c\n", "2:1", "a list item"),
            ("- a\nb: c\n", "2:1", "the list above is still open"),
            ("a: - b\n", "1:4", "a list cannot begin"),
            ('a: "b" c\n', "1:8", "complete already"),
            ("a: [b] c\n", "1:8", "complete already"),
            ("a: [b, c\n", "1:4", "this [ is never closed"),
            ("a: {b: [c, {d: e\n", "1:12", "this { is never closed"),
            ("a: [\n", "1:4", "this [ is never closed"),
            ("a: [b, c\nd: e\n", "2:2", "the [ of line 1"),
            ("a: @b\n", "1:4", "begins with @"),
            ("a: `b`\n", "1:4", "begins with `"),
            ("a: %b\n", "1:4", "begins with %"),
            ("a: & b\n", "1:4", "begins with &"),
            ("a: !<b c\n", "1:4", "begins with !"),
            ("a: !b!c d\n", "1:4", "begins with !"),
            ("- b: ? c\n", "1:6", "begins with ?"),
            ('a: "\\q"\n', None, "backslash"),
            ("a: |b\n  c\n", "1:5", "nothing may follow the |"),
            (": b\n", "1:1", "a key is missing"),
            ("[a]\nb: c\n", "2:1", "outside the document"),
            ("a: }\n", "1:4", "a value is missing"),
            ("%YAML 1.1\n%YAML 1.1\n---\na: b\n", "2:1", "directive"),
        ],
    )  # fmt: skip
    def test_common_mistakes_in_plain_words(
        self, parser: Any, text: str, place: str | None, words: str
    ) -> None:
        error = refused(text, parser)
        assert words in error.message
        if place:
            assert f"{error.line}:{error.column}" == place

    @pytest.mark.parametrize("escape", ["\\U00110000", "\\UFFFFFFFF", "\\xZZ"])
    def test_escapes_for_what_is_no_character(self, parser: Any, escape: str) -> None:
        assert str(refused(f'a: "{escape}"\n', parser)).startswith("design.yaml:1:")

    def test_a_version_number_of_5000_digits(self, parser: Any) -> None:
        assert refused(f"%YAML {'9' * 5000}.1\n---\na: b\n", parser).line == 1


class TestBytesThatAreNoText:
    def test_a_bad_byte_is_pointed_at(self) -> None:
        error = refused(b"a: b\r\n\xc3\xa9: x\xffy\n")
        assert (error.line, error.column) == (2, 5)
        assert "0xff is not UTF-8" in error.message

    def test_a_byte_order_mark_does_not_shift_the_column(self) -> None:
        assert refused(b"\xef\xbb\xbfa: \xff").column == 4

    def test_a_character_cut_short_at_the_end(self) -> None:
        assert refused(b"a: \xf0\x9f\x99").column == 4

    @pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
    def test_utf16_is_named(self, encoding: str) -> None:
        data = "\ufeffa: b\n".encode(encoding)
        assert "UTF-16" in refused(data).message


class TestBounds:
    def test_a_file_that_is_too_large(self) -> None:
        error = refused(b" " * (MAX_BYTES + 1))
        assert "50 MB" in error.message
        assert error.line is None

    @pytest.mark.parametrize("levels", [200_000, 2_000_000])
    @pytest.mark.parametrize("opening", ["[", "{a: ", "[\n", "- "])
    def test_nesting_without_end_is_refused_where_it_becomes_too_deep(
        self, levels: int, opening: str
    ) -> None:
        begun = time.monotonic()
        error = refused(opening * levels)
        assert time.monotonic() - begun < A_HANG
        assert "nested in each other" in error.message
        assert error.line == (101 if "\n" in opening else 1)

    def test_nesting_of_a_thousand_is_read(self) -> None:
        tree = read_source("- " * 1000 + "deep\n", "-")
        value = plain_value(tree)
        for _ in range(1000):
            assert isinstance(value, list)
            (value,) = value
        assert value == "deep"
        assert tree == deepcopy(tree)
        assert tree == read_source("- " * 1000 + "'deep'\n", "-")

    def test_a_long_list_in_deep_brackets_is_not_slow(self) -> None:
        text = "[" * 100 + "a," * 200_000 + "]" * 100
        begun = time.monotonic()
        read_source(text, "-")
        assert time.monotonic() - begun < A_HANG

    def test_an_alias_that_explodes_is_refused_before_it_does(self) -> None:
        lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
        lines += [
            f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]" for level in range(1, 10)
        ]
        begun = time.monotonic()
        error = refused("\n".join(lines))
        assert time.monotonic() - begun < A_HANG
        assert "aliases repeat more than" in error.message
        assert error.line is not None
        assert error.line > 4

    def test_an_alias_that_repeats_much_text_is_refused(self) -> None:
        error = refused(f"a: &a {'x' * 100_000}\nb: [{', '.join(['*a'] * 11)}]\n")
        assert (error.line, error.column) == (2, 5 + 4 * 9)

    def test_aliases_that_repeat_little_are_read(self) -> None:
        tree = read_source("a: &a {b: [c]}\nd: [*a, *a]\n", "-")
        assert plain_value(tree) == {"a": {"b": ["c"]}, "d": [{"b": ["c"]}, {"b": ["c"]}]}

    def test_an_alias_cannot_hide_depth(self) -> None:
        error = refused(f"a: &a\n  {'- ' * 600}x\nb:\n  {'- ' * 600}*a\n")
        assert "nested in each other" in error.message

    def test_a_thousand_tag_directives_are_not_compared(self) -> None:
        begun = time.monotonic()
        error = refused("\n" + "".join(f"%TAG !{i}! x\n" for i in range(100_000)) + "---\na: b\n")
        assert time.monotonic() - begun < A_HANG
        assert (error.line, error.column) == (2, 1)

    def test_tag_directives_within_text_are_text(self) -> None:
        assert plain_value(read_source("a: |\n  %TAG x\n", "-")) == {"a": "%TAG x\n"}


class TestEqualNodes:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("five", "'five'"),
            ("'a b'", "|-\n  a b"),
            ("{x: 1, y: 2}", "{y: 2, x: 1}"),
            ("[a]", "\n- a"),
        ],
    )
    def test_mean_the_same(self, one: str, other: str) -> None:
        assert read_source(f"a: {one}", "-") == read_source(f"a: {other}", "-")

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("5", "'5'"),
            ("a", "b"),
            ("", "''"),
            ("[a]", "[a, a]"),
            ("[a]", "a"),
            ("{a: b}", "{b: a}"),
        ],
    )
    def test_differ_when_a_reader_could_tell_them_apart(self, one: str, other: str) -> None:
        assert read_source(f"a: {one}", "-") != read_source(f"a: {other}", "-")


class TestErrorsReadAsOneHarmlessLine:
    def test_with_a_place(self) -> None:
        assert str(SourceError("d.yaml", "wrong; mend it", 3, 7)) == "d.yaml:3:7: wrong; mend it"

    def test_without_a_place(self) -> None:
        assert str(SourceError("d.yaml", "wrong; mend it")) == "d.yaml: wrong; mend it"

    def test_whatever_the_name_and_the_message_hold(self) -> None:
        error = SourceError(
            "a\n\x1b]0;x\x07.yaml", "the key '\x9b31m\u202e\u2028\ud800' is wrong", 1, 1
        )
        assert str(error) == (
            "a\\x0a\\x1b]0;x\\x07.yaml:1:1: the key '\\x9b31m\\u202e\\u2028\\ud800' is wrong"
        )

    def test_and_a_long_key_is_cut(self) -> None:
        key = "k" * 900
        assert len(str(refused(f"{key}: 1\n{key}: 2\n"))) < 200

    def test_ordinary_text_is_left_alone(self) -> None:
        assert visible("Größe — 漢字 🙂") == "Größe — 漢字 🙂"
