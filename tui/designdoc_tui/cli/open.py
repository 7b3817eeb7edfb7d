"""The wizard, opened from the command line."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from designdoc_tui.cli.group import DefaultCommand, Refusal


@click.command(cls=DefaultCommand, help="Opens the wizard on a draft, or on those in a folder.")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.pass_context
def open_wizard(context: click.Context, path: Path | None) -> None:
    """Opens the wizard."""
    if path is not None and not path.exists():
        raise Refusal(_not_there(path))
    if not is_terminal():
        raise Refusal(
            "designdoc-tui: the wizard needs a terminal for its input and output; in a script, "
            "use `designdoc-tui new` and `designdoc-tui render` (see --help)"
        )
    # Textual takes longer to load than everything else together.
    from designdoc_tui.app import run_wizard

    context.exit(run_wizard(path))


def is_terminal() -> bool:
    """Tells whether somebody sits there: whether input and output are a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


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


def _folder_of(path: Path) -> Path:
    return path.parent if path.suffix in (".yaml", ".yml", ".md") else path
