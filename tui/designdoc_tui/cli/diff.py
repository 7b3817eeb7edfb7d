"""`diff`: what changed from one version of a draft to another."""

from __future__ import annotations

import click

from designdoc_tui.cli import streams
from designdoc_tui.cli.wording import counted

DIFFERENT = 1
"""Exit code: the versions say different things."""

_HELP = """Show what changed from A to B, field by field.

\b
A and B are each one of
  design.yaml      a file, or a folder with a draft
  -                standard input
  HEAD~2:a/b.yaml  in a revision of git, a file named from the top of the
                   tree; HEAD~2:./b.yaml is named from the working folder
  HEAD~2           in that revision, the draft that the other one names,
                   or else design.yaml in the working folder

Words that went are marked [-so-], words that came {+so+}; in a terminal by colours. Exit code 0
when both say the same, 1 when not, 2 when one cannot be read.
"""

# The command imports what it works with: `--help` and completion need none of it.


@click.command(help=_HELP, short_help="Show what changed in a draft, field by field.")
@click.argument("old", metavar="A")
@click.argument("new", metavar="B")
@click.option("--json", "as_json", is_flag=True, help="Write the differences as JSON.")
@click.pass_context
def diff(context: click.Context, old: str, new: str, as_json: bool) -> None:
    """Shows what changed from A to B, field by field."""
    from designdoc_tui.cli.differences import record_of, show
    from designdoc_tui.cli.revisions import versions
    from designdoc_tui.draft.load import parse_tree
    from designdoc_tui.merge import differences
    from designdoc_tui.source.errors import SourceError, visible

    before, after = versions(old, new)
    one, other = parse_tree(before.read(), before.name), parse_tree(after.read(), after.name)
    if one.template.name != other.template.name:
        raise SourceError(
            after.name,
            f"this draft follows the template {other.template.name} and {before.name} follows "
            f"{one.template.name}: they cannot be compared field by field",
        )
    found = differences(one.template, one.values, other.values)
    if as_json:
        records = [record_of(difference) for difference in found]
        streams.write_json({"old": before.name, "new": after.name, "differences": records})
    else:
        show(found)
        said = counted(len(found), "difference") if found else "no difference"
        streams.tell(visible(f"{said} between {before.name} and {after.name}"))
    context.exit(DIFFERENT if found else 0)
