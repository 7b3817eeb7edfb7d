"""Noticing that something else changed the files of a draft."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from designdoc_tui.document import Document
from designdoc_tui.draft.load import Draft, bytes_at, holds, parse_draft
from designdoc_tui.source.errors import SourceError

_Signature = tuple[int, int, int]


class Outside(NamedTuple):
    """What something else did to the files of a draft.

    Attributes:
        source: What the draft file holds now; `None` when it is as it was.
        theirs: The same as a document; `None` when it is as it was, or is no draft any more.
        problem: Why it is none, or that it is gone; empty otherwise.
        markdown: What the Markdown beside it holds now; `None` when it is as it was.
    """

    source: bytes | None = None
    theirs: Document | None = None
    problem: str = ""
    markdown: bytes | None = None

    @property
    def is_nothing(self) -> bool:
        """Whether nothing happened."""
        return self == Outside()


class Watch:
    """Looks at the files of a draft again and again; each change is told once."""

    def __init__(self, draft: Draft) -> None:
        """Begins with the files as they were read.

        Args:
            draft: The draft. What it knows of its files is kept up to date by whoever saves.
        """
        self._draft = draft
        self._seen: dict[Path, _Signature | None] = {}
        self._told: dict[Path, bytes | None] = {}

    def look(self) -> Outside:
        """Looks once. May take as long as the disk does.

        Returns:
            What is new since the last look.
        """
        draft = self._draft
        found = self._changed(draft.path, draft.source)
        markdown = self._changed(draft.markdown_path, draft.markdown_source)
        gone = found is not None and found.content is None
        if found is None or gone:
            problem = "" if found is None else f"{draft.path.name} is not there any more"
            return Outside(problem=problem, markdown=markdown.content if markdown else None)
        source = found.content
        try:
            theirs = parse_draft(source or b"", str(draft.path))
        except SourceError as error:
            return Outside(source, None, str(error), markdown.content if markdown else None)
        return Outside(source, theirs, "", markdown.content if markdown else None)

    def look_again(self) -> Outside:
        """Looks once, and tells also what was told before."""
        self._seen.clear()
        self._told.clear()
        return self.look()

    def _changed(self, path: Path, known: bytes | None) -> _Now | None:
        """What a file holds, if that is neither what is known nor what was told already."""
        signature = _signature(path)
        if path in self._seen and self._seen[path] == signature:
            return None
        content = known if known is not None and holds(path, known) else bytes_at(path)
        # Looked at before and after: what is written at this moment is looked at next time.
        self._seen[path] = signature if _signature(path) == signature else None
        if content == known:
            self._told.pop(path, None)
            return None
        if path in self._told and self._told[path] == content:
            return None
        self._told[path] = content
        return _Now(content)


class _Now(NamedTuple):
    content: bytes | None


def _signature(path: Path) -> _Signature | None:
    """What changes whenever a file is written; `None` where there is none."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
