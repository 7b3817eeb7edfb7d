"""Merging three versions of a document, told by what people do to it."""

from __future__ import annotations

import pytest

from designdoc_tui.document import Document
from designdoc_tui.document.values import Values
from designdoc_tui.draft.load import parse_tree
from designdoc_tui.merge import (
    Choice,
    Conflict,
    Merged,
    choices,
    conflicts_of,
    dismiss,
    place_of,
    resolve,
    three_way,
)
from designdoc_tui.template.load import load_template

DESIGN = load_template("design")

PARAGRAPHS = "Passwords are stolen.\n\nThey are used again.\n\nNobody notices."


def problem(text: str) -> Values:
    return {"overview": {"problem": text}}


def goals(*items: str) -> Values:
    return {"overview": {"goals": list(items)}}


def components(*records: Values) -> Values:
    return {"design": {"components": list(records)}}


def merge(base: Values, ours: Values, theirs: Values) -> Merged:
    return three_way(DESIGN, base, ours, theirs)


def clean(base: Values, ours: Values, theirs: Values) -> Values:
    """The merged values of sides that have nothing to quarrel about."""
    merged = merge(base, ours, theirs)
    assert merged.conflicts == ()
    return merged.values


def conflict(base: Values, ours: Values, theirs: Values) -> Conflict:
    """The one conflict there is."""
    (found,) = merge(base, ours, theirs).conflicts
    return found


class TestFields:
    def test_edits_to_different_fields_never_conflict(self) -> None:
        base: Values = {"title": "Login", "overview": {"problem": "a", "solution": "b"}}
        ours: Values = {"title": "Sign-in", "overview": {"problem": "a", "solution": "c"}}
        theirs: Values = {"title": "Login", "overview": {"problem": "d", "solution": "b"}}
        assert clean(base, ours, theirs) == {
            "title": "Sign-in",
            "overview": {"problem": "d", "solution": "c"},
        }

    def test_edits_to_one_value_do(self) -> None:
        found = conflict({"title": "Login"}, {"title": "Sign-in"}, {"title": "Sign-on"})
        assert found == Conflict(("title",), "Login", "Sign-in", "Sign-on")

    def test_a_field_in_conflict_holds_ours(self) -> None:
        merged = merge({"title": "Login"}, {"title": "Sign-in"}, {"title": "Sign-on"})
        assert merged.values == {"title": "Sign-in"}

    def test_taking_a_field_away_conflicts_with_changing_it(self) -> None:
        found = conflict(problem("one"), {}, problem("two"))
        assert found == Conflict(("overview", "problem"), "one", None, "two")

    def test_taking_away_a_section_leaves_what_the_other_side_put_into_it(self) -> None:
        theirs: Values = {"overview": {"problem": "one", "solution": "new"}}
        assert clean(problem("one"), {}, theirs) == {"overview": {"solution": "new"}}

    def test_a_flag_that_is_not_there_is_a_no(self) -> None:
        def question(**more: object) -> Values:
            return {"open_questions": [{"question": "Why?", **more}]}

        merged = clean(question(answered=True), question(answered=False), question())
        assert merged == question(answered=False)

    def test_keys_that_nobody_knows_merge_one_by_one(self) -> None:
        def read(text: str) -> Values:
            return parse_tree(f"designdoc: 1\ntemplate: design\n{text}".encode(), "-").values

        base = read("tracker: {id: 1, labels: [a, b]}\n")
        ours = read("tracker: {id: 2, labels: [a, b]}\n")
        theirs = read("tracker: {id: 1, labels: [a, b, c]}\n")
        assert clean(base, ours, theirs) == read("tracker: {id: 2, labels: [a, b, c]}\n")
        third = read("tracker: {id: 1, labels: [x, a, b]}\n")
        assert clean(base, third, theirs) == read("tracker: {id: 1, labels: [x, a, b, c]}\n")


