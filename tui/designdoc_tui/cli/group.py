"""The group of commands, and how their failures are told."""

from __future__ import annotations

from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

import click

from designdoc_tui.cli.failures import CANNOT, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from click.shell_completion import CompletionItem


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
    except (KeyboardInterrupt, Exception) as error:  # noqa: BLE001 - `told` raises faults on request
        raise click.exceptions.Exit(told(error)) from None
