"""`new`: begins a draft."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from designdoc_tui.cli import streams
from designdoc_tui.cli.completion import TemplateName

if TYPE_CHECKING:
    from designdoc_tui.document import Document
    from designdoc_tui.source.yaml_nodes import Node
    from designdoc_tui.template.field import Role
    from designdoc_tui.template.model import Template


@click.command(short_help="Begin a draft.")
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option("--change-id", metavar="ID", help="The change id; made from the title otherwise.")
@click.option("--title", metavar="TITLE", help="What the document is called.")
@click.option(
    "--template",
    "template_name",
    type=TemplateName(),
    help="The template to follow; `design` unless the file of --data names another.",
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
    template_name: str | None,
    data: Path | None,
) -> None:
    """Begin a draft: write DIR/design.yaml, DIR being the working folder by default.

    Nothing is ever overwritten. The author comes from git's configuration, the dates from today.
    """
    # Loaded here, for `--help` needs none of it.
    from designdoc_tui.draft.new import create_draft

    _refuse_lone_surrogates({"--title": title, "--change-id": change_id})
    document = _document(folder, title, change_id, template_name, data)
    if change_id is not None:
        _refuse_bad_change_id(document)
    path = create_draft(folder, document)
    click.echo(path)
    streams.tell(f"To fill it in: designdoc-tui {_shell_word(path)}")


def _document(
    folder: Path,
    title: str | None,
    change_id: str | None,
    template_name: str | None,
    data: Path | None,
) -> Document:
    from datetime import date

    from designdoc_tui.document import Document
    from designdoc_tui.draft.fill_in import fill_in
    from designdoc_tui.draft.new import first_values, git_author
    from designdoc_tui.source.yaml_source import read_source
    from designdoc_tui.template.field import Role
    from designdoc_tui.template.load import load_template

    root = None if data is None else read_source(streams.read(data), str(data))
    template = load_template(template_name or _template_of(root))
    filled: dict[str, object] = {}
    if root is not None:
        fill_in(template, root, filled)
    given = Document(template, filled)
    values = first_values(
        template,
        given.with_role(Role.TITLE) if title is None else title,
        today=date.today(),
        change_id=change_id,
        author=git_author(folder),
    )
    # What is asked for on the command line goes before the file, and the file before the rest.
    if root is not None:
        fill_in(template, root, values)
    document = Document(template, values)
    _put(document, Role.TITLE, title)
    _put(document, Role.CHANGE_ID, change_id)
    return document


def _template_of(root: Node | None) -> str:
    """The name of the template that the values to fill in are for."""
    from designdoc_tui.draft.conform import TEMPLATE_KEY
    from designdoc_tui.draft.load import template_of
    from designdoc_tui.source.yaml_nodes import Mapping

    if isinstance(root, Mapping):
        named = next((node for key, node in root.entries if key.text == TEMPLATE_KEY), None)
        if named is not None:
            return template_of(root, named).name
    return DEFAULT_TEMPLATE


def _put(document: Document, role: Role, value: str | None) -> None:
    placed = document.template.with_role(role)
    if placed is not None and value is not None:
        document.set(placed[0], value)


def _refuse_bad_change_id(document: Document) -> None:
    from designdoc_tui.template.field import Role

    placed = document.template.with_role(Role.CHANGE_ID)
    if placed is None:
        return
    for problem in placed[1].kind.problems(document.text(placed[0])):
        raise click.BadParameter(problem.message, param_hint="--change-id")


def _refuse_lone_surrogates(options: dict[str, str | None]) -> None:
    """Refuses arguments with bytes that are no UTF-8, which arrive as lone surrogates."""
    for option, text in options.items():
        try:
            (text or "").encode("utf-8")
        except UnicodeEncodeError:
            raise click.BadParameter("this is not UTF-8; write it anew", param_hint=option) from None