class TestDateOfLastUpdate:
    def test_is_the_later_one_and_that_is_said(self) -> None:
        merged = merge(*({"metadata": {"last_updated": f"2026-11-0{day}"}} for day in (1, 5, 4)))
        assert merged.values == {"metadata": {"last_updated": "2026-11-05"}}
        assert merged.conflicts == ()
        assert [note.message for note in merged.notes] == [
            "metadata.last_updated: the later date was taken, 2026-11-05"
        ]

    def test_what_is_no_date_does_not_win(self) -> None:
        merged = merge(*({"metadata": {"last_updated": day}} for day in ("", "soon", "2026-11-04")))
        assert merged.values == {"metadata": {"last_updated": "2026-11-04"}}

    def test_a_status_is_for_a_person_to_decide(self) -> None:
        states = ({"metadata": {"status": word}} for word in ("Draft", "In Review", "Approved"))
        assert conflict(*states).theirs == "Approved"


class TestTexts:
    def test_different_paragraphs_merge(self) -> None:
        ours = PARAGRAPHS.replace("stolen", "phished")
        theirs = PARAGRAPHS.replace("Nobody notices", "Nobody can tell")
        assert clean(problem(PARAGRAPHS), problem(ours), problem(theirs)) == problem(
            "Passwords are phished.\n\nThey are used again.\n\nNobody can tell."
        )

    def test_one_line_changed_on_both_sides_conflicts_as_a_whole_field(self) -> None:
        ours = PARAGRAPHS.replace("stolen", "phished")
        theirs = PARAGRAPHS.replace("stolen", "sold").replace("Nobody", "No one")
        found = conflict(problem(PARAGRAPHS), problem(ours), problem(theirs))
        assert (found.base, found.ours, found.theirs) == (PARAGRAPHS, ours, theirs)

    def test_neighbouring_lines_conflict(self) -> None:
        assert conflict(problem("a\nb"), problem("A\nb"), problem("a\nB")).path[-1] == "problem"

    def test_the_same_paragraph_added_twice_stands_once(self) -> None:
        ours = f"{PARAGRAPHS}\n\nMore."
        theirs = f"First.\n\n{PARAGRAPHS}\n\nMore."
        assert clean(problem(PARAGRAPHS), problem(ours), problem(theirs)) == problem(theirs)


class TestLists:
    def test_entries_put_in_at_both_ends_are_kept(self) -> None:
        merged = clean(goals("a", "b"), goals("x", "a", "b"), goals("a", "b", "y"))
        assert merged == goals("x", "a", "b", "y")

    def test_entries_put_in_at_one_place_are_kept_side_by_side(self) -> None:
        ours, theirs = goals("a", "x1", "x2", "b"), goals("a", "y1", "y2", "b")
        merged = clean(goals("a", "b"), ours, theirs)
        assert merged == goals("a", "x1", "x2", "y1", "y2", "b")
        assert merged == clean(goals("a", "b"), theirs, ours)

    def test_the_same_entry_put_in_by_both_stands_once(self) -> None:
        assert clean(goals("a"), goals("a", "x"), goals("x", "a", "y")) == goals("a", "x", "y")

    def test_an_entry_taken_out_is_gone(self) -> None:
        assert clean(goals("a", "b", "c"), goals("a", "c"), goals("a", "b", "c", "d")) == goals(
            "a", "c", "d"
        )

    def test_one_that_was_moved_can_be_changed_on_the_other_side(self) -> None:
        base = components({"name": "A", "purpose": "a"}, {"name": "B"}, {"name": "C"})
        ours = components({"name": "B"}, {"name": "C"}, {"name": "A", "purpose": "a"})
        theirs = components({"name": "A", "purpose": "new"}, {"name": "B"}, {"name": "C"})
        assert clean(base, ours, theirs) == components(
            {"name": "B"}, {"name": "C"}, {"name": "A", "purpose": "new"}
        )

    def test_fields_of_one_record_merge(self) -> None:
        base = components({"name": "Session service", "purpose": "p", "interfaces": "i"})
        ours = components({"name": "Session service", "purpose": "P", "interfaces": "i"})
        theirs = components({"name": "Sessions service", "purpose": "p", "interfaces": "I"})
        assert clean(base, ours, theirs) == components(
            {"name": "Sessions service", "purpose": "P", "interfaces": "I"}
        )

    def test_a_record_that_both_began_is_one(self) -> None:
        ours = components({"name": "Cache", "purpose": "p"})
        theirs = components({"name": "Cache", "interfaces": "i"})
        assert clean({}, ours, theirs) == components(
            {"name": "Cache", "purpose": "p", "interfaces": "i"}
        )

    def test_one_taken_out_here_and_changed_there_stays_and_is_a_conflict(self) -> None:
        base = components({"name": "A"}, {"name": "B", "purpose": "b"})
        theirs = components({"name": "A"}, {"name": "B", "purpose": "new"})
        merged = merge(base, components({"name": "A"}), theirs)
        assert merged.values == theirs
        (found,) = merged.conflicts
        assert found.is_about_entry
        assert found.path == ("design", "components", 1)
        assert (found.ours, found.names) == (None, ("B",))

    def test_entries_that_both_moved_elsewhere_are_said(self) -> None:
        base = goals("a", "b", "c", "d")
        merged = merge(base, goals("b", "c", "d", "a"), goals("b", "c", "a", "d"))
        assert merged.conflicts == ()
        assert [note.path for note in merged.notes] == [("overview", "goals")]
        (kept,) = merged.values["overview"].values()  # type: ignore[attr-defined]
        assert sorted(kept) == ["a", "b", "c", "d"]

    def test_thousands_of_components_that_cannot_be_told_apart_stay_in_their_order(self) -> None:
        def many(purpose: str) -> Values:
            return components(*({"name": "X", "purpose": purpose} for _ in range(2_000)))

        merged = merge(many("p"), many("q"), many("r"))
        assert merged.values == many("q")
        assert len(merged.conflicts) == 2_000


