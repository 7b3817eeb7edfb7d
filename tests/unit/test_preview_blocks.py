"""Each Markdown construct, as the lines of the preview that show it."""

from __future__ import annotations

import pytest

from designdoc_tui.widgets.preview.easel import Easel
from designdoc_tui.widgets.preview.flow import Flow
from designdoc_tui.widgets.preview.ink import Mark
from designdoc_tui.widgets.preview.wrap import cells
from tests.passages import OneText


def flow(text: str, width: int = 40) -> Flow:
    return Flow(OneText(text), width, Easel())


def lines(text: str, width: int = 40) -> list[str]:
    """The visible lines without the margin over the first block."""
    shown = [line.rstrip() for line in flow(text, width).lines()]
    return shown[1:]


def marks(text: str, word: str) -> Mark:
    """What runs through a word of the text."""
    for row in flow(text).rows():
        for run in row.runs:
            if word in run.text:
                return run.ink.marks
    raise AssertionError(f"{word} is not shown")


class TestHeadings:
    def test_the_first_two_levels_have_a_line_under_them(self) -> None:
        assert lines("# One\n\n## Two\n", 10) == ["One", "━" * 10, "", "Two", "─" * 10]

    @pytest.mark.parametrize("level", range(1, 7))
    def test_each_level_has_a_look_of_its_own(self, level: int) -> None:
        row = flow("#" * level + " Title\n").rows()[1]
        assert row.runs[0].ink.role == f"h{level}"

    def test_underlined_headings(self) -> None:
        assert lines("Title\n=====\n", 10) == ["Title", "━" * 10]


class TestParagraphs:
    def test_wrap_between_words(self) -> None:
        assert lines("one two three four\n", 9) == ["one two", "three", "four"]

    def test_line_ends_in_the_source_are_spaces(self) -> None:
        assert lines("one\ntwo\n") == ["one two"]

    @pytest.mark.parametrize("ending", ["  \n", "\\\n", "<br>"])
    def test_hard_breaks(self, ending: str) -> None:
        assert lines(f"one{ending}two\n") == ["one", "two"]

    def test_a_blank_line_stands_between_two(self) -> None:
        assert lines("one\n\n\n\ntwo\n") == ["one", "", "two"]

    def test_words_longer_than_a_line_are_cut(self) -> None:
        assert lines("abcdefghij\n", 4) == ["abcd", "efgh", "ij"]

    def test_double_width_characters_take_two_cells(self) -> None:
        shown = lines("日本語のテキスト\n", 7)
        assert shown == ["日本語", "のテキ", "スト"]
        assert all(cells(line) <= 7 for line in shown)

    def test_combining_characters_stay_with_their_letter(self) -> None:
        assert lines("e\u0301e\u0301e\u0301\n", 2) == ["e\u0301e\u0301", "e\u0301"]


class TestTextInside:
    @pytest.mark.parametrize(
        ("source", "mark"),
        [
            ("*word*", Mark.EMPHASIS),
            ("**word**", Mark.STRONG),
            ("***word***", Mark.EMPHASIS | Mark.STRONG),
            ("~~word~~", Mark.STRIKE),
            ("`word`", Mark.CODE),
            ("[word](https://example.org)", Mark.LINK),
        ],
    )
    def test_marks(self, source: str, mark: Mark) -> None:
        assert marks(f"a {source} b\n", "word") == mark

    def test_a_link_shows_its_target(self) -> None:
        assert lines("[here](https://example.org/a)\n") == ["here (https://example.org/a)"]

    @pytest.mark.parametrize(
        "link",
        ["https://example.org/a", "www.example.org", "a@example.org"],
    )
    def test_bare_links_are_links_and_say_their_target_once(self, link: str) -> None:
        assert lines(f"see {link}.\n") == [f"see {link}."]
        assert marks(f"see {link}.\n", link) == Mark.LINK

    def test_links_by_reference_and_their_hidden_target(self) -> None:
        assert lines("[here][a]\n\n[a]: https://example.org\n") == ["here (https://example.org)"]

    def test_an_image_shows_what_it_stands_for(self) -> None:
        assert lines("![a logo](logo.png)\n") == ["[image: a logo] (logo.png)"]

    def test_entities_and_escapes(self) -> None:
        assert lines("&copy; \\*plain\\* &amp;amp;\n") == ["© *plain* &amp;"]

    def test_a_footnote_and_its_text(self) -> None:
        assert lines("Word[^n].\n\n[^n]: The note.\n") == ["Word[n].", "", "[n] The note."]

    def test_a_footnote_without_text_is_shown_as_written(self) -> None:
        assert lines("Word[^n].\n") == ["Word[^n]."]

    def test_html_is_shown_as_it_is_written(self) -> None:
        assert lines("a <kbd>b</kbd>\n") == ["a <kbd>b</kbd>"]
        assert marks("a <kbd>b</kbd>\n", "<kbd>") == Mark.ASIDE


class TestLists:
    def test_bullets_hang(self) -> None:
        assert lines("- one two three\n- four\n", 9) == ["• one two", "  three", "• four"]

    def test_nesting(self) -> None:
        assert lines("- a\n  - b\n    1. c\n") == ["• a", "  ◦ b", "    1. c"]

    def test_numbers_are_aligned(self) -> None:
        assert lines("9. a\n10. b\n") == [" 9. a", "10. b"]

    def test_tasks(self) -> None:
        assert lines("- [ ] open\n- [x] done\n") == ["☐ open", "☑ done"]

    def test_loose_items_stand_apart(self) -> None:
        assert lines("1. a\n   - b\n\n2. c\n") == ["1. a", "   ◦ b", "", "2. c"]

    def test_empty_items(self) -> None:
        assert lines("-\n- a\n") == ["•", "• a"]

    def test_deep_nesting_is_bounded(self) -> None:
        shown = lines("- " * 3000 + "x\n", 30)
        assert all(cells(line) <= 30 for line in shown)


