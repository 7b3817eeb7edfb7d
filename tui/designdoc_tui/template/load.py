"""Reading a template from its file."""

from __future__ import annotations

from functools import cache
from pathlib import Path as FilePath

from designdoc_tui.source.errors import SourceError
from designdoc_tui.source.yaml_source import read_source
from designdoc_tui.template.checks import strays
from designdoc_tui.template.field import Field, Look
from designdoc_tui.template.load_fields import (
    check_head,
    key_of,
    read_field,
    read_field_of,
    read_pattern,
    read_synonyms,
    refuse_twins,
)
from designdoc_tui.template.model import Section, Template
from designdoc_tui.template.path import Path
from designdoc_tui.template.reserved import RESERVED
from designdoc_tui.template.spec import Spec

_BUILTIN = FilePath(__file__).with_name("builtin")
"""A folder and not `importlib.resources`, which would be loaded at each start for this alone."""

_DEEPEST_HEADING = 6
_NESTED = 50


def builtin_names() -> list[str]:
    """The names of the templates that come with the tool."""
    return sorted(path.stem for path in _BUILTIN.iterdir())


def builtin_source(name: str) -> bytes:
    """The file of a template that comes with the tool.

    Raises:
        KeyError: When there is none of that name.
    """
    if name not in builtin_names():
        raise KeyError(name)
    return (_BUILTIN / f"{name}.yaml").read_bytes()


@cache
def load_template(name: str) -> Template:
    """Loads a template that comes with the tool.

    Args:
        name: For instance `design`.

    Returns:
        The template; the same object each time.

    Raises:
        KeyError: When there is none of that name.
    """
    return read_template(builtin_source(name), f"{name}.yaml")


def read_template(source: bytes, name: str) -> Template:
    """Reads a template.

    Args:
        source: The YAML.
        name: What messages call the file.

    Returns:
        The template.

    Raises:
        SourceError: When it is not a template, with the place and what to do.
    """
    spec = Spec(read_source(source, name), "a template")
    with spec:
        heading = read_pattern(spec, "heading")
        own = tuple(read_field(child, level=1) for child in spec.children("fields"))
        template = Template(
            name=spec.text("template"),
            version=spec.number("version", 1),
            title=spec.text("title"),
            heading=heading,
            fields=own,
            sections=_sections(spec, (), 2),
        )
        check_head(spec, "heading", heading, own)
        keys = [field.key for field in own] + [section.key for section in template.sections]
        refuse_twins(spec, keys, "fields")
        for key in RESERVED.intersection(keys):
            raise spec.error(f"{key!r} is a key of every draft: give the field another `key`")
        if not template.sections:
            raise spec.error("a template needs sections: give at least one", "sections")
        for stray in strays(template):
            raise spec.error(stray)
    return template


def _sections(spec: Spec, above: Path, level: int) -> tuple[Section, ...]:
    sections = tuple(_section(child, above, level) for child in spec.children("sections"))
    refuse_twins(spec, [section.key for section in sections], "sections")
    return sections


def _section(spec: Spec, above: Path, level: int) -> Section:
    if level > _NESTED:
        raise spec.error("sections are nested too deeply: move this one up")
    with spec:
        heading = spec.text("heading")
        key = spec.text("key", key_of(heading))
        path = (*above, key)
        look = spec.choice("lines", Look, Look.BLOCK)
        synonyms = read_synonyms(spec)
        is_value = spec.has("kind")
        help_text = spec.text("help", "")
        divider = spec.flag("divider")
        if is_value:
            single = read_field_of(spec, key, heading, look, help_text, level)
            fields: tuple[Field, ...] = (single,)
        else:
            fields = tuple(
                read_field(child, level=level, look=look) for child in spec.children("fields")
            )
        sections = _sections(spec, path, level + 1)
        refuse_twins(
            spec, [field.key for field in fields] + [below.key for below in sections], "fields"
        )
        if is_value and sections:
            raise spec.error("a section that is one field cannot hold sections: give it `fields`")
        return Section(
            key=key,
            heading=heading,
            level=min(level, _DEEPEST_HEADING),
            path=path,
            fields=fields,
            sections=sections,
            is_value=is_value,
            divider=divider,
            help=help_text,
            synonyms=synonyms,
        )


__all__ = [
    "SourceError",
    "builtin_names",
    "builtin_source",
    "key_of",
    "load_template",
    "read_template",
]
