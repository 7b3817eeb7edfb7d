"""Arguments that the shell can complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    _TextType = click.ParamType[str]
else:
    _TextType = click.ParamType  # not generic at run time before click 8.4


class TemplateName(_TextType):
    """The name of a template."""

    name = "name"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Makes sure that there is a template of this name."""
        known = _names()
        if value not in known:
            self.fail(f"there is no template {value!r}; use one of {', '.join(known)}", param, ctx)
        return value

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002 - click passes it
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem]:
        """The templates whose names begin like this."""
        # Needed only while the shell completes.
        from click.shell_completion import CompletionItem

        return [CompletionItem(name) for name in _names() if name.startswith(incomplete)]


def _names() -> list[str]:
    # The template layer brings the YAML parser with it: not for `--help`.
    from designdoc_tui.template.load import builtin_names

    return builtin_names()
