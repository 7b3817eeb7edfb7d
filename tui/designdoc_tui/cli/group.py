"""The group of commands, and how their failures are told."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from click.shell_completion import CompletionItem

DEBUG_VARIABLE = "DESIGNDOC_DEBUG"
"""The environment variable that has a fault of the program shown in full."""

CANNOT = 2
"""Exit code: wrong usage, or input that cannot be read."""

_INTERRUPTED = 130  # as shells report the signal of ctrl+c
_NOBODY_READS = 141  # as shells report a closed pipe


class Refusal(click.ClickException):
    """A command that cannot do what was asked, told in one line."""

    exit_code = CANNOT

    def show(self, file: IO[Any] | None = None) -> None:
        """Writes the line to standard error."""
        click.echo(self.message, file=file, err=file is None)


class _ContextOfDefault(click.Context):
    """Where the command without a name runs: its usage is that of the group."""

    @property
    def command_path(self) -> str:
        """What was typed to get here."""
        return self.parent.command_path if self.parent is not None else super().command_path


class DefaultCommand(click.Command):
    """The command without a name."""

    context_class = _ContextOfDefault


class WizardGroup(click.Group):
    """Commands, and one more without a name: for a first argument that is no command.

    It is also where every failure of a command becomes one line and an exit code.
    """

    def __init__(self, *args: Any, default: click.Command, **kwargs: Any) -> None:
        """Makes the group.

        Args:
            args: What `click.Group` takes.
            default: The command without a name; it gets all the arguments.
            kwargs: What `click.Group` takes.
        """
        super().__init__(*args, **kwargs)
        self.default = default

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Notes whether a `--` says that what follows is no command."""
        ctx.meta[__name__] = args[:1] == ["--"]
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments name, or else the one without a name."""
        if not ctx.meta.get(__name__) and self.get_command(ctx, args[0]) is not None:
            return super().resolve_command(ctx, args)
        return "", self.default, args  # a name, for there is a command, but none to show

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Commands and options, and files besides: a path can stand in place of a command."""
        found = super().shell_complete(ctx, incomplete)
        if not incomplete.startswith("-"):
            found += click.Path().shell_complete(ctx, self.default.params[0], incomplete)
        return found

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command."""
        with _told_in_one_line():
            return super().invoke(ctx)

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Reads the arguments; where they ask for help, it is written now."""
        with _told_in_one_line():
            return super().make_context(*args, **kwargs)


@contextmanager
def _told_in_one_line() -> Iterator[None]:
    """Turns what goes wrong into one line and an exit code."""
    try:
        yield
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except KeyboardInterrupt:
        raise click.exceptions.Exit(_INTERRUPTED) from None
    except BrokenPipeError:
        # Nobody reads what is still buffered, and the interpreter would complain of that.
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise click.exceptions.Exit(_NOBODY_READS) from None
    except Exception as error:
        if os.environ.get(DEBUG_VARIABLE):
            raise
        raise Refusal(_in_one_line(error)) from error


def _in_one_line(error: Exception) -> str:
    # Only when something is wrong: `--help` gets by without.
    from designdoc_tui.source.errors import SourceError, visible

    if isinstance(error, SourceError):
        return str(error)
    what = visible(f"{type(error).__name__}: {error}".rstrip(": "))
    return (
        f"designdoc-tui: a fault of the program, not yours: {what} "
        f"(set {DEBUG_VARIABLE}=1 to see where, and report it)"
    )
