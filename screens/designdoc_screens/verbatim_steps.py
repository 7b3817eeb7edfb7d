"""Markdown that stands word for word among the steps of a draft: followed, turned into fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designdoc_screens.reasons import sentence
from designdoc_tui.document.layout import MARKDOWN, PIECES, layout_of, text_in
from designdoc_tui.markdown.steps import Followed, is_verbatim

if TYPE_CHECKING:
    from designdoc_screens.section import SectionScreen
    from designdoc_tui.document.changes import Change
    from designdoc_tui.template.path import Path

_IS_FIELDS: Final = "this is in fields already"
_WOULD_CHANGE: Final = "It stays Markdown: written from fields, it would not read as it does."


class VerbatimSteps:
    """The steps of a draft that are Markdown, and what can become of the open one."""

    def __init__(self, screen: SectionScreen) -> None:
        """Begins without knowing anything of what stands word for word.

        Args:
            screen: What shows the steps.
        """
        self._screen = screen
        self._looked_at = ""
        self._why = ""

    # Following the document

    def follow(self, change: Change) -> None:
        """Brings the steps in line with an edit, before anything of them is shown.

        Args:
            change: The edit.
        """
        screen = self._screen
        followed = screen.steps.follow(change)
        if followed is Followed.RENAMED:
            renamed = screen.steps.of(change.path)
            if renamed.path == screen.step.path:
                screen.journey.step = renamed
                screen.form.rename_step(renamed)
            screen.outline.show_name(renamed)
        elif followed is Followed.REPLACED:
            screen.outline.show_steps(screen.step)
            if is_verbatim(screen.step):
                screen.go_to(self._whereabouts(screen.step.path, change))

    def _whereabouts(self, path: Path, change: Change) -> Path:
        """Where the Markdown stands now that was at a path before all pieces were replaced."""
        before = change.before if isinstance(change.before, list) else []
        after = self._screen.document.items((*path[:2],))
        index = path[2]
        assert isinstance(index, int)  # noqa: S101 - the path of a piece
        was = before[index] if index < len(before) else None
        text = text_in(was, MARKDOWN) if isinstance(was, dict) else ""
        same = [
            place
            for place, piece in enumerate(after)
            if isinstance(piece, dict) and piece.get(MARKDOWN) == text
        ]
        if not same:
            return self.lands_on(change)
        nearest = min(same, key=lambda place: abs(place - index))
        return (*path[:2], nearest, MARKDOWN)

    def lands_on(self, change: Change) -> Path:
        """The path to look at after an edit was taken back or made again.

        Args:
            change: The edit.
        """
        if not self._are_there:
            return change.lands_on
        # Deferred: most drafts have no pieces.
        from designdoc_tui.markdown.imported.steps import landing

        return landing(change, self._screen.document)

    @property
    def _are_there(self) -> bool:
        return bool(layout_of(self._screen.document).get(PIECES))

    # Turning Markdown into fields

    def can_become_fields(self) -> bool | None:
        """Whether the open step can: None where it cannot, False where no step of the draft can."""
        if not self._are_there:
            return False
        return None if self.why_not_fields() else True

    def why_not_fields(self) -> str:
        """Why the open step cannot be turned into fields; empty when it can."""
        screen = self._screen
        if not is_verbatim(screen.step):
            return _IS_FIELDS
        text = screen.document.text(screen.step.path)
        if text != self._looked_at or not self._why:
            # Deferred: most drafts have no pieces.
            from designdoc_tui.markdown.imported.outline import why_not_fields

            self._looked_at, self._why = text, why_not_fields(screen.document, self._index)
        return self._why

    @property
    def _index(self) -> int:
        """Which piece the open step is."""
        index = self._screen.step.path[2]
        assert isinstance(index, int)  # noqa: S101 - the path of a piece
        return index

    async def turn_into_fields(self) -> None:
        """Shows what would become of the Markdown, and turns it into fields."""
        # Deferred, as all dialogs are: the first frame does without.
        from designdoc_screens.to_fields import ToFieldsDialog
        from designdoc_tui.markdown.imported.outline import apply, to_fields

        screen = self._screen
        if why := self.why_not_fields():
            screen.notify(sentence(why), timeout=4, markup=False)
            return
        promotion = to_fields(screen.document, self._index)
        if promotion is None:
            screen.notify(_WOULD_CHANGE, severity="warning", timeout=8, markup=False)
            return
        asking = ToFieldsDialog(screen.document.template, screen.step.heading, promotion)
        if await screen.app.push_screen_wait(asking):
            apply(screen.document, promotion)
            screen.go_to(promotion.taken[0][0])
