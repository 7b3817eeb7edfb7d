"""`merge`: what two sides made of a draft, as one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from designdoc_tui.cli import streams
from designdoc_tui.cli.conflicts import content_of, tell_conflicts

if TYPE_CHECKING:
    from designdoc_tui.draft.load import ParsedDraft
    from designdoc_tui.merge import Merged

# Each function imports what it works with: `--help` and completion need none of it.


class _Version(NamedTuple):
    """One of the three drafts.

    Attributes:
        source: Its bytes.
        parsed: What it says.
    """

    source: bytes
    parsed: ParsedDraft


@click.command(short_help="Merge two versions of a draft, field by field.")
@click.argument("base", type=click.Path(path_type=Path))
@click.argument("ours", type=click.Path(path_type=Path))
@click.argument("theirs", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Where to write the merged draft; OURS otherwise.",
)
@click.option(
    "--as",
    "name",
    metavar="NAME",
    help="What to call the draft in messages, where OURS is a temporary file: %P for git.",
)
@click.pass_context
def merge(
    context: click.Context,
    base: Path,
    ours: Path,
    theirs: Path,
    output: Path | None,
    name: str | None,
) -> None:
    """Merge what two sides made of a draft, field by field, and write it to OURS.

    BASE is the draft that both began with; it may be empty. Edits to different fields never
    conflict. Where both sides changed the same, the field keeps what OURS says, all versions are
    noted in the draft, and the exit code is 1: `check` names the places, and the wizard lets you
    decide. With 2, a draft could not be read and nothing was written.

    As a driver of git: `designdoc-tui merge --as %P %O %A %B`.
    """
    from designdoc_tui.merge import three_way

    if [base, ours, theirs].count(streams.STREAM) > 1:
        raise click.UsageError("only one of the three can come from standard input")
    target = ours if output is None else output
    called = name or str(target)
    mine, others = _read(ours, called), _read(theirs, f"{name} (theirs)" if name else str(theirs))
    template = mine.parsed.template
    before = _read_base(base, mine)
    for version, path in ((before, base), (others, theirs)):
        _refuse_other_template(version, path, template.name)
    values = [version.parsed.values for version in (before, mine, others)]
    merged = three_way(template, *values)
    content = _content(before, mine, others, merged)
    _write(target, content, ours, mine.source)
    context.exit(tell_conflicts(content, merged, called))


def _read(path: Path, name: str) -> _Version:
    from designdoc_tui.draft.load import parse_tree

    source = streams.read(path)
    return _Version(source, parse_tree(source, name))


def _read_base(path: Path, ours: _Version) -> _Version:
    """The draft that both began with; git gives an empty file where both added it."""
    from designdoc_tui.draft.load import parse_tree

    source = streams.read(path)
    if not source.strip():
        return _Version(source, ours.parsed._replace(values={}))
    return _Version(source, parse_tree(source, str(path)))


def _refuse_other_template(version: _Version, path: Path, name: str) -> None:
    from designdoc_tui.source.errors import SourceError

    other = version.parsed.template.name
    if other != name:
        raise SourceError(
            str(path),
            f"this draft follows the template {other} and ours follows {name}: drafts of two "
            "templates cannot be merged; choose one of the files",
        )


def _content(base: _Version, ours: _Version, theirs: _Version, merged: Merged) -> bytes:
    """The merged draft, written as little differently from ours as can be."""
    from designdoc_tui.document import Document

    if ours.source == base.source:
        return theirs.source
    document = Document(ours.parsed.template, ours.parsed.values)
    return content_of(ours.source, document, merged, ours.parsed.root.source.name)


def _write(target: Path, content: bytes, ours: Path, known: bytes) -> None:
    """Writes the merged draft, but over nothing that has not gone into it."""
    from designdoc_tui.draft.atomic import save_together
    from designdoc_tui.draft.load import bytes_at, is_there
    from designdoc_tui.source.errors import SourceError

    if target == streams.STREAM:
        streams.write_result(content.decode("utf-8"))
        return
    there = bytes_at(target)
    if there == content:
        return
    if _is_same_file(target, ours):
        if there != known:
            raise SourceError(
                str(target),
                "not merged: something else changed this file in the meantime; merge again",
            )
    elif is_there(target):
        raise SourceError(
            str(target),
            "not merged: this file is there already and holds something else; name another with -o",
        )
    save_together({target: content})


def _is_same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
