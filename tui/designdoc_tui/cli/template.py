"""`template`: what a kind of document contains."""

from __future__ import annotations

import click

from designdoc_tui.cli import streams
from designdoc_tui.cli.completion import TemplateName


@click.group(short_help="Look at a template.")
def template() -> None:
    """Look at the templates that documents follow."""


@template.command(short_help="Print a template.")
@click.argument("name", type=TemplateName())
@click.option(
    "--markdown",
    "as_markdown",
    flag_value=True,
    default=True,
    help="As an empty document with its placeholders; this is the default.",
)
@click.option("--yaml", "as_markdown", flag_value=False, help="As the file that defines it.")
def show(name: str, as_markdown: bool) -> None:
    """Print the template NAME."""
    # Loaded here, for `--help` needs none of it.
    from designdoc_tui.document import Document
    from designdoc_tui.markdown.render import render
    from designdoc_tui.template.load import builtin_source, load_template

    if as_markdown:
        streams.write_result(render(Document(load_template(name)), placeholders=True))
    else:
        streams.write_result(builtin_source(name).decode("utf-8"))
