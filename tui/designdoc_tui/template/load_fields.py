"""Reading fields from the file of a template: what each of them says, and what its kind wants."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from collections.abc import Mapping as Lookup
from typing import Final

from designdoc_tui.source.yaml_nodes import Mapping, Scalar, Sequence
from designdoc_tui.template.checks import read_checks, read_stages
from designdoc_tui.template.field import Field, Look, Role, Source
from designdoc_tui.template.kinds import Kind, Shape, Value
from designdoc_tui.template.kinds.choice import Choice
from designdoc_tui.template.kinds.date import Date
from designdoc_tui.template.kinds.fence import Fence
from designdoc_tui.template.kinds.flag import Flag
from designdoc_tui.template.kinds.items import Items
from designdoc_tui.template.kinds.mark import Mark
from designdoc_tui.template.kinds.people import People
from designdoc_tui.template.kinds.prose import Prose
from designdoc_tui.template.kinds.records import Records, Style
from designdoc_tui.template.kinds.text import Text
from designdoc_tui.template.pattern import Pattern
from designdoc_tui.template.spec import Spec, plain, read_flag


def key_of(label: str) -> str:
    """The name a heading or label has in a draft.

    Args:
        label: For instance `Monitoring & Observability`.

    Returns:
        The label in snake_case, `&` as `and`: `monitoring_and_observability`.
    """
    return re.sub(r"[^a-z0-9]+", "_", label.lower().replace("&", "and")).strip("_")


def read_synonyms(spec: Spec) -> tuple[str, ...]:
    """Other names of a section or field, in documents that are imported."""
    if spec.has("synonyms") and not isinstance(spec.take("synonyms"), Sequence):
        raise spec.error("'synonyms' has to be a list: begin each entry with `- `", "synonyms")
    return spec.texts("synonyms")


def read_field(spec: Spec, *, level: int, look: Look = Look.BLOCK) -> Field:
    """Reads a field that stands among others.

    Args:
        spec: Its mapping.
        level: The level of the heading it stands under.
        look: How it is set down unless it says so itself.

    Raises:
        SourceError: It is no field, with the place and what to do.
    """
    with spec:
        label = spec.text("label", "") or spec.text("key")
        key = spec.text("key", key_of(label))
        return read_field_of(
            spec, key, label, spec.choice("look", Look, look), spec.text("help", ""), level
        )


def read_field_of(
    spec: Spec, key: str, label: str, look: Look, help_text: str, level: int
) -> Field:
    """Reads a field, or a section that is one: what both say of their value.

    Args:
        spec: The mapping of the field or the section.
        key: Its name in a draft.
        label: Its name for people.
        look: How it is set down.
        help_text: What it says to the author.
        level: The level of the heading it stands under.

    Raises:
        SourceError: Something in it is wrong, with the place and what to do.
    """
    if not re.fullmatch(r"[a-z][a-z0-9_]*", key):
        raise spec.error(f"{key!r} cannot name a field: use lower-case letters, digits and _")
    kind = _kind(spec, level, label)
    return Field(
        key=key,
        label=label,
        kind=kind,
        look=look,
        caption=spec.flag("caption"),
        placeholder=_placeholder(spec, kind),
        help=help_text,
        required=spec.flag("required"),
        role=spec.choice("role", Role, None),
        initial=_initial(spec, kind),
        checks=read_checks(spec),
        draws=spec.text("draws", ""),
        synonyms=read_synonyms(spec),
    )


def _placeholder(spec: Spec, kind: Kind) -> Value:
    node = spec.take("placeholder")
    if node is not None:
        return plain(node)
    return list(kind.samples) if isinstance(kind, Items) and kind.samples else ""


def _initial(spec: Spec, kind: Kind) -> Value | Source:
    node = spec.take("initial")
    if node is None:
        return None
    if isinstance(node, Mapping):
        with spec.inside("initial") as inner:
            return inner.choice("from", Source, Source.TODAY)
    fits = {Shape.TEXT: Scalar, Shape.FLAG: Scalar, Shape.TEXTS: Sequence, Shape.RECORDS: Sequence}
    if not isinstance(node, fits[kind.shape]):
        raise spec.error(f"the first value has to be {kind.shape.value}", "initial")
    return plain(node)


def _text(spec: Spec, _: int) -> Kind:
    pattern = spec.text("pattern", "")
    if pattern:
        _check_regex(spec, pattern)
    return Text(code=spec.flag("code"), pattern=pattern, advice=spec.text("advice", ""))


def _check_regex(spec: Spec, pattern: str) -> None:
    try:
        with warnings.catch_warnings():
            # Printed, they would stand in the middle of the screen, each time it is compiled anew.
            warnings.simplefilter("error")
            re.compile(pattern)
    except Warning as warning:
        message = f"this regular expression may mean two things ({warning}); put a backslash there"
        raise spec.error(message, "pattern") from warning
    except (re.error, RecursionError, OverflowError) as error:
        raise spec.error(f"this is not a regular expression ({error})", "pattern") from error


def _choice(spec: Spec, _: int) -> Kind:
    options = spec.texts("options")
    if not options:
        raise spec.error("a choice needs `options`: list at least one")
    return Choice(options, code=spec.flag("code"), stages=read_stages(spec, options))


def _items(spec: Spec, _: int) -> Kind:
    samples = spec.texts("samples") or spec.texts("placeholder")
    # In a field of a section that has `fields`, `label` is the field's.
    label = spec.text("label" if spec.has("heading") else "item_label", "")
    return Items(numbered=spec.flag("numbered"), label=label, samples=samples)


def _records(spec: Spec, level: int) -> Kind:
    fields = tuple(read_field(child, level=level + 1) for child in spec.children("fields"))
    if not fields:
        raise spec.error("records need `fields`: list at least one")
    refuse_twins(spec, [field.key for field in fields], "fields")
    head = read_pattern(spec, "head")
    check_head(spec, "head", head, fields)
    keys = {field.key for field in fields}
    ticked_by, unticked_by = spec.texts("ticked_by"), spec.texts("unticked_by")
    for name, named in (("ticked_by", ticked_by), ("unticked_by", unticked_by)):
        for key in named:
            if key not in keys:
                raise spec.error(f"there is no field {key!r} that could say so", name)
    samples = tuple(
        {key: plain(value) for key, value in child.entries()} for child in spec.children("samples")
    )
    return Records(
        fields=fields,
        head=head,
        style=spec.choice("style", Style, Style.BULLET),
        spaced=spec.flag("spaced"),
        ticked_by=ticked_by,
        unticked_by=unticked_by,
        noun=spec.text("noun", "record"),
        samples=_read_samples(samples, fields) or ({},),
        more=spec.text("more", ""),
        samples_may_be_meant=spec.flag("samples_may_be_meant"),
        level=level + 1,
    )


def _read_samples(
    samples: tuple[dict[str, Value], ...], fields: tuple[Field, ...]
) -> tuple[dict[str, Value], ...]:
    """Flags are texts in the file; in a sample they are flags."""
    flags = {field.key for field in fields if field.kind.shape is Shape.FLAG}
    return tuple(
        {key: read_flag(str(value)) if key in flags else value for key, value in sample.items()}
        for sample in samples
    )


KINDS: Final[Lookup[type[Kind], Callable[[Spec, int], Kind]]] = {
    Text: _text,
    Prose: lambda _, __: Prose(),
    Date: lambda _, __: Date(),
    Choice: _choice,
    People: lambda _, __: People(),
    Flag: lambda spec, _: Flag(spec.text("yes", "Yes"), spec.text("no", "No")),
    Mark: lambda _, __: Mark(),
    Items: _items,
    Fence: lambda spec, _: Fence(spec.text("language", "")),
    Records: _records,
}
"""Every kind there is, and what reads one of it from a field, given the level of its heading."""


def _kind(spec: Spec, level: int, label: str) -> Kind:
    by_name = {kind.name: read for kind, read in KINDS.items()}
    name = spec.text("kind")
    if name not in by_name:
        raise spec.error(
            f"there is no kind {name!r} for {label!r}: use one of {', '.join(sorted(by_name))}",
            "kind",
        )
    return by_name[name](spec, level)


def read_pattern(spec: Spec, key: str) -> Pattern:
    """The pattern under a key."""
    try:
        return Pattern.parse(spec.text(key))
    except ValueError as error:
        raise spec.error(str(error), key) from error


def check_head(spec: Spec, key: str, head: Pattern, fields: tuple[Field, ...]) -> None:
    """Refuses a pattern that names a field which is not there, or names one twice."""
    known = {field.key for field in fields}
    for name in head.keys:
        if name not in known:
            raise spec.error(f"the pattern names {name!r}, which is not among the fields", key)
    if len(set(head.keys)) != len(head.keys):
        raise spec.error("the pattern names a field twice: once is enough", key)


def refuse_twins(spec: Spec, keys: list[str], where: str) -> None:
    """Refuses two things of one name."""
    for key in keys:
        if keys.count(key) > 1:
            raise spec.error(f"two things are called {key!r}: give one of them a `key`", where)
