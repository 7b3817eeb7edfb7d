"""One draft that is being worked on: opened, kept safe, watched, saved and closed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from designdoc_tui.desk.journal import Journal
from designdoc_tui.desk.journals import Journals
from designdoc_tui.desk.lock import DraftLock, Hold, Holder
from designdoc_tui.desk.markdown_outside import MarkdownBeside
from designdoc_tui.desk.watch import Outside, Watch
from designdoc_tui.draft.linked import follow_title
from designdoc_tui.draft.load import Draft, load_draft, resolve
from designdoc_tui.source.errors import SourceError, visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from designdoc_tui.desk.markdown_outside import MarkdownEdit
    from designdoc_tui.desk.recovery import Recovered
    from designdoc_tui.document import Document
    from designdoc_tui.document.values import Values
    from designdoc_tui.draft.save import Save, Saved
    from designdoc_tui.merge import Merged


class DraftHeldError(SourceError):
    """Somebody else has the draft open.

    Attributes:
        holder: Who, if that can be told.
    """

    def __init__(self, path: Path, holder: Holder | None) -> None:
        super().__init__(str(path), "somebody else has this draft open")
        self.holder = holder


class OpenDraft:
    """One draft on the desk.

    The document is edited by whoever shows it; everything that keeps those edits is in here.
    Nothing in here knows a screen. `look`, `markdown.look` and `write` may take as long as the disk
    does and may run in another thread; all else belongs where the document is edited.

    Attributes:
        draft: The document and its files.
        lock: Who works on it.
        markdown: The Markdown beside it, and whether it may be replaced.
        recovered: What an earlier sitting left unsaved and is in the document again; `None` when
            there was nothing, or once it is decided about.
        notes: What there is to tell the author, a sentence each; whoever tells it empties it.
    """

    def __init__(self, draft: Draft, lock: DraftLock, journals: Journals) -> None:
        """Puts a draft on the desk; see `open_draft`."""
        self.draft = draft
        self.lock = lock
        self.markdown = MarkdownBeside(draft, journals)
        self.recovered: Recovered | None = None
        self.notes: list[str] = []
        self._journals = journals
        self._journal = Journal(journals.new_path(), draft.path, draft.source or b"")
        self._watch = Watch(draft)
        self._told_trouble = False
        self._is_closed = False
        self._end_journal: Callable[[], None] = lambda: None
        self._end_following: Callable[[], None] = lambda: None

    # Opening

    def begin(self) -> None:
        """Makes it ready to be edited, or to be looked at only; once, just after it was opened."""
        if self.lock.hold is Hold.THEIRS:
            self.draft.document.freeze(_reason(self.lock.holder))
            return
        self._recover()
        self.go_on()

    def go_on(self) -> None:
        """Keeps every edit from now on; `begin` without bringing anything back."""
        if self.lock.hold is Hold.NONE:
            self.notes.append(f"Opened without a lock: {self.lock.why_none}.")
        document = self.draft.document
        if document.is_modified and self.recovered is None:
            self._restart_journal()
        # The journal listens first: what follows from a change stands behind it.
        self._end_journal = document.subscribe(self._journal.follow)
        self._end_following = follow_title(document)

    def _recover(self) -> None:
        left = self._journals.left_behind()
        if not left:
            return
        # Deferred: merging is seldom needed, and opening a draft has to be quick.
        from designdoc_tui.desk.recovery import recover

        found = recover(self.draft, self._journals, left)
        self.notes += found.notes
        self.recovered = found.recovered
        if found.recovered is not None:
            # What is back is in the new journal before the old one goes.
            self._restart_journal()
            if self._journal.flush():
                for path in found.recovered.journals:
                    self._journals.set_aside(path, "recovered")
        for path in found.done:
            self._journals.set_aside(path, "recovered")
        self._journals.sweep()

    def _restart_journal(self) -> None:
        # Deferred, as in `_recover`.
        from designdoc_tui.desk.between import records_between

        draft = self.draft
        before = draft.saved.values if draft.saved is not None else {}
        self._journal.restart(draft.source or b"", records_between(before, draft.document.values))

    # What was recovered

    def keep_recovered(self) -> None:
        """Decides that what was recovered is wanted; it is not saved by that."""
        self.recovered = None

    def discard_recovered(self) -> Path:
        """Goes back to what is saved, as one step that undo takes back.

        Returns:
            The folder where what was recovered is kept for some weeks.
        """
        if self.recovered is not None:
            self._bring_to(self.recovered.saved)
            self.draft.document.mark_saved()
            self._restart_journal()
            self.recovered = None
        return self._journals.aside

    # Saving

    @property
    def is_read_only(self) -> bool:
        """Whether it may not be edited, because somebody else has it open."""
        return bool(self.draft.document.frozen)

    def begin_save(self, today: date, *, overwrite: bool = False) -> Save:
        """Notes what to save; see `Save`. It is written by `write`."""
        # Deferred: opening a draft has to be quick.
        from designdoc_tui.draft.save import Save

        save = Save(self.draft, today, overwrite=overwrite)
        self._journal.note_save()
        return save

    def write(self, save: Save) -> None:
        """Writes both files, and remembers that they say the same.

        Raises:
            ChangedOnDiskError: Something else has changed a file; nothing was written.
            SaveError: The files could not be saved and are as they were.
        """
        save.write()
        self.markdown.written(*save.contents)

    def finish_save(self, save: Save) -> Saved:
        """Notes that it is saved, and folds the journal away."""
        saved = save.finish()
        self.markdown.saved()
        self._journal.fold(self.draft.source or b"")
        return saved

    # Watching

    def look(self) -> Outside:
        """What something else has done to the files since the last look; see `Watch`."""
        self.lock.check()
        return self._watch.look()

    def look_again(self) -> Outside:
        """As `look`, but tells also what was told before."""
        return self._watch.look_again()

    def lost_lock(self) -> bool:
        """Makes it read-only if somebody else has taken it over; tells whether that is new."""
        if self.lock.hold is not Hold.THEIRS or self.is_read_only:
            return False
        self.draft.document.freeze(_reason(self.lock.holder))
        return True

    @property
    def trouble(self) -> str:
        """Why edits are not kept in the journal just now; empty when they are."""
        return self._journal.trouble

    def new_trouble(self) -> str:
        """Why edits are not kept in the journal; told once until it works again."""
        trouble = self.trouble
        is_new = bool(trouble) and not self._told_trouble
        self._told_trouble = bool(trouble)
        return trouble if is_new else ""

    # Taking in what something else has written

    def merged_with(self, theirs: Document) -> Merged:
        """What is here and what is in the file now, brought together.

        Args:
            theirs: What the file holds.

        Returns:
            The two since the last state they had in common; nothing is changed yet.
        """
        # Deferred, as in `_recover`.
        from designdoc_tui.merge import three_way

        document, saved = self.draft.document, self.draft.saved
        base = saved.values if saved is not None else {}
        return three_way(document.template, base, document.values, theirs.values)

    def take_in(
        self,
        source: bytes,
        theirs: Document,
        values: Values,
    ) -> None:
        """Goes on from what the file holds now. Undo leads back to what was here.

        Args:
            source: What the file holds.
            theirs: The same as a document.
            values: What the document has to say from now on.
        """
        draft, document = self.draft, self.draft.document
        frozen = document.frozen
        document.freeze("")  # a reader sees what is in the file, and undo means nothing to them
        self._bring_to(values)
        draft.source, draft.saved = source, theirs.snapshot().document
        if document == theirs:
            document.mark_saved()
        document.freeze(frozen)
        self._restart_journal()

    def take_in_markdown(self, edit: MarkdownEdit, values: Values) -> None:
        """Goes on with what was done to the Markdown, as one step that undo takes back.

        Args:
            edit: What was done to it.
            values: What the document has to say from now on; see `MarkdownEdit`.
        """
        self._bring_to(values)
        self.markdown.decided(edit)

    def _bring_to(self, values: Values) -> None:
        """Makes the document say something else, as one step that undo takes back."""
        # Deferred, as in `_recover`.
        from designdoc_tui.merge import take_in

        # These values are what they are; nothing is to follow from them.
        self._end_following()
        try:
            take_in(self.draft.document, values)
        finally:
            self._end_following = follow_title(self.draft.document)

    # Leaving

    def flush(self) -> bool:
        """Waits until every edit is on the disk; tells whether it is."""
        return self._journal.flush()

    def close(self, *, discard: bool = False) -> None:
        """Puts the draft away; once.

        Args:
            discard: Whether what is not saved is given up; its journal is kept aside for a time.
                Otherwise it comes back at the next start.
        """
        if self._is_closed:
            return
        self._is_closed = True
        self._end_following()
        self._end_journal()
        modified = self.draft.document.is_modified
        self._journal.close(keep=modified)
        if discard and modified:
            self._journals.set_aside(self._journal.path, "discarded")
        self.lock.release()


def open_draft(
    path: Path, *, take_over: bool = False, read_only: bool = False, draft: Draft | None = None
) -> OpenDraft:
    """Opens a draft to work on it.

    Args:
        path: The draft file, or the folder it is in.
        take_over: Whether to take it from somebody else who has it open.
        read_only: Whether to open it even so, to be looked at.
        draft: What is there, if that was read just now.

    Returns:
        The draft, with what an earlier sitting left unsaved.

    Raises:
        DraftHeldError: Somebody else has it open, and neither was wanted.
        SourceError: It cannot be read, or is no draft.
    """
    path = resolve(path)
    draft = draft or load_draft(path)
    lock = DraftLock(path)
    if lock.take(by_force=take_over) is Hold.THEIRS and not read_only:
        raise DraftHeldError(path, lock.holder)
    opened = OpenDraft(draft, lock, Journals(path))
    try:
        opened.begin()
    except BaseException:
        lock.release()
        raise
    return opened


def _reason(holder: Holder | None) -> str:
    who = visible(holder.process.user) if holder is not None else "somebody else"
    # Not with the name in front: a reason may stand at the beginning of a sentence.
    return f"this draft can only be read here: {who} has it open"
