"""What becomes of a merge once its conflicts are decided."""

from __future__ import annotations

from designdoc_tui.document import Document
from designdoc_tui.merge import Choice, Conflict, Merged, as_decided, conflicts_of, three_way
from designdoc_tui.template.load import load_template
from designdoc_tui.template.path import parse_path

TEMPLATE = load_template("design")


def goals(*texts: str) -> dict[str, object]:
    return {"overview": {"goals": list(texts)}}


class TestDecided:
    def test_puts_what_was_chosen_where_it_belongs_though_entries_come_and_go(self) -> None:
        merged = three_way(
            TEMPLATE,
            goals("Fast start", "Small and neat", "Quiet"),
            goals("Fast start here", "Small and neat here", "Quiet"),
            goals("Fast start there", "Small and neat there", "Quiet"),
        )
        assert len(merged.conflicts) == 2
        decided = Document(TEMPLATE, as_decided(TEMPLATE, merged, [Choice.BOTH, Choice.THEIRS]))
        assert decided.items(parse_path("overview.goals")) == [
            "Fast start here",
            "Fast start there",
            "Small and neat there",
            "Quiet",
        ]
        assert not conflicts_of(decided.values)

    def test_keeps_what_cannot_be_put_anywhere_to_be_decided_later(self) -> None:
        path = parse_path("design.components[3].purpose")
        lost = Conflict(path, "Old", "Ours", "Theirs", names=("Token service",))
        merged = Merged({"title": "Sign-in"}, (lost,))
        values = as_decided(TEMPLATE, merged, [Choice.THEIRS])
        assert values["title"] == "Sign-in"
        assert conflicts_of(values) == (lost,)
