"""`schema`: what a draft may look like, for editors."""

from __future__ import annotations

import click

from designdoc_tui.cli import streams
from designdoc_tui.cli.completion import TemplateName
from designdoc_tui.template import DEFAULT_TEMPLATE


@click.command(short_help="Print a JSON Schema of drafts, for editors.")
@click.option(
    "--template",
    "name",
    metavar="NAME",
    type=TemplateName(),
    default=DEFAULT_TEMPLATE,
    show_default=True,
    help="The template that the drafts follow.",
)
def schema(name: str) -> None:
    """Print a JSON Schema (2020-12) of drafts.

    An editor that knows YAML completes and explains fields with it, and marks what could not be
    opened.
    """
    # Loaded here, for `--help` needs none of it.
    from designdoc_tui.draft.schema import draft_schema
    from designdoc_tui.template.load import load_template

    streams.write_json(draft_schema(load_template(name)))
