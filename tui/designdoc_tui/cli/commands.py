"""The commands, as click reads them.

Nothing but click is imported until a command runs.
"""

from __future__ import annotations

import click

from designdoc_tui.cli.check import check
from designdoc_tui.cli.diff import diff
from designdoc_tui.cli.group import WizardGroup
from designdoc_tui.cli.import_ import import_
from designdoc_tui.cli.merge import merge
from designdoc_tui.cli.new import new
from designdoc_tui.cli.open import open_wizard, review
from designdoc_tui.cli.render import render
from designdoc_tui.cli.schema import schema
from designdoc_tui.cli.status import status
from designdoc_tui.cli.template import template

PROGRAM = "designdoc-tui"

_HELP = """Write a software design document and get it approved.

\b
  designdoc-tui             pick a draft in this folder, or begin one
  designdoc-tui PATH        go on with a draft, with those in a folder, or with a
                            Markdown document, which it offers to import
  designdoc-tui COMMAND     one of the commands below

PATH is a draft (design.yaml), a folder or a Markdown document. Write ./new for a folder called
like a command.
"""

_EPILOG = """Exit codes: 0 fine, 1 a difference or a finding, 2 wrong usage or unreadable input. A
dash (-) in place of a file is standard input or standard output."""


def _show_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted or context.resilient_parsing:
        return
    # Finding the version reads the metadata of the installation: only for who asks.
    from designdoc_tui import __version__

    click.echo(f"{PROGRAM} {__version__}")
    context.exit()


@click.group(
    cls=WizardGroup,
    default=open_wizard,
    commands=[new, import_, render, review, check, status, diff, merge, schema, template],
    help=_HELP,
    epilog=_EPILOG,
    invoke_without_command=True,
    subcommand_metavar="[PATH | COMMAND [ARGS]...]",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and exit.",
)
@click.pass_context
def cli(context: click.Context) -> None:
    """Opens the wizard where no command is named."""
    if context.invoked_subcommand is None:
        context.invoke(open_wizard, path=None)