class TestReview:
    def test_comments_are_united_by_their_ids(self) -> None:
        def review(*comments: Values) -> Values:
            return {"review": {"comments": list(comments)}}

        first: Values = {"id": "1", "text": "Why?"}
        answered: Values = {**first, "replies": [{"text": "Because."}]}
        merged = clean(
            review(first),
            review(answered, {"id": "2", "text": "How?"}),
            review(first, {"id": "3", "text": "When?"}),
        )
        assert merged == review(answered, {"id": "2", "text": "How?"}, {"id": "3", "text": "When?"})

    def test_conflicts_that_one_side_decided_are_not_noted_again(self) -> None:
        noted = [
            Conflict(("title",), "a", "b", "c"),
            Conflict(("overview", "problem"), "", "p", "q"),
        ]
        base = Merged({"title": "b", "overview": {"problem": "p"}}, tuple(noted)).with_conflicts()
        ours, theirs = Document(DESIGN, base), Document(DESIGN, base)
        resolve(ours, noted[0], Choice.THEIRS)
        resolve(theirs, noted[1], Choice.OURS)
        assert clean(base, ours.values, theirs.values) == {
            "title": "c",
            "overview": {"problem": "p"},
        }


def in_conflict(base: Values, ours: Values, theirs: Values) -> tuple[Document, Conflict]:
    """A document with its one conflict noted, as it is opened after a merge."""
    document = Document(DESIGN, merge(base, ours, theirs).with_conflicts())
    (found,) = conflicts_of(document.values)
    return document, found


