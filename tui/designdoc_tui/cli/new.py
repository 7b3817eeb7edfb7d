"""`new`: begins a draft."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from designdoc_tui.cli import streams
from designdoc_tui.cli.completion import TemplateName
from designdoc_tui.template import DEFAULT_TEMPLATE

if TYPE_CHECKING:
    from designdoc_tui.document import Document
    from designdoc_tui.source.yaml_nodes import Node

# Each function imports what it works with: `--help` and completion need none of it.


@click.command(short_help="Begin a draft.")
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option("--change-id", metavar="ID", help="The change id; made from the title otherwise.")
@click.option("--title", metavar="TITLE", help="What the document is called.")
@click.option(
    "--template",
    metavar="NAME",
    type=TemplateName(),
    help=f"The template to follow: the one that --data names, or else {DEFAULT_TEMPLATE}.",
)
@click.option(
    "--data",
    metavar="FILE.yaml",
    type=click.Path(path_type=Path),
    help="Values to fill in: part of a draft, or lines such as `overview.problem: ...`.",
)
def new(
    folder: Path,
    change_id: str | None,
    title: str | None,
    template: str | None,
    data: Path | None,
) -> None:
    """Begin a draft: write DIR/design.yaml, in the working folder when there is no DIR.

    Nothing is ever overwritten. The author is taken from git's configuration.
    """
    from designdoc_tui.draft.new import create_draft

    _refuse_broken_text({"--title": title, "--change-id": change_id})
    document = _filled_in(data, template)
    _take_options(document, title, change_id)
    _begin(document, folder)
    path = create_draft(folder, document)
    streams.write_result(f"{path}\n")
    streams.tell("Open it with designdoc-tui and the path of this file, or of its folder.")


def _filled_in(data: Path | None, template: str | None) -> Document:
    """A document with the values of a file and no others."""
    from designdoc_tui.document import Document
    from designdoc_tui.draft.fill_in import fill_in
    from designdoc_tui.source.yaml_source import read_source
    from designdoc_tui.template.load import load_template

    if data is None:
        return Document(load_template(template or DEFAULT_TEMPLATE))
    root = read_source(streams.read(data), str(data))
    loaded = load_template(template or _template_named_in(root))
    values: dict[str, object] = {}
    fill_in(loaded, root, values)
    return Document(loaded, values)


def _template_named_in(root: Node) -> str:
    from designdoc_tui.draft.load import template_of
    from designdoc_tui.source.yaml_nodes import Mapping
    from designdoc_tui.template.reserved import TEMPLATE

    for key, node in root.entries if isinstance(root, Mapping) else ():
        if key.text == TEMPLATE and isinstance(root, Mapping):
            return template_of(root, node).name
    return DEFAULT_TEMPLATE


def _take_options(document: Document, title: str | None, change_id: str | None) -> None:
    """What stands on the command line goes before what stands in a file."""
    from designdoc_tui.template.field import Role

    for option, role, text in (
        ("--title", Role.TITLE, title),
        ("--change-id", Role.CHANGE_ID, change_id),
    ):
        placed = document.template.with_role(role)
        if placed is None or text is None:
            continue
        for problem in placed[1].kind.problems(text):
            raise click.BadParameter(problem.message, param_hint=option)
        document.set(placed[0], text)


def _begin(document: Document, folder: Path) -> None:
    """Gives the fields that have no value yet those of a new document."""
    from datetime import date

    from designdoc_tui.document.values import value_at
    from designdoc_tui.draft.me import me
    from designdoc_tui.draft.new import first_values
    from designdoc_tui.template.field import Role

    first = first_values(
        document.template,
        document.with_role(Role.TITLE),
        today=date.today(),
        author=str(me(folder) or ""),
    )
    for path, _ in document.template.placed_fields:
        if document.get(path) is None:
            document.set(path, value_at(first, path))


def _refuse_broken_text(options: dict[str, str | None]) -> None:
    """Refuses arguments with bytes that are no UTF-8: they arrive as lone surrogates."""
    for option, text in options.items():
        try:
            (text or "").encode("utf-8")
        except UnicodeEncodeError:
            raise click.BadParameter(
                "this text is not UTF-8; type it again", param_hint=option
            ) from None
