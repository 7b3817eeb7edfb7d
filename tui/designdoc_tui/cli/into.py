"""`import --into`: edits of the Markdown, taken into the draft that it was written from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designdoc_tui.cli import streams
from designdoc_tui.cli.conflicts import content_of, tell_conflicts
from designdoc_tui.cli.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from designdoc_tui.desk.markdown_outside import MarkdownEdit
    from designdoc_tui.document import Document
    from designdoc_tui.merge import Difference, Merged

# Each function imports what it works with: `--help` and completion need none of it.


def take_into(draft: Path, markdown: Path, *, report: bool, as_json: bool) -> int:
    """Takes edits of a Markdown document into a draft, and says what that came to.

    Args:
        draft: The draft file, or the folder it is in.
        markdown: The Markdown, or `-` for standard input.
        report: Whether to write what changed to standard output.
        as_json: Whether to write it as JSON.

    Returns:
        The exit code.

    Raises:
        SourceError: One of them cannot be read, or the draft not be written; it is as it was.
    """
    from designdoc_tui.draft.load import parse_draft, resolve
    from designdoc_tui.merge import Merged
    from designdoc_tui.source.errors import visible

    draft = resolve(draft)
    source = streams.read(draft)
    ours = parse_draft(source, str(draft))
    text = streams.read(markdown)
    _refuse_nothing(text, markdown)
    edit = _edit(draft, ours, markdown, text)
    if edit is None:
        merged = Merged(ours.values, (), ())
        content = source
    else:
        merged = edit.merged_into(ours)
        content = content_of(source, ours, merged, str(draft))
        _write(draft, content, source)
        _note(draft, markdown, edit)
    found = _changes(ours, merged)
    if report:
        _report(found, merged, edit, as_json=as_json)
    for note in edit.notes if edit is not None else ():
        streams.tell(note)
    if not found and not merged.conflicts:
        streams.tell(visible(f"{markdown}: nothing to take in"))
    elif content != source:
        streams.tell(visible(f"Wrote {draft}: {counted(len(found), 'change')} taken in"))
    return tell_conflicts(content, merged, str(draft))


def _refuse_nothing(text: bytes, markdown: Path) -> None:
    """Refuses an empty document: what failed to write one would empty the draft as well."""
    from designdoc_tui.source.errors import SourceError

    if not text.strip():
        raise SourceError(
            str(markdown),
            "nothing was taken in: there is no text in it, and the draft would lose all of its own",
        )


def _edit(draft: Path, ours: Document, markdown: Path, text: bytes) -> MarkdownEdit | None:
    from designdoc_tui.desk.markdown_outside import edit_of
    from designdoc_tui.state.last_written import LastWritten

    # What is known is about the Markdown beside the draft; of a copy elsewhere nothing is.
    written = LastWritten(draft).read() if _is_beside(draft, markdown) else None
    return edit_of(text, ours, str(markdown), written)


def _is_beside(draft: Path, markdown: Path) -> bool:
    from designdoc_tui.draft.load import markdown_path

    try:
        return markdown != streams.STREAM and markdown.samefile(markdown_path(draft))
    except (OSError, ValueError):
        return False


def _write(draft: Path, content: bytes, known: bytes) -> None:
    from designdoc_tui.draft.atomic import save_together
    from designdoc_tui.draft.load import bytes_at
    from designdoc_tui.source.errors import SourceError

    if content == known:
        return
    if bytes_at(draft) != known:
        raise SourceError(
            str(draft),
            "not written: something else changed this draft in the meantime; import again",
        )
    save_together({draft: content})


def _note(draft: Path, markdown: Path, edit: MarkdownEdit) -> None:
    """Remembers what has been taken in, so that it is not an edit any more."""
    from designdoc_tui.draft.save import values_to_yaml
    from designdoc_tui.state.last_written import LastWritten

    if _is_beside(draft, markdown):
        LastWritten(draft).note(values_to_yaml(edit.theirs).encode("utf-8"), edit.source)


def _changes(ours: Document, merged: Merged) -> tuple[Difference, ...]:
    from designdoc_tui.document import Document
    from designdoc_tui.markdown.imported.changes import changes

    return changes(ours, Document(ours.template, merged.values))


def _report(
    found: Sequence[Difference], merged: Merged, edit: MarkdownEdit | None, *, as_json: bool
) -> None:
    """Writes what changed in the draft, as `diff` does; for programs, the conflicts too."""
    from designdoc_tui.cli.differences import plain, record_of, show
    from designdoc_tui.template.path import format_path

    if not as_json:
        show(found)
        return
    conflicts = [
        {
            "field": format_path(conflict.path),
            "base": plain(conflict.base),
            "ours": plain(conflict.ours),
            "theirs": plain(conflict.theirs),
        }
        for conflict in merged.conflicts
    ]
    streams.write_json(
        {
            "differences": [record_of(difference) for difference in found],
            "conflicts": conflicts,
            "notes": list(edit.notes) if edit is not None else [],
        }
    )
