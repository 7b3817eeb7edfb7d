"""`render`: a draft as Markdown."""

from __future__ import annotations

from pathlib import Path

import click

from designdoc_tui.cli import streams

DIFFERENT = 1
"""Exit code: the Markdown is not what the draft says."""

# Each function imports what it works with: `--help` and completion need none of it.


@click.command(short_help="Write a draft as Markdown.")
@click.argument("draft", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Where to write the Markdown; standard output otherwise.",
)
@click.option(
    "--placeholders",
    is_flag=True,
    help="Show what the template has in place of fields that are not filled.",
)
@click.option(
    "--check",
    is_flag=True,
    help="Write nothing: exit with 1 and show the difference when FILE is not what the draft "
    "says. FILE is the Markdown beside the draft unless -o names another.",
)
@click.pass_context
def render(
    context: click.Context, draft: Path, output: Path | None, placeholders: bool, check: bool
) -> None:
    """Write a draft as Markdown.

    DRAFT is the draft file, the folder it stands in, or - for standard input.
    """
    from designdoc_tui.draft.load import parse_draft, resolve
    from designdoc_tui.markdown.render import render as render_document

    if draft != streams.STREAM:
        draft = resolve(draft)
    target = _target(draft, output) if check else output
    source = streams.read(draft)
    document = parse_draft(source, str(draft))
    markdown = render_document(document, placeholders=placeholders)
    if check and target is not None:
        context.exit(_check(markdown, draft, target))
    if target is None or target == streams.STREAM:
        streams.write_result(markdown)
    else:
        _refuse_draft(target, draft)
        _write(target, markdown)
        if draft != streams.STREAM and not placeholders:
            _note(draft, source, target, markdown)


def _target(draft: Path, output: Path | None) -> Path:
    """The file to compare with."""
    from designdoc_tui.draft.load import markdown_path

    if output is None:
        if draft == streams.STREAM:
            raise click.UsageError("--check of a draft from standard input needs -o FILE")
        return markdown_path(draft)
    if output == streams.STREAM:
        raise click.UsageError("--check compares with a file: name one with -o")
    return output


def _refuse_draft(target: Path, draft: Path) -> None:
    """Refuses to write the Markdown where the draft is, by whatever name: it would be gone."""
    from designdoc_tui.source.errors import SourceError

    try:
        is_draft = target.samefile(draft)
    except (OSError, ValueError):  # one of them is no file
        return
    if is_draft:
        raise SourceError(
            str(target), "not written: this is the draft itself; name another file with -o"
        )


def _write(target: Path, markdown: str) -> None:
    from designdoc_tui.draft.atomic import save_together
    from designdoc_tui.draft.load import bytes_at
    from designdoc_tui.source.errors import visible

    content = markdown.encode("utf-8")
    if bytes_at(target) == content:
        streams.tell(visible(f"{target} is up to date"))
        return
    save_together({target: content})
    streams.tell(visible(f"Wrote {target}"))


def _note(draft: Path, source: bytes, target: Path, markdown: str) -> None:
    """Remembers that the draft and the Markdown beside it say the same."""
    from designdoc_tui.draft.load import markdown_path
    from designdoc_tui.state.last_written import LastWritten

    if target.absolute() == markdown_path(draft).absolute():
        LastWritten(draft).note(source, markdown.encode("utf-8"))


def _check(markdown: str, draft: Path, target: Path) -> int:
    from designdoc_tui.cli.line_diff import line_diff
    from designdoc_tui.draft.load import is_there, read_file
    from designdoc_tui.source.errors import visible

    wanted = markdown.encode("utf-8")
    there = read_file(target) if is_there(target) else None
    if there == wanted:
        streams.tell(visible(f"{target} is up to date"))
        return 0
    streams.write_result(line_diff(there or b"", wanted, str(target), f"{draft}, rendered"))
    if there is not None:
        what = (
            "is not what the draft says: take its edits in with `designdoc-tui import --into`, or "
            "write it with `designdoc-tui render -o`"
        )
    else:
        what = "is not there: write it with `designdoc-tui render -o`"
    streams.tell(visible(f"{target} {what}"))
    return DIFFERENT