class TestOtherBlocks:
    def test_a_quote_has_a_bar(self) -> None:
        assert lines("> a\n>\n> > b\n") == ["▌ a", "▌", "▌ ▌ b"]

    def test_a_thematic_break(self) -> None:
        assert lines("a\n\n---\n", 5) == ["a", "", "─────"]

    def test_code_has_an_edge_and_its_language(self) -> None:
        assert lines("```python\nx = 1\n\n```\n") == ["│ python", "│ x = 1", "│"]

    def test_long_code_lines_are_cut_with_a_sign(self) -> None:
        assert lines("```\n0123456789\n```\n", 8) == ["│ 01234…"]

    def test_tabs_in_code_reach_to_stops(self) -> None:
        assert lines("```\na\tb\n```\n") == ["│ a   b"]

    def test_comments_are_shown(self) -> None:
        assert lines("<!-- a\n\nb -->\n") == ["<!-- a", "", "b -->"]

    def test_code_in_a_list(self) -> None:
        assert lines("- a\n\n  ```\n  x\n  ```\n") == ["• a", "", "  │ x"]


class TestTables:
    def test_boxes_and_alignment(self) -> None:
        assert lines("| a | bb | c |\n|:--|---:|:-:|\n| 1 | 2 | 345 |\n") == [
            "┌───┬────┬─────┐",
            "│ a │ bb │  c  │",
            "├───┼────┼─────┤",
            "│ 1 │  2 │ 345 │",
            "└───┴────┴─────┘",
        ]

    def test_short_and_long_rows(self) -> None:
        shown = lines("a | b\n--|--\n1\n2 | 3 | 4\n")
        assert shown[3:5] == ["│ 1 │   │", "│ 2 │ 3 │"]

    def test_pipes_in_code_and_text(self) -> None:
        assert lines("| a |\n|---|\n| `x\\|y` \\| z |\n")[3] == "│ x|y | z │"

    def test_cells_wrap_to_the_width(self) -> None:
        shown = lines("| a | b |\n|---|---|\n| some words | x |\n| more | y |\n", 14)
        assert shown[3:6] == ["│ some   │ x │", "│ words  │   │", "├────────┼───┤"]

    def test_wide_characters_line_up(self) -> None:
        shown = lines("| 日本 | b |\n|---|---|\n| a | c |\n")
        assert {cells(line) for line in shown} == {cells(shown[0])}

    def test_too_many_columns_become_lists(self) -> None:
        head = "|" + "|".join(f"c{number}" for number in range(12)) + "|"
        rule = "|" + "---|" * 12
        shown = lines(f"{head}\n{rule}\n{head.replace('c', 'v')}\n", 30)
        assert shown[0] == "• c0: v0"
        assert len(shown) == 12

    def test_a_table_ends_a_paragraph(self) -> None:
        assert lines("text\n| a | b |\n|---|---|\n")[0] == "text"


class TestHostileText:
    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("\x1b[31mred", "␛[31mred"),
            ("bell\x07", "bell␇"),
            ("\x7f", "␡"),
            ("\x9b31m", "‹U+009B›31m"),
            ("a\u202eb", "a‹U+202E›b"),
            ("a\u200bb", "a‹U+200B›b"),
            ("a\ufeffb", "a‹U+FEFF›b"),
            ("a\ud800b", "a‹U+D800›b"),
        ],
    )
    @pytest.mark.parametrize("around", ["{}", "`{}`", "# {}", "- {}", "```\n{}\n```", "<b>{}</b>"])
    def test_hidden_characters_are_seen(self, text: str, shown: str, around: str) -> None:
        assert shown in "\n".join(lines(around.format(text) + "\n", 60))

    def test_also_in_targets_languages_and_labels(self) -> None:
        source = (
            "[a](<\x1b]0;x>)\n\n```\x1bsql\nx\n```\n\n[^\u202e]: a\n\n| \x1b |\n|-|\n| \x07 |\n"
        )
        assert not set("\x1b\x07\u202e") & set("\n".join(lines(source, 60)))

    def test_joined_emoji_stay_whole(self) -> None:
        family = "👩\u200d👩\u200d👧"
        assert lines(f"{family}\n") == [family]

    def test_a_megabyte_on_one_line(self) -> None:
        assert len(lines("word " * 200_000 + "\n", 100)) == 10_000

    def test_a_hundred_thousand_blank_lines(self) -> None:
        assert lines("a\n" + "\n" * 100_000 + "b\n") == ["a", "", "b"]

    @pytest.mark.parametrize(
        "opener", ["```\n", "<!-- ", "<pre>\n", "[a](", "**", "| a |\n|--", "> "]
    )
    def test_unclosed_constructs(self, opener: str) -> None:
        assert "text" in "\n".join(lines(opener + "text\n"))

    def test_nothing_is_wider_than_the_width(self) -> None:
        source = (
            "# 日本語 heading\n\n- [x] 日本語\n\n> quote 日本\n\n```日本\n日本語日本語\n```\n\n"
            "| 日本 | b |\n|--|--|\n| x | y |\n\n[^a]: 日本語\n\n100. number\n"
        )
        for width in range(8, 40):
            assert max(cells(line) for line in flow(source, width).lines()) <= width
