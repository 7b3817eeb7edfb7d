"""The review checklist of the draft that is open: opened, left, and opened where it was left."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from designdoc_tui.widgets.keys_in_turn import hold_keys

if TYPE_CHECKING:
    from designdoc_screens.review import ReviewScreen
    from designdoc_screens.review_place import ReviewPlace
    from designdoc_tui.desk import OpenDraft
    from designdoc_tui.review.people import Person
    from designdoc_tui.sitting.sitting import Sitting
    from designdoc_tui.template.path import Path


class Reviewing:
    """The checklist, and the reviewer's place in it."""

    def __init__(self, sitting: Sitting) -> None:
        """Begins where nobody was yet.

        Args:
            sitting: The draft that is open.
        """
        self._sitting = sitting
        self._reviewed: OpenDraft | None = None
        self._place: ReviewPlace | None = None
        self._person: Person | None = None

    def open(self) -> None:
        """Opens the checklist of the draft, where it was left; nothing without a draft."""
        sitting, app = self._sitting, self._sitting.app
        if sitting.desk is None or sitting.section_screen is None or app.screen.is_modal:
            return
        # Deferred: opening a draft has to be quick, and most sittings begin with writing.
        from designdoc_screens.review import ReviewScreen

        if not any(isinstance(screen, ReviewScreen) for screen in app.screen_stack):
            app.push_screen(self._screen(sitting.desk))

    def _screen(self, desk: OpenDraft) -> ReviewScreen:
        from designdoc_screens.review import ReviewScreen
        from designdoc_screens.review_place import Reviewer, ReviewPlace
        from designdoc_tui.checks.surroundings import OnDisk

        if self._place is None or self._reviewed is not desk:
            self._reviewed, self._place, self._person = desk, ReviewPlace(), None
        draft = desk.draft
        reviewer = Reviewer(
            draft.path.name,
            self._me,
            self._remember_me,
            self._now,
            OnDisk(draft.path),
            self._place,
        )
        screen = ReviewScreen(draft.document, reviewer)
        screen.look_up_files(draft.path.parent)
        return screen

    def _me(self) -> Person | None:
        draft = self._sitting.draft
        if self._person is None and draft is not None:
            from designdoc_tui.draft.me import me
            from designdoc_tui.state.identity import Identity

            self._person = me(draft.path.parent)
            if self._person is None or not (self._person.name and self._person.email):
                self._person = Identity().read() or self._person
        return self._person

    def _remember_me(self, person: Person) -> None:
        from designdoc_tui.state.identity import Identity

        self._person = person
        Identity().remember(person)

    def _now(self) -> datetime:
        """This moment, on the day it is here."""
        return datetime.combine(self._sitting.today(), datetime.now().astimezone().timetz())

    async def leave(self, path: Path | None) -> None:
        """Goes back to the form.

        Args:
            path: The field to go to; `None` for the one that was left.
        """
        section, app = self._sitting.section_screen, self._sitting.app
        if section is None or app.screen is section:
            return
        release = hold_keys(app)
        try:
            await app.pop_screen()
            if path is not None:
                section.go_to(path)
        finally:
            release()
