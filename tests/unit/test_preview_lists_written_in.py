"""A list is laid out at each key typed into one of its items: what stays the same, and what not."""

from __future__ import annotations

from designdoc_tui.widgets.preview.column import Column
from designdoc_tui.widgets.preview.easel import Easel
from tests.passages import OneText

WIDTH = 30


def shown(column: Column) -> list[str]:
    """The rows of a column."""
    return [row.text for index in range(len(column.blocks)) for row in column.rows(index)]


def written(easel: Easel, *texts: str) -> Column:
    """A column that has shown one text after the other."""
    column = Column(OneText(texts[0]).passage(0), WIDTH, easel)
    shown(column)
    for text in texts[1:]:
        column.change(OneText(text).passage(0))
        shown(column)
    return column


class TestAListWrittenIn:
    def test_shows_each_item_where_it_is_now(self) -> None:
        column = written(Easel(), "- **a**\n- b\n", "- **a**\n- bc\n", "- **a**\n- new\n- bc\n")
        assert shown(column) == ["• a", "• new", "• bc"]
        assert [row.source for row in column.rows(0)] == [0, 1, 2]

    def test_shows_a_target_that_is_defined_later(self) -> None:
        plain = "- see [a]\n- b\n"
        column = written(Easel(), plain, "- see [a]\n- bc\n", "- see [a]\n- bcd\n\n[a]: /there\n")
        assert shown(column)[0] == "• see a (/there)"

    def test_shows_no_target_any_more_that_was_taken_away(self) -> None:
        target = "\n[a]: /there\n"
        texts = (f"- see [a]\n- b\n{target}", f"- see [a]\n- bc\n{target}", "- see [a]\n- bc\n")
        assert shown(written(Easel(), *texts))[0] == "• see [a]"

    def test_shows_that_a_file_is_not_there_once_that_is_known(self) -> None:
        easel = Easel()
        easel.links.exists = lambda _path: False
        column = written(easel, "- [a](b.md)\n- c\n", "- [a](b.md)\n- cd\n")
        assert shown(column)[0] == "• a (b.md)"
        easel.work()
        column.recolour()
        assert shown(column)[0] == "• a (✗ b.md)"

    def test_takes_another_width(self) -> None:
        column = written(Easel(), "- one two three\n- c\n", "- one two three\n- cd\n")
        column.set_width(12)
        assert shown(column) == ["• one two", "  three", "• cd"]
