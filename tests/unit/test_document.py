"""Editing a document, and taking edits back."""

from __future__ import annotations

from designdoc_tui.document import Change, Document, Edit
from designdoc_tui.document.progress import Progress, State, progress, state_of
from designdoc_tui.draft.linked import follow_title
from designdoc_tui.template.load import load_template
from designdoc_tui.template.path import parse_path


def make(**values: object) -> Document:
    return Document(load_template("design"), values)


def type_into(document: Document, path: str, text: str) -> None:
    for character in text:
        document.set(path, document.text(path) + character)


class TestEditing:
    def test_makes_the_sections_on_the_way(self) -> None:
        document = make()
        document.set("overview.problem", "It is slow.")
        assert document.values == {"overview": {"problem": "It is slow."}}

    def test_leaves_no_key_behind_that_says_nothing(self) -> None:
        document = make(overview={"problem": "x"})
        document.set("overview.problem", "")
        assert document.values == {}

    def test_keeps_a_record_that_was_emptied(self) -> None:
        document = make(design={"components": [{"name": "Gate"}, {"name": "Wall"}]})
        document.set("design.components[0].name", "")
        assert document.get("design.components") == [{}, {"name": "Wall"}]

    def test_does_not_share_values_with_those_who_gave_them(self) -> None:
        goals = ["one"]
        document = make(overview={"goals": goals})
        goals.append("two")
        assert document.get("overview.goals") == ["one"]

    def test_tells_of_each_change_after_it_happened(self) -> None:
        document = make()
        heard: list[tuple[Edit, str]] = []
        document.subscribe(lambda change: heard.append((change.edit, document.text("title"))))
        document.set("title", "A")
        document.insert("overview.goals", 0, "x")
        assert heard == [(Edit.TEXT, "A"), (Edit.INSERT, "A")]

    def test_is_silent_where_nothing_changes(self) -> None:
        document = make(title="A")
        heard: list[Change] = []
        document.subscribe(heard.append)
        assert not document.set("title", "A")
        assert not document.set("overview.problem", "")
        assert not document.move("overview.goals[0]", 1)
        assert heard == []


class TestLists:
    def test_grow_shrink_reorder_and_duplicate(self) -> None:
        document = make(overview={"goals": ["a", "b"]})
        document.insert("overview.goals", 1, "n")
        document.move("overview.goals[0]", 2)
        document.duplicate("overview.goals[2]")
        document.remove("overview.goals[0]")
        assert document.get("overview.goals") == ["b", "a", "a"]
        for _ in range(4):
            document.undo()
        assert document.get("overview.goals") == ["a", "b"]
        for _ in range(4):
            document.redo()
        assert document.get("overview.goals") == ["b", "a", "a"]

    def test_come_back_when_their_last_item_was_removed(self) -> None:
        document = make(overview={"goals": ["a"]})
        document.remove("overview.goals[0]")
        assert document.values == {}
        document.undo()
        assert document.values == {"overview": {"goals": ["a"]}}

    def test_duplicates_are_copies(self) -> None:
        document = make(design={"components": [{"name": "Gate"}]})
        document.duplicate("design.components[0]")
        document.set("design.components[1].name", "Wall")
        assert document.text("design.components[0].name") == "Gate"


