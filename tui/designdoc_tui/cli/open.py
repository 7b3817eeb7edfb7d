"""The wizard, opened from the command line."""

from __future__ import annotations

from pathlib import Path

import click

from designdoc_tui.cli.at_once import is_at_terminal, wizard
from designdoc_tui.cli.group import DefaultCommand, Refusal

# Each function imports what it works with: `--help` and completion need none of it.


@click.command(
    cls=DefaultCommand,
    help="Opens the wizard on a draft, on those in a folder, or on a Markdown document.",
)
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.pass_context
def open_wizard(context: click.Context, path: Path | None) -> None:
    """Opens the wizard."""
    from designdoc_tui.draft.load import is_there

    if path is not None and not is_there(path):
        raise Refusal(_not_there(path))
    if not is_at_terminal():
        raise Refusal(
            "designdoc-tui: the wizard needs a terminal for its input and output; in a script, "
            "use `designdoc-tui new` and `designdoc-tui render` (see --help)"
        )
    context.exit(wizard(path))


@click.command(short_help="Open the wizard on the review checklist.")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.pass_context
def review(context: click.Context, path: Path | None) -> None:
    """Open a draft on its review checklist.

    PATH is a draft, or a folder to pick one from. Reading, commenting and signing are done at the
    keyboard: a sign-off needs a person. Scripts can read all of it with `designdoc-tui status` and
    `designdoc-tui check`.
    """
    from designdoc_tui.draft.load import is_there

    if path is not None and not is_there(path):
        raise Refusal(_no_draft(path))
    if not is_at_terminal():
        raise Refusal(
            "designdoc-tui: a review needs a terminal and a person at it; in a script, use "
            "`designdoc-tui status` and `designdoc-tui check` (see --help)"
        )
    context.exit(wizard(path, on_review=True))


def _not_there(path: Path) -> str:
    # Only for a message: `visible` and what suggests names are not needed to open the wizard.
    from difflib import get_close_matches

    from designdoc_tui.source.errors import visible

    context = click.get_current_context()
    group = context.parent.command if context.parent is not None else None
    commands = list(group.commands) if isinstance(group, click.Group) else []
    close = get_close_matches(str(path), commands, 1)
    if close:
        advice = f"did you mean the command `designdoc-tui {close[0]}`?"
    else:
        advice = f"correct the path, or begin a draft: `designdoc-tui new {_folder_of(path)}`"
    return visible(f"{path}: there is no such file, folder or command; {advice}")


def _no_draft(path: Path) -> str:
    from designdoc_tui.source.errors import visible

    return visible(f"{path}: there is no such file or folder; correct the path")


def _folder_of(path: Path) -> Path:
    return path.parent if path.suffix in (".yaml", ".yml", ".md") else path