class TestDeciding:
    TITLES: tuple[Values, Values, Values] = ({"title": "a"}, {"title": "b"}, {"title": "c"})

    @pytest.mark.parametrize(("choice", "title"), [(Choice.OURS, "b"), (Choice.THEIRS, "c")])
    def test_is_one_step_that_undo_takes_back(self, choice: Choice, title: str) -> None:
        document, found = in_conflict(*self.TITLES)
        document.set("overview.problem", "Something else.")
        assert resolve(document, found, choice)
        assert document.values == {"title": title, "overview": {"problem": "Something else."}}
        document.undo()
        assert document.text("title") == "b"
        assert conflicts_of(document.values) == (found,)
        assert document.text("overview.problem") == "Something else."

    def test_ours_is_what_stands_there_by_now(self) -> None:
        document, found = in_conflict(*self.TITLES)
        document.set("title", "edited since")
        assert resolve(document, found, Choice.OURS)
        assert document.values == {"title": "edited since"}

    def test_both_keeps_what_agrees_once(self) -> None:
        texts = (PARAGRAPHS, PARAGRAPHS.replace("stolen", "A"), PARAGRAPHS.replace("stolen", "B"))
        document, found = in_conflict(*map(problem, texts))
        assert Choice.BOTH in choices(DESIGN, found)
        assert resolve(document, found, Choice.BOTH)
        assert document.values == problem(
            "Passwords are A.\n\nPasswords are B.\n\nThey are used again.\n\nNobody notices."
        )

    def test_both_of_an_entry_are_two_entries(self) -> None:
        document, found = in_conflict(
            goals("Be fast", "x"), goals("Be very fast", "x"), goals("Be fast enough", "x")
        )
        assert resolve(document, found, Choice.BOTH)
        assert document.values == goals("Be very fast", "Be fast enough", "x")

    def test_both_is_not_offered_where_there_is_room_for_one(self) -> None:
        for path in (("title",), ("metadata", "status"), ("metadata", "last_updated")):
            assert Choice.BOTH not in choices(DESIGN, Conflict(path, "a", "b", "c"))
        taken_out = Conflict(("overview", "goals", 0), "a", None, "c")
        assert Choice.BOTH not in choices(DESIGN, taken_out)

    def test_an_entry_taken_out_on_one_side_goes_or_stays(self) -> None:
        sides = (goals("Be fast", "x"), goals("x"), goals("Be fast enough", "x"))
        document, found = in_conflict(*sides)
        assert resolve(document, found, Choice.THEIRS)
        assert document.values == goals("Be fast enough", "x")
        document.undo()
        assert resolve(document, found, Choice.OURS)
        assert document.values == goals("x")

    def test_the_entry_is_found_where_it_moved_to(self) -> None:
        sides = (components({"name": "A"}, {"name": "B", "purpose": each}) for each in "bxy")
        document, found = in_conflict(*sides)
        document.insert("design.components", 0, {"name": "C"})
        document.set("design.components[2].purpose", "edited since")
        assert place_of(document, found) == ("design", "components", 2, "purpose")
        assert resolve(document, found, Choice.THEIRS)
        assert document.values == components(
            {"name": "C"}, {"name": "A"}, {"name": "B", "purpose": "y"}
        )

    def test_an_entry_that_is_gone_takes_no_other_with_it(self) -> None:
        sides = (components({"name": "A", "purpose": each}, {"name": "B"}) for each in "bxy")
        document, found = in_conflict(*sides)
        document.remove("design.components[0]")
        assert not resolve(document, found, Choice.THEIRS)
        assert document.items("design.components") == [{"name": "B"}]
        dismiss(document, found)
        assert document.values == components({"name": "B"})

    def test_keys_with_dots_are_found_again(self) -> None:
        reasons = ({"review": {"not_applicable": {"design.data_model": each}}} for each in "abc")
        document, found = in_conflict(*reasons)
        assert found.path == ("review", "not_applicable", "design.data_model")
        assert resolve(document, found, Choice.THEIRS)
        assert document.values == {"review": {"not_applicable": {"design.data_model": "c"}}}

    def test_keys_that_nobody_knows_can_be_decided_and_stay_what_they_are(self) -> None:
        def read(number: int, *labels: str) -> Values:
            listed = ", ".join(labels)
            source = (
                f"designdoc: 1\ntemplate: design\ntracker: {{id: {number}, labels: [{listed}]}}\n"
            )
            return parse_tree(source.encode(), "-").values

        sides = (read(1, "a", "be fast"), read(2, "a", "be very fast"), read(3, "a"))
        document = Document(DESIGN, merge(*sides).with_conflicts())
        number, label = conflicts_of(document.values)
        assert (number.ours, number.theirs) == ("2", "3")
        assert resolve(document, number, Choice.THEIRS)
        assert resolve(document, label, Choice.THEIRS)
        assert document.values == read(3, "a")

    def test_what_is_no_choice_is_refused(self) -> None:
        document, found = in_conflict(*self.TITLES)
        with pytest.raises(ValueError, match="both cannot hold here"):
            resolve(document, found, Choice.BOTH)
