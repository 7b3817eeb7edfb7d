"""The review checklist of the draft that is open: opened, left, and opened where it was left."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from designdoc_tui.sitting.sitting import Sitting

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from designdoc_screens.review import ReviewScreen
    from designdoc_screens.review_place import ReviewPlace
    from designdoc_tui.desk import OpenDraft
    from designdoc_tui.review.people import Person


class Reviewing(Sitting):
    """An app in which the draft that is open can be reviewed."""

    def __init__(self, today: Callable[[], date]) -> None:
        """Begins with no draft.

        Args:
            today: Tells the day.
        """
        super().__init__(today)
        self._reviewed: OpenDraft | None = None
        self._review_place: ReviewPlace | None = None
        self._person: Person | None = None

    def open_review(self) -> None:
        """Opens the checklist of the draft, where it was left; nothing without a draft."""
        if self.desk is None or self.section_screen is None or self.screen.is_modal:
            return
        # Deferred: opening a draft has to be quick, and most sittings begin with writing.
        from designdoc_screens.review import ReviewScreen

        if not any(isinstance(screen, ReviewScreen) for screen in self.screen_stack):
            self.push_screen(self._review_screen(self.desk))

    def _review_screen(self, desk: OpenDraft) -> ReviewScreen:
        from designdoc_screens.review import ReviewScreen
        from designdoc_screens.review_place import Reviewer, ReviewPlace
        from designdoc_tui.checks.surroundings import OnDisk

        if self._review_place is None or self._reviewed is not desk:
            self._reviewed, self._review_place, self._person = desk, ReviewPlace(), None
        draft = desk.draft
        reviewer = Reviewer(
            draft.path.name,
            self._me,
            self._remember_me,
            self._now,
            OnDisk(draft.path),
            self._review_place,
        )
        screen = ReviewScreen(draft.document, reviewer)
        screen.look_up_files(draft.path.parent)
        return screen

    def _me(self) -> Person | None:
        if self._person is None and self.draft is not None:
            from designdoc_tui.draft.me import me
            from designdoc_tui.state.identity import Identity

            self._person = me(self.draft.path.parent)
            if self._person is None or not (self._person.name and self._person.email):
                self._person = Identity().read() or self._person
        return self._person

    def _remember_me(self, person: Person) -> None:
        from designdoc_tui.state.identity import Identity

        self._person = person
        Identity().remember(person)

    def _now(self) -> datetime:
        """This moment, on the day it is here."""
        return datetime.combine(self.today(), datetime.now().astimezone().timetz())

    def on_section_screen_review_asked(self) -> None:
        """Opens the checklist."""
        self.open_review()

    async def on_review_screen_left(self, message: ReviewScreen.Left) -> None:
        """Goes back to the form: to a field, or to the one that was left."""
        section = self.section_screen
        if section is None or self.screen is section:
            return
        release = self.hold_keys()
        try:
            await self.pop_screen()
            if message.path is not None:
                section.go_to(message.path)
        finally:
            release()
