"""What a screen of a draft does with Markdown that stands word for word among its steps."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from designdoc_screens.drawing import DrawingScreen
from designdoc_screens.reasons import sentence, why_not
from designdoc_tui.document.changes import Change
from designdoc_tui.markdown.imported.layout import MARKDOWN, PIECES, layout_of, text_in
from designdoc_tui.markdown.steps import Followed, Steps, is_verbatim
from designdoc_tui.template.model import Section
from designdoc_tui.template.path import Path
from designdoc_tui.widgets.form import SectionForm
from designdoc_tui.widgets.outline import Outline

_IS_FIELDS = "this is in fields already"
_NO_SECTION = "the template has no such section"
_WOULD_CHANGE = "It stays Markdown: written from fields, it would not read as it does."


class PiecesScreen(DrawingScreen):
    """A screen on which a document is written a step at a time, some of them word for word.

    Whoever builds on it sets the attributes, tells `follow_steps` of each change before the step
    is shown, and says how to go to a place.

    Attributes:
        steps: The steps of the document.
        step: The one that is open.
        outline: All of them.
        form: The fields of the open one.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "alt+t",
            "to_fields",
            "Turn into fields",
            id="piece.to-fields",
            tooltip="Turn this Markdown into fields of the template",
        ),
    ]

    steps: Steps
    step: Section
    outline: Outline
    form: SectionForm

    def __init__(self) -> None:
        """Begins without knowing anything of what stands word for word."""
        super().__init__()
        self._looked_at = ""
        self._why = ""

    def section_in_question(self) -> Section:
        """The section that the author means: the one the cursor is in."""
        raise NotImplementedError

    # Following the document

    def follow_steps(self, change: Change) -> None:
        """Brings the steps in line with an edit."""
        followed = self.steps.follow(change)
        if followed is Followed.RENAMED:
            renamed = self.steps.of(change.path)
            if renamed.path == self.step.path:
                self.step = renamed
                self.form.rename_step(renamed)
            self.outline.show_name(renamed)
        elif followed is Followed.REPLACED:
            self.outline.show_steps(self.step)
            if is_verbatim(self.step):
                self.go_to(self._whereabouts(self.step.path, change))

    def _whereabouts(self, path: Path, change: Change) -> Path:
        """Where the Markdown stands now that was at a path before all pieces were replaced."""
        before = change.before if isinstance(change.before, list) else []
        after = self.document.items((*path[:2],))
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
        """The path to look at after an edit was taken back or made again."""
        if not self._has_pieces:
            return change.lands_on
        # Deferred: most drafts have no pieces.
        from designdoc_tui.markdown.imported.steps import landing

        return landing(change, self.document)

    # Turning Markdown into fields

    @property
    def _has_pieces(self) -> bool:
        return bool(layout_of(self.document).get(PIECES))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Greys what cannot be done with a step; hides what no step of this draft can."""
        if action == "to_fields":
            if not self._has_pieces:
                return False
            return None if self._why_verbatim() else True
        if action == "not_applicable" and is_verbatim(self.section_in_question()):
            return None
        return super().check_action(action, parameters)

    def why_not(self, action: str) -> str:
        """Why an action cannot be done just now."""
        frozen = self.document.frozen
        if action == "to_fields" and not frozen:
            return self._why_verbatim()
        if action == "not_applicable" and not frozen and is_verbatim(self.section_in_question()):
            return _NO_SECTION
        return why_not(action, frozen)

    def _why_verbatim(self) -> str:
        """Why the open step cannot be turned into fields; empty when it can."""
        if not is_verbatim(self.step):
            return _IS_FIELDS
        text = self.document.text(self.step.path)
        if text != self._looked_at or not self._why:
            # Deferred: most drafts have no pieces.
            from designdoc_tui.markdown.imported.outline import why_not_fields

            self._looked_at, self._why = text, why_not_fields(self.document, self._index)
        return self._why

    @property
    def _index(self) -> int:
        """Which piece the open step is."""
        index = self.step.path[2]
        assert isinstance(index, int)  # noqa: S101 - the path of a piece
        return index

    @work(exclusive=True, group="dialog")
    async def action_to_fields(self) -> None:
        """Shows what would become of the Markdown, and turns it into fields."""
        # Deferred, as all dialogs are: the first frame does without.
        from designdoc_screens.to_fields import ToFieldsDialog
        from designdoc_tui.markdown.imported.outline import apply, to_fields

        if why := self._why_verbatim():
            self.notify(sentence(why), timeout=4, markup=False)
            return
        promotion = to_fields(self.document, self._index)
        if promotion is None:
            self.notify(_WOULD_CHANGE, severity="warning", timeout=8, markup=False)
            return
        asking = ToFieldsDialog(self.document.template, self.step.heading, promotion)
        if await self.app.push_screen_wait(asking):
            apply(self.document, promotion)
            self.document.close_step()
            self.go_to(promotion.taken[0][0])
