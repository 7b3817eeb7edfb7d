"""What looks at a field because of its kind: the one table of that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, Final, NamedTuple

from designdoc_tui.checks import diagrams, filled, written
from designdoc_tui.checks.asked import FieldRule
from designdoc_tui.checks.glance import Usual, UsualList
from designdoc_tui.checks.rules import (
    BAD_DATE,
    BAD_FORMAT,
    NOT_AN_OPTION,
    SAID_TWICE,
    SEVERAL_IN_ONE,
    Rule,
)
from designdoc_tui.template.kinds import Kind
from designdoc_tui.template.kinds.choice import Choice
from designdoc_tui.template.kinds.date import Date
from designdoc_tui.template.kinds.fence import Fence
from designdoc_tui.template.kinds.flag import Flag
from designdoc_tui.template.kinds.items import Items
from designdoc_tui.template.kinds.mark import Mark
from designdoc_tui.template.kinds.people import People
from designdoc_tui.template.kinds.prose import Prose
from designdoc_tui.template.kinds.records import Records
from designdoc_tui.template.kinds.text import Text


class Markdown(Enum):
    """What an author may write in a text."""

    LINES = "lines"  # no headings
    BLOCKS = "blocks"  # headings too, where it stands on lines of its own


class OfKind(NamedTuple):
    """What looks at a field of a kind.

    Attributes:
        form: The rule that is broken when the kind finds its value wrong; `None` where it never
            does, and for records, which are read back where there is doubt.
        rules: Other rules that look at its value once it is filled.
        text_rules: Those that only have to look at a text with brackets or of several lines.
        markdown: What Markdown may stand in it; `None` where its text is none.
        usual: Tells at a glance that none of these finds anything; `None` where only they can. Of
            a field whose value is one text, and that no rule looks at, that is known without.
    """

    form: Rule | None = None
    rules: tuple[FieldRule, ...] = ()
    text_rules: tuple[FieldRule, ...] = ()
    markdown: Markdown | None = None
    usual: Usual | None = None


def _of_text(kind: Text) -> OfKind:
    may_be_wrong = kind.code or kind.pattern
    return OfKind(form=BAD_FORMAT if may_be_wrong else None, markdown=Markdown.LINES)


def _of_items(kind: Items) -> OfKind:
    return OfKind(
        form=SAID_TWICE,
        rules=(filled.unfilled_items(kind.samples),),
        markdown=Markdown.LINES,
        usual=UsualList(kind),
    )


def _of_fence(kind: Fence) -> OfKind:
    return OfKind(
        rules=(written.json_block,) if kind.language == written.JSON else (),
        text_rules=(diagrams.diagram_in(kind),),
    )


OF_KINDS: Final[Mapping[type[Kind], Callable[[Any], OfKind]]] = {
    Text: _of_text,
    Prose: lambda _: OfKind(markdown=Markdown.BLOCKS),
    Date: lambda _: OfKind(form=BAD_DATE),
    Choice: lambda _: OfKind(form=NOT_AN_OPTION),
    People: lambda _: OfKind(form=SEVERAL_IN_ONE, rules=(filled.unfilled_items(),)),
    Flag: lambda _: OfKind(),
    Mark: lambda _: OfKind(),
    Items: _of_items,
    Fence: _of_fence,
    Records: lambda _: OfKind(),
}
"""For each kind, what works it out for one of that kind."""


def of_kind(kind: Kind) -> OfKind:
    """What looks at a field of a kind."""
    return OF_KINDS[type(kind)](kind)
