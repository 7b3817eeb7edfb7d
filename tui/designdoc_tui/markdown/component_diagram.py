"""The parts of a design and what each depends on, drawn as a Mermaid flowchart.

A template says `draws: design.components` at a block for diagrams: it can be drawn from those
records. The field of theirs that is checked with `depends-on` tells what each depends on, and by
which field the parts are called; nothing else has to be said twice.

What is drawn stands between two comments, so that it can be drawn again without touching what the
author wrote around it. Between them, only lines of the form that this module writes are taken for
its own: any other is kept, below the second comment.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple

from designdoc_tui.document.dependencies import meant_by, names_in, numbered, places_of, plain_name
from designdoc_tui.document.document import Document
from designdoc_tui.markdown.drawings import Drawing
from designdoc_tui.template.path import format_path

_NEW: Final = "flowchart LR"
_LONGEST_NAME: Final = 60  # characters in a box
_RESERVED: Final = frozenset(
    {"end", "graph", "flowchart", "subgraph", "direction", "style", "linkstyle", "class",
     "classdef", "click", "call", "href", "default", "interpolate"}
)  # fmt: skip
"""Words that mean something to Mermaid, so that no node can be called so."""

_OWN: Final = re.compile(r'  \w+(?:\["[^"\n]*"\]|\(\["[^"\n]*"\]\)| --> \w+)')
_SIGNS: Final = re.compile(r'[#"<>&`\\]|%(?=%)')


class DiagramError(ValueError):
    """Why a diagram cannot be drawn into a text: one sentence that says what to do."""


class Drawn(NamedTuple):
    """A diagram that was drawn.

    Attributes:
        text: The whole text of the block.
        parts: How many records are in it.
        outside: How many names that no record bears.
        arrows: How many dependencies.
    """

    text: str
    parts: int
    outside: int
    arrows: int

    def summary(self, noun: str) -> str:
        """How much was drawn, in words.

        Args:
            noun: What a part is called.
        """
        counted = [(self.parts, noun), (self.outside, "outside system"), (self.arrows, "arrow")]
        return ", ".join(f"{count} {what}{'' if count == 1 else 's'}" for count, what in counted)


class _Part(NamedTuple):
    name: str
    needs: str


def draw(document: Document, drawing: Drawing) -> Drawn:
    """Draws the records of a document into its diagram.

    Args:
        document: The document; it is not changed.
        drawing: The block, of the document's template.

    Returns:
        The block's new text. Drawn again from the same document, it is the same text.

    Raises:
        DiagramError: What stands in the block is no flowchart, or one of the two comments is
            missing, or a section does not apply.
    """
    for path in (drawing.path, drawing.records):
        section = document.template.section_of(path)
        if section is not None and document.not_applicable(section) is not None:
            raise DiagramError(
                f"“{section.heading}” is marked as not applicable, so nothing was drawn."
            )
    field = document.template.field_at(drawing.path)
    text = document.text(drawing.path)
    if field is None or not field.is_filled(text):
        text = ""
    chart = _Chart(list(_parts(document, drawing)), drawing.kind.noun)
    lines = list(chart.lines())
    return Drawn(
        _put(text, lines, format_path(drawing.records)),
        parts=len(chart.ids),
        outside=len(chart.outside),
        arrows=sum(" --> " in line for line in lines),
    )


def _parts(document: Document, drawing: Drawing) -> Iterator[_Part | None]:
    """Each record in its place; `None` for one that is empty."""
    for record in document.items(drawing.records):
        if not isinstance(record, dict) or not drawing.kind.is_record_filled(record):
            yield None
            continue
        name, needs = record.get(drawing.name), record.get(drawing.needs)
        yield _Part(str(name or ""), str(needs or ""))


class _Chart:
    """Nodes and arrows of some parts.

    Attributes:
        ids: The node of each part, by its place.
        outside: The node of each name that no part bears, with the name, by its plain form.
    """

    def __init__(self, parts: list[_Part | None], noun: str) -> None:
        self._parts = parts
        self._noun = noun
        self._places = places_of([part.name if part else "" for part in parts])
        self._taken: set[str] = set()
        self.ids = {
            place: self._new_id(part.name, noun, place)
            for place, part in enumerate(parts)
            if part is not None
        }
        self.outside: dict[str, tuple[str, str]] = {}

    def lines(self) -> Iterator[str]:
        """The lines between the two comments."""
        arrows = list(dict.fromkeys(self._arrows()))
        for place, node in self.ids.items():
            part = self._parts[place]
            name = part.name if part is not None else ""
            yield f'  {node}["{_label(name) or f"{self._noun.capitalize()} {place + 1}"}"]'
        for node, name in self.outside.values():
            yield f'  {node}(["{_label(name)}"])'
        for start, end in arrows:
            yield f"  {start} --> {end}"

    def _arrows(self) -> Iterator[tuple[str, str]]:
        for place, node in self.ids.items():
            part = self._parts[place]
            for name in names_in(part.needs if part is not None else ""):
                other = self._node_of(name)
                if other and other != node:
                    yield node, other

    def _node_of(self, name: str) -> str:
        """The node a name means; made when no part bears it."""
        places = map(self._place_of, meant_by(name))
        place = next((place for place in places if place in self.ids), None)
        if place is not None:
            return self.ids[place]
        plain = plain_name(name)
        shown = re.sub(r"[`\[\]]", "", name)
        if not _label(shown):
            return ""
        if plain not in self.outside:
            node = self._new_id(shown, "outside", len(self.outside))
            self.outside[plain] = (node, shown)
        return self.outside[plain][0]

    def _place_of(self, name: str) -> int | None:
        """Where the part stands that bears a name, or is called so by its number."""
        place = self._places.get(plain_name(name))
        if place is None and (number := numbered(name, self._noun)) is not None:
            place = number - 1
        return place

    def _new_id(self, name: str, noun: str, place: int) -> str:
        """A word of ASCII letters and digits that is like a name and used for nothing else."""
        folded = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
        word = "_".join(re.findall(r"[a-z0-9]+", folded))[:_LONGEST_NAME].strip("_")
        if not word[:1].isalpha():
            fallback = "_".join(re.findall(r"[a-z0-9]+", noun.casefold())) or "part"
            word = f"{fallback}_{word or place + 1}"
        if word in _RESERVED:
            word += "_"
        unique, number = word, 2
        while unique in self._taken:
            unique, number = f"{word}_{number}", number + 1
        self._taken.add(unique)
        return unique


def _label(name: str) -> str:
    """A name as it can stand between quotation marks in Mermaid (entity codes for its signs)."""
    visible = "".join(
        " " if sign.isspace() else sign
        for sign in name
        if sign.isspace() or unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    )
    words = " ".join(visible.split())
    if len(words) > _LONGEST_NAME:
        words = words[: _LONGEST_NAME - 1].rstrip() + "…"
    return _SIGNS.sub(lambda sign: f"#{ord(sign[0])};", words)


def _put(text: str, lines: list[str], source: str) -> str:
    """The text of a block with lines drawn into it.

    Args:
        text: What stands in the block; empty for nothing.
        lines: What was drawn.
        source: What it was drawn from.

    Raises:
        DiagramError: See `draw`.
    """
    begin = f"%% drawn from {source}: the lines down to the end are made anew each time"
    end = f"%% end of what is drawn from {source}"
    drawn = [begin, *lines, end]
    if not text.strip():
        return "\n".join([_NEW, *drawn])
    # Deferred: a start asks what can be drawn, and draws nothing.
    from designdoc_tui.markdown.mermaid import flowchart_head

    if flowchart_head(text) is None:
        raise DiagramError(
            "The diagram there is no Mermaid flowchart, so nothing was drawn: "
            f"begin it with “{_NEW}”, or empty it."
        )
    before = text.rstrip("\n").split("\n")
    starts = [at for at, line in enumerate(before) if _is_mark(line, f"%% drawn from {source}")]
    ends = [at for at, line in enumerate(before) if _is_mark(line, end)]
    if not starts and not ends:
        return "\n".join([*before, *drawn])
    if len(starts) != 1 or len(ends) != 1 or starts[0] > ends[0]:
        raise DiagramError(
            "What was drawn before cannot be told from what you wrote, so nothing was drawn: it "
            f"has to stand between one “%% drawn from {source}” and one “{end}”."
        )
    kept = [
        line for line in before[starts[0] + 1 : ends[0]] if line and _OWN.fullmatch(line) is None
    ]
    return "\n".join([*before[: starts[0]], *drawn, *kept, *before[ends[0] + 1 :]])


def _is_mark(line: str, mark: str) -> bool:
    """Whether a line is a mark, with or without what is said after it."""
    return re.match(rf"\s*{re.escape(mark)}(?![\w.])", line) is not None
