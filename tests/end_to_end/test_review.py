"""A review in a real terminal: what is open is settled, signed and approved."""

from __future__ import annotations

from designdoc_tui.draft.load import load_draft
from designdoc_tui.review.sign_offs import Standing, Standings
from tests.end_to_end.terminal import Desk
from tests.stories.reviewer import GRACE, PROBLEM, with_everything_open


class TestReview:
    def test_from_everything_open_to_approved(self, desk: Desk) -> None:
        draft = with_everything_open(desk.folder)
        with desk.opens("review", draft, DESIGNDOC_AUTHOR=str(GRACE)) as terminal:
            terminal.shows("Review", "▲ warning", PROBLEM)
            terminal.presses("enter")
            terminal.is_in("Problem")
            terminal.types("Passwords get stolen.")
            terminal.presses("f5")
            terminal.hides(PROBLEM)

            terminal.presses("f")  # only what is open
            terminal.presses("end")
            terminal.shows("approval[0]")
            terminal.presses("p")
            terminal.shows("Barbara Liskov on 2026-11-22")
            terminal.presses(" ", "p", "p")
            terminal.shows("blocks approval until")
            terminal.presses(" ")
            terminal.shows("May be empty")
            terminal.types("Yes, after a call back.")
            terminal.presses("f2")
            terminal.hides("blocks approval until")

            terminal.presses("end")
            terminal.shows("approval[0]")
            terminal.presses("s")
            terminal.shows("Sign as Technical Lead", "Still open")
            terminal.presses("enter")
            terminal.shows("Signed as Technical Lead")
            terminal.presses("t")
            terminal.shows("nothing stands in its way")
            terminal.presses("enter")
            terminal.shows("Approved · ● unsaved")
            terminal.presses("f2")
            terminal.shows("Approved · saved")
            terminal.presses("ctrl+q")
            terminal.leaves(0)

        document = load_draft(draft).document
        assert document.text("metadata.status") == "Approved"
        standings = Standings(document)
        assert [standings.of(each) for each in standings.sign_offs] == [Standing.FRESH]
        assert "- [x] Technical Lead: Grace Hopper" in draft.with_name("design.md").read_text()

    def test_a_draft_picked_from_a_folder_opens_on_its_checklist(self, desk: Desk) -> None:
        change = desk.folder / "change"
        change.mkdir()
        with_everything_open(change)
        with desk.opens("review", desk.folder, DESIGNDOC_AUTHOR=str(GRACE)) as terminal:
            terminal.shows("Drafts", "change/")
            terminal.presses("enter")
            terminal.shows("Sections to read")
            terminal.presses("ctrl+q")
            terminal.leaves(0)