class TestUndo:
    def test_takes_back_a_word_at_a_time(self) -> None:
        document = make()
        type_into(document, "title", "two words")
        document.undo()
        assert document.text("title") == "two "
        document.undo()
        assert document.values == {}
        document.redo()
        document.redo()
        assert document.text("title") == "two words"

    def test_takes_back_a_run_of_deletions_at_once(self) -> None:
        document = make(title="abcdef")
        for text in ("abcde", "abcd", "abc"):
            document.set("title", text)
        document.undo()
        assert document.text("title") == "abcdef"

    def test_keeps_typing_and_deleting_apart(self) -> None:
        document = make()
        type_into(document, "title", "abc")
        document.set("title", "ab")
        document.undo()
        assert document.text("title") == "abc"

    def test_keeps_fields_apart_and_lands_on_the_one_that_changed(self) -> None:
        document = make()
        type_into(document, "overview.problem", "slow")
        type_into(document, "background.context", "old")
        change = document.undo()
        assert change is not None
        assert change.lands_on == parse_path("background.context")
        change = document.undo()
        assert change is not None
        assert change.lands_on == parse_path("overview.problem")

    def test_takes_an_item_and_the_word_typed_into_it_back_at_once(self) -> None:
        document = make()
        document.insert("overview.goals", 0, "f")
        type_into(document, "overview.goals[0]", "ast")
        document.undo()
        assert document.values == {}
        document.redo()
        assert document.get("overview.goals") == ["fast"]

    def test_begins_a_new_step_when_the_author_went_elsewhere(self) -> None:
        document = make()
        type_into(document, "title", "ab")
        document.close_step()
        type_into(document, "title", "cd")
        document.undo()
        assert document.text("title") == "ab"

    def test_takes_several_edits_back_at_once_that_were_made_as_one(self) -> None:
        document = make(title="a")
        document.set("title", "ab")
        with document.one_step():
            document.set("title", "abc")
            with document.one_step():
                document.insert("overview.goals", 0, "fast")
            document.set("overview.problem", "slow")
        document.set("title", "abcd")
        document.undo()
        assert document.text("title") == "abc"
        document.undo()
        assert document.values == {"title": "ab"}
        document.redo()
        assert document.text("overview.problem") == "slow"
        assert document.items("overview.goals") == ["fast"]

    def test_has_no_step_of_edits_that_changed_nothing(self) -> None:
        document = make(title="a")
        with document.one_step():
            document.set("title", "a")
        assert not document.can_undo

    def test_ends_what_could_be_redone_when_something_else_is_typed(self) -> None:
        document = make()
        type_into(document, "title", "ab")
        document.undo()
        type_into(document, "title", "x")
        assert not document.can_redo
        assert document.redo() is None


class TestKnowingWhatIsSaved:
    def test_is_unmodified_again_when_everything_is_taken_back(self) -> None:
        document = make(title="A")
        assert not document.is_modified
        type_into(document, "title", "b")
        assert document.is_modified
        document.undo()
        assert not document.is_modified

    def test_begins_a_new_step_after_a_save(self) -> None:
        document = make()
        type_into(document, "title", "ab")
        document.mark_saved()
        type_into(document, "title", "c")
        assert document.is_modified
        document.undo()
        assert document.text("title") == "ab"
        assert not document.is_modified
        document.undo()
        assert document.is_modified


class TestTheChangeIdFollowsTheTitle:
    def test_until_the_author_writes_their_own(self) -> None:
        document = make()
        follow_title(document)
        type_into(document, "title", "Two Factors")
        assert document.text("metadata.change_id") == "two-factors"
        document.set("metadata.change_id", "mine")
        type_into(document, "title", "!")
        assert document.text("metadata.change_id") == "mine"

    def test_and_is_taken_back_with_it(self) -> None:
        document = make()
        follow_title(document)
        type_into(document, "title", "Two Factors")
        document.undo()
        assert document.values == {"title": "Two ", "metadata": {"change_id": "two"}}
        document.undo()
        assert document.values == {}


class TestSectionsThatDoNotApply:
    def test_say_why_and_keep_what_is_in_them(self) -> None:
        document = make(design={"data_flow": "a -> b"})
        section = document.template.sections_by_path[parse_path("design.data_flow")]
        document.set_not_applicable(section, "no data moves")
        assert document.not_applicable(section) == "no data moves"
        assert document.text("design.data_flow") == "a -> b"
        document.undo()
        assert document.not_applicable(section) is None

    def test_take_the_sections_below_with_them(self) -> None:
        document = make()
        by_path = document.template.sections_by_path
        document.set_not_applicable(by_path[("design", "reliability")], "a batch job")
        below = by_path[("design", "reliability", "circuit_breaker")]
        assert document.not_applicable(below) == "a batch job"


class TestProgress:
    def test_goes_from_empty_over_begun_to_complete(self) -> None:
        document = make()
        step = document.template.sections_by_path["overview",]
        assert state_of(document, step) is State.EMPTY
        document.set("overview.problem", "slow")
        assert state_of(document, step) is State.BEGUN
        document.set("overview.solution", "fast")
        document.set("overview.goals", ["one"])
        document.set("overview.non_goals", ["two"])
        assert state_of(document, step) is State.COMPLETE
        assert progress(document) == Progress(1, 23)

    def test_does_not_count_the_templates_own_words(self) -> None:
        document = make(overview={"problem": "[Brief restatement of the problem from proposal.md]"})
        assert state_of(document, document.template.sections_by_path["overview",]) is State.EMPTY

    def test_counts_what_does_not_apply_as_done(self) -> None:
        document = make()
        section = document.template.sections_by_path["references",]
        document.set_not_applicable(section, "nothing to read")
        assert state_of(document, section) is State.NOT_APPLICABLE
        assert progress(document).complete == 1
