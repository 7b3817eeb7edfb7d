"""`import`: Markdown as a draft."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from designdoc_tui.cli import streams
from designdoc_tui.cli.completion import TemplateName
from designdoc_tui.template import DEFAULT_TEMPLATE

if TYPE_CHECKING:
    from designdoc_tui.document import Document

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
    "--into",
    metavar="DRAFT",
    type=click.Path(path_type=Path),
    help="Take what was edited in FILE.md into the draft that it was written from.",
)
@click.option(
    "--template",
    metavar="NAME",
    type=TemplateName(),
    help=f"The template to follow; {DEFAULT_TEMPLATE} otherwise.",
)
@click.option(
    "--report",
    is_flag=True,
    help="Show, part by part, what was taken as fields, what stayed word for word, and why; with "
    "--into, what changed in the draft.",
)
@click.option("--json", "as_json", is_flag=True, help="Show the report as JSON.")
@click.pass_context
def import_(
    context: click.Context,
    markdown: Path,
    output: Path | None,
    into: Path | None,
    template: str | None,
    report: bool,
    as_json: bool,
) -> None:
    """Make a draft of a Markdown document.

    As many fields are filled as can be told for certain; everything else is kept word for word in
    its place, and `render` gives back the very bytes that came in. Nothing is ever overwritten.
    FILE.md may be - for standard input; the draft then goes to standard output.

    With --into, an existing draft takes in what was edited in FILE.md, field by field; what the
    draft says besides stays. Where both were edited, the field keeps what the draft says, all
    versions are noted in it, and the exit code is 1: see `merge`.
    """
    if as_json and not report:
        raise click.UsageError("--json is about the report: add --report")
    _refuse_draft(markdown)
    if into is not None:
        if output is not None or template is not None:
            raise click.UsageError("with --into there is a draft: leave out -o and --template")
        if into == streams.STREAM:
            raise click.UsageError("--into needs the name of a draft")
        from designdoc_tui.cli.into import take_into

        context.exit(take_into(into, markdown, report=report, as_json=as_json))
    from designdoc_tui.draft.bring_in import draft_source, import_source, write_draft
    from designdoc_tui.markdown.imported.report import report_json, report_text
    from designdoc_tui.source.errors import visible
    from designdoc_tui.template.load import load_template

    target = output or _beside(markdown)
    imported = import_source(
        streams.read(markdown), str(markdown), load_template(template or DEFAULT_TEMPLATE)
    )
    said = (report_json if as_json else report_text)(imported.report) if report else ""
    if target == streams.STREAM:
        streams.write_result(draft_source(imported.document).decode("utf-8"))
        if said:
            streams.tell(said.removesuffix("\n"))
        return
    write_draft(target, imported.document)
    _note(target, markdown, imported.document)
    if said:
        streams.write_result(said)
        streams.tell(visible(f"Wrote {target}"))
    else:
        streams.write_result(f"{target}\n")


def _refuse_draft(markdown: Path) -> None:
    """Refuses the draft in place of its Markdown; any YAML but a draft may be meant."""
    if markdown.suffix not in (".yaml", ".yml"):
        return
    from designdoc_tui.draft.find import begins_like_a_draft
    from designdoc_tui.source.errors import SourceError

    if begins_like_a_draft(markdown):
        what = "this is a draft, not Markdown; designdoc-tui opens it, designdoc-tui render writes"
        raise SourceError(str(markdown), f"{what} its Markdown")


def _note(draft: Path, markdown: Path, document: Document) -> None:
    """Remembers that the draft says what the Markdown beside it says."""
    from designdoc_tui.draft.bring_in import draft_source
    from designdoc_tui.draft.load import bytes_at, markdown_path
    from designdoc_tui.state.last_written import LastWritten

    there = bytes_at(markdown_path(draft)) if markdown != streams.STREAM else None
    if there is not None and there == streams.read(markdown):
        LastWritten(draft).note(draft_source(document), there)


def _beside(markdown: Path) -> Path:
    """Where the draft of a document stands whose Markdown stays where it is."""
    if markdown == streams.STREAM:
        return streams.STREAM
    from designdoc_tui.draft.beside import draft_beside

    return draft_beside(markdown)
