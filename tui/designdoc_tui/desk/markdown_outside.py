"""Telling whether the Markdown beside a draft was edited outside, and what that means for it.

`design.md` is written from the draft. Where it holds something else, either it was edited, or the
draft was and `design.md` is only behind, or both. What tells these apart is the last state in which
the two said the same:

1. what was taken in, or written, since the draft was opened;
2. else what the state folder keeps (`state.last_written`), from earlier sittings on this machine;
3. else nothing. Then the draft as it is saved is taken for that state, so that all that differs
   counts as an edit of the Markdown; whoever asks the author says that this is not certain.

Files that moved together, as at `git checkout`, say the same and need none of this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from designdoc_tui.draft.load import bytes_at, parse_draft
from designdoc_tui.source.errors import SourceError
from designdoc_tui.state.last_written import LastWritten, digest_of

if TYPE_CHECKING:
    from pathlib import Path

    from designdoc_tui.desk.journals import Journals
    from designdoc_tui.document import Document
    from designdoc_tui.draft.load import Draft
    from designdoc_tui.merge import Merged
    from designdoc_tui.state.last_written import Written


class MarkdownEdit(NamedTuple):
    """An edit of the Markdown that the draft has not seen.

    Attributes:
        source: What the Markdown holds now.
        before: The draft in the last state in which both said the same.
        theirs: That draft with the edit.
        notes: What of the edit was left out, a sentence each.
        is_certain: Whether that state is known. Otherwise `before` is the draft as it is saved,
            and it may as well be the draft that was edited.
    """

    source: bytes
    before: Document
    theirs: Document
    notes: tuple[str, ...]
    is_certain: bool

    @property
    def is_left_out(self) -> bool:
        """Whether nothing of it can be taken in."""
        return self.theirs == self.before

    def merged_into(self, document: Document) -> Merged:
        """The edit and what is in a document, brought together; nothing is changed by that.

        Args:
            document: The draft as it is by now.
        """
        # Deferred: merging is seldom needed, and opening a draft has to be quick.
        from designdoc_tui.merge import three_way

        template = document.template
        return three_way(template, self.before.values, document.values, self.theirs.values)


class _Common(NamedTuple):
    document: Document
    digest: str


def edit_of(
    markdown: bytes, saved: Document, name: str, written: Written | None
) -> MarkdownEdit | None:
    """What was done to the Markdown of a draft since both said the same.

    Args:
        markdown: What the Markdown holds.
        saved: What the draft file says.
        name: What to call the Markdown in errors: a path, or `-`.
        written: The last state in which both said the same, where one is known.

    Returns:
        The edit; `None` when there is none, and the draft at most says more.

    Raises:
        SourceError: The Markdown cannot be read.
    """
    if written is not None and digest_of(markdown) == written.digest:
        return None
    known = None if written is None else _common_of(written, saved)
    return _edit(markdown, saved, name, known)


def _common_of(written: Written, saved: Document) -> _Common | None:
    """The state that is kept, where it is still one of this draft."""
    try:
        document = parse_draft(written.draft, "the last state that is known")
    except SourceError:  # of another version, perhaps
        return None
    same = document.template.name == saved.template.name
    return _Common(document, written.digest) if same else None


def _edit(
    markdown: bytes, saved: Document, name: str, known: _Common | None
) -> MarkdownEdit | None:
    # Deferred: opening a draft has to be quick, and most Markdown is as it was written.
    from designdoc_tui.draft.edited_markdown import read_edited
    from designdoc_tui.markdown.render import render

    if markdown == render(saved).encode("utf-8", "surrogatepass"):
        return None
    before = saved if known is None else known.document
    edited = read_edited(before, markdown, name)
    if edited.document == before and not edited.notes:
        return None
    return MarkdownEdit(markdown, before, edited.document, edited.notes, known is not None)


class MarkdownBeside:
    """The Markdown beside a draft that is open, and what of it the draft has seen.

    Attributes:
        is_seen: Whether it was looked at and nothing in it waits to be decided about. Until then
            it must not be replaced.
        problem: Why what it holds cannot be taken in; empty when it can.
    """

    def __init__(self, draft: Draft, journals: Journals) -> None:
        """Begins with a draft that was just opened; nothing is read yet.

        Args:
            draft: The draft. What it knows of its Markdown is kept up to date here.
            journals: Where what is replaced is kept.
        """
        self._draft = draft
        self._journals = journals
        self._kept = LastWritten(draft.path)
        self._common: _Common | None = None
        self.is_seen = draft.markdown_source is None
        self.problem = ""

    def look(self) -> MarkdownEdit | None:
        """Reads the Markdown. May take as long as the disk does, and run in another thread.

        Returns:
            What was done to it and is not decided about; `None` when there is nothing to decide.

        Raises:
            SourceError: It was changed, and cannot be read.
        """
        draft, saved = self._draft, self._draft.saved
        self.problem = ""
        markdown = bytes_at(draft.markdown_path)
        if markdown is None or saved is None:
            self._is_decided(markdown)
            return None
        try:
            edit = self._edit_in(markdown, saved)
        except SourceError as error:
            self.problem = str(error)
            self._must_be_decided()
            raise
        if edit is None or edit.is_left_out:
            self._is_decided(markdown)
        else:
            self._must_be_decided()
        return edit

    def _edit_in(self, markdown: bytes, saved: Document) -> MarkdownEdit | None:
        name = str(self._draft.markdown_path)
        if self._common is not None:
            if digest_of(markdown) == self._common.digest:
                return None
            return _edit(markdown, saved, name, self._common)
        written = self._kept.read()
        edit = edit_of(markdown, saved, name, written)
        if edit is None and written is None and self._draft.source is not None:
            # The first time here: from now on it can be told which of the two was edited.
            self._kept.note(self._draft.source, markdown)
        return edit

    def _is_decided(self, markdown: bytes | None) -> None:
        self.is_seen = True
        self._draft.markdown_source = markdown
        self._draft.is_markdown_undecided = False

    def _must_be_decided(self) -> None:
        """Has saves refused until the author has decided."""
        self.is_seen = False
        self._draft.is_markdown_undecided = True

    def decided(self, edit: MarkdownEdit) -> None:
        """Notes that an edit was taken in, or turned down: it is not asked about again."""
        self._common = _Common(edit.theirs, digest_of(edit.source))
        self._is_decided(edit.source)

    def keep_mine(self, edit: MarkdownEdit) -> Path | None:
        """Decides that the Markdown is to be written anew; a save does that.

        Args:
            edit: What was done to it.

        Returns:
            Where what it holds is kept for some weeks; `None` when that could not be done, and
            nothing was decided.
        """
        kept = self._journals.keep_replaced(edit.source)
        if kept is not None:
            self.decided(edit)
        return kept

    def keep_aside(self) -> bool:
        """Keeps what the Markdown holds, unless that is what is known, before it is replaced.

        Returns:
            Whether nothing is lost when it is replaced.
        """
        there = bytes_at(self._draft.markdown_path)
        is_known = not self._draft.is_markdown_undecided and there == self._draft.markdown_source
        if there is None or is_known:
            return True
        return self._journals.keep_replaced(there) is not None

    def written(self, draft: bytes, markdown: bytes) -> None:
        """Notes that both were written and say the same. May take as long as the disk does.

        Args:
            draft: What the draft file holds.
            markdown: What the Markdown holds.
        """
        self._kept.note(draft, markdown)

    def saved(self) -> None:
        """Notes that the draft was saved: from now on, that is the state both have in common."""
        draft = self._draft
        if draft.saved is not None and draft.markdown_source is not None:
            self._common = _Common(draft.saved, digest_of(draft.markdown_source))
        self.is_seen = True
