"""`import`: Markdown as a draft."""

from __future__ import annotations

from pathlib import Path

import click

from designdoc_tui.cli import streams
from designdoc_tui.cli.completion import TemplateName
from designdoc_tui.template import DEFAULT_TEMPLATE

# Each function imports what it works with: `--help` and completion need none of it.


@click.command("import", short_help="Make a draft of a Markdown document.")
@click.argument("markdown", metavar="FILE.md", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="OUT.yaml",
    type=click.Path(path_type=Path),
    help="Where to write the draft: beside FILE.md otherwise, with the same name.",
)
@click.option(
    "--template",
    metavar="NAME",
    type=TemplateName(),
    default=DEFAULT_TEMPLATE,
    help=f"The template to follow; {DEFAULT_TEMPLATE} otherwise.",
)
@click.option(
    "--report",
    is_flag=True,
    help="Show, part by part, what was taken as fields, what stayed word for word, and why.",
)
@click.option("--json", "as_json", is_flag=True, help="Show the report as JSON.")
def import_(
    markdown: Path, output: Path | None, template: str, report: bool, as_json: bool
) -> None:
    """Make a draft of a Markdown document.

    As many fields are filled as can be told for certain; everything else is kept word for word in
    its place, and `render` gives back the very bytes that came in. Nothing is ever overwritten.
    FILE.md may be - for standard input; the draft then goes to standard output.
    """
    if as_json and not report:
        raise click.UsageError("--json is about the report: add --report")
    from designdoc_tui.draft.bring_in import draft_source, import_source, write_draft
    from designdoc_tui.markdown.imported.report import report_json, report_text
    from designdoc_tui.source.errors import visible
    from designdoc_tui.template.load import load_template

    target = output or _beside(markdown)
    imported = import_source(streams.read(markdown), str(markdown), load_template(template))
    said = (report_json if as_json else report_text)(imported.report) if report else ""
    if target == streams.STREAM:
        streams.write_result(draft_source(imported.document).decode("utf-8"))
        if said:
            streams.tell(said.removesuffix("\n"))
        return
    write_draft(target, imported.document)
    if said:
        streams.write_result(said)
        streams.tell(visible(f"Wrote {target}"))
    else:
        streams.write_result(f"{target}\n")


def _beside(markdown: Path) -> Path:
    """Where the draft of a document stands whose Markdown stays where it is."""
    if markdown == streams.STREAM:
        return streams.STREAM
    if markdown.suffix.lower() in (".md", ".markdown"):
        return markdown.with_suffix(".yaml")
    return markdown.with_name(f"{markdown.name}.yaml")
