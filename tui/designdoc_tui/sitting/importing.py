"""Markdown that is to be opened: shown as the draft it would make, and brought in."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from designdoc_tui.source.errors import SourceError
from designdoc_tui.template import DEFAULT_TEMPLATE
from designdoc_tui.template.load import load_template

if TYPE_CHECKING:
    from pathlib import Path

    from designdoc_tui.markdown.imported.importing import Imported
    from designdoc_tui.markdown.imported.report import Report
    from designdoc_tui.sitting.sitting import Sitting
    from designdoc_tui.template.model import Template


class Importing:
    """Makes a draft of Markdown after showing what becomes of it."""

    def __init__(self, sitting: Sitting) -> None:
        """Begins without an import.

        Args:
            sitting: The draft that is open.
        """
        self._sitting = sitting
        self._imported: tuple[Path, Report] | None = None

    async def bring_in(self, markdown: Path) -> Path | None:
        """Shows what becomes of a document, and writes its draft if that is wanted.

        Args:
            markdown: The document; it stays as it is.

        Returns:
            The draft; `None` when it is not wanted.

        Raises:
            SourceError: The document cannot be read, or there is a draft in its place by now.
            SaveError: The draft could not be written.
        """
        # Deferred, like all that a draft is opened without.
        from designdoc_screens.import_report import ImportScreen
        from designdoc_tui.draft.beside import draft_beside
        from designdoc_tui.draft.bring_in import write_draft

        template, draft = load_template(DEFAULT_TEMPLATE), draft_beside(markdown)
        screen = ImportScreen(template, markdown.name, str(draft))
        answer = self._sitting.app.push_screen(screen, wait_for_dismiss=True)
        try:
            imported = await asyncio.to_thread(_read, markdown, template)
        except SourceError:
            screen.dismiss(False)
            raise
        if screen.is_current:
            screen.show(imported.report)
        if not await answer:
            return None
        await asyncio.to_thread(write_draft, draft, imported.document)
        self._imported = draft, imported.report
        return draft

    @property
    def report(self) -> Report | None:
        """What became of the document that the open draft was made of, in this sitting."""
        draft = self._sitting.draft
        if self._imported is None or draft is None or draft.path != self._imported[0]:
            return None
        return self._imported[1]

    def show_report(self) -> None:
        """Shows again what became of the document that came in."""
        report, draft = self.report, self._sitting.draft
        if report is None or draft is None:
            return
        # Deferred, as in `bring_in`.
        from designdoc_screens.import_report import ImportScreen

        screen = ImportScreen(draft.document.template, draft.markdown_path.name)
        self._sitting.app.push_screen(screen)
        self._sitting.app.call_after_refresh(screen.show, report)


def _read(markdown: Path, template: Template) -> Imported:
    from designdoc_tui.draft.bring_in import import_source

    try:
        source = markdown.read_bytes()
    except OSError as error:
        why = error.strerror or str(error)
        raise SourceError(str(markdown), f"it cannot be read: {why}") from error
    return import_source(source, str(markdown), template)
