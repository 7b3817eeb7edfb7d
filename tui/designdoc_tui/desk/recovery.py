"""Bringing back what an earlier sitting left unsaved."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from designdoc_tui.desk.journal import SAVE_BEGUN
from designdoc_tui.desk.journals import ForeignJournalError, Journals, LeftJournal
from designdoc_tui.desk.wire import make_again
from designdoc_tui.document import Document
from designdoc_tui.draft.load import Draft, parse_draft
from designdoc_tui.draft.save import values_to_yaml
from designdoc_tui.merge import take_in, three_way
from designdoc_tui.source.errors import SourceError, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designdoc_tui.document.values import Values
    from designdoc_tui.merge import Conflict


@dataclass(frozen=True, slots=True)
class Recovered:
    """What was brought back into a document.

    Attributes:
        journals: The files it came from; they are to be set aside once it is decided about.
        saved: The values that the draft file has.
        when: When the earlier sitting began, in seconds since 1970.
        conflicts: Fields that were also changed in the file meanwhile; the document has what was
            typed.
    """

    journals: tuple[Path, ...]
    saved: Values
    when: float
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class Recovery:
    """How looking for what was left behind ended.

    Attributes:
        recovered: What was brought back, if anything was.
        done: Journals that hold nothing that is not in the file; to be set aside.
        notes: What the author has to be told, a sentence each.
    """

    recovered: Recovered | None
    done: tuple[Path, ...]
    notes: tuple[str, ...]


def recover(draft: Draft, journals: Journals, left: Iterable[Path]) -> Recovery:
    """Brings back into a document what earlier sittings left unsaved.

    Args:
        draft: The draft as it was just opened; its document is changed.
        journals: Where they are kept.
        left: What they left behind, the oldest first.

    Returns:
        What was found. Journals that cannot be believed have been set aside.
    """
    notes: list[str] = []
    used: list[LeftJournal] = []
    idle: list[Path] = []
    conflicts: list[Conflict] = []
    for path in left:
        try:
            journal = journals.read(path)
            clashing = _bring_back(draft, journal)
        except (ForeignJournalError, SourceError, ValueError) as error:
            notes.append(_set_aside(journals, path, error))
            continue
        except OSError as error:
            why = error.strerror or error
            notes.append(f"A journal could not be read ({why}) and was left: {visible(str(path))}")
            continue
        if journal.cut:
            kept = _copied_aside(journals, journal)
            where = f"; the file as it was is kept as {visible(str(kept))}" if kept else ""
            notes.append(f"The journal's last line was torn and was left out{where}.")
        if clashing is None:
            idle.append(path)
        else:
            used.append(journal)
            conflicts += clashing
    if not used or draft.saved is None or draft.document == draft.saved:
        return Recovery(None, (*idle, *(one.path for one in used)), tuple(notes))
    recovered = Recovered(
        tuple(one.path for one in used), draft.saved.values, used[-1].when, tuple(conflicts)
    )
    return Recovery(recovered, tuple(idle), tuple(notes))


def _bring_back(draft: Draft, journal: LeftJournal) -> tuple[Conflict, ...] | None:
    """Does the edits of a journal again.

    Returns:
        The conflicts with what the file has by now; `None` when there was nothing to do.

    Raises:
        ValueError: A record does not fit what the journal begins from.
        SourceError: What it begins from is no draft.
    """
    if not journal.records:
        return None
    document = draft.document
    if journal.base == draft.source and not document.is_modified:
        # On a copy first: a record that does not fit must leave nothing half done.
        rehearsal = Document(document.template, document.values)
        _replay(rehearsal, journal)
        _replay(document, journal)
        return ()
    base = parse_draft(journal.base, str(draft.path))
    if base.template.name != document.template.name:
        raise ValueError("the draft follows another template now")
    typed = Document(base.template, base.values)
    common = _replay(typed, journal, known=document.values)
    # What was typed is ours: where both sides changed a field, that is what is shown first.
    merged = three_way(base.template, common or base.values, typed.values, document.values)
    return merged.conflicts if take_in(document, merged.values) else None


def _replay(document: Document, journal: LeftJournal, known: Values | None = None) -> Values | None:
    """Makes all changes again.

    Args:
        document: What to make them to.
        journal: The changes.
        known: Values to look out for.

    Returns:
        Those values, if the document had exactly them when a save began: the save succeeded,
        though the journal did not come to note it.
    """
    found = None
    for record in journal.records:
        if record == SAVE_BEGUN:
            if known is not None and _as_saved(document) == known:
                found = known
            continue
        make_again(document, record)
    document.close_step()
    return found


def _as_saved(document: Document) -> Values:
    """The values as a file gives them back: entries of lists that say nothing are not in it."""
    try:
        return parse_draft(values_to_yaml(document).encode("utf-8"), "a journal").values
    except (ValueError, SourceError):  # it could not have been saved
        return {}


def _set_aside(journals: Journals, path: Path, error: Exception) -> str:
    kept = journals.set_aside(path, "foreign")
    where = f"kept as {kept}" if kept else f"left as {path}"
    return visible(f"A journal cannot be believed ({error}) and was not used; it is {where}.")


def _copied_aside(journals: Journals, journal: LeftJournal) -> Path | None:
    """A copy of a torn journal, just as it is; the journal itself is still needed."""
    target = journals.aside / f"{journal.path.stem}.torn.journal"
    try:
        journals.aside.mkdir(mode=0o700, parents=True, exist_ok=True)
        target.write_bytes(journal.path.read_bytes())
    except OSError:
        return None
    return target
