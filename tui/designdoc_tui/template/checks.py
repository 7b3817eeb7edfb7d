"""What a template asks of particular fields, beyond what their kinds ask of themselves.

A field carries `checks:` in the template file: a list of words, some with what they are about
(`{not-in: overview.goals}`). What each of them looks for is for the `checks` room to say; here
they are only read, so that another template needs another file and no code.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple

from designdoc_tui.source.yaml_nodes import Mapping, Node, Scalar, Sequence
from designdoc_tui.template.path import format_path, parse_path

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from designdoc_tui.template.field import Field
    from designdoc_tui.template.model import Template
    from designdoc_tui.template.spec import Spec


class Stage(Enum):
    """How far a document has come, whatever a template calls it."""

    DRAFT = "draft"
    REVIEW = "review"
    APPROVED = "approved"
    IMPLEMENTED = "implemented"


class CheckWord(Enum):
    """What can be asked of a field."""

    METHOD_AND_PATH = "method-and-path"
    NUMBER = "number"
    NOT_IN_FUTURE = "not-in-future"
    FILE = "file"
    UNIQUE = "unique"  # among all fields that are about the same word
    NOT_IN = "not-in"  # the path of another list
    NEEDS = "needs"  # the path of a section or field that has to be filled as well
    DEPENDS_ON = "depends-on"  # the field of the records beside it that holds their names
    AT_LEAST = "at-least"  # how many records
    ONE_WITH = "one-with"  # the mark that exactly one record carries
    SETTLED_BY = "settled-by"  # the mark beside it that makes a yes harmless


ALONE: Final = frozenset(
    {CheckWord.METHOD_AND_PATH, CheckWord.NUMBER, CheckWord.NOT_IN_FUTURE, CheckWord.FILE}
)
"""The words that are about nothing; the others stand as `word: what it is about`."""


class Check(NamedTuple):
    """One thing asked of a field.

    Attributes:
        word: What is asked.
        about: What it is about; empty for the words that stand alone.
    """

    word: CheckWord
    about: str = ""


def read_checks(spec: Spec) -> tuple[Check, ...]:
    """Reads `checks` of a field.

    Args:
        spec: The field.

    Returns:
        What is asked, in the order of the file; nothing when the key is missing.

    Raises:
        SourceError: A word is unknown, or has to be about something, or cannot be.
    """
    node = spec.take("checks")
    if node is None:
        return ()
    if not isinstance(node, Sequence):
        raise node.error("'checks' has to be a list: begin each entry with `- `")
    return tuple(check for item in node.items for check in _entry(item))


def _entry(node: Node) -> list[Check]:
    if isinstance(node, Scalar):
        return [_check(node, None)]
    if isinstance(node, Mapping):
        return [_check(key, value) for key, value in node.entries]
    raise node.error("an entry of 'checks' has to be a word, or a word with what it is about")


def _check(name: Scalar, value: Node | None) -> Check:
    word = next((word for word in CheckWord if word.value == name.text), None)
    if word is None:
        known = ", ".join(word.value for word in CheckWord)
        raise name.error(f"there is no check {name.text!r}: use one of {known}")
    if word in ALONE:
        if value is not None:
            raise value.error(f"{name.text!r} is about nothing else: write the word alone")
        return Check(word)
    if not isinstance(value, Scalar) or not value.text:
        raise name.error(f"say what it is about: write `{{{name.text}: ...}}`")
    if word is CheckWord.AT_LEAST and not (value.text.isascii() and value.text.isdigit()):
        raise value.error(f"{name.text!r} has to be a whole number")
    return Check(word, value.text)


def read_stages(spec: Spec, options: tuple[str, ...]) -> tuple[Stage, ...]:
    """Reads which stage each option of a choice stands for.

    Args:
        spec: The field.
        options: Its options.

    Returns:
        A stage for each option, in their order; nothing when the key is missing.

    Raises:
        SourceError: There is no such stage, or there are not as many as options.
    """
    names = spec.texts("stages")
    if not names:
        return ()
    known = {stage.value: stage for stage in Stage}
    for name in names:
        if name not in known:
            raise spec.error(f"there is no stage {name!r}: use one of {', '.join(known)}", "stages")
    if len(names) != len(options):
        raise spec.error("each option needs a stage: list as many as there are options", "stages")
    return tuple(known[name] for name in names)


def strays(template: Template) -> Iterator[str]:
    """What the checks and drawings of a template are about that is not there.

    Args:
        template: The whole template.

    Yields:
        A message for each, which says what to do.
    """
    paths = {format_path(path) for path, _ in template.placed_fields}
    paths |= {format_path(path) for path in template.sections_by_path}
    for _, field in template.placed_fields:
        yield from _strays_of(field, (), paths)
        if field.draws and not _can_be_drawn(template, field):
            yield (
                f"{field.label!r} cannot be drawn from {field.draws!r}: name records with a field "
                "that has the check 'depends-on', at a fence for which no language is given"
            )


def _can_be_drawn(template: Template, field: Field) -> bool:
    source = dict(template.placed_fields).get(parse_path(field.draws))
    inner = source.kind.inner_fields if source is not None else ()
    words = (check.word for other in inner for check in other.checks)
    is_open = field.kind.is_fenced and not field.kind.language
    return is_open and CheckWord.DEPENDS_ON in words


def _strays_of(field: Field, beside: Collection[str], paths: Collection[str]) -> Iterator[str]:
    inner = field.kind.inner_fields
    below = {other.key for other in inner}
    for check in field.checks:
        known: Collection[str] = {check.about}
        if check.word in (CheckWord.NOT_IN, CheckWord.NEEDS):
            known = paths
        elif check.word in (CheckWord.SETTLED_BY, CheckWord.DEPENDS_ON):
            known = beside
        elif check.word is CheckWord.ONE_WITH:
            known = below
        if check.about not in known:
            yield (
                f"the check {check.word.value!r} of {field.label!r} is about {check.about!r}, "
                "which is not there: correct the name"
            )
    for other in inner:
        yield from _strays_of(other, below, paths)
