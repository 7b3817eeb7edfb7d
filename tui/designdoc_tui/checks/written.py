"""Rules about how a text is written: fences, headings, links, the form its kind wants."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator
from typing import Final
from urllib.parse import unquote

from designdoc_tui.checks import diagrams, markdown_text
from designdoc_tui.checks.rules import (
    BAD_CHANGE_ID,
    BAD_JSON,
    DIAGRAM_DOES_NOT_PARSE,
    HEADING_IN_FIELD,
    MISSING_FILE,
    READS_OTHERWISE,
    UNCLOSED_COMMENT,
    UNCLOSED_FENCE,
    Rule,
)
from designdoc_tui.checks.view import Hit, View
from designdoc_tui.template.field import Field, Role
from designdoc_tui.template.kinds import Value
from designdoc_tui.template.kinds.fence import MERMAID
from designdoc_tui.template.path import Path

JSON: Final = "json"
"""The language of a block that has to be JSON."""
_NOT_RELATIVE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/#?\\]|$")
_PATH_ALONE: Final = re.compile(r"(?![\w-]+(?:\.[\w-]+)+/)\S*[^\s./]\.[A-Za-z][A-Za-z0-9]{0,5}")


def form(rule: Rule) -> Callable[[Field, Value, Path, View], Iterator[Hit]]:
    """Makes the rule about what a kind finds wrong with its value.

    Args:
        rule: What is broken then, unless the field's role has a rule of its own.
    """

    def look(field: Field, value: Value, path: Path, view: View) -> Iterator[Hit]:
        broken = BAD_CHANGE_ID if field.role is Role.CHANGE_ID else rule
        for problem in field.kind.problems(value):
            message = f"{view.name_of(path, field)}: {problem.message}"
            yield Hit(broken, (*path, *problem.path), message)

    return look


def reads_otherwise(
    field: Field, value: Value, doubtful: Collection[int], path: Path
) -> Iterator[Hit]:
    """Records whose Markdown would be read as something else.

    Args:
        field: The field that holds them.
        value: All of them.
        doubtful: The positions of those that may be so.
        path: Where they stand.
    """
    for problem in field.kind.problems(value):
        # What is wrong with a field inside is found there.
        if len(problem.path) == 1 and problem.path[0] in doubtful:
            yield Hit(READS_OTHERWISE, (*path, *problem.path), problem.message)


def json_block(field: Field, value: Value, path: Path, view: View) -> Iterator[Hit]:
    """A field that is a block of JSON and does not hold any."""
    problem = _json_problem(str(value))
    if problem:
        yield Hit(BAD_JSON, path, f"{view.name_of(path, field)} is not JSON: {problem}.")


def _json_problem(text: str) -> str:
    try:
        json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        return f"{error.msg} in line {error.lineno}, column {error.colno}; correct it there"
    except ValueError as error:
        return f"{error}; replace it"
    except RecursionError:
        return "it is nested too deeply; make it flatter"
    return ""


def _refuse_constant(name: str) -> None:
    """Refuses NaN and Infinity, which RFC 8259 does not have and Python reads all the same."""
    raise ValueError(f"{name} is no value of JSON")


def outline(level: int, *, of_block: bool) -> Callable[[Field, Value, Path, View], Iterator[Hit]]:
    """Makes the rules about fences, comments and headings in a text.

    Args:
        level: The level of the heading that the text stands under.
        of_block: Whether the text stands on lines of its own. There, a heading of a deeper level
            is part of the outline; in a list or behind a label, none is.
    """

    def look(field: Field, value: Value, path: Path, view: View) -> Iterator[Hit]:
        texts = enumerate(value) if isinstance(value, list) else [(None, value)]
        for index, text in texts:
            if isinstance(text, str) and markdown_text.is_notable(text):
                place = path if index is None else (*path, index)
                seen = markdown_text.outline(text)
                yield from open_ends(seen, place, view.name_of(path, field))
                for heading in seen.headings:
                    if not of_block and heading.line == 1:
                        continue  # it stands behind a label or a list marker
                    if not of_block or heading.level <= level:
                        yield Hit(
                            HEADING_IN_FIELD, place, _heading_message(heading, level, of_block)
                        )

    return look


def open_ends(seen: markdown_text.Outline, place: Path, name: str) -> Iterator[Hit]:
    """Fences and comments that are never closed, and blocks that are not what they say.

    Args:
        seen: What stands out in a text.
        place: Where the text stands.
        name: What it is called for people.
    """
    for block in seen.blocks:
        if not block.closed:
            yield Hit(
                UNCLOSED_FENCE,
                place,
                f"The fence in line {block.line} of {name} is never closed: add a line with the "
                "same marks at its end.",
            )
        elif block.language == JSON and (problem := _json_problem(block.text)):
            message = f"The block in line {block.line} of {name} is not JSON: {problem}."
            yield Hit(BAD_JSON, place, message)
        elif block.language == MERMAID and (problem := diagrams.problem_of(block.text)):
            message = f"The diagram in line {block.line} of {name} cannot be drawn: {problem}."
            yield Hit(DIAGRAM_DOES_NOT_PARSE, place, message)
    if seen.open_comment:
        yield Hit(
            UNCLOSED_COMMENT,
            place,
            f"The comment in line {seen.open_comment} of {name} hides all that follows it: close "
            "it with -->.",
        )


def _heading_message(heading: markdown_text.Heading, level: int, of_block: bool) -> str:
    what = f"Line {heading.line} is a heading of level {heading.level}"
    if of_block and level < 6:
        return f"{what} and would end the section: use {'#' * (level + 1)} or deeper, or bold text."
    return f"{what}, and none can stand here: use bold text instead."


def links(_: Field, value: Value, path: Path, view: View) -> Iterator[Hit]:
    """Links from a text to files that are not there."""
    if view.surroundings is None:
        return
    texts = enumerate(value) if isinstance(value, list) else [(None, value)]
    for index, text in texts:
        if isinstance(text, str):
            yield from links_in(text, path if index is None else (*path, index), view)


def links_in(text: str, place: Path, view: View) -> Iterator[Hit]:
    """Links from one text to files that are not there."""
    if "](" not in text and "]:" not in text:
        return
    prose = markdown_text.outline(text).prose if markdown_text.is_notable(text) else text
    yield from _broken(markdown_text.links(prose), place, view)


def bare_paths(_: Field, value: Value, path: Path, view: View) -> Iterator[Hit]:
    """Names of files that are not there, in a field whose text may be nothing but a file's name."""
    if view.surroundings is None or not isinstance(value, str):
        return
    pieces = (piece.strip().strip("`<>") for piece in value.split(","))
    yield from _broken((piece for piece in pieces if _PATH_ALONE.fullmatch(piece)), path, view)


def _broken(targets: Iterator[str], path: Path, view: View) -> Iterator[Hit]:
    for target in targets:
        if _NOT_RELATIVE.match(target):
            continue
        name = unquote(re.split("[?#]", target, maxsplit=1)[0])
        if view.surroundings is not None and not view.surroundings.is_there(name):
            yield Hit(
                MISSING_FILE,
                path,
                f"There is no file {name}: correct the link, or add the file. Links count from the "
                "draft's folder.",
            )
